"""A correction adds no rows of its own: the spine ends the versions that are counted no more, and begins those that are."""

from collections.abc import Iterator
from typing import Any

from opennrm.cases.correction.events import FactCorrected
from opennrm.cases.spine.state import CaseState
from opennrm.journal import registry
from opennrm.journal.event import Envelope, Event


@registry.applies(FactCorrected)
def no_row(state: CaseState, event: Event, envelope: Envelope) -> Iterator[Any]:
    """The version that counts from here on is the spine's."""
    yield from ()
