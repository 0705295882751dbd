"""The whole form of a country through its pages: what an answer opens and takes away, what is kept, sealed, sent and read."""

import json
import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests import people
from tests.once import once
from tests.pages import page_of, text
from tests.people import a_contact, a_referral, codes, signed_in

from opennrm.access import doors, readlog
from opennrm.access.actor import Actor
from opennrm.access.policy import load_policy
from opennrm.cases.contact import actions as contacts
from opennrm.cases.referral import actions, form_told, reads
from opennrm.cases.referral.country_form import KEY
from opennrm.cases.referral.events import ReferralSubmitted
from opennrm.cases.referral.sealed_form import CODES, packed, unpacked
from opennrm.cases.referral.tests import ways
from opennrm.cases.referral.tests.ways import begun, fill
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door, drafting, editions, told
from opennrm.cases.spine.about import About
from opennrm.journal import replay
from opennrm.journal.models import JournalEvent
from opennrm.mechanism.models import Agency
from opennrm.standards.load import law
from opennrm.standards.refusal import Refused
from opennrm.vault.models import SealedValue

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

# What is answered, by question; any other that is asked gets words of its own.
ANSWERS: dict[str, Any] = {
    "several_situations": "yes",
    "taken_somewhere": "yes",
    "still_exploited": "no",
    "last_contact": "within_month",
    "reported_before": "no",
    "doubts": "no",
    "others_present": "no",
    "uk_places.1.town": "CANARY-TOWN",
    "current_city": "CANARY-CITY",
    "exploiters_known_place": "yes",
    "exploiters_here": "yes",
    "types": ["forced_to_work", "other"],
    "future_concerns": "yes",
    "crime_reported": "no",
    "cooperation": "yes",
    "cooperation_details": "CANARY-COOPERATION",
    "support_phone": "own",
    "own_phone": "01632 960 001",
    "children": "yes",
    "children_number": "2",
    "communication_aid": "no",
    "home_office_reference": "no",
    "delivery_to": "person",
    "person_by": ["email"],
    "person_email": "canary@example.org",
    "person_email_safe": "on",
    "responder_phone": "01632 960 002",
    "responder_alternative_email": "desk@example.org",
    "authority_phone": "01632 960 003",
    "authority_email": "council@example.org",
}


EPISODES = [{"forms": ("labour",), "acts": ("recruitment",), "place": "in_country", "age_then": "adult"}]
SHORT = {"others": "none known", "more": {"last_contact": "in May"}}


class Britain:
    """Everybody who takes part in a country with a form of its own."""

    def __init__(self) -> None:
        people.an_installation("GB")
        self.ngo: Agency = people.an_agency("listed_ngo", name="Open Door Association", region="ENG")
        self.authority: Agency = people.an_agency("competent_authority", name="Identification Office", region="ENG")
        self.provider: Agency = people.an_agency("support_provider", name="Harbour House", region="ENG")
        self.council: Agency = people.an_agency("local_authority", name="Council of Vellin", region="ENG")
        self.responder: Actor = people.a_person(self.ngo, "first_responder")
        self.decider: Actor = people.a_person(self.authority, "decision_maker")


@pytest.fixture
def britain() -> Britain:
    return Britain()


@pytest.fixture
def client(britain: Britain) -> Client:
    return signed_in(britain.responder)


def a_draft(responder: Actor, region: str) -> UUID:
    """A contact that somebody has begun to type in, its signs looked at."""
    typed = {"age": ["adult"]}
    contact = contacts.open_contact(responder, on=door.today(), channel="outreach", about=About(age="adult", region=region), typed=typed)
    contacts.look_at_signs(responder, contact, observations=people.HELD, episodes=EPISODES, way="refer")
    return contact


def typed_in(page: Any, **other: Any) -> dict[str, Any]:
    """Every question of a page answered, under the names that the page gave its fields."""
    form = page.context["form"]
    data: dict[str, Any] = dict(ways.fields(text(page)))
    for field in form.visible_fields():
        code = field.name
        given = {**ANSWERS, **other}
        if "." in code and code not in given:
            continue
        value = given.get(code, f"said of {code}")
        if code.endswith("_region"):
            value = "CANARY-REGION"
        data[form.alias(code)] = value
    return data


def gone_through(client: Client, contact: UUID, url: str, until: str, **other: Any) -> list[str]:
    """Page after page as each sends on, until another screen comes; the pages that were seen."""
    seen: list[str] = []
    while until not in url:
        assert "/form/" in url, url
        seen.append(url.split("/")[-2])
        for _ in range(4):  # an answer may open more on the same page, and that again
            answer = client.post(url, typed_in(client.get(url), **other))
            if answer.status_code == 302:
                break
            assert not answer.context["form"].errors, (url, answer.context["form"].errors)
        assert answer.status_code == 302, url
        url = answer.url
    return seen


def up_to_the_form(client: Client, **who: Any) -> tuple[UUID, str]:
    """A contact whose screens before the form are filled in, and the first page of the form."""
    contact = begun(client, region="ENG", **who)
    ways.seen(client, contact, region="ENG", age_then=who.get("age", "adult"))
    return contact, fill(client, f"/contacts/{contact}/result/", way="refer").url


def sent_whole(client: Client, britain: Britain) -> UUID:
    """An adult's referral, screen by screen."""
    contact, url = up_to_the_form(client)
    gone_through(client, contact, url, "/answer/")
    ways.agreed(client, contact, str(britain.provider.pk))
    answer = fill(client, f"/contacts/{contact}/details/", **ways.DETAILS)
    gone_through(client, contact, answer.url, "/check/")
    page = page_of(client, f"/contacts/{contact}/check/")
    assert "Nothing is missing" in page
    assert "CANARY-TOWN" in page
    sent = fill(client, f"/contacts/{contact}/check/")
    assert sent.status_code == 302, (sent.context["wanting"], sent.context["form"].errors)
    found = re.fullmatch(r"/referrals/([0-9a-f-]{36})/sent/", sent.url)
    assert found
    return UUID(found[1])


def test_a_whole_referral_goes_through_the_pages_and_is_read_section_by_section(client: Client, britain: Britain) -> None:
    case = sent_whole(client, britain)
    assert list(replay.verify()) == []
    journal = b"".join(bytes(event.payload) for event in JournalEvent.objects.filter(stream=case))
    assert b"CANARY" not in journal
    actions.accept(britain.decider, case)
    seen = {one.label: dict(one.rows) for one in form_told.opened(doors.case(britain.decider, case))}
    assert "Proceedings" not in seen
    assert seen["Account of what happened"]["Towns in the United Kingdom"] == "CANARY-TOWN"
    assert seen["Account of what happened"]["Has the person reported this before?"] == "No"
    types = seen["Account of what happened"]["What was done to the person?"]
    assert types == "Labour: had to work for nothing or almost nothing; Something else"
    assert seen["Contact and location"]["In which town is the person now?"] == "CANARY-CITY"
    assert seen["Contact and location"]["It is safe to write to this email address"] == "Yes"
    assert seen["Identity"]["How many?"] == "2"
    own = {one.label: dict(one.rows) for one in form_told.opened(doors.case(britain.responder, case))}
    assert own["Proceedings"]["What did the person say about it?"] == "CANARY-COOPERATION"


def test_who_decides_reads_the_account_with_its_labels_and_each_look_is_recorded(client: Client, britain: Britain) -> None:
    case = sent_whole(client, britain)
    actions.accept(britain.decider, case)
    case_door = doors.case(britain.decider, case)
    lines = {one.label: one.text for one in told.opened(case_door, "account", "decision")}
    assert lines["How did it begin?"] == "said of how_it_began"
    assert {one.label for one in reads.account(case_door)} >= {"How did it begin?", "What happened, in the person's words"}
    before = len(readlog.who_looked(case, limit=500))
    page = page_of(signed_in(britain.decider), f"/cases/{case}/form/")
    assert "CANARY-TOWN" in page
    assert "CANARY-COOPERATION" not in page
    looks = readlog.who_looked(case, limit=500)
    assert len(looks) > before
    assert {"account", "contact_and_location"} <= {section for look in looks for section in look.sections.split()}


def test_a_child_is_asked_for_its_authority_and_nothing_that_is_asked_of_adults(client: Client, britain: Britain) -> None:
    contact, url = up_to_the_form(client, age="child", unaccompanied="yes")
    pages = gone_through(client, contact, url, "/child/")
    assert "age" in pages
    assert fill(client, f"/contacts/{contact}/child/", language="ro", interpreter="present").status_code == 302
    answer = fill(client, f"/contacts/{contact}/details/", **ways.DETAILS)
    late = gone_through(client, contact, answer.url, "/check/")
    assert set(late) & {"support", "delivery", "notification"} == set()
    assert fill(client, f"/contacts/{contact}/check/").status_code == 302


def test_what_an_answer_opens_is_shown_on_the_page_before_one_goes_on(client: Client, britain: Britain) -> None:
    contact, _ = up_to_the_form(client)
    url = f"/contacts/{contact}/form/leaving/"
    assert "What keeps the person there?" not in page_of(client, url)
    answer = client.post(url, {**ways.fields(page_of(client, url)), "still_exploited": "yes", "last_contact": "not_sure"})
    assert answer.status_code == 200
    page = text(answer)
    assert "Your answers lead to more questions" in page
    assert 'name="what_keeps"' in page
    assert not answer.context["form"].errors
    again = client.post(url, ways.fields(page))
    assert again.context["form"].errors.keys() == {"what_keeps"}
    assert 'value="yes" checked' in text(again)
    done = client.post(url, {**ways.fields(text(again)), "what_keeps": "a debt"})
    assert done.status_code == 302


def test_what_another_answer_takes_away_is_kept_said_and_not_sent(client: Client, britain: Britain) -> None:
    contact, _ = up_to_the_form(client)
    url = f"/contacts/{contact}/form/leaving/"
    said = {"still_exploited": "yes", "last_contact": "not_sure", "what_keeps": "CANARY-KEEPS"}
    assert client.post(url, {"seen": "0", **said}).status_code == 302
    changed = client.post(url, {**ways.fields(page_of(client, url)), "still_exploited": "no", "how_left": "ran"}, follow=True)
    assert "No longer asked because of your answer, and not sent: What keeps the person there?" in changed.content.decode()
    check = page_of(client, f"/contacts/{contact}/check/")
    assert "Typed, and not sent" in check
    assert "CANARY-KEEPS" not in check
    back = client.post(url, {**ways.fields(page_of(client, url)), "still_exploited": "yes"})
    assert "CANARY-KEEPS" in back.content.decode()


def test_a_page_behind_an_answer_comes_and_goes_with_it(client: Client, britain: Britain) -> None:
    contact, _ = up_to_the_form(client)
    ways.agreed(client, contact, str(britain.provider.pk))
    assert client.get(f"/contacts/{contact}/form/support/").status_code == 200
    assert fill(client, f"/contacts/{contact}/support/", support="no").status_code == 302
    away = client.get(f"/contacts/{contact}/form/support/")
    assert (away.status_code, "/form/support/" in away.url) == (302, False)
    assert client.get(f"/contacts/{contact}/form/nothing/").status_code == 302


def test_it_is_saved_half_way_right_or_wrong_and_errors_stand_beside_the_fields(client: Client, britain: Britain) -> None:
    contact, _ = up_to_the_form(client)
    url = f"/contacts/{contact}/form/responder/"
    page = client.get(url)
    wrong = typed_in(page, responder_alternative_email="no address", responder_role="")
    answer = client.post(url, wrong)
    assert answer.context["form"].errors.keys() == {"responder_alternative_email", "responder_role"}
    assert 'value="no address"' in text(answer)
    assert client.post(url, {**ways.fields(text(answer)), "later": "1"}).url == "/contacts/"
    page = page_of(client, url)
    assert 'value="no address"' in page
    assert "govuk-error-message" not in page


def test_a_group_grows_by_one_until_it_is_full_and_its_empty_lines_do_not_go(client: Client, britain: Britain) -> None:
    contact, _ = up_to_the_form(client)
    url = f"/contacts/{contact}/form/places/"
    for number in range(1, 11):
        page = client.get(url)
        assert f'name="uk_places.{number}.town"' in text(page)
        assert f'name="uk_places.{number + 1}.town"' not in text(page)
        data = {**typed_in(page), f"uk_places.{number}.town": f"Town {number}", "another": "1"}
        if number > 1:
            data["uk_places.1.town"] = "Town 1"
        assert client.post(url, data).status_code == 200
    page = page_of(client, url)
    assert "Save and add another" not in page
    assert client.post(url, {**ways.fields(page), "uk_places.2.town": ""}).status_code == 302
    filling = drafting.open_filling(doors.case(britain.responder, contact))
    entries = drafting.read(filling, f"{KEY}places")
    assert entries.is_valid()
    assert [entry["town"] for entry in entries.answers()["uk_places"]] == [f"Town {n}" for n in (1, *range(3, 11))]


def test_the_rule_refuses_a_form_that_lacks_an_answer_and_lets_the_short_form_go(britain: Britain) -> None:
    contact = a_contact(britain.responder, region="ENG")
    with pytest.raises(Refused) as refused:
        a_referral(britain.responder, britain.authority, contact=contact, **SHORT, form={"still_exploited": "yes"})
    assert {"form.what_keeps", "form.birthplace"} <= codes(refused)
    assert {"form.how_left", "form.cooperation", "form.authority_phone"} & codes(refused) == set()
    case = a_referral(britain.responder, britain.authority, contact=contact, **SHORT)
    assert door.state_of(case).state == "rg_pending"
    assert not SealedValue.objects.filter(stream=case, code__startswith="form.").exists()


def test_what_is_sealed_names_its_edition_and_reads_back_as_it_was(britain: Britain) -> None:
    profile = editions.today()
    said = {"how_it_began": "a\nb", "types": ("fraud", "other"), "uk_places": ({"town": "T"},), "cooperation": "no", "nothing": "x"}
    texts = packed(profile.referral_form, said, profile.edition)
    assert set(texts) == {"form_account", "form_proceedings"}
    account = unpacked(texts["form_account"])
    assert account.edition == profile.edition
    assert dict(account.said) == {code: said[code] for code in ("how_it_began", "uk_places", "types")}
    rows = dict(form_told.unfolded(json.dumps({"edition": "gone", "said": [["how_it_began", "x"], ["unknown", "y"]]})))
    assert rows == {"How did it begin?": "x", "unknown": "y"}


def test_a_form_is_sealed_where_who_refers_may_write_but_for_what_bears_on_no_right(britain: Britain) -> None:
    """Whether the person helps an authority goes where who decides does not read; who refers sends it once, with the rest."""
    case = a_referral(britain.responder, britain.authority, contact=a_contact(britain.responder, region="ENG"), **SHORT)
    case_door = doors.case(britain.responder, case)
    used = {one.section for one in editions.today().referral_form.questions() if one.section}
    closed = {section for section in used if not case_door.may(section, "write", purpose="referral").allowed}
    assert closed == {"proceedings"}
    assert {one.code for one in editions.today().referral_form.questions() if one.section in closed} == {
        "cooperation",
        "cooperation_details",
    }


def test_of_the_bytes_of_an_event_a_form_changes_nothing() -> None:
    on, agency = date(2026, 3, 1), UUID(int=7)
    told_before = {"on": on, "recipient": agency, "recipient_kind": "competent_authority", "urgency": "none"}
    plain = ReferralSubmitted(**told_before)
    assert ReferralSubmitted(**told_before, form_account="sealed", form_proceedings="sealed").clear() == plain.clear()
    assert b"form" not in plain.clear()
    assert list(plain.to_seal()) == []


def test_a_country_without_pages_of_its_own_has_none() -> None:
    world = once(World)
    contact = a_draft(world.responder, "VEL")
    filling = drafting.open_filling(doors.case(world.responder, contact))
    assert not [one.key for one in drafting.steps(filling) if one.key.startswith(KEY)]
    client = signed_in(world.responder)
    assert client.get(f"/contacts/{contact}/form/background/").status_code == 302
    case = a_referral(world.responder, world.authority)
    page = page_of(client, f"/cases/{case}/form/")
    assert "no form of its own" in page
    assert f"/cases/{case}/form/" not in page_of(client, f"/cases/{case}/")
    assert not SealedValue.objects.filter(stream=case, code__startswith="form.").exists()


def test_every_section_in_which_words_may_be_sealed_has_its_field() -> None:
    assert set(CODES) == set(load_policy().sections) - {"coarse"} == set(law().code_lists["sections"])
