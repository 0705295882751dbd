"""What an editor may name as bearing a sentence: any record that reports may tell of, found by words, under its reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, zip_longest
from uuid import UUID

from django.utils.translation import gettext, gettext_noop

from opennrm.programme.pointers import Pointer, Sought, seeks, sought

__all__ = ["BEARER", "by_words"]

BEARER = "bearer"
# The kinds in the order in which what has the words is shown, and how each is called; of some the name tells it already.
NAMED: Mapping[str, str] = {
    "activity": "",
    "outcome": "",
    "finding": gettext_noop("Finding: %(name)s"),
    "material": gettext_noop("Material: %(name)s"),
    "promise": gettext_noop("Promise: %(name)s"),
    "aim": "",
}
OFFERED = 60  # while one types: a page of a report is no register


@seeks(BEARER)
def by_words(agency: UUID, confidence: UUID | None, wanted: Sought) -> Iterator[Pointer]:
    """Records of every kind, one of each in turn: many activities with the words leave room for the one outcome that has them."""
    in_turn = zip_longest(*(_of_kind(kind, agency, confidence, wanted) for kind in NAMED))
    found = [one for one in chain.from_iterable(in_turn) if one is not None]
    yield from found[: min(wanted.most, OFFERED)]


def _of_kind(kind: str, agency: UUID, confidence: UUID | None, wanted: Sought) -> list[Pointer]:
    begins = f"{kind}:"
    keys = None if wanted.keys is None else [one.removeprefix(begins) for one in wanted.keys if one.startswith(begins)]
    found = sought(kind, agency, confidence, replace(wanted, keys=keys, most=min(wanted.most, OFFERED)))
    called = NAMED[kind]
    return [Pointer(f"{begins}{key}", gettext(called) % {"name": name} if called else name) for key, name in found.items()]
