"""Files that the owner alone may read, written whole and durably."""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from django.utils.translation import gettext as _

from opennrm.vault.errors import KeyUnavailable


def require_private(path: Path, directory: Path) -> tuple[int, int, int]:
    """A stamp that changes with the file. Raises KeyUnavailable unless it is a plain file that the owner alone may read."""
    try:
        found, around = path.lstat(), directory.stat()
    except OSError:
        raise KeyUnavailable(_("The key file %s is missing.") % path.name) from None
    if not stat.S_ISREG(found.st_mode) or found.st_uid not in (os.geteuid(), 0):
        raise KeyUnavailable(_("The key file %s is not a plain file of the user who runs this.") % path.name)
    if found.st_mode & 0o077:
        raise KeyUnavailable(_("The key file %s may be read by others: set its mode to 0600.") % path.name)
    if around.st_mode & 0o022:
        raise KeyUnavailable(_("Others may write in the key directory: set its mode to 0700."))
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns


def write_private(path: Path, content: bytes) -> None:
    """Make a file of mode 0600 whole or not at all; one that stands there already is kept."""
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(partial, path)
    partial.unlink()
    sync_directory(path.parent)


def sync_directory(directory: Path) -> None:
    """Make names that came or went durable."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_private(path: Path) -> None:
    """Make an empty file of mode 0600 before SQLite does, which would let all read it; its journal files take the same mode."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
