"""The one clock. Real, except in a synthetic database, where it stands where it was put and never goes back."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from opennrm.journal.models import Installation, SimulatedTime
from opennrm.journal.prepared import Prepared

_held: ContextVar[datetime | None] = ContextVar("held", default=None)


class TimeCannotBeSet(Exception):
    """Time was to be simulated where real persons may stand, or to go back."""


def now() -> datetime:
    """The instant that is recorded: UTC, microseconds. In a demonstration, where its clock stands."""
    if (held := _held.get()) is not None:
        return held
    return _standing() or datetime.now(UTC)


def _standing() -> datetime | None:
    """Where simulated time stands; None where time is real."""
    installation = Installation.current()
    if installation is None or not installation.synthetic:
        return None
    latest = _latest.first()
    return latest[0] if latest else None


# Asked by every request over invented data.
_latest = Prepared(lambda: SimulatedTime.objects.order_by("-id").values_list("stands_at")[:1])


def real() -> datetime:
    """Real time, for sessions, drafts' expiry and other things that no simulated clock may stretch."""
    return datetime.now(UTC)


def in_its_own_time(at: datetime) -> datetime:
    """An instant of real time as a page says it: as far from where the clock of a demonstration stands as it is from now in truth."""
    return at + (now() - real())


def move_to(at: datetime) -> None:
    """Put the simulated clock forward, or set it for the first time. Raises TimeCannotBeSet outside a synthetic database or backwards."""
    _require_synthetic()
    if (standing := _standing()) is not None and at < standing:
        raise TimeCannotBeSet("the clock never goes back")
    SimulatedTime.objects.create(stands_at=at)


@contextmanager
def steady() -> Iterator[None]:
    """One instant for all of a request over invented data, asked once; real time runs on."""
    standing = None if _held.get() is not None else _standing()
    if standing is None:
        yield
        return
    token = _held.set(standing)
    try:
        yield
    finally:
        _held.reset(token)


@contextmanager
def held(at: datetime) -> Iterator[None]:
    """Hold the clock at one instant for a block, as bulk work over invented history does. Raises TimeCannotBeSet as `move_to`."""
    _require_synthetic()
    if (before := _held.get()) is not None and at < before:
        raise TimeCannotBeSet("the clock never goes back")
    token = _held.set(at)
    try:
        yield
    finally:
        _held.reset(token)


def _require_synthetic() -> None:
    installation = Installation.current()
    if installation is None or not installation.synthetic:
        raise TimeCannotBeSet("only a synthetic database may run on simulated time")
