"""Which police force is told of a referral, and the reference of the crime that it records. Pure.

Where the person lives may be what led to a force, and that may be a shelter: by which place it was chosen is sealed as where the person is,
and no page names the force to whoever may not read that. What is said here is about cooperation, so no right may hang on it.

Source of that: CETS 197 Art 11(1), 12(2), 12(6).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.meaning import means
from opennrm.cases.spine.owners import FORCE
from opennrm.cases.spine.state import CaseState, noting, tied, untied
from opennrm.journal.event import Envelope, Event, Sealed
from opennrm.journal.registry import folds
from opennrm.standards.refusal import gettext_noop

Text = str | None


class ForceTold(Event, type="identification.force_told", section="decisions"):
    """A police force was told that somebody is referred. By which place it was found, and why by no earlier one, is sealed."""

    says: ClassVar[str] = gettext_noop("The police were told of the referral")

    on: date
    agency: UUID
    place: Annotated[Text, Sealed("contact_and_location", "identification.force_place")] = None
    why: Annotated[Text, Sealed("contact_and_location", "identification.force_why")] = None


class ForceClosed(Event, type="identification.force_closed", section="decisions"):
    """The case is closed to a force that was told: another one has it, or none needs it any more."""

    says: ClassVar[str] = gettext_noop("The case was closed to the police force that was told")

    on: date
    agency: UUID


class CrimeRecorded(Event, type="identification.crime_recorded", section="decisions"):
    """The force that was told recorded a crime and gave its reference back, by itself or to the authority that notes it."""

    says: ClassVar[str] = gettext_noop("The police recorded a crime and gave its reference")

    on: date
    agency: UUID
    reference: Annotated[Text, Sealed("account", "identification.crime_reference")] = None


@dataclass(frozen=True, slots=True)
class Force:
    """A force that was told: on which day, and on which it recorded a crime, where it did."""

    agency: UUID
    told_on: date
    recorded_on: date | None = None


def force_of(state: CaseState) -> Force | None:
    """The force that knows of the case now; None where none was told, or the last was closed. Source: statutory guidance (UK) 11.2."""
    found: Force | None = state.note("identification.force")
    return found if found is not None and FORCE in state.relations_of(found.agency) else None


@folds(ForceTold)
def police_told(facts: CaseFacts, event: ForceTold, envelope: Envelope) -> CaseFacts:
    """Source: statutory guidance (UK) 11.2, as the model."""
    return facts.note("police.told", on=event.on, seq=envelope.seq)


@folds(CrimeRecorded)
def police_recorded(facts: CaseFacts, event: CrimeRecorded, envelope: Envelope) -> CaseFacts:
    """Source: statutory guidance (UK) 11.18-11.19, as the model."""
    return facts.note("police.recorded", on=event.on, seq=envelope.seq)


@means(ForceTold)
def knows_of_the_case(state: CaseState, event: ForceTold, envelope: Envelope) -> CaseState:
    """The force is in the case, with what the policy gives it. Source: access/policy.yaml, force.told."""
    return noting(tied(state, event.agency, FORCE), "identification.force", Force(event.agency, event.on))


@means(ForceClosed)
def knows_no_longer(state: CaseState, event: ForceClosed, envelope: Envelope) -> CaseState:
    """Reading closes with it. Source: design 5, relations; CETS 197 Art 11(1)."""
    return noting(untied(state, event.agency, FORCE), "identification.force", None)


@means(CrimeRecorded)
def recorded_a_crime(state: CaseState, event: CrimeRecorded, envelope: Envelope) -> CaseState:
    """Nobody waits for the reference any more. Source: statutory guidance (UK) 11.18-11.19, as the model."""
    force = force_of(state)
    return noting(state, "identification.force", replace(force, recorded_on=event.on)) if force else state
