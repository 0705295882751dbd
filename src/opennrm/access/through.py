"""A view declares its door: `@through(section="decisions", mode="write")`. The walk over all URLs reads the declaration off the view.

No page of ours answers any other method than GET, HEAD and POST; that is said before anything is looked up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from opennrm.access import doors

View = TypeVar("View", bound=Callable[..., HttpResponse])
OK = 200
_answered = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Declared:
    """How a page is reached: the section and mode of a case or a contact, the roles that may open it, or everybody.

    `files`: it takes some.
    """

    section: str | None = None
    mode: str = "read"
    purpose: str | None = None
    kind: str = "case"
    roles: frozenset[str] = frozenset()
    public: bool = False
    files: bool = False


def through(
    section: str, mode: str = "read", purpose: str | None = None, kind: str = "case", files: bool = False
) -> Callable[[View], View]:
    """The page belongs to the case named by `case_id`: `request.case` is its door. Who may not gets the one 404.

    A page of a case (`kind`) is no page of a contact: who may write all of a contact decides nothing on it. A page that was shown leaves
    its entry in the read log before it leaves: its own, or else one under the section that it declares.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if (actor := getattr(request, "actor", None)) is None:
                return redirect_to_login(request.get_full_path())
            try:
                door = doors.case(actor, kwargs["case_id"])
                if door.stream_kind != kind or not door.may(section, mode, purpose=purpose).allowed:
                    raise doors.NotVisible
                request.case = door  # type: ignore[attr-defined]
                answer = view(request, *args, **kwargs)
                if answer.status_code == OK and not door.opened:
                    door.log(view.__name__.replace("_", " "), section)
                return answer
            except doors.NotVisible:  # also where a tie ended between the opening of the page and the act
                raise Http404 from None

        guarded.declared = Declared(section, mode, purpose, kind, files=files)  # type: ignore[attr-defined]
        return _answered(guarded)  # type: ignore[return-value]

    return declare


def for_roles(*roles: str, files: bool = False) -> Callable[[View], View]:
    """The page belongs to no case: any of these roles may open it, or everybody who is signed in when none is named."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if (actor := getattr(request, "actor", None)) is None:
                return redirect_to_login(request.get_full_path())
            if roles and not actor.roles & set(roles):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.declared = Declared(roles=frozenset(roles), files=files)  # type: ignore[attr-defined]
        return _answered(guarded)  # type: ignore[return-value]

    return declare


def public(view: View) -> View:
    """The page is open to everybody: it shows nothing of any case."""
    view.declared = Declared(public=True)  # type: ignore[attr-defined]
    return _answered(view)
