"""A country with cases enough that some numbers may be told: what the tests of publications begin with."""

from typing import Any

from opennrm.cases.identification import actions as identification
from opennrm.cases.identification.tests.world import World
from opennrm.journal import places
from opennrm.statistics.period import Period
from opennrm.statistics.publication import actions, door
from opennrm.statistics.publication.events import Edition

YEAR = Period.parse("2026")
OPERATOR = door.operating("olga")


def counted() -> tuple[World, list[Any]]:
    """Twenty-six referrals: a child's number is small, that of the adults is not; twelve are decided."""
    world = World()
    cases = [world.case() for _ in range(14)] + [world.case(then="unknown") for _ in range(12)]
    for case in cases[:12]:
        identification.decide_yes(world.decider, case)
    return world, cases


def published(period: Period = YEAR, position: int | None = None) -> Edition:
    """An edition of what is recorded by now."""
    return actions.publish(OPERATOR, period, position=places.last() if position is None else position)
