"""What every case begins with. Pure."""

from dataclasses import replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from opennrm.cases.spine.about import About
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.meaning import means
from opennrm.cases.spine.state import CaseState
from opennrm.journal.event import Envelope, Event
from opennrm.journal.registry import folds
from opennrm.standards.refusal import gettext_noop


class CarriedFact(BaseModel):
    """A fact of the contact that goes with the case: its name, its day, its value."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    on: date
    value: str | None = None


class CaseOpened(Event, type="case.opened", section="coarse"):
    """A case was opened from a contact; what the contact knows in coarse facts goes with it, nothing that identifies."""

    says: ClassVar[str] = gettext_noop("The case was opened")

    reference: str
    contact: UUID
    state: str
    about: About
    carried: tuple[CarriedFact, ...]


@folds(CaseOpened)
def carried_facts(facts: CaseFacts, event: CaseOpened, envelope: Envelope) -> CaseFacts:
    """The facts of the contact, on their own days. Source: frozen.md, coarse facts in clear."""
    for fact in event.carried:
        facts = facts.note(fact.name, on=fact.on, value=fact.value)
    return facts


@means(CaseOpened)
def opened(state: CaseState, event: CaseOpened, envelope: Envelope) -> CaseState:
    """Its reference and coarse facts; the door puts it in the place that the contact had reached. Source: design 9, Identifiers."""
    opened_on = min((fact.on for fact in event.carried if fact.name == "contact.opened"), default=envelope.recorded_at.date())
    return replace(state, reference=event.reference, about=event.about, opened_on=opened_on)


def carried(facts: CaseFacts) -> tuple[CarriedFact, ...]:
    """What goes from a contact to its case: every recorded fact but the procedure's own state. Source: frozen.md."""
    return tuple(CarriedFact(name=name, on=entry.on, value=entry.value) for name, entry in facts.recorded() if name != "state")
