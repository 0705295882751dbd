"""What was done, read: as rows for lists, and as it was typed for forms, exports and reports."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date
from types import MappingProxyType
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from opennrm.mechanism import reads as mechanism
from opennrm.programme import typed
from opennrm.programme.activities import models
from opennrm.programme.dossier import Dossier
from opennrm.programme.kept import IN_TIME
from opennrm.programme.rows import carried, marked

__all__ = [
    "activities",
    "aim_as_typed",
    "aim_rows",
    "aims",
    "answered_by",
    "as_typed",
    "bodies",
    "body",
    "body_as_typed",
    "body_names",
    "countries_of",
    "dossier",
    "keepers",
    "latest_names",
    "linked_from",
    "promise_as_typed",
    "promises",
    "readable",
    "seen",
    "stands",
    "touching",
    "whole",
]

OFFERED = 200  # of the latest activities, to link to


def readable(agency: UUID, confidence: UUID | None) -> QuerySet[models.Activity]:
    """The activities of an agency that a reader may see: the confidential ones only where `confidence` is that agency."""
    rows = models.Activity.objects.filter(agency=agency, removed_at=None)
    return rows if confidence == agency else rows.filter(confidential=False)


def seen(confidence: UUID | None) -> QuerySet[models.Activity]:
    """The activities of every agency that a reader may see: of the confidential ones those of the own agency alone."""
    rows = models.Activity.objects.filter(removed_at=None)
    return rows.filter(Q(confidential=False) | Q(agency=confidence)) if confidence else rows.filter(confidential=False)


def keepers() -> list[UUID]:
    """The agencies that keep anything of their work that is open: each is looked up by itself, however much it keeps."""
    bodies = models.Body.objects.filter(agency=OuterRef("pk"), removed_at=None)
    return mechanism.agencies_where(Exists(bodies) | Exists(seen(None).filter(agency=OuterRef("pk"))))


def touching(rows: QuerySet[models.Activity], since: date, until: date) -> QuerySet[models.Activity]:
    """Of these, the ones of which any day may lie from `since` to `until`; those without a date are left out."""
    return rows.filter(Q(since__lte=until) & (Q(until__gte=since) | Q(until=None, since__isnull=False)))


def activities(rows: QuerySet[models.Activity]) -> tuple[typed.Activity, ...]:
    """These activities as they were typed, with all that belongs to them, in order of time."""
    return tuple(as_typed(row) for row in whole(rows).order_by(*IN_TIME))


def whole(rows: QuerySet[models.Activity]) -> QuerySet[models.Activity]:
    """These activities with all that belongs to them, read with them."""
    live = {"removed_at": None}
    return rows.prefetch_related(
        Prefetch("marks", models.Mark.objects.order_by("pk")),
        Prefetch("places", models.Place.objects.order_by("order")),
        Prefetch("parts", models.Part.objects.select_related("body").order_by("order")),
        Prefetch("links", models.Link.objects.select_related("to").order_by("pk")),
        Prefetch("outcomes", models.Outcome.objects.filter(**live).select_related("body").order_by(*IN_TIME)),
        Prefetch("findings", models.Finding.objects.filter(**live).order_by("key")),
    )


def dossier(agency: UUID, confidence: UUID | None, wanted: QuerySet[models.Activity] | None = None) -> Dossier:
    """All of an agency's records that a reader may see, or the wanted activities of them with the rest."""
    rows = readable(agency, confidence) if wanted is None else wanted
    shown = _without_what_is_hidden(activities(rows))
    keys = {one.key for one in shown}
    return Dossier(
        bodies=MappingProxyType({row.key: body_as_typed(row) for row in bodies(agency).order_by("key")}),
        aims=aims(agency),
        promises=tuple(promise_as_typed(row, keys) for row in promises(agency)),
        activities=shown,
        ids=MappingProxyType(dict(rows.values_list("key", "id"))),
    )


def bodies(agency: UUID) -> QuerySet[models.Body]:
    """The organisations that an agency has recorded, by name."""
    return models.Body.objects.filter(agency=agency, removed_at=None).select_related("within").order_by("name", "key")


def body_names(agency: UUID) -> dict[str, str]:
    """Their names by key."""
    return dict(models.Body.objects.filter(agency=agency, removed_at=None).order_by("name", "key").values_list("key", "name"))


def body(id: UUID) -> models.Body | None:
    """One organisation, whoever recorded it."""
    return models.Body.objects.filter(pk=id, removed_at=None).select_related("within").first()


def aim_rows(agency: UUID) -> QuerySet[models.Aim]:
    """The aims, criteria and priorities of an agency, in order of time."""
    return models.Aim.objects.filter(agency=agency, removed_at=None).order_by(*IN_TIME)


def aims(agency: UUID) -> tuple[typed.Aim, ...]:
    """The same as they were typed."""
    return tuple(aim_as_typed(row) for row in aim_rows(agency))


def promises(agency: UUID) -> QuerySet[models.Promise]:
    """What an agency said that it will do, in order of time, with the activities that answer it."""
    answers = Prefetch("answered_by", models.Activity.objects.filter(removed_at=None).order_by(*IN_TIME))
    return models.Promise.objects.filter(agency=agency, removed_at=None).prefetch_related(answers).order_by(*IN_TIME)


def latest_names(agency: UUID, confidence: UUID | None) -> dict[str, str]:
    """The latest activities by key, each as it is named where one is chosen."""
    rows = readable(agency, confidence).order_by("-recorded_at")[:OFFERED].values_list("key", "title", "subject")
    return {key: f"{title or subject or key} ({key})" for key, title, subject in rows}


def stands(agency: UUID, said: typed.Typed) -> typed.Typed | None:
    """The record that stands under the key of one that was typed, as it was typed; None where there is none."""
    if isinstance(said, typed.Body):
        row = models.Body.objects.filter(agency=agency, key=said.key, removed_at=None).select_related("within").first()
        return body_as_typed(row) if row else None
    return next(iter(activities(models.Activity.objects.filter(agency=agency, key=said.key, removed_at=None))), None)


def linked_from(row: models.Activity) -> QuerySet[models.Link]:
    """What other activities say of how they stand to this one."""
    return models.Link.objects.filter(to=row).select_related("activity").order_by("activity__since", "pk")


def answered_by(row: models.Activity) -> list[models.Promise]:
    """The promises that an activity answers."""
    return list(row.answers.filter(removed_at=None).order_by(*IN_TIME))


def countries_of(agency: UUID, confidence: UUID | None) -> list[str]:
    """The countries in which an agency did anything that the reader may see: one look into the index for each that is named at all."""
    named = sorted(set(models.Place.objects.exclude(country="").order_by().values_list("country", flat=True).distinct()))
    seen_there = Q(activity__agency=agency, activity__removed_at=None)
    seen_there &= Q() if confidence == agency else Q(activity__confidential=False)
    there = {code: Exists(models.Place.objects.filter(seen_there, country=code)) for code in named}
    found = models.Activity.objects.order_by().values_list(*there.values())[:1] if there else ()
    return [code for one in found for code, shown in zip(named, one, strict=True) if shown]


def as_typed(row: models.Activity) -> typed.Activity:
    """An activity as it was typed; what belongs to it is read with it."""
    codes = marked(row)
    return typed.Activity(
        **carried(row),
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
    return typed.Body(**carried(row), name=row.name, short=row.short, kind=row.kind, country=row.country or None, within=within)


def _without_what_is_hidden(found: Iterable[typed.Activity]) -> tuple[typed.Activity, ...]:
    """A link to what this reader may not see would say that it is there."""
    kept = tuple(found)
    keys = {one.key for one in kept}
    return tuple(one.model_copy(update={"links": tuple(link for link in one.links if link.to in keys)}) for one in kept)


def _place(row: models.Place) -> typed.Place:
    return typed.Place(country=row.country or None, region=row.region, town=row.town, area=row.area or None, about=row.about)


def _part(row: models.Part) -> typed.Part:
    body = row.body.key if row.body else None
    return typed.Part(role=row.role, body=body, people=row.people or None, country=row.country or None, number=row.number)


def _outcome(row: models.Outcome) -> typed.Outcome:
    body = row.body.key if row.body else None
    said = {"kind": row.kind, "subject": row.subject, "when": row.said, "evidence": row.evidence, "country": row.country or None}
    return typed.Outcome(**carried(row), **said, body=body, **row.marks)


def _finding(row: models.Finding) -> typed.Finding:
    return typed.Finding(**carried(row), subject=row.subject, countries=tuple(row.countries), **row.marks)


def aim_as_typed(row: models.Aim) -> typed.Aim:
    """An aim as it was typed."""
    return typed.Aim(**carried(row), kind=row.kind, subject=row.subject, when=row.said, **row.marks)


def promise_as_typed(row: models.Promise, keys: Container[str] | None = None) -> typed.Promise:
    """A promise as it was typed; of what answers it only activities among `keys`, where these are given."""
    answered = tuple(one.key for one in row.answered_by.all() if keys is None or one.key in keys)
    said = {"subject": row.subject, "due": row.said, "countries": tuple(row.countries), "state": row.state, "why": row.why}
    return typed.Promise(**carried(row), **said, answered_by=answered, **row.marks)
