"""The device from which somebody signed in before: it passes where strangers are slowed. A signed cookie; the server keeps nothing."""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

SALT = "opennrm.mechanism.device"
LASTS = 180 * 24 * 3600
PEOPLE = 12  # who share one computer, at most; the longest away is forgotten first


def known(request: HttpRequest, email: str) -> str | None:
    """The device's random id if this account signed in from it before, else None."""
    device, people = _read(request)
    return device if _mark(email) in people else None


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Let the device know this account from now on. The cookie holds a random id and keyed hashes, no address."""
    device, people = _read(request)
    mark = _mark(email)
    kept = [mark, *(other for other in people if other != mark)][:PEOPLE]
    response.set_cookie(
        _name(),
        signing.dumps([device or secrets.token_urlsafe(16), kept], salt=SALT),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _name() -> str:
    return "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"


def _mark(email: str) -> str:
    return salted_hmac(SALT, email, algorithm="sha256").hexdigest()[:24]


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        value: Any = signing.loads(request.COOKIES.get(_name(), ""), salt=SALT, max_age=LASTS)
        return str(value[0]), list(value[1])
    except (signing.BadSignature, ValueError, IndexError, TypeError):
        return "", []
