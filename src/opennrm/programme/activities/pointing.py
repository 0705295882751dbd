"""What other rooms may name of the work by key: bodies, activities, and the activities that a material was made, used or shared in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.urls import reverse

from opennrm.programme.activities import models, reads
from opennrm.programme.activities.shown import chosen_as, name_of
from opennrm.programme.pointers import Pointer, Sought, offers, seeks

__all__ = ["activities_by_key", "activities_by_words", "activities_of_materials", "bodies_by_key"]

Keys = Collection[str] | None


@offers("body")
def bodies_by_key(agency: UUID, confidence: UUID | None, keys: Keys) -> Iterator[Pointer]:
    """Organisations of an agency's record, as they name themselves."""
    rows = reads.bodies(agency)
    for row in rows if keys is None else rows.filter(key__in=keys):
        yield Pointer(row.key, row.name, reverse("programme:body", args=[row.pk]))


@offers("activity")
def activities_by_key(agency: UUID, confidence: UUID | None, keys: Keys) -> Iterator[Pointer]:
    """Activities that the reader may see; of all of them the latest."""
    rows = reads.readable(agency, confidence).order_by("-since", "key")
    yield from _pointers(rows[: reads.OFFERED] if keys is None else rows.filter(key__in=keys))


@seeks("activity")
def activities_by_words(agency: UUID, confidence: UUID | None, wanted: Sought) -> Iterator[Pointer]:
    """The same by words of what they are called, and their times; those recorded last come first."""
    for row in reads.named_like(agency, confidence, wanted.words, wanted.keys).only("key", "kind", "title", "subject", "said")[
        : wanted.most
    ]:
        yield Pointer(row.key, chosen_as(row))


@offers("activities of a material")
def activities_of_materials(agency: UUID, confidence: UUID | None, keys: Keys) -> Iterator[Pointer]:
    """Activities that the reader may see and that made, used or shared one of these materials."""
    rows = reads.readable(agency, confidence).filter(marks__kind="material", marks__code__in=keys or ()).distinct()
    yield from _pointers(rows.order_by("-since", "key"))


def _pointers(rows: Iterable[models.Activity]) -> Iterator[Pointer]:
    for row in rows:
        yield Pointer(row.key, name_of(row), reverse("programme:activity", args=[row.pk]))
