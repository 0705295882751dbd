"""Whoever reads a table at every month's end, and every publication, finds out no small number: a reader with a linear program tries."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from tests import people
from tests.breadth import some_then_all
from tests.replay.test_figures import YEAR, Luck

from opennrm.cases.spine import door as cases_door
from opennrm.journal import places, replay
from opennrm.standards.refusal import Refused
from opennrm.statistics.definition import definitions
from opennrm.statistics.publication import actions, door, series
from opennrm.statistics.release.shown import Edition
from opennrm.statistics.release.tests import reader

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FEW = 5  # the threshold between authorities of the Demo Republic
MONTHS = ((2027, 1), (2027, 2), (2027, 3), (2027, 4))


def a_year_and_after(luck: Luck, times: int) -> None:
    """A walk by lot through the rest of a year and the months after it, with an edition now and then."""
    for number, (year, month) in enumerate(MONTHS):
        luck.act(times)
        people.time_passes(datetime(year, month, 2, 9, 0, tzinfo=UTC))
        if number % 2:
            with suppress(Refused):
                actions.publish(door.operating("olga"), YEAR, position=places.last())


def found_out(seen: Sequence[Edition]) -> list[str]:
    known = definitions()
    found = []
    for until in range(1, len(seen) + 1):
        found += reader.follows(known, seen[until - 1], FEW)
        found += reader.follows_from_all(known, seen[:until], FEW) if until > 1 else []
        found += reader.moves_followed(known, seen[:until], FEW)
    return found


@some_then_all("times", 40, 400)
def test_nothing_small_follows_from_the_ends_of_months_and_what_was_published(times: int) -> None:
    luck = Luck(seed=times)
    luck.cases += [luck.world.case() for _ in range(24)]
    a_year_and_after(luck, times)
    seen = series.before(YEAR, cases_door.today())
    assert len(seen) > 2
    assert any(cell.count for one in seen for cells in one.release.values() for cell in cells.values())
    assert found_out(seen) == []


@some_then_all("times", 40, 400)
def test_the_same_question_has_the_same_answer_later_and_after_a_rebuild(times: int) -> None:
    luck = Luck(seed=times + 1)
    told: dict[Any, Any] = {}
    for year, month in MONTHS:
        luck.act(times)
        people.time_passes(datetime(year, month, 1, 0, 0, 1, tzinfo=UTC))
        told |= {one.day: one for one in series.of_year(YEAR, cases_door.today())}
    assert len(told) == len(MONTHS)
    replay.rebuild()
    assert {one.day: one for one in series.of_year(YEAR, cases_door.today())} == told
