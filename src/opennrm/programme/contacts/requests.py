"""Requests and exchange, read: what was asked and heard, what was passed on to us, what countries ask and offer, visits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from opennrm.access.actor import Actor
from opennrm.programme import door, sealed
from opennrm.programme.contacts import fit, models
from opennrm.programme.contacts.typed import SAYS, SAYS_SECTION, SECTIONS, Exchange, Need, Visit
from opennrm.programme.rows import carried

__all__ = [
    "Heard",
    "Match",
    "as_typed",
    "asked_by",
    "exchanges",
    "heard",
    "matches",
    "need_of",
    "passed_on",
    "says",
    "told",
    "visit_as_typed",
    "visits",
]


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer that the asker hears: a yes with who it is, or the no of somebody who was asked by name."""

    answer: str
    contact: UUID
    person: dict[str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """A request and an offer of two countries that fit, with what fits and what is missing."""

    asks: models.Exchange
    offers: models.Exchange
    fit: fit.Fit


def asked_by(actor: Actor) -> QuerySet[models.Request]:
    """What the actor asked, the latest first."""
    rows = models.Request.objects.filter(agency=actor.agency, asker=actor.id, removed_at=None).select_related("contact")
    return rows.order_by("-recorded_at", "key") if door.may(actor, door.ROSTER).allowed else rows.none()


def heard(actor: Actor, request: models.Request, page: str) -> list[Heard]:
    """What the asker hears of a request. A no, a silence and nobody at all are one to whoever asked nobody by name."""
    rows = request.passings.select_related("contact").filter(answered_at__isnull=False).order_by("answered_at", "pk")
    told = [row for row in rows if row.answer == "yes" or row.contact_id == request.contact_id]
    named = {row.contact_id for row in told if row.answer == "yes" and row.contact.withdrawn_on is None and row.contact.erased_at is None}
    people = sealed.open_texts(actor, door.ROSTER, models.ContactText, named, set(SECTIONS.values()), page) if named else {}
    return [Heard(row.answer, row.contact_id, dict(people.get(row.contact_id, {}))) for row in told]


def passed_on(actor: Actor, today: date) -> QuerySet[models.Passing]:
    """Requests on their way to somebody whose entry the actor keeps, and who can still be asked."""
    rows = models.Passing.objects.filter(keeper=actor.agency, answered_at=None, request__closed_at=None, request__removed_at=None)
    rows = rows.filter(contact__withdrawn_on=None, contact__erased_at=None, contact__agreed_until__gte=today)
    may = door.may(actor, door.ROSTER, "identity", "write").allowed
    return (rows if may else rows.none()).select_related("request", "contact").order_by("request__by", "pk")


def says(actor: Actor, asked: Iterable[models.Request], page: str) -> dict[UUID, str]:
    """What these requests say at length; they are the actor's own or were passed on to the actor. The look is recorded."""
    ids = {one.id for one in asked}
    found = sealed.open_texts(actor, door.ROSTER, models.RequestText, ids, {SAYS_SECTION}, page) if ids else {}
    return {id: texts[SAYS] for id, texts in found.items()}


def need_of(request: models.Request) -> Need:
    """What was looked for."""
    return Need(**request.need)


def exchanges(actor: Actor) -> QuerySet[models.Exchange]:
    """What countries ask and offer and is not closed, whoever recorded it."""
    rows = models.Exchange.objects.filter(removed_at=None, closed=False).order_by("since", "country", "key")
    return rows if door.may(actor, door.ROSTER).allowed else rows.none()


def matches(rows: QuerySet[models.Exchange]) -> list[Match]:
    """Each request with each offer that fits it, those that lack least first."""
    asks = [(row, as_typed(row)) for row in rows if row.kind == "asks"]
    offers = [(row, as_typed(row)) for row in rows if row.kind == "offers"]
    found = [Match(one, other, how) for one, asked in asks for other, offered in offers if (how := fit.match(asked, offered)) is not None]
    return sorted(found, key=lambda match: (len(match.fit.lacks), match.asks.key, match.offers.key))


def visits(actor: Actor) -> QuerySet[models.Visit]:
    """Visits between countries, the latest first."""
    rows = models.Visit.objects.filter(removed_at=None).select_related("asks", "offers").order_by("-since", "key")
    return rows if door.may(actor, door.ROSTER).allowed else rows.none()


def told(rows: Iterable[models.Visit], since: date, until: date) -> dict[str, int]:
    """Of the visits that took place within some days: how many, of how many it is known what came of them, of how many not."""
    made = [
        row for row in rows if row.state == "took_place" and row.since and row.since <= until and (row.until is None or row.until >= since)
    ]
    known = sum(bool(row.outcome or row.came_of_it) for row in made)
    return {"made": len(made), "known": known, "unknown": len(made) - known}


def as_typed(row: models.Exchange) -> Exchange:
    """What a country asks or offers, as it was typed."""
    return Exchange(
        **carried(row),
        kind=row.kind,
        country=row.country,
        other=row.other or None,
        profession=row.profession,
        when=row.said,
        weeks=row.weeks,
        closed=row.closed,
        **row.marks,
    )


def visit_as_typed(row: models.Visit) -> Visit:
    """A visit as it was typed."""
    return Visit(
        **carried(row),
        asks=row.asks.key if row.asks else None,
        offers=row.offers.key if row.offers else None,
        sends=row.sends,
        receives=row.receives,
        profession=row.profession,
        when=row.said,
        state=row.state,
        outcome=row.outcome or None,
        came_of_it=row.came_of_it,
    )
