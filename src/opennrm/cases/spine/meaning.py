"""What an event means beyond facts: ties, consents, a stage's own notes. The stages register theirs beside their events. Pure."""

from collections.abc import Callable
from typing import TypeVar

from opennrm.cases.spine.state import CaseState
from opennrm.journal import registry
from opennrm.journal.event import Envelope, Event

Means = Callable[[CaseState, Event, Envelope], CaseState]
Function = TypeVar("Function", bound=Callable[..., CaseState])

_means: dict[str, list[Means]] = {}


def means(*classes: type[Event]) -> Callable[[Function], Function]:
    """Register what an event means beyond facts: `(state, event, envelope) -> state` for ties, consents and a stage's notes. Pure.

    Source: docs/architecture.md, Facts.
    """

    def register(function: Function) -> Function:
        for cls in classes:
            registry.event(cls)
            _means.setdefault(cls.type, []).append(function)
        return function

    return register


def meanings_of(type: str) -> list[Means]:
    """What is registered for an event type. Source: docs/architecture.md, Facts."""
    return _means.get(type, [])
