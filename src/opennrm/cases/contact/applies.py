"""From the events of a contact to its row."""

from collections.abc import Iterator

from opennrm.cases.contact.events import (
    AboutCorrected,
    AgeReasonsRecorded,
    ContactOpened,
    EpisodeDescribed,
    EpisodeRemoved,
    Screened,
    SignsAssessed,
)
from opennrm.cases.contact.models import FirstContact
from opennrm.cases.spine.state import CaseState
from opennrm.journal import registry
from opennrm.journal.event import Envelope, Event


@registry.applies(ContactOpened, Screened)
def contact_row(state: CaseState, event: Event, envelope: Envelope) -> Iterator[FirstContact]:
    """The contact as it stands."""
    screened: Screened | None = state.note("contact.screened")
    yield FirstContact(
        case_id=state.stream,
        agency=state.note("contact.held_by"),
        opened_by=state.note("contact.opened_by"),
        opened_on=state.opened_on or envelope.recorded_at.date(),
        channel=state.note("contact.channel"),
        draft=state.note("draft"),
        result=screened.result if screened else "",
        way=screened.way if screened else "",
    )


@registry.applies(AboutCorrected, AgeReasonsRecorded, SignsAssessed, EpisodeDescribed, EpisodeRemoved)
def no_row(state: CaseState, event: Event, envelope: Envelope) -> Iterator[FirstContact]:
    """Coarse facts stand in the spine's row of the contact, which every event renews."""
    yield from ()
