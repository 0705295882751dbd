"""The figures of an edition in the rows of a page, beside those of the edition that it revises, and as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.formats import number_format
from django.utils.translation import gettext

from opennrm.portal.spreadsheets import csv_text
from opennrm.statistics.publication import packages
from opennrm.statistics.publication.frozen import Cell, Frozen, Path, Released


@dataclass(frozen=True, slots=True)
class Line:
    """One number as the page says it; `was` and `change` of the edition that is revised, where both are told."""

    words: str
    count: str
    share: str
    was: str = ""
    change: str = ""


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
    before = {table.measure: {cell.path: cell for cell in table.cells} for table in revised.tables} if revised else {}
    return [_sheet(frozen, table, before.get(table.measure, {}), language) for table in frozen.tables]


def _sheet(frozen: Frozen, table: Released, before: Mapping[Path, Cell], language: str) -> Sheet:
    alone = [cell for cell in table.cells if len(cell.path) == 1]
    parts = [cell for cell in table.cells if len(cell.path) > 1]
    blocks = [Block("", tuple(_line(frozen, table.measure, cell, before, language) for cell in alone))]
    for name, cells in groupby(parts, key=lambda cell: cell.path[0]):
        title = packages.word(frozen, f"{table.measure}.{name}", language)
        blocks.append(Block(title, tuple(_line(frozen, table.measure, cell, before, language) for cell in cells)))
    says = packages.word(frozen, f"{table.measure}.says", language)
    return Sheet(table.measure, packages.word(frozen, table.measure, language), says, tuple(blocks))


def _line(frozen: Frozen, measure: str, cell: Cell, before: Mapping[Path, Cell], language: str) -> Line:
    steps = packages.steps(frozen, measure, cell.path, language)
    was = before.get(cell.path)
    told = was is not None and was.count is not None and cell.count is not None
    change = cell.count - was.count if told and was is not None and was.count is not None and cell.count is not None else 0
    return Line(
        words=": ".join(steps[1:] or steps),
        count=_number(cell.count),
        share="" if cell.percent is None else gettext("%(n)s %%") % {"n": cell.percent},
        was="" if was is None else _number(was.count),
        change=_signed(change) if told else "",
    )


def _number(count: int | None) -> str:
    return gettext("not told") if count is None else number_format(count, force_grouping=True)


def _signed(change: int) -> str:
    text = number_format(abs(change), force_grouping=True)
    return f"+{text}" if change > 0 else f"−{text}" if change < 0 else text


def as_csv(frozen: Frozen, language: str) -> str:
    """An edition as a table of text: one number a row, with its codes and its words; an empty number is withheld."""
    heads = ["measure", "path", gettext("What"), "count", "percent", "edition", "position", "sha256"]
    return csv_text([heads, *_rows(frozen, language)])


def _rows(frozen: Frozen, language: str) -> Iterator[list[str]]:
    of = [frozen.name, str(frozen.as_at.position), frozen.digest]
    for table in frozen.tables:
        title = packages.word(frozen, table.measure, language)
        for cell in table.cells:
            words = ": ".join([title, *packages.steps(frozen, table.measure, cell.path, language)])
            numbers = ["" if one is None else str(one) for one in (cell.count, cell.percent)]
            yield [table.measure, "/".join(cell.path), words, *numbers, *of]
