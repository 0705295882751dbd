"""What can happen to a right that is owed: given, stopped, declined, not to be had, withheld; and what opens one: a request. Pure.

That it happened is a coarse fact, as the status of each right is. What is written beside it is sealed in the right's own section.
"""

from datetime import date
from typing import ClassVar

from opennrm.cases.spine.events import Noted
from opennrm.cases.spine.facts import CaseFacts
from opennrm.countries.facts import running
from opennrm.journal.event import Envelope
from opennrm.journal.registry import folds
from opennrm.standards.refusal import gettext_noop


class OnRight(Noted, type="support.on_right", section="coarse"):
    """An act on one opened right. `thing` is what is given, as facts name it."""

    entitlement: str
    thing: str


class SupportGiven(OnRight, type="support.given", section="coarse"):
    """What is owed was given; `until` where it was for a time that is over."""

    says: ClassVar[str] = gettext_noop("What is owed was given")

    until: date | None = None


class SupportStopped(OnRight, type="support.stopped", section="coarse"):
    """What was given is given no longer: by the person's own choice, or not."""

    says: ClassVar[str] = gettext_noop("What was given is given no longer")

    own_choice: bool = False


class SupportDeclined(OnRight, type="support.declined", section="coarse"):
    """The person does not want it now. That is a choice, never a failure, and can be changed on any day."""

    says: ClassVar[str] = gettext_noop("The person does not want it now")


class SupportUnavailable(OnRight, type="support.unavailable", section="coarse"):
    """It is not to be had: a gap of the state, which figures count as one."""

    says: ClassVar[str] = gettext_noop("It is not to be had here")


class SupportWithheld(OnRight, type="support.withheld", section="coarse"):
    """An authority does not give it; `ground` is one that the clause knows, or "none"."""

    says: ClassVar[str] = gettext_noop("An authority does not give what is owed")

    ground: str
    lawful: bool


class AssistanceConditioned(Noted, type="support.assistance_conditioned", section="coarse"):
    """Help was made to depend on something that the person should do. It breaks a right, and never heals."""

    says: ClassVar[str] = gettext_noop("Help was made to depend on something")


class AssistedWithoutConsent(Noted, type="support.assisted_without_consent", section="coarse"):
    """Help was given without the person's informed consent. It breaks a right, and never heals."""

    says: ClassVar[str] = gettext_noop("Help was given without consent")


class RequestMade(Noted, type="support.request_made", section="support"):
    """The person asked for something, which opens what answers it: told like help itself, for a wish shows what somebody plans."""

    says: ClassVar[str] = gettext_noop("The person asked for something")

    what: str


@folds(SupportGiven)
def given(facts: CaseFacts, event: SupportGiven, envelope: Envelope) -> CaseFacts:
    """A span begins, or a past one is told whole. Source: law-as-data 2, support."""
    return facts.note(f"given:{event.thing}", on=event.on, until=event.until, seq=envelope.seq)


@folds(SupportStopped)
def stopped(facts: CaseFacts, event: SupportStopped, envelope: Envelope) -> CaseFacts:
    """The running span ends on that day; where none runs (a later correction took it away) nothing changes. Source: law-as-data 2."""
    if running(facts, f"given:{event.thing}", event.on) is None:
        return facts
    return facts.end(f"given:{event.thing}", on=event.on, ground="own_choice" if event.own_choice else None)


@folds(SupportDeclined)
def declined(facts: CaseFacts, event: SupportDeclined, envelope: Envelope) -> CaseFacts:
    """Declined by the person. Source: law-as-data 2, support; CETS 197 Art 12(7)."""
    return facts.note(f"declined:{event.thing}", on=event.on, seq=envelope.seq)


@folds(SupportUnavailable)
def unavailable(facts: CaseFacts, event: SupportUnavailable, envelope: Envelope) -> CaseFacts:
    """Not to be had. Source: law-as-data 2, support."""
    return facts.note(f"unavailable:{event.thing}", on=event.on, seq=envelope.seq)


@folds(SupportWithheld)
def withheld(facts: CaseFacts, event: SupportWithheld, envelope: Envelope) -> CaseFacts:
    """Withheld by an authority, with its ground. Source: law-as-data 2, support; 3 (12)."""
    return facts.note(f"withheld:{event.thing}", on=event.on, ground=event.ground, lawful=event.lawful, seq=envelope.seq)


@folds(AssistanceConditioned)
def conditioned(facts: CaseFacts, event: AssistanceConditioned, envelope: Envelope) -> CaseFacts:
    """Source: CETS 197 Art 12(6)."""
    return facts.note("assistance.conditioned", on=event.on, seq=envelope.seq)


@folds(AssistedWithoutConsent)
def without_consent(facts: CaseFacts, event: AssistedWithoutConsent, envelope: Envelope) -> CaseFacts:
    """Source: CETS 197 Art 12(7)."""
    return facts.note("assisted.without_consent", on=event.on, seq=envelope.seq)


@folds(RequestMade)
def asked(facts: CaseFacts, event: RequestMade, envelope: Envelope) -> CaseFacts:
    """Source: law-as-data 2, protection."""
    return facts.note(f"asked_for:{event.what}", on=event.on, seq=envelope.seq)
