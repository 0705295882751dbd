"""The pages of the procedure as a person with a browser meets them: what is offered, asked, kept, and refused beside its field."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests import people
from tests.once import once
from tests.pages import day, page_of, words
from tests.people import happens, signed_in

from opennrm.cases.identification import actions as identification
from opennrm.cases.procedure import actions
from opennrm.cases.procedure.tests.world import World, later, place
from opennrm.cases.spine import door

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world() -> World:
    return once(World)


def url(case: UUID, name: str) -> str:
    return f"/cases/{case}/procedure/{name}/"


def sent(client: Client, address: str, **said: Any) -> Any:
    """The form of a page, sent as it was opened."""
    found = re.search(r'name="seen" value="(\d+)"', page_of(client, address))
    assert found
    return client.post(address, {"seen": found[1], **said})


def offered(client: Client, case: UUID) -> set[str]:
    """The pages of the procedure to which the page of a case leads."""
    return set(re.findall(rf'href="/cases/{case}/procedure/([^"]+)/"', page_of(client, f"/cases/{case}/")))


# --- rests, goes on, left -----------------------------------------------------------------------------------------------


def test_only_what_leads_from_where_the_case_stands_is_offered(world: World) -> None:
    client, case = signed_in(world.decider), world.case()
    assert offered(client, case) >= {"rests", "withdrawn"}
    actions.suspend(world.decider, case, on=door.today(), reason="missing")
    assert offered(client, case) >= {"goes-on", "withdrawn"}
    assert "rests" not in offered(client, case)
    assert offered(signed_in(world.responder), case) == set()


def test_the_page_says_what_stands_still_and_that_rights_do_not_rest(world: World) -> None:
    shown = words(page_of(signed_in(world.decider), url(world.case(), "rests")))
    assert "Stands still meanwhile: Decision on reasonable grounds." in shown
    assert "Rights do not rest" in shown
    assert "Act s 16" in shown


def test_it_rests_by_the_page_and_the_case_says_so(world: World) -> None:
    client, case = signed_in(world.decider), world.case()
    with happens("procedure.suspended"):
        answer = sent(client, url(case, "rests"), reason="missing", words="Nobody knows.", **day(door.today()))
    assert (answer.status_code, answer.url) == (302, f"/cases/{case}/")
    shown = words(page_of(client, answer.url))
    assert "The procedure rests; what the person is owed does not." in shown
    assert "The person is missing" in shown
    assert "It rests. Look whether it can go on." in shown


def test_an_error_stands_beside_its_field_and_all_that_was_typed_is_kept(world: World) -> None:
    client, case = signed_in(world.decider), world.case()
    typed = {"reason": "other", "words": "", **day(door.today())}
    shown = sent(client, url(case, "rests"), **typed).content.decode()
    assert "Write it down: whoever reads this later has only your words" in words(shown)
    assert re.search(r'id="id_words-error"', shown)
    assert re.search(r'value="other"[^>]* checked', shown)
    tomorrow = door.today() + timedelta(days=1)
    shown = sent(client, url(case, "rests"), reason="missing", words="Half a sentence", **day(tomorrow)).content.decode()
    assert "Half a sentence" in shown
    assert "must not lie in the future" in words(shown)


def test_a_second_tab_that_was_opened_before_is_told_what_happened_meanwhile(world: World) -> None:
    client, case = signed_in(world.decider), world.case()
    seen = re.search(r'name="seen" value="(\d+)"', page_of(client, url(case, "rests")))
    assert seen
    actions.suspend(world.colleague, case, on=door.today(), reason="missing")
    actions.resume(world.colleague, case, on=door.today())
    answer = client.post(url(case, "rests"), {"seen": seen[1], "reason": "too_little", "words": "Mine", **day(door.today())})
    assert "Somebody else recorded something on this case while you were writing: The procedure rests" in words(answer.content.decode())
    assert "Mine" in answer.content.decode()


def test_an_adult_withdraws_by_the_page_which_says_what_ends_and_what_does_not(world: World) -> None:
    client, case = signed_in(world.decider), world.case()
    shown = words(page_of(client, url(case, "withdrawn")))
    for said in (
        "Nobody does it for an adult",
        "What ends: the procedure",
        "asylum, wages",
        "may be referred again",
        "Consents of this case",
    ):
        assert said in shown
    with happens("procedure.withdrawal_written", "procedure.withdrawn"):
        answer = sent(client, url(case, "withdrawn"), through="person", words="No more.", **day(door.today()))
    assert place(case) == "withdrawn"
    assert "the person may be referred again" in words(page_of(client, answer.url))


def test_the_page_of_a_child_asks_who_found_it_best_and_none_that_detains(world: World) -> None:
    client, case = signed_in(world.decider), world.young()
    shown = page_of(client, url(case, "withdrawn"))
    assert "A child leaves only where that was found to be in its best interests" in words(shown)
    assert set(re.findall(r'name="found_by" type="radio" value="(\w+)"', shown)) == {
        *("child_office", "local_authority", "social_services", "guardian_office", "court")
    }
    assert 'name="through"' not in shown
    sent(client, url(case, "withdrawn"), found_by="child_office", words="At his aunt's.", **day(door.today()))
    assert place(case) == "withdrawn"


def test_a_step_that_does_not_lead_from_here_asks_nothing(world: World) -> None:
    client, case = signed_in(world.decider), world.case()
    shown = page_of(client, url(case, "goes-on"))
    assert "This cannot be recorded from where the case stands now" in words(shown)
    assert 'name="on-day"' not in shown


def test_no_page_of_the_procedure_has_a_field_about_helping_an_investigation(world: World) -> None:
    client, case = signed_in(world.decider), world.case()
    later(1)
    for name in ("rests", "goes-on", "withdrawn"):
        assert not re.search(r'name="[^"]*(cooperat|testif|witness)', page_of(client, url(case, name)))


# --- looked at again ----------------------------------------------------------------------------------------------------


def test_a_request_is_recorded_by_the_page_which_says_until_when(world: World) -> None:
    case, client = world.refused(), signed_in(world.decider)
    assert offered(client, case) >= {"again"}
    shown = page_of(client, url(case, "again"))
    assert re.search(r"Time to ask: until \w+ 2 December", words(shown))
    assert 'name="bases"' not in shown
    with happens("procedure.request_received", "procedure.reconsideration_asked"):
        sent(client, url(case, "again"), asked_by="person", words="There were two of us.", **day(door.today()))


def test_who_may_ask_for_the_person_is_told_how_and_until_when_and_enforcement_is_not(world: World) -> None:
    case = world.refused()
    shown = words(page_of(signed_in(world.responder), f"/cases/{case}/"))
    assert re.search(r"by letter to the authority: the day on which it comes counts. Time to ask: until \w+ 2 December", shown)
    patrol, of_police = world.by_police()
    world.proposed(of_police)
    identification.confirm_negative(world.reviewer, of_police)
    assert "Ask that the decision is looked at again" not in words(page_of(signed_in(patrol), f"/cases/{of_police}/"))


def test_the_page_asks_on_what_it_rests_where_the_law_knows_several_bases() -> None:
    world = once(World, "GB")
    case, client = world.refused(), signed_in(world.decider)
    shown = page_of(client, url(case, "again"))
    assert re.search(r"There is new evidence: until \w+ 1 April", words(shown))
    said = {"asked_by": "person", "words": "CANARY a new paper", **day(door.today())}
    answer = sent(client, url(case, "again"), **said).content.decode()
    assert "Tick on what the request rests" in words(answer)
    assert "CANARY a new paper" in answer
    assert sent(client, url(case, "again"), bases=["available_evidence"], **said).status_code == 302


def test_whoever_said_no_sees_why_somebody_else_answers_and_is_refused_on_the_page(world: World) -> None:
    case, client = world.refused(), signed_in(world.decider)
    request = {"on": door.today(), "asked_by": "person", "words": "CANARY what is new"}
    actions.ask_reconsideration(world.decider, case, **request)
    shown = words(page_of(client, f"/cases/{case}/"))
    assert "You said no, so another person looks at it again" in shown
    answer = sent(client, url(case, "again/answer"), verdict="yes", words="").content.decode()
    assert "You said no, so another person looks at it again" in words(answer)


def test_the_other_one_reads_the_request_and_answers(world: World) -> None:
    case, client = world.refused(), signed_in(world.colleague)
    actions.ask_reconsideration(world.decider, case, on=door.today(), asked_by="person", words="CANARY what is new")
    shown = page_of(client, url(case, "again/answer"))
    assert "CANARY what is new" in shown
    assert "Look at it again, and presume again" in words(shown)
    refused = sent(client, url(case, "again/answer"), verdict="no", words=" ").content.decode()
    assert re.search(r'id="id_words-error"', refused)
    with happens("procedure.reconsideration_accepted"):
        sent(client, url(case, "again/answer"), verdict="yes", words="It holds together now.")
    assert place(case) == "presumed"


# --- a decision ends ----------------------------------------------------------------------------------------------------


ASSESSED = {"ground": "public_order", "assessed": "CANARY the judgment", "risk": "CANARY the risk", "outweighs": "CANARY why"}


def test_to_disqualify_is_sent_to_a_second_person_who_reads_all_of_it() -> None:
    world = once(World, "GB")
    case, client, second = world.presumed(), signed_in(world.decider), signed_in(world.reviewer)
    assert offered(client, case) >= {"disqualified"}
    shown = words(page_of(client, url(case, "disqualified")))
    for said in ("Whether the person helps an investigation is no ground", "A second person reads all of it", "NABA s63"):
        assert said in shown
    empty = sent(client, url(case, "disqualified"), **{**ASSESSED, "risk": " "}).content.decode()
    assert re.search(r'id="id_risk-error"', empty)
    assert "CANARY the judgment" in empty
    with happens("procedure.disqualification_proposed"):
        sent(client, url(case, "disqualified"), **ASSESSED)
    assert "disqualified" not in offered(client, case)
    shown = page_of(second, url(case, "ends/review"))
    for said in ("CANARY the judgment", "CANARY the risk", "CANARY why", "Public order"):
        assert said in shown
    refused = sent(second, url(case, "ends/review"), verdict="back", words="").content.decode()
    assert re.search(r'id="id_words-error"', refused)
    with happens("procedure.end_reviewed", "procedure.disqualified"):
        answer = sent(second, url(case, "ends/review"), verdict="holds", words="")
    assert "Public order" in words(page_of(second, answer.url))


def test_who_proposed_that_a_decision_ends_finds_no_way_to_agree() -> None:
    world = once(World, "GB")
    case, both = world.identified(), people.a_person(world.authority, "decision_maker", "second_reviewer")
    client = signed_in(both)
    sent(client, url(case, "revoked"), reasons="CANARY what was wrong")
    assert "You proposed it, so another person has to look" in words(page_of(client, f"/cases/{case}/"))
    refused = sent(client, url(case, "ends/review"), verdict="holds", words="").content.decode()
    assert "You proposed it, so another person has to look" in words(refused)


def test_where_the_law_knows_no_such_step_it_is_not_offered(world: World) -> None:
    case, client = world.identified(), signed_in(world.decider)
    assert not offered(client, case) & {"revoked", "disqualified"}
    assert "This cannot be recorded from where the case stands now" in words(page_of(client, url(case, "revoked")))


# --- closed -------------------------------------------------------------------------------------------------------------


def test_what_still_runs_stands_first_with_whether_it_ends(world: World) -> None:
    case, client = world.identified(), signed_in(world.decider)
    assert offered(client, case) >= {"closed"}
    shown = words(page_of(client, url(case, "closed")))
    assert shown.index("What still runs") < shown.index("Why is it closed")
    assert "A safe place to live" in shown
    assert "Ends with the case" in shown
    assert "What was decided was not told yet" in shown
    refused = sent(client, url(case, "closed"), words="").content.decode()
    assert "The person is still owed what stands above" in words(refused)
    assert re.search(r'id="id_words-error"', refused)
    answer = sent(client, url(case, "closed"), words="The provider goes on.")
    assert "The case is closed." in words(page_of(client, answer.url))
    assert offered(client, case) == set()
