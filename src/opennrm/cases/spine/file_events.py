"""A file is put into a case. What it is called and the key that opens it are sealed in the section that it belongs to. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from opennrm.cases.spine.meaning import means
from opennrm.cases.spine.state import CaseState, noting
from opennrm.journal.event import Envelope, Event, Sealed
from opennrm.standards.refusal import gettext_noop

__all__ = ["ADDED", "EvidenceAdded", "Filed", "HealthFileAdded", "PaperAdded", "files_of"]

Text = str | None
NOTE = "files"


class EvidenceAdded(Event, type="file.evidence_added", section="account"):
    """A file that shows what happened was put in; `held`: its name and key."""

    says: ClassVar[str] = gettext_noop("A file was put in that shows what happened")

    on: date
    format: str
    held: Annotated[Text, Sealed("account", "file.account")] = None


class PaperAdded(Event, type="file.paper_added", section="identity"):
    """A paper that says who the person is was put in; `held`: its name and key."""

    says: ClassVar[str] = gettext_noop("A paper was put in that says who the person is")

    on: date
    format: str
    held: Annotated[Text, Sealed("identity", "file.identity")] = None


class HealthFileAdded(Event, type="file.health_added", section="health"):
    """A medical report or picture was put in; `held`: its name and key."""

    says: ClassVar[str] = gettext_noop("A file about health was put in")

    on: date
    format: str
    held: Annotated[Text, Sealed("health", "file.health")] = None


Added = EvidenceAdded | PaperAdded | HealthFileAdded
ADDED: dict[str, type[Added]] = {one.section: one for one in (EvidenceAdded, PaperAdded, HealthFileAdded)}


@dataclass(frozen=True, slots=True)
class Filed:
    """A file of a case: by its event, where it is sealed, of which format, by whom and when it was put in. Source: domain 1.7.2, files."""

    id: UUID
    section: str
    format: str
    on: date
    agency: UUID
    agency_kind: str


@means(*ADDED.values())
def filed(state: CaseState, event: Added, envelope: Envelope) -> CaseState:
    """The case has one file more. Source: domain 1.7.2, files."""
    one = Filed(envelope.row_id("sealed"), event.section, event.format, event.on, envelope.agency, envelope.agency_kind)
    return noting(state, NOTE, (*files_of(state), one))


def files_of(state: CaseState) -> tuple[Filed, ...]:
    """Every file of a case, in the order in which they came. Source: domain 1.7.2, files."""
    found: tuple[Filed, ...] = state.note(NOTE) or ()
    return found
