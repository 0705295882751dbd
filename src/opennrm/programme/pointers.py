"""How a record of one room is named in another that does not know it: rooms offer what is behind their keys, whoever shows a key asks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

__all__ = ["Pointer", "offers", "pointed"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """What stands behind a key: how it is called, and its page where it has one."""

    key: str
    words: str
    url: str = ""


Finder = Callable[[UUID, UUID | None, Collection[str] | None], Iterable[Pointer]]
_finders: dict[str, Finder] = {}


def offers(kind: str) -> Callable[[Finder], Finder]:
    """Decorator: this finds the records of a kind by the agency that keeps them, the reader's confidence, and keys (None: all)."""

    def register(finder: Finder) -> Finder:
        _finders[kind] = finder
        return finder

    return register


def pointed(kind: str, agency: UUID, confidence: UUID | None, keys: Collection[str] | None = None) -> Mapping[str, Pointer]:
    """What stands behind keys, as far as the reader may see it; nothing where no room offers this kind."""
    finder = _finders.get(kind)
    if finder is None or (keys is not None and not keys):
        return {}
    return {one.key: one for one in finder(agency, confidence, keys)}
