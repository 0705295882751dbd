"""What is learned of the person adds no rows: sealed values are kept by the door that seals them."""

from collections.abc import Iterator
from typing import Any

from opennrm.cases.person.events import IdentityLearned
from opennrm.cases.spine.state import CaseState
from opennrm.journal import registry
from opennrm.journal.event import Envelope, Event


@registry.applies(IdentityLearned)
def no_row(state: CaseState, event: Event, envelope: Envelope) -> Iterator[Any]:
    """Since when it is known stands in what happened, for those who may read it."""
    yield from ()
