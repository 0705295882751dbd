"""The list of activities: what narrows it, and a page of it. A page costs the same at twenty and at twenty thousand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from opennrm.programme.activities import models
from opennrm.programme.activities.reads import touching
from opennrm.programme.codes import code_lists
from opennrm.programme.spans import NoSpan, Span

__all__ = ["PAGE", "Narrowed", "Page", "matching", "page"]

PAGE = 50
UNDATED = "none"
LONGEST = 80  # of what an address may say of one thing
Rows = QuerySet[models.Activity]


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
    def span(self) -> Span | None:
        """The period; None where none is asked for or what was written is no time."""
        try:
            span = Span.parse(self.period)
        except NoSpan:
            return None
        return span if span.known else None

    @property
    def no_time(self) -> bool:
        """Whether a period was written that is no time."""
        return bool(self.period.strip()) and self.span is None


@dataclass(frozen=True, slots=True)
class Page:
    """Some activities in order of time, the latest first, and where the next page begins (empty at the end)."""

    rows: tuple[models.Activity, ...]
    after: str


def matching(rows: Rows, asked: Narrowed) -> Rows:
    """Of these activities the ones that the list is asked for."""
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.country:
        rows = rows.filter(Exists(models.Place.objects.filter(country=asked.country, activity=OuterRef("pk"))))
    for kind, code in (("topic", asked.topic), ("aim", asked.aim), ("tasking", asked.tasking)):
        if code:
            rows = rows.filter(Exists(models.Mark.objects.filter(kind=kind, code=code, activity=OuterRef("pk"))))
    if (span := asked.span) is not None:
        rows = touching(rows, span.earliest or date.min, span.latest or date.max)
    return rows


def page(rows: Rows, after: str, size: int = PAGE) -> Page:
    """The page that begins behind `after`, a place that an earlier page gave: by time, then those without a date."""
    found: list[models.Activity] = []
    day, _, id = after.partition("_")
    if day != UNDATED:
        found += _read(_behind(rows.filter(since__isnull=False), day, id).order_by("-since", "id"), size + 1)
    if len(found) <= size:
        undated = rows.filter(since=None)
        found += _read((undated.filter(id__gt=id) if day == UNDATED and _is_id(id) else undated).order_by("id"), size + 1 - len(found))
    shown = found[:size]
    return Page(tuple(shown), _place(shown[-1]) if len(found) > size else "")


def _read(rows: Rows, size: int) -> Iterator[models.Activity]:
    of_it = models.Outcome.objects.filter(activity=OuterRef("pk"), removed_at=None).order_by().values("activity")
    led_to = Coalesce(Subquery(of_it.annotate(n=Count("pk")).values("n")), 0)  # of the rows of the page alone
    yield from rows.annotate(led_to=led_to).prefetch_related(Prefetch("places", models.Place.objects.order_by("order")))[:size]


def _behind(rows: Rows, day: str, id: str) -> Rows:
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return rows
    return rows.filter(Q(since__lt=on) | Q(since=on, id__gt=id)) if _is_id(id) else rows


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _place(row: models.Activity) -> str:
    return f"{row.since.isoformat() if row.since else UNDATED}_{row.pk}"
