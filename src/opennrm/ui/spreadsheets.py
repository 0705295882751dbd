"""Tables to take away: text in which a spreadsheet finds no formula, whoever wrote the words in it, and the answer that carries a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

__all__ = ["attached", "csv_text"]

COMPUTES = ("=", "+", "-", "@", "\t", "\r")  # what begins a formula in one spreadsheet or another


def csv_text(rows: Iterable[Sequence[str | int]]) -> str:
    """Rows as CSV, each text made harmless: a file of text has no other sign of what is text. Source: issue 12, point 5."""
    file = io.StringIO()
    csv.writer(file).writerows([_harmless(cell) for cell in row] for row in rows)
    return file.getvalue()


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(COMPUTES) else cell


def attached(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep, under this name."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
