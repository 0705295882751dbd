"""The read log's rows: one for each case whose sections were opened. A list of cases stays in the chain alone."""

from collections.abc import Iterator
from uuid import UUID

from opennrm.access.events import Looked
from opennrm.access.models import Look
from opennrm.journal import registry
from opennrm.journal.event import Envelope


@registry.applies(Looked)
def looks(state: UUID, event: Looked, envelope: Envelope) -> Iterator[Look]:
    """A row a case, when more was opened than a line of a list."""
    if event.sections == ("coarse",) and len(event.subjects) != 1:
        return
    for case_id in event.subjects:
        yield Look(
            id=envelope.row_id(case_id.hex),
            log=envelope.stream,
            case_id=case_id,
            actor=envelope.actor,
            agency=envelope.agency,
            at=envelope.recorded_at,
            page=event.page,
            sections=" ".join(event.sections),
        )


registry.stream_kind("reading", registry.StreamKind(empty=lambda stream: stream, step=lambda state, event, envelope: state))
