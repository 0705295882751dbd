"""What can happen to the procedure besides its decisions: it rests, it goes on, the person leaves it. Pure.

That something happened, and when, stands in clear, in `decisions`; every text that says why is sealed in `account`.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

from opennrm.cases.spine.deciders import without_proposal
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.meaning import means
from opennrm.cases.spine.outcomes import Outcome, is_owed_word, outcome_of, with_outcome, without_outcome
from opennrm.cases.spine.state import CaseState, noting
from opennrm.countries.facts import running
from opennrm.journal.event import Envelope, Event, Sealed
from opennrm.journal.registry import folds
from opennrm.standards.refusal import gettext_noop

Text = str | None
SUSPENSION = "suspension"
BEFORE_REST = "procedure.before_rest"


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


@means(Suspended)
def has_to_be_told(state: CaseState, event: Suspended, envelope: Envelope) -> CaseState:
    """The person is told that it rests, unless word of a decision is owed still: that one comes first. Source: SG 14.196; 14.182."""
    if is_owed_word(state):
        return state
    state = noting(state, BEFORE_REST, outcome_of(state))
    return with_outcome(state, Outcome(SUSPENSION, False, event.on, envelope.seq, event.reason))


@means(Resumed, Withdrawn)
def nothing_rests(state: CaseState, event: Resumed | Withdrawn, envelope: Envelope) -> CaseState:
    """That it rested is no news once it goes on or is over: what was decided before stands as the last word. Source: SG 14.196-204."""
    last, before = outcome_of(state), state.note(BEFORE_REST)
    if last is not None and last.stage == SUSPENSION:
        state = with_outcome(state, before) if before is not None else without_outcome(state)
    return noting(state, BEFORE_REST, None)


@means(Withdrawn)
def nobody_reviews(state: CaseState, event: Withdrawn, envelope: Envelope) -> CaseState:
    """A no that was proposed is settled by it: nobody reviews it any more. Source: SG 14.249."""
    return without_proposal(state)
