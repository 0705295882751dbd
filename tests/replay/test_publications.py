"""After any voids, joinings, corrections and late decisions every edition that was published follows from the journal, to the byte."""

from contextlib import suppress

import pytest
from tests.breadth import some_then_all
from tests.replay import second_road
from tests.replay.test_figures import YEAR, Luck, raw

from opennrm.journal import places, replay
from opennrm.standards.refusal import Refused
from opennrm.statistics.publication import actions, door, reads
from opennrm.statistics.publication.models import PublishedEdition

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def published_on_the_way(luck: Luck, times: int, parts: int) -> None:
    """A walk by lot, and an edition after each part of it, unless nothing that may be told has changed."""
    for _ in range(parts):
        luck.act(times // parts)
        with suppress(Refused):
            actions.publish(door.operating("olga"), YEAR, position=places.last())


@some_then_all("times", 120, 3_000)
def test_any_course_of_corrections_leaves_what_was_published(times: int) -> None:
    luck = Luck(seed=times)
    luck.cases += [luck.world.case() for _ in range(24)]
    published_on_the_way(luck, times, 6)
    rows = list(reads.editions())
    assert len(rows) > 1
    assert all(reads.prove(row).holds for row in rows)
    kept = list(PublishedEdition.objects.order_by("edition").values())
    replay.rebuild()
    assert list(PublishedEdition.objects.order_by("edition").values()) == kept
    assert all(reads.prove(row).holds for row in rows)


@some_then_all("times", 60, 600)
def test_each_number_that_is_shown_is_what_a_second_road_counts(times: int) -> None:
    luck = Luck(seed=times + 1)
    luck.cases += [luck.world.case() for _ in range(24)]
    published_on_the_way(luck, times, 3)
    rows = list(reads.editions())
    by_hand = dict(second_road.walk(raw(), {_seen(row.position) for row in rows}, YEAR.name))
    for row in rows:
        cells = by_hand[_seen(row.position)]
        shown = {(table.measure, *cell.path): cell.count for table in reads.frozen(row).tables for cell in table.cells}
        told = {path: count for path, count in shown.items() if count is not None and path in cells}
        assert told
        assert told == {path: cells[path] for path in told}


def _seen(position: int) -> int:
    """The last event of a case at a position or below it."""
    return max(one for one, *_ in raw() if one <= position)
