"""What can happen after a no: the look at what would be sent, the notification, the person's coming back, a sealed contact. Pure."""

from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from opennrm.access.policy import Consent
from opennrm.cases.notification.telling import Code, Period, Told
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.meaning import means
from opennrm.cases.spine.state import CaseState, noting, tied, untied
from opennrm.journal.event import Envelope, Event, Sealed
from opennrm.journal.registry import folds
from opennrm.standards.refusal import gettext_noop

Text = str | None
# The relation in which each kind of agency may reach a person who allowed it.
REACHED_BY = {"police": "investigator", "prosecutor": "prosecutor"}


class Cleared(BaseModel):
    """A place that was marked and stayed: by which rule, and why it leads to nobody. Never the words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Code
    because: Code


class DisclosureChecked(Event, type="notification.disclosure_checked", section="coarse", kind="contact"):
    """Somebody looked whether what is sent could identify the person, alone or together with other things."""

    says: ClassVar[str] = gettext_noop("It was looked at whether what is sent could point to the person")

    on: date
    cleared: tuple[Cleared, ...] = ()


class ContactNotified(Event, type="notification.contact_notified", section="coarse", kind="contact"):
    """An authority was told, in codes, that signs were seen. Which notification it was stands nowhere."""

    says: ClassVar[str] = gettext_noop("An authority was notified without a name")

    on: date
    because: Code


class PersonCameBack(Event, type="notification.person_came_back", section="coarse", kind="contact"):
    """The person came back and wants to speak of a referral: what is typed from now on waits in a new draft, as at the first time."""

    says: ClassVar[str] = gettext_noop("The person came back")

    on: date
    draft: UUID


class NotificationSent(Event, type="notification.sent", section="coarse", kind="notification"):
    """That signs were seen, told to an authority: codes alone, and a short text that was looked at before, word by word."""

    says: ClassVar[str] = gettext_noop("A notification without a name")

    state: Code
    recipient: UUID
    recipient_kind: Code
    period: Period
    because: Code
    told: Told
    checked_text: Annotated[Text, Sealed("coarse", "notification.checked_text")] = None


class ReachAgreed(Event, type="notification.reach_agreed", section="coarse", kind="sealed_contact"):
    """The person agreed to be reached by one agency, for one purpose, after it was explained; it comes before anything that identifies."""

    says: ClassVar[str] = gettext_noop("The person agreed to be reached")

    on: date
    recipient: UUID
    recipient_kind: Code
    purpose: Code
    language: Code
    interpreter: Code = "none"
    sheet: str = ""


class ReachSealed(Event, type="notification.reach_sealed", section="contact_and_location", kind="sealed_contact"):
    """What the person allows: a name, a way to reach them. Sealed under a key of its own, with nothing that leads to a notification."""

    says: ClassVar[str] = gettext_noop("How to reach the person was sealed")

    name: Annotated[Text, Sealed("identity", "reach.name")] = None
    way: Annotated[Text, Sealed("contact_and_location", "reach.way")] = None
    when_safe: Annotated[Text, Sealed("contact_and_location", "reach.when_safe")] = None
    never: Annotated[Text, Sealed("contact_and_location", "reach.never")] = None


class ReachTakenBack(Event, type="notification.reach_taken_back", section="coarse", kind="sealed_contact"):
    """The person does not want to be reached any more: reading closes with this event."""

    says: ClassVar[str] = gettext_noop("The person does not want to be reached any more")

    on: date


@folds(DisclosureChecked)
def checked(facts: CaseFacts, event: DisclosureChecked, envelope: Envelope) -> CaseFacts:
    """Source: MSA 2015 s52(3); law-as-data 5, notify."""
    return facts.note("disclosure.checked", on=event.on, seq=envelope.seq)


@folds(ContactNotified)
def notified(facts: CaseFacts, event: ContactNotified, envelope: Envelope) -> CaseFacts:
    """Source: domain 1.3, notified_anonymous."""
    return facts.note("notified.anonymously", on=event.on, seq=envelope.seq)


@means(ContactNotified)
def told_of(state: CaseState, event: ContactNotified, envelope: Envelope) -> CaseState:
    """The contact stays closed: nobody has to do anything now, and nothing more is asked of the person. Source: domain 1.3."""
    return noting(state, "notification.on", event.on)


@means(PersonCameBack)
def open_again(state: CaseState, event: PersonCameBack, envelope: Envelope) -> CaseState:
    """The person is asked anew, from the beginning: the no of then is kept as a fact, and is no answer now. Source: CETS 197 Art 12(7)."""
    state = noting(noting(state, "draft", event.draft), "referral.outcome", None)
    return replace(noting(state, "notification.back_on", event.on), closed=False)


@means(NotificationSent)
def addressed(state: CaseState, event: NotificationSent, envelope: Envelope) -> CaseState:
    """Who sent it and who is told; nobody else. Source: access/policy.yaml, notification.own, notification.received."""
    state = noting(state, "notification.sent", event)
    return tied(tied(state, envelope.agency, "holder"), event.recipient, "competent_authority")


@means(ReachAgreed)
def reachable(state: CaseState, event: ReachAgreed, envelope: Envelope) -> CaseState:
    """The agency that the person named may read it for the purpose that was said, and no other may. The yes names recipient and purpose:
    it is a consent to be contacted, and to be shown what this agency wrote down. Source: CETS 197 Art 11(1), 12(7).
    """
    to = str(event.recipient)
    given = {Consent(scope, to, event.purpose) for scope in ("police_contact", "disclosure")}
    state = replace(noting(state, "notification.reach", event), consents=state.consents | given)
    return tied(tied(state, envelope.agency, "holder"), event.recipient, REACHED_BY[event.recipient_kind])


@means(ReachSealed)
def sealed(state: CaseState, event: ReachSealed, envelope: Envelope) -> CaseState:
    """That there is something to read. Source: CETS 197 Art 11(1)."""
    return noting(state, "notification.sealed", True)


@means(ReachTakenBack)
def reachable_no_longer(state: CaseState, event: ReachTakenBack, envelope: Envelope) -> CaseState:
    """The consent and the tie that rested on it are gone. Source: CETS 197 Art 12(7); design 5, Withdrawal closes reading at once."""
    agreed: ReachAgreed = state.note("notification.reach")
    state = replace(noting(state, "notification.taken_back_on", event.on), consents=frozenset(), closed=True)
    return untied(state, agreed.recipient, REACHED_BY[agreed.recipient_kind])
