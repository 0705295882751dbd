"""The second lock: on PostgreSQL a page reads in a role that sees no other agency's cases, whatever the doors ask. Source: decision 0006.

The doors stay the first lock and the filter. Whoever writes, or rightly looks over all cases, steps out of the role for the length of one
transaction, and says why. Commands never step into it. On SQLite all of this does nothing.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse

from opennrm.access import row_policies

__all__ = ["SecondLock", "lifted", "taken", "writing"]

_log = logging.getLogger(__name__)
Lock = Callable[..., None]  # of `journal.store`: what else it is to ask, with its values
NONE, AS = "none", "set_config('role', %s, true)"
# The role in which this request's statements run: that of pages, or `none` while it is left. None outside of requests.
_role: ContextVar[str | None] = ContextVar("role", default=None)


class SecondLock:
    """Everything behind this middleware reads as the actor's agency; as nobody's where there is no actor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = getattr(request, "actor", None)
        with taken(actor.agency if actor else None):
            return self.get_response(request)


@contextmanager
def taken(agency: UUID | None) -> Iterator[None]:
    """Read as this agency; given back at the end, whatever happens, since the next request has the same connection."""
    if not _stands(connection.vendor, str(connection.settings_dict["NAME"])):
        yield
        return
    token = _role.set(row_policies.role())
    try:
        _say("select set_config('role', %s, false), set_config('opennrm.agency', %s, false)", row_policies.role(), str(agency or ""))
        yield
    finally:
        _role.reset(token)
        _give_back()


def _give_back() -> None:
    try:
        _say("select set_config('role', 'none', false), set_config('opennrm.agency', '', false)")
    except DatabaseError:
        if not connection.in_atomic_block:  # else its rollback gives both back
            connection.close()


@contextmanager
def writing(reason: str, lock: Lock | None = None) -> Iterator[None]:
    """A transaction outside of the role of pages, which may write nothing of cases. `reason` is for the reader, and listed by a test.

    `lock` holds the streams of the journal that are written; the database is asked for the role and for them at once.
    """
    if _role.get() not in (None, NONE):
        with _as(NONE, lock):
            yield
        return
    with transaction.atomic():
        if lock:
            lock()
        yield


@contextmanager
def lifted(reason: str) -> Iterator[None]:
    """Look over all cases, for a figure or a list that is rightly over all. `reason` is for the reader, and listed by a test."""
    with _as(NONE):
        yield


@contextmanager
def _as(role: str, lock: Lock | None = None) -> Iterator[None]:
    """Another role for the length of a transaction: its end gives the former back, also where it is rolled back."""
    before, inner = _role.get(), connection.in_atomic_block
    if before in (None, role):
        yield
        return
    token = _role.set(role)
    try:
        with transaction.atomic():
            if lock:
                lock(AS, role)
            else:
                _say(f"select {AS}", role)
            yield
            if inner and not connection.needs_rollback:
                _say(f"select {AS}", str(before))
    finally:
        _role.reset(token)


@cache
def _stands(vendor: str, database: str) -> bool:
    """Whether this database has the lock. Asked once: whoever mends it serves again."""
    if vendor != "postgresql":
        return False
    if stands := row_policies.can_be_taken():
        return stands
    _log.warning("the second lock is off: `opennrm vault health` says why")
    return False


def _say(statement: str, *values: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
