"""Who acts in this request: sessions end when they are idle, old or their rights changed; a needed second factor comes before all else.

That rights changed needs no check here: the rights version lies under the hash that Django compares with the session each time
(`User._get_session_auth_hash`), so the session is gone before this middleware is asked.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from opennrm.access.actor import Actor
from opennrm.mechanism import reads, session
from opennrm.mechanism.actions.sign_in import is_demonstration
from opennrm.mechanism.kinds import needs_second_factor

SET_UP = "mfa_activate_totp"
CHOOSE = "mechanism:choose_agency"
LEAVE = frozenset({"account_logout", "account_reauthenticate", "mfa_reauthenticate", "mechanism:enter_demo"})
# All that is open to somebody who has yet to set up the second factor that their roles need.
BEFORE_THE_FACTOR = LEAVE | {SET_UP}
# All that is open, besides public pages, to somebody who acts for no agency yet: their own sign-in.
BEFORE_THE_AGENCY = LEAVE | {
    CHOOSE,
    SET_UP,
    "mfa_index",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "account_change_password",
    "usersessions_list",
    "mechanism:profile",
    "mechanism:stop_reset",
}


class ActorMiddleware:
    """Sets `request.actor`, or None; leads whoever cannot act yet to the page that changes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.actor, request.led_to = None, None
        if request.user.is_authenticated:
            request.user = get_user(request)  # the person, not Django's proxy of it, which database routers do not know
            self._take_up(request)
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name
        if request.led_to == SET_UP and name not in BEFORE_THE_FACTOR:
            return redirect(SET_UP)
        if request.led_to == CHOOSE and name not in BEFORE_THE_AGENCY and not _is_public(view):
            return redirect(CHOOSE)
        return None

    def _take_up(self, request: Any) -> None:
        if session.is_over(request):
            logout(request)
            messages.info(request, _("You were signed out because nothing was done for a while. Sign in to go on."))
            return
        session.used(request)
        actors = reads.actors_for(request.user)
        if _lacks_factor(request, actors):
            request.led_to = SET_UP
            return
        request.actor = _chosen(actors, request)
        request.led_to = None if request.actor else CHOOSE
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:  # what was chosen in this browser stands before what the account says
            _speak(request, request.user.language)


def _chosen(actors: list[Actor], request: HttpRequest) -> Actor | None:
    if len(actors) == 1:
        return actors[0]
    agency = session.acts_for(request)
    return next((actor for actor in actors if actor.agency == agency), None)


def _lacks_factor(request: Any, actors: list[Actor]) -> bool:
    roles = frozenset().union(*(actor.roles for actor in actors))
    if session.factor_is_settled(request) or not needs_second_factor(roles):
        return False
    held = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists()
    if held or is_demonstration():
        session.settle_factor(request)
        return False
    return True


def _speak(request: Any, language: str) -> None:
    if language != translation.get_language() and translation.check_for_language(language):
        translation.activate(language)
        request.LANGUAGE_CODE = language


def _is_public(view: Any) -> bool:
    return bool(getattr(getattr(view, "declared", None), "public", False))
