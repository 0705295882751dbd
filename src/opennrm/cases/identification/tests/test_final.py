"""The final decision: reasons for a yes too, a settled age, everybody heard anew for a no; nobody is told before the time is over.

Source: SG 9.11, 14.66, 14.106, 14.111-14.159; XD Act ss 13-14.
"""

from datetime import UTC, datetime, timedelta

import pytest
from tests import people
from tests.once import once
from tests.pages import page_of, words
from tests.people import codes, happens, signed_in

from opennrm.cases.identification import actions
from opennrm.cases.identification.stages import FINAL
from opennrm.cases.identification.tests.test_pages import decision_url, seen_on, yes_url
from opennrm.cases.identification.tests.test_weighing import posted
from opennrm.cases.identification.tests.world import MINUTE, World, asked_first, needs, status_of
from opennrm.cases.spine import door
from opennrm.cases.spine.outcomes import is_told, outcome_of
from opennrm.cases.spine.reads import rights_of
from opennrm.cases.spine.status import status
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
COUNTRIES = ("XD", "GB")
LENGTH = {"XD": 45, "GB": 30}
RIGHT = "identification.conclusive"


@pytest.fixture(params=COUNTRIES)
def world(request: pytest.FixtureRequest) -> World:
    return once(World, request.param)


def presumed(world: World, *asked: object) -> object:
    """A case with a positive first decision, told on the same day."""
    case = world.case(*asked)
    actions.decide_yes(world.decider, case)
    actions.tell_outcome(world.decider, case, to="person", channel="message", on=door.today())
    return case


def latest(case: object, entitlement: str) -> str:
    """How a right stands today."""
    return [status(row, door.today()).code for row in rights_of(case) if row.entitlement == entitlement][-1]


def test_a_final_yes_needs_its_reasons_and_identifies_the_person(world: World) -> None:
    case = presumed(world)
    with happens(), pytest.raises(Refused) as refused:
        actions.decide_yes(world.decider, case)
    assert needs(refused) == {"minute.written:cg"}
    with happens("identification.minute_written", "identification.person_identified"):
        actions.decide_yes(world.decider, case, text=MINUTE)
    assert status_of(case) == "formally_identified"
    assert latest(case, RIGHT) == "met_in_time"


def test_the_first_reasons_are_no_reasons_of_the_final_decision(world: World) -> None:
    case = world.case()
    actions.decide_yes(world.decider, case, text="Two sources agree.")
    with happens(), pytest.raises(Refused) as refused:
        actions.decide_yes(world.decider, case)
    assert needs(refused) == {"minute.written:cg"}


def test_an_age_in_doubt_is_settled_before_the_final_decision(world: World) -> None:
    case = world.young(age="unknown")
    actions.decide_yes(world.decider, case)
    with happens(), pytest.raises(Refused) as refused:
        actions.decide_yes(world.decider, case, text=MINUTE)
    assert needs(refused) == {"age.settled"}
    actions.settle_age(world.decider, case, age="child", on=door.today(), basis="The school's register.")
    actions.decide_yes(world.decider, case, text=MINUTE)
    assert status_of(case) == "formally_identified"


@pytest.mark.parametrize(("country", "party"), [(country, party) for country in COUNTRIES for party in asked_first(country, FINAL)])
def test_a_final_no_waits_for_each_party_that_the_law_names_anew(country: str, party: str) -> None:
    world = once(World, country)
    case = world.case()
    world.heard(case)  # heard before the first decision: that counts no more
    actions.decide_yes(world.decider, case)
    world.ready(case, but=party, stage=FINAL)
    with happens(), pytest.raises(Refused) as refused:
        actions.decide_with_minute(world.decider, case, text=MINUTE, mitigations=["trauma"], reason="too_little")
    assert needs(refused) == {f"asked:{party}"}


def test_a_final_no_is_reviewed_by_a_second_person_and_ends_what_the_first_yes_opened(world: World) -> None:
    case = presumed(world)
    world.proposed(case, stage=FINAL)
    assert status_of(case) == "presumed"
    with happens(), pytest.raises(Refused):
        actions.confirm_negative(world.decider, case)
    with happens("identification.reviewed", "identification.identification_refused"):
        actions.confirm_negative(world.reviewer, case)
    assert status_of(case) == "not_identified"
    assert [entry.value for entry in door.state_of(case).facts.entries("decision:cg")] == ["negative"]
    ends = {row.entitlement: row.ends_on for row in rights_of(case)}
    assert ends["removal.bar"] == door.today()


def test_a_final_no_is_sent_back_to_the_presumed_person(world: World) -> None:
    case = presumed(world)
    world.proposed(case, stage=FINAL)
    actions.send_back(world.reviewer, case, why="Ask about the second employer.")
    state = door.state_of(case)
    assert (state.state, status_of(case)) == ({"XD": "presumed", "GB": "cg_pending"}[world.country], "presumed")
    actions.decide_yes(world.decider, case, text="Asked: it holds together.")
    assert status_of(case) == "formally_identified"


def test_a_yes_can_be_made_while_a_final_no_is_reviewed(world: World) -> None:
    case = presumed(world)
    world.proposed(case, stage=FINAL)
    with happens("identification.person_identified"):
        actions.decide_yes(world.decider, case)
    assert status_of(case) == "formally_identified"


@pytest.mark.parametrize("positive", [True, False])
def test_nobody_is_told_a_final_decision_before_the_time_to_recover_is_over(world: World, positive: bool) -> None:
    case, began = presumed(world), door.today()
    if positive:
        actions.decide_yes(world.decider, case, text=MINUTE)
    else:
        world.proposed(case, stage=FINAL)
        actions.confirm_negative(world.reviewer, case)
    outcome = outcome_of(door.state_of(case))
    assert outcome is not None
    assert (outcome.stage, outcome.positive) == ("cg", positive)
    ends = datetime.combine(began, datetime.min.time(), tzinfo=UTC) + timedelta(days=LENGTH[world.country], hours=9)
    people.time_passes(ends - timedelta(days=2))
    with happens(), pytest.raises(Refused) as refused:
        actions.tell_outcome(world.decider, case, to="person", channel="message", on=door.today())
    assert codes(refused) == {"minimum.running"}
    people.time_passes(ends + timedelta(days=2))
    with happens("identification.notice_given"):
        actions.tell_outcome(world.decider, case, to="person", channel="message", on=door.today())
    assert is_told(door.state_of(case))
    assert [entry.qualifier for entry in door.state_of(case).facts.entries("notified")] == ["rg", "cg"]


PANEL = [(2019, 6, True), (2022, 11, True), (2023, 2, False), (2026, 3, False)]


@pytest.mark.parametrize(("year", "month", "sits"), PANEL)
def test_a_panel_reads_every_final_no_in_the_years_in_which_there_was_one(year: int, month: int, sits: bool) -> None:
    world = once(World, "GB", datetime(year, month, 5, 9, 0, tzinfo=UTC))
    case = presumed(world)
    world.proposed(case, stage=FINAL)
    if not sits:
        with happens(), pytest.raises(Refused) as nothing:
            actions.hear_panel(world.reviewer, case, verdict="holds", words="", on=door.today())
        assert codes(nothing) == {"panel.nothing"}
        actions.confirm_negative(world.reviewer, case)
        return
    with happens(), pytest.raises(Refused) as refused:
        actions.confirm_negative(world.reviewer, case)
    assert needs(refused) == {"reviewed:assurance_panel"}
    with happens(), pytest.raises(Refused) as silent:
        actions.hear_panel(world.reviewer, case, verdict="look_again", words=" ", on=door.today())
    assert codes(silent) == {"identification.empty"}
    actions.hear_panel(world.reviewer, case, verdict="look_again", words="Ask the aunt.", on=door.today())
    actions.send_back(world.reviewer, case, why="The panel asks for the aunt.")
    actions.propose_negative(world.decider, case)
    with happens(), pytest.raises(Refused) as anew:
        actions.confirm_negative(world.reviewer, case)
    assert needs(anew) == {"reviewed:assurance_panel"}, "what it said of an earlier proposal is no word on this one"
    actions.hear_panel(world.reviewer, case, verdict="holds", words="", on=door.today())
    actions.confirm_negative(world.reviewer, case)
    assert status_of(case) == "not_identified"


def test_the_pages_lead_through_a_final_yes(world: World) -> None:
    case, client = presumed(world), signed_in(world.decider)
    shown = page_of(client, decision_url(case))
    label = {"XD": "Final decision", "GB": "Conclusive grounds"}[world.country]
    assert f"<title>Decision: {label}" in shown
    with happens():
        refused = posted(client, decision_url(case), does="yes", seen=seen_on(shown), stage="cg")
    assert "Write the reasons" in words(refused)
    answer = client.post(decision_url(case), {"does": "yes", "seen": seen_on(shown), "stage": "cg", "text": MINUTE})
    assert answer.url.startswith(yes_url(case))
    last = page_of(client, answer.url)
    assert "The person is identified: check before it is decided" in last
    assert "Not told yet:" in last
    with happens("identification.minute_written", "identification.person_identified"):
        done = client.post(yes_url(case), {"seen": seen_on(last), "stage": "cg"}, follow=True)
    assert "The person is formally identified" in done.content.decode()
    notice = page_of(client, f"/cases/{case}/notice/")
    assert "It may not be told yet" in notice
    assert "Record that it was told" not in notice


def test_the_reviewer_reads_which_decision_it_is(world: World) -> None:
    case = presumed(world)
    world.proposed(case, stage=FINAL)
    shown = page_of(signed_in(world.reviewer), f"/cases/{case}/review/")
    assert {"XD": "Final decision", "GB": "Conclusive grounds"}[world.country] + ": a no is proposed" in words(shown)
    assert MINUTE in shown
