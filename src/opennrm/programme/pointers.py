"""How a record of one room is named in another that does not know it: rooms offer what is behind their keys, whoever shows a key asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

__all__ = ["Pointer", "Sought", "offers", "pointed", "seeks", "sought"]


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


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: all these words in a name, or one of these keys; nothing said is the latest."""

    words: tuple[str, ...] = ()
    keys: Collection[str] | None = None
    most: int = 200


Seeker = Callable[[UUID, UUID | None, Sought], Iterable[Pointer]]
_seekers: dict[str, Seeker] = {}


def seeks(kind: str) -> Callable[[Seeker], Seeker]:
    """Decorator: this finds the records of a kind by words of their names, as far as the reader may see them; named so that they differ."""

    def register(seeker: Seeker) -> Seeker:
        _seekers[kind] = seeker
        return seeker

    return register


def sought(kind: str, agency: UUID, confidence: UUID | None, wanted: Sought) -> Mapping[str, str]:
    """Their names by key, no two alike; nothing where no room offers this kind."""
    seeker = _seekers.get(kind)
    if seeker is None or (wanted.keys is not None and not wanted.keys):
        return {}
    found = list(seeker(agency, confidence, wanted))
    often = Counter(one.words for one in found)
    return {one.key: one.words if often[one.words] == 1 else f"{one.words} ({one.key})" for one in found}


def pointed(kind: str, agency: UUID, confidence: UUID | None, keys: Collection[str] | None = None) -> Mapping[str, Pointer]:
    """What stands behind keys, as far as the reader may see it; nothing where no room offers this kind."""
    finder = _finders.get(kind)
    if finder is None or (keys is not None and not keys):
        return {}
    return {one.key: one for one in finder(agency, confidence, keys)}
