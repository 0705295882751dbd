"""What can happen to the procedure besides its decisions: it rests, it goes on, the person leaves it, it is looked at again. Pure.

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
RECONSIDERATION = "reconsideration"
ASKED = "procedure.asked"


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


@means(Withdrawn)
def nobody_reviews(state: CaseState, event: Withdrawn, envelope: Envelope) -> CaseState:
    """A no that was proposed is settled by it: nobody reviews it any more. Source: SG 14.249."""
    return without_proposal(state)


@means(RequestReceived)
def wants_an_answer(state: CaseState, event: RequestReceived, envelope: Envelope) -> CaseState:
    """Who asks and on what it rests, for whoever answers. Source: SG 14.224-227."""
    return noting(state, ASKED, event)


@means(ReconsiderationAccepted, ReconsiderationRefused)
def has_its_answer(state: CaseState, event: ReconsiderationAccepted | ReconsiderationRefused, envelope: Envelope) -> CaseState:
    """The answer has to be told. Source: SG 14.233; 14.182."""
    positive = isinstance(event, ReconsiderationAccepted)
    return with_outcome(noting(state, ASKED, None), Outcome(RECONSIDERATION, positive, event.on, envelope.seq))
