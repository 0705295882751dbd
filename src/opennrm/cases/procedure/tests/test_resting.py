"""The procedure rests and goes on: who may say so, what stands still and what does not."""

from datetime import timedelta

import pytest
from tests.once import once
from tests.people import happens

from opennrm.cases.procedure import actions
from opennrm.cases.procedure.tests.world import World, later, place, refusals, row_of, stands, waits_for
from opennrm.cases.referral import actions as referral
from opennrm.cases.spine import door
from opennrm.cases.spine.status import StatusCode

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PLACES = {
    "XD": ("referred", "suspended_referred", "presumed", "suspended_presumed"),
    "GB": ("rg_pending", "suspended_rg", "cg_pending", "suspended_cg"),
}


@pytest.fixture(params=["XD", "GB"])
def world(request: pytest.FixtureRequest) -> World:
    return once(World, request.param)


def test_it_rests_and_goes_on_before_and_after_the_first_decision(world: World) -> None:
    waiting, rests, presumed, rests_then = PLACES[world.country]
    for case, before, after in ((world.case(), waiting, rests), (world.presumed(), presumed, rests_then)):
        assert place(case) == before
        with happens("procedure.suspended"):
            actions.suspend(world.decider, case, on=door.today(), reason="missing", words="Her phone is off since Monday.")
        assert place(case) == after
        with happens("procedure.resumed"):
            actions.resume(world.decider, case, on=door.today())
        assert place(case) == before
        assert door.state_of(case).facts.entries("suspended")[-1].until == door.today()


def test_held_days_are_skipped_and_the_days_before_count(world: World) -> None:
    case = world.case()
    due = row_of(case, "identification.decision").due_on
    assert due is not None
    later(1)
    actions.suspend(world.decider, case, on=door.today(), reason="too_little")
    later(7)
    assert stands(case, "identification.decision") is not StatusCode.OVERDUE
    actions.resume(world.decider, case, on=door.today())
    assert row_of(case, "identification.decision").due_on == due + timedelta(days=7)
    later(14)
    assert stands(case, "identification.decision") is StatusCode.OVERDUE


def test_what_the_person_is_owed_does_not_rest(world: World) -> None:
    case = world.presumed()
    before = stands(case, "removal.bar")
    actions.suspend(world.decider, case, on=door.today(), reason="missing")
    later(30)
    assert stands(case, "removal.bar") is before is StatusCode.KEPT


def test_while_it_rests_the_case_itself_reminds_the_authority(world: World) -> None:
    case = world.case()
    actions.suspend(world.decider, case, on=door.today(), reason="missing")
    assert "procedure.resume" in waits_for(world.decider, case)
    actions.resume(world.decider, case, on=door.today())
    assert "procedure.resume" not in waits_for(world.decider, case)


def test_of_a_case_that_the_person_left_nobody_is_reminded(world: World) -> None:
    case = world.case()
    actions.suspend(world.decider, case, on=door.today(), reason="missing")
    consent = next(one for one in door.state_of(case).consents if one.scope == "referral")
    referral.take_back(world.responder, case, consent, on=door.today(), in_writing=True)
    assert place(case) == "withdrawn"
    assert "procedure.resume" not in waits_for(world.decider, case)


def test_a_reason_is_chosen_and_another_one_is_written(world: World) -> None:
    case, today = world.case(), door.today()
    assert refusals(actions.suspend, world.decider, case, on=today, reason="she does not talk") == {"suspend.reason": "reason"}
    assert refusals(actions.suspend, world.decider, case, on=today, reason="other", words=" ") == {"procedure.empty": "words"}


def test_neither_tomorrow_nor_before_the_case_stood_there(world: World) -> None:
    case = world.case()
    today = later(3)
    wrong = {today + timedelta(days=1): "day.future", today - timedelta(days=9): "procedure.before"}
    for on, code in wrong.items():
        assert refusals(actions.suspend, world.decider, case, on=on, reason="missing") == {code: "on"}
    actions.suspend(world.decider, case, on=today, reason="missing")
    later(1)
    assert refusals(actions.resume, world.decider, case, on=today - timedelta(days=1)) == {"resume.before": "on"}


def test_it_rests_once_and_goes_on_once(world: World) -> None:
    case = world.case()
    assert refusals(actions.resume, world.decider, case, on=door.today()) == {"step.not-from-here": None}
    actions.suspend(world.decider, case, on=door.today(), reason="missing")
    assert refusals(actions.suspend, world.decider, case, on=door.today(), reason="missing") == {"step.not-from-here": None}


def test_only_who_decides_lets_it_rest(world: World) -> None:
    patrol, of_police = world.by_police()
    for actor, case in ((world.responder, world.case()), (world.reviewer, world.case()), (patrol, of_police)):
        assert refusals(actions.suspend, actor, case, on=door.today(), reason="missing") == {"access.closed": None}
