"""What of an activity stands in rows of their own, laid down with it as it was typed, so that its past is whole; and how that is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, gettext_noop

from opennrm.programme import typed, words
from opennrm.programme.activities import reads, shown
from opennrm.programme.pointers import pointed

__all__ = ["Named", "differences", "laid"]

# The parts by the names of their fields, in the order of the page.
PARTS: Mapping[str, str] = {
    "places": gettext_noop("Where"),
    "parts": gettext_noop("Who took part"),
    "aims": gettext_noop("Aims that it serves"),
    "taskings": gettext_noop("Taskings that it answers"),
    "topics": gettext_noop("Topics"),
    "groups": gettext_noop("Whom it concerns"),
    "clauses": gettext_noop("Clauses"),
    "materials": gettext_noop("Materials"),
    "links": gettext_noop("Other activities"),
}


def laid(said: typed.Activity) -> dict[str, Any]:
    """The parts of an activity as its history keeps them. Source: issue 13 (ordinary models with a kept history)."""
    return said.model_dump(mode="json", include=set(PARTS), exclude_defaults=True)


@dataclass(frozen=True, slots=True)
class Named:
    """What stands behind the keys of one agency, as far as the reader may see it: what is not here is not told of."""

    bodies: Mapping[str, str]
    aims: Mapping[str, str]
    materials: Mapping[str, str]
    activities: Mapping[str, str]

    @classmethod
    def by(cls, agency: UUID, confidence: UUID | None, states: Iterator[Mapping[str, Any]]) -> Named:
        """The names for these states of an activity."""
        found = list(states)
        materials = {key for one in found for key in one.get("materials", ())}
        links = {link["to"] for one in found for link in one.get("links", ())}
        return cls(
            bodies=reads.body_names(agency),
            aims={one.key: one.subject for one in reads.aims(agency)},
            materials={key: one.words for key, one in pointed("material", agency, confidence, materials).items()},
            activities={key: one.words for key, one in pointed("activity", agency, confidence, links).items()},
        )


def differences(after: Mapping[str, Any] | None, before: Mapping[str, Any] | None, named: Named) -> Iterator[str]:
    """What was added to each part and what was taken out, in words; nothing where one of both was laid down by no version of ours."""
    if after is None or before is None:
        return
    for name, says in PARTS.items():
        now, then = (_told(name, one.get(name, ()), named) for one in (after, before))
        if added := [one for one in now if one not in then]:
            yield gettext("%(part)s, added: %(what)s") % {"part": gettext(says), "what": "; ".join(added)}
        if gone := [one for one in then if one not in now]:
            yield gettext("%(part)s, taken out: %(what)s") % {"part": gettext(says), "what": "; ".join(gone)}


def _told(name: str, items: Any, named: Named) -> list[str]:
    return [said for one in items if (said := TOLD[name](one, named))]


def _part(one: Mapping[str, Any], named: Named) -> str:
    said = typed.Part(**one)
    name = named.bodies.get(said.body or "", said.body or "")
    return f"{words.word('parts', said.role)}: {shown.who_words(name, said.people or '', said.number, said.country or '')}"


def _link(one: Mapping[str, Any], named: Named) -> str:
    name = named.activities.get(one["to"], "")
    return f"{words.word('links', one['kind'])}: {name}" if name else ""


def _clause(one: str, named: Named) -> str:
    return f"{one} {words.clause(one)}"


TOLD: Mapping[str, Callable[[Any, Named], str]] = {
    "places": lambda one, named: shown.places_words([typed.Place(**one)]),
    "parts": _part,
    "aims": lambda one, named: named.aims.get(one, one),
    "taskings": _clause,
    "topics": lambda one, named: words.word("topics", one),
    "groups": lambda one, named: words.word("groups", one),
    "clauses": _clause,
    "materials": lambda one, named: named.materials.get(one, ""),
    "links": _link,
}
