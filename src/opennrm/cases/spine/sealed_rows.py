"""The rows from which sealed values are read: made from the event that carries them, and held against it by `journal verify`.

The policy asks a row who holds it and of which case it is. Whoever writes the database could change that without any key.
"""

from collections.abc import Iterator
from uuid import UUID

from opennrm.journal import replay
from opennrm.journal.chain import SealedBytes, Stored, unpack
from opennrm.journal.event import Envelope
from opennrm.journal.replay import Fault
from opennrm.vault import values
from opennrm.vault.models import SealedValue

TOLD = ("stream", "holder", "holder_kind", "position", "envelope")
Key = tuple[UUID, UUID, str, str]


def event_id(envelope: Envelope) -> UUID:
    """What binds a sealed value to its event: made of the stream and the place in it."""
    return envelope.row_id("sealed")


def for_reading(value: SealedBytes, envelope: Envelope) -> SealedValue:
    """The row from which a sealed value is read."""
    return SealedValue(
        stream=envelope.stream,
        subject=value.subject,
        section=value.section,
        code=value.code,
        holder=envelope.agency,
        holder_kind=envelope.agency_kind,
        event_id=event_id(envelope),
        envelope=value.envelope,
        position=envelope.position,
    )


@replay.checks
def faults(page: dict[UUID, list[Stored]]) -> Iterator[Fault]:
    """Sealed values that say otherwise than their event, that no event carries, or that are gone."""
    expected = {_key(row): row for events in page.values() for event in events for row in _rows(event)}
    for kept in values.rows_of(list(page)):
        made = expected.pop(_key(kept), None)
        if made is None:
            yield Fault(kept.stream, None, "vault_sealedvalue holds a row that no event gives")
        elif differing := [name for name in TOLD if _cell(made, name) != _cell(kept, name)]:
            yield Fault(made.stream, None, f"vault_sealedvalue differs from its event in {', '.join(differing)}")
    for row in expected.values():
        yield Fault(row.stream, None, "vault_sealedvalue lacks a row that the events give")


def _rows(event: Stored) -> Iterator[SealedValue]:
    return (for_reading(value, event.envelope) for value in unpack(event.sealed))


def _key(row: SealedValue) -> Key:
    return row.event_id, row.subject, row.section, row.code


def _cell(row: SealedValue, name: str) -> object:
    value = getattr(row, name)
    return bytes(value) if name == "envelope" else value
