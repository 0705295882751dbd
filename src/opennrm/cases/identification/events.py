"""What can happen on the way to a decision: parties asked, evidence weighed, reasons written, decided, reviewed, told. Pure.

Outcomes stand in clear, in `decisions`; every text that says why is sealed in `account`. No event here knows whether the person helps
an investigation: the decision does not depend on it (CETS 197 Art 12(6); SG 14.20). Which police force is told stands in `police_events`.
"""

from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.meaning import means
from opennrm.cases.spine.outcomes import Outcome, with_outcome
from opennrm.cases.spine.state import CaseState, noting
from opennrm.journal.event import Envelope, Event, Sealed
from opennrm.journal.registry import folds
from opennrm.standards.refusal import gettext_noop

Text = str | None
RG, CG = "rg", "cg"


class PartyAsked(Event, type="identification.party_asked", section="decisions"):
    """A party that is heard before a negative was asked; what was asked is sealed."""

    says: ClassVar[str] = gettext_noop("A party was asked before a decision")

    on: date
    party: str
    question: Annotated[Text, Sealed("account", "identification.question")] = None


class PartyAnswered(Event, type="identification.party_answered", section="decisions"):
    """A party answered, or it is on record that it did not."""

    says: ClassVar[str] = gettext_noop("A party that was asked answered")

    on: date
    party: str
    answered: bool = True
    answer: Annotated[Text, Sealed("account", "identification.answer")] = None


class EvidenceWeighed(Event, type="identification.evidence_weighed", section="decisions"):
    """One piece of evidence, for or against, with the weight that it has and why; a report is weighed, it never decides.

    `again` names the event whose weighing this one takes the place of; the earlier one stays in the journal.
    """

    says: ClassVar[str] = gettext_noop("Evidence was weighed")

    on: date
    again: UUID | None = None
    side: Literal["for", "against"]
    weight: Literal["1", "2", "3"]
    what: Annotated[Text, Sealed("account", "identification.evidence")] = None
    why: Annotated[Text, Sealed("account", "identification.evidence_why")] = None


class DoubtNoted(Event, type="identification.doubt_noted", section="decisions"):
    """Something is doubted: whether it matters to the test, what may explain it, and whether the person was asked about it."""

    says: ClassVar[str] = gettext_noop("A doubt was noted, with what may explain it")

    on: date
    matters: bool
    person_asked: bool
    explained_by: tuple[str, ...] = ()
    what: Annotated[Text, Sealed("account", "identification.doubt")] = None
    explanation: Annotated[Text, Sealed("account", "identification.doubt_explained")] = None


class DoubtPut(Event, type="identification.doubt_put", section="decisions"):
    """A doubt was put to the person, with what they said to it."""

    says: ClassVar[str] = gettext_noop("A doubt was put to the person")

    on: date
    doubt: UUID
    explained_by: tuple[str, ...] = ()
    answer: Annotated[Text, Sealed("account", "identification.doubt_answer")] = None


class MinuteWritten(Event, type="identification.minute_written", section="decisions"):
    """The reasons are written down: what is accepted, what is not and why, what was considered."""

    says: ClassVar[str] = gettext_noop("Reasons were written")

    on: date
    stage: str
    mitigations: tuple[str, ...] = ()
    text: Annotated[Text, Sealed("account", "identification.minute")] = None


class AgeSettled(Event, type="identification.age_settled", section="decisions"):
    """A doubt about age is settled. Until then the person is treated as a child."""

    says: ClassVar[str] = gettext_noop("The person's age was settled")

    on: date
    age: Literal["adult", "child"]
    basis: Annotated[Text, Sealed("account", "identification.age_basis")] = None


class GroundsFound(Event, type="identification.grounds_found", section="decisions"):
    """There are reasonable grounds. `test` is the wording that governed on the day, with its source and the day it came in force; where
    no source tells it, `test_stated` is the wording that whoever decided went by.
    """

    says: ClassVar[str] = gettext_noop("There are reasonable grounds: rights are open")

    on: date
    test: str
    test_source: str
    test_since: date | None = None
    test_stated: Annotated[Text, Sealed("account", "identification.test_stated")] = None


class NegativeProposed(Event, type="identification.negative_proposed", section="decisions"):
    """A negative is proposed; nobody is told, nothing ends, before a second reviewer has looked."""

    says: ClassVar[str] = gettext_noop("A negative was proposed and goes to a second reviewer")

    on: date
    reason: str
    test: str
    test_source: str
    test_since: date | None = None
    test_stated: Annotated[Text, Sealed("account", "identification.test_stated")] = None
    stage: str = RG


class SentBack(Event, type="identification.sent_back", section="decisions"):
    """The second reviewer sent the proposal back; a reviewer never decides."""

    says: ClassVar[str] = gettext_noop("The second reviewer sent the proposal back")

    on: date
    why: Annotated[Text, Sealed("account", "identification.sent_back")] = None


class Reviewed(Event, type="identification.reviewed", section="decisions"):
    """A second person has read the proposed negative and says that it holds."""

    says: ClassVar[str] = gettext_noop("A second reviewer read the proposed negative")

    on: date
    reviewer: str
    note: Annotated[Text, Sealed("account", "identification.review_note")] = None


class NegativeConfirmed(Event, type="identification.negative_confirmed", section="decisions"):
    """There are no reasonable grounds, after consultation, reasons and a second look. Other rights are untouched."""

    says: ClassVar[str] = gettext_noop("There are no reasonable grounds")

    on: date
    reason: str
    test: str
    test_source: str
    test_since: date | None = None
    test_stated: Annotated[Text, Sealed("account", "identification.test_stated")] = None


class PersonIdentified(Event, type="identification.person_identified", section="decisions"):
    """The final decision is positive: the person is formally identified as trafficked."""

    says: ClassVar[str] = gettext_noop("The person was formally identified: rights are open")

    on: date
    test: str
    test_source: str
    test_since: date | None = None
    test_stated: Annotated[Text, Sealed("account", "identification.test_stated")] = None


class IdentificationRefused(Event, type="identification.identification_refused", section="decisions"):
    """The final decision is negative, after consultation, reasons and a second look. Other rights are untouched."""

    says: ClassVar[str] = gettext_noop("The final decision is that the person is not identified")

    on: date
    reason: str
    test: str
    test_source: str
    test_since: date | None = None
    test_stated: Annotated[Text, Sealed("account", "identification.test_stated")] = None


class BodyAgreed(Event, type="identification.body_agreed", section="decisions"):
    """One of the bodies that decide together says yes; the decision comes when all have."""

    says: ClassVar[str] = gettext_noop("One of the bodies that decide together agreed")

    on: date
    body: str
    words: Annotated[Text, Sealed("account", "identification.body_words")] = None


class PanelHeard(Event, type="identification.panel_heard", section="decisions"):
    """A panel from outside read a proposed negative. It may ask for another look, and overturns nothing."""

    says: ClassVar[str] = gettext_noop("A panel read the proposed negative")

    on: date
    panel: str
    verdict: Literal["holds", "look_again"]
    words: Annotated[Text, Sealed("account", "identification.panel_words")] = None


class DuplicateNoted(Event, type="identification.duplicate_noted", section="decisions"):
    """Two cases may be of one person: what the authority thinks. Nothing is merged by it."""

    says: ClassVar[str] = gettext_noop("A possible second case of the same person was looked at")

    on: date
    other: UUID
    same: Literal["yes", "no", "not_sure"]


class NoticeGiven(Event, type="identification.notice_given", section="decisions"):
    """The outcome was told by a safe way: to the person, or to whoever represents a child. Never to a child directly."""

    says: ClassVar[str] = gettext_noop("The outcome was told by a safe way")

    on: date
    stage: str
    to: Literal["person", "representative"]
    channel: str
    enclosed: Literal["letter", "letter_and_reasons"] = "letter"


@folds(PartyAsked)
def party_asked(facts: CaseFacts, event: PartyAsked, envelope: Envelope) -> CaseFacts:
    """Source: SG 14.70; law-as-data 2, identification."""
    return facts.note(f"asked:{event.party}", on=event.on, seq=envelope.seq)


@folds(MinuteWritten)
def minute_written(facts: CaseFacts, event: MinuteWritten, envelope: Envelope) -> CaseFacts:
    """Source: SG 14.181; law-as-data 2, identification."""
    return facts.note(f"minute.written:{event.stage}", on=event.on, seq=envelope.seq)


@folds(AgeSettled)
def age_settled(facts: CaseFacts, event: AgeSettled, envelope: Envelope) -> CaseFacts:
    """Source: CETS 197 Art 10(3); SG 9.11."""
    return facts.note("age", on=event.on, value=event.age, seq=envelope.seq).note("age.settled", on=event.on, seq=envelope.seq)


@folds(GroundsFound)
def grounds_found(facts: CaseFacts, event: GroundsFound, envelope: Envelope) -> CaseFacts:
    """Source: CETS 197 Art 10(2)."""
    return facts.note(f"decision:{RG}", on=event.on, value="positive", seq=envelope.seq)


@folds(PersonIdentified)
def identified(facts: CaseFacts, event: PersonIdentified, envelope: Envelope) -> CaseFacts:
    """Source: CETS 197 Art 10(2); law-as-data 2, identification."""
    return facts.note(f"decision:{CG}", on=event.on, value="positive", seq=envelope.seq)


@folds(IdentificationRefused)
def identification_refused(facts: CaseFacts, event: IdentificationRefused, envelope: Envelope) -> CaseFacts:
    """Source: law-as-data 2, identification."""
    return facts.note(f"decision:{CG}", on=event.on, value="negative", seq=envelope.seq)


@folds(BodyAgreed)
def body_agreed(facts: CaseFacts, event: BodyAgreed, envelope: Envelope) -> CaseFacts:
    """Source: domain 1.6, Albania; law-as-data 5, two bodies jointly."""
    return facts.note(f"agreed:{event.body}", on=event.on, seq=envelope.seq)


@folds(PanelHeard)
def panel_heard(facts: CaseFacts, event: PanelHeard, envelope: Envelope) -> CaseFacts:
    """Heard is heard, whatever it said: what a panel asks for goes back by the second reviewer. Source: SG 14.119-14.159."""
    return facts.note(f"reviewed:{event.panel}", on=event.on, seq=envelope.seq)


@folds(Reviewed)
def reviewed(facts: CaseFacts, event: Reviewed, envelope: Envelope) -> CaseFacts:
    """Source: SG 14.74."""
    return facts.note(f"reviewed:{event.reviewer}", on=event.on, seq=envelope.seq)


@folds(NegativeConfirmed)
def negative_confirmed(facts: CaseFacts, event: NegativeConfirmed, envelope: Envelope) -> CaseFacts:
    """Source: law-as-data 2, identification."""
    return facts.note(f"decision:{RG}", on=event.on, value="negative", seq=envelope.seq)


@folds(NoticeGiven)
def notified(facts: CaseFacts, event: NoticeGiven, envelope: Envelope) -> CaseFacts:
    """Source: CETS 197 Art 12(1)(d); SG 14.182."""
    return facts.note(f"notified:{event.stage}", on=event.on, seq=envelope.seq)


@means(PartyAsked, PartyAnswered)
def parties(state: CaseState, event: PartyAsked | PartyAnswered, envelope: Envelope) -> CaseState:
    """Who was asked and who answered, with the days, for the page of the decision. Source: SG 14.70, 14.73."""
    known: dict[str, tuple[date, date | None, bool]] = state.note("identification.parties") or {}
    asked_on, _answered_on, _answered = known.get(event.party, (event.on, None, False))
    entry: tuple[date, date | None, bool] = (event.on, None, False)
    if isinstance(event, PartyAnswered):
        entry = (asked_on, event.on, event.answered)
    return noting(state, "identification.parties", {**known, event.party: entry})


@means(EvidenceWeighed, DoubtNoted)
def weighed(state: CaseState, event: EvidenceWeighed | DoubtNoted, envelope: Envelope) -> CaseState:
    """Evidence and doubts in the order in which they were first written; what is weighed again stands where it stood.

    Source: SG 14.2-14.18.
    """
    known: dict[UUID, EvidenceWeighed | DoubtNoted] = state.note("identification.weighed") or {}
    new, before = envelope.row_id("sealed"), getattr(event, "again", None)
    if before in known:
        placed = {new if one == before else one: event if one == before else kept for one, kept in known.items()}
    else:
        placed = {**known, new: event}
    return noting(state, "identification.weighed", placed)


@means(DoubtPut)
def doubt_put(state: CaseState, event: DoubtPut, envelope: Envelope) -> CaseState:
    """Which doubts were put to the person since, on which day. Source: SG 14.13."""
    known: dict[UUID, tuple[UUID, DoubtPut]] = state.note("identification.put") or {}
    return noting(state, "identification.put", {**known, event.doubt: (envelope.row_id("sealed"), event)})


def unasked(state: CaseState) -> tuple[UUID, ...]:
    """The doubts that matter and were not put to the person. Source: SG 14.13."""
    doubts: dict[UUID, Event] = state.note("identification.weighed") or {}
    put = state.note("identification.put") or {}
    return tuple(id for id, one in doubts.items() if isinstance(one, DoubtNoted) and one.matters and not one.person_asked and id not in put)


@means(MinuteWritten)
def wrote(state: CaseState, event: MinuteWritten, envelope: Envelope) -> CaseState:
    """The mitigations that were considered last. Source: SG 14.2-14.18."""
    return noting(state, "identification.mitigations", event.mitigations)


@means(AgeSettled)
def of_age(state: CaseState, event: AgeSettled, envelope: Envelope) -> CaseState:
    """The coarse fact changes with it. Source: CETS 197 Art 10(3)."""
    return replace(state, about=state.about.changed(age=event.age))


@means(NegativeProposed)
def proposed(state: CaseState, event: NegativeProposed, envelope: Envelope) -> CaseState:
    """Who proposed it, so that somebody else reviews. Source: SG 14.74."""
    return noting(noting(state, "identification.sent_back", None), "identification.proposed", (envelope.actor, event))


@means(SentBack)
def back(state: CaseState, event: SentBack, envelope: Envelope) -> CaseState:
    """The proposal is no longer there; what was proposed stands until there is another. Source: SG 14.74."""
    proposal: tuple[UUID, NegativeProposed] | None = state.note("identification.proposed")
    state = noting(state, "identification.sent_back", proposal[1].reason if proposal else "")
    return noting(state, "identification.proposed", None)


@means(GroundsFound, NegativeConfirmed, PersonIdentified, IdentificationRefused)
def decided(
    state: CaseState, event: GroundsFound | NegativeConfirmed | PersonIdentified | IdentificationRefused, envelope: Envelope
) -> CaseState:
    """The outcome that has to be told; what was proposed and who was heard for it are settled, and the next decision hears anew.

    Source: SG 14.182; 14.111-14.113.
    """
    for settled in ("proposed", "sent_back", "parties", "spoken"):
        state = noting(state, f"identification.{settled}", None)
    stage = RG if isinstance(event, GroundsFound | NegativeConfirmed) else CG
    positive = isinstance(event, GroundsFound | PersonIdentified)
    written = ("identification.minute",)
    return with_outcome(state, Outcome(stage, positive, event.on, envelope.seq, getattr(event, "reason", ""), written))


@means(BodyAgreed)
def spoke(state: CaseState, event: BodyAgreed, envelope: Envelope) -> CaseState:
    """Who spoke for which body, so that nobody speaks for two. Source: domain 1.6, two bodies jointly."""
    return noting(state, "identification.spoken", {**(state.note("identification.spoken") or {}), event.body: envelope.actor})


@means(DuplicateNoted)
def duplicates(state: CaseState, event: DuplicateNoted, envelope: Envelope) -> CaseState:
    """What is thought of each other case. Source: domain 5.10."""
    known: dict[UUID, str] = state.note("identification.duplicates") or {}
    return noting(state, "identification.duplicates", {**known, event.other: event.same})
