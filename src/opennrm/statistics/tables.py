"""From groups of cases to tables: counts, remainders, percentages, and what moved between two of them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from opennrm.statistics.definition import Breakdown, Definitions, Measure

__all__ = ["Cell", "Group", "Moved", "Table", "half_up", "moved", "protected", "table"]

TOTAL, REST, POSITIVE, SEVERAL = "total", "other_or_not_known", "positive", "several"
NOT_KNOWN = frozenset({"", "unknown", "other"})
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """So many units that are alike in everything that a table asks: codes by field, several joined by `+`."""

    codes: Mapping[str, str]
    n: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, and the whole per cent that it is of its own denominator. Source: domain 7.3, arithmetic rules."""

    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Table:
    """One measure of one period: its cells by path, as `("sex", "male")` or `("form_of_exploitation", "adult", "labour")`."""

    measure: str
    cells: Mapping[Path, Cell]


@dataclass(frozen=True, slots=True)
class Moved:
    """A cell that differs between two tables."""

    measure: str
    path: Path
    before: int
    after: int


def half_up(part: int, whole: int) -> int:
    """The whole per cent, half up on the exact ratio; 0 of nothing. Source: statistics, Rounding; domain 7.3."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def table(definitions: Definitions, measure: Measure, groups: Iterable[Group]) -> Table:
    """The table of a measure over groups of units; each unit stands once in the total and once in each breakdown. Source: domain 7.3."""
    units = tuple(groups)
    total = sum(one.n for one in units)
    counted: dict[Path, tuple[int, int]] = {(TOTAL,): (total, total)}
    for breakdown in definitions.of(measure):
        for path, n, whole in _broken_down(definitions, breakdown, units):
            counted[(breakdown.id, *path)] = (n, whole)
    if measure.of == "decisions":
        counted[(POSITIVE,)] = (sum(one.n for one in units if one.codes["value"] == POSITIVE), total)
    return Table(measure.id, MappingProxyType({path: Cell(n, half_up(n, whole)) for path, (n, whole) in counted.items()}))


def _broken_down(definitions: Definitions, breakdown: Breakdown, units: tuple[Group, ...]) -> Iterator[tuple[Path, int, int]]:
    if breakdown.within is None:
        yield from (((part,), n, whole) for part, n, whole in _parts(breakdown, units))
        return
    outer = definitions.breakdowns[breakdown.within]
    for group in definitions.groups(breakdown):
        inside = tuple(one for one in units if _code(outer, one) == group)
        yield from (((group, part), n, whole) for part, n, whole in _parts(breakdown, inside))


def _code(breakdown: Breakdown, unit: Group) -> str:
    """The part in which a unit stands: under several codes, all of them together, or with all others that have several."""
    code = unit.codes[breakdown.field]
    return SEVERAL if breakdown.pooled and "+" in code else code


def _parts(breakdown: Breakdown, units: tuple[Group, ...]) -> Iterator[tuple[str, int, int]]:
    """Each part with its number and denominator; what is no part is the remainder, which is never left out."""
    there: Counter[str] = Counter()
    for one in units:
        there[_code(breakdown, one)] += one.n
    whole = sum(there.values())
    named = breakdown.parts or tuple(sorted(code for code in there if code not in NOT_KNOWN))
    yield from ((part, there[part], whole) for part in named)
    yield REST, whole - sum(there[part] for part in named), whole


def moved(before: Table, after: Table) -> Iterator[Moved]:
    """Each cell that differs, with its two numbers; one that is not there counts nothing. Source: issue 12, point 3."""
    for path in dict.fromkeys((*before.cells, *after.cells)):
        old, new = (side.cells[path].count if path in side.cells else 0 for side in (before, after))
        if old != new:
            yield Moved(after.measure, path, old, new)


def protected(one: Table, threshold: int) -> frozenset[Path]:
    """The cells that could point to somebody where they are read outside: more than none and fewer than `threshold`.

    Source: issue 12, point 4.
    """
    return frozenset(path for path, cell in one.cells.items() if 0 < cell.count < threshold)
