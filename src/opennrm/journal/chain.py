"""The chain: each event's hash covers its predecessor's and the very bytes that are stored. Layout: frozen.md."""

import base64
import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from opennrm.journal.event import Envelope, canonical

TAG = b"opennrm/1"
GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class SealedBytes:
    """One sealed value as it travels with its event: ciphertext, never plain text."""

    code: str
    section: str
    subject: UUID
    envelope: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """An event as it lies in the table: its envelope read out, and the bytes that were hashed."""

    envelope: Envelope
    header: bytes
    payload: bytes
    sealed: bytes
    prev: bytes
    hash: bytes


def digest(prev: bytes, header: bytes, payload: bytes, sealed: bytes) -> bytes:
    """SHA-256 over the length-prefixed parts; the sealed part enters as its own digest, so that it may be checked apart."""
    hashed = hashlib.sha256()
    for part in (TAG, prev, header, payload, hashlib.sha256(sealed).digest()):
        hashed.update(len(part).to_bytes(8, "big"))
        hashed.update(part)
    return hashed.digest()


def link(envelope: Envelope, payload: bytes, sealed: bytes, prev: bytes) -> Stored:
    """Make the stored form of an event that follows the one whose hash is `prev`."""
    header = envelope.header()
    return Stored(envelope, header, payload, sealed, prev, digest(prev, header, payload, sealed))


def pack(values: tuple[SealedBytes, ...]) -> bytes:
    """The sealed values of one event as canonical bytes; nothing sealed is no bytes."""
    if not values:
        return b""
    return canonical([[v.code, v.section, str(v.subject), base64.b64encode(v.envelope).decode()] for v in values])


def unpack(sealed: bytes) -> tuple[SealedBytes, ...]:
    """Read back what `pack` wrote."""
    if not sealed:
        return ()
    return tuple(SealedBytes(code, section, UUID(subject), base64.b64decode(text)) for code, section, subject, text in json.loads(sealed))


@dataclass(frozen=True, slots=True)
class Head:
    """Where a stream ends: the place of its last event, and that event's hash."""

    seq: int
    hash: bytes


EMPTY = Head(0, GENESIS)
