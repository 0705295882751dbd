"""The lines of a worklist as stretches of one index (`line_by_day`): the first of each, and how many, in one statement each.

Written by hand: a sub-select with an order and a limit in each branch of a union is what the ORM cannot say on every database.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection

KINDS = {
    "": "",
    "need": " and opening = 0 and key like 'need.%%'",
    "step": " and opening = 0 and key not like 'need.%%'",
    "right": " and opening > 0",
}
FIRST = (
    "select * from (select {n} scan, case_id, key, opening, relation, due, since, changed_on from cases_line where {condition} "
    "order by due, since, case_id, key, opening limit %s) scan_{n}"
)
WITH_CASES = (
    "select scan, line.case_id, key, opening, relation, due, line.since, changed_on, cases_case.reference, cases_case.about "
    "from ({each}) line join cases_case on cases_case.case_id = line.case_id order by scan, due, line.since, line.case_id, key, opening"
)
CASE = "select * from (select case_id from cases_line where {condition} limit %s) scan_{n}"
LINES_IN_CASES = "select '{part}', count(*), count(distinct case_id) from ({each}) line"


@dataclass(frozen=True, slots=True)
class Told:
    """What of an agency's lines one of its people is told: of cases tied by these relations, and what the person asked or needs, where it
    is another's turn, only by those of help. None: by all. Source: access/policy.yaml; decision 0005.
    """

    relations: Collection[str] | None
    of_help: Collection[str] | None

    def condition(self, lane: str) -> str:
        found = "" if self.relations is None else f" and {_any_of(self.relations)}"
        return found if lane != "others" or self.of_help is None else f"{found} and (not own_words or {_any_of(self.of_help)})"

    def values(self, lane: str) -> list[str]:
        return [*(self.relations or ()), *((self.of_help or ()) if lane == "others" else ())]


def _any_of(relations: Collection[str]) -> str:
    """By its place in the words, not by LIKE: PostgreSQL may not use statistics for that under row security (`doors.visible_to`)."""
    place = "strpos" if connection.vendor == "postgresql" else "instr"
    return f"({' or '.join([f'{place}(ties, %s) > 0'] * len(relations)) or '1 = 0'})"


@dataclass(frozen=True, slots=True)
class Scan:
    """The lines of one lane between two days, as far as they are told and asked for; of a part of the worklist."""

    part: str
    agency: UUID
    lane: str
    first: date
    last: date
    told: Told
    kind: str = ""
    children: bool = False
    since: date | None = None

    @property
    def condition(self) -> str:
        asked = KINDS[self.kind] + " and child" * self.children + " and changed_on >= %s" * (self.since is not None)
        return f'agency = %s and "open" and lane = %s and due >= %s and due <= %s{self.told.condition(self.lane)}{asked}'

    @property
    def values(self) -> list[Any]:
        agency: Any = self.agency if connection.vendor == "postgresql" else self.agency.hex
        days = [connection.ops.adapt_datefield_value(day) for day in (self.first, self.last)]
        since = [connection.ops.adapt_datefield_value(self.since)] if self.since else []
        return [agency, self.lane, *days, *self.told.values(self.lane), *since]


def first(scans: Sequence[Scan], limit: int) -> list[tuple[Any, ...]]:
    """The first lines of each scan with their cases: place of the scan, case, key, opening, relation, due, since, changed_on, reference,
    about; days and ids as the driver gives them.
    """
    return _asked(WITH_CASES.format(each=_each(FIRST, scans)), scans, limit)


def counts(scans: Sequence[Scan], limit: int) -> dict[str, tuple[int, int]]:
    """How many lines in how many cases each part has, whose scans stand together; of each scan no more than `limit` lines are counted.

    Part by part: grouped by a name, all lines would be written down before they are counted, in twice the time.
    """
    parts = [LINES_IN_CASES.format(part=part, each=_each(CASE, list(its))) for part, its in groupby(scans, lambda scan: scan.part)]
    return {part: (lines, cases) for part, lines, cases in _asked(" union all ".join(parts), scans, limit)}


def _each(one: str, scans: Sequence[Scan]) -> str:
    return " union all ".join(one.format(n=n, condition=scan.condition) for n, scan in enumerate(scans))


def _asked(asked: str, scans: Sequence[Scan], limit: int) -> list[tuple[Any, ...]]:
    """What a statement says of all scans, each as far as the limit."""
    if not scans:
        return []
    with connection.cursor() as cursor:
        cursor.execute(asked, [value for scan in scans for value in (*scan.values, limit)])
        return cursor.fetchall()  # type: ignore[no-any-return]
