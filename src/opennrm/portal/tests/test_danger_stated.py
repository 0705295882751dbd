"""Danger that a referral stated stands at the top of the case for those who may read of dangers, and for nobody else."""

from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.pages import page_of
from tests.people import signed_in

from opennrm.access.actor import Actor
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral.sending import Talk
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

TITLE, WORDS = "Danger was stated", "CANARY-DANGER"
OPENS = "Open what was written of it"
DANGER = {"urgency": "danger_now", "needs": ("safety",), "danger": WORDS}


@pytest.fixture
def world() -> World:
    return once(World)


def top(actor: Actor, case: UUID) -> str:
    """What stands before the rights."""
    page = page_of(signed_in(actor), f"/cases/{case}/")
    assert WORDS not in page, "the words themselves stay sealed until they are asked for"
    return page[: page.index('id="h-ledger"')]


def test_those_who_may_read_of_dangers_read_by_whom_on_which_day_and_where_to_open_it(world: World) -> None:
    case = people.a_referral(world.responder, world.authority, world.supported(), **DANGER)
    referral.accept(world.decider, case)
    for actor in (world.responder, world.decider, world.worker):
        said = top(actor, case)
        assert TITLE in said, actor.name
        assert "Stated by Open Door Association on " in said, actor.name
        assert OPENS in said, actor.name
    opened = signed_in(world.decider).post(f"/cases/{case}/", {"show": "danger"}).content.decode()
    assert WORDS in opened


@pytest.mark.parametrize("urgency", ["needs_now", "none"])
def test_where_no_danger_was_stated_nothing_is_said(world: World, urgency: str) -> None:
    case = people.a_referral(world.responder, world.authority, world.supported(), urgency=urgency, needs=("bed",))
    referral.accept(world.decider, case)
    assert not any(TITLE in top(actor, case) for actor in (world.responder, world.decider, world.worker))


def test_an_investigator_reads_of_a_danger_that_enforcement_stated_and_of_no_other(world: World) -> None:
    guard = people.a_person(people.an_agency("border_guard"), "first_responder")
    for responder, told in ((guard, True), (world.responder, False)):
        case = people.a_referral(responder, world.authority, **DANGER)
        referral.accept(world.decider, case)
        referral.ask_consent(world.decider, case, asked=world.contacted(), talk=Talk(on=door.today(), language="ro"))
        assert (TITLE in top(world.officer, case)) is told, responder.name
