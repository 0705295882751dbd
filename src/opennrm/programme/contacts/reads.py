"""Whom to ask, read: who is shown to whom by the consent of this moment, who fits, and who it is for whoever may open it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from opennrm.access.actor import Actor
from opennrm.programme import door, sealed
from opennrm.programme.contacts import fit, models
from opennrm.programme.contacts.typed import Consent, Contact, Evidence, Need, Role
from opennrm.programme.rows import carried

__all__ = [
    "Hit",
    "activities_of",
    "as_typed",
    "consent_of",
    "focal_points",
    "kept_by",
    "live",
    "opened",
    "search",
    "shown_to",
]

IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who fits, wholly or in part."""

    row: models.Contact
    contact: Contact
    fit: fit.Fit


def live(today: date) -> QuerySet[models.Contact]:
    """Those whose consent holds today, whoever they are shown to: for passing requests on, and for no page."""
    rows = models.Contact.objects.filter(removed_at=None, erased_at=None, withdrawn_on=None, agreed_on__lte=today, agreed_until__gte=today)
    return _whole(rows)


def shown_to(actor: Actor, today: date) -> QuerySet[models.Contact]:
    """Those who agreed to be shown to this actor, and whose consent holds today."""
    rows = live(today)
    if not door.may(actor, door.ROSTER, IDENTITY).allowed:
        return rows.none()
    agreed = Q(shown_to="programme") | Q(shown_to__in=("own_agency", "focal_points"), agency=actor.agency)
    if "focal_point" in actor.roles:
        agreed |= Q(shown_to="focal_points")
    return rows.filter(agreed)


def kept_by(actor: Actor) -> QuerySet[models.Contact]:
    """The entries that the actor keeps for the own agency, consents that are over or taken back too; erased ones are none any more."""
    rows = models.Contact.objects.filter(agency=actor.agency, removed_at=None, erased_at=None)
    return _whole(rows if door.may(actor, door.ROSTER, IDENTITY, "write").allowed else rows.none()).order_by("agreed_until", "key")


def search(actor: Actor, need: Need, today: date) -> list[Hit]:
    """Who fits of those who are shown to the actor: wholly first, then in part; whoever has most of it before others."""
    if not need.anything:
        return []
    hits = [Hit(row, contact := as_typed(row), fit.fit(contact, need)) for row in shown_to(actor, today)]
    worth = [hit for hit in hits if hit.fit.whole or hit.fit.partial]
    return sorted(worth, key=lambda hit: (len(hit.fit.lacks), -len(hit.contact.evidence), hit.row.key))


def focal_points(actor: Actor, today: date) -> list[tuple[str, models.Contact]]:
    """Who is shown to the actor as the focal point of a country today, by country."""
    holding = Q(roles__profession="focal_point") & (Q(roles__until=None) | Q(roles__until__gte=today))
    rows = shown_to(actor, today).filter(holding).distinct()
    found = [
        (role.country, row)
        for row in rows
        for role in row.roles.all()
        if role.profession == "focal_point" and role.country and (role.until is None or role.until >= today)
    ]
    return sorted(found, key=lambda one: (one[0], one[1].key))


def opened(
    actor: Actor, ids: Collection[UUID], today: date, page: str, sections: Iterable[str] = (IDENTITY,)
) -> Mapping[UUID, Mapping[str, str]]:
    """Who these are, by code of the text, as far as they are shown to the actor or kept by the actor and did not take it back."""
    open_now = {*shown_to(actor, today).filter(id__in=ids).values_list("id", flat=True)}
    open_now |= {*kept_by(actor).filter(id__in=ids, withdrawn_on=None).values_list("id", flat=True)}
    return sealed.open_texts(actor, door.ROSTER, models.ContactText, open_now, tuple(sections), page) if open_now else {}


def as_typed(row: models.Contact) -> Contact:
    """An entry as it was typed, without who it is."""
    codes: dict[str, list[str]] = {}
    for one in row.facets.all():
        codes.setdefault(one.kind, []).append(one.code)
    return Contact(
        **carried(row),
        kind=row.kind,
        professions=tuple(codes.get("profession", ())),
        topics=tuple(codes.get("topic", ())),
        languages=tuple(codes.get("language", ())),
        countries=tuple(codes.get("country", ())),
        roles=tuple(_role(one) for one in row.roles.all()),
        evidence=tuple(_evidence(one) for one in row.evidence.all()),
        interviewed_in=row.interviewed_in or None,
        consent=consent_of(row),
    )


def activities_of(contact: Contact) -> set[str]:
    """The keys of the activities that an entry names."""
    return {key for key in (contact.interviewed_in, *(one.activity for one in contact.evidence)) if key}


def consent_of(row: models.Contact) -> Consent:
    """The consent that holds, or held until it was taken back."""
    return Consent(to=row.shown_to, given_on=row.agreed_on, until=row.agreed_until, how=row.agreed_how, own=True)


def _whole(rows: QuerySet[models.Contact]) -> QuerySet[models.Contact]:
    return rows.order_by("key").prefetch_related(
        Prefetch("facets", models.Facet.objects.order_by("pk")),
        Prefetch("roles", models.Role.objects.order_by("order")),
        Prefetch("evidence", models.Evidence.objects.order_by("order")),
    )


def _role(row: models.Role) -> Role:
    return Role(profession=row.profession, country=row.country or None, body=row.body or None, when=row.said)


def _evidence(row: models.Evidence) -> Evidence:
    said: dict[str, Any] = {"people": row.people or None, "topic": row.topic or None, "activity": row.activity or None}
    return Evidence(kind=row.kind, when=row.said, number=row.number, detail=row.detail, **said)
