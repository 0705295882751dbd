"""What was done, as one sees it: a month with its days, a year with its bars, a country with its aims and outcomes."""

from __future__ import annotations

from calendar import Calendar, monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery, Sum

from opennrm.journal.prepared import Prepared
from opennrm.programme.activities import lists, models, reads
from opennrm.ui.drawn import Span

__all__ = [
    "Bar",
    "Day",
    "aims_of",
    "bars",
    "by_country",
    "has_days",
    "in_months",
    "month",
    "outcomes_of",
    "promises_of",
    "reach",
    "when_in_month",
]

MOST = 600  # activities of six weeks that are looked at
OF_A_DAY = 5  # on the page of a month, before the rest is behind a link
BARS = 50  # on the page of a year
OUTCOMES = 40  # on the page of a country
LONGEST = 14  # days that an activity fills in a month before it stands beside it


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month with the first of what is held on it, and how much more is; `within` whether it is of this month."""

    on: date
    within: bool
    rows: tuple[lists.Row, ...]
    more: int


def when_in_month(text: str, today: date) -> date:
    """The first day of the month that an address asks for, as 2026-05; else of this one."""
    year, _, number = text.partition("-")
    plain = all(part.isascii() and part.isdecimal() and len(part) < 5 for part in (year, number))
    if plain and 1900 <= int(year) <= 2199 and 1 <= int(number) <= 12:
        return date(int(year), int(number), 1)
    return today.replace(day=1)


def _all(agency: UUID, confidence: UUID | None) -> QuerySet[models.Filed]:
    """Every activity, in an index that holds all that is asked for here."""
    return reads.filed(agency, confidence).filter(facet="all", code="")


def _long(agency: UUID, confidence: UUID | None) -> QuerySet[models.Filed]:
    """Those that last long."""
    return reads.filed(agency, confidence).filter(facet="long", code="")


_first = reads.AsSeen(_all, lambda rows: rows.filter(since__isnull=False).order_by("since").values_list("since")[:1])
_last = reads.AsSeen(reads.readable, lambda rows: rows.filter(until__isnull=False).order_by("-until").values_list("until")[:1])


def reach(agency: UUID, confidence: UUID | None, today: date) -> tuple[date, date]:
    """The first and the last day that any activity may cover, today among them: before and after it there is nothing to turn to."""
    days = [today, *(day for asked in (_first, _last) for (day,) in asked(agency, confidence))]
    return min(days), max(days)


def _in_time(rows: QuerySet[models.Filed]) -> QuerySet[models.Filed, Any]:
    return rows.order_by("since", "activity").values_list(*lists.OF_FILED)


_in_days = reads.AsSeen(_all, lambda rows, **days: _in_time(reads.begun_near(rows, **days))[:MOST])
_long_in_days = reads.AsSeen(_long, lambda rows, **days: _in_time(reads.lasting_until(rows, **days))[:MOST])


def month(agency: UUID, confidence: UUID | None, first: date) -> tuple[list[list[Day]], list[lists.Row]]:
    """The weeks of a month, and what lies in it without being tied to days: what is known less exactly, or lasts longer."""
    last = first.replace(day=monthrange(first.year, first.month)[1])
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    near = reads.near(weeks[0][0], weeks[-1][-1])
    every = [*_long_in_days(agency, confidence, **near), *_in_days(agency, confidence, **near)]
    found = [lists.Row(*one) for one in every[:MOST]]
    held: dict[date, list[lists.Row]] = {on: [] for week in weeks for on in week}
    loose: list[lists.Row] = []
    for one in found:
        if has_days(one):
            for on in _days(one):
                if on in held:
                    held[on].append(one)
        elif _touches(one, first, last):
            loose.append(one)
    return [[_day(on, first, held[on]) for on in week] for week in weeks], loose


def _day(on: date, first: date, rows: list[lists.Row]) -> Day:
    """What is one too many is shown rather than counted."""
    most = OF_A_DAY if len(rows) > OF_A_DAY + 1 else len(rows)
    return Day(on, on.month == first.month, tuple(rows[:most]), len(rows) - most)


def has_days(row: lists.Row | models.Activity) -> bool:
    """Whether what was written names days, and not so many that they say nothing."""
    exact = all(len(end) == len("2026-05-17") and end.count("-") == 2 and end[-1].isdigit() for end in row.said.split("/"))
    return exact and row.until is not None and row.since is not None and row.until - row.since < timedelta(days=LONGEST)


def _days(row: lists.Row) -> list[date]:
    """Every day of one that has days."""
    if row.since is None or row.until is None:
        return []
    return [row.since + timedelta(days=n) for n in range((row.until - row.since).days + 1)]


def _touches(row: lists.Row, first: date, last: date) -> bool:
    return row.since is not None and row.since <= last and (row.until is None or row.until >= first)


class Bar(NamedTuple):
    """An activity as a bar over a year."""

    row: lists.Row
    span: Span


def _behind(rows: QuerySet[models.Filed], on: Any, id: Any) -> QuerySet[models.Filed, Any]:
    return _in_time(rows.filter(Q(since__gt=on) | Q(activity__gt=id), since__gte=on))


@cache
def _in_year(most: int) -> tuple[reads.AsSeen, reads.AsSeen]:
    """So many at most that began earlier and last until the year, and that began in or near it."""
    return (
        reads.AsSeen(_long, lambda rows, on, id, **days: _behind(reads.lasting_until(rows, **days), on, id)[:most]),
        reads.AsSeen(_all, lambda rows, on, id, **days: _behind(reads.begun_near(rows, **days), on, id)[:most]),
    )


BEFORE_ALL = date(1, 1, 1), UUID(int=0)


def bars(agency: UUID, confidence: UUID | None, year: int, after: str, size: int = BARS) -> tuple[list[Bar], str]:
    """Activities of a year behind a place that an earlier page gave, each from its first to its last day; and where the next page begins.

    Dotted are those whose days are not known.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    on, id = lists.placed(after) or BEFORE_ALL
    near = reads.near(first, last)
    long, begun = _in_year(size + 1)
    every = long(agency, confidence, on=on, id=id, **near) if on < near["from_on"] else []
    if len(every) <= size:
        every += begun(agency, confidence, on=on, id=id, **near)
    found = [lists.Row(*one) for one in every]
    shown = found[:size]
    spans = [Span(_part(one.since or first, year), _part((one.until or last) + timedelta(days=1), year), _look(one)) for one in shown]
    return [Bar(*one) for one in zip(shown, spans, strict=True)], lists.place(shown[-1]) if len(found) > size else ""


def _part(day: date, year: int) -> float:
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    return min(max((day - first).days / (after - first).days, 0.0), 1.0)


def _look(row: lists.Row) -> str:
    if row.state in ("planned", "under_discussion", "held_up", "given_up"):
        return "open"
    return "now" if has_days(row) or row.state == "under_way" else "other"


_begun = reads.AsSeen(
    _all,
    lambda rows, since, until: rows.filter(since__gte=since, since__lte=until).order_by().values_list("since").annotate(n=Count("pk")),
)


def in_months(agency: UUID, confidence: UUID | None, year: int) -> list[int]:
    """How many of all activities begin in each month of the year; what began before counts in none."""
    counted = [0] * 12
    for day, n in _begun(agency, confidence, since=date(year, 1, 1), until=date(year, 12, 31)):
        counted[day.month - 1] += n
    return counted


class Counted(NamedTuple):
    """What was done in or about a country: how many activities, with how many outcomes, the last of them when."""

    country: str
    activities: int
    led_to: int
    latest: date | None


def by_country(agency: UUID, confidence: UUID | None, asked: lists.Narrowed) -> list[Counted]:
    """Each country with what was done there, the most first; counted anew where a period is asked for."""
    if not asked.days:
        latest = dict(_latest(agency, confidence))
        found = [Counted(code, n, led_to, latest.get(code)) for code, (n, led_to) in reads.tallies(agency, confidence, "country").items()]
    else:
        there = reads.touching(reads.filed(agency, confidence).filter(facet="country"), *asked.days)
        counted = there.order_by().values_list("code").annotate(n=Count("pk"), outcomes=Sum("led_to"), latest=Max("since"))
        found = [Counted(*one) for one in counted]
    return sorted(found, key=lambda one: (-one.activities, one.country))


def _latest_of(agency: UUID, confidence: UUID | None) -> Subquery:
    there = reads.filed(agency, confidence).filter(facet="country", code=OuterRef("code"), since__isnull=False)
    return Subquery(there.order_by("-since").values("since")[:1])


def _countries(agency: UUID, confidence: UUID | None) -> QuerySet[Any, Any]:
    return reads.tallied(agency, confidence).filter(facet="country").order_by().values_list("code", _latest_of(agency, confidence))


_latest = reads.AsSeen(_countries, lambda rows: rows)
_aims = Prepared(
    lambda activities: models.Mark.objects.filter(kind="aim", activity__id__in=activities).order_by("pk").values_list("activity_id", "code")
)


def aims_of(rows: Sequence[lists.Row]) -> dict[UUID, list[str]]:
    """The aims that each of these serves."""
    found: dict[UUID, list[str]] = {}
    for id, key in _aims(activities=[one.id for one in rows]) if rows else ():
        found.setdefault(id, []).append(key)
    return found


class Outcome(NamedTuple):
    """An outcome, and the activity that led to it."""

    kind: str
    subject: str
    said: str
    body: str | None
    activity: lists.Row


def _outcomes(agency: UUID, confidence: UUID | None) -> QuerySet[models.Outcome]:
    rows = models.Outcome.objects.filter(agency=agency, removed_at=None, activity__removed_at=None)
    return rows if confidence == agency else rows.filter(activity__confidential=False)


def _came_there(rows: QuerySet[models.Outcome], country: Any, *, dated: bool) -> QuerySet[models.Outcome, Any]:
    """An activity is filed under a country once: joined, it is looked up for as many as are shown, where `exists` was asked of all."""
    filed = Q(activity__filed__facet="country", activity__filed__code=country)
    theirs = Q(country=country) | Q(country="", body__country=country) | Q(country="", body=None, there__isnull=False)
    there = rows.annotate(there=FilteredRelation("activity__filed", condition=filed))
    found = there.filter(theirs, since__isnull=not dated).order_by("-since", "key")
    return found.values_list("kind", "subject", "said", "body__name", "activity_id", *(f"activity__{name}" for name in lists.OWN))[
        :OUTCOMES
    ]


_dated, _undated = (reads.AsSeen(_outcomes, partial(_came_there, dated=dated)) for dated in (True, False))


def outcomes_of(agency: UUID, confidence: UUID | None, country: str) -> list[Outcome]:
    """What came of it in a country: of activities there, or of others whose outcome is there; the latest first, then without a date."""
    found = _dated(agency, confidence, country=country)
    if len(found) < OUTCOMES:
        found += _undated(agency, confidence, country=country)
    return [Outcome(kind, subject, said, body, lists.Row(*row)) for kind, subject, said, body, *row in found[:OUTCOMES]]


def promises_of(agency: UUID, country: str) -> list[reads.Promised]:
    """What is promised for a country."""
    return [one for one in reads.promised(agency) if country in one.countries]
