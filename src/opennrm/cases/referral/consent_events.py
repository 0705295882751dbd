"""What the person says to each consent: given, refused, taken back; what it opens, and what closes with it. Pure."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from opennrm.access.policy import Consent
from opennrm.cases.referral.turns import taken_back
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.meaning import means
from opennrm.cases.spine.state import CaseState, noting, tied, untied
from opennrm.journal.event import Envelope, Event
from opennrm.journal.registry import folds
from opennrm.standards.refusal import gettext_noop

By = Literal["person", "guardian"]
Interpreter = Literal["none", "present", "remote"]

# The relation that a consent gives to the agency which it names.
TIES: dict[str, dict[str, str]] = {
    "support": {"": "support_provider"},
    "police_contact": {"": "investigator", "prosecutor": "prosecutor"},
    "legal_help": {"": "lawyer"},
    "disclosure": {"labour_inspectorate": "labour_inspectorate"},
}


class ConsentGiven(Event, type="referral.consent_given", section="coarse"):
    """The person, or a child's guardian, agreed: for one scope, one recipient, one purpose, in a language understood, after one sheet.

    `recipient` is an agency's id, or a kind of agency.
    """

    says: ClassVar[str] = gettext_noop("Consent was given")

    on: date
    scope: str
    recipient: str
    recipient_kind: str
    purpose: str
    language: str
    interpreter: Interpreter = "none"
    sheet: str = ""
    by: By = "person"


class ConsentRefused(Event, type="referral.consent_refused", section="coarse"):
    """The answer to one scope was no. Nothing else depends on it."""

    says: ClassVar[str] = gettext_noop("The answer was no")

    on: date
    scope: str
    recipient: str = ""
    recipient_kind: str = ""
    purpose: str
    language: str
    interpreter: Interpreter = "none"
    sheet: str = ""
    by: By = "person"


class ConsentWithdrawn(Event, type="referral.consent_withdrawn", section="coarse"):
    """A consent was taken back: reading closes with this event. `last`: no other consent of this scope stands."""

    says: ClassVar[str] = gettext_noop("Consent was taken back")

    on: date
    scope: str
    recipient: str
    recipient_kind: str
    purpose: str
    by: By = "person"
    in_writing: bool = False
    last: bool = True


@folds(ConsentGiven)
def consent_given(facts: CaseFacts, event: ConsentGiven, envelope: Envelope) -> CaseFacts:
    """The answer stands until another one. Source: CETS 197 Art 12(7); domain 5.1."""
    return facts.note(f"consent:{event.scope}", on=event.on, value="given", seq=envelope.seq)


@folds(ConsentRefused)
def consent_refused(facts: CaseFacts, event: ConsentRefused, envelope: Envelope) -> CaseFacts:
    """The answer stands until another one. Source: CETS 197 Art 12(7); domain 5.1."""
    return facts.note(f"consent:{event.scope}", on=event.on, value="refused", seq=envelope.seq)


@folds(ConsentWithdrawn)
def consent_withdrawn(facts: CaseFacts, event: ConsentWithdrawn, envelope: Envelope) -> CaseFacts:
    """Taken back; in writing it also is the withdrawal that some laws ask for. Source: CETS 197 Art 12(7); domain 1.3."""
    if event.scope == "referral" and event.in_writing:
        facts = facts.note("withdrawal.written", on=event.on, seq=envelope.seq)
    return facts.note(f"consent:{event.scope}", on=event.on, value="withdrawn", seq=envelope.seq) if event.last else facts


@dataclass(frozen=True, slots=True)
class Answer:
    """The person's last answer about one recipient and purpose, when it was taken back, and by whom."""

    asked: ConsentGiven | ConsentRefused
    withdrawn_on: date | None = None
    withdrawn_by: By = "person"

    @property
    def stands(self) -> bool:
        """Whether it is a yes that was not taken back. Source: CETS 197 Art 12(7)."""
        return isinstance(self.asked, ConsentGiven) and self.withdrawn_on is None

    def own_since(self, day: date) -> bool:
        """Whether the person, and nobody in their place, answered or took back what stood on `day` or later. Source: CETS 197 Art 12(7)."""
        taken_back = self.withdrawn_on is not None and self.withdrawn_on >= day and self.withdrawn_by == "person"
        return taken_back or (self.asked.by == "person" and self.asked.on >= day)


def consent_of(event: ConsentGiven | ConsentRefused | ConsentWithdrawn) -> Consent:
    """The consent as the policy asks for it. Source: access/policy.yaml, scopes."""
    return Consent(event.scope, event.recipient, event.purpose)


def _answering(state: CaseState, consent: Consent, answer: Answer) -> CaseState:
    known: dict[Consent, Answer] = state.note("referral.consents") or {}
    open_ended = Consent(consent.scope, "", consent.purpose)  # a no that named nobody, overtaken by an answer that does
    return noting(state, "referral.consents", {one: kept for one, kept in known.items() if one != open_ended} | {consent: answer})


def tie_of(scope: str, recipient: str, kind: str) -> tuple[UUID, str] | None:
    """The agency and the relation that a consent ties to the case; None where it ties nobody. Source: access/policy.yaml, relations."""
    relations, agency = TIES.get(scope, {}), _agency(recipient)
    relation = relations.get(kind, relations.get(""))
    return (agency, relation) if relation and agency else None


def _agency(recipient: str) -> UUID | None:
    try:
        return UUID(recipient)
    except ValueError:
        return None


@means(ConsentGiven)
def consents_to(state: CaseState, event: ConsentGiven, envelope: Envelope) -> CaseState:
    """The recipient may read what the consent opens, and is tied to the case where the scope says so. Source: design 5."""
    state = replace(state, consents=state.consents | {consent_of(event)})
    state = _answering(state, consent_of(event), Answer(event))
    tie = tie_of(event.scope, event.recipient, event.recipient_kind)
    return tied(state, *tie) if tie else state


@means(ConsentRefused)
def says_no(state: CaseState, event: ConsentRefused, envelope: Envelope) -> CaseState:
    """The no is kept, so that nobody asks again and again. Source: CETS 197 Art 12(7)."""
    return _answering(state, consent_of(event), Answer(event))


@means(ConsentWithdrawn)
def consents_no_longer(state: CaseState, event: ConsentWithdrawn, envelope: Envelope) -> CaseState:
    """Reading closes at once: the consent is gone and so is the tie that rested on it. Source: design 5, Withdrawal closes reading.

    A referral that nobody has decided on is no longer the authority's; what was decided stays with who decided.
    """
    state = replace(state, consents=state.consents - {consent_of(event)})
    answer = replace(state.note("referral.consents")[consent_of(event)], withdrawn_on=event.on, withdrawn_by=event.by)
    state = _answering(state, consent_of(event), answer)
    if event.scope == "referral" and not state.facts.entries("decision"):
        return taken_back(state, event.on)
    tie = tie_of(event.scope, event.recipient, event.recipient_kind)
    return untied(state, *tie) if tie and not _still(state, event) else state


def _still(state: CaseState, event: ConsentWithdrawn) -> bool:
    return any(one.scope == event.scope and one.recipient == event.recipient for one in state.consents)
