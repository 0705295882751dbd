"""Which numbers of a measure add up to which others: what a reader reckons with. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf

from opennrm.statistics.definition import Definitions, Measure
from opennrm.statistics.tables import POSITIVE, REST, TOTAL, Path, Table

__all__ = ["NOT_POSITIVE", "Box", "Sum", "Sums", "always_listed", "narrowed", "some", "sums", "valued"]

NOT_POSITIVE: Path = ("not_positive",)  # what no table prints and every reader can take from one: the decisions that were not positive
AGAIN = "again"  # nor this: the positive decisions on persons who had one in the period already
Box = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sum:
    """A number that is the sum of others."""

    whole: Path
    parts: tuple[Path, ...]


@dataclass(frozen=True)
class Sums:
    """All sums of a measure. No path is a part of two of them and none is inside itself: they are a tree."""

    all: tuple[Sum, ...]
    printed: frozenset[Path]  # the paths of tables; of the others a reader learns by reckoning alone
    named: frozenset[Path]  # those that are printed whether somebody is there or not

    @cached_property
    def at(self) -> Mapping[Path, tuple[Sum, ...]]:
        """The sums in which a path stands, as their whole or as a part."""
        found: dict[Path, tuple[Sum, ...]] = dict.fromkeys(self.printed, ())
        for one in self.all:
            for path in (one.whole, *one.parts):
                found[path] = (*found.get(path, ()), one)
        return found


def sums(definitions: Definitions, measure: Measure, tables: Iterable[Table]) -> Sums:
    """The sums of a measure, and of those that stand among it, over every path that one of the tables has.

    Source: domain 7.3, arithmetic rules.
    """
    printed = tuple(dict.fromkeys(path for one in tables for path in one.cells))
    inside = [one for one in definitions.measures.values() if one.among == measure.id and (one.id, TOTAL) in printed]
    made = [*_of_breakdowns(definitions, measure, printed)]
    for one in inside:
        made += _of_breakdowns(definitions, one, printed, before=(one.id,))
        made.append(Sum((POSITIVE,), ((one.id, TOTAL), (one.id, AGAIN))))
    if (POSITIVE,) in printed:
        made.append(Sum((TOTAL,), ((POSITIVE,), NOT_POSITIVE)))
    names = {one.id for one in inside}
    named = frozenset(path for path in printed if always_listed(definitions, path[1:] if path[0] in names else path))
    return Sums(tuple(made), frozenset(printed), named)


def always_listed(definitions: Definitions, path: Path) -> bool:
    """Whether a table has a path even if it counts nobody: not so the codes of a breakdown without parts. Source: domain 7.1."""
    known = definitions.breakdowns.get(path[0])
    return known is None or bool(known.parts) or path[-1] == REST


def _of_breakdowns(definitions: Definitions, measure: Measure, printed: Collection[Path], before: Path = ()) -> Iterator[Sum]:
    """The innermost first: the parts of a part stand before it. `before`: the first step of each path."""
    rows = sorted(definitions.of(measure), key=lambda row: row.within is None)
    outside = dict.fromkeys(row.within for row in rows if row.within is not None and row.within not in measure.breakdowns)
    for row in rows:
        wholes: list[Path] = [(TOTAL,)] if row.within is None else [(row.within, part) for part in definitions.groups(row)]
        for whole in wholes:
            start = (*before, row.id, *whole[1:])
            yield Sum((*before, *whole), tuple(path for path in printed if path[:-1] == start))
    for id in outside:
        yield Sum((*before, TOTAL), tuple((*before, id, part) for part in (*definitions.breakdowns[id].parts, REST)))


def valued(made: Sums, one: Table) -> dict[Path, int]:
    """The number of each path, of those too that are not printed; a printed path that a table does not have counts nobody.

    Source: domain 7.3, arithmetic rules.
    """
    values = {path: one.cells[path].count if path in one.cells else 0 for path in made.printed}
    for each in made.all:
        values.setdefault(each.whole, sum(values[path] for path in each.parts if path in values))
        for path in each.parts:
            if path not in values:
                values[path] = values[each.whole] - sum(values[other] for other in each.parts if other in values)
    return values


def some(made: Sums, values: Mapping[Path, int], threshold: int) -> frozenset[Path]:
    """Where there is somebody if the number is withheld: nobody withholds "none" of a known name, but as a share of few.

    Source: decision 0019.
    """
    few = {path for one in made.all if values[one.whole] < threshold for path in one.parts}
    return frozenset(path for path in made.named - few if values[path] > 0)


def narrowed(made: Sums, boxes: Mapping[Path, Box]) -> dict[Path, Box]:
    """The least and the most that each number can be, given what each can be by itself and that the sums hold.

    Since the sums are a tree, going along them until nothing narrows gives exactly what a linear program would: each bound is
    reached by some choice of all the others. Source: Hundepool and others, Statistical Disclosure Control, 2012 (secondary cell suppression
    and its audit by the interval in which a withheld number can lie); decision 0019.
    """
    found = dict(boxes)
    narrower = True
    while narrower:
        narrower = False
        for one in made.all:
            for path, box in _along(one, found):
                if box != found[path]:
                    found[path] = box
                    narrower = True
    return found


def _along(one: Sum, found: Mapping[Path, Box]) -> Iterator[tuple[Path, Box]]:
    """What one sum says of its whole and of each part that is still open."""
    parts = [found[path] for path in one.parts]
    low, high = sum(box[0] for box in parts), sum(box[1] for box in parts)
    whole = found[one.whole]
    yield one.whole, (max(whole[0], low), min(whole[1], high))
    endless = sum(box[1] == inf for box in parts)
    limited = sum(box[1] for box in parts if box[1] != inf)
    for path, box in zip(one.parts, parts, strict=True):
        if box[0] != box[1]:
            others = inf if endless > (box[1] == inf) else limited - (box[1] if box[1] != inf else 0)
            yield path, (max(box[0], whole[0] - others), min(box[1], whole[1] - (low - box[0])))
