"""Who fits what is looked for, and why: what is there, what is missing. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from opennrm.programme.contacts.typed import Contact, Evidence, Exchange, Need
from opennrm.programme.spans import Span

__all__ = ["Facet", "Fit", "facets_of", "fit", "match", "shown_by"]


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that is looked for: `kind` profession, language, topic, country or the kind of evidence; `code` of which."""

    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Fit:
    """What of what was looked for is there, and what is not."""

    has: tuple[Facet, ...]
    lacks: tuple[Facet, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is missing. Source: screens, clearing-house (2 fit)."""
        return not self.lacks

    @property
    def partial(self) -> bool:
        """Whether it is worth showing although something is missing: at least half is there. Source: issue 13, point 4 (partial fits)."""
        return bool(self.lacks) and bool(self.has) and len(self.has) >= len(self.lacks)


def facets_of(need: Need) -> tuple[Facet, ...]:
    """What is looked for, one by one, in the order in which it is read back. Source: screens, README-monitoring (facets)."""
    plain = (("profession", need.professions), ("language", need.languages), ("topic", need.topics), ("country", need.countries))
    found = [Facet(kind, code) for kind, codes in plain for code in codes]
    return (*found, *(Facet(one.kind, one.people or one.topic or "") for one in need.evidence))


def fit(contact: Contact, need: Need) -> Fit:
    """How far somebody fits, with the reasons. Source: issue 13, point 4 (reasons for each hit)."""
    there = set(_has(contact))
    wanted = facets_of(need)
    return Fit(tuple(one for one in wanted if one in there), tuple(one for one in wanted if one not in there))


def shown_by(contact: Contact, facet: Facet) -> tuple[Evidence, ...]:
    """The evidence on which a facet rests; of a subject, all that was done in it. Source: issue 13, point 4 (evidence)."""
    if facet.kind == "topic":
        return tuple(one for one in contact.evidence if one.topic == facet.code)
    return tuple(one for one in contact.evidence if one.kind == facet.kind and facet.code in (one.people, one.topic))


def match(one: Exchange, other: Exchange) -> Fit | None:
    """How a request and an offer of two countries fit; None where they cannot: not one of each kind, the same country, meant for a third
    country, or closed. Source: issue 13, point 4 (matching with reasons).
    """
    if one.closed or other.closed or {one.kind, other.kind} != {"asks", "offers"} or one.country == other.country:
        return None
    if one.other not in (None, other.country) or other.other not in (None, one.country):
        return None
    asks, offers = (one, other) if one.kind == "asks" else (other, one)
    asked = tuple(_wanted(asks))
    there = {*_wanted(offers), *([Facet("when", asks.when)] if _meet(asks.when, offers.when) else [])}
    found = Fit(tuple(facet for facet in asked if facet in there), tuple(facet for facet in asked if facet not in there))
    return found if Facet("profession", asks.profession) in found.has else None


def _has(contact: Contact) -> Iterator[Facet]:
    yield from (Facet("profession", code) for code in contact.professions)
    yield from (Facet("profession", role.profession) for role in contact.roles)
    yield from (Facet("language", code) for code in contact.languages)
    yield from (Facet("topic", code) for code in contact.topics)
    yield from (Facet("country", code) for code in contact.countries)
    for one in contact.evidence:
        yield from (Facet(one.kind, code) for code in (one.people, one.topic) if code)
        if one.topic:
            yield Facet("topic", one.topic)


def _wanted(exchange: Exchange) -> Iterator[Facet]:
    yield Facet("profession", exchange.profession)
    yield from (Facet("language", code) for code in exchange.languages)
    yield from (Facet("topic", code) for code in exchange.topics)
    yield from (Facet("group", code) for code in exchange.groups)
    if exchange.when:
        yield Facet("when", exchange.when)


def _meet(one: str, other: str) -> bool:
    first, second = Span.parse(one), Span.parse(other)
    if not second.known or first.earliest is None:
        return True
    return second.touches(first.earliest, first.latest or first.earliest)
