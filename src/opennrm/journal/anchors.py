"""Signed checkpoints outside the database: a cut tail, a lost stream and a rewritten history show against them (security §7).

A checkpoint names every stream whose head moved since the one before, by a keyed hash, with its length and last hash. The key lies in
the key directory. What this cannot prove is written in docs/threat-model.md: an event that is newer than the last checkpoint.
"""

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from opennrm.journal.event import canonical
from opennrm.journal.models import JournalEvent
from opennrm.journal.replay import Fault


def folder() -> Path:
    """Where checkpoints are written: outside the database, for an operator to copy out of the application's reach."""
    return Path(os.environ.get("OPENNRM_ANCHORS", settings.HOME / "anchors"))


def _secret() -> bytes:
    path = Path(settings.KEYS) / "anchor-key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(32))
    return path.read_bytes()


def _name(stream: UUID, secret: bytes) -> str:
    return hmac.new(secret, b"stream" + stream.bytes, hashlib.sha256).hexdigest()


def checkpoints() -> list[Path]:
    """Every checkpoint, oldest first."""
    return sorted(folder().glob("*.json"))


def write(at: datetime) -> Path:
    """Write a checkpoint over all heads that moved since the last one, signed, chained to it by its hash."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    before = checkpoints()
    since = json.loads(before[-1].read_text())["body"]["position"] if before else 0
    secret = _secret()
    heads = {_name(stream, secret): [seq, digest.hex()] for stream, seq, digest in _heads_since(since)}
    body = {
        "origin": "opennrm journal",
        "at": at.isoformat(),
        "position": max([since, *JournalEvent.objects.order_by("-position").values_list("position", flat=True)[:1]]),
        "previous": hashlib.sha256(before[-1].read_bytes()).hexdigest() if before else "",
        "heads": heads,
    }
    signature = Ed25519PrivateKey.from_private_bytes(secret).sign(canonical(body))
    path = folder() / f"{len(before) + 1:08d}.json"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"body": body, "signature": base64.b64encode(signature).decode()}, file, sort_keys=True)
    return path


def _heads_since(position: int) -> Iterator[tuple[UUID, int, bytes]]:
    moved = JournalEvent.objects.filter(position__gt=position).values("stream").distinct()
    latest = JournalEvent.objects.filter(stream__in=moved).order_by("stream", "-seq").values_list("stream", "seq", "hash")
    seen: UUID | None = None
    for stream, seq, digest in latest.iterator():
        if stream != seen:
            seen = stream
            yield stream, seq, bytes(digest)


def faults() -> Iterator[Fault]:
    """What the checkpoints know and the journal no longer says; a checkpoint that is missing, changed or forged is a fault itself."""
    known: dict[str, list[Any]] = {}
    previous = b""
    secret = _secret() if checkpoints() else b""
    for place, path in enumerate(checkpoints(), start=1):
        said = json.loads(path.read_text())
        if path.stem != f"{place:08d}" or (previous and said["body"]["previous"] != hashlib.sha256(previous).hexdigest()):
            yield Fault(None, None, f"checkpoint {place} is missing or was replaced")
        if not _signed(said, secret):
            yield Fault(None, None, f"checkpoint {path.name} does not bear its signature")
        known.update(said["body"]["heads"])
        previous = path.read_bytes()
    yield from _differences(known, secret)


def _signed(said: dict[str, Any], secret: bytes) -> bool:
    try:
        Ed25519PrivateKey.from_private_bytes(secret).public_key().verify(base64.b64decode(said["signature"]), canonical(said["body"]))
    except InvalidSignature:
        return False
    return True


def _differences(known: dict[str, list[Any]], secret: bytes) -> Iterator[Fault]:
    if not known:
        return
    left = dict(known)
    for stream in JournalEvent.objects.filter(seq=1).values_list("stream", flat=True):
        if (anchored := left.pop(_name(stream, secret), None)) is None:
            continue
        found = JournalEvent.objects.filter(stream=stream, seq=anchored[0]).values_list("hash", flat=True).first()
        if found is None or bytes(found).hex() != anchored[1]:
            yield Fault(stream, anchored[0], "the journal no longer says what was anchored here")
    for name in left:
        yield Fault(None, None, f"a stream that was anchored is gone ({name[:12]}…)")
