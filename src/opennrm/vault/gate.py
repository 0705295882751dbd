"""Nothing opens while a restored database or key store has not caught up with the record of erasures."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from opennrm.vault.errors import VaultClosed
from opennrm.vault.models import KeyStoreState, VaultState
from opennrm.vault.tombstones import Record

_checked: set[tuple[Path, Path]] = set()


def record() -> Record:
    """The record of this installation."""
    return Record(settings.HOME, settings.KEYS)


def seen() -> tuple[int, int]:
    """The last erasure that the key store and the database have applied."""
    keys = KeyStoreState.objects.values_list("erasures", flat=True).first()
    database = VaultState.objects.values_list("erasures", flat=True).first()
    return keys or 0, database or 0


def require_applied() -> None:
    """Raise VaultClosed while a restored database or key store has not caught up with the record. Checked once a process.

    Source: security §5, restore stays closed until newer tombstones are applied.
    """
    place = (settings.HOME, settings.KEYS)
    if place in _checked:
        return
    last, applied = record().last(), seen()
    if last < max(applied):
        raise VaultClosed(_("The record of erasures is older than the database: bring back the newest one."))
    if last > min(applied):
        raise VaultClosed(_("%d erasures wait to be applied: run `opennrm vault open`.") % (last - min(applied)))
    _checked.add(place)


def check_again() -> None:
    """Forget that this process has checked: after a restore, and in tests."""
    _checked.clear()
