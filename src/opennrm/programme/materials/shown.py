"""Materials in the words of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from opennrm.cases.referral.file_words import size_words
from opennrm.cases.spine import codes
from opennrm.programme import typed, words
from opennrm.programme.materials import models, reads
from opennrm.programme.pointers import pointed

__all__ = ["Line", "line", "material", "narrowed"]

MOST = 12  # choices of each kind by which a list is narrowed down


@dataclass(frozen=True, slots=True)
class Line:
    """A material in a list."""

    id: UUID
    title: str
    kind: str
    when: str
    languages: tuple[str, ...]
    clauses: tuple[str, ...]
    countries: tuple[str, ...]
    licence: str
    confidential: bool


def line(row: models.Material) -> Line:
    """A material as a list shows it; its marks and versions were read with it."""
    said = reads.as_typed(row)
    return Line(
        id=row.id,
        title=row.title,
        kind=words.word("materials", row.kind),
        when=words.when(row.said) if row.said else "",
        languages=tuple(dict.fromkeys(codes.language(one.language) for one in said.versions)),
        clauses=said.clauses,
        countries=tuple(words.country(one) for one in said.countries),
        licence=row.licence,
        confidential=row.confidential,
    )


def material(row: models.Material, confidence: UUID | None) -> dict[str, Any]:
    """One material with all that belongs to it, as far as the reader may see it."""
    said, bodies = reads.as_typed(row), pointed("body", row.agency, confidence)
    named = {name: [bodies[key] for key in getattr(said, name) if key in bodies] for name in ("authors", "publishers")}
    return {
        **named,
        "kind": words.word("materials", said.kind),
        "when": words.when(said.when),
        "versions": [_version(one, {key: body.words for key, body in bodies.items()}) for one in said.versions],
        "countries": [words.country(one) for one in said.countries],
        "clauses": [(id, words.clause(id)) for id in said.clauses],
        "topics": words.words("topics", said.topics),
        "files": [_file(one) for one in reads.files(row)],
        "activities": list(pointed("activities of a material", row.agency, confidence, [row.key]).values()),
    }


def narrowed(counts: Mapping[str, list[tuple[str, int]]], wanted: reads.Wanted) -> list[dict[str, Any]]:
    """By what a list can be narrowed down: each kind with its choices, in words, with how many there are; the chosen one stays."""
    named: dict[str, Callable[[str], str]] = {
        "kind": lambda code: words.word("materials", code),
        "language": codes.language,
        "topic": lambda code: words.word("topics", code),
        "country": words.country,
        "clause": str,
    }
    found = []
    for name, told in named.items():
        chosen = getattr(wanted, name)
        listed = [one for n, one in enumerate(counts.get(name, ())) if n < MOST or one[0] == chosen]
        if listed:
            found.append(
                {"name": name, "chosen": told(chosen) if chosen else "", "choices": [_choice(one, told, chosen) for one in listed]}
            )
    return found


def _choice(one: tuple[str, int], told: Any, chosen: str) -> dict[str, Any]:
    code, many = one
    return {"code": code, "words": told(code), "many": many, "chosen": code == chosen}


def _file(one: models.File) -> dict[str, Any]:
    about = f"{one.kind.upper()}, {size_words(one.size)}"
    return {"id": one.pk, "name": one.name, "language": codes.language(one.language), "about": about}


def _version(one: typed.Version, bodies: Mapping[str, str]) -> dict[str, Any]:
    return {
        "code": one.language,
        "language": codes.language(one.language),
        "title": one.title,
        "state": words.word("versions", one.state),
        "when": words.when(one.when) if one.when else "",
        "supported_by": bodies.get(one.supported_by or "", ""),
        "link": one.link,
    }
