"""The past of a material: what was put right, which versions and files came and went; nothing of a time in which it was in confidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop

from opennrm.cases.referral.file_words import size_words
from opennrm.cases.spine import codes
from opennrm.programme import past, words
from opennrm.programme.materials import models
from opennrm.programme.past import COLUMNS, Change, Table
from opennrm.programme.pointers import pointed

__all__ = ["PARTS", "past_of"]

# What is laid down with a material, in the order of the page.
PARTS: Mapping[str, str] = {
    "versions": gettext_noop("Language versions"),
    "files": gettext_noop("Files"),
    "authors": gettext_noop("By whom"),
    "publishers": gettext_noop("Published by"),
    "countries": gettext_noop("Countries"),
    "clauses": gettext_noop("Clauses"),
    "topics": gettext_noop("What it is about"),
}
MATERIAL = Table(
    gettext_noop("The material"),
    columns={
        "kind": gettext_noop("Kind"),
        "title": gettext_noop("Title"),
        "said": gettext_noop("When it appeared"),
        "licence": gettext_noop("Licence"),
        "confidential": gettext_noop("Who may read it"),
        "sources": COLUMNS["sources"],
        "language": COLUMNS["language"],
    },
    told={"kind": lambda code: words.word("materials", code), "title": str, "licence": str},
    parts=PARTS,
)


def past_of(row: models.Material, confidence: UUID | None) -> list[Change]:
    """The past of a material, the latest first. For whoever does not read what its agency keeps in confidence it begins when it was last
    opened.
    """
    found = list(past.steps(MATERIAL, models.Material, id=row.pk))
    if confidence != row.agency:
        found = past.since_it_is_open(found, MATERIAL)
    bodies = {key: one.words for key, one in pointed("body", row.agency, confidence).items()}
    return past.changes(found, lambda part, item: TELLS[part](item, bodies))


def _version(one: Mapping[str, Any], bodies: Mapping[str, str]) -> str:
    """A version in one line: "Turkish: Nasıl yönlendirilir (planned, late 2006)"."""
    called = ": ".join(part for part in (codes.language(one["language"]), one.get("title", "")) if part)
    when, supported = one.get("when", ""), one.get("supported_by") or ""
    state = words.word("versions", one.get("state", "published"))
    more = [state, words.when(when) if when else "", bodies.get(supported, supported), one.get("link", "")]
    return f"{called} ({', '.join(part for part in more if part)})"


def _file(one: Mapping[str, Any], bodies: Mapping[str, str]) -> str:
    """A file without the name that its writer gave it, which goes with the file."""
    return f"{one['kind'].upper()}, {size_words(one['size'])}, {codes.language(one['language'])}"


def _body(one: str, bodies: Mapping[str, str]) -> str:
    return bodies.get(one, one)


TELLS: Mapping[str, Callable[[Any, Mapping[str, str]], str]] = {
    **past.TELLS,
    "versions": _version,
    "files": _file,
    "authors": _body,
    "publishers": _body,
}
