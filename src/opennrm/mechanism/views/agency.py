"""An agency's people: who works there, in which roles, who is invited. For its administrator; for the coordinator, administrators alone.

Both come through `place_of`: an administrator reaches the own agency only, the coordinator any, and everybody else the one 404.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from opennrm.access.through import for_roles
from opennrm.journal import clock
from opennrm.mechanism import actions, forms, reads, rules
from opennrm.mechanism.actions.agencies import Contact
from opennrm.mechanism.kinds import ADMINISTRATOR, COORDINATOR
from opennrm.mechanism.views.showing import ASK, LOOK, agreed, asked, described, designated, names, there
from opennrm.ui.posted import acted, posted

ANY = (ADMINISTRATOR, COORDINATOR)


@dataclass(frozen=True, slots=True)
class Place:
    """The agency of a page, the roles that the reader may give there, and where the page lies."""

    agency: Any
    givable: frozenset[str]
    home: str


def place_of(request: Any, agency_id: UUID | None) -> Place:
    actor = request.actor
    agency = there(reads.agency(agency_id or actor.agency))
    standing, seen = reads.standing(actor.id), there(reads.seen(agency.pk))
    if not (standing.coordinates and COORDINATOR in actor.roles if agency_id else standing.administers(agency.pk)):
        raise Http404
    home = reverse("mechanism:agency", args=[agency.pk]) if agency_id else reverse("mechanism:my_agency")
    return Place(agency, rules.givable(standing, seen), home)


def people_shown(place: Place) -> list[dict[str, Any]]:
    """Who works in the agency. The coordinator sees whom the coordinator may end: administrators and coordinators."""
    shown = [member for member in reads.people_of(place.agency.pk, clock.now()) if member.roles & place.givable]
    return [{"id": member.user, "name": member.name, "roles": names(member.roles)} for member in shown]


def invitations_shown(place: Place) -> list[dict[str, Any]]:
    rows = reads.open_invitations(place.agency.pk, clock.now())
    return [{"row": row, "roles": names(row.roles)} for row in rows if set(row.roles) <= place.givable]


@LOOK
@for_roles(ADMINISTRATOR)
def my_agency(request: Any) -> HttpResponse:
    """The agency of its administrator."""
    place = place_of(request, None)
    context = {
        "agency": described(place.agency),
        "people": people_shown(place),
        "invitations": invitations_shown(place),
        "designations": designated(place.agency.pk),
        "agreements": [agreed(row) for row in reads.agreements().filter(parties=place.agency.pk)],
        "resets": reads.open_factor_resets(place.agency.pk),
        "me": request.actor.id,
    }
    return render(request, "mechanism/my_agency.html", context)


@ASK
@for_roles(ADMINISTRATOR, COORDINATOR)
def describe(request: Any, agency_id: UUID | None = None) -> HttpResponse:
    """Change what is known of the agency."""
    place = place_of(request, agency_id)
    shown = described(place.agency)
    fields = ("name", "region", "contact_name", "contact_email", "contact_phone")
    initial = {name: getattr(place.agency, name) for name in fields} | {"languages": shown["languages"]}
    form = forms.Describe(posted(request), initial=initial)

    def act() -> None:
        actions.describe_agency(request.actor, place.agency.pk, **agency_given(form), at=clock.now())

    return asked(request, form, act, "mechanism/describe.html", place.home, _("It is saved."), agency=shown, home=place.home)


def agency_given(form: forms.Describe) -> dict[str, Any]:
    """What a form says of an agency, as the actions take it."""
    given = form.cleaned_data
    contact = Contact(given["contact_name"], given["contact_email"], given["contact_phone"])
    return {"name": given["name"], "region": given["region"], "languages": given["languages"], "contact": contact}


@ASK
@for_roles(ADMINISTRATOR, COORDINATOR)
def invite(request: Any, agency_id: UUID | None = None) -> HttpResponse:
    """Invite somebody. The link is shown once, on the page that answers; nothing is sent."""
    place = place_of(request, agency_id)
    form = forms.Invite(posted(request), may_give=place.givable)

    def act() -> Any:
        given = form.cleaned_data
        return actions.invite_person(request.actor, agency=place.agency.pk, email=given["email"], roles=given["roles"], at=clock.now())

    if acted(request, form) and form.act(act):
        link = request.build_absolute_uri(reverse("mechanism:join", args=[form.outcome.token]))
        return render(request, "mechanism/invited.html", {"link": link, "home": place.home, "email": form.cleaned_data["email"]})
    return render(request, "mechanism/invite.html", {"form": form, "agency": described(place.agency), "home": place.home})


@ASK
@for_roles(ADMINISTRATOR, COORDINATOR)
def withdraw(request: Any, invitation_id: UUID, agency_id: UUID | None = None) -> HttpResponse:
    """Withdraw an invitation."""
    place = place_of(request, agency_id)
    row = there(next((shown["row"] for shown in invitations_shown(place) if shown["row"].pk == invitation_id), None))
    form = forms.Confirm(posted(request))

    def act() -> None:
        actions.withdraw_invitation(request.actor, place.agency.pk, row.pk, at=clock.now())

    says = _("The invitation is withdrawn. Its link opens nothing any more.")
    return asked(request, form, act, "mechanism/withdraw.html", place.home, says, row=row, roles=names(row.roles), home=place.home)


@ASK
@for_roles(ADMINISTRATOR)
def person(request: Any, person_id: UUID) -> HttpResponse:
    """Somebody who works in the agency: the roles they hold, and further ones that may be given."""
    place, member = _member(request, person_id, None)
    free = place.givable - member.roles
    form = forms.RolesSheet(posted(request), may_give=free)

    def act() -> None:
        actions.grant_roles(request.actor, person_id, agency=place.agency.pk, roles=form.cleaned_data["roles"], at=clock.now())

    context = {"member": member, "held": names(member.roles), "free": free, "is_me": person_id == request.actor.id, "home": place.home}
    then = reverse("mechanism:person", args=[person_id])
    return asked(request, form, act, "mechanism/person.html", then, _("The roles are given. Their open sessions ended."), **context)


@ASK
@for_roles(ADMINISTRATOR, COORDINATOR)
def end(request: Any, person_id: UUID, agency_id: UUID | None = None) -> HttpResponse:
    """End roles of somebody; all of them, unless some are left out."""
    place, member = _member(request, person_id, agency_id)
    held = member.roles & place.givable
    form = forms.EndRoles(posted(request), may_give=held, initial={"roles": sorted(held)})

    def act() -> None:
        actions.end_membership(request.actor, person_id, agency=place.agency.pk, roles=form.cleaned_data["roles"], at=clock.now())

    if acted(request, form) and form.act(act):
        if person_id == request.actor.id:
            return redirect("account_login")
        messages.success(request, _("The roles are ended, with every session and link of theirs."))
        return redirect(place.home)
    context = {"form": form, "member": member, "is_me": person_id == request.actor.id, "home": place.home}
    return render(request, "mechanism/end.html", context)


@ASK
@for_roles(ADMINISTRATOR)
def ask_reset(request: Any, person_id: UUID) -> HttpResponse:
    """Ask that the second factor of somebody be reset."""
    place, member = _member(request, person_id, None)
    form = forms.Confirm(posted(request))

    def act() -> None:
        actions.ask_factor_reset(request.actor, person_id, agency=place.agency.pk, at=clock.now())

    says = _("It is asked. The coordinator has to agree, then a day passes; the person is told and can stop it.")
    return asked(request, form, act, "mechanism/ask_reset.html", place.home, says, member=member, home=place.home)


def _member(request: HttpRequest, person_id: UUID, agency_id: UUID | None) -> tuple[Place, Any]:
    place = place_of(request, agency_id)
    member = there(reads.person_of(place.agency.pk, person_id, clock.now()))
    if not member.roles & place.givable:
        raise Http404
    return place, member
