"""Tables to take away: text in which a spreadsheet finds no formula, whoever wrote the words in it, and the answer that carries a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse

__all__ = ["attached", "csv_text", "workbook"]

COMPUTES = ("=", "+", "-", "@", "\t", "\r")  # what begins a formula in one spreadsheet or another


def csv_text(rows: Iterable[Sequence[str | int]]) -> str:
    """Rows as CSV, each text made harmless: a file of text has no other sign of what is text. Source: issue 12, point 5."""
    file = io.StringIO()
    csv.writer(file).writerows([_harmless(cell) for cell in row] for row in rows)
    return file.getvalue()


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(COMPUTES) else cell


def workbook(
    pages: Mapping[str, Iterable[Sequence[str | int]]], *, bold: Collection[int] = (1,), widths: Sequence[float] = (), fixed: int = 2
) -> bytes:
    """Pages of rows by their names as a workbook: text is marked as text, some rows are bold, all above the row `fixed` stays in sight."""
    from openpyxl import Workbook  # noqa: PLC0415  loaded with the first file that is asked for

    book = Workbook(write_only=True)  # a row is written when it comes and not kept: a table may be long
    for name, rows in pages.items():
        page = book.create_sheet(name or None)
        for column, width in zip("ABCDEFGH", widths, strict=False):
            page.column_dimensions[column].width = width
        page.freeze_panes = f"B{fixed}"
        _fill(page, rows, bold)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _fill(page: Any, rows: Iterable[Sequence[str | int]], bold: Collection[int]) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    look, strong = Alignment(wrap_text=True, vertical="top"), Font(bold=True)

    def written(cell: str | int, place: int) -> Any:
        if cell == "":
            return None
        made = WriteOnlyCell(page, cell)
        if isinstance(cell, str):
            # The first keeps it from being computed when it is read, the second when somebody presses Enter in it.
            made.data_type, made.quotePrefix = "s", True
        made.alignment = look
        if place in bold:
            made.font = strong
        return made

    for place, row in enumerate(rows, 1):
        page.append([written(cell, place) for cell in row])


def attached(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep, under this name."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
