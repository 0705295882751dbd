"""What a session holds of ours: when it began, when it was last used, the agency acted for. Real time, even in a demonstration."""

import time
from uuid import UUID

from django.http import HttpRequest

IDLE = 15 * 60
ABSOLUTE = 12 * 3600
# The last use is written once a minute, not at every page: so the end comes up to a minute before the quarter of an hour is over.
STEP = 60

_BEGAN, _USED, _AGENCY, _FACTOR = "began_at", "used_at", "acts_for", "second_factor"


def begin(request: HttpRequest) -> None:
    """Start the clocks of a new session."""
    request.session[_BEGAN] = request.session[_USED] = time.time()


def is_over(request: HttpRequest) -> bool:
    """Whether the session was idle for a quarter of an hour, or is twelve hours old. A session first seen now begins now."""
    now, session = time.time(), request.session
    if _BEGAN not in session:
        begin(request)
        return False
    return now - session[_USED] > IDLE or now - session[_BEGAN] > ABSOLUTE


def used(request: HttpRequest) -> None:
    """Note that the session is in use."""
    if time.time() - request.session[_USED] > STEP:
        request.session[_USED] = time.time()


def put_agency(request: HttpRequest, agency: UUID) -> None:
    """Remember the agency that the person acts for."""
    request.session[_AGENCY] = str(agency)


def acts_for(request: HttpRequest) -> UUID | None:
    """The agency chosen in this session, or None."""
    chosen = request.session.get(_AGENCY)
    return UUID(chosen) if chosen else None


def factor_is_settled(request: HttpRequest) -> bool:
    """Whether it was established in this session that the second factor is there or not needed."""
    return bool(request.session.get(_FACTOR))


def unsettle_factor(request: HttpRequest) -> None:
    """The factor changed: it is looked at anew."""
    request.session.pop(_FACTOR, None)


def settle_factor(request: HttpRequest) -> None:
    """Remember that; any change to the factor or to roles ends the session and with it this note."""
    request.session[_FACTOR] = True
