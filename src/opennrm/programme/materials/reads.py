"""Materials, read: rows for lists, and as they were typed for forms, exports and reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from opennrm.access.actor import Actor
from opennrm.programme import door, typed
from opennrm.programme.materials import models
from opennrm.programme.rows import carried, marked
from opennrm.vault.cleaner.kinds import KINDS

__all__ = ["Download", "Wanted", "as_typed", "counts", "file", "files", "found", "materials", "readable", "shown_to", "whole"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed down to; nothing said is everything."""

    words: tuple[str, ...] = ()
    kind: str = ""
    language: str = ""
    country: str = ""
    clause: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file as it is handed out: under the key of its material, whatever its writer called it."""

    name: str
    type: str
    content: bytes


def readable(agency: UUID, confidence: UUID | None) -> QuerySet[models.Material]:
    """The materials of an agency that a reader may see: the confidential ones only where `confidence` is that agency."""
    rows = models.Material.objects.filter(agency=agency, removed_at=None)
    return rows if confidence == agency else rows.filter(confidential=False)


def shown_to(actor: Actor) -> QuerySet[models.Material]:
    """What the actor may see, whoever keeps it."""
    rows = models.Material.objects.filter(removed_at=None)
    if not door.may(actor, door.PROGRAMME).allowed:
        return rows.none()
    opened = Q(confidential=False)
    confidence = door.confidence(actor)
    return rows.filter(opened | Q(agency=confidence) if confidence else opened)


def found(rows: QuerySet[models.Material], wanted: Wanted) -> QuerySet[models.Material]:
    """Of these what is wanted, the latest first; each word in a title, of the whole or of a version."""
    for word in wanted.words:
        rows = rows.filter(Q(title__icontains=word) | Q(versions__title__icontains=word))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.language:
        rows = rows.filter(versions__language=wanted.language)
    for kind in ("country", "clause", "topic"):
        if code := getattr(wanted, kind):
            rows = rows.filter(marks__kind=kind, marks__code=code)
    return rows.distinct().order_by("-since", "title", "key")


def counts(rows: QuerySet[models.Material]) -> Mapping[str, list[tuple[str, int]]]:
    """How many of these there are by kind, language, topic, country and clause: what a list can be narrowed down by."""
    ids = rows.order_by().values("id")
    marks = models.Mark.objects.filter(material__in=ids).values_list("kind", "code").annotate(n=Count("pk")).order_by("kind", "-n", "code")
    told: dict[str, list[tuple[str, int]]] = {}
    for kind, code, n in marks:
        told.setdefault(kind, []).append((code, n))
    kinds = models.Material.objects.filter(id__in=ids).values_list("kind").annotate(n=Count("pk")).order_by("-n", "kind")
    spoken = models.Version.objects.filter(material__in=ids).values_list("language")
    told["kind"] = list(kinds)
    told["language"] = list(spoken.annotate(n=Count("material", distinct=True)).order_by("-n", "language"))
    return told


def files(row: models.Material) -> QuerySet[models.File]:
    """The files of a material without what is in them, by language and name."""
    return row.files.defer("content").order_by("language", "name", "pk")


def file(row: models.Material, id: UUID) -> Download | None:
    """One file of a material, to be saved."""
    if (found := row.files.filter(pk=id).first()) is None:
        return None
    kind = KINDS[found.kind]
    return Download(f"{row.key}-{found.language}.{kind.endings[0]}", kind.type, bytes(found.content))


def materials(rows: QuerySet[models.Material]) -> tuple[typed.Material, ...]:
    """These materials as they were typed, in the order given."""
    return tuple(as_typed(row) for row in whole(rows))


def whole(rows: QuerySet[models.Material]) -> QuerySet[models.Material]:
    """These rows with their marks and versions."""
    return rows.prefetch_related(
        Prefetch("marks", models.Mark.objects.order_by("pk")), Prefetch("versions", models.Version.objects.order_by("order"))
    )


def as_typed(row: models.Material) -> typed.Material:
    """A material as it was typed."""
    codes = marked(row.marks.all())
    return typed.Material(
        **carried(row),
        kind=row.kind,
        title=row.title,
        when=row.said,
        authors=tuple(row.bodies.get("authors", ())),
        publishers=tuple(row.bodies.get("publishers", ())),
        versions=tuple(_version(one) for one in row.versions.all()),
        licence=row.licence,
        countries=tuple(codes.get("country", ())),
        clauses=tuple(codes.get("clause", ())),
        topics=tuple(codes.get("topic", ())),
        confidence="own" if row.confidential else "open",
    )


def _version(row: models.Version) -> typed.Version:
    body = row.supported_by or None
    return typed.Version(language=row.language, title=row.title, state=row.state, when=row.said, supported_by=body, link=row.link)
