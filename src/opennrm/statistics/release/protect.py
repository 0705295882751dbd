"""From exact tables to what may be handed on. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from opennrm.statistics.definition import Definitions
from opennrm.statistics.period import Period
from opennrm.statistics.release.checks import checks, first
from opennrm.statistics.release.choosing import beside, costs
from opennrm.statistics.release.history import History
from opennrm.statistics.release.shown import WITHHELD, Edition, Readers, Release, Shown, Withheld
from opennrm.statistics.release.sums import always_listed
from opennrm.statistics.release.together import Lot, lots, of_edition
from opennrm.statistics.tables import TOTAL, Cell, Path, Table, protected

__all__ = ["protect", "withheld"]


def protect(
    definitions: Definitions,
    period: Period,
    tables: Sequence[Table],
    threshold: int,
    former: Sequence[Edition] = (),
    inside: Readers | None = None,
) -> Release:
    """What may be handed on of the tables of a period to readers who may have kept every one of the `former` editions.

    `former` are all editions that the same readers could see, of this period and of those that overlap it, oldest first. `inside`: others
    who see the release as well and know more already; it tells none of them anything that it should not.
    Source: issue 12, point 4; decisions 0019 and 0024.
    """
    readers = (Readers(threshold, former), *([inside] if inside is not None else ()))
    hidden = [withheld(definitions, period, tables, one.threshold, one.former) for one in readers]
    return {one.measure: dict(_shown(definitions, one, frozenset().union(*(each[one.measure].paths for each in hidden)))) for one in tables}


def withheld(
    definitions: Definitions, period: Period, tables: Sequence[Table], threshold: int, former: Sequence[Edition] = ()
) -> Mapping[str, Withheld]:
    """Which cells of each measure are withheld, for whoever may see all of them. Source: issue 12, point 4; decision 0019."""
    before = [of_edition(definitions, one) for one in former]
    found: dict[str, Withheld] = {}
    for lot in lots(definitions, tables):
        hidden = _of_lot(definitions, period, lot, threshold, before)
        for measure in lot.measures:
            found[measure] = Withheld(*(lot.of(measure, paths) for paths in (hidden.small, hidden.beside, hidden.moved)))
    return found


def _of_lot(definitions: Definitions, period: Period, lot: Lot, threshold: int, former: Sequence[Edition]) -> Withheld:
    kept = frozenset(path for path in lot.table.cells if _is_kept(definitions, *lot.own(path)))
    if kept == lot.table.cells.keys():
        small = protected(lot.table, threshold)
        return Withheld(small, kept - small)
    return _withheld(History.of(definitions, period, lot.table, former), threshold, kept)


def _is_kept(definitions: Definitions, measure: str, path: Path) -> bool:
    """Whether a number stays with the operator, because another breakdown says the same in other words."""
    row = definitions.breakdowns.get(path[0])
    return not definitions.measures[measure].handed_on or (row is not None and not row.handed_on)


def _withheld(history: History, threshold: int, kept: frozenset[Path]) -> Withheld:
    sums, found = history.sums, first(history, threshold)
    hidden = found.paths | kept
    cost = costs(history.values, frozenset(one.whole for one in sums.all))
    more = beside(checks(history, threshold), hidden, sums.printed, cost)
    return Withheld(found.small, hidden - found.small - found.moved | more, found.moved)


def _denominator(definitions: Definitions, path: Path) -> Path:
    """The cell that a cell is a share of."""
    known = definitions.breakdowns.get(path[0])
    return (known.within, path[1]) if known is not None and known.within is not None else (TOTAL,)


def _shown(definitions: Definitions, one: Table, hidden: frozenset[Path]) -> Iterator[tuple[Path, Shown]]:
    """Each cell as a reader sees it, in the order of the table; what stands for withheld codes follows the others of its breakdown."""
    unnamed = frozenset(path for path in hidden if not always_listed(definitions, path))
    without_names = frozenset(path[:-1] for path in unnamed)
    for start, cells in groupby(one.cells.items(), key=lambda item: item[0][:-1]):
        for path, cell in cells:
            whole = _denominator(definitions, path)
            if path not in unnamed:
                yield path, _as_shown(cell, path in hidden, whole in hidden or whole not in one.cells)
        if start in without_names:
            yield (*start, WITHHELD), Shown(None, None)


def _as_shown(cell: Cell, hidden: bool, of_hidden: bool) -> Shown:
    return Shown(None, None) if hidden else Shown(cell.count, None if of_hidden else cell.percent)
