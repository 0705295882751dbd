"""What a reader may not find out from a new release: which numbers, and by which reckonings. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from opennrm.statistics.release.choosing import Check
from opennrm.statistics.release.history import History
from opennrm.statistics.release.shown import Withheld
from opennrm.statistics.release.sums import some
from opennrm.statistics.release.views import View
from opennrm.statistics.tables import TOTAL, Path

__all__ = ["checks", "first"]


def first(history: History, threshold: int) -> Withheld:
    """What is withheld whatever else is: small numbers, all shares of them, and what moved by a small number since it was known.

    Of few people "none" says something, too. A total may move by any number: that a year counts one more says nothing about that one.
    What a quarter withheld the year withholds: then whatever may be otherwise in the quarter may be so in the year. Of a quarter that comes
    after its year, and is not all that the year leaves beside the others, nothing is shown: what it leaves would be told with it.
    Source: decision 0019.
    """
    values, printed = history.values, history.sums.printed
    if history.too_late:
        return Withheld(_small(values, threshold) & printed, printed)
    small = _small(values, threshold) & printed
    hidden = set(small)
    for one in reversed(history.sums.all):
        if 0 < values[one.whole] < threshold or (one.whole in hidden and not values[one.whole]):
            hidden.update(one.parts)
    hidden.update(path for one in history.quarters for path in one.withheld)
    return Withheld(small, frozenset(hidden & printed) - small, _moved(history, threshold) & printed)


def checks(history: History, threshold: int) -> Iterator[Check]:
    """Everything that has to hold of a new release. Source: decision 0019."""
    made, now = history.sums, history.values
    alone = View(made, now, some(made, now, threshold), near=made.printed)
    yield Check(alone, threshold, _small(now, threshold), _moved(history, threshold))
    if history.same:
        for values in (now, *(one.values for one in history.same)):
            yield Check(_as_at(history, values, threshold), threshold, _small(values, threshold))
    if 0 < len(history.quarters) < 4:
        rest = history.rest()
        yield Check(View(made, rest, _some_of_the_rest(history, rest, threshold), near=made.printed), threshold, _small(rest, threshold))


def _some_of_the_rest(history: History, rest: Mapping[Path, int], threshold: int) -> frozenset[Path]:
    """Where there is somebody in the rest of a year: as in any table; and where nobody was in the quarters, but is somebody in the year."""
    made, few = history.sums, set[Path]()
    for one in history.quarters:
        few |= one.withheld - some(made, one.values, threshold)
    surely = some(made, history.values, threshold) - few
    left = frozenset(path for path in surely if rest[path] > 0 and rest[path] == history.values[path])
    return some(made, rest, threshold) | left


def _small(values: Mapping[Path, int], threshold: int) -> frozenset[Path]:
    return frozenset(path for path, n in values.items() if 0 < n < threshold)


def _moved(history: History, threshold: int) -> frozenset[Path]:
    """What moved by a small number since it was known; but not what counts everybody, then and now: it tells no more than the total."""
    now, total = history.values, (TOTAL,)
    return frozenset(
        path
        for one in history.same
        for path in one.known(history.sums, threshold)
        if 0 < abs(one.values[path] - now[path]) < threshold
        if (one.values[path], now[path]) != (one.values[total], now[total])
    )


def _as_at(history: History, values: Mapping[Path, int], threshold: int) -> View:
    """The numbers at one position for a reader who takes each figure of any edition for right as long as it is near."""

    def near(others: Mapping[Path, int], path: Path) -> bool:
        return abs(others[path] - values[path]) < threshold

    given = frozenset(path for one in history.same for path in one.shown if near(one.values, path))
    still = frozenset(path for path in history.sums.printed if near(history.values, path))
    return View(history.sums, values, some(history.sums, values, threshold), given, still)
