"""A case is closed: over no right by oversight, and off the worklists; what was owed stays on record."""

from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.people import happens

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.cases.procedure import actions
from opennrm.cases.procedure.events import END_PROPOSED
from opennrm.cases.procedure.tests.world import World, later, place, refusals, row_of, stands, waits_for
from opennrm.cases.referral import actions as referral
from opennrm.cases.spine import door
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.models import WorklistLine
from opennrm.cases.spine.status import StatusCode
from opennrm.vault.models import SealedValue

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
WHY = "The provider goes on with what is open; the claim lies with the lawyer."


@pytest.fixture(params=["XD", "GB"])
def world(request: pytest.FixtureRequest) -> World:
    return once(World, request.param)


def listed(actor: Actor) -> set[UUID]:
    """The cases that somebody's list shows."""
    return {case.id for case in spine.cases_of(actor)}


def test_a_closed_case_leaves_lists_and_worklists_and_can_still_be_read(world: World) -> None:
    case = world.refused()
    assert case in listed(world.decider)
    with happens("procedure.case_closed"):
        actions.close(world.decider, case, words=WHY)
    assert place(case) == "closed"
    assert not WorklistLine.objects.filter(case_id=case, open=True).exists()
    assert case not in listed(world.decider)
    assert doors.case(world.decider, case)


def test_nobody_closes_over_what_is_still_owed_by_oversight(world: World) -> None:
    case = world.identified()
    world.tell_in_time(case)
    assert stands(case, "accommodation") in (StatusCode.OPEN, StatusCode.OVERDUE)
    assert refusals(actions.close, world.decider, case) == {"close.owed": "words"}
    actions.close(world.decider, case, words=WHY)
    closed = door.glance(doors.case(world.decider, case)).happened[-1].event
    assert "accommodation" in closed.still_owed
    assert not closed.untold
    assert SealedValue.objects.get(stream=case, code="procedure.closed").section == "account"


def test_what_was_owed_and_not_given_stays_not_met(world: World) -> None:
    case = world.identified()
    later(3)
    actions.close(world.decider, case, words=WHY)
    assert stands(case, "accommodation") is StatusCode.NOT_MET
    assert row_of(case, "accommodation").ends_on == door.today()


def test_a_decision_that_was_not_told_outlives_the_case(world: World) -> None:
    case = world.refused(tell=False)
    assert refusals(actions.close, world.decider, case)["close.untold"] == "words"
    actions.close(world.decider, case, words="She is missing; the letter lies with the provider.")
    assert waits_for(world.decider, case) == {"identification.notice"}
    world.tell(case)
    assert waits_for(world.decider, case) == set()


def test_a_case_closes_only_from_where_the_law_lets_it(world: World) -> None:
    for case in (world.case(), world.presumed()):
        refused = refusals(actions.close, world.decider, case, words=WHY)
        assert refused == {"step.not-from-here": None}


def test_only_who_decides_closes(world: World) -> None:
    case = world.refused()
    for actor in (world.responder, world.reviewer):
        assert refusals(actions.close, actor, case, words=WHY) == {"access.closed": None}


def test_who_withdrew_is_no_longer_waited_for(world: World) -> None:
    case = world.case()
    actions.withdraw(world.decider, case, on=door.today(), through="person", words="No more.")
    actions.close(world.decider, case, words=WHY)
    assert place(case) == "closed"


def test_what_was_proposed_is_settled_by_it() -> None:
    world = once(World, "GB")
    case = world.identified()
    actions.propose_revocation(world.decider, case, reasons="The papers were another person's.")
    actions.close(world.decider, case, words=WHY)
    assert door.state_of(case).note(END_PROPOSED) is None


@pytest.mark.parametrize("country", ["CH", "GE"])
def test_it_is_so_in_other_countries(country: str) -> None:
    people.an_installation(country)
    by, authority = people.a_person(people.an_agency("listed_ngo"), "first_responder"), people.an_agency("competent_authority")
    case = people.a_referral(by, authority, contact=people.a_contact(by, region={"CH": "ZH"}.get(country, "")))
    decider = people.a_person(authority, "decision_maker")
    referral.accept(decider, case)
    assert refusals(actions.close, decider, case, words=WHY) == {"step.not-from-here": None}
    actions.withdraw(decider, case, on=door.today(), through="person", words="No more.")
    with happens("procedure.case_closed"):
        actions.close(decider, case, words=WHY)
    assert place(case) == "closed"
