"""What was done, as one sees it: a month with its days, a year with its bars, a country with its aims and outcomes."""

from __future__ import annotations

from calendar import Calendar, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from opennrm.programme.activities import models, reads
from opennrm.programme.activities.lists import Rows
from opennrm.ui.drawn import Span

__all__ = [
    "Bar",
    "Day",
    "bars",
    "by_country",
    "has_days",
    "in_months",
    "month",
    "of_country",
    "outcomes_of",
    "promises_of",
    "reach",
    "when_in_month",
]

MOST = 120  # activities of a month or a year on one page
LONGEST = 14  # days that an activity fills in a month before it stands beside it


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month with what is held on it; `within` whether it is of this month."""

    on: date
    within: bool
    rows: tuple[models.Activity, ...]


def when_in_month(text: str, today: date) -> date:
    """The first day of the month that an address asks for, as 2026-05; else of this one."""
    year, _, number = text.partition("-")
    plain = all(part.isascii() and part.isdecimal() and len(part) < 5 for part in (year, number))
    if plain and 1900 <= int(year) <= 2199 and 1 <= int(number) <= 12:
        return date(int(year), int(number), 1)
    return today.replace(day=1)


def reach(rows: Rows, today: date) -> tuple[date, date]:
    """The first and the last day that any of these may cover, today among them: before and after it there is nothing to turn to."""
    found = rows.aggregate(first=Min("since"), last=Max("until"))
    return min(found["first"] or today, today), max(found["last"] or today, today)


def month(rows: Rows, first: date) -> tuple[list[list[Day]], list[models.Activity]]:
    """The weeks of a month, and what lies in it without being tied to days: what is known less exactly, or lasts longer."""
    last = first.replace(day=monthrange(first.year, first.month)[1])
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    found = list(reads.touching(rows, weeks[0][0], weeks[-1][-1]).prefetch_related("places").order_by("since", "id")[:MOST])
    tied = [one for one in found if has_days(one)]
    days = [[Day(on, on.month == first.month, tuple(one for one in tied if _on(one, on))) for on in week] for week in weeks]
    loose = [one for one in found if not has_days(one) and _touches(one, first, last)]
    return days, loose


def has_days(row: models.Activity) -> bool:
    """Whether what was written names days, and not so many that they say nothing."""
    exact = all(len(end) == len("2026-05-17") and end.count("-") == 2 and end[-1].isdigit() for end in row.said.split("/"))
    return exact and row.until is not None and row.since is not None and row.until - row.since < timedelta(days=LONGEST)


def _on(row: models.Activity, day: date) -> bool:
    return row.since is not None and row.until is not None and row.since <= day <= row.until


def _touches(row: models.Activity, first: date, last: date) -> bool:
    return row.since is not None and row.since <= last and (row.until is None or row.until >= first)


@dataclass(frozen=True, slots=True)
class Bar:
    """An activity as a bar over a year."""

    row: models.Activity
    span: Span


def bars(rows: Rows, year: int) -> list[Bar]:
    """The activities of a year, each from its first to its last day; dotted where these are not known to the day."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = reads.touching(rows, first, last).prefetch_related("places").order_by("since", "id")[:MOST]
    return [
        Bar(one, Span(_part(one.since or first, year), _part((one.until or last) + timedelta(days=1), year), _look(one))) for one in found
    ]


def _part(day: date, year: int) -> float:
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    return min(max((day - first).days / (after - first).days, 0.0), 1.0)


def _look(row: models.Activity) -> str:
    if row.state in ("planned", "under_discussion", "held_up", "given_up"):
        return "open"
    return "now" if has_days(row) or row.state == "under_way" else "other"


def in_months(rows: Rows, year: int) -> list[int]:
    """How many of all these activities begin in each month of the year; what began before counts in none."""
    begun = rows.filter(since__year=year).order_by().values_list("since__month").annotate(n=Count("pk"))
    counted = dict(begun)
    return [counted.get(number, 0) for number in range(1, 13)]


@dataclass(frozen=True, slots=True)
class Counted:
    """What was done in or about a country: how many activities, with how many outcomes, the last of them when."""

    country: str
    activities: int
    led_to: int
    latest: date | None


def by_country(rows: Rows) -> list[Counted]:
    """Each country with what was done there, the most first."""
    places = models.Place.objects.filter(activity__in=rows).exclude(country="").order_by()
    outcomes = models.Outcome.objects.filter(removed_at=None, activity__in=rows).order_by().values("activity__places__country")
    led_to = dict(outcomes.annotate(n=Count("pk", distinct=True)).values_list("activity__places__country", "n"))
    counted = places.values("country").annotate(acts=Count("activity", distinct=True), latest=Max("activity__since"))
    found = [Counted(one["country"], one["acts"], led_to.get(one["country"], 0), one["latest"]) for one in counted]
    return sorted(found, key=lambda one: (-one.activities, one.country))


def of_country(rows: Rows, country: str) -> Rows:
    """Of these activities the ones in or about a country, the latest first."""
    there = models.Place.objects.filter(country=country, activity__in=rows)
    return rows.filter(pk__in=there.values("activity")).order_by("-since", "id")


def outcomes_of(agency: UUID, rows: Rows, country: str) -> QuerySet[models.Outcome]:
    """What came of it in a country: of activities there, or of others whose outcome is there; the latest first."""
    there = models.Place.objects.filter(country=country, activity=OuterRef("activity"))
    theirs = Q(country=country) | Q(country="", body__country=country) | Q(country="", body=None) & Exists(there)
    found = models.Outcome.objects.filter(theirs, agency=agency, removed_at=None, activity__in=rows)
    return found.select_related("activity", "body").order_by("-since", "key")


def promises_of(agency: UUID, country: str) -> list[models.Promise]:
    """What is promised for a country."""
    return [one for one in reads.promises(agency) if country in one.countries]
