"""What every case begins with, and a need that becomes known: whoever meets the person may note one. Pure."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from opennrm.cases.spine.about import About
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.meaning import means
from opennrm.cases.spine.state import CaseState
from opennrm.journal.event import Envelope, Event, Sealed
from opennrm.journal.registry import folds
from opennrm.standards.refusal import gettext_noop

Text = str | None


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


class Noted(Event, type="support.noted", section="coarse"):
    """What an act on a right, a need or a request may carry: a note, sealed in the section of the right."""

    on: date
    note_support: Annotated[Text, Sealed("support", "support.note")] = None
    note_health: Annotated[Text, Sealed("health", "support.health_note")] = None
    note_risk_and_safety: Annotated[Text, Sealed("risk_and_safety", "support.risk_note")] = None
    note_legal_status: Annotated[Text, Sealed("legal_status", "support.legal_note")] = None
    note_proceedings: Annotated[Text, Sealed("proceedings", "support.proceedings_note")] = None
    note_return: Annotated[Text, Sealed("return", "support.return_note")] = None
    note_identity: Annotated[Text, Sealed("identity", "support.identity_note")] = None
    note_contact_and_location: Annotated[Text, Sealed("contact_and_location", "support.location_note")] = None
    note_account: Annotated[Text, Sealed("account", "support.account_note")] = None
    note_decisions: Annotated[Text, Sealed("decisions", "support.decisions_note")] = None


class NeedNoted(Noted, type="support.need_noted", section="support"):
    """A need became known, which opens what answers it: told like help itself, for who needs what is not for everybody in the case."""

    says: ClassVar[str] = gettext_noop("A need became known")

    need: str
    at: datetime | None = None


@folds(CaseOpened)
def carried_facts(facts: CaseFacts, event: CaseOpened, envelope: Envelope) -> CaseFacts:
    """The facts of the contact, on their own days; an age that nobody doubted is settled. Source: frozen.md; CETS 197 Art 10(3)."""
    for fact in event.carried:
        facts = facts.note(fact.name, on=fact.on, value=fact.value)
        if fact.name == "age" and event.about.age == fact.value != "unknown":
            facts = facts.note("age.settled", on=fact.on)
    return facts


@folds(NeedNoted)
def needed(facts: CaseFacts, event: NeedNoted, envelope: Envelope) -> CaseFacts:
    """Source: CETS 197 Art 12(1); law-as-data 2, protection."""
    return facts.note(f"need:{event.need}", on=event.on, at=event.at, seq=envelope.seq)


@means(CaseOpened)
def opened(state: CaseState, event: CaseOpened, envelope: Envelope) -> CaseState:
    """Its reference and coarse facts; the door puts it in the place that the contact had reached. Source: design 9, Identifiers."""
    opened_on = min((fact.on for fact in event.carried if fact.name == "contact.opened"), default=envelope.recorded_at.date())
    return replace(state, reference=event.reference, about=event.about, opened_on=opened_on)


def carried(facts: CaseFacts) -> tuple[CarriedFact, ...]:
    """What goes from a contact to its case: every recorded fact but the procedure's own state. Source: frozen.md."""
    return tuple(CarriedFact(name=name, on=entry.on, value=entry.value) for name, entry in facts.recorded() if name != "state")
