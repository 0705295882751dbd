"""Files as they come in: in memory, never on a disk, from somebody who is signed in, by a page that takes files, and bounded.

A file that is too large is read to its end and forgotten: what else was typed on the page is not lost. Source: security §4, uploads.
"""

import unicodedata
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from opennrm.vault.cleaner.kinds import MOST_BYTES

__all__ = ["InMemory", "Received", "received"]

MOST_AT_ONCE = 2 * MOST_BYTES
LONGEST_NAME = 150


class Received:
    """A file that came in: its name, how large it is, and its bytes; without bytes where it, or what came with it, was too large."""

    def __init__(self, name: str, size: int, content: bytes | None) -> None:
        self.name, self.size, self.content = name, size, content

    def close(self) -> None:
        """Nothing is open; the request closes its files at its end."""


class InMemory(FileUploadHandler):
    """Keeps files of a request in memory up to a bound over all of them; takes none where no page asks for any."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._kept = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        match = getattr(self.request, "resolver_match", None)
        takes = getattr(getattr(match, "func", None), "declared", None)
        if getattr(self.request, "actor", None) is None or not getattr(takes, "files", False):
            raise SkipFile
        self._pieces: list[bytes] = []
        self._whole = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nobody behind this handler gets a piece."""
        self._whole = self._whole and start + len(raw_data) <= MOST_BYTES and self._kept + len(raw_data) <= MOST_AT_ONCE
        if self._whole:
            self._pieces.append(raw_data)
            self._kept += len(raw_data)
        elif self._pieces:
            self._kept -= sum(map(len, self._pieces))
            self._pieces.clear()

    def file_complete(self, file_size: int) -> Received:  # type: ignore[override]  # a request asks no more of a file than to be closed
        content = b"".join(self._pieces) if self._whole else None
        self._pieces = []
        return Received(_name(self.file_name), file_size, content)


def received(request: HttpRequest, name: str) -> list[Received]:
    """The files that were chosen in a field of the page."""
    return list(request.FILES.getlist(name))  # type: ignore[arg-type]


def _name(given: str | None) -> str:
    """A name as it can be shown: one line, without what turns or hides its letters, and not endless. Source: hostile-tests FIL-04."""
    text = unicodedata.normalize("NFC", given or "")
    text = " ".join("".join(letter for letter in text if unicodedata.category(letter)[0] != "C").split())
    stem, dot, ending = text.rpartition(".")
    return text if len(text) <= LONGEST_NAME else f"{(stem or text)[: LONGEST_NAME - 10]}…{dot}{ending[:9] if stem else ''}"
