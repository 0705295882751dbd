"""The only code that writes materials: records, puts right, removes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from opennrm.programme import typed
from opennrm.programme.door import Keeper, keep
from opennrm.programme.materials.models import Mark, Material, Version
from opennrm.programme.spans import Span

__all__ = ["record", "remove"]


@transaction.atomic
def record(keeper: Keeper, said: typed.Material, at: datetime) -> Material:
    """Record a material, or put right what stands under its key; versions that are no longer said are gone. Source: issue 13, point 6."""
    row = Material.objects.select_for_update(of=("self",)).filter(agency=keeper.agency, key=said.key).first()
    row = row or Material(agency=keeper.agency, key=said.key, recorded_at=at)
    row.language, row.sources, row.removed_at = said.language, list(said.sources), None
    row.kind, row.title, row.licence, row.confidential = said.kind, said.title, said.licence, said.confidence == "own"
    row.bodies = {name: list(found) for name in ("authors", "publishers") if (found := getattr(said, name))}
    keep(_dated(row, said.when), keeper, at)
    _written_anew(row, said)
    return row


@transaction.atomic
def remove(keeper: Keeper, row: Material, at: datetime) -> None:
    """Take a material out of every list and report. Its past is kept. Source: issue 13, Not this."""
    row.removed_at = at
    keep(row, keeper, at)


def _written_anew(row: Material, said: typed.Material) -> None:
    row.marks.all().delete()
    row.versions.all().delete()
    marked = {"country": said.countries, "clause": said.clauses, "topic": said.topics}
    Mark.objects.bulk_create(Mark(material=row, kind=kind, code=code) for kind, codes in marked.items() for code in dict.fromkeys(codes))
    Version.objects.bulk_create(_version(row, n, one) for n, one in enumerate(said.versions))


def _version(row: Material, n: int, said: typed.Version) -> Version:
    more = {"supported_by": said.supported_by or "", "link": said.link}
    return _dated(Version(material=row, order=n, language=said.language, title=said.title, state=said.state, **more), said.when)


def _dated(row: Any, said: str) -> Any:
    span = Span.parse(said)
    row.said, row.since, row.until = span.said, span.earliest, span.latest
    return row
