"""The recovery and reflection period, through the action: it begins, is refused, ends; the bar on removal needs no act."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from tests import people
from tests.once import once

from opennrm.access.actor import Actor
from opennrm.access.doors import case as open_case
from opennrm.cases.identification import actions as identification
from opennrm.cases.protection import actions, reads
from opennrm.cases.referral import actions as referral
from opennrm.cases.spine import door
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.status import StatusCode, status
from opennrm.journal import clock
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@dataclass
class World:
    """A case that the authority has taken up, not yet decided."""

    case: UUID
    decider: Actor
    responder: Actor


def made() -> World:
    people.an_installation()
    authority = people.an_agency("competent_authority")
    responder, decider = people.a_person(people.an_agency("police"), "first_responder"), people.a_person(authority, "decision_maker")
    case = people.a_referral(responder, authority)
    referral.accept(decider, case)
    return World(case, decider, responder)


@pytest.fixture
def world() -> World:
    return once(made)


def standing(case: UUID, entitlement: str) -> StatusCode:
    return status([row for row in spine.rights_of(case) if row.entitlement == entitlement][-1], door.today()).code


def refused_codes(act: object, *args: object, **said: object) -> set[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **said)  # type: ignore[operator]
    return {one.code for one in refused.value.refusals}


def test_the_bar_stands_from_the_decision_without_any_act(world: World) -> None:
    seen = open_case(world.decider, world.case)
    assert "removal.bar" not in reads.may_be_removed(seen, door.today()).rights
    identification.decide_yes(world.decider, world.case)
    bar = reads.may_be_removed(open_case(world.decider, world.case), door.today() + timedelta(days=300))
    assert bar.barred
    assert "removal.bar" in bar.rights


def test_before_a_decision_no_period_begins(world: World) -> None:
    assert refused_codes(actions.start_reflection_period, world.decider, world.case, on=door.today()) == {"reflection.not-open"}


def test_the_period_begins_by_law_with_the_decision_and_nobody_starts_it(world: World) -> None:
    clock.move_to(clock.now() + timedelta(days=2))
    identification.decide_yes(world.decider, world.case)
    assert standing(world.case, "reflection.period") is StatusCode.KEPT
    assert standing(world.case, "reflection.no_removal") is StatusCode.KEPT
    before = door.today() - timedelta(days=1)
    assert refused_codes(actions.start_reflection_period, world.decider, world.case, on=before) == {
        "reflection.too-early",
        "reflection.running",
    }
    assert refused_codes(actions.start_reflection_period, world.decider, world.case, on=door.today()) == {"reflection.running"}


def test_a_period_that_was_refused_does_not_begin_again_by_itself(world: World) -> None:
    identification.decide_yes(world.decider, world.case)
    said = {"on": door.today(), "ground": "public_order", "reasons": "For this person, because …"}
    actions.refuse_reflection_period(world.decider, world.case, **said)
    clock.move_to(clock.now() + timedelta(days=1))
    identification.write_minute(world.decider, world.case, text="A word more.")
    assert standing(world.case, "reflection.period") is StatusCode.WITHHELD
    actions.start_reflection_period(world.decider, world.case, on=door.today())
    assert standing(world.case, "reflection.period") is StatusCode.KEPT


@pytest.mark.parametrize(("ground", "lawful"), [("public_order", True), ("improper_claim", True), ("none", False)])
def test_a_refusal_shows_as_withheld_with_its_ground_and_leaves_the_bar(world: World, ground: str, lawful: bool) -> None:
    identification.decide_yes(world.decider, world.case)
    with people.happens("protection.reflection_refused"):
        actions.refuse_reflection_period(world.decider, world.case, on=door.today(), ground=ground, reasons="For this person, because …")
    row = [row for row in spine.rights_of(world.case) if row.entitlement == "reflection.period"][-1]
    assert (status(row, door.today()).code, status(row, door.today()).lawful) == (StatusCode.WITHHELD, lawful)
    assert standing(world.case, "removal.bar") is StatusCode.KEPT


def test_a_refusal_wants_ground_and_reasons(world: World) -> None:
    identification.decide_yes(world.decider, world.case)
    said = {"on": door.today(), "ground": "the person did not testify", "reasons": " "}
    assert refused_codes(actions.refuse_reflection_period, world.decider, world.case, **said) == {"reflection.ground", "reflection.reasons"}


def test_a_minimum_cannot_be_over_before_its_time_and_awaits_the_decision(world: World) -> None:
    identification.decide_yes(world.decider, world.case)
    clock.move_to(clock.now() + timedelta(days=44))
    assert refused_codes(actions.end_reflection_period, world.decider, world.case, on=door.today(), reason="time_over") == {
        "reflection.minimum",
        "reflection.awaits",
    }
    clock.move_to(clock.now() + timedelta(days=1))
    assert refused_codes(actions.end_reflection_period, world.decider, world.case, on=door.today(), reason="time_over") == {
        "reflection.awaits"
    }


def test_it_ends_early_by_own_choice_with_reasons(world: World) -> None:
    identification.decide_yes(world.decider, world.case)
    clock.move_to(clock.now() + timedelta(days=10))
    early = {"on": door.today(), "reason": "own_choice"}
    assert refused_codes(actions.end_reflection_period, world.decider, world.case, **early) == {"reflection.reasons"}
    with people.happens("protection.reflection_ended"):
        actions.end_reflection_period(world.decider, world.case, **early, reasons="In writing, after counsel.")
    assert standing(world.case, "reflection.period") is StatusCode.ENDED_EARLY


@pytest.mark.parametrize("reason", ["did_not_cooperate", "", "improper_claim"])
def test_it_ends_early_on_no_other_ground(world: World, reason: str) -> None:
    identification.decide_yes(world.decider, world.case)
    said = {"on": door.today(), "reason": reason, "reasons": "So it is."}
    assert refused_codes(actions.end_reflection_period, world.decider, world.case, **said) == {"reflection.reason"}


def test_whoever_only_referred_starts_no_period(world: World) -> None:
    identification.decide_yes(world.decider, world.case)
    assert refused_codes(actions.start_reflection_period, world.responder, world.case, on=door.today()) == {"access.closed"}
