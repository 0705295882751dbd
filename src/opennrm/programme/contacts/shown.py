"""Whom to ask in the words of a page: a card with what somebody has done and why they fit, a need read back, a match, a visit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from opennrm.cases.spine import codes
from opennrm.programme import words
from opennrm.programme.contacts import models, requests
from opennrm.programme.contacts.fit import Facet, Fit, facets_of
from opennrm.programme.contacts.typed import Contact, Evidence, Need, Role
from opennrm.programme.pointers import Pointer

__all__ = [
    "Card",
    "Chip",
    "Said",
    "card",
    "chips",
    "evidence_line",
    "exchange_line",
    "exchange_name",
    "labels",
    "match_line",
    "names",
    "role_line",
    "standing",
    "visit_line",
]

SOON = 60  # days before its end, a consent is asked for anew

# What a facet is called when a search is read back.
CALLED = {
    "profession": gettext_noop("profession"),
    "language": gettext_noop("speaks"),
    "topic": gettext_noop("subject"),
    "country": gettext_noop("knows"),
    "group": gettext_noop("with"),
    "when": gettext_noop("when"),
}
SHOWN = {
    "through_us": gettext_noop("On no list. Whoever keeps the entry asks, and only a yes is told."),
    "own_agency": gettext_noop("Shown to the agency that keeps the entry"),
    "focal_points": gettext_noop("Shown to that agency and to focal points"),
    "programme": gettext_noop("Shown to all who work in the programme"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that is looked for, read back: what kind of thing, and which."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """A line of what somebody did, and the page of the activity in which it was, if the reader may see that."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody who fits, as a list shows them."""

    id: UUID
    name: str
    works_at: str
    as_what: str
    languages: tuple[str, ...]
    done: tuple[Said, ...]
    fits: tuple[str, ...]
    lacks: tuple[str, ...]
    shown: str
    until: date


def card(row: models.Contact, contact: Contact, person: Mapping[str, str], fit: Fit | None, known: Mapping[str, Pointer]) -> Card:
    """Somebody with what they have done, why they fit and what is missing. `known`: the activities that the reader may see, by key."""
    return Card(
        id=row.id,
        name=person.get("name", ""),
        works_at=person.get("works_at", ""),
        as_what=" · ".join([*words.words("professions", contact.professions), *(words.country(one) for one in contact.countries)]),
        languages=tuple(codes.language(one) for one in contact.languages),
        done=tuple(evidence_line(one, known) for one in contact.evidence),
        fits=tuple(_facet(one) for one in fit.has) if fit else (),
        lacks=tuple(_facet(one) for one in fit.lacks) if fit else (),
        shown=_(SHOWN[row.shown_to]),
        until=row.agreed_until,
    )


def chips(need: Need) -> list[Chip]:
    """What is looked for, read back."""
    return [Chip(_called(one), _code(one)) for one in facets_of(need)]


def evidence_line(one: Evidence, known: Mapping[str, Pointer]) -> Said:
    """What somebody did: "Has trained police, 2024 (2 times): on interviews"."""
    of = words.word("people", one.people or "") or words.word("topics", one.topic or "")
    on = words.word("topics", one.topic or "") if one.people and one.topic else ""
    parts = [f"{words.word('evidence', one.kind)} {of}", on, words.when(one.when) if one.when else ""]
    said = ", ".join(part for part in parts if part) + _times(one.number) + (f": {one.detail}" if one.detail else "")
    activity = known.get(one.activity or "")
    return Said(said[:1].upper() + said[1:], activity.url if activity else "")


def role_line(one: Role, bodies: Mapping[str, Pointer]) -> str:
    """As what somebody worked, where, while."""
    body = bodies.get(one.body or "")
    where = [body.words if body else "", words.country(one.country) if one.country else ""]
    parts = [words.word("professions", one.profession), *where, words.when(one.when) if one.when else ""]
    return ", ".join(part for part in parts if part)


def exchange_name(row: models.Exchange | models.Visit) -> str:
    """What a country asks or offers, or a visit, in one line."""
    whom, when = words.word("professions", row.profession), words.when(row.said)
    if isinstance(row, models.Visit):
        return f"{words.country(row.sends)} → {words.country(row.receives)}: {whom}, {when}"
    return f"{words.country(row.country)}: {whom}, {when}"


def exchange_line(row: models.Exchange) -> dict[str, object]:
    """What a country asks or offers."""
    one = requests.as_typed(row)
    weeks = ngettext("%(n)s week", "%(n)s weeks", one.weeks or 0) % {"n": one.weeks} if one.weeks else ""
    more = [weeks, words.when(one.when) if one.when else "", ", ".join(codes.language(code) for code in one.languages)]
    return {
        "id": row.id,
        "agency": row.agency,
        "country": words.country(one.country),
        "does": words.word("exchanges", one.kind),
        "whom": words.word("professions", one.profession),
        "other": words.country(one.other) if one.other else "",
        "more": " · ".join(part for part in [*more, ", ".join(words.words("topics", one.topics))] if part),
    }


def match_line(match: requests.Match) -> dict[str, object]:
    """A request and an offer that fit, with the reasons."""
    return {
        "asks": exchange_line(match.asks),
        "offers": exchange_line(match.offers),
        "fits": [_facet(one) for one in match.fit.has],
        "lacks": [_facet(one) for one in match.fit.lacks],
    }


def visit_line(row: models.Visit) -> dict[str, object]:
    """A visit, and what came of it; that nobody knows is said."""
    outcome = ": ".join(part for part in (words.word("outcomes", row.outcome), row.came_of_it) if part)
    return {
        "id": row.id,
        "agency": row.agency,
        "sends": words.country(row.sends),
        "receives": words.country(row.receives),
        "whom": words.word("professions", row.profession),
        "when": words.when(row.said),
        "state": words.word("visits", row.state),
        "outcome": outcome or (_("What came of it is not known") if row.state == "took_place" else ""),
        "known": bool(outcome),
    }


def labels() -> dict[str, str]:
    """What the sealed texts of an entry are called."""
    return {"name": _("Name"), "works_at": _("Where they work"), "email": _("E-mail address"), "phone": _("Telephone")}


def names(people: Mapping[UUID, Mapping[str, str]], rows: Iterable[models.Contact]) -> dict[UUID, str]:
    """The name of each entry; of one that cannot be opened, its reference."""
    return {row.id: people.get(row.id, {}).get("name", "") or row.key for row in rows}


def standing(row: models.Contact, today: date) -> str:
    """Whether the consent of an entry holds."""
    if row.withdrawn_on:
        return "withdrawn"
    return "over" if row.agreed_until < today else "soon" if (row.agreed_until - today).days <= SOON else "holds"


def _times(number: int | None) -> str:
    return " " + ngettext("(%(n)s time)", "(%(n)s times)", number) % {"n": number} if number and number > 1 else ""


def _called(facet: Facet) -> str:
    return _(CALLED[facet.kind]) if facet.kind in CALLED else words.word("evidence", facet.kind)


def _code(facet: Facet) -> str:
    if facet.kind == "language":
        return codes.language(facet.code)
    if facet.kind == "country":
        return words.country(facet.code)
    if facet.kind == "when":
        return words.when(facet.code)
    lists = {"profession": "professions", "topic": "topics", "group": "groups"}
    if facet.kind in lists:
        return words.word(lists[facet.kind], facet.code).lower()
    return words.word("people" if facet.code in dict(words.choices("people")) else "topics", facet.code)


def _facet(facet: Facet) -> str:
    """A reason in a few words: "lawyer", "Romanian", "has trained police"."""
    return f"{_called(facet)} {_code(facet)}" if facet.kind not in CALLED else _code(facet)
