"""What readers have of a measure already: former editions of its period, of its quarters, of its year. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from opennrm.statistics.definition import Definitions
from opennrm.statistics.period import Period
from opennrm.statistics.release.shown import WITHHELD, Edition
from opennrm.statistics.release.sums import Sums, some, sums, valued
from opennrm.statistics.release.views import View
from opennrm.statistics.tables import Path, Table

__all__ = ["History", "Seen"]


@dataclass(frozen=True, slots=True)
class Seen:
    """The exact numbers of a measure at one position, the paths whose numbers were shown, and those where they were withheld."""

    period: Period
    until: date | None
    values: Mapping[Path, int]
    shown: frozenset[Path]
    withheld: frozenset[Path]

    def reaches(self, period: Period) -> bool:
        """Whether a period had begun by then. Source: decision 0019."""
        return self.until is None or period.start <= self.until

    def view(self, made: Sums, threshold: int) -> View:
        """The numbers as a reader of this edition alone knows them. Source: decision 0019."""
        return View(made, self.values, some(made, self.values, threshold), self.shown)

    def known(self, made: Sums, threshold: int) -> frozenset[Path]:
        """What followed from it: what was shown, and what a reader could reckon to the last unit. Source: decision 0019."""
        boxes = self.view(made, threshold).boxes(())
        return frozenset(path for path, (low, high) in boxes.items() if low == high)


@dataclass(frozen=True, slots=True)
class History:
    """A measure of a period today, and whatever was shown before."""

    sums: Sums
    values: Mapping[Path, int]
    same: tuple[Seen, ...]
    quarters: tuple[Seen, ...]
    too_late: bool  # a quarter that nobody has seen, of a year that everybody has and of which it is not all that is left

    @classmethod
    def of(cls, definitions: Definitions, period: Period, one: Table, former: Sequence[Edition]) -> History:
        """The history of a table: what was shown of its period, of the quarters in it, of the year around it. Source: decision 0019."""
        tables = [(edition, each) for edition in former for each in edition.tables if each.measure == one.measure]
        made = sums(definitions, definitions.measures[one.measure], (one, *(each for _, each in tables)))
        seen = [Seen(edition.period, edition.until, valued(made, each), *_shown(edition, each, made)) for edition, each in tables]
        same = [each for each in seen if each.period == period]
        quarters = tuple(_latest(each for each in seen if _inside(each.period, period)))
        told = [_added(made, period, quarters)] if len(quarters) == 4 else []
        years = [each for each in seen if _inside(period, each.period) and each.reaches(period)]
        taken = [_taken_off(period, year, _latest(seen)) for year in years]
        too_late = None in taken and not same
        return cls(made, valued(made, one), (*same, *told, *(each for each in taken if each is not None)), quarters, too_late)

    def rest(self) -> Mapping[Path, int]:
        """The numbers of what the quarters that were shown leave of the year, if they are not all. Source: decision 0019."""
        return {path: n - sum(one.values[path] for one in self.quarters) for path, n in self.values.items()}


def _inside(one: Period, other: Period) -> bool:
    return one != other and other.start <= one.start and one.end <= other.end


def _shown(edition: Edition, one: Table, made: Sums) -> tuple[frozenset[Path], frozenset[Path]]:
    """What stood there, and what did not; a code that was not listed counted nobody, unless some were withheld without their names."""
    cells = edition.release.get(one.measure, {})
    there = {path for path, cell in cells.items() if cell.count is not None}
    absent = {path for path in made.printed if path not in cells and path not in one.cells and (*path[:-1], WITHHELD) not in cells}
    shown = frozenset(there | (absent if cells else set())) & made.printed
    return shown, frozenset(one.cells) - shown


def _added(made: Sums, period: Period, quarters: Sequence[Seen]) -> Seen:
    """A year as its quarters told it: nobody has to wait for an edition of it to add them up; a code that one did not list was nobody's."""
    values = {path: sum(one.values[path] for one in quarters) for path in quarters[0].values}
    withheld = frozenset(path for one in quarters for path in one.withheld)
    return Seen(period, None, values, made.printed - withheld, withheld)


def _taken_off(period: Period, year: Seen, others: Sequence[Seen]) -> Seen | None:
    """A quarter as its year told it, less the other quarters that had begun by then; None if some of these were never shown."""
    begun = [one for one in year.period.quarters if one != period and year.reaches(one)]
    shown = [year, *(one for one in others if one.period in begun)]
    if len(shown) <= len(begun):
        return None
    values = {path: n - sum(one.values[path] for one in shown[1:]) for path, n in year.values.items()}
    withheld = frozenset(path for one in shown for path in one.withheld)
    return Seen(period, year.until, values, year.shown - withheld, withheld)


def _latest(seen: Iterable[Seen]) -> list[Seen]:
    """One for each period: the last numbers, and what was shown at least once."""
    last: dict[Period, Seen] = {}
    for one in seen:
        before = last[one.period].shown if one.period in last else frozenset()
        last[one.period] = Seen(one.period, one.until, one.values, one.shown | before, one.withheld - before)
    return list(last.values())
