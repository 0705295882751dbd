"""Erasing a subject: the key goes, and with it everything sealed under it, wherever copies of the ciphertext lie.

Call it when the event that says so is committed: what happens here cannot be rolled back.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from opennrm.vault import gate, index
from opennrm.vault.errors import KeyUnavailable
from opennrm.vault.keys import OpenKey, destroy, load
from opennrm.vault.models import FilePiece, KeyStoreState, VaultState
from opennrm.vault.tombstones import Tombstone
from opennrm.vault.wrapping import STORE, locked_state


def erase(subject: UUID, at: datetime) -> Tombstone:
    """Write the signed tombstone, destroy the key, take out the index rows and the files. Sealed values stay, which nobody can open.

    Raises VaultClosed when the record of erasures is missing: then nothing has happened.
    """
    gate.require_applied()
    stone = gate.record().add(subject, at)
    apply_newer(at)
    return stone


def newer_tombstones() -> list[Tombstone]:
    """Erasures on record that the key store or the database, perhaps restored, has not seen. Raises VaultClosed."""
    return gate.record().after(min(gate.seen()))


def apply_newer(at: datetime) -> int:
    """Erase again whatever a restore brought back, then let the vault open; how many erasures were applied. Can be repeated."""
    newer = newer_tombstones()
    keyless = {stone.subject for stone in newer if not _apply(stone.subject, at)}
    if keyless:
        index.remove_by_scan(keyless)
    if newer:
        _note(newer[-1].serial)
    return len(newer)


def _apply(subject: UUID, at: datetime) -> bool:
    """Whether the key was there to lead to the index rows."""
    key = _key(subject)
    destroy(subject, at)
    FilePiece.objects.filter(stream=subject).delete()
    if key is None:
        return False
    index.remove_with(key)
    return True


def _key(subject: UUID) -> OpenKey | None:
    try:
        return load([subject]).get(subject)
    except KeyUnavailable:
        return None


def _note(serial: int) -> None:
    with transaction.atomic(using=STORE):
        state = locked_state()
        KeyStoreState.objects.filter(id=state.id, erasures__lt=serial).update(erasures=serial)
    VaultState.objects.get_or_create(id=1)
    VaultState.objects.filter(id=1, erasures__lt=serial).update(erasures=serial)
