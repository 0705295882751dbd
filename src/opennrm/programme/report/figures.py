"""Figures of a report: cells of tables that were published and frozen, each with its day. What was withheld is not told. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from opennrm.programme.report.ground import Figure
from opennrm.standards.words import Words
from opennrm.statistics.publication.frozen import Cell, Frozen, Path
from opennrm.statistics.tables import TOTAL

__all__ = ["figure", "figures_of", "named"]


def figures_of(edition: Frozen, language: str) -> Iterator[Figure]:
    """Every cell of an edition that it shows, the whole of each measure first. Source: issue 13, point 7 (a frozen cell with its as-at)."""
    for table in edition.tables:
        for cell in table.cells:
            found = _told(edition, table.measure, cell, language)
            if found is not None:
                yield found


def figure(edition: Frozen, key: str, language: str) -> Figure | None:
    """The cell of that key, or of the same table and place where the key is of another edition; none where it is not told.

    Source: issue 13, point 7; issue 12, point 4 (small numbers stay withheld).
    """
    _, measure, path = named(key)
    cells = (cell for table in edition.tables if table.measure == measure for cell in table.cells if cell.path == path)
    cell = next(cells, None)
    return None if cell is None else _told(edition, measure, cell, language)


def named(key: str) -> tuple[str, str, Path]:
    """The edition, the measure and the place of a key. Source: docs/decisions/0017-publications.md (how an edition is cited)."""
    edition, measure, *path = key.split(":")
    return edition, measure, tuple(path[0].split("/")) if path else (TOTAL,)


def _told(edition: Frozen, measure: str, cell: Cell, language: str) -> Figure | None:
    if cell.count is None:
        return None
    whole = cell.path == (TOTAL,)
    return Figure(
        key=f"{edition.country}-{edition.name}:{measure}" + ("" if whole else f":{'/'.join(cell.path)}"),
        says=_says(edition, measure, () if whole else cell.path, language),
        count=cell.count,
        as_at=datetime.fromisoformat(edition.as_at.recorded_at).date(),
        country=edition.country,
        period=edition.period,
        edition=edition.name,
        position=edition.as_at.position,
    )


def _says(edition: Frozen, measure: str, path: Path, language: str) -> str:
    """Referrals; or of a part: Referrals, sex: female."""
    title = _word(edition, measure, language)
    if not path:
        return title
    first, *codes = path
    words = [_word(edition, f"{measure}.{first}", language), *(_word(edition, f"{measure}.{first}.{code}", language) for code in codes)]
    head, *parts = map(_lowered, words)
    return f"{title}, {head}: {', '.join(parts)}" if parts else f"{title}, {head}"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _word(edition: Frozen, label: str, language: str) -> str:
    texts = edition.labels.get(label)
    return Words.of(texts).told(language) if texts else label.rpartition(".")[2]
