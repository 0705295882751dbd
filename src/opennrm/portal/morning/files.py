"""A figure as a file to take away: its sentence, as of when, what it counts and whom it leaves out, then its table as the page shows it.

No cell is ever a formula, whoever wrote the words in it: a spreadsheet that opens the file computes and fetches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from opennrm.cases.spine.right_words import words_of
from opennrm.portal.morning.figure import Figure, Value, period_words, told
from opennrm.statistics.period import Period
from opennrm.ui.spreadsheets import csv_text, workbook

__all__ = ["FORMS", "Sheet", "as_csv", "as_xlsx", "sheet"]

FORMS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
WIDE = 60  # letters


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is said before the table, in pairs, and the table."""

    before: Sequence[tuple[str, Value]]
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]


def sheet(figure: Figure, period: Period, on: date, position: int) -> Sheet:
    """A figure with all that a reader has to know who did not see the page."""
    before: list[tuple[str, Value]] = [
        (_("Figure"), figure.title),
        (_("Year or quarter"), period_words(period)),
        (_("As at the end of"), words_of(on)),
        (_("Position of the journal"), position),
        (_("What is counted"), figure.definition),
        (_("Source"), figure.source),
        *((_("Note"), note) for note in figure.notes),
    ]
    return Sheet(before, figure.heads, figure.rows)


def as_csv(made: Sheet) -> bytes:
    """As text, with a mark of its encoding that spreadsheets ask for."""
    return csv_text([_shown(cell) for cell in row] for row in _rows(made)).encode("utf-8-sig")


def _rows(made: Sheet) -> Iterator[Sequence[Value]]:
    yield from made.before
    yield ()
    yield made.heads
    yield from made.rows


def _shown(cell: Value) -> str | int:
    return told(None) if cell is None else cell


def as_xlsx(made: Sheet) -> bytes:
    """As a workbook; what is text is marked as text, so that nothing in it is computed."""
    rows = [[_shown(cell) for cell in row] for row in _rows(made)]
    return workbook({"": rows}, bold=(1, len(made.before) + 2), widths=(WIDE / 2, WIDE), fixed=len(made.before) + 3)
