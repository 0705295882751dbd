"""Invented people and agencies for tests: each walks the real actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.test import Client

from opennrm.access.actor import Actor
from opennrm.cases.contact import actions as contacts
from opennrm.cases.referral import actions as referrals
from opennrm.cases.referral.sending import Asked, Sending, Talk
from opennrm.cases.spine import door, editions, worklist
from opennrm.cases.spine.about import About
from opennrm.journal import clock, replay
from opennrm.journal.models import Installation, JournalEvent, SimulatedTime
from opennrm.mechanism.kinds import roles_of
from opennrm.mechanism.models import Agency, User
from opennrm.portal.demo import mechanism
from opennrm.vault import provider

STARTS = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
_numbers = count(1)
coordinators: dict[str, Actor] = {}


def an_installation(country: str = "XD", at: datetime = STARTS, kind: str = "demo") -> Installation:
    """An installation of invented persons whose clock stands at `at`, with a coordinator."""
    editions.forget()
    provider.ensure()
    made = Installation.objects.create(country=country, kind=kind, created_at=at)
    SimulatedTime.objects.create(stands_at=at)
    coordinators["current"] = mechanism.first_coordinator("Office of the National Coordinator", f"Coordinator {next(_numbers)}", at)
    return made


def an_agency(
    kind: str, *, name: str | None = None, region: str = "VEL", capacities: tuple[str, ...] | None = None, body: str = ""
) -> Agency:
    """An agency of a kind, admitted and designated as its kind usually is."""
    refers = ("first_responder",) if "first_responder" in roles_of(kind) else ()
    usual = {"competent_authority": ("competent_authority",), "support_provider": ("support_provider",)}.get(kind, refers)
    row: dict[str, Any] = {"kind": kind, "name": name or f"Agency {next(_numbers)}", "region": region, "body": body}
    row["capacities"] = usual if capacities is None else capacities
    agency, administrator = mechanism.admitted(coordinators["current"], row, clock.now())
    coordinators[str(agency.pk)] = administrator
    return agency


def a_person(agency: Agency, *roles: str, name: str | None = None) -> Actor:
    """Somebody of the agency with these roles, invited by its administrator."""
    return mechanism.invited(coordinators[str(agency.pk)], agency.pk, name or f"Person {next(_numbers)}", list(roles), clock.now())


def the_coordinator() -> Actor:
    """The national coordinator of the installation."""
    return coordinators["current"]


def the_administrator(agency: Agency) -> Actor:
    """Who invites the people of an agency."""
    return coordinators[str(agency.pk)]


def time_passes(to: datetime) -> None:
    """Move the simulated clock forward."""
    clock.move_to(to)


@contextmanager
def happens(*types: str) -> Iterator[None]:
    """What happens inside records just these events, and the tables then say what a replay of the journal says."""
    before = JournalEvent.objects.order_by("-position").values_list("position", flat=True).first() or 0
    yield
    recorded = JournalEvent.objects.filter(position__gt=before).exclude(kind="reading").order_by("position")
    assert list(recorded.values_list("type", flat=True)) == list(types)
    assert list(replay.verify()) == []


WORK = {"D4.1": "observed", "D4.2": "reported"}  # signs of exploitation at work
HELD = {**WORK, "D5.1": "observed", "D5.3": "reported", "D1.1": "reported", "D1.2": "reported", "G2": "observed"}  # and of coercion


def a_contact(actor: Actor, *, age: str = "adult", signs: dict[str, str] | None = HELD, way: str = "refer", **about: Any) -> UUID:
    """A first contact whose signs were looked at; `signs=None`: only begun."""
    reasons = ("looks",) if age == "unknown" else ()
    known = About(**{"age": age, "sex": "female", "nationality": "foreign", "residence": "none", "region": "VEL", **about})
    contact = contacts.open_contact(actor, on=door.today(), channel="outreach", about=known, reasons=reasons)
    if signs is not None:
        then = "child" if age == "child" else "adult"
        episode = {"acts": ("recruitment",), "means": ("deception",), "purposes": ("forced_labour",), "forms": ("labour",)}
        told = [{**episode, "place": "in_country", "region": known.region, "began": "2025-08", "age_then": then}]
        contacts.look_at_signs(actor, contact, observations=signs, episodes=told, way=way)
    return contact


def a_sending(*asked: Asked, **more: Any) -> Sending:
    """What an adult who said yes sends; `asked` are answers besides that one."""
    said: dict[str, Any] = {
        "talk": Talk(on=door.today(), language="ro"),
        "asked": (Asked(scope="referral", answer="yes"), *asked),
        "languages": ("ro",),
        "citizenships": ("MD",),
        "urgency": "none",
        "support": "wanted",
        "given_names": "Ileana",
        "family_names": "Vasarin",
        "message": "+373 00 000 000, weekdays",
        "account": "She was promised work in a packing house.\nHer passport was taken.",
        "passages": (("D1.1",), ("D5.1",)),
    }
    return Sending(**{**said, **more})


def a_referral(actor: Actor, authority: Agency, *asked: Asked, contact: UUID | None = None, **more: Any) -> UUID:
    """A case: an adult who said yes, referred to the authority."""
    return referrals.refer(actor, contact or a_contact(actor), sending=a_sending(*asked, **more), recipient=authority.pk)


def signed_in(actor: Actor) -> Client:
    """The browser of somebody who came in by the door of the demonstration."""
    client = Client()
    assert client.post("/demo/enter/", {"person": str(actor.id)}).status_code == 302
    return client


def user_of(person: UUID) -> User:
    """The account of somebody."""
    return User.objects.get(pk=person)


def lines_of(actor: Actor) -> list[worklist.Due]:
    """All lines of somebody's worklist today, part by part."""
    return [line for part in worklist.read(actor, door.today(), limit=99).values() for line in part.lines]


def codes(refused: Any) -> set[str]:
    """The codes of everything that was refused, as `pytest.raises` caught it."""
    return {refusal.code for refusal in refused.value.refusals}
