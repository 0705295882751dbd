"""What other rooms may name of materials by key."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse

from opennrm.programme.materials import reads
from opennrm.programme.pointers import Pointer, offers

__all__ = ["by_key"]


@offers("material")
def by_key(agency: UUID, confidence: UUID | None, keys: Collection[str] | None) -> Iterator[Pointer]:
    """Materials of an agency that the reader may see, by title."""
    rows = reads.readable(agency, confidence)
    for row in rows if keys is None else rows.filter(key__in=keys):
        yield Pointer(row.key, row.title, reverse("materials:one", args=[row.id]))
