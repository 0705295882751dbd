"""Sealing, for the doors alone: mint a key per subject, then seal each value where it belongs."""

from uuid import UUID

from opennrm.vault.envelope import VERSION, Place, close, utf8
from opennrm.vault.keys import Minting, begin, key_to_seal, mint, minting

__all__ = ["Minting", "begin", "mint", "minting", "seal"]


def seal(subject: UUID, section: str, code: str, event_id: UUID, plain: str) -> bytes:
    """The envelope of a text, which opens with this subject, section, field code and event only.

    Inside `minting` a subject without a key gets one; outside, NoKey. Raises Unsealable for a text that has no UTF-8 form, Erased,
    KeyUnavailable. There is no way back to plain text when a key cannot be had.
    """
    plain_bytes = utf8(plain)
    key = key_to_seal(subject)
    return close(key.section(section), key.id, Place(subject, section, code, event_id).associated(VERSION), plain_bytes)
