"""Where key-encryption keys come from: a file each (0600) in OPENNRM_KEYS, or the environment variable OPENNRM_KEK.

Keys have epochs 1, 2, 3 …: a new one re-wraps the living keys, then the old one is destroyed, and with it every copy of older key
stores, wherever they lie. Nothing here falls back to a weaker way: what is missing or readable by others stops the work.
"""

import base64
import binascii
import os
import re
import secrets
from functools import lru_cache
from pathlib import Path
from typing import NoReturn, Protocol

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings
from django.utils.translation import gettext as _

from opennrm.vault.errors import KeyDamaged, KeyUnavailable
from opennrm.vault.private_files import make_private, require_private, sync_directory, write_private
from opennrm.vault.tombstones import Record

FILE = re.compile(r"kek-(\d{4,})")


class Provider(Protocol):
    """What a source of key-encryption keys can do. A key-management service would be a third one.

    `makes_keys`: whether it makes and destroys keys itself, or the operator does.
    """

    makes_keys: bool

    def wrap(self, epoch: int, plain: bytes) -> bytes:
        """AES key wrap under the key of an epoch. Raises KeyUnavailable."""

    def unwrap(self, epoch: int, wrapped: bytes) -> bytes:
        """The plain key. Raises KeyDamaged when it was wrapped by another key or changed."""

    def rotate(self, after: int) -> int:
        """The newest epoch, later than `after`; made where the provider can make keys. Raises KeyUnavailable where it cannot."""

    def destroy(self, epoch: int) -> bool:
        """Destroy the key of an epoch; False where somebody else has to."""

    def list(self) -> tuple[int, ...]:
        """The epochs whose keys are at hand, oldest first."""

    def health(self) -> tuple[str, ...]:
        """What is wrong, in sentences for the operator; nothing when all is well."""


class Kek:
    """One key-encryption key. It shows itself to nobody: no repr, no pickle."""

    __slots__ = ("_key", "epoch")

    def __init__(self, epoch: int, encoded: str | bytes) -> None:
        try:
            self._key = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            self._key = b""
        self.epoch = epoch
        if len(self._key) != 32:
            raise KeyUnavailable(_("The key-encryption key of epoch %d is not 32 bytes in base64.") % epoch)

    def __repr__(self) -> str:
        return f"<key-encryption key of epoch {self.epoch}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not pickled")

    def wrap(self, plain: bytes) -> bytes:
        """AES-256 key wrap (RFC 3394)."""
        return aes_key_wrap(self._key, plain)

    def unwrap(self, wrapped: bytes) -> bytes:
        """The plain key. Raises KeyDamaged when this key did not wrap it or it was changed."""
        try:
            return aes_key_unwrap(self._key, wrapped)
        except (InvalidUnwrap, ValueError):
            pass
        raise KeyDamaged(_("A wrapped key does not open with the key-encryption key of epoch %d.") % self.epoch)


class FileProvider:
    """A file for each epoch in a directory of its own, 0600, never in the same backup as the database."""

    makes_keys = True

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._held: dict[int, tuple[tuple[int, int, int], Kek]] = {}

    def __repr__(self) -> str:
        return f"<key-encryption keys in {self._directory}>"

    def wrap(self, epoch: int, plain: bytes) -> bytes:
        """See Provider."""
        return self._kek(epoch).wrap(plain)

    def unwrap(self, epoch: int, wrapped: bytes) -> bytes:
        """See Provider."""
        return self._kek(epoch).unwrap(wrapped)

    def rotate(self, after: int) -> int:
        """See Provider. A key that a killed rotation left behind is taken up again."""
        newer = [epoch for epoch in self.list() if epoch > after]
        return max(newer) if newer else self._make(after + 1)

    def destroy(self, epoch: int) -> bool:
        """See Provider. The file is overwritten before it goes; what a disk keeps beneath, the disk's own encryption has to hold."""
        self._held.pop(epoch, None)
        path = self._path(epoch)
        if path.exists():
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(path.stat().st_size))
                os.fsync(file.fileno())
            path.unlink()
            sync_directory(self._directory)
        return True

    def list(self) -> tuple[int, ...]:
        """See Provider."""
        if not self._directory.is_dir():
            return ()
        found = (FILE.fullmatch(entry.name) for entry in self._directory.iterdir())
        return tuple(sorted(int(match[1]) for match in found if match))

    def health(self) -> tuple[str, ...]:
        """See Provider."""
        wrong = [] if self.list() else [_none_at_all()]
        for epoch in self.list():
            try:
                self._kek(epoch)
            except KeyUnavailable as error:
                wrong.append(str(error))
        return tuple(wrong)

    def _path(self, epoch: int) -> Path:
        return self._directory / f"kek-{epoch:04d}"

    def _kek(self, epoch: int) -> Kek:
        path = self._path(epoch)
        seen = require_private(path, self._directory)
        held = self._held.get(epoch)
        if held is None or held[0] != seen:
            held = self._held[epoch] = (seen, Kek(epoch, path.read_bytes().strip()))
        return held[1]

    def _make(self, epoch: int) -> int:
        self._directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_private(self._path(epoch), base64.b64encode(secrets.token_bytes(32)) + b"\n")
        return epoch


class EnvironmentProvider:
    """Keys from OPENNRM_KEK: one in base64, or several as `1:…,2:…`. The operator adds and removes them."""

    makes_keys = False

    def __init__(self, value: str) -> None:
        parts = (part.strip().rpartition(":") for part in value.split(","))
        self._keks = {kek.epoch: kek for kek in (Kek(_epoch(number), encoded) for number, _colon, encoded in parts)}

    def __repr__(self) -> str:
        return "<key-encryption keys from the environment>"

    def wrap(self, epoch: int, plain: bytes) -> bytes:
        """See Provider."""
        return self._kek(epoch).wrap(plain)

    def unwrap(self, epoch: int, wrapped: bytes) -> bytes:
        """See Provider."""
        return self._kek(epoch).unwrap(wrapped)

    def rotate(self, after: int) -> int:
        """See Provider."""
        if (newest := max(self._keks)) > after:
            return newest
        raise KeyUnavailable(_("Add a key of epoch %d to OPENNRM_KEK first, beside the one that stands there.") % (after + 1))

    def destroy(self, epoch: int) -> bool:
        """See Provider. Only the operator can take a key out of the environment."""
        return epoch not in self._keks

    def list(self) -> tuple[int, ...]:
        """See Provider."""
        return tuple(sorted(self._keks))

    def health(self) -> tuple[str, ...]:
        """See Provider: a malformed key has stopped the provider before."""
        return ()

    def _kek(self, epoch: int) -> Kek:
        if epoch not in self._keks:
            raise KeyUnavailable(_("OPENNRM_KEK holds no key of epoch %d.") % epoch)
        return self._keks[epoch]


def ensure() -> None:
    """Make what a new installation needs before its first key: the key directory (0700), the first key-encryption key unless the
    environment gives one, the key that signs erasures, and their empty record. What is there stays; no database is touched.

    Raises VaultClosed when there is a record of erasures without its key, KeyUnavailable.
    """
    prepare(settings.KEYS, settings.HOME)


def prepare(keys: Path, home: Path) -> None:
    """As `ensure`, for these directories."""
    keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    make_private(keys / "keys.sqlite3")
    Record(home, keys).begin()
    source = provider(keys)
    if not source.list():
        source.rotate(after=0)


def provider(directory: Path) -> Provider:
    """The provider in force: OPENNRM_KEK wins, else files in the key directory."""
    if value := os.environ.get("OPENNRM_KEK"):
        return _from_environment(value)
    return _from_files(directory)


_from_environment = lru_cache(maxsize=2)(EnvironmentProvider)
_from_files = lru_cache(maxsize=8)(FileProvider)


def _epoch(number: str) -> int:
    if number and not number.isdecimal():
        raise KeyUnavailable(_("OPENNRM_KEK is not of the form `1:key,2:key`."))
    return int(number or 1)


def _none_at_all() -> str:
    return _("There is no key-encryption key: run `opennrm init`, or set OPENNRM_KEK.")
