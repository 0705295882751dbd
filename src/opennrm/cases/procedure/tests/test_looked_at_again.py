"""A decision is looked at again: asked in time by the day of arrival, by who may ask, answered by somebody who did not say no."""

from datetime import timedelta
from typing import Any

import pytest
from tests import people
from tests.once import once
from tests.people import happens

from opennrm.access.doors import case as open_case
from opennrm.cases.identification import actions as identification
from opennrm.cases.identification.stages import FINAL
from opennrm.cases.procedure import actions, rules
from opennrm.cases.procedure.tests.world import World, later, place, refusals, row_of, stands, waits_for
from opennrm.cases.protection import actions as protection
from opennrm.cases.spine import door
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.deciders import who_said_no
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.outcomes import is_owed_word, outcome_of
from opennrm.cases.spine.status import StatusCode, status
from opennrm.countries.load import load_profile
from opennrm.vault.models import SealedValue

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
BASES: dict[str, tuple[str, ...]] = {"XD": (), "GB": ("available_evidence",)}
LIMIT = 30  # days, in both countries
NO, PENDING, YES = (
    {"XD": "not_presumed", "GB": "rg_negative"},
    {"XD": "reconsider_presumption", "GB": "reconsider_rg"},
    {"XD": "presumed", "GB": "cg_pending"},
)


@pytest.fixture(params=["XD", "GB"])
def world(request: pytest.FixtureRequest) -> World:
    return once(World, request.param)


def request_of(world: World, **change: Any) -> dict[str, Any]:
    said = {"on": door.today(), "asked_by": "person", "words": "A colleague saw the papers taken.", "bases": BASES[world.country]}
    return {**said, **change}


# --- asking ----------------------------------------------------------------------------------------------------------------


def test_it_is_asked_and_waits_for_an_answer(world: World) -> None:
    case = world.refused()
    with happens("procedure.request_received", "procedure.reconsideration_asked"):
        actions.ask_reconsideration(world.decider, case, **request_of(world))
    assert place(case) == PENDING[world.country]
    assert "procedure.reconsideration" in waits_for(world.decider, case)
    assert SealedValue.objects.get(stream=case, code="procedure.request").section == "account"


def test_it_is_in_time_on_the_last_day_and_not_one_day_after(world: World) -> None:
    last, late = world.refused(), world.refused()
    later(LIMIT)
    actions.ask_reconsideration(world.decider, last, **request_of(world))
    later(1)
    assert refusals(actions.ask_reconsideration, world.decider, late, **request_of(world)) == {"clock.over": "on"}


def test_a_request_that_arrived_in_time_is_in_time_whenever_it_is_recorded(world: World) -> None:
    case = world.refused()
    arrived = later(LIMIT)
    later(12)
    actions.ask_reconsideration(world.decider, case, **request_of(world, on=arrived))
    assert door.state_of(case).facts.entries("reconsideration.asked")[-1].on == arrived


def test_where_the_time_has_not_begun_nobody_is_late() -> None:
    world = once(World, "XD")  # there it begins with the notice
    case = world.refused(tell=False)
    later(90)
    actions.ask_reconsideration(world.decider, case, **request_of(world))
    assert place(case) == PENDING["XD"]


def test_of_several_bases_the_one_that_is_still_in_time_counts() -> None:
    gb = load_profile("GB")
    began = people.STARTS.date().replace(year=2023, month=6, day=1)
    facts = CaseFacts().note("decision:rg", on=began, value="negative")
    both, after = ("not_in_line_with_guidance", "available_evidence"), began + timedelta(days=150)
    assert rules.governing(gb, facts, both, began) == "not_in_line_with_guidance"
    assert rules.governing(gb, facts, both, after) == "available_evidence"
    assert rules.governing(gb, facts, both[:1], after) == "not_in_line_with_guidance"


def test_a_basis_is_asked_for_where_the_law_knows_some() -> None:
    world = once(World, "GB")
    case = world.refused()
    for bases in ((), ("bad_luck",)):
        assert refusals(actions.ask_reconsideration, world.decider, case, **request_of(world, bases=bases)) == {"reconsider.bases": "bases"}
    actions.ask_reconsideration(world.decider, case, **request_of(world))
    assert door.state_of(case).facts.entries("basis")[-1].value == "available_evidence"


def test_who_is_in_the_case_asks_for_the_person_and_nobody_else(world: World) -> None:
    case = world.refused(world.supported())
    assert set(rules.askers(door.state_of(case))) == {"person", "referrer", "support_provider"}
    for nobody in ("lawyer", "neighbour", ""):
        assert refusals(actions.ask_reconsideration, world.decider, case, **request_of(world, asked_by=nobody)) == {
            "reconsider.asker": "asked_by"
        }
    actions.ask_reconsideration(world.decider, case, **request_of(world, asked_by="support_provider"))


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [({"words": " "}, "procedure.empty", "words"), ({"days": 1}, "day.future", "on"), ({"days": -9}, "reconsider.before", "on")],
)
def test_a_request_is_refused_where(world: World, change: dict[str, Any], code: str, field: str) -> None:
    case, today = world.refused(), later(2)
    said = request_of(world, **{name: value for name, value in change.items() if name != "days"})
    said["on"] = today + timedelta(days=change.get("days", 0))
    assert refusals(actions.ask_reconsideration, world.decider, case, **said) == {code: field}


def test_only_a_negative_is_looked_at_again(world: World) -> None:
    case = world.presumed()
    assert refusals(actions.ask_reconsideration, world.decider, case, **request_of(world)) == {"step.not-from-here": None}


# --- answering -------------------------------------------------------------------------------------------------------------


def asked(world: World, **more: Any) -> Any:
    case = world.refused(**more)
    actions.ask_reconsideration(world.decider, case, **request_of(world))
    return case


def test_whoever_proposed_or_confirmed_the_no_does_not_answer(world: World) -> None:
    case = asked(world)
    assert who_said_no(door.state_of(case)) == {world.decider.id, world.reviewer.id}
    assert refusals(actions.accept_reconsideration, world.decider, case) == {"reconsider.same-person": None}
    assert refusals(actions.refuse_reconsideration, world.decider, case, words="No.") == {"reconsider.same-person": None}
    assert refusals(actions.accept_reconsideration, world.reviewer, case) == {"access.closed": None}
    actions.accept_reconsideration(world.colleague, case)


def test_a_yes_decides_what_the_country_makes_of_it_and_rights_open_again(world: World) -> None:
    case = asked(world)
    before = [row for row in spine.rights_of(case) if row.entitlement == "accommodation"]
    on = later(5)
    with happens("procedure.reconsideration_accepted"):
        actions.accept_reconsideration(world.colleague, case, words="The papers settle it.")
    assert place(case) == YES[world.country]
    facts = door.state_of(case).facts
    assert (facts.entries("decision:rg")[-1].value, facts.entries("decision:rg")[-1].on) == ("positive", on)
    assert facts.entries("reconsideration.answered")[-1].on == on
    after = [row for row in spine.rights_of(case) if row.entitlement == "accommodation"]
    assert len(after) == len(before) + 1
    assert after[-1].opened_on == on
    assert stands(case, "removal.bar") is StatusCode.KEPT
    assert "procedure.reconsideration" not in waits_for(world.colleague, case)


def test_the_test_of_the_day_goes_with_a_yes_that_decides(world: World) -> None:
    case = asked(world)
    actions.accept_reconsideration(world.colleague, case)
    last = door.glance(open_case(world.colleague, case)).happened[-1].event
    assert "reasonable grounds to believe" in last.test
    assert last.decides == "decision:rg=positive"


def test_a_breach_from_before_stays_when_rights_open_again() -> None:
    world = once(World, "XD")
    case = world.presumed()
    world.proposed(case, stage=FINAL)
    protection.record_removal(world.decider, case, on=door.today())
    assert stands(case, "removal.bar") is StatusCode.BREACHED
    identification.confirm_negative(world.reviewer, case)
    actions.ask_reconsideration(world.decider, case, **request_of(world))
    later(3)
    actions.accept_reconsideration(world.colleague, case)
    bars = [status(row, door.today()).code for row in spine.rights_of(case) if row.entitlement == "removal.bar"]
    assert bars == [StatusCode.BREACHED, StatusCode.KEPT]


def test_a_no_has_its_reasons_and_everything_stays(world: World) -> None:
    case = asked(world)
    assert refusals(actions.refuse_reconsideration, world.colleague, case, words=" ") == {"procedure.empty": "words"}
    with happens("procedure.reasons_written", "procedure.reconsideration_refused"):
        actions.refuse_reconsideration(world.colleague, case, words="What is new speaks of another person.")
    assert place(case) == NO[world.country]
    facts = door.state_of(case).facts
    assert facts.entries("minute.written:reconsideration")
    assert [entry.value for entry in facts.entries("decision:rg")] == ["negative"]


@pytest.mark.parametrize("positive", [True, False])
def test_the_answer_has_to_be_told_and_is_told(world: World, positive: bool) -> None:
    case = asked(world)
    assert not is_owed_word(door.state_of(case))
    if positive:
        actions.accept_reconsideration(world.colleague, case)
    else:
        actions.refuse_reconsideration(world.colleague, case, words="It changes nothing.")
    outcome = outcome_of(door.state_of(case))
    assert outcome is not None
    assert (outcome.stage, outcome.positive) == ("reconsideration", positive)
    assert is_owed_word(door.state_of(case))
    assert "identification.notice" in waits_for(world.decider, case)
    world.tell(case)
    assert not is_owed_word(door.state_of(case))


def test_it_is_answered_once(world: World) -> None:
    case = asked(world)
    actions.accept_reconsideration(world.colleague, case)
    assert refusals(actions.accept_reconsideration, world.colleague, case) == {"step.not-from-here": None}


# --- the final decision ----------------------------------------------------------------------------------------------------


def test_an_accepted_request_on_the_final_decision_decides_as_the_country_says(world: World) -> None:
    case = world.refused_finally()
    actions.ask_reconsideration(world.decider, case, **request_of(world))
    later(2)
    actions.accept_reconsideration(world.colleague, case)
    facts = door.state_of(case).facts
    firsts = [entry.value for entry in facts.entries("decision:rg")]
    assert firsts == {"XD": ["positive", "positive"], "GB": ["positive"]}[world.country]
    assert facts.entries("reconsideration.answered")
    assert place(case) == YES[world.country]
    assert row_of(case, "removal.bar").opened_on == door.today()
    assert stands(case, "removal.bar") is StatusCode.KEPT


def test_the_reasons_have_the_name_that_the_profile_asks_for() -> None:
    assert rules.minute_asked(load_profile("GE"), "reconsidered") == "cg"
    assert rules.minute_asked(load_profile("GB"), "reconsider_cg") == "reconsideration"
    assert rules.decided_by(load_profile("GE"), "reconsidered") == ""
