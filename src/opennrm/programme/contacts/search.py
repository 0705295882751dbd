"""What was typed into the search, read back as what it looks for: "lawyer, Romanian, compensation, has trained police". Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from babel import Locale, UnknownLocaleError

from opennrm.programme.codes import code_lists, told
from opennrm.programme.contacts.fit import Facet
from opennrm.programme.contacts.typed import Evidence, Need
from opennrm.standards.load import law

__all__ = ["LONGEST", "Asked", "read_back"]

LONGEST = 200
_BETWEEN = re.compile(r"[,;\n]+")
_LISTS = MappingProxyType({"profession": "professions", "topic": "topics"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, and the words in which nothing of ours was found."""

    need: Need
    words: tuple[str, ...] = ()


def read_back(text: str, language: str) -> Asked:
    """What is looked for by the parts between commas, each as a whole first, then word by word, in the reader's language or in English.

    Source: issue 13, point 4; screens, README-monitoring (the query is read back as facets).
    """
    found: list[Facet] = []
    words: list[str] = []
    known = _known(language)
    for part in _BETWEEN.split(text[:LONGEST].casefold()):
        _read(" ".join(part.split()), known, found, words)
    return Asked(_need(dict.fromkeys(found)), tuple(dict.fromkeys(words)))


def _read(part: str, known: Mapping[str, Facet], found: list[Facet], words: list[str]) -> None:
    tokens, at = part.split(), 0
    while at < len(tokens):
        longest = next((to for to in range(len(tokens), at, -1) if " ".join(tokens[at:to]) in known), None)
        if longest is None:
            words.append(tokens[at])
            at += 1
        else:
            found.append(known[" ".join(tokens[at:longest])])
            at = longest


def _need(facets: Mapping[Facet, None]) -> Need:
    kinds: dict[str, list[str]] = {}
    for one in facets:
        kinds.setdefault(one.kind, []).append(one.code)
    evidence = [_evidence(one) for one in facets if one.kind in code_lists()["evidence"]]
    return Need(
        professions=tuple(kinds.get("profession", ())),
        languages=tuple(kinds.get("language", ())),
        topics=tuple(kinds.get("topic", ())),
        countries=tuple(kinds.get("country", ())),
        evidence=tuple(evidence),
    )


def _evidence(facet: Facet) -> Evidence:
    of_people = facet.code in code_lists()["people"]
    return Evidence(kind=facet.kind, people=facet.code) if of_people else Evidence(kind=facet.kind, topic=facet.code)


@cache
def _known(language: str) -> Mapping[str, Facet]:
    """Every word or group of words that means something; of two alike the former of professions, subjects, languages, countries."""
    found: dict[str, Facet] = {}
    for spoken in dict.fromkeys((language, "en")):
        for kind, name in _LISTS.items():
            for code in code_lists()[name]:
                found.setdefault(told(name, code, spoken).casefold(), Facet(kind, code))
        _evidence_words(found, spoken)
        locale = _locale(spoken)
        for code in law().languages:
            found.setdefault(str(locale.languages.get(code, code)).casefold(), Facet("language", code))
        for code, name in locale.territories.items():
            if len(code) == 2:
                found.setdefault(str(name).casefold(), Facet("country", code))
    return MappingProxyType(found)


def _evidence_words(found: dict[str, Facet], spoken: str) -> None:
    for code in code_lists()["evidence"]:
        does = told("evidence", code, spoken).casefold()
        for name in ("people", "topics"):
            for of in code_lists()[name]:
                said = f"{does} {told(name, of, spoken).casefold()}"
                found.setdefault(said, Facet(code, of))
                found.setdefault(said.removeprefix("has "), Facet(code, of))


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
