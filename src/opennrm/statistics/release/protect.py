"""From exact tables to what may be handed on. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from opennrm.statistics.definition import Definitions
from opennrm.statistics.period import Period
from opennrm.statistics.release.shown import WITHHELD, Edition, Release, Shown, Withheld
from opennrm.statistics.tables import POSITIVE, TOTAL, Cell, Path, Table, protected

__all__ = ["protect", "withheld"]


def protect(definitions: Definitions, period: Period, tables: Sequence[Table], threshold: int, former: Sequence[Edition] = ()) -> Release:
    """What may be handed on of the tables of a period to readers who may have kept every one of the `former` editions.

    `former` are all editions that the same readers could see, of this period and of those that overlap it, oldest first.
    Source: issue 12, point 4.
    """
    hidden = withheld(definitions, period, tables, threshold, former)
    return {one.measure: dict(_shown(definitions, one, hidden[one.measure].paths)) for one in tables}


def withheld(
    definitions: Definitions, period: Period, tables: Sequence[Table], threshold: int, former: Sequence[Edition] = ()
) -> Mapping[str, Withheld]:
    """Which cells of each measure are withheld, for whoever may see all of them. Source: issue 12, point 4."""
    made = {}
    for one in tables:
        small = protected(one, threshold)
        everything = frozenset(one.cells) if (TOTAL,) in small else _whole_blocks(definitions, one, small, threshold)
        before = {path for edition in former for path in _not_shown(edition, one)}
        made[one.measure] = Withheld(small, (everything | (before & one.cells.keys())) - small)
    return made


def _whole_blocks(definitions: Definitions, one: Table, small: frozenset[Path], threshold: int) -> frozenset[Path]:
    """Every cell of a breakdown in which one is small, and those inside a part that is withheld."""
    hidden = {path for path in one.cells if path != (TOTAL,) and any(path[:-1] == other[:-1] for other in small - {(TOTAL,), (POSITIVE,)})}
    total, positive = one.cells[(TOTAL,)].count, one.cells.get((POSITIVE,))
    if positive is not None and (0 < positive.count < threshold or 0 < total - positive.count < threshold):
        hidden.add((POSITIVE,))
    return frozenset(hidden) | {path for path in one.cells if _denominator(definitions, path) in hidden}


def _not_shown(edition: Edition, one: Table) -> Iterator[Path]:
    shown = edition.release.get(one.measure, {})
    yield from (path for path in one.cells if path not in shown or shown[path].count is None)


def _denominator(definitions: Definitions, path: Path) -> Path:
    """The cell that a cell is a share of."""
    known = definitions.breakdowns.get(path[0])
    return (known.within, path[1]) if known is not None and known.within is not None else (TOTAL,)


def _shown(definitions: Definitions, one: Table, hidden: frozenset[Path]) -> Iterator[tuple[Path, Shown]]:
    """Each cell as a reader sees it, in the order of the table; what stands for withheld codes follows the others of its breakdown."""
    open_: Path | None = None
    for path, cell in one.cells.items():
        if open_ is not None and path[:-1] != open_[:-1]:
            yield open_, Shown(None, None)
            open_ = None
        if path in hidden and _only_where_somebody_has_it(definitions, path):
            open_ = (*path[:-1], WITHHELD)
        else:
            yield path, _as_shown(cell, path in hidden, _denominator(definitions, path) in hidden)
    if open_ is not None:
        yield open_, Shown(None, None)


def _only_where_somebody_has_it(definitions: Definitions, path: Path) -> bool:
    known = definitions.breakdowns.get(path[0])
    return known is not None and not known.parts and path[-1] != "other_or_not_known"


def _as_shown(cell: Cell, hidden: bool, of_hidden: bool) -> Shown:
    return Shown(None, None) if hidden else Shown(cell.count, None if of_hidden else cell.percent)
