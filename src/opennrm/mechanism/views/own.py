"""What concerns oneself: taking up an invitation, one's profile, the agency one acts for, stopping a reset of one's factor."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from opennrm.access.through import Declared, public
from opennrm.journal import clock
from opennrm.mechanism import actions, forms, limits, reads
from opennrm.mechanism.actions.invitations import invitation_for
from opennrm.mechanism.views.showing import ASK, asked, names, there
from opennrm.ui.posted import acted, posted

SIGN_IN = "account_login"


def own(view: Any) -> Any:
    """The page is one's own sign-in: for whoever is signed in, also before they can act for an agency."""
    guarded = login_required(view)
    guarded.declared = Declared()
    return guarded


@ASK
@public
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Take up an invitation. One answer for whatever opens nothing, and one page whether the person has an account or not."""
    invitation = invitation_for(token, clock.now())
    if invitation is None:
        return render(request, "mechanism/join_closed.html", status=404)
    form = forms.Join(posted(request), asks_address=not invitation.email)
    if acted(request, form) and _takes_up(request, form, token, invitation.email):
        messages.success(request, _("You are admitted. Sign in to begin."))
        return redirect(SIGN_IN)
    context = {"form": form, "agency": invitation.agency, "roles": names(invitation.roles), "email": invitation.email}
    return render(request, "mechanism/join.html", context)


def _takes_up(request: HttpRequest, form: Any, token: str, bound_to: str) -> bool:
    given = form.cleaned_data
    email = bound_to or given["email"]
    places = [limits.place("join", email, limits.network(get_adapter(request).get_client_ip(request)))]
    if limits.begin(places, clock.real()):
        form.add_error("password", _("Too many attempts. Wait a moment, then try again."))
        return False
    taken: bool = form.act(
        actions.accept_invitation, token, name=given["name"], password=given["password"], email=given.get("email", ""), at=clock.now()
    )
    if taken:
        limits.succeeded(places)
    return taken


@ASK
@own
def profile(request: Any) -> HttpResponse:
    """One's name and language, and the ways to one's password, factor and sessions."""
    form = forms.Profile(posted(request), initial={"name": request.user.name, "language": request.user.language})

    def act() -> None:
        given = form.cleaned_data
        actions.change_profile(
            request.user,
            name=given["name"],
            language=given.get("language", request.user.language),
            asked=list(request.POST),
            at=clock.now(),
        )

    held = [{"agency": actor.agency_name, "roles": names(actor.roles)} for actor in reads.actors_for(request.user)]
    has_password = request.user.has_usable_password()
    then = reverse("mechanism:profile")
    return asked(request, form, act, "mechanism/profile.html", then, _("It is saved."), held=held, has_password=has_password)


@ASK
@own
def choose_agency(request: Any) -> HttpResponse:
    """For which agency one acts in this session; or the word that one takes part in none."""
    agencies = [(str(actor.agency), actor.agency_name) for actor in reads.actors_for(request.user)]
    form = forms.Choose(posted(request), agencies=agencies)

    def act() -> None:
        actions.choose_agency(request, request.user, UUID(form.cleaned_data["agency"]))

    return asked(request, form, act, "mechanism/choose_agency.html", settings.LOGIN_REDIRECT_URL, agencies=agencies)


@ASK
@own
def stop_reset(request: Any) -> HttpResponse:
    """Stop the reset of one's own second factor."""
    reset = there(reads.factor_reset_of(request.user.pk))
    form = forms.Confirm(posted(request))

    def act() -> None:
        actions.stop_factor_reset(request.user.pk, reset.pk, at=clock.now())

    says = _("The reset is stopped. If you did not ask for it, tell your administrator.")
    return asked(request, form, act, "mechanism/stop_reset.html", reverse("mfa_index"), says, reset=reset)
