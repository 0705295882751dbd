"""The person leaves the procedure: an adult in writing, a child where that was found best, and nobody for somebody else."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.people import happens

from opennrm.cases.identification import actions as identification
from opennrm.cases.procedure import actions, rules
from opennrm.cases.procedure.tests.world import World, later, place, refusals, stands, waits_for
from opennrm.cases.referral import actions as referral
from opennrm.cases.spine import door
from opennrm.cases.spine.deciders import PROPOSED
from opennrm.cases.spine.status import StatusCode
from opennrm.vault.models import SealedValue

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LETTER: dict[str, Any] = {"through": "person", "words": "I do not want this any more."}
FOUND: dict[str, Any] = {"found_by": "child_office", "words": "He is safe with his aunt, and wants no interview."}


@pytest.fixture(params=["XD", "GB"])
def world(request: pytest.FixtureRequest) -> World:
    return once(World, request.param)


def test_an_adult_withdraws_in_writing_before_and_after_the_first_decision(world: World) -> None:
    for case in (world.case(), world.presumed()):
        with happens("procedure.withdrawal_written", "procedure.withdrawn"):
            actions.withdraw(world.decider, case, on=door.today(), **LETTER)
        assert place(case) == "withdrawn"
        assert door.state_of(case).facts.entries("withdrawal.written")[-1].on == door.today()


def test_what_was_written_is_sealed_in_the_account(world: World) -> None:
    case = world.case()
    actions.withdraw(world.decider, case, on=door.today(), **LETTER)
    assert SealedValue.objects.get(stream=case, code="procedure.withdrawal").section == "account"


def test_a_child_leaves_only_where_it_was_found_best(world: World) -> None:
    for age in ("child", "unknown"):
        case = world.young(age)
        codes = refusals(actions.withdraw, world.decider, case, on=door.today(), **LETTER)
        assert codes["withdraw.child"] is None
        assert place(case) != "withdrawn"
        with happens("procedure.withdrawal_found_best", "procedure.withdrawn"):
            actions.withdraw_child(world.decider, case, on=door.today(), **FOUND)
        assert place(case) == "withdrawn"
        assert door.state_of(case).facts.entries("best_interests.found:withdrawal")


def test_nobody_withdraws_for_an_adult(world: World) -> None:
    case = world.case()
    refused = refusals(actions.withdraw_child, world.decider, case, on=door.today(), **FOUND)
    assert set(refused) >= {"withdraw.adult"}
    assert place(case) != "withdrawn"


def test_police_never_record_it_and_what_came_through_them_is_asked_again(world: World) -> None:
    patrol, case = world.by_police()
    assert refusals(actions.withdraw, patrol, case, on=door.today(), **LETTER) == {"access.closed": None}
    through = {**LETTER, "through": "referrer"}
    assert refusals(actions.withdraw, world.decider, case, on=door.today(), **through) == {"withdraw.through-enforcement": "through"}
    assert "referrer" not in rules.through_whom(door.state_of(case))
    helped = world.case()
    assert "referrer" in rules.through_whom(door.state_of(helped))
    actions.withdraw(world.decider, helped, on=door.today(), **through)


WRONG: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "nothing was written": ({"words": " "}, {"procedure.empty": "words"}),
    "through a provider who is not in the case": ({"through": "support_provider"}, {"withdraw.through": "through"}),
    "tomorrow": ({"days": 1}, {"day.future": "on"}),
    "before the referral": ({"days": -9}, {"procedure.before": "on"}),
}


@pytest.mark.parametrize("why", WRONG)
def test_a_withdrawal_is_refused_where(world: World, why: str) -> None:
    change, expected = WRONG[why]
    case, today = world.case(), later(2)
    said = {**LETTER, **change}
    said["on"] = today + timedelta(days=said.pop("days", 0))
    assert refusals(actions.withdraw, world.decider, case, **said) == expected


def test_everything_that_bars_it_is_said_at_once(world: World) -> None:
    case = world.refused()
    said = {"on": door.today() + timedelta(days=1), "through": "", "words": ""}
    assert refusals(actions.withdraw, world.decider, case, **said) == {
        "day.future": "on",
        "withdraw.through": "through",
        "procedure.empty": "words",
        "step.not-from-here": None,
    }


def test_a_finding_by_nobody_who_protects_children_is_none(world: World) -> None:
    case = world.young()
    for found_by in ("", "police", "migration_authority", "competent_authority"):
        said = {**FOUND, "found_by": found_by}
        assert refusals(actions.withdraw_child, world.decider, case, on=door.today(), **said) == {"withdraw.found-by": "found_by"}


def test_what_hangs_on_the_procedure_ends_and_an_earlier_breach_stays(world: World) -> None:
    case = world.presumed()
    assert stands(case, "removal.bar") is StatusCode.KEPT
    overdue = world.case()
    later(30)
    assert stands(overdue, "identification.decision") is StatusCode.OVERDUE
    actions.withdraw(world.decider, case, on=door.today(), **LETTER)
    actions.withdraw(world.decider, overdue, on=door.today(), **LETTER)
    assert stands(case, "removal.bar") is StatusCode.MET_IN_TIME
    assert stands(overdue, "identification.decision") is StatusCode.NOT_MET


def test_a_procedure_that_rested_rests_no_more(world: World) -> None:
    case = world.case()
    actions.suspend(world.decider, case, on=door.today(), reason="missing")
    later(3)
    actions.withdraw(world.decider, case, on=door.today(), **LETTER)
    assert door.state_of(case).facts.entries("suspended")[-1].until == door.today()
    assert waits_for(world.decider, case) == set()


# --- where the law knows no guard ----------------------------------------------------------------------------------------


def referred(country: str, age: str = "adult") -> tuple[Any, UUID]:
    """A case that an authority of the country has taken up, and its decision maker."""
    people.an_installation(country)
    region = {"CH": "ZH"}.get(country, "")
    by = people.a_person(people.an_agency("listed_ngo"), "first_responder")
    authority = people.an_agency("competent_authority")
    contact = people.a_contact(by, age=age, region=region)
    case = people.a_referral(by, authority, contact=contact)
    decider = people.a_person(authority, "decision_maker")
    referral.accept(decider, case)
    return decider, case


@pytest.mark.parametrize(
    ("country", "ends_in"),
    [("CH", "indicated"), ("GE", "withdrawn"), ("BG", "informally_identified")],
)
def test_a_country_without_a_form_gets_ours_and_leads_where_its_profile_says(country: str, ends_in: str) -> None:
    decider, case = referred(country)
    assert refusals(actions.withdraw, decider, case, on=door.today(), through="person", words="") == {"procedure.empty": "words"}
    with happens("procedure.withdrawal_written", "procedure.withdrawn"):
        actions.withdraw(decider, case, on=door.today(), **LETTER)
    assert place(case) == ends_in


def test_a_no_that_was_proposed_is_settled_by_it() -> None:
    decider, case = referred("CH")
    identification.weigh(decider, case, side="against", weight="2", what="Pay slips")
    identification.decide_with_minute(decider, case, text="Not shown.", mitigations=["fear"], reason="too_little", test_stated="as told")
    assert door.state_of(case).note(PROPOSED)
    actions.withdraw(decider, case, on=door.today(), **LETTER)
    assert door.state_of(case).note(PROPOSED) is None
    assert "identification.review" not in waits_for(decider, case)
