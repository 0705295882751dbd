"""The kinds of file that are taken: how each is named, how its bytes begin, and what may be wrong with one. Pure.

Source: domain 1.7.2, files.
"""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["KINDS", "MOST_BYTES", "Kind", "Refuse", "kind_of", "named"]

MOST_BYTES = 25 * 1024 * 1024


class Refuse(Exception):
    """The file is not taken; `code` says why (`vault.cleaning` has the words)."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the endings of its name, the first of which it is handed out with, its type, and how its bytes begin."""

    code: str
    endings: tuple[str, ...]
    type: str
    begins: bytes


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS: Mapping[str, Kind] = {
    one.code: one
    for one in (
        Kind("jpg", ("jpg", "jpeg"), "image/jpeg", b"\xff\xd8\xff"),
        Kind("png", ("png",), "image/png", b"\x89PNG\r\n\x1a\n"),
        Kind("pdf", ("pdf",), "application/pdf", b"%PDF-"),
        Kind("docx", ("docx",), WORD, b"PK\x03\x04"),
        Kind("doc", ("doc",), "application/msword", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    )
}


def named(name: str) -> Kind | None:
    """The kind that the ending of a name says, whatever is in the file. Source: domain 1.7.2, files."""
    stem, _, ending = name.rpartition(".")
    ending = ending.strip().lower() if stem else ""
    return next((kind for kind in KINDS.values() if ending in kind.endings), None)


def kind_of(name: str, content: bytes, taken: tuple[str, ...]) -> Kind:
    """The kind of a file, by its name and its first bytes alike. Raises Refuse. Source: domain 1.7.2, files; hostile-tests FIL-01."""
    kind = named(name)
    if kind is None or kind.code not in taken:
        raise Refuse("kind")
    if not content:
        raise Refuse("empty")
    if not content.startswith(kind.begins):
        raise Refuse("other")
    return kind
