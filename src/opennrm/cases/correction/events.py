"""What can turn out to be recorded wrongly after a referral. Nothing is overwritten: a figure can name the event that moved it. Pure."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from opennrm.cases.spine.aside import Aside, set_aside
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.meaning import means
from opennrm.cases.spine.state import CaseState, noting
from opennrm.journal.event import Envelope, Event, Sealed
from opennrm.journal.registry import folds
from opennrm.standards.refusal import gettext_noop

Text = str | None
Codes = tuple[str, ...]
Why = Annotated[Text, Sealed("account", "correction.why")]
SAID_BY = "correction.said_by"
SEVERAL = frozenset({"citizenships", "forms"})
LAWFUL = frozenset({"nationality", "residence", "region", "place"})


class ReferralVoided(Event, type="correction.referral_voided", section="decisions"):
    """What was recorded as a referral was none."""

    says: ClassVar[str] = gettext_noop("The referral was voided: it counts nowhere")

    on: date
    reason: Literal["entered_in_error", "trial_entry", "no_person"]
    why: Why = None


class ReferralRestored(Event, type="correction.referral_restored", section="decisions"):
    """A referral was voided wrongly: it counts again."""

    says: ClassVar[str] = gettext_noop("The referral stands again")

    on: date
    why: Why = None


class ReferralsMerged(Event, type="correction.referrals_merged", section="decisions"):
    """Two referrals are of one person: one case goes on (`goes_on`), the other is an alias of it. Recorded on both; nothing moves."""

    says: ClassVar[str] = gettext_noop("Two referrals of the same person were joined")

    on: date
    other: UUID
    goes_on: bool
    why: Why = None


class MergeUndone(Event, type="correction.merge_undone", section="decisions"):
    """They were two persons after all: both cases stand again. Recorded on both."""

    says: ClassVar[str] = gettext_noop("The joining of two referrals was undone")

    on: date
    other: UUID
    goes_on: bool
    why: Why = None


class ReferralRecategorised(Event, type="correction.referral_recategorised", section="coarse"):
    """How, where and at which age the person was exploited is coded otherwise, on what is known now."""

    says: ClassVar[str] = gettext_noop("The exploitation was coded otherwise")

    on: date
    was: dict[str, Codes]
    right: dict[str, Codes]
    why: Why = None


class FactCorrected(Event, type="correction.fact_corrected", section="coarse"):
    """One coarse fact was recorded wrongly. `event`: the number of the event in this stream that said it so."""

    says: ClassVar[str] = gettext_noop("A fact was put right")

    on: date
    event: int
    field: str
    was: Codes
    right: Codes
    reason: Literal["typed_wrongly", "misunderstood", "document", "person_said"]
    why: Why = None


@folds(ReferralRecategorised)
def coded_otherwise(facts: CaseFacts, event: ReferralRecategorised, envelope: Envelope) -> CaseFacts:
    """Where it happened is a fact that a country's law may ask for. Source: law-as-data 1, When."""
    return _noted(facts, event.right, event.on, envelope)


@folds(FactCorrected)
def put_right(facts: CaseFacts, event: FactCorrected, envelope: Envelope) -> CaseFacts:
    """A fact that rules ask for holds as it was put right. Source: design 3, FactCorrected."""
    return _noted(facts, {event.field: event.right}, event.on, envelope)


def _noted(facts: CaseFacts, right: dict[str, Codes], on: date, envelope: Envelope) -> CaseFacts:
    for field, codes in right.items():
        if field in LAWFUL:
            facts = facts.note(field, on=on, value="".join(codes), seq=envelope.seq)
    return facts


@means(ReferralVoided)
def voided(state: CaseState, event: ReferralVoided, envelope: Envelope) -> CaseState:
    """It counts nowhere and waits for nobody. Source: design 3, ReferralVoided."""
    return set_aside(state, Aside("voided", event.on))


@means(ReferralRestored)
def restored(state: CaseState, event: ReferralRestored, envelope: Envelope) -> CaseState:
    """It stands as before. Source: design 3."""
    return set_aside(state, None)


@means(ReferralsMerged)
def merged(state: CaseState, event: ReferralsMerged, envelope: Envelope) -> CaseState:
    """The one that does not go on is an alias of the other. Source: design 3, a merge is an alias and an event."""
    if event.goes_on:
        return noting(state, "correction.joined", (*joined(state), event.other))
    return set_aside(state, Aside("merged", event.on, event.other))


@means(MergeUndone)
def parted(state: CaseState, event: MergeUndone, envelope: Envelope) -> CaseState:
    """Both stand again. Source: design 3, it can be undone."""
    if not event.goes_on:
        return set_aside(state, None)
    return noting(state, "correction.joined", tuple(one for one in joined(state) if one != event.other) or None)


@means(ReferralRecategorised)
def recategorised(state: CaseState, event: ReferralRecategorised, envelope: Envelope) -> CaseState:
    """Counted as it is coded now. Source: design 3, ReferralRecategorised."""
    return _changed(state, event.right, envelope)


@means(FactCorrected)
def corrected(state: CaseState, event: FactCorrected, envelope: Envelope) -> CaseState:
    """Counted as it was put right. Source: design 3, FactCorrected."""
    return _changed(state, {event.field: event.right}, envelope)


def _changed(state: CaseState, right: dict[str, Codes], envelope: Envelope) -> CaseState:
    values: dict[str, Any] = {field: codes if field in SEVERAL else "".join(codes) for field, codes in right.items()}
    said_by = {**(state.note(SAID_BY) or {}), **dict.fromkeys(right, envelope.seq)}
    return noting(replace(state, about=state.about.changed(**values)), SAID_BY, said_by)


def joined(state: CaseState) -> tuple[UUID, ...]:
    """The cases that were joined to this one and are aliases of it. Source: design 3."""
    return tuple(state.note("correction.joined") or ())


def said_by(state: CaseState, field: str) -> int:
    """The number of the event that said a coarse fact as it stands: the opening of the case, or the last correction. Source: design 3."""
    return int((state.note(SAID_BY) or {}).get(field, 1))
