"""The record of erasures, in a third place: signed, chained lines that a restored database has to catch up with before it opens."""

import base64
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils.translation import gettext as _

from opennrm.vault.errors import KeyUnavailable, VaultClosed
from opennrm.vault.private_files import require_private, sync_directory, write_private

GENESIS = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One erasure. Serial 0 is the beginning of the record and names nobody."""

    serial: int
    subject: UUID
    erased_at: str
    prev: str

    def line(self, key: Ed25519PrivateKey) -> bytes:
        """The signed line as it stands in the file."""
        body = {"serial": self.serial, "subject": str(self.subject), "erased_at": self.erased_at, "prev": self.prev}
        text = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
        return text + b"\t" + base64.b64encode(key.sign(text)) + b"\n"


class Record:
    """The file of erasures and the key that signs it, which lies with the wrapped keys."""

    def __init__(self, home: Path, keys: Path) -> None:
        self._path = home / "tombstones" / "erased"
        self._key_path = keys / "tombstone-key"

    def begin(self) -> None:
        """Make the signing key and the empty record of a new installation; where they stand already nothing happens.

        Raises VaultClosed when there is a record of erasures and no key: the key directory is missing, not new.
        """
        if self._key_path.exists():
            return
        if self._path.exists() and len(self._lines()) > 1:
            raise VaultClosed(_("There is a record of erasures and no key to check it: bring back the key directory."))
        self._path.unlink(missing_ok=True)
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._key_path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = Ed25519PrivateKey.generate()
        write_private(self._path, Tombstone(0, GENESIS, "", "").line(key))
        write_private(self._key_path, base64.b64encode(key.private_bytes_raw()) + b"\n")

    def add(self, subject: UUID, at: datetime) -> Tombstone:
        """Write down an erasure, durably, before anything is destroyed. Raises VaultClosed."""
        with self._locked() as descriptor:
            lines = self._lines()
            last = self._tombstones(lines)[-1]
            stone = Tombstone(last.serial + 1, subject, at.isoformat(), sha256(lines[-1]).hexdigest())
            os.ftruncate(descriptor, sum(len(line) for line in lines))
            os.pwrite(descriptor, stone.line(self._key()), os.lseek(descriptor, 0, os.SEEK_END))
            os.fsync(descriptor)
        sync_directory(self._path.parent)
        return stone

    def after(self, serial: int) -> list[Tombstone]:
        """The erasures later than a serial, in order. Raises VaultClosed when the record is missing or was changed."""
        return [stone for stone in self._tombstones(self._lines()) if stone.serial > serial]

    def last(self) -> int:
        """The serial of the last erasure. Raises VaultClosed."""
        return self._tombstones(self._lines())[-1].serial

    @contextmanager
    def _locked(self) -> Iterator[int]:
        try:
            descriptor = os.open(self._path, os.O_RDWR)
        except FileNotFoundError:
            raise VaultClosed(_missing()) from None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)

    def _lines(self) -> list[bytes]:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            raise VaultClosed(_missing()) from None
        # A line without its end was being written when the machine stopped; its erasure was never confirmed to anybody.
        return [line for line in content.splitlines(keepends=True) if line.endswith(b"\n")]

    def _tombstones(self, lines: list[bytes]) -> list[Tombstone]:
        public, prev, found = self._key().public_key(), "", list[Tombstone]()
        for serial, line in enumerate(lines):
            text, _tab, signature = line.rstrip(b"\n").partition(b"\t")
            try:
                public.verify(base64.b64decode(signature), text)
            except (InvalidSignature, ValueError):
                raise VaultClosed(_changed()) from None
            body = json.loads(text)
            stone = Tombstone(body["serial"], UUID(body["subject"]), body["erased_at"], body["prev"])
            if stone.serial != serial or stone.prev != prev:
                raise VaultClosed(_changed())
            found.append(stone)
            prev = sha256(line).hexdigest()
        if not found:
            raise VaultClosed(_changed())
        return found

    def _key(self) -> Ed25519PrivateKey:
        require_private(self._key_path, self._key_path.parent)
        try:
            return Ed25519PrivateKey.from_private_bytes(base64.b64decode(self._key_path.read_bytes()))
        except ValueError:
            raise KeyUnavailable(_("The key file %s is malformed.") % self._key_path.name) from None


def _missing() -> str:
    return _("The record of erasures is missing: bring back OPENNRM_HOME/tombstones before anything opens.")


def _changed() -> str:
    return _("The record of erasures was changed, or is signed with another key.")
