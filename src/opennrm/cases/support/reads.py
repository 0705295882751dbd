"""What is asked of support for a page: which right, how it stands, what may open. Scoped by the door that is passed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from opennrm.access import doors
from opennrm.access.doors import CaseDoor, Revealed
from opennrm.cases.spine import codes, reads, told
from opennrm.cases.spine.plan import plan_of
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.status import Status, status
from opennrm.cases.support import rules
from opennrm.cases.support.rules import openers
from opennrm.countries.profile import Profile
from opennrm.standards.entitlement import Entitlement
from opennrm.standards.load import law
from opennrm.standards.refusal import gettext_noop

NOTES = {
    "support": ("support.note",),
    "health": ("support.health_note",),
    "risk_and_safety": ("support.risk_note", "protection.guardian_decision"),
    "legal_status": ("support.legal_note",),
    "proceedings": ("support.proceedings_note",),
    "return": ("support.return_note", "protection.removal_seen"),
    "identity": ("support.identity_note",),
    "contact_and_location": ("support.location_note",),
    "account": ("support.account_note", "protection.end_reasons"),
    "decisions": ("support.decisions_note",),
}
# Notes that whoever decides may read beside what the referrer told, each by who holds it.
for _section in ("account", "risk_and_safety"):
    told.fields(_section, {NOTES[_section][0]: gettext_noop("A note from those who help")})
# What the person may ask for, in words; what opens no right in a country is not offered there.
REQUESTS = {
    "documents": gettext_noop("The person asks for the own passport or papers back"),
    "testimony": gettext_noop("The person thinks about whether to testify and asks for advice"),
    "support_person": gettext_noop("The person asks for somebody to be there at the hearing"),
    "papers": gettext_noop("The person asks for travel papers"),
    "cross_border": gettext_noop("The person asks to be referred to another country"),
}
WRONGS = {
    "conditioned": gettext_noop("Help was made to depend on something that the person should do"),
    "without_consent": gettext_noop("Help was given without the person's informed consent"),
}


@dataclass(frozen=True, slots=True)
class RightSeen:
    """A right on a day: what it is, its row, how it stands."""

    one: Entitlement
    row: LedgerRow
    now: Status


def right(door: CaseDoor, profile: Profile, entitlement: str, opening: int, on: date) -> RightSeen | None:
    """One right of the case, if a row of it is open; None for an id or an opening that is not there."""
    one = plan_of(profile).entitlements.get(entitlement)
    row = next((r for r in reads.rights_of(door.case_id) if (r.entitlement, r.opening) == (entitlement, opening)), None)
    return RightSeen(one, row, status(row, on)) if one is not None and row is not None else None


def can_be_given(profile: Profile, entitlement: str) -> bool:
    """Whether the right is met by giving something, and not by a decision, a period, or by leaving the person in peace."""
    one = plan_of(profile).entitlements.get(entitlement)
    return one is not None and one.thing is not None and one.kind in rules.GIVABLE


def may_record(door: CaseDoor, row: LedgerRow) -> bool:
    """Whether this actor may record what became of a right."""
    in_section, own_turn = door.may(row.section, "write").allowed, reads.relation_of(row.responsible) in door.relations
    return door.may("coarse", "write").allowed and not list(rules.may_record(door.relations, in_section, door.enforces, own_turn))


def notes(door: CaseDoor, section: str) -> list[Revealed]:
    """The notes on rights of one section that the actor may read, oldest first; the look is recorded."""
    return doors.reveal_all(door, section, NOTES[section], "support notes")


def noticeable(profile: Profile) -> Iterator[tuple[str, str]]:
    """What may be noticed here: (code, words or msgid). Codes are need.…, request.…, wrong.…"""
    all_of_it = tuple(plan_of(profile).entitlements.values())
    yield from ((f"need.{code}", _needed(code)) for code in openers(all_of_it, "need") if code in law().needs)
    yield from ((f"request.{code}", REQUESTS[code]) for code in openers(all_of_it, "asked_for") if code in REQUESTS)
    yield from ((f"wrong.{code}", words) for code, words in WRONGS.items())


def _needed(code: str) -> str:
    return gettext("Needed: %(what)s") % {"what": law().needs[code].told(codes.reads_in())}
