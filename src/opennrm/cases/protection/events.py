"""What can happen to a person's safety to stay: the reflection period begins, is refused, ends; a removal is carried out. Pure."""

from datetime import date
from typing import Annotated, ClassVar

from opennrm.cases.spine.facts import CaseFacts
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


REFLECTION = "reflection"
TIME_OVER = "time_over"


@folds(ReflectionPeriodStarted)
def started(facts: CaseFacts, event: ReflectionPeriodStarted, envelope: Envelope) -> CaseFacts:
    """Source: CETS 197 Art 13(1)."""
    return facts.note(f"period:{REFLECTION}", on=event.on, seq=envelope.seq)


@folds(ReflectionPeriodRefused)
def refused(facts: CaseFacts, event: ReflectionPeriodRefused, envelope: Envelope) -> CaseFacts:
    """Source: CETS 197 Art 13(3)."""
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
