"""Figures of a report: cells of tables that were published and frozen, each with its day. What was withheld is not told. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from opennrm.programme.report.ground import Figure
from opennrm.standards.words import Words
from opennrm.statistics.publication.frozen import Frozen

__all__ = ["figures_of"]

MOST = 6  # of one edition: a report is no table


def figures_of(edition: Frozen, language: str) -> Iterator[Figure]:
    """The whole of each measure of an edition. Source: issue 13, point 7 (a frozen table cell with its as-at)."""
    told = 0
    for table in edition.tables:
        whole = next((cell for cell in table.cells if len(cell.path) == 1), None)
        if whole is None or whole.count is None or told == MOST:
            continue
        told += 1
        yield Figure(
            key=f"{edition.country}-{edition.name}:{table.measure}",
            says=f"{_word(edition, table.measure, language)} ({edition.period})",
            value=str(whole.count),
            unit="",
            as_at=datetime.fromisoformat(edition.as_at.recorded_at).date(),
            country=edition.country,
        )


def _word(edition: Frozen, label: str, language: str) -> str:
    texts = edition.labels.get(label)
    return Words.of(texts).told(language) if texts else label
