"""The list of activities: what narrows it, and a page of it. A page costs the same at twenty and at twenty thousand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from opennrm.journal.prepared import Prepared
from opennrm.programme import words
from opennrm.programme.activities import models, reads
from opennrm.programme.activities.filed import FACETS
from opennrm.programme.activities.reads import touching
from opennrm.programme.codes import code_lists
from opennrm.programme.spans import NoSpan, Span

__all__ = ["PAGE", "Narrowed", "Page", "Row", "Where", "many", "matching", "narrowed", "page", "place", "placed", "places_of", "rows_of"]

PAGE = 50
UNDATED = "none"
LONGEST = 80  # of what an address may say of one thing
Rows = QuerySet[models.Activity]
Filed = QuerySet[models.Filed]


class Row(NamedTuple):
    """What a list shows of an activity: of a page of them nothing else is read."""

    id: UUID
    since: date | None
    until: date | None
    kind: str
    title: str
    subject: str
    said: str
    state: str
    confidential: bool
    led_to: int = 0


OWN = ("since", "until", "kind", "title", "subject", "said", "state", "confidential")
OF_FILED = ("activity_id", "since", "until", *(f"activity__{name}" for name in OWN[2:-1]), "confidential", "led_to")


class Where(NamedTuple):
    """A place of an activity."""

    country: str
    region: str
    town: str
    area: str
    about: bool


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is asked of the list, as the address says it; what it does not know is as if it were not there."""

    kind: str = ""
    state: str = ""
    country: str = ""
    topic: str = ""
    period: str = ""
    aim: str = ""
    tasking: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Narrowed:
        said = {one.name: asked.get(one.name, "")[:LONGEST].replace("\x00", "") for one in fields(cls)}
        known = {"kind": "activities", "state": "states", "topic": "topics"}
        return cls(**{name: value if name not in known or value in code_lists()[known[name]] else "" for name, value in said.items()})

    @property
    def query(self) -> str:
        """The same as an address says it."""
        return urlencode({one.name: value for one in fields(self) if (value := getattr(self, one.name))})

    @property
    def facets(self) -> list[tuple[str, str]]:
        """What an activity has to be filed under to be meant, what is rarer first; everything where nothing is asked for."""
        asked = [(facet, code) for facet in FACETS if (code := getattr(self, facet, ""))]
        return asked or [("all", "")]

    @property
    def span(self) -> Span | None:
        """The period; None where none is asked for or what was written is no time."""
        try:
            span = Span.parse(words.time_of(self.period))
        except NoSpan:
            return None
        return span if span.known else None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of the period."""
        span = self.span
        return (span.earliest or date.min, span.latest or date.max) if span else None

    @property
    def times(self) -> tuple[str, ...]:
        """When what is asked for began: of a period near it, and before that what lasts until then; else at any time."""
        return ("near", "earlier") if self.days else ("",)

    @property
    def no_time(self) -> bool:
        """Whether a period was written that is no time."""
        return bool(self.period.strip()) and self.span is None


@dataclass(frozen=True, slots=True)
class Page:
    """Some activities in order of time, the latest first, and where the next page begins (empty at the end)."""

    rows: tuple[Row, ...]
    after: str


def narrowed(agency: UUID, confidence: UUID | None, asked: Narrowed) -> Filed:
    """What is asked for of an agency's activities, as far as the reader may see them, as it is filed."""
    return _filed(reads.filed(agency, confidence), asked.facets, asked.days)


def _filed(rows: Filed, facets: Sequence[tuple[Any, Any]], days: tuple[Any, Any] | None) -> Filed:
    (facet, code), *others = facets
    rows = rows.filter(facet=facet, code=code)
    for name, value in others:
        rows = rows.filter(Exists(models.Filed.objects.filter(activity=OuterRef("activity"), facet=name, code=value)))
    return touching(rows, *days) if days else rows


def matching(agency: UUID, confidence: UUID | None, asked: Narrowed) -> Rows:
    """The activities themselves."""
    return models.Activity.objects.filter(pk__in=narrowed(agency, confidence, asked).values("activity"))


def many(agency: UUID, confidence: UUID | None, asked: Narrowed) -> int:
    """How many there are: of one thing alone the count that is kept, else counted."""
    (facet, code), *others = asked.facets
    if not others and not asked.days:
        return reads.tallies(agency, confidence, facet).get(code, (0, 0))[0]
    return sum(n for when in asked.times for (n,) in _asked(agency, confidence, asked, "count", when))


# What is asked of the activities that are filed so: their number, and those of a page, by time and then without a date.
PARTS: Mapping[str, Callable[..., Any]] = {
    "count": lambda rows, **_: rows.order_by().values("facet").annotate(n=Count("pk")).values_list("n"),
    "first": lambda rows, **_: rows.filter(since__isnull=False).order_by("-since", "activity").values_list(*OF_FILED),
    "behind": lambda rows, on, id, **_: (
        rows.filter(Q(since__lt=on) | Q(activity__gt=id), since__lte=on).order_by("-since", "activity").values_list(*OF_FILED)
    ),
    "undated": lambda rows, **_: rows.filter(since=None).order_by("activity").values_list(*OF_FILED),
    "undated behind": lambda rows, id, **_: rows.filter(since=None, activity__gt=id).order_by("activity").values_list(*OF_FILED),
}


@cache
def _prepared(part: str, others: int, when: str, most: int | None) -> reads.AsSeen:
    """A part of a list that is narrowed by so many things; `when`: at any time, or of a period those that began near it, or earlier."""

    def make(rows: Filed, **given: Any) -> Any:
        facets = [(given[f"facet{n}"], given[f"code{n}"]) for n in range(others + 1)]
        days = {name: given[name] for name in ("since", "until", "from_on") if when}
        if when == "earlier":
            found = reads.lasting_until(_filed(rows, [("long", ""), *facets], None), **days)
        else:
            found = _filed(rows, facets, None)
            found = reads.begun_near(found, **days) if when else found
        asked = PARTS[part](found, **given)
        return asked[:most] if most else asked

    return reads.AsSeen(reads.filed, make)


def _asked(
    agency: UUID, confidence: UUID | None, asked: Narrowed, part: str, when: str = "", most: int | None = None, **more: Any
) -> list[Any]:
    given: dict[str, Any] = {f"facet{n}": facet for n, (facet, _) in enumerate(asked.facets)}
    given |= {f"code{n}": code for n, (_, code) in enumerate(asked.facets)}
    if when and asked.days:
        given |= reads.near(*asked.days)
    return _prepared(part, len(asked.facets) - 1, when, most)(agency, confidence, **given, **more)


def page(agency: UUID, confidence: UUID | None, asked: Narrowed, after: str = "", size: int = PAGE) -> Page:
    """The page that begins behind `after`, a place that an earlier page gave: by time, then those without a date."""

    def found(part: str, when: str = "", **more: Any) -> list[Row]:
        return [Row(*one) for one in _asked(agency, confidence, asked, part, when, size + 1, **more)]

    rows: list[Row] = []
    undated = after.startswith(UNDATED)
    behind = placed(after)
    for when in () if undated else asked.times:
        if len(rows) <= size:
            rows += found("behind", when, on=behind[0], id=behind[1]) if behind else found("first", when)
    if len(rows) <= size and not asked.days:
        id = _undated(after) if undated else None
        rows += found("undated behind", id=id) if id else found("undated")
    shown = rows[:size]
    return Page(tuple(shown), place(shown[-1]) if len(rows) > size else "")


def rows_of(rows: Rows) -> list[Row]:
    """Activities in the order in which they are asked for, as a list shows them."""
    return [Row(*one) for one in rows.values_list("pk", *OWN)]


_places = Prepared(
    lambda activities: (
        models.Place.objects.filter(activity__id__in=activities)
        .order_by("activity", "order")
        .values_list("activity_id", "country", "region", "town", "area", "about")
    )
)


def places_of(activities: Collection[UUID]) -> dict[UUID, list[Where]]:
    """Where each of these activities was, in the order in which it was typed."""
    found: dict[UUID, list[Where]] = {}
    for id, *where in _places(activities=activities) if activities else ():
        found.setdefault(id, []).append(Where(*where))
    return found


def place(row: Row) -> str:
    """The place of an activity in a list, as an address says it."""
    return f"{row.since.isoformat() if row.since else UNDATED}_{row.id}"


def placed(place: str) -> tuple[date, UUID] | None:
    """The same read again; None of one without a day, and of what is no place."""
    day, _, id = place.partition("_")
    try:
        return date.fromisoformat(day), UUID(id)
    except ValueError:
        return None


def _undated(place: str) -> UUID | None:
    try:
        return UUID(place.removeprefix(f"{UNDATED}_"))
    except ValueError:
        return None
