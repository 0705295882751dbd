"""The only code that writes materials: records, puts right, removes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from opennrm.access.receiving import Received
from opennrm.cases.spine import filing
from opennrm.programme import typed
from opennrm.programme.door import Keeper, keep
from opennrm.programme.materials import reads
from opennrm.programme.materials.models import File, Mark, Material, Version
from opennrm.programme.materials.past import PARTS
from opennrm.programme.past import laid
from opennrm.programme.rows import dated, row_of

__all__ = ["FORMATS", "MEGABYTES", "MOST", "attach", "detach", "record", "remove"]

FORMATS, MEGABYTES, MOST = ("pdf", "docx", "jpg", "png"), 25, 20


@transaction.atomic
def record(keeper: Keeper, said: typed.Material, at: datetime) -> Material:
    """Record a material, or put right what stands under its key; versions that are no longer said are gone. Source: issue 13, point 6."""
    row = row_of(Material, keeper, said, at)
    row.kind, row.title, row.licence, row.confidential = said.kind, said.title, said.licence, said.confidence == "own"
    row.bodies = {name: list(found) for name in ("authors", "publishers") if (found := getattr(said, name))}
    row.laid = _laid(row, said)
    keep(dated(row, said.when), keeper, at)
    _written_anew(row, said)
    return row


@transaction.atomic
def remove(keeper: Keeper, row: Material, at: datetime) -> None:
    """Take a material out of every list and report. Its past is kept. Source: issue 13, Not this."""
    row.removed_at = at
    keep(row, keeper, at)


def attach(keeper: Keeper, row: Material, language: str, received: Sequence[Received], at: datetime) -> list[tuple[str, str]]:
    """Put files in, each written anew by the parser of its kind; what comes back names each that was not taken, and why.

    The material's past says that it was changed. Source: issue 13, point 6 (files); decision 0023.
    """
    looked = filing.looked_through(received, FORMATS, MEGABYTES, MOST - row.files.count())
    with transaction.atomic():
        for name, clean in looked.clean:
            more = {"name": name, "kind": clean.kind.code, "size": len(clean.content), "content": clean.content}
            File.objects.create(material=row, language=language, added_at=at, **more)
        if looked.clean:
            _files_changed(keeper, row, at)
    return looked.refused


@transaction.atomic
def detach(keeper: Keeper, row: Material, file: UUID, at: datetime) -> None:
    """Take a file out for good. Source: issue 13, point 6 (files)."""
    if row.files.filter(pk=file).delete()[0]:
        _files_changed(keeper, row, at)


def _files_changed(keeper: Keeper, row: Material, at: datetime) -> None:
    row.laid = _laid(row, reads.as_typed(reads.whole(Material.objects.filter(pk=row.pk)).get()))
    keep(row, keeper, at)


def _laid(row: Material, said: typed.Material) -> dict[str, Any]:
    """The parts with the files, of which the past says no more than what they were: a name goes with its file."""
    files = list(File.objects.filter(material_id=row.pk).order_by("added_at", "pk").values("language", "kind", "size"))
    return {**laid(said, PARTS), **({"files": files} if files else {})}


def _written_anew(row: Material, said: typed.Material) -> None:
    row.marks.all().delete()
    row.versions.all().delete()
    marked = {"country": said.countries, "clause": said.clauses, "topic": said.topics}
    Mark.objects.bulk_create(Mark(material=row, kind=kind, code=code) for kind, codes in marked.items() for code in dict.fromkeys(codes))
    Version.objects.bulk_create(_version(row, n, one) for n, one in enumerate(said.versions))


def _version(row: Material, n: int, said: typed.Version) -> Version:
    more = {"supported_by": said.supported_by or "", "link": said.link}
    return dated(Version(material=row, order=n, language=said.language, title=said.title, state=said.state, **more), said.when)
