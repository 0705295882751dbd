"""Released figures in the rows of a page, with others beside, and those of an edition as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext

from opennrm.statistics.publication import packages
from opennrm.statistics.publication.frozen import Cell, Frozen, Path, Released
from opennrm.statistics.release.shown import WITHHELD
from opennrm.statistics.tables import REST
from opennrm.ui import numbers
from opennrm.ui.spreadsheets import csv_text

Words = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One number as the page says it; `was` and `change` of what stands beside, where both are told; `rest`: who is in no part."""

    words: str
    count: str
    share: str
    was: str = ""
    change: str = ""
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """The numbers of one breakdown; without a name those of the whole measure."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One measure."""

    id: str
    title: str
    says: str
    blocks: tuple[Block, ...]


def sheets(frozen: Frozen, revised: Frozen | None, language: str) -> list[Sheet]:
    """Every measure of an edition, with the numbers of the one that it revises beside."""
    before = cells_of(revised.tables) if revised else {}
    return [sheet(lambda label: packages.word(frozen, label, language), table, before.get(table.measure, {})) for table in frozen.tables]


def cells_of(tables: Iterable[Released]) -> dict[str, dict[Path, Cell]]:
    """The cells of each measure by their path."""
    return {table.measure: {cell.path: cell for cell in table.cells} for table in tables}


def sheet(words: Words, table: Released, before: Mapping[Path, Cell]) -> Sheet:
    """One measure, with other numbers beside; `words` tells a label, as `referrals.sex.male`."""
    blocks = [_block(words, table.measure, start, list(cells), before) for start, cells in groupby(table.cells, key=_start)]
    return Sheet(table.measure, words(table.measure), words(f"{table.measure}.says"), tuple(blocks))


def _start(cell: Cell) -> Path:
    return cell.path[:-1]


def _block(words: Words, measure: str, start: Path, cells: Sequence[Cell], before: Mapping[Path, Cell]) -> Block:
    names = [words(f"{measure}.{start[0]}"), *(words(f"{measure}.{start[0]}.{code}") for code in start[1:])] if start else []
    return Block(": ".join(names), tuple(_line(words, measure, cell, before.get(cell.path)) for cell in cells))


def _line(words: Words, measure: str, cell: Cell, was: Cell | None) -> Line:
    told = was is not None and was.count is not None and cell.count is not None
    change = cell.count - was.count if told and was is not None and was.count is not None and cell.count is not None else 0
    *_steps, code = cell.path
    return Line(
        words=words(f"{measure}.{cell.path[0]}.{code}" if len(cell.path) > 1 else f"{measure}.{code}"),
        count=number(cell.count),
        share="" if cell.percent is None else gettext("%(n)s %%") % {"n": cell.percent},
        was="" if was is None else number(was.count),
        change=signed(change) if told else "",
        rest=code in (REST, WITHHELD),
    )


def number(count: int | None) -> str:
    return gettext("not told") if count is None else numbers.number(count)


def signed(change: int) -> str:
    text = numbers.number(abs(change))
    return f"+{text}" if change > 0 else f"−{text}" if change < 0 else text


def as_csv(frozen: Frozen, language: str) -> str:
    """An edition as a table of text: one number a row, with its codes and its words, or that it is withheld."""
    heads = ["measure", "path", gettext("What"), "count", "percent", gettext("withheld"), "edition", "position", "sha256"]
    return csv_text([heads, *_rows(frozen, language)])


def _rows(frozen: Frozen, language: str) -> Iterator[list[str]]:
    of = [frozen.name, str(frozen.as_at.position), frozen.digest]
    for table in frozen.tables:
        title = packages.word(frozen, table.measure, language)
        for cell in table.cells:
            words = ": ".join([title, *packages.steps(frozen, table.measure, cell.path, language)])
            numbers = ["" if one is None else str(one) for one in (cell.count, cell.percent)]
            withheld = gettext("withheld") if cell.count is None else ""
            yield [table.measure, "/".join(cell.path), words, *numbers, withheld, *of]
