"""What the pages of the police force ask. Scoped by the door that is passed in; what is sealed is opened only through it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from opennrm.access import doors
from opennrm.access.doors import CaseDoor
from opennrm.cases.identification.police_events import CrimeRecorded, Force, ForceTold, force_of
from opennrm.cases.identification.police_forms import PLACES
from opennrm.cases.spine.door import Glance
from opennrm.cases.spine.state import CaseState
from opennrm.countries.facts import standing
from opennrm.mechanism import reads as mechanism

SEALED = {
    "contact_and_location": ("identification.force_place", "identification.force_why"),
    "account": ("identification.crime_reference",),
}


@dataclass(frozen=True, slots=True)
class Told:
    """The force that knows of the case, as the authority reads it: by which place and why, and the crime reference."""

    name: str
    force: Force
    place: Any
    why: str
    reference: str


def forces(kinds: Collection[str], state: CaseState, on: date) -> list[tuple[str, str]]:
    """The forces that take part and were not told, as a form offers them."""
    told = force_of(state)
    found = [one for kind in sorted(kinds) for one in mechanism.agencies_that(kind=kind, on=on)]
    return [(str(one.pk), one.name) for one in found if told is None or one.pk != told.agency]


def told(door: CaseDoor, glance: Glance) -> Told | None:
    """The force that was told; its sealed texts as far as this actor may read them. None where there is none."""
    force = force_of(glance.state)
    if force is None:
        return None
    opened = {(one.event, one.code): one.text or "" for section, codes in SEALED.items() for one in _opened(door, section, codes)}
    last = {type(one.event): one.envelope.row_id("sealed") for one in glance.happened if _of(one.event, force.agency)}

    def text(event: type[ForceTold | CrimeRecorded], code: str) -> str:
        return opened.get((last[event], f"identification.{code}"), "") if event in last else ""

    place = PLACES.get(text(ForceTold, "force_place"), "")
    name = mechanism.agency_names([force.agency]).get(force.agency, "")
    return Told(name, force, place, text(ForceTold, "force_why"), text(CrimeRecorded, "crime_reference"))


def _opened(door: CaseDoor, section: str, codes: tuple[str, ...]) -> list[doors.Revealed]:
    return doors.reveal_all(door, section, list(codes), "police force")


def _of(event: object, agency: UUID) -> bool:
    return isinstance(event, ForceTold | CrimeRecorded) and event.agency == agency


def refused_contact(state: CaseState, on: date) -> bool:
    """Whether the person's last word on contact by the police is a no. Source: CETS 197 Art 12(6); access/policy.yaml, police_contact."""
    return standing(state.facts, "consent:police_contact", on) in ("refused", "withdrawn")
