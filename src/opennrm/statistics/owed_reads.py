"""What fell due of the rights ledger at a position, and how it stood on a day: one scan, the status told by the database's twin."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from opennrm.cases.spine.status import StatusCode
from opennrm.cases.spine.status_sql import columns, late_case, status_case, told
from opennrm.journal import many
from opennrm.statistics.owed import Owed
from opennrm.statistics.period import Period
from opennrm.statistics.touched import Touched

__all__ = ["STANDING", "as_day", "as_text", "fell_due", "not_started", "of_cases", "unavailable"]

# A right without a clock is owed from the day on which it opened; one whose clock nothing started has no day.
STANDING = "from_position <= %(position)s and (until_position is null or until_position > %(position)s)"
BODY = "cast(body as text)"


def fell_due(period: Period, position: int, on: date, among: Touched | None = None) -> Iterator[Owed]:
    """The rights that fell due in a period as recorded at a position, by right, month and how they stood at the end of `on`; `among`: of
    those alone that may stand otherwise at its other end.

    Source: issue 12, point 5; design 6.
    """
    falls = f"case when {told('clock')} is null then {as_text('opened_on')} else {told('due_on')} end"
    # Of a right of another year nothing more is read than its day.
    falls_due = f"opened_on < {as_day('end')} and {falls} >= %(start)s and {falls} < %(end)s"
    touched, named = _touched_rights(among)
    month = f"substr({falls}, 1, 7) as month"
    rights = f"select entitlement, {month}, {columns()} from cases_right where {touched} and {STANDING} and {falls_due}"
    asked = (
        f"with owed as materialized ({rights}) "
        f"select entitlement, month, {status_case()}, {late_case()}, count(*) from owed group by 1, 2, 3, 4"
    )
    start, end = period.start.isoformat(), period.end.isoformat()
    found = _rows(asked, {**named, "position": position, "day": on.isoformat(), "start": start, "end": end})
    yield from (Owed(right, month, StatusCode(code), bool(late), n) for right, month, code, late, n in found)


def unavailable(position: int, on: date, among: Touched | None = None) -> Iterator[tuple[str, int]]:
    """How many rights stand at the end of `on` as not to be had, by right. Source: design 6; statistics, safe release."""
    touched, named = _touched_rights(among)
    rights = f"select entitlement, {columns()} from cases_right where {touched} and {STANDING} and {BODY} like %(missed)s"
    asked = (
        f"with owed as materialized ({rights}) select entitlement, count(*) from owed where ({status_case()}) = 'unavailable' group by 1"
    )
    yield from _rows(asked, {**named, "position": position, "day": on.isoformat(), "missed": '%"unavailable"%'})


def not_started(position: int, among: Touched | None = None) -> Iterator[tuple[str, int]]:
    """How many open rights wait for a clock that nothing has started, by clock. Source: design 6."""
    touched, named = _touched_rights(among)
    waiting = f"{touched} and {STANDING} and wants and {told('clock_silent')} = 'not_started'"
    yield from _rows(f"select {told('clock')}, count(*) from cases_right where {waiting} group by 1", {**named, "position": position})


def _rows(asked: str, values: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        return cursor.fetchall()


def _touched_rights(among: Touched | None) -> tuple[str, dict[str, Any]]:
    """The condition on `cases_right` by which a right is one that an event or a day touched, with its values; of none all are asked.

    Source: docs/decisions/0025-figures-carried-on.md.
    """
    if among is None:
        return "true", {}
    some, value = of_cases(among.cases)
    days = {f"turn_{place}": f"%{day.isoformat()}%" for place, day in enumerate(among.days)}
    named = [f"{BODY} like %({name})s" for name in days] or ["true"]  # so many days that nearly every right names one
    moved = ["from_position > %(before)s", "until_position <= %(after)s", *named]
    return f"case_id {some} and ({' or '.join(moved)})", {**value, **days, "before": among.before, "after": among.after}


def of_cases(cases: Collection[UUID] | None) -> tuple[str, dict[str, Any]]:
    """What follows a column of ids that shall be among these, with its value; any id where it is None."""
    if cases is None:
        return "is not null", {}
    among = "= any(%(cases)s)" if connection.vendor == "postgresql" else "in (select value from json_each(%(cases)s))"
    return among, {"cases": many.value(cases)}


def as_text(column: str) -> str:
    """A column of days as text, as the body of a right has them."""
    return f"{column}::text" if connection.vendor == "postgresql" else column


def as_day(name: str) -> str:
    """The place of a value that is compared with a column of days."""
    return f"%({name})s::date" if connection.vendor == "postgresql" else f"%({name})s"
