"""Whether words of ours are a document's own: its runs of nine words, kept as hashes and not as text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.resources import files

__all__ = ["RUN", "hashed", "runs", "shared"]

RUN = 9  # one more than a record may hold of anybody's words
_WORD = re.compile(r"[^\W_]+")


def runs(text: str) -> Iterator[str]:
    """Each run of nine words of a text, without case and marks; none of a shorter one. Source: issue 13, Not this (no sentence kept)."""
    words = _WORD.findall(text.lower())
    yield from (" ".join(words[n : n + RUN]) for n in range(len(words) - RUN + 1))


def hashed(run: str) -> str:
    """A run as its file keeps it. Source: blake2b of eight bytes."""
    return blake2b(run.encode(), digest_size=8).hexdigest()


def shared(name: str, text: str) -> tuple[str, ...]:
    """The runs that a text has in common with a document. Source: issue 13, Not this (no sentence kept)."""
    return tuple(run for run in runs(text) if hashed(run) in _of(name))


@cache
def _of(name: str) -> frozenset[str]:
    return frozenset((files("opennrm.programme.record") / f"data/{name}/runs.txt").read_text(encoding="ascii").split())
