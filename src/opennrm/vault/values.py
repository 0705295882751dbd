"""The sealed values for reading: kept as written; of those that a reader may open, the latest of a field is the one in force."""

from collections.abc import Collection, Iterable
from uuid import UUID

from opennrm.journal.inserts import insert
from opennrm.vault.models import SealedValue

__all__ = ["SealedValue", "every", "history", "latest", "rows_of", "write"]


def write(values: Iterable[SealedValue]) -> None:
    """Keep values, in the caller's transaction, with the event that carries them."""
    insert(SealedValue, values)


def every(streams: Collection[UUID], sections: Collection[str]) -> list[SealedValue]:
    """Every value of these streams and sections, oldest first: one query. Whoever asks the policy asks it of each."""
    return list(_ordered(streams, sections))


def latest(values: Iterable[SealedValue]) -> list[SealedValue]:
    """Of values oldest first the last of each field, in the order of stream, section and field.

    Taken from those that the reader may open: a later value of another holder neither hides an earlier one nor tells that it is there.
    """
    found = {(value.stream, value.section, value.code, value.subject): value for value in values}
    return [found[place] for place in sorted(found)]


def history(stream: UUID, section: str, code: str) -> list[SealedValue]:
    """Every value that a field has had, oldest first."""
    return [value for value in _ordered([stream], [section]) if value.code == code]


def rows_of(streams: Collection[UUID]) -> Iterable[SealedValue]:
    """Every row of these streams, to be held against the events that carried them."""
    return SealedValue.objects.filter(stream__in=streams)


def _ordered(streams: Collection[UUID], sections: Collection[str]) -> Iterable[SealedValue]:
    return SealedValue.objects.filter(stream__in=streams, section__in=sections).order_by("position")
