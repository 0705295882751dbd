"""Which events there are, what each means, and which rows follow. The journal knows none by name: the stages register theirs."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from opennrm.journal.chain import Stored
from opennrm.journal.event import Envelope, Event

Function = TypeVar("Function", bound=Callable[..., Any])
Fold = Callable[[Any, Any, Envelope], Any]
Applies = Callable[[Any, Any, Envelope], Iterable[Any]]
Upcast = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class StreamKind:
    """How streams of one kind are folded: an empty state, the step that each event makes.

    `rows`: what the last event of a state changed, beside what is registered for its type. `stands`: the rows that every event renews;
    where several are written together the last state says them for all.
    """

    empty: Callable[[Any], Any]
    step: Callable[[Any, Event, Envelope], Any]
    rows: Callable[[Any], Iterable[Any]] = lambda state: ()
    stands: Callable[[Any], Iterable[Any]] = lambda state: ()


_events: dict[str, type[Event]] = {}
_folds: dict[str, list[Fold]] = defaultdict(list)
_applies: dict[str, list[Applies]] = defaultdict(list)
_upcasts: dict[tuple[str, int], Upcast] = {}
_kinds: dict[str, StreamKind] = {}


def event(cls: type[Event]) -> type[Event]:
    """Make an event class known under its type. Raises ValueError when another class has the type."""
    if _events.setdefault(cls.type, cls) is not cls:
        raise ValueError(f"two events are called {cls.type}")
    return cls


def folds(*classes: type[Event]) -> Callable[[Function], Function]:
    """Register what an event means: `(facts, event, envelope) -> facts`, pure."""

    def register(function: Function) -> Function:
        for cls in classes:
            event(cls)
            _folds[cls.type].append(function)
        return function

    return register


def applies(*classes: type[Event]) -> Callable[[Function], Function]:
    """Register which whole rows follow from an event: `(state, event, envelope) -> rows`; a row belongs to one stream."""

    def register(function: Function) -> Function:
        for cls in classes:
            event(cls)
            _applies[cls.type].append(function)
        return function

    return register


def upcasts(type: str, from_version: int) -> Callable[[Function], Function]:
    """Register how a payload of an old version becomes the next one, so that ten years of records still replay."""

    def register(function: Function) -> Function:
        _upcasts[type, from_version] = function
        return function

    return register


def stream_kind(name: str, kind: StreamKind) -> None:
    """Say how the streams of a kind are folded."""
    _kinds[name] = kind


def kind_of(name: str) -> StreamKind:
    return _kinds[name]


def folds_of(type: str) -> list[Fold]:
    return _folds.get(type, [])


def applies_of(type: str) -> list[Applies]:
    return _applies.get(type, [])


def all_events() -> dict[str, type[Event]]:
    return dict(sorted(_events.items()))


def decode(stored: Stored) -> Event:
    """The event that stored bytes hold, lifted to today's version; its sealed fields are None. Raises KeyError for an unknown type."""
    envelope = stored.envelope
    cls = _events[envelope.type]
    if envelope.v == cls.v:
        return cls.model_validate_json(stored.payload)
    payload, version = json.loads(stored.payload), envelope.v
    while version < cls.v:
        payload = _upcasts[envelope.type, version](payload)
        version += 1
    return cls.model_validate(payload)
