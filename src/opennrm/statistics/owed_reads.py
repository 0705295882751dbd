"""What fell due of the rights ledger at a position, and how it stood on a day: one scan, the status told by the database's twin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import connection

from opennrm.cases.spine.status import StatusCode
from opennrm.cases.spine.status_sql import columns, late_case, status_case, told
from opennrm.statistics.owed import Owed
from opennrm.statistics.period import Period

__all__ = ["STANDING", "as_day", "as_text", "fell_due"]

# A right without a clock is owed from the day on which it opened; one whose clock nothing started has no day.
STANDING = "from_position <= %(position)s and (until_position is null or until_position > %(position)s)"


def fell_due(period: Period, position: int, on: date) -> Iterator[Owed]:
    """The rights that fell due in a period as recorded at a position, by right, month and how they stood at the end of `on`.

    Source: issue 12, point 5; design 6.
    """
    falls = f"case when {told('clock')} is null then {as_text('opened_on')} else {told('due_on')} end"
    # Of a right of another year nothing more is read than its day.
    falls_due = f"opened_on < {as_day('end')} and {falls} >= %(start)s and {falls} < %(end)s"
    rights = f"select entitlement, substr({falls}, 1, 7) as month, {columns()} from cases_right where {STANDING} and {falls_due}"
    asked = (
        f"with owed as materialized ({rights}) "
        f"select entitlement, month, {status_case()}, {late_case()}, count(*) from owed group by 1, 2, 3, 4"
    )
    start, end = period.start.isoformat(), period.end.isoformat()
    values: dict[str, int | str] = {"position": position, "day": on.isoformat(), "start": start, "end": end}
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        yield from (Owed(right, month, StatusCode(code), bool(late), n) for right, month, code, late, n in cursor.fetchall())


def as_text(column: str) -> str:
    """A column of days as text, as the body of a right has them."""
    return f"{column}::text" if connection.vendor == "postgresql" else column


def as_day(name: str) -> str:
    """The place of a value that is compared with a column of days."""
    return f"%({name})s::date" if connection.vendor == "postgresql" else f"%({name})s"
