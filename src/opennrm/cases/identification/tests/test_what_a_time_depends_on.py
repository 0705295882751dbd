"""Where the law lets the time to recover begin, and the case does not say by which region's law: said, waited for, and begun once it is."""

from datetime import timedelta
from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.pages import words
from tests.people import happens, lines_of, signed_in

from opennrm.cases.correction import actions as corrections
from opennrm.cases.identification import actions
from opennrm.cases.identification.tests.world import SAID, World
from opennrm.cases.referral import actions as referrals
from opennrm.cases.spine import door
from opennrm.journal import clock

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FOUND = {"reason": "person_said", "why": "She named the town."}


@pytest.fixture
def world() -> World:
    return once(World, "GB")


def nowhere(world: World) -> UUID:
    """A case of which no region is recorded, taken up."""
    contact = people.a_contact(world.responder, region="")
    case = people.a_referral(world.responder, world.authority, contact=contact, **SAID["GB"])
    referrals.accept(world.decider, case)
    return case


def page(world: World, url: str) -> str:
    answer = signed_in(world.decider).get(url)
    assert answer.status_code == 200, url
    return words(answer.content.decode())


def waits(world: World, case: UUID) -> bool:
    return any(line.key == "identification.unsaid" and line.mine for line in lines_of(world.decider) if line.case == case)


def test_before_the_decision_it_is_said_that_the_time_depends_on_the_region(world: World) -> None:
    case = nowhere(world)
    assert "time to recover and decide, which depends on what is not recorded: the region" in page(world, f"/cases/{case}/decision/")
    assert not waits(world, case)
    assert "which depends on what is not recorded" not in page(world, f"/cases/{world.case()}/decision/")


def test_the_authority_is_reminded_shown_where_and_the_time_runs_from_the_decision_on(world: World) -> None:
    case = nowhere(world)
    actions.decide_yes(world.decider, case)
    decided = door.today()
    assert not door.state_of(case).facts.entries("period:reflection")
    assert waits(world, case)
    assert "Record what the time to recover and decide depends on" in page(world, "/today/")
    shown = signed_in(world.decider).get(f"/cases/{case}/").content.decode()
    assert "Record the region" in words(shown)
    assert f"/cases/{case}/counted/facts/" in shown
    people.time_passes(clock.now() + timedelta(days=1))
    with happens("correction.fact_corrected"):
        corrections.put_right(world.decider, case, right={"region": ("ENG",)}, on=door.today(), **FOUND)
    (period,) = door.state_of(case).facts.entries("period:reflection")
    assert period.on == decided
    assert not waits(world, case)


def test_where_the_law_of_the_region_lets_nothing_begin_nothing_does(world: World) -> None:
    case = nowhere(world)
    actions.decide_yes(world.decider, case)
    corrections.put_right(world.decider, case, right={"region": ("SCT",)}, on=door.today(), **FOUND)
    assert not door.state_of(case).facts.entries("period:reflection")
    assert not waits(world, case)
