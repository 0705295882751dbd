"""The coordinator's pages: agencies, what they are designated as, what they agreed, and who tried to raise themselves."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from opennrm.access.through import for_roles
from opennrm.journal import clock
from opennrm.mechanism import actions, forms, kinds, reads
from opennrm.mechanism.kinds import ADMINISTRATOR, COORDINATOR
from opennrm.mechanism.views.agency import agency_given, invitations_shown, people_shown, place_of
from opennrm.mechanism.views.showing import ASK, LOOK, agreed, asked, described, designated, names, there
from opennrm.standards.refusal import gettext_noop
from opennrm.ui.posted import posted


@LOOK
@for_roles(COORDINATOR)
def agencies(request: Any) -> HttpResponse:
    """Every agency, by kind."""
    on = clock.now().date()
    rows = [
        {
            **described(row),
            "suspended": row.suspended,
            "capacities": [_(kinds.DESIGNATIONS[d.capacity]) for d in row.designations.all() if _holds(d, on)],
        }
        for row in reads.agencies(clock.now())
    ]
    context = {"agencies": rows, "resets": reads.open_factor_resets(), "attempts": len(reads.attempts())}
    return render(request, "mechanism/agencies.html", context)


@ASK
@for_roles(COORDINATOR)
def admit(request: Any) -> HttpResponse:
    """Admit an agency."""
    form = forms.Admit(posted(request))
    home = reverse("mechanism:agencies")

    def act() -> None:
        actions.admit_agency(request.actor, kind=form.cleaned_data["kind"], **agency_given(form), at=clock.now())

    says = _("The agency is admitted. Invite its first administrator next.")
    return asked(request, form, act, "mechanism/admit.html", home, says, home=home)


@LOOK
@for_roles(COORDINATOR)
def agency(request: Any, agency_id: UUID) -> HttpResponse:
    """One agency: what is known of it, its administrators, designations and agreements."""
    place = place_of(request, agency_id)
    context = {
        "agency": described(place.agency),
        "people": people_shown(place),
        "invitations": invitations_shown(place),
        "designations": designated(agency_id),
        "agreements": [agreed(row) for row in reads.agreements().filter(parties=agency_id)],
        "suspension": reads.suspension(agency_id, clock.now()),
        "is_own": agency_id == request.actor.agency,
        "me": request.actor.id,
    }
    return render(request, "mechanism/agency.html", context)


@ASK
@for_roles(COORDINATOR)
def body(request: Any, agency_id: UUID) -> HttpResponse:
    """Say which body of the country's law an agency is: it decides what is sent to it."""
    place = place_of(request, agency_id)
    form = forms.Body(posted(request), kind=place.agency.kind, initial={"body": place.agency.body})

    def act() -> None:
        actions.name_body(request.actor, agency_id, body=form.cleaned_data["body"], at=clock.now())

    return asked(request, form, act, "mechanism/body.html", place.home, _("It is saved."), agency=described(place.agency), home=place.home)


@ASK
@for_roles(COORDINATOR)
def suspend(request: Any, agency_id: UUID) -> HttpResponse:
    """Suspend an agency."""
    place = place_of(request, agency_id)
    form = forms.Suspend(posted(request))

    def act() -> None:
        actions.suspend_agency(request.actor, agency_id, reason=form.cleaned_data["reason"], at=clock.now())

    says = _("The agency is suspended. All sessions of its people ended.")
    return asked(request, form, act, "mechanism/suspend.html", place.home, says, agency=described(place.agency), home=place.home)


@ASK
@for_roles(COORDINATOR)
def lift(request: Any, agency_id: UUID) -> HttpResponse:
    """Lift a suspension."""
    place = place_of(request, agency_id)
    suspension = there(reads.suspension(agency_id, clock.now()))
    form = forms.Confirm(posted(request))

    def act() -> None:
        actions.lift_suspension(request.actor, agency_id, at=clock.now())

    context = {"agency": described(place.agency), "suspension": suspension, "home": place.home}
    return asked(request, form, act, "mechanism/lift.html", place.home, _("The agency works again."), **context)


@ASK
@for_roles(COORDINATOR)
def designate(request: Any, agency_id: UUID) -> HttpResponse:
    """Designate an agency in a capacity."""
    place = place_of(request, agency_id)
    form = forms.Designate(posted(request))

    def act() -> None:
        given = {name: form.cleaned_data[name] for name in ("capacity", "starts_on", "ends_on", "source")}
        actions.designate(request.actor, agency_id, **given, at=clock.now())

    context = {"agency": described(place.agency), "home": place.home}
    return asked(request, form, act, "mechanism/designate.html", place.home, _("The designation is recorded."), **context)


@ASK
@for_roles(COORDINATOR)
def end_designation(request: Any, agency_id: UUID, designation_id: UUID) -> HttpResponse:
    """End a designation after a day."""
    place = place_of(request, agency_id)
    row = there(reads.designation(agency_id, designation_id))
    form = forms.EndOn(posted(request))

    def act() -> None:
        actions.end_designation(request.actor, agency_id, designation_id, ends_on=form.cleaned_data["ends_on"], at=clock.now())

    context = {"row": row, "capacity": _(kinds.DESIGNATIONS[row.capacity]), "agency": described(place.agency), "home": place.home}
    return asked(request, form, act, "mechanism/end_designation.html", place.home, _("The end is recorded."), **context)


@LOOK
@for_roles(COORDINATOR)
def agreements(request: Any) -> HttpResponse:
    """Every cooperation agreement."""
    on = clock.now().date()
    rows = [{**agreed(row), "holds": _holds(row, on), "later": row.starts_on > on} for row in reads.agreements()]
    return render(request, "mechanism/agreements.html", {"agreements": rows})


@ASK
@for_roles(COORDINATOR)
def agree(request: Any) -> HttpResponse:
    """Record a signed agreement."""
    choices = [(str(row.pk), row.name) for row in reads.agencies(clock.now())]
    form = forms.Agree(posted(request), agencies=choices)
    home = reverse("mechanism:agreements")

    def act() -> None:
        given = form.cleaned_data
        actions.make_agreement(request.actor, title=given["title"], terms=form.terms, data_terms=given["data_terms"], at=clock.now())

    return asked(request, form, act, "mechanism/agree.html", home, _("The agreement is recorded."), home=home)


@ASK
@for_roles(COORDINATOR, ADMINISTRATOR)
def agreement(request: Any, agreement_id: UUID) -> HttpResponse:
    """One agreement in full, and its end; for the coordinator and for the administrators of its parties."""
    rows = reads.agreements() if COORDINATOR in request.actor.roles else reads.agreements().filter(parties=request.actor.agency)
    row = there(rows.filter(pk=agreement_id).first())
    form = forms.EndOn(posted(request))

    def act() -> None:
        actions.end_agreement(request.actor, agreement_id, ends_on=form.cleaned_data["ends_on"], at=clock.now())

    home = reverse("mechanism:agreements") if COORDINATOR in request.actor.roles else reverse("mechanism:my_agency")
    return asked(request, form, act, "mechanism/agreement.html", home, _("The end is recorded."), **agreed(row), home=home)


@LOOK
@for_roles(COORDINATOR)
def attempts(request: Any) -> HttpResponse:
    """Who tried to hand out what was not theirs to give."""
    rows = [{"row": row, "what": names(row.codes, ATTEMPTED), "roles": names(row.roles)} for row in reads.attempts()]
    return render(request, "mechanism/attempts.html", {"attempts": rows})


@ASK
@for_roles(COORDINATOR)
def agree_reset(request: Any, reset_id: UUID) -> HttpResponse:
    """Agree to the reset of somebody's second factor, or stop it."""
    reset = there(next((row for row in reads.open_factor_resets() if row.pk == reset_id), None))
    form = forms.Confirm(posted(request))
    stops = "stop" in request.POST

    def act() -> None:
        if stops:
            actions.stop_factor_reset(request.actor.id, reset_id, at=clock.now())
        else:
            actions.agree_factor_reset(request.actor, reset_id, at=clock.now())

    says = _("The reset is stopped.") if stops else _("It is done in a day, unless somebody stops it.")
    home = reverse("mechanism:agencies")
    return asked(request, form, act, "mechanism/agree_reset.html", home, says, reset=reset, home=home)


def _holds(row: Any, on: Any) -> bool:
    return bool(row.starts_on <= on and (row.ends_on is None or on <= row.ends_on))


ATTEMPTED = {
    "raise.self": gettext_noop("a role, or a reset of a factor, for themselves"),
    "raise.above": gettext_noop("a role that was not theirs to give"),
    "raise.not-of-kind": gettext_noop("a role that the agency's kind does not have"),
    "raise.elsewhere": gettext_noop("people of another agency"),
    "raise.not-coordinator": gettext_noop("what the coordinator alone does"),
}
