"""What can happen between a person's answer and the authority's: who was told, the referral, what became of it. Pure.

What the person says to each consent stands in `consent_events`.
"""

from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from opennrm.cases.referral.consent_events import Interpreter
from opennrm.cases.referral.sealed_form import SealedForm
from opennrm.cases.referral.sent import Sent, changed
from opennrm.cases.referral.turns import addressed_to, given_back
from opennrm.cases.spine.counted import AUTHORITY
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.majority import COMES_OF_AGE, with_birth
from opennrm.cases.spine.meaning import means
from opennrm.cases.spine.particulars import SafeWays, with_ways
from opennrm.cases.spine.state import CaseState, noting, tied, untied
from opennrm.journal.event import Envelope, Event, Sealed
from opennrm.journal.registry import folds
from opennrm.standards.refusal import gettext_noop

Text = str | None


class PartyInformed(Event, type="referral.party_informed", section="coarse", kind="contact"):
    """A party that has to know first was told, as the child office is of a child."""

    says: ClassVar[str] = gettext_noop("A party that has to know first was informed")

    on: date
    party: str
    agency: UUID | None = None


class PersonTold(Event, type="referral.person_told", section="coarse", kind="contact"):
    """The person was told what happens now, in a way for their age; no consent was asked."""

    says: ClassVar[str] = gettext_noop("The person was told what happens now, in a way for their age")

    on: date
    language: str
    interpreter: Interpreter = "none"


class PersonPresumed(Event, type="referral.person_presumed", section="coarse", kind="contact"):
    """Whoever met the person presumes: in this country that comes before the referral, and no authority has to say it."""

    says: ClassVar[str] = gettext_noop("The person is presumed to have been trafficked")

    on: date


class AnswerRecorded(Event, type="referral.answer_recorded", section="coarse", kind="contact"):
    """An adult said no, or not now. No is a full answer: nothing that identifies is kept."""

    says: ClassVar[str] = gettext_noop("The person answered whether to be referred")

    on: date
    answer: Literal["no", "not_now"]
    language: str
    interpreter: Interpreter = "none"
    sheet: str = ""


class ContactReferred(Event, type="referral.contact_referred", section="coarse", kind="contact"):
    """The contact became a case."""

    says: ClassVar[str] = gettext_noop("The contact became a case")

    on: date
    case: UUID


class ReferralSubmitted(Event, SealedForm, type="referral.submitted", section="decisions"):
    """The referral goes to the queue of one agency, never to a person. `passages`: the signs of each paragraph; `signs`: all looked for."""

    says: ClassVar[str] = gettext_noop("The referral was sent")

    on: date
    recipient: UUID
    recipient_kind: str
    urgency: Literal["danger_now", "needs_now", "none"]
    support: Literal["wanted", "not_wanted", "not_asked"] = "not_asked"
    recipient_body: str = ""  # of the country's law: the party that the agency was admitted as
    beside: tuple[UUID, ...] = ()  # the other bodies, where several decide together
    track: str = ""
    child_office: UUID | None = None
    told_on: date | None = None
    passages: tuple[tuple[str, ...], ...] = ()
    signs: dict[str, Literal["observed", "reported", "absent"]] = {}
    safe_channels: tuple[str, ...] = ()
    birth_known_by: Literal["document", "person", "estimate", "not_known"] = "not_known"

    given_names: Annotated[Text, Sealed("identity", "identity.given_names")] = None
    family_names: Annotated[Text, Sealed("identity", "identity.family_names")] = None
    aliases: Annotated[Text, Sealed("identity", "identity.aliases")] = None
    birth: Annotated[Text, Sealed("identity", "identity.birth")] = None
    phone: Annotated[Text, Sealed("contact_and_location", "contact.phone")] = None
    message: Annotated[Text, Sealed("contact_and_location", "contact.message")] = None
    email: Annotated[Text, Sealed("contact_and_location", "contact.email")] = None
    post: Annotated[Text, Sealed("contact_and_location", "contact.post")] = None
    through: Annotated[Text, Sealed("contact_and_location", "contact.through")] = None
    when_safe: Annotated[Text, Sealed("contact_and_location", "contact.when_safe")] = None
    never: Annotated[Text, Sealed("contact_and_location", "contact.never")] = None
    stays: Annotated[Text, Sealed("contact_and_location", "contact.stays")] = None
    account: Annotated[Text, Sealed("account", "referral.account")] = None
    when: Annotated[Text, Sealed("account", "referral.when")] = None
    places: Annotated[Text, Sealed("account", "referral.places")] = None
    others: Annotated[Text, Sealed("account", "referral.others")] = None
    told_by: Annotated[Text, Sealed("account", "referral.told_by")] = None
    age_reasons: Annotated[Text, Sealed("account", "referral.age_reasons")] = None
    further: Annotated[Text, Sealed("account", "referral.further")] = None
    danger: Annotated[Text, Sealed("risk_and_safety", "risk.danger")] = None
    needs_now: Annotated[Text, Sealed("risk_and_safety", "risk.needs_now")] = None
    own_reference: Annotated[Text, Sealed("decisions", "referral.own_reference")] = None
    ask_back: Annotated[Text, Sealed("decisions", "referral.ask_back")] = None
    # Of a date of birth that says a child: the month in which to ask anew, and the day on which the person is an adult.
    act_in: str = ""
    comes_of_age: Annotated[Text, Sealed("identity", COMES_OF_AGE)] = None


class ReferralTakenBack(Event, type="referral.taken_back", section="decisions"):
    """The person withdrew from the procedure, as the law of the country lets them."""

    says: ClassVar[str] = gettext_noop("The person withdrew from the procedure")

    on: date


class ReferralAccepted(Event, type="referral.accepted", section="decisions"):
    """The recipient took the referral up: it acknowledges receipt and decides nothing."""

    says: ClassVar[str] = gettext_noop("The referral was taken up")

    on: date


class ReferralRefused(Event, type="referral.refused", section="decisions"):
    """The recipient did not take the referral up, with the reason and what would be right; never because of what happened to the person."""

    says: ClassVar[str] = gettext_noop("The referral was not taken up")

    on: date
    reason: Literal["other_authority", "incomplete", "consent_missing"]


class ReferralSentAgain(Event, type="referral.sent_again", section="decisions"):
    """The referrer sent it again, to the same queue or another, with what was missing."""

    says: ClassVar[str] = gettext_noop("The referral was sent again")

    on: date
    recipient: UUID
    recipient_kind: str
    recipient_body: str = ""
    added: Annotated[Text, Sealed("account", "referral.added")] = None


class FeedbackGiven(Event, type="referral.feedback_given", section="decisions"):
    """Whoever referred hears what became of it."""

    says: ClassVar[str] = gettext_noop("The referrer was told what became of it")

    on: date
    outcome: Literal["taken_up", "not_taken_up", "more_wanted", "decided", "other"]
    words: Annotated[Text, Sealed("decisions", "referral.feedback")] = None


@folds(PartyInformed)
def party_informed(facts: CaseFacts, event: PartyInformed, envelope: Envelope) -> CaseFacts:
    """The party was asked before the referral. Source: domain 1.3, a child's referral."""
    return facts.note(f"asked:{event.party}", on=event.on, seq=envelope.seq)


@folds(PersonPresumed)
def presumed(facts: CaseFacts, event: PersonPresumed, envelope: Envelope) -> CaseFacts:
    """The first decision, by who is in front of the person. Source: CETS 197 Art 10(1); profile, deciders."""
    return facts.note("decision:rg", on=event.on, value="positive", seq=envelope.seq)


@folds(AnswerRecorded)
def answered_no(facts: CaseFacts, event: AnswerRecorded, envelope: Envelope) -> CaseFacts:
    """A no is the person's answer about the referral; "not now" is none yet. Source: CETS 197 Art 12(7)."""
    return facts.note("consent:referral", on=event.on, value="refused", seq=envelope.seq) if event.answer == "no" else facts


@folds(ReferralSubmitted)
def referral_received(facts: CaseFacts, event: ReferralSubmitted, envelope: Envelope) -> CaseFacts:
    """The clock of the answer runs from the sending, by the door's own time; where it went takes a track. Source: frozen.md, A referral."""
    facts = facts.note("track", on=event.on, value=event.track, seq=envelope.seq) if event.track else facts
    return facts.note("referral.received", on=event.on, at=envelope.recorded_at, seq=envelope.seq)


@means(PartyInformed)
def informed(state: CaseState, event: PartyInformed, envelope: Envelope) -> CaseState:
    """Which agency was told as which party, so that the case can be tied to it. Source: access/policy.yaml, child_office."""
    return noting(state, "referral.informed", {**(state.note("referral.informed") or {}), event.party: event})


@means(PersonTold)
def told(state: CaseState, event: PersonTold, envelope: Envelope) -> CaseState:
    """That the person knows. Source: domain 5.1, a child is informed."""
    return noting(state, "referral.told", event)


@means(AnswerRecorded)
def answered(state: CaseState, event: AnswerRecorded, envelope: Envelope) -> CaseState:
    """A no ends the contact; what was coded is kept. Source: CETS 197 Art 12(7)."""
    return replace(noting(state, "referral.outcome", event.answer), closed=event.answer == "no")


@means(ContactReferred)
def referred(state: CaseState, event: ContactReferred, envelope: Envelope) -> CaseState:
    """From here on the case counts. Source: design 9, a contact and its case are two streams."""
    return replace(noting(noting(state, "referral.outcome", "referred"), "referral.case", event.case), closed=True)


@means(ReferralSubmitted)
def addressed(state: CaseState, event: ReferralSubmitted, envelope: Envelope) -> CaseState:
    """Who referred, to whom it is addressed, which child office was told first; which ways to the person are safe. Source: design 5."""
    state = with_birth(state, envelope, event.act_in)
    state = tied(state, envelope.agency, "referrer")
    for body in (event.recipient, *event.beside):
        state = tied(state, body, "recipient")
    if event.child_office:
        state = tied(state, event.child_office, "child_office")
    state = with_ways(state, SafeWays(event.safe_channels, envelope.agency, envelope.agency_kind, event.on))
    state = noting(state, "referral.passages", event.passages)
    state = noting(state, "referral.signs", dict(event.signs))
    to = (event.recipient, event.recipient_kind, event.urgency)
    state = noting(state, AUTHORITY, event.recipient_body or None)
    return noting(state, "referral.sent", Sent(envelope.agency, envelope.agency_kind, *to, event.on, envelope.recorded_at))


@means(ReferralAccepted)
def taken_up(state: CaseState, event: ReferralAccepted, envelope: Envelope) -> CaseState:
    """The recipient, and each body that decides with it, is a competent authority of the case from now on. Source: domain 1.3."""
    for body in dict.fromkeys([envelope.agency, *(tie.agency for tie in state.ties if tie.relation == "recipient" and tie.live)]):
        state = untied(tied(state, body, "competent_authority"), body, "recipient")
    return changed(state, answer="accepted", answered_on=event.on)


@means(ReferralRefused)
def not_taken_up(state: CaseState, event: ReferralRefused, envelope: Envelope) -> CaseState:
    """The turn is the referrer's, that of needs aside. Source: Bulgarian national mechanism, measure 1.4; decision 0007."""
    return changed(given_back(state, envelope.agency), answer="refused", reason=event.reason, answered_on=event.on)


@means(ReferralSentAgain)
def addressed_again(state: CaseState, event: ReferralSentAgain, envelope: Envelope) -> CaseState:
    """The referral waits for an answer again. Source: domain 1.1, rule for when referral is impossible."""
    to = {"recipient": event.recipient, "recipient_kind": event.recipient_kind, "on": event.on, "at": envelope.recorded_at}
    state = noting(state, AUTHORITY, event.recipient_body or None)
    return changed(addressed_to(state, event.recipient), **to, answer="", reason="", answered_on=None)


@means(FeedbackGiven)
def heard(state: CaseState, event: FeedbackGiven, envelope: Envelope) -> CaseState:
    """What the referrer heard last. Source: Bulgarian national mechanism, measure 1.4."""
    return changed(state, outcome=event.outcome, outcome_on=event.on)
