"""A step of this country's procedure that no other country has: that it was taken, and what it means in facts. Pure."""

from datetime import date
from typing import Annotated, ClassVar

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.meaning import means
from opennrm.cases.spine.outcomes import Outcome, with_outcome
from opennrm.cases.spine.state import CaseState
from opennrm.countries.facts import Asked
from opennrm.journal.event import Envelope, Event, Sealed
from opennrm.journal.registry import folds
from opennrm.standards.refusal import gettext_noop

__all__ = ["DECISION", "WORDS", "StepTaken"]

DECISION = "decision:"
WORDS = "procedure.step"


class StepTaken(Event, type="procedure.step_taken", section="decisions"):
    """A step that only this country's procedure has was taken: its name in the profile, and the fact that it records there."""

    says: ClassVar[str] = gettext_noop("The procedure went a step on")

    on: date
    step: str
    records: str = ""
    words: Annotated[str | None, Sealed("account", WORDS)] = None


@folds(StepTaken)
def taken(facts: CaseFacts, event: StepTaken, envelope: Envelope) -> CaseFacts:
    """What the profile says that it records. Source: profile, events; law-as-data 2."""
    if not event.records:
        return facts
    asked = Asked.parse(event.records)
    return facts.note(asked.key, on=event.on, value=asked.value, seq=envelope.seq)


@means(StepTaken)
def has_to_be_told(state: CaseState, event: StepTaken, envelope: Envelope) -> CaseState:
    """A decision of this country alone is told like any other. Source: SG 14.182; CETS 197 Art 12(1)(d)."""
    if not event.records.startswith(DECISION):
        return state
    asked = Asked.parse(event.records)
    outcome = Outcome(asked.qualifier or "", asked.value == "positive", event.on, envelope.seq, written=(WORDS,))
    return with_outcome(state, outcome)
