"""What other rooms may name of materials by key."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse

from opennrm.programme.materials import reads
from opennrm.programme.pointers import Pointer, Sought, offers, seeks

__all__ = ["by_key", "by_words"]


@offers("material")
def by_key(agency: UUID, confidence: UUID | None, keys: Collection[str] | None) -> Iterator[Pointer]:
    """Materials of an agency that the reader may see, by title."""
    rows = reads.readable(agency, confidence)
    for row in rows if keys is None else rows.filter(key__in=keys):
        yield Pointer(row.key, row.title, reverse("materials:one", args=[row.id]))


@seeks("material")
def by_words(agency: UUID, confidence: UUID | None, wanted: Sought) -> Iterator[Pointer]:
    """The same by words of a title, of the whole or of a version; the latest first."""
    rows = reads.found(reads.readable(agency, confidence), reads.Wanted(words=wanted.words))
    rows = rows if wanted.keys is None else rows.filter(key__in=wanted.keys)
    for key, title in rows.values_list("key", "title")[: wanted.most]:
        yield Pointer(key, title)
