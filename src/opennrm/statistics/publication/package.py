"""A publication as one signed file: figures only, never a case. Whoever reads it needs no database and no journal, and trusts one key.

Bytes and fields: docs/decisions/0017-publications.md.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from typing import Annotated, Any, Literal, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from opennrm.journal.event import canonical
from opennrm.standards.mistakes import mistakes
from opennrm.statistics.publication.frozen import Frozen, hash_of

__all__ = [
    "LARGEST",
    "NotAuthentic",
    "Package",
    "Signer",
    "Withdrawal",
    "fingerprint",
    "package",
    "read",
    "read_withdrawal",
    "schema",
    "withdrawal",
]

PURPOSE = b"opennrm package 1\n"  # a signature made for anything else is none for a package
WITHDRAWN = b"opennrm withdrawal 1\n"
LARGEST = 20_000_000  # bytes; a file beyond that is no package of figures
Base64 = Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]+={0,2}$")]


S = TypeVar("S", bound="_Signed")


class NotAuthentic(Exception):
    """A file is no package, or not as it was signed, or not by whom the reader trusts; says which."""


class Signer(BaseModel):
    """By whose key. It says who to ask whether the key is theirs; it proves nothing of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    algorithm: Literal["Ed25519"] = "Ed25519"
    public_key: Base64


class _Signed(BaseModel):
    """The signature covers all of a file but itself, as canonical JSON behind a line that names its purpose."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    signer: Signer
    signature: Base64

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key in it."""
        return fingerprint(base64.b64decode(self.signer.public_key))


class Withdrawal(_Signed):
    """That an edition is handed out no more: its name and hash, when and why; no figure."""

    format: Literal["opennrm withdrawal"] = "opennrm withdrawal"
    version: Literal[1] = 1
    country: str
    period: str
    edition: Annotated[int, Field(ge=1)]
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    published_at: str
    withdrawn_at: str
    reason: str


class Package(_Signed):
    """The file of an edition."""

    format: Literal["opennrm package"] = "opennrm package"
    version: Literal[1] = 1
    publication: Frozen
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    published_at: str


def fingerprint(public_key: bytes) -> str:
    """SHA-256 of the 32 bytes of a public key, in groups to be read aloud. Source: docs/decisions/0017-publications.md."""
    digits = hashlib.sha256(public_key).hexdigest()
    return " ".join(re.findall("....", digits))


def package(frozen: Frozen, published_at: str, key: Ed25519PrivateKey) -> bytes:
    """The signed file of an edition. Source: docs/decisions/0017-publications.md."""
    said = {
        "format": "opennrm package",
        "version": 1,
        "publication": frozen.model_dump(mode="json"),
        "hash": hash_of(frozen.content()),
        "published_at": published_at,
    }
    return signed(said, PURPOSE, key)


def withdrawal(frozen: Frozen, published_at: str, withdrawn_at: str, reason: str, key: Ed25519PrivateKey) -> bytes:
    """The signed file in the place of the package of an edition that was withdrawn. Source: docs/decisions/0017-publications.md."""
    said = {
        "format": "opennrm withdrawal",
        "version": 1,
        "country": frozen.country,
        "period": frozen.period,
        "edition": frozen.edition,
        "hash": hash_of(frozen.content()),
        "published_at": published_at,
        "withdrawn_at": withdrawn_at,
        "reason": reason,
    }
    return signed(said, WITHDRAWN, key)


def signed(said: dict[str, Any], purpose: bytes, key: Ed25519PrivateKey) -> bytes:
    """A file with its signer and its signature. Source: docs/decisions/0017-publications.md."""
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    whole = {**said, "signer": Signer(public_key=public).model_dump(mode="json")}
    return canonical({**whole, "signature": base64.b64encode(key.sign(purpose + canonical(whole))).decode()})


def read(content: bytes, signer: str | None = None) -> Package:
    """The package that these bytes are, by the key whose fingerprint or public key is `signer`, where it is given.

    Raises NotAuthentic with the reason: for one byte that is another, as for a key that is not the one that the reader trusts.
    Source: docs/decisions/0017-publications.md.
    """
    found = _shaped(Package, content)
    _as_signed(found, content, PURPOSE, signer)
    if hash_of(found.publication.content()) != found.hash:
        raise NotAuthentic("the figures in it do not give the hash that it names")
    if hash_of(canonical(found.publication.definition)) != found.publication.definition_hash:
        raise NotAuthentic("the definitions in it do not give the hash that it names")
    return found


def read_withdrawal(content: bytes, signer: str | None = None) -> Withdrawal | None:
    """The withdrawal that these bytes are; None where they are something else. Raises NotAuthentic as `read` does.

    Source: docs/decisions/0017-publications.md.
    """
    if WITHDRAWN.removesuffix(b" 1\n") not in content[: LARGEST + 1] or b'"publication"' in content:
        return None
    found = _shaped(Withdrawal, content)
    _as_signed(found, content, WITHDRAWN, signer)
    return found


def _as_signed(found: _Signed, content: bytes, purpose: bytes, signer: str | None) -> None:
    said = found.model_dump(mode="json")
    if canonical(said) != content:
        raise NotAuthentic("it is not written as it was signed: something was added, left out or put in another order")
    del said["signature"]
    try:
        public = base64.b64decode(found.signer.public_key, validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(base64.b64decode(found.signature, validate=True), purpose + canonical(said))
    except (InvalidSignature, ValueError, binascii.Error):
        raise NotAuthentic("its signature is not that of its content: it was changed, or signed by another key") from None
    if signer is not None and _plain(signer) not in (_plain(found.fingerprint), _plain(found.signer.public_key)):
        raise NotAuthentic(f"it is signed by the key {found.fingerprint}, not by the one that you trust")


def _shaped(shape: type[S], content: bytes) -> S:
    if len(content) > LARGEST:
        raise NotAuthentic(f"it is larger than {LARGEST // 1_000_000} MB: no package of figures is")
    try:
        said = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        raise NotAuthentic("it is no JSON: it was cut, or is another file") from None
    try:
        return shape.model_validate(said)
    except ValidationError as wrong:
        first = next(mistakes(shape, said, wrong.errors()))
        at = ".".join(map(str, first.path)) or "the file"
        raise NotAuthentic(f"it is no package of this version: {at}: {first.says}; {first.right}") from None


def _plain(text: str) -> str:
    return "".join(text.split()).removesuffix("=")


def schema() -> dict[str, Any]:
    """The shape of the file as JSON schema. Source: issue 12, point 3."""
    return Package.model_json_schema()
