"""A bounded memory of folded streams, each under the hash of its last event: the same head is the same history, whoever wrote it."""

from collections import OrderedDict
from collections.abc import Iterable
from uuid import UUID

from opennrm.cases.spine.state import CaseState
from opennrm.journal.chain import Head

SIZE = 4096
_memory: OrderedDict[UUID, tuple[Head, CaseState]] = OrderedDict()


def get(stream: UUID, head: Head) -> CaseState | None:
    """The state of a stream that ends at this head, if it is remembered."""
    known = _memory.get(stream)
    if known is None or known[0] != head:
        return None
    _memory.move_to_end(stream)
    return known[1]


def keep(states: Iterable[tuple[CaseState, Head]]) -> None:
    """Remember states once they are committed; the ones not used longest give way."""
    for state, head in states:
        _memory[state.stream] = (head, state)
        _memory.move_to_end(state.stream)
    while len(_memory) > SIZE:
        _memory.popitem(last=False)


def forget() -> None:
    """Forget everything: for measurements and tests."""
    _memory.clear()
