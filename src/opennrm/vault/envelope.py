"""The sealed envelope: bytes that a country's ten years of records will hold. Pure; pinned by golden bytes in the tests.

version 1 · algorithm 1 · key id 16 · salt 32 · commitment 32 · nonce 12 · ciphertext with its tag. docs/decisions/0001-sealed-bytes.md.
"""

import hmac
import os
from dataclasses import dataclass
from struct import Struct
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from opennrm.vault.errors import Unreadable, Unsealable

VERSION = 1
AES_256_GCM = 1
SEALING = b"opennrm/sealing/1"
LAYOUT = Struct(">BB16s32s32s12s")
SMALLEST, STEP = 32, 4096


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value belongs. It opens nowhere else."""

    subject: UUID
    section: str
    code: str
    event_id: UUID

    def associated(self, version: int) -> bytes:
        """The bytes that the ciphertext is bound to. Source: frozen.md, sealed value."""
        return prefixed(bytes([version]), self.subject.bytes, self.section.encode(), self.code.encode(), self.event_id.bytes)


def prefixed(*parts: bytes) -> bytes:
    """Join parts so that no two lists of parts give the same bytes: each after its length in four bytes."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def derive(key: bytes, salt: bytes | None, info: bytes, length: int = 32) -> bytes:
    """HKDF-SHA-256."""
    return HKDF(SHA256(), length, salt, info).derive(key)


def extracted(key: bytes) -> bytes:
    """The first half of `derive` without a salt, for many keys under one: the second is then a tenth of the whole. RFC 5869 2.2."""
    return hmac.digest(bytes(32), key, "sha256")


def expanded(extract: bytes, info: bytes) -> bytes:
    """What `derive` gives, of 32 bytes, from what `extracted` gave. RFC 5869 2.3."""
    return hmac.digest(extract, info + b"\1", "sha256")


def pad(plain: bytes) -> bytes:
    """Length, text and zeros up to 32, 64, 128 … 4,096 bytes, then 4 kB steps: length tells names, languages, silence."""
    body = len(plain).to_bytes(4, "big") + plain
    size = SMALLEST
    while size < len(body) and size < STEP:
        size *= 2
    if size < len(body):
        size = -(-len(body) // STEP) * STEP
    return body.ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    """What `pad` was given. Raises Unreadable when the length does not fit."""
    length = int.from_bytes(padded[:4], "big")
    if length > len(padded) - 4:
        raise Unreadable
    return padded[4 : 4 + length]


def utf8(text: str) -> bytes:
    """The text's bytes. Raises Unsealable without the text: Python's own error would carry it into logs."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        pass
    raise Unsealable


def close(section_key: bytes, key_id: UUID, associated: bytes, plain: bytes) -> bytes:
    """Seal under a key of its own: salt and nonce come from the operating system at this moment, never from a counter."""
    return close_with(section_key, key_id, associated, plain, salt=os.urandom(32), nonce=os.urandom(12))


def close_with(section_key: bytes, key_id: UUID, associated: bytes, plain: bytes, *, salt: bytes, nonce: bytes) -> bytes:
    """Seal with a given salt and nonce: for the golden bytes alone."""
    derived = derive(section_key, salt, SEALING, 64)
    sealed = AESGCM(derived[:32]).encrypt(nonce, pad(plain), associated)
    return LAYOUT.pack(VERSION, AES_256_GCM, key_id.bytes, salt, derived[32:], nonce) + sealed


def key_id(envelope: bytes) -> UUID:
    """Which key an envelope names. Raises Unreadable when it is not one of ours."""
    if len(envelope) < LAYOUT.size or envelope[0] != VERSION or envelope[1] != AES_256_GCM:
        raise Unreadable
    return UUID(bytes=envelope[2:18])


def open_with(section_key: bytes, expected: UUID, associated: bytes, envelope: bytes) -> bytes:
    """The plain bytes. Raises Unreadable, which says nothing, for every reason there can be."""
    if key_id(envelope) != expected:
        raise Unreadable
    _, _, _, salt, commitment, nonce = LAYOUT.unpack_from(envelope)
    derived = derive(section_key, salt, SEALING, 64)
    if not hmac.compare_digest(commitment, derived[32:]):
        raise Unreadable
    try:
        return unpad(AESGCM(derived[:32]).decrypt(nonce, envelope[LAYOUT.size :], associated))
    except InvalidTag:
        pass
    raise Unreadable
