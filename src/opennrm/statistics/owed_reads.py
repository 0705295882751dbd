"""What fell due of the rights ledger at a position, and how it stood on a day: one scan, the status told by the database's twin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import connection

from opennrm.cases.spine.status import StatusCode
from opennrm.cases.spine.status_sql import columns, late_case, status_case
from opennrm.statistics.owed import Owed
from opennrm.statistics.period import Period

__all__ = ["STANDING", "as_day", "as_text", "fell_due"]

# A right without a clock is owed from the day on which it opened; one whose clock nothing started has no day.
STANDING = "from_position <= %(position)s and (until_position is null or until_position > %(position)s)"


def fell_due(period: Period, position: int, on: date) -> Iterator[Owed]:
    """The rights that fell due in a period as recorded at a position, by right, month and how they stood at the end of `on`.

    Source: issue 12, point 5; design 6.
    """
    rights = f"select entitlement, {columns()} from cases_right where {STANDING} and opened_on < {as_day('end')}"
    falls = "case when clock is null then opened_on else due_on end"
    asked = (
        f"with owed as materialized ({rights}) "
        f"select entitlement, substr({falls}, 1, 7), {status_case()}, {late_case()}, count(*) from owed "
        f"where {falls} >= %(start)s and {falls} < %(end)s group by 1, 2, 3, 4"
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
