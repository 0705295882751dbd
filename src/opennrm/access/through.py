"""A view declares its door: `@through(section="decisions", mode="write")`. The walk over all URLs reads the declaration off the view."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from opennrm.access import doors

View = TypeVar("View", bound=Callable[..., HttpResponse])


@dataclass(frozen=True, slots=True)
class Declared:
    """How a page is reached: the section and mode of a case, the roles that may open it, or everybody."""

    section: str | None = None
    mode: str = "read"
    purpose: str | None = None
    roles: frozenset[str] = frozenset()
    public: bool = False


def through(section: str, mode: str = "read", purpose: str | None = None) -> Callable[[View], View]:
    """The page belongs to the case named by `case_id`: `request.case` is its door. Who may not gets the one 404."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if (actor := getattr(request, "actor", None)) is None:
                return redirect_to_login(request.get_full_path())
            try:
                door = doors.case(actor, kwargs["case_id"])
            except doors.NotVisible:
                raise Http404 from None
            if not door.may(section, mode, purpose=purpose).allowed:
                raise Http404
            request.case = door  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        guarded.declared = Declared(section, mode, purpose)  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return declare


def for_roles(*roles: str) -> Callable[[View], View]:
    """The page belongs to no case: any of these roles may open it, or everybody who is signed in when none is named."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if (actor := getattr(request, "actor", None)) is None:
                return redirect_to_login(request.get_full_path())
            if roles and not actor.roles & set(roles):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.declared = Declared(roles=frozenset(roles))  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return declare


def public(view: View) -> View:
    """The page is open to everybody: it shows nothing of any case."""
    view.declared = Declared(public=True)  # type: ignore[attr-defined]
    return view
