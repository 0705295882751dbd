"""How many cases there are of each kind, as at a position: cases that no table tells apart are counted together, by an index alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from opennrm.cases.spine.counted import CODES, joined
from opennrm.statistics.owed_reads import STANDING, as_day, of_cases
from opennrm.statistics.period import Period
from opennrm.statistics.tables import POSITIVE

__all__ = ["identified", "referred"]

LISTS = ("citizenships", "forms")
# What stands and what ended are two questions, for each has an index of its own; and one statement, which sees the journal at one position.
STANDS = "until_position is null and from_position <= %(position)s"
ENDED_LATER = "until_position > %(position)s and from_position <= %(position)s"


def referred(period: Period, position: int, case: UUID | None = None) -> Iterator[tuple[dict[str, str], int]]:
    """The kinds of case that were referred in a period; of one `case` its own alone. Source: domain 7.1."""
    which = f"referred_on >= {as_day('start')} and referred_on < {as_day('end')}"
    yield from _kinds(which, {**_days(period), "position": position}, case)


def identified(stage: str, period: Period, position: int, case: UUID | None = None) -> Iterator[tuple[dict[str, str], int]]:
    """The kinds of case of which a decision of a stage in a period was positive: each person once, whatever was decided again. The decision
    says that, the version of the case at that position who it is. Source: domain 7.1.
    """
    positive = f'stage = %(stage)s and value = \'{POSITIVE}\' and "on" >= {as_day("start")} and "on" < {as_day("end")}'
    cases = f"case_id in (select case_id from cases_decided where {positive} and {STANDING})"
    yield from _kinds(cases, {**_days(period), "position": position, "stage": stage}, case)


def _days(period: Period) -> dict[str, str]:
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def _kinds(which: str, values: dict[str, Any], case: UUID | None) -> Iterator[tuple[dict[str, str], int]]:
    """A position made one version at most: the last version of a kind tells the codes of all of its kind."""
    if case is not None:  # asked of all, it would be read from the table, and not from the index
        of_it, named = of_cases([case])
        which, values = f"{which} and case_id {of_it}", {**values, **named}
    parts = " union all ".join(f"select alike, from_position from cases_counted where {which} and {when}" for when in (STANDS, ENDED_LATER))
    asked = (
        f"with stood as ({parts}), "
        "kinds as materialized (select count(*) as n, max(from_position) as made_at from stood group by alike) "
        f"select n, {', '.join(CODES)} from kinds join cases_counted on from_position = made_at order by alike"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        for n, *codes in cursor.fetchall():
            row = dict(zip(CODES, codes, strict=True))
            yield row | {name: _joined(row[name]) for name in LISTS}, n


@lru_cache(maxsize=4096)
def _joined(codes: str) -> str:
    """Several codes under one name; the same few lists come again and again."""
    return joined(json.loads(codes))
