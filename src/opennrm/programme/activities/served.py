"""What serves an aim or a tasking and what nothing serves; what was promised and what became of it; what a body took part in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from opennrm.programme import typed
from opennrm.programme.activities import lists, models, reads

__all__ = ["Plan", "Served", "aims_served", "could_answer", "of_body", "plan", "taskings_served"]

SHOWN = 60
ANSWERS = 40


@dataclass(frozen=True, slots=True)
class Served:
    """Something that is to be served, with how many activities serve it, how many outcomes these have, and what was promised for it."""

    activities: int
    outcomes: int
    promises: int


def aims_served(agency: UUID, confidence: UUID | None, aims: Iterable[typed.Aim]) -> dict[str, Served]:
    """Each aim with what serves it."""
    promised = Counter(key for one in reads.promised(agency) for key in one.marks.get("aims", ()))
    counted = reads.tallies(agency, confidence, "aim")
    return {one.key: Served(*counted.get(one.key, (0, 0)), promised[one.key]) for one in aims}


def taskings_served(agency: UUID, confidence: UUID | None, aims: Iterable[typed.Aim]) -> dict[str, Served]:
    """Each clause that an aim or an activity answers, with what answers it."""
    counted = reads.tallies(agency, confidence, "tasking")
    named = {id for one in aims for id in one.taskings} | set(counted)
    return {id: Served(*counted.get(id, (0, 0)), 0) for id in sorted(named)}


@dataclass(frozen=True, slots=True)
class Plan:
    """Promises by where they stand: what is past its day and has no answer, what lies ahead, what was answered."""

    late: tuple[models.Promise, ...]
    ahead: tuple[models.Promise, ...]
    answered: tuple[models.Promise, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many were answered in which way."""
        return dict(Counter(one.state for one in self.answered))


def plan(rows: Iterable[models.Promise], on: date) -> Plan:
    """The plan as it stands on a day."""
    found = list(rows)
    waiting = [one for one in found if one.state == "open"]
    late = tuple(one for one in waiting if one.until is not None and one.until < on)
    answered = sorted((one for one in found if one.state != "open"), key=lambda one: one.until or date.max, reverse=True)
    return Plan(late, tuple(one for one in waiting if one not in late), tuple(answered))


def could_answer(promise: models.Promise, confidence: UUID | None) -> list[models.Activity]:
    """Activities that may be what was promised: those that answer it already, then of its countries, aims or topics, the latest first."""
    marks = [("aim", "aims"), ("topic", "topics")]
    alike = Q(places__country__in=promise.countries)
    for kind, name in marks:
        alike |= Q(marks__kind=kind, marks__code__in=promise.marks.get(name, ()))
    rows = reads.readable(promise.agency, confidence)
    stands = list(promise.answered_by.filter(pk__in=rows))
    since = Q() if promise.since is None else Q(until=None) | Q(until__gte=promise.since)
    others = rows.filter(alike, since).exclude(pk__in=[one.pk for one in stands]).distinct().order_by("-since", "id")
    return [*stands, *others[:ANSWERS]]


def of_body(body: models.Body, rows: QuerySet[models.Activity]) -> list[lists.Row]:
    """Of these activities the ones in which a body took part or to which one of its outcomes belongs, the latest first."""
    parts = models.Part.objects.filter(body=body).values("activity")
    outcomes = models.Outcome.objects.filter(body=body, removed_at=None).values("activity")
    found = rows.filter(Q(pk__in=parts) | Q(pk__in=outcomes))
    return lists.rows_of(found.order_by(F("since").desc(nulls_last=True), "id")[:SHOWN])


def parts_of(body: models.Body, activities: Collection[UUID]) -> dict[UUID, list[str]]:
    """As what a body took part in each of these."""
    found: dict[UUID, list[str]] = {}
    for id, role in models.Part.objects.filter(body=body, activity__in=activities).order_by("order").values_list("activity_id", "role"):
        found.setdefault(id, []).append(role)
    return found
