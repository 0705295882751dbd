"""How what was typed becomes a row, in every room of the programme, and what every row gives back as it was typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db import models

from opennrm.programme import typed
from opennrm.programme.door import Keeper
from opennrm.programme.kept import Kept
from opennrm.programme.spans import Span

__all__ = ["carried", "dated", "marked", "row_of"]

Row = TypeVar("Row", bound=Kept)
Timed = TypeVar("Timed", bound=models.Model)


def row_of(model: type[Row], keeper: Keeper, said: typed.Typed, at: datetime) -> Row:
    """The row under the key of what was said, locked, else a new one; with what every record carries. Not saved. Source: decision 0022."""
    rows: Any = model.objects  # type: ignore[attr-defined]
    row: Row | None = rows.select_for_update(of=("self",)).filter(agency=keeper.agency, key=said.key).first()
    row = row or model(agency=keeper.agency, key=said.key, recorded_at=at)
    row.language, row.sources, row.removed_at = said.language, list(said.sources), None
    return row


def dated(row: Timed, said: str) -> Timed:
    """The row with a time as it was written and the days that it covers. Not saved. Source: decision 0022; programme.spans."""
    span = Span.parse(said)
    row.said, row.since, row.until = span.said, span.earliest, span.latest  # type: ignore[attr-defined]
    return row


def carried(row: Kept) -> dict[str, Any]:
    """What every record carries, as it was typed. Source: programme.typed, Typed."""
    return {"key": row.key, "language": row.language, "sources": tuple(row.sources)}


def marked(marks: Iterable[Any]) -> dict[str, list[str]]:
    """The codes of marks by which a record is found, kind by kind, in the order in which they were written."""
    codes: dict[str, list[str]] = {}
    for mark in marks:
        codes.setdefault(mark.kind, []).append(mark.code)
    return codes
