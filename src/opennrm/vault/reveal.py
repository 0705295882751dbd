"""Opening, for `access.doors` alone, which logs the look before it returns."""

from collections.abc import Collection
from uuid import UUID

from django.db import DatabaseError

from opennrm.vault import watch
from opennrm.vault.envelope import VERSION, Place, open_with
from opennrm.vault.errors import KeyUnavailable, Unreadable, VaultClosed
from opennrm.vault.keys import held, is_erased

# No key-encryption key, erasures that wait, no key store at all.
OUT_OF_REACH = (KeyUnavailable, VaultClosed, DatabaseError)


def ready(subjects: Collection[UUID]) -> None:
    """Open the keys of a page's subjects with one query; what cannot be opened shows as a gap later."""
    try:
        held(subjects)
    except OUT_OF_REACH:
        watch.raise_alarm("no-provider")


def reveal(subject: UUID, section: str, code: str, event_id: UUID, envelope: bytes) -> str:
    """The text. Raises Unreadable, which says nothing, whatever the reason: the page shows a gap and stands.

    Who listens to the watch hears of it, unless the subject was erased, which is no accident.
    """
    try:
        return _open(Place(subject, section, code, event_id), bytes(envelope))
    except OUT_OF_REACH:
        watch.raise_alarm("no-provider")
    except (Unreadable, UnicodeDecodeError):
        if not is_erased(subject):
            watch.raise_alarm("unreadable", subject)
    raise Unreadable


def _open(place: Place, envelope: bytes) -> str:
    key = held([place.subject]).get(place.subject)
    if key is None:
        raise Unreadable
    return open_with(key.section(place.section), key.id, place.associated(VERSION), envelope).decode()
