"""Wrapping and unwrapping rows of the key store. New keys are wrapped by the epoch on record, read under the store's lock."""

import secrets
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _

from opennrm.vault.errors import KeyDamaged, KeyUnavailable
from opennrm.vault.models import KeyStoreState, WrappedKey
from opennrm.vault.provider import Provider, provider

STORE = "keys"


def keks() -> Provider:
    """The provider of key-encryption keys of this installation."""
    return provider(settings.KEYS)


def locked_state() -> KeyStoreState:
    """The store's one row, locked until the transaction on `keys` ends: no key is wrapped by an epoch that is being retired.

    Raises KeyUnavailable when there is no key-encryption key at all.
    """
    rows = KeyStoreState.objects.select_for_update(of=("self",))
    return rows.filter(id=1).first() or rows.get_or_create(id=1, defaults={"epoch": _newest()})[0]


def fresh() -> bytes:
    """A new random key."""
    return secrets.token_bytes(32)


def wrap(row: WrappedKey, key: bytes, epoch: int) -> None:
    """Put the key, wrapped together with its owner's id, into a row."""
    row.epoch, row.wrapped = epoch, keks().wrap(epoch, key + row.owner.bytes)


def unwrap(row: WrappedKey) -> bytes:
    """The key of a row. Raises KeyUnavailable without a key-encryption key, KeyDamaged when the row was changed or swapped."""
    plain = keks().unwrap(row.epoch, bytes(row.wrapped))
    if UUID(bytes=plain[32:]) != row.owner:
        raise KeyDamaged(_("A wrapped key stands with an owner that is not its own."))
    return plain[:32]


def truncate_log() -> None:
    """Empty SQLite's write-ahead log: a deleted key stays in it after a full checkpoint, and only TRUNCATE removes it."""
    connection = connections[STORE]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _newest() -> int:
    epochs = keks().list()
    if not epochs:
        raise KeyUnavailable(_("There is no key-encryption key: run `opennrm init`, or set OPENNRM_KEK."))
    return max(epochs)
