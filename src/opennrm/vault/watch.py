"""Who opens how many: unwrapped keys are counted per actor, and what should not happen is told to whoever listens."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import monotonic
from typing import Literal
from uuid import UUID

Reason = Literal["unreadable", "damaged-key", "no-provider", "many-opened"]
MANY, WINDOW = 1000, 60.0
_log = logging.getLogger("opennrm.vault")


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something for the operator to look at: ids only."""

    reason: Reason
    actor: UUID | None = None
    subject: UUID | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """On whose behalf keys are opened. Bulk work names its purpose and is counted apart."""

    actor: UUID
    purpose: str = ""


@dataclass(slots=True)
class _Window:
    began: float
    subjects: set[UUID] = field(default_factory=set)
    told: bool = False


_reader: ContextVar[Reader | None] = ContextVar("reader", default=None)
_windows: dict[Reader, _Window] = {}
_listeners: list[Callable[[Alarm], None]] = []
_lock = threading.Lock()


def on_alarm(listener: Callable[[Alarm], None]) -> Callable[[Alarm], None]:
    """Register a listener; usable as a decorator. The log hears every alarm in any case."""
    _listeners.append(listener)
    return listener


def off_alarm(listener: Callable[[Alarm], None]) -> None:
    """Take a listener away again."""
    _listeners.remove(listener)


@contextmanager
def reading(actor: UUID, purpose: str = "") -> Iterator[None]:
    """Everything opened inside counts for this actor, or for a named bulk purpose of theirs."""
    token = _reader.set(Reader(actor, purpose))
    try:
        yield
    finally:
        _reader.reset(token)


def opened_lately(actor: UUID, purpose: str = "") -> int:
    """How many subjects this actor has opened in the current minute, in this process."""
    with _lock:
        window = _windows.get(Reader(actor, purpose))
        return len(window.subjects) if window and monotonic() - window.began < WINDOW else 0


def opened(subjects: Iterable[UUID]) -> None:
    """Count keys that were opened, whether or not they lay in memory. More than 1,000 subjects a minute by one actor is an alarm."""
    reader = _reader.get()
    if reader is None:
        return
    with _lock:
        window = _window(reader)
        window.subjects.update(subjects)
        many = len(window.subjects) > MANY and not window.told and not reader.purpose
        window.told = window.told or many
    if many:
        raise_alarm("many-opened")


def raise_alarm(reason: Reason, subject: UUID | None = None) -> None:
    """Tell the log and everybody who listens. Never says what was to be read."""
    reader = _reader.get()
    alarm = Alarm(reason, reader.actor if reader else None, subject)
    _log.warning("vault alarm: %s, actor %s", alarm.reason, alarm.actor)
    for listener in _listeners:
        listener(alarm)


def _window(reader: Reader) -> _Window:
    now = monotonic()
    for old in [key for key, window in _windows.items() if now - window.began >= WINDOW]:
        del _windows[old]
    return _windows.setdefault(reader, _Window(now))
