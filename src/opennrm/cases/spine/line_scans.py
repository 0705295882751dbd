"""The lines of a worklist as stretches of one index (`line_by_day`): the first of each, and how many, in one statement each.

Written by hand: a sub-select with an order and a limit in each branch of a union is what the ORM cannot say on every database.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
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
COUNTED = "select * from (select '{part}' part, case_id from cases_line where {condition} limit %s) scan_{n}"
LINES = "select part, count(*), 0 from ({each}) line group by part"
CASES = "select part, 0, count(distinct case_id) from ({each}) line group by part"


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
    return _asked([(WITH_CASES, FIRST, limit)], scans)


def counts(scans: Sequence[Scan], of_lines: int, of_cases: int) -> dict[str, tuple[int, int | None]]:
    """How many lines in how many cases each part has, counted as far as `of_lines` in each scan; None where a part has more lines than
    `of_cases`, whose cases are not told apart.
    """
    found: dict[str, tuple[int, int]] = {}
    for part, lines, cases in _asked([(LINES, COUNTED, of_lines), (CASES, COUNTED, of_cases)], scans):
        before = found.get(part, (0, 0))
        found[part] = (before[0] + lines, before[1] + cases)
    return {part: (lines, cases if lines <= of_cases else None) for part, (lines, cases) in found.items()}


def _asked(questions: Sequence[tuple[str, str, int]], scans: Sequence[Scan]) -> list[tuple[Any, ...]]:
    """What each whole says of all scans, each as far as its limit, in one statement."""
    if not scans:
        return []
    wholes, values = [], []
    for whole, one, limit in questions:
        each = " union all ".join(one.format(n=n, part=scan.part, condition=scan.condition) for n, scan in enumerate(scans))
        wholes.append(whole.format(each=each))
        values += [value for scan in scans for value in (*scan.values, limit)]
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(wholes), values)
        return cursor.fetchall()  # type: ignore[no-any-return]
