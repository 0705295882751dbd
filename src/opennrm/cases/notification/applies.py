"""From the events of a notification, and of a sealed contact, to their rows; how streams of these two kinds are folded."""

from collections.abc import Iterator
from typing import Any

from opennrm.access import relations
from opennrm.cases.notification.events import (
    ContactNotified,
    DisclosureChecked,
    NotificationSent,
    PersonCameBack,
    ReachAgreed,
    ReachSealed,
    ReachTakenBack,
)
from opennrm.cases.notification.models import Notification, SealedContact
from opennrm.cases.spine import fold
from opennrm.cases.spine.state import CaseState
from opennrm.journal import registry
from opennrm.journal.event import Envelope, Event

KINDS = ("notification", "sealed_contact")


@registry.applies(NotificationSent)
def notification_row(state: CaseState, event: NotificationSent, envelope: Envelope) -> Iterator[Notification]:
    """What was told, as it was told."""
    told = event.told.model_dump(mode="json", exclude={"age"})
    yield Notification(
        case_id=state.stream,
        agency=envelope.agency,
        agency_kind=envelope.agency_kind,
        recipient=event.recipient,
        period=event.period,
        because=event.because,
        has_text="notification.checked_text" in envelope.sealed,
        **told,
    )


@registry.applies(ReachAgreed, ReachTakenBack)
def sealed_contact_row(state: CaseState, event: Event, envelope: Envelope) -> Iterator[SealedContact]:
    """Who may reach the person, and whether that still holds."""
    agreed: ReachAgreed = state.note("notification.reach")
    holder = next(tie.agency for tie in state.ties if tie.relation == "holder")
    yield SealedContact(
        case_id=state.stream,
        agency=holder,
        recipient=agreed.recipient,
        recipient_kind=agreed.recipient_kind,
        purpose=agreed.purpose,
        agreed_on=agreed.on,
        taken_back_on=state.note("notification.taken_back_on"),
    )


@registry.applies(DisclosureChecked, ContactNotified, PersonCameBack, ReachSealed)
def no_row(state: CaseState, event: Event, envelope: Envelope) -> Iterator[Notification]:
    """What happened to a contact stands in the spine's row of it; what is sealed stands in the vault."""
    yield from ()


def stands(state: CaseState) -> Iterator[Any]:
    """Who may open it: no row of a case, no ledger, no line of a worklist, for there is nobody to whom they could belong."""
    yield from relations.rows(state.stream, state.kind, state.ties, state.consents, open=not state.closed)


for name in KINDS:
    registry.stream_kind(name, registry.StreamKind(empty=fold.empty(name), step=fold.step, stands=stands))
