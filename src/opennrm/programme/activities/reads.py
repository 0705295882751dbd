"""What was done, read: as rows for lists, and as it was typed for forms, exports and reports."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from opennrm.programme import typed
from opennrm.programme.activities import models
from opennrm.programme.dossier import Dossier

__all__ = ["activities", "as_typed", "body_as_typed", "dossier", "readable", "touching"]


def readable(agency: UUID, confidence: UUID | None) -> QuerySet[models.Activity]:
    """The activities of an agency that a reader may see: the confidential ones only where `confidence` is that agency."""
    rows = models.Activity.objects.filter(agency=agency, removed_at=None)
    return rows if confidence == agency else rows.filter(confidential=False)


def touching(rows: QuerySet[models.Activity], since: date, until: date) -> QuerySet[models.Activity]:
    """Of these, the ones of which any day may lie from `since` to `until`; those without a date are left out."""
    return rows.filter(Q(since__lte=until) & (Q(until__gte=since) | Q(until=None, since__isnull=False)))


def activities(rows: QuerySet[models.Activity]) -> tuple[typed.Activity, ...]:
    """These activities as they were typed, with all that belongs to them, in order of time."""
    live = {"removed_at": None}
    whole = rows.order_by("since", "key").prefetch_related(
        Prefetch("marks", models.Mark.objects.order_by("pk")),
        Prefetch("places", models.Place.objects.order_by("order")),
        Prefetch("parts", models.Part.objects.select_related("body").order_by("order")),
        Prefetch("links", models.Link.objects.select_related("to").order_by("pk")),
        Prefetch("outcomes", models.Outcome.objects.filter(**live).select_related("body").order_by("since", "key")),
        Prefetch("findings", models.Finding.objects.filter(**live).order_by("key")),
    )
    return tuple(as_typed(row) for row in whole)


def dossier(agency: UUID, confidence: UUID | None, wanted: QuerySet[models.Activity] | None = None) -> Dossier:
    """All of an agency's records that a reader may see, or the wanted activities of them with the rest."""
    rows = readable(agency, confidence) if wanted is None else wanted
    bodies = models.Body.objects.filter(agency=agency, removed_at=None).select_related("within").order_by("key")
    aims = models.Aim.objects.filter(agency=agency, removed_at=None).order_by("since", "key")
    promises = models.Promise.objects.filter(agency=agency, removed_at=None).prefetch_related("answered_by").order_by("since", "key")
    shown = _without_what_is_hidden(activities(rows))
    keys = {one.key for one in shown}
    return Dossier(
        bodies=MappingProxyType({row.key: body_as_typed(row) for row in bodies}),
        aims=tuple(_aim(row) for row in aims),
        promises=tuple(_promise(row, keys) for row in promises),
        activities=shown,
        ids=MappingProxyType(dict(rows.values_list("key", "id"))),
    )


def as_typed(row: models.Activity) -> typed.Activity:
    """An activity as it was typed; what belongs to it is read with it."""
    codes: dict[str, list[str]] = {}
    for mark in row.marks.all():
        codes.setdefault(mark.kind, []).append(mark.code)
    return typed.Activity(
        **_common(row),
        kind=row.kind,
        title=row.title,
        subject=row.subject,
        when=row.said,
        every_months=row.every_months,
        state=row.state,
        held_up_by=row.held_up_by,
        confidence="own" if row.confidential else "open",
        places=tuple(_place(one) for one in row.places.all()),
        parts=tuple(_part(one) for one in row.parts.all()),
        asked=typed.Asked(**row.asked) if row.asked else None,
        money=tuple(typed.Money(**one) for one in row.money),
        aims=tuple(codes.get("aim", ())),
        taskings=tuple(codes.get("tasking", ())),
        topics=tuple(codes.get("topic", ())),
        groups=tuple(codes.get("group", ())),
        clauses=tuple(codes.get("clause", ())),
        materials=tuple(codes.get("material", ())),
        method=row.method,
        sample=row.sample,
        findings=tuple(_finding(one) for one in row.findings.all() if one.removed_at is None),
        outcomes=tuple(_outcome(one) for one in row.outcomes.all() if one.removed_at is None),
        links=tuple(typed.Link(kind=one.kind, to=one.to.key) for one in row.links.all() if one.to.removed_at is None),
    )


def body_as_typed(row: models.Body) -> typed.Body:
    """A body as it was typed."""
    within = row.within.key if row.within else None
    return typed.Body(**_common(row), name=row.name, short=row.short, kind=row.kind, country=row.country or None, within=within)


def _without_what_is_hidden(found: Iterable[typed.Activity]) -> tuple[typed.Activity, ...]:
    """A link to what this reader may not see would say that it is there."""
    kept = tuple(found)
    keys = {one.key for one in kept}
    return tuple(one.model_copy(update={"links": tuple(link for link in one.links if link.to in keys)}) for one in kept)


def _common(row: Any) -> dict[str, Any]:
    return {"key": row.key, "language": row.language, "sources": tuple(row.sources)}


def _place(row: models.Place) -> typed.Place:
    return typed.Place(country=row.country or None, region=row.region, town=row.town, area=row.area or None, about=row.about)


def _part(row: models.Part) -> typed.Part:
    body = row.body.key if row.body else None
    return typed.Part(role=row.role, body=body, people=row.people or None, country=row.country or None, number=row.number)


def _outcome(row: models.Outcome) -> typed.Outcome:
    body = row.body.key if row.body else None
    said = {"kind": row.kind, "subject": row.subject, "when": row.said, "evidence": row.evidence, "country": row.country or None}
    return typed.Outcome(**_common(row), **said, body=body, **row.marks)


def _finding(row: models.Finding) -> typed.Finding:
    return typed.Finding(**_common(row), subject=row.subject, countries=tuple(row.countries), **row.marks)


def _aim(row: models.Aim) -> typed.Aim:
    return typed.Aim(**_common(row), kind=row.kind, subject=row.subject, when=row.said, **row.marks)


def _promise(row: models.Promise, keys: Container[str]) -> typed.Promise:
    answered = tuple(one.key for one in row.answered_by.all() if one.key in keys)
    said = {"subject": row.subject, "due": row.said, "countries": tuple(row.countries), "state": row.state, "why": row.why}
    return typed.Promise(**_common(row), **said, answered_by=answered, **row.marks)
