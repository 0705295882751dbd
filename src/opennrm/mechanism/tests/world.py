"""Invented agencies and people for the tests of this package: each walks the real actions."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import count

from opennrm.access.actor import Actor
from opennrm.journal.models import Installation, SimulatedTime
from opennrm.mechanism import actions, reads
from opennrm.mechanism.models import Agency, User

AT = datetime(2026, 11, 17, 8, tzinfo=UTC)
ON = date(2026, 11, 17)
PASSWORD = "four plain words in a row"
_numbers = count(1)


def install(kind: str = "live") -> None:
    """An installation; the clock of an invented one stands at `AT`."""
    made = Installation.objects.create(country="XD", kind=kind, created_at=AT)
    if made.synthetic:
        SimulatedTime.objects.create(stands_at=AT)


def user_of(actor: Actor) -> User:
    return User.objects.get(pk=actor.id)


def fresh(actor: Actor, at: datetime = AT) -> Actor | None:
    """The same person's rights, read anew."""
    return reads.actor_for(user_of(actor), actor.agency, at=at)


def first_coordinator(at: datetime = AT) -> Actor:
    token = actions.invite_first_coordinator(at=at)
    user = actions.accept_invitation(token, name="Jory Tal", password=PASSWORD, email=f"jory{next(_numbers)}@office.example", at=at)
    actor = reads.actor_for(user, at=at)
    assert actor
    return actor


def invited(by: Actor, agency: Agency, *roles: str, name: str = "", at: datetime = AT, email: str = "") -> Actor:
    address = email or f"person{next(_numbers)}@agency.example"
    token = actions.invite_person(by, agency=agency.pk, email=address, roles=roles, at=at).token
    user = actions.accept_invitation(token, name=name or f"Person {next(_numbers)}", password=PASSWORD, at=at)
    actor = reads.actor_for(user, agency.pk, at=at)
    assert actor
    return actor


def an_agency(coordinator: Actor, kind: str = "listed_ngo", name: str = "", at: datetime = AT) -> Agency:
    return actions.admit_agency(coordinator, kind=kind, name=name or f"Agency {next(_numbers)}", at=at)


def an_agency_with(coordinator: Actor, kind: str = "listed_ngo", administrators: int = 1, at: datetime = AT) -> tuple[Agency, list[Actor]]:
    agency = an_agency(coordinator, kind, at=at)
    return agency, [invited(coordinator, agency, "agency_administrator", at=at) for _ in range(administrators)]


def codes(refusals: Iterable[object]) -> set[str]:
    return {refusal.code for refusal in refusals}  # type: ignore[attr-defined]
