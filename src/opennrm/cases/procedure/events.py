"""What can happen to the procedure besides its decisions: it rests, goes on, is left, is looked at again, ends, is closed. Pure.

That something happened, and when, stands in clear, in `decisions`; every text that says why is sealed in `account`.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

from opennrm.cases.spine.deciders import without_proposal
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.meaning import means
from opennrm.cases.spine.outcomes import Outcome, with_outcome
from opennrm.cases.spine.state import CaseState, noting
from opennrm.countries.facts import Asked, running
from opennrm.journal.event import Envelope, Event, Sealed
from opennrm.journal.registry import folds
from opennrm.standards.refusal import gettext_noop

Text = str | None
RECONSIDERATION, REVOCATION, DISQUALIFICATION = "reconsideration", "revocation", "disqualification"
ASKED, END_PROPOSED = "procedure.asked", "procedure.end_proposed"
REFLECTION = "period:reflection"


class Suspended(Event, type="procedure.suspended", section="decisions"):
    """The procedure rests: the person is missing, or too little is known yet. Rights do not rest; clocks do where the law says so."""

    says: ClassVar[str] = gettext_noop("The procedure rests")

    on: date
    reason: Literal["missing", "too_little", "other"]
    words: Annotated[Text, Sealed("account", "procedure.suspended")] = None


class Resumed(Event, type="procedure.resumed", section="decisions"):
    """The procedure goes on where it rested."""

    says: ClassVar[str] = gettext_noop("The procedure goes on")

    on: date
    words: Annotated[Text, Sealed("account", "procedure.resumed")] = None


class WithdrawalWritten(Event, type="procedure.withdrawal_written", section="decisions"):
    """An adult withdrew in writing; through whom the writing came. What it says is sealed."""

    says: ClassVar[str] = gettext_noop("The person withdrew in writing")

    on: date
    through: str
    words: Annotated[Text, Sealed("account", "procedure.withdrawal")] = None


class WithdrawalFoundBest(Event, type="procedure.withdrawal_found_best", section="decisions"):
    """To leave the procedure was found to be in the child's best interests; which kind of agency found it."""

    says: ClassVar[str] = gettext_noop("To leave the procedure was found to be in the child's best interests")

    on: date
    found_by: str
    words: Annotated[Text, Sealed("account", "procedure.withdrawal_interests")] = None


class Withdrawn(Event, type="procedure.withdrawn", section="decisions"):
    """The procedure ended without a decision, as the person wants it. A new referral stays possible."""

    says: ClassVar[str] = gettext_noop("The person is no longer in the procedure")

    on: date


class RequestReceived(Event, type="procedure.request_received", section="decisions"):
    """A request to look again came in: who asks, on what it rests, which of its bases governs the time limit. What it says is sealed."""

    says: ClassVar[str] = gettext_noop("A request to look at the decision again came in")

    on: date
    asked_by: str
    bases: tuple[str, ...] = ()
    governs: str = ""
    words: Annotated[Text, Sealed("account", "procedure.request")] = None


class ReconsiderationAsked(Event, type="procedure.reconsideration_asked", section="decisions"):
    """The decision is looked at again, by somebody who did not say no."""

    says: ClassVar[str] = gettext_noop("The decision is looked at again")

    on: date


class ReasonsWritten(Event, type="procedure.reasons_written", section="decisions"):
    """The reasons of an answer are written down, under the name that the country's procedure asks for."""

    says: ClassVar[str] = gettext_noop("Reasons were written")

    on: date
    stage: str
    text: Annotated[Text, Sealed("account", "procedure.minute")] = None


class ReconsiderationAccepted(Event, type="procedure.reconsideration_accepted", section="decisions"):
    """Looked at again, with a yes. `decides` is the decision that the country's procedure makes of it, if it makes one; the test by which
    that is decided goes with it.
    """

    says: ClassVar[str] = gettext_noop("Looked at again, with a yes: rights open again")

    on: date
    decides: str = ""
    test: str = ""
    test_source: str = ""
    test_since: date | None = None
    words: Annotated[Text, Sealed("account", "procedure.accepted")] = None


class ReconsiderationRefused(Event, type="procedure.reconsideration_refused", section="decisions"):
    """Looked at again, and the decision stays as it is, with reasons."""

    says: ClassVar[str] = gettext_noop("Looked at again, and the decision stays as it is")

    on: date


class RevocationProposed(Event, type="procedure.revocation_proposed", section="decisions"):
    """To revoke a flawed decision is proposed; nothing ends before a second person has looked."""

    says: ClassVar[str] = gettext_noop("To revoke the decision was proposed, and goes to a second person")

    on: date
    reasons: Annotated[Text, Sealed("account", "procedure.revocation")] = None


class DisqualificationProposed(Event, type="procedure.disqualification_proposed", section="decisions"):
    """To disqualify is proposed, with an assessment of this person alone; nothing ends before a second person has looked."""

    says: ClassVar[str] = gettext_noop("To disqualify was proposed, and goes to a second person")

    on: date
    ground: Literal["public_order", "improper_claim"]
    assessed: Annotated[Text, Sealed("account", "procedure.disqualification_assessed")] = None
    risk: Annotated[Text, Sealed("account", "procedure.disqualification_risk")] = None
    outweighs: Annotated[Text, Sealed("account", "procedure.disqualification_outweighs")] = None


class EndSentBack(Event, type="procedure.end_sent_back", section="decisions"):
    """The second person does not agree that the decision ends: it stands as before."""

    says: ClassVar[str] = gettext_noop("A second person does not agree that the decision ends: it stands")

    on: date
    words: Annotated[Text, Sealed("account", "procedure.end_sent_back")] = None


class EndReviewed(Event, type="procedure.end_reviewed", section="decisions"):
    """A second person read the reasons and agrees. Ground and reasons hold from here, not from the proposal: nobody ends a right alone."""

    says: ClassVar[str] = gettext_noop("A second person read why the decision is to end, and agrees")

    on: date
    of: Literal["revocation", "disqualification"]
    ground: str = ""
    words: Annotated[Text, Sealed("account", "procedure.end_review")] = None


class Revoked(Event, type="procedure.revoked", section="decisions"):
    """The decision that the person was trafficked is revoked as flawed, with reasons."""

    says: ClassVar[str] = gettext_noop("The decision was revoked")

    on: date


class Disqualified(Event, type="procedure.disqualified", section="decisions"):
    """The person is disqualified on a ground of the law. `ends_reflection`: the law here ends the time to recover and decide with it."""

    says: ClassVar[str] = gettext_noop("The person was disqualified")

    on: date
    ground: str
    ends_reflection: bool = False


class CaseClosed(Event, type="procedure.case_closed", section="decisions"):
    """The case was closed. `still_owed`: the rights that wanted an act on that day; `untold`: word of a decision was owed still. Why it was
    closed over them is sealed.
    """

    says: ClassVar[str] = gettext_noop("The case was closed")

    on: date
    still_owed: tuple[str, ...] = ()
    untold: bool = False
    words: Annotated[Text, Sealed("account", "procedure.closed")] = None


@folds(Suspended)
def rests(facts: CaseFacts, event: Suspended, envelope: Envelope) -> CaseFacts:
    """Source: law-as-data 2, identification; SG 14.196."""
    return facts.note("suspended", on=event.on, seq=envelope.seq)


@folds(Resumed)
def goes_on(facts: CaseFacts, event: Resumed, envelope: Envelope) -> CaseFacts:
    """Source: law-as-data 2, identification; SG 14.196-204."""
    return _rests_no_more(facts, event.on)


@folds(WithdrawalWritten)
def wrote(facts: CaseFacts, event: WithdrawalWritten, envelope: Envelope) -> CaseFacts:
    """Source: SG 14.249; law-as-data 2, identification."""
    return facts.note("withdrawal.written", on=event.on, seq=envelope.seq)


@folds(WithdrawalFoundBest)
def found_best(facts: CaseFacts, event: WithdrawalFoundBest, envelope: Envelope) -> CaseFacts:
    """Source: SG 14.249; CETS 197 Art 10(4)."""
    return facts.note("best_interests.found:withdrawal", on=event.on, seq=envelope.seq)


@folds(Withdrawn)
def left(facts: CaseFacts, event: Withdrawn, envelope: Envelope) -> CaseFacts:
    """What rested is over: a case that is referred anew begins with clocks that run. Source: SG 14.249."""
    return _rests_no_more(facts, event.on)


def _rests_no_more(facts: CaseFacts, on: date) -> CaseFacts:
    return facts.end("suspended", on=on) if running(facts, "suspended", on) is not None else facts


@folds(RequestReceived)
def rests_on(facts: CaseFacts, event: RequestReceived, envelope: Envelope) -> CaseFacts:
    """On what the request rests, for the clock that hangs on it. Source: SG 14.225-226; law-as-data 2, identification."""
    return facts.note("basis", on=event.on, value=event.governs, seq=envelope.seq) if event.governs else facts


@folds(ReconsiderationAsked)
def asked_again(facts: CaseFacts, event: ReconsiderationAsked, envelope: Envelope) -> CaseFacts:
    """Source: SG 14.224; law-as-data 2, identification."""
    return facts.note("reconsideration.asked", on=event.on, seq=envelope.seq)


@folds(ReasonsWritten)
def reasons(facts: CaseFacts, event: ReasonsWritten, envelope: Envelope) -> CaseFacts:
    """Source: SG 14.181, 14.233."""
    return facts.note(f"minute.written:{event.stage}", on=event.on, seq=envelope.seq)


@folds(ReconsiderationAccepted)
def accepted(facts: CaseFacts, event: ReconsiderationAccepted, envelope: Envelope) -> CaseFacts:
    """The request is answered; and decided is what the country's procedure makes of it. Source: SG 14.224-233; profile, `records`."""
    facts = facts.note("reconsideration.answered", on=event.on, seq=envelope.seq)
    if not event.decides:
        return facts
    decided = Asked.parse(event.decides)
    return facts.note(decided.key, on=event.on, value=decided.value, seq=envelope.seq)


@folds(ReconsiderationRefused)
def stays(facts: CaseFacts, event: ReconsiderationRefused, envelope: Envelope) -> CaseFacts:
    """Source: SG 14.233."""
    return facts.note("reconsideration.answered", on=event.on, seq=envelope.seq)


@folds(EndReviewed)
def established(facts: CaseFacts, event: EndReviewed, envelope: Envelope) -> CaseFacts:
    """Source: law-as-data 2, identification and protection; profile, guards of the step."""
    facts = facts.note(f"minute.written:{event.of}", on=event.on, seq=envelope.seq)
    if event.of == DISQUALIFICATION:
        for ground in (DISQUALIFICATION, event.ground):
            facts = facts.note(f"ground:{ground}", on=event.on, seq=envelope.seq)
    return facts


@folds(Disqualified)
def ends_early(facts: CaseFacts, event: Disqualified, envelope: Envelope) -> CaseFacts:
    """The time to recover and decide ends with it where the law says so, on the ground that it leaves. Source: profile, early ends."""
    runs = event.ends_reflection and running(facts, REFLECTION, event.on) is not None
    return facts.end(REFLECTION, on=event.on, ground=event.ground) if runs else facts


@means(Withdrawn, CaseClosed)
def nobody_reviews(state: CaseState, event: Withdrawn | CaseClosed, envelope: Envelope) -> CaseState:
    """What was proposed is settled by it: nobody reviews it any more. Source: SG 14.249."""
    return noting(without_proposal(state), END_PROPOSED, None)


@means(RequestReceived)
def wants_an_answer(state: CaseState, event: RequestReceived, envelope: Envelope) -> CaseState:
    """Who asks and on what it rests, for whoever answers. Source: SG 14.224-227."""
    return noting(state, ASKED, event)


@means(ReconsiderationAccepted, ReconsiderationRefused)
def has_its_answer(state: CaseState, event: ReconsiderationAccepted | ReconsiderationRefused, envelope: Envelope) -> CaseState:
    """The answer has to be told. Source: SG 14.233; 14.182."""
    positive = isinstance(event, ReconsiderationAccepted)
    outcome = Outcome(RECONSIDERATION, positive, event.on, envelope.seq, written=("procedure.minute",))
    return with_outcome(noting(state, ASKED, None), outcome)


@means(RevocationProposed, DisqualificationProposed)
def end_proposed(state: CaseState, event: RevocationProposed | DisqualificationProposed, envelope: Envelope) -> CaseState:
    """Who proposed it, so that somebody else looks. Source: SG 14.74, as the model."""
    return noting(state, END_PROPOSED, (envelope.actor, event))


@means(EndSentBack)
def stands_as_before(state: CaseState, event: EndSentBack, envelope: Envelope) -> CaseState:
    """Source: SG 14.74, as the model."""
    return noting(state, END_PROPOSED, None)


END_WRITTEN = {
    REVOCATION: ("procedure.revocation",),
    DISQUALIFICATION: (
        "procedure.disqualification_assessed",
        "procedure.disqualification_risk",
        "procedure.disqualification_outweighs",
    ),
}


@means(Revoked, Disqualified)
def end_has_to_be_told(state: CaseState, event: Revoked | Disqualified, envelope: Envelope) -> CaseState:
    """The person is owed word of it, with the reasons. Source: SG 14.182."""
    stage = REVOCATION if isinstance(event, Revoked) else DISQUALIFICATION
    written = END_WRITTEN[stage]
    outcome = Outcome(stage, False, event.on, envelope.seq, getattr(event, "ground", ""), written)
    return with_outcome(noting(state, END_PROPOSED, None), outcome)
