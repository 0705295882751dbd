"""What can happen to a person's safety to stay: the reflection period begins, is refused, ends; a removal is carried out; who has to
know of the bar is told; a child gets a guardian. Pure."""

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.meaning import means
from opennrm.cases.spine.state import CaseState, noting, tied, untied
from opennrm.countries.facts import running
from opennrm.journal.event import Envelope, Event, Sealed
from opennrm.journal.registry import folds
from opennrm.standards.refusal import gettext_noop

Text = str | None


class ReflectionPeriodStarted(Event, type="protection.reflection_started", section="legal_status"):
    """The recovery and reflection period runs. `clock` is the profile's; its earliest end is derived, never stored."""

    says: ClassVar[str] = gettext_noop("The time to recover and decide began")

    on: date
    clock: str


class PeriodLengthSet(Event, type="protection.length_set", section="legal_status"):
    """The authority set how long a protected time lasts, in the unit of the law, where the law lets it; why is sealed."""

    says: ClassVar[str] = gettext_noop("It was set how long the time to recover and decide lasts")

    on: date
    clock: str
    length: int
    why: Annotated[Text, Sealed("account", "protection.length_why")] = None


class ReflectionPeriodRefused(Event, type="protection.reflection_refused", section="legal_status"):
    """The period is not observed, on a ground that the clause knows, or on none; the reasons are sealed."""

    says: ClassVar[str] = gettext_noop("The time to recover and decide was refused")

    on: date
    ground: str
    lawful: bool
    reasons: Annotated[Text, Sealed("account", "protection.refusal_reasons")] = None


class ReflectionPeriodEnded(Event, type="protection.reflection_ended", section="legal_status"):
    """The period ended: its time was over, or a ground of national law let it end early."""

    says: ClassVar[str] = gettext_noop("The time to recover and decide ended")

    on: date
    reason: str
    reasons: Annotated[Text, Sealed("account", "protection.end_reasons")] = None


class RemovalEnforced(Event, type="protection.removal_enforced", section="return"):
    """The person was removed from the country. While a bar stands this breaks it, and never heals."""

    says: ClassVar[str] = gettext_noop("The person was removed from the country")

    on: date
    seen_by: Annotated[Text, Sealed("return", "protection.removal_seen")] = None


class GuardianAppointed(Event, type="protection.guardian_appointed", section="coarse"):
    """A guardian acts for the child from that day; one who acted before acts no more. By which decision is sealed.

    `met_on`: when guardian and child met, where they have.
    """

    says: ClassVar[str] = gettext_noop("The child has a guardian")

    on: date
    agency: UUID
    met_on: date | None = None
    decision: Annotated[Text, Sealed("risk_and_safety", "protection.guardian_decision")] = None


class GuardianEnded(Event, type="protection.guardian_ended", section="coarse"):
    """The guardian acts no more. `needs_another`: the child is without one until the next is named."""

    says: ClassVar[str] = gettext_noop("The guardian acts for the child no more")

    on: date
    agency: UUID
    needs_another: bool


class RemovalBarTold(Event, type="protection.bar_told", section="legal_status"):
    """Who would carry out a removal was told that there is a decision, and that it bars one. Nothing else goes with it."""

    says: ClassVar[str] = gettext_noop("Who would carry out a removal was told that it is barred")

    on: date
    agency: UUID
    agency_kind: str


class RemovalBarNoted(Event, type="protection.bar_noted", section="proceedings"):
    """Who was told has put the bar into its own files."""

    says: ClassVar[str] = gettext_noop("The bar on removal was put into the files of who would carry one out")

    on: date


class RemovalBarTellingEnded(Event, type="protection.bar_telling_ended", section="legal_status"):
    """What was told is told no longer: it went to a wrong office, or there is no bar left to know of."""

    says: ClassVar[str] = gettext_noop("Who was told of the bar on removal sees the case no longer")

    on: date
    agency: UUID


REFLECTION = "reflection"
TIME_OVER = "time_over"


@folds(ReflectionPeriodStarted)
def started(facts: CaseFacts, event: ReflectionPeriodStarted, envelope: Envelope) -> CaseFacts:
    """Source: CETS 197 Art 13(1)."""
    return facts.note(f"period:{REFLECTION}", on=event.on, seq=envelope.seq)


@folds(PeriodLengthSet)
def length_set(facts: CaseFacts, event: PeriodLengthSet, envelope: Envelope) -> CaseFacts:
    """Source: law-as-data 1, Duration, set by the authority; VZAE Art 35(1)."""
    return facts.note(f"period.length:{event.clock}", on=event.on, value=str(event.length), seq=envelope.seq)


@folds(ReflectionPeriodRefused)
def refused(facts: CaseFacts, event: ReflectionPeriodRefused, envelope: Envelope) -> CaseFacts:
    """One that runs by law runs no longer. Source: CETS 197 Art 13(3)."""
    if running(facts, f"period:{REFLECTION}", event.on) is not None:
        facts = facts.end(f"period:{REFLECTION}", on=event.on, ground=event.ground)
    return facts.note(f"period.refused:{REFLECTION}", on=event.on, ground=event.ground, lawful=event.lawful, seq=envelope.seq)


@folds(ReflectionPeriodEnded)
def ended(facts: CaseFacts, event: ReflectionPeriodEnded, envelope: Envelope) -> CaseFacts:
    """The span closes; an early end leaves the ground on which it rests. Source: law-as-data 1, EarlyEnd; 3 (9)."""
    early = event.reason != TIME_OVER
    if early:
        facts = facts.note(f"ground:{event.reason}", on=event.on, seq=envelope.seq)
    if running(facts, f"period:{REFLECTION}", event.on) is not None:
        facts = facts.end(f"period:{REFLECTION}", on=event.on, ground=event.reason if early else None)
    return facts.note(f"ended:{REFLECTION}", on=event.on, seq=envelope.seq)


@folds(RemovalEnforced)
def removed(facts: CaseFacts, event: RemovalEnforced, envelope: Envelope) -> CaseFacts:
    """Source: CETS 197 Art 10(2), 13(1)."""
    return facts.note("removal.enforced", on=event.on, seq=envelope.seq)


@folds(GuardianAppointed)
def appointed(facts: CaseFacts, event: GuardianAppointed, envelope: Envelope) -> CaseFacts:
    """The right is met when the guardian has met the child, not by the paper. Source: CETS 197 Art 10(4)(a)."""
    return facts.note("given:guardian", on=event.met_on, seq=envelope.seq) if event.met_on else facts


@means(GuardianAppointed)
def acts_for_the_child(state: CaseState, event: GuardianAppointed, envelope: Envelope) -> CaseState:
    """The guardian's agency is in the case, and one before it no more. Source: CETS 197 Art 10(4)(a); access/policy.yaml, guardian.all."""
    before = state.agency_by("guardian")
    state = untied(state, before, "guardian") if before else state
    return noting(tied(state, event.agency, "guardian"), "protection.guardian", event)


@means(GuardianEnded)
def acts_no_more(state: CaseState, event: GuardianEnded, envelope: Envelope) -> CaseState:
    """Reading closes with the office. Source: CETS 197 Art 10(4)(a); design 5, relations."""
    return noting(untied(state, event.agency, "guardian"), "protection.guardian", event)


@means(RemovalBarTold)
def knows_of_the_bar(state: CaseState, event: RemovalBarTold, envelope: Envelope) -> CaseState:
    """Who was told is in the case, with what the policy gives it. Source: CETS 197 Art 10(2), 13(1); access/policy.yaml, migration.stay."""
    waits = (state.note("protection.unnoted") or frozenset()) | {event.agency}
    return noting(tied(state, event.agency, "migration_authority"), "protection.unnoted", waits)


@means(RemovalBarNoted)
def put_into_its_files(state: CaseState, event: RemovalBarNoted, envelope: Envelope) -> CaseState:
    """Source: CETS 197 Art 10(2), 13(1)."""
    return _noted(state, envelope.agency)


@means(RemovalBarTellingEnded)
def knows_no_longer(state: CaseState, event: RemovalBarTellingEnded, envelope: Envelope) -> CaseState:
    """Reading closes with it. Source: design 5, relations; CETS 197 Art 11(1)."""
    return _noted(untied(state, event.agency, "migration_authority"), event.agency)


def _noted(state: CaseState, agency: UUID) -> CaseState:
    """Of whom nobody waits any more for a word that the bar stands in its files."""
    rest = (state.note("protection.unnoted") or frozenset()) - {agency}
    return noting(state, "protection.unnoted", rest or None)
