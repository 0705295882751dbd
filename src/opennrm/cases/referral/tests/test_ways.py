"""Whole ways through the screens: yes, no, not now, a child, an age in doubt, an exploited worker; two tabs; a button pressed twice."""

import re

import pytest
from django.test import Client
from tests.once import once
from tests.pages import page_of, text
from tests.people import signed_in

from opennrm.access import doors
from opennrm.cases.referral import reads
from opennrm.cases.referral.tests import ways
from opennrm.cases.referral.tests.ways import agreed, begun, fill, seen, sent
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door, drafting
from opennrm.journal import replay
from opennrm.journal.models import JournalEvent

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world() -> World:
    return once(World)


@pytest.fixture
def client(world: World) -> Client:
    return signed_in(world.responder)


def test_an_adult_says_yes(world: World, client: Client, django_capture_on_commit_callbacks: object) -> None:
    contact = begun(client)
    seen(client, contact)
    agreed(client, contact, str(world.provider.pk))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        case = sent(client, contact)
    page = page_of(client, f"/referrals/{case}/sent/")
    assert "The referral is sent" in page
    assert "by Tue 3 November 2026" in page
    found = {one.code: one.text for one in reads.identity(doors.case(world.responder, case))}
    assert found["identity.given_names"] == "Илеана"
    told = {one.code: one.text for one in reads.account(doors.case(world.responder, case))}
    assert told["referral.account"].startswith("She came in August")
    assert "G13: CANARY-TOLD she did" in told["referral.told_by"]
    assert told["referral.places"] == "CANARY-FARM near the mill"
    state = door.state_of(case)
    assert state.about.languages == ("ro",)
    assert state.about.interpreter == "woman"
    assert reads.safe_channels(state) == ("message",)
    assert state.relations_of(world.provider.pk) == {"support_provider"}
    assert drafting.mine(world.responder) == []
    assert list(replay.verify()) == []


def test_every_screen_is_there_with_its_steps_and_light_enough(world: World, client: Client) -> None:
    contact = begun(client)
    seen(client, contact)
    for step in ("who", "safe", "account", "signs/g1", "signs/g2", "signs/account", "what/1", "what/2", "result", "answer", "support"):
        page = page_of(client, f"/contacts/{contact}/{step}/")
        assert "CANARY" not in re.search("<title>.*</title>", page)[0]  # type: ignore[index]
    for step in ("details", "check", "end/other_help", "signs/d11", "signs/d31", "signs/d61", ""):
        page_of(client, f"/contacts/{contact}/{step}{'/' if step else ''}")
    for url in ("/contacts/", "/contacts/new/", "/referrals/"):
        assert "CANARY" not in page_of(client, url)


def test_a_child_is_referred_without_the_question(world: World, client: Client) -> None:
    contact = begun(client, age="child", unaccompanied="yes")
    seen(client, contact, age_then="child")
    assert client.get(f"/contacts/{contact}/answer/").url == f"/contacts/{contact}/child/"
    assert client.get(f"/contacts/{contact}/support/").url == f"/contacts/{contact}/child/"
    assert client.post(f"/contacts/{contact}/support/", {"support": "yes", "police": "yes"}).url == f"/contacts/{contact}/child/"
    page = page_of(client, f"/contacts/{contact}/child/")
    assert "No consent is asked of a child" in page
    assert fill(client, f"/contacts/{contact}/child/", language="ro", interpreter="present").status_code == 302
    case = sent(client, contact)
    state = door.state_of(case)
    assert state.relations_of(world.child_office.pk) == {"child_office"}
    assert (state.about.unaccompanied, state.consents) == (True, frozenset())


def test_an_age_in_doubt_wants_its_reasons_and_is_treated_as_a_child(client: Client) -> None:
    answer = fill(client, "/contacts/new/", **{**ways.WHO, "age": "unknown", "age_words": "CANARY-AGE small hands"})
    assert answer.status_code == 200
    assert "reasons" in ways.errors(answer)
    assert "CANARY-AGE small hands" in text(answer)
    contact = begun(client, age="unknown", reasons=["looks"], age_words="CANARY-AGE small hands")
    seen(client, contact, age_then="unknown")
    assert fill(client, f"/contacts/{contact}/child/", language="ro", interpreter="none").status_code == 302
    case = sent(client, contact)
    assert door.state_of(case).facts.entries("age.reasons")


def test_not_now_waits(client: Client, world: World) -> None:
    contact = begun(client)
    seen(client, contact)
    answer = fill(client, f"/contacts/{contact}/answer/", answer="not_now", language="ro", interpreter="none")
    assert answer.url == "/contacts/"
    assert "Your drafts" in page_of(client, "/contacts/")
    assert len(drafting.mine(world.responder)) == 1
    agreed(client, contact)
    assert sent(client, contact)


def test_no_shows_what_is_kept_and_what_is_destroyed_before_the_button(client: Client, world: World) -> None:
    contact = begun(client)
    seen(client, contact)
    answer = fill(client, f"/contacts/{contact}/answer/", answer="no", language="ro", interpreter="none")
    assert answer.url == f"/contacts/{contact}/answer/no/"
    page = page_of(client, answer.url)
    assert "Kept, in codes" in page
    assert "Destroyed" in page
    assert "CANARY" not in page
    assert len(drafting.mine(world.responder)) == 1
    assert client.post(answer.url).url == f"/contacts/{contact}/"
    assert "No is a full answer" not in page_of(client, f"/contacts/{contact}/")
    assert drafting.mine(world.responder) == []
    for step in ("safe", "answer", "details", "check"):
        assert client.get(f"/contacts/{contact}/{step}/").url == f"/contacts/{contact}/"


def test_an_exploited_worker_is_shown_whom_to_call(client: Client, world: World) -> None:
    from tests import people  # noqa: PLC0415

    people.an_agency("labour_inspectorate", name="Labour Inspectorate of Vellin")
    contact = begun(client)
    fill(client, f"/contacts/{contact}/signs/d41/", sign_D4_1="observed", sign_D4_2="observed")
    fill(client, f"/contacts/{contact}/what/1/", **ways.WHAT)
    page = page_of(client, f"/contacts/{contact}/result/")
    assert "exploited worker" in page
    assert "Labour Inspectorate of Vellin" in page
    answer = fill(client, f"/contacts/{contact}/result/", way="labour_rights")
    assert answer.url == f"/contacts/{contact}/end/labour_rights/"
    assert client.post(answer.url).url == f"/contacts/{contact}/"
    assert "Labour Inspectorate of Vellin" in page_of(client, f"/contacts/{contact}/")
    assert door.state_of(contact).note("contact.screened").way == "labour_rights"


def test_pressed_twice_and_after_back_it_is_one_case(client: Client, django_capture_on_commit_callbacks: object) -> None:
    contact = begun(client)
    seen(client, contact)
    agreed(client, contact)
    assert fill(client, f"/contacts/{contact}/details/", **ways.DETAILS).status_code == 302
    url = f"/contacts/{contact}/check/"
    data = ways.fields(page_of(client, url))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        first = client.post(url, data)
    again = client.post(url, data)
    assert first.url == again.url
    assert client.get(url).url == first.url
    assert JournalEvent.objects.filter(type="case.opened").count() == 1


def test_two_tabs_lose_nothing(client: Client) -> None:
    contact = begun(client)
    url = f"/contacts/{contact}/account/"
    one, two = ways.fields(page_of(client, url)), ways.fields(page_of(client, url))
    assert client.post(url, {**one, "account": "What the first tab typed", "later": "1"}).status_code == 302
    moved = client.post(url, {**two, "account": "What the second tab typed"})
    assert moved.status_code == 200
    page = text(moved)
    assert "saved in another window" in page
    assert "What the first tab typed" in page
    assert "What the second tab typed" in page
    again = client.post(url, {**ways.fields(page), "account": "Both, put together", "later": "1"})
    assert again.status_code == 302
    assert "Both, put together" in page_of(client, url)


def test_two_tabs_on_two_steps_do_not_meet(client: Client) -> None:
    contact = begun(client)
    safe, account = f"/contacts/{contact}/safe/", f"/contacts/{contact}/account/"
    page, other = ways.fields(page_of(client, safe)), ways.fields(page_of(client, account))
    assert client.post(account, {**other, "account": "Said", "later": "1"}).status_code == 302
    assert client.post(safe, {**page, "when_safe": "weekdays", "later": "1"}).status_code == 302
    assert "Said" in page_of(client, account)
    assert "weekdays" in page_of(client, safe)


# The step, what is typed into it, and a text of it that has to be there again.
WRONG = {
    "who": ({"age": "unknown", "age_words": "kept as typed"}, "kept as typed"),
    "safe": ({"email": "no address at all"}, "no address at all"),
    "account": ({"account": "", "danger": "kept as typed"}, "kept as typed"),
    "signs/g1": ({"sign_G2": "reported", "sign_G2-who": ""}, "Say who told you about G2"),
    "what/1": ({"began-year": "20twenty", "where": "kept as typed"}, "20twenty"),
    "details": ({"birth-day": "31", "own_reference": "kept as typed"}, "kept as typed"),
}


@pytest.mark.parametrize("step", WRONG)
def test_what_is_wrong_is_said_beside_the_field_and_all_that_was_typed_is_kept(client: Client, step: str) -> None:
    contact = begun(client)
    url = f"/contacts/{contact}/{step}/"
    typed, again = WRONG[step]
    answer = client.post(url, {**ways.fields(page_of(client, url)), **typed})
    page = text(answer)
    assert answer.status_code == 200
    assert "<title>Error:" in page.replace("\n", "")
    assert again in page
    assert "thing missing" in page or "things missing" in page
    if step != "signs/g1":
        assert again in page_of(client, url)


def test_only_sending_wants_everything(client: Client) -> None:
    contact = begun(client)
    page = page_of(client, f"/contacts/{contact}/check/")
    assert "Before it can be sent" in page
    assert "aria-disabled" in page
    assert client.post(f"/contacts/{contact}/check/", ways.fields(page)).status_code == 200
    assert JournalEvent.objects.filter(type="case.opened").count() == 0


def test_paragraphs_are_marked_with_the_signs_that_they_show(client: Client) -> None:
    contact = begun(client)
    seen(client, contact)
    url = f"/contacts/{contact}/signs/account/"
    assert "The man at the farm" in page_of(client, url)
    assert client.post(url, {"mark": "2", "add-2": "G13"}).status_code == 302
    assert client.post(url, {"mark": "1", "add-1": "G25"}).status_code == 302
    assert client.post(url, {"drop": "1:G25"}).status_code == 302
    assert client.post(url, {"mark": "1", "add-1": "G1"}).status_code == 302
    agreed(client, contact)
    case = sent(client, contact)
    assert door.state_of(case).note("referral.passages") == ((), ("G13",))


def test_a_draft_is_its_owner_s_and_nobody_else_s(client: Client, world: World) -> None:
    contact = begun(client)
    seen(client, contact)
    colleague = signed_in(world.colleague)
    assert "There is no draft of yours here" in page_of(colleague, f"/contacts/{contact}/")
    assert colleague.get(f"/contacts/{contact}/account/").url == f"/contacts/{contact}/"
    assert colleague.post(f"/contacts/{contact}/account/", {"account": "other"}).url == f"/contacts/{contact}/"
    stranger = signed_in(world.officer)
    for step in ("", "account/", "check/", "answer/no/"):
        assert stranger.get(f"/contacts/{contact}/{step}").status_code == 404


def test_signs_changed_after_the_result_are_coded_at_once(client: Client) -> None:
    contact = begun(client)
    seen(client, contact)
    fill(client, f"/contacts/{contact}/signs/g1/", sign_G3="observed")
    assert door.state_of(contact).note("contact.signs")["unodc_general"].observations["G3"] == "observed"


def test_before_the_result_nobody_is_asked(client: Client) -> None:
    contact = begun(client)
    assert client.get(f"/contacts/{contact}/answer/").url == f"/contacts/{contact}/result/"


def test_no_answer_is_chosen_before(client: Client) -> None:
    contact = begun(client)
    seen(client, contact)
    for step, names in (("answer", ["answer"]), ("support", ["support", "police"])):
        given = ways.fields(page_of(client, f"/contacts/{contact}/{step}/"))
        assert not set(names) & set(given)
