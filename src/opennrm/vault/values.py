"""The sealed values for reading: kept as written, the latest of a field is the one in force."""

from collections.abc import Collection, Iterable
from uuid import UUID

from opennrm.vault.models import SealedValue

__all__ = ["SealedValue", "current", "history", "rows_of", "write"]


def write(values: Iterable[SealedValue]) -> None:
    """Keep values, in the caller's transaction, with the event that carries them."""
    SealedValue.objects.bulk_create(values, batch_size=500)


def current(streams: Collection[UUID], sections: Collection[str]) -> list[SealedValue]:
    """The value in force of each field of these streams and sections, in the order of stream, section and field: one query."""
    latest: dict[tuple[UUID, str, str, UUID], SealedValue] = {}
    for value in _ordered(streams, sections):
        latest[value.stream, value.section, value.code, value.subject] = value
    return [latest[place] for place in sorted(latest)]


def history(stream: UUID, section: str, code: str) -> list[SealedValue]:
    """Every value that a field has had, oldest first."""
    return [value for value in _ordered([stream], [section]) if value.code == code]


def rows_of(streams: Collection[UUID]) -> Iterable[SealedValue]:
    """Every row of these streams, to be held against the events that carried them."""
    return SealedValue.objects.filter(stream__in=streams)


def _ordered(streams: Collection[UUID], sections: Collection[str]) -> Iterable[SealedValue]:
    return SealedValue.objects.filter(stream__in=streams, section__in=sections).order_by("position")
