"""The pages of the police force: the authority tells one, notes its reference, closes the case to it; the force gives the reference."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from opennrm.access.through import through
from opennrm.cases.identification import actions, police_reads, police_rules
from opennrm.cases.identification.police_forms import CrimeForm, ForceForm
from opennrm.cases.spine import door, editions, ways
from opennrm.cases.spine.act_pages import back, page
from opennrm.cases.spine.step_pages import place_seen
from opennrm.ui.forms import Sheet
from opennrm.ui.posted import acted, posted


@through(section="decisions", mode="write")
def force(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Which police force is told of the referral; another one in its place, where one was told."""
    on, profile, state = door.today(), editions.today(), door.glance(request.case).state
    law = police_rules.law_on(profile, state, on)
    if law is None:
        return redirect("portal:case", case_id=case_id)
    forces = police_reads.forces(police_rules.kinds(profile, law.value), state, on)
    form = ForceForm(posted(request), forces=forces, places=police_rules.places(law.value, state, on), today=on)
    if acted(request, form) and form.act(actions.tell_force, request.actor, case_id, **form.said(), seen=place_seen(request)):
        return back(request, case_id, gettext("Told. The force reads that somebody is referred, and not who or where the person is."))
    return _page(request, "identification/force.html", form, law=law)


@through(section="decisions", mode="write")
def force_ends(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The case is closed to the police force that was told."""
    form = Sheet(posted(request))
    if acted(request, form) and form.act(actions.close_to_force, request.actor, case_id, seen=place_seen(request)):
        return back(request, case_id, gettext("Recorded. The case is closed to that force."))
    return _page(request, "identification/force_ends.html", form)


@through(section="decisions", mode="write")
def crime_noted(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The force gave the crime reference to the authority, which notes it."""
    form = CrimeForm(posted(request), today=door.today())
    if acted(request, form) and form.act(actions.note_crime, request.actor, case_id, **form.cleaned_data, seen=place_seen(request)):
        return back(request, case_id, gettext("Noted. Nothing that the person is owed depends on it."))
    return _page(request, "identification/crime.html", form)


@through(section="decisions", mode="write", purpose="crime_reference")
def crime(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The force gives the reference of the crime that it recorded."""
    form = CrimeForm(posted(request), today=door.today())
    if acted(request, form) and form.act(actions.give_crime, request.actor, case_id, **form.cleaned_data, seen=place_seen(request)):
        return back(request, case_id, gettext("Recorded. The authority that decides reads the reference."))
    return _page(request, "identification/crime.html", form, gives=True)


def _page(request: HttpRequest, template: str, form: Sheet, **more: Any) -> HttpResponse:
    request.case.log("police force", "decisions")
    glance = door.glance(request.case)
    told = None if more.get("gives") else police_reads.told(request.case, glance)
    refused = police_reads.refused_contact(glance.state, door.today())
    return page(request, template, form, glance.place, told=told, refused=refused, **more)


@ways.offers
def offered(seen: ways.Seen) -> Iterator[ways.Way]:
    """What the authority and the force that was told find on the page of a case."""
    if seen.state.kind != "case" or police_rules.law_on(seen.profile, seen.state, seen.on) is None:
        return
    at, awaited = [seen.door.case_id], police_rules.is_awaited(seen.profile, seen.state)
    if seen.door.may("decisions", "write").allowed:
        if list(police_rules.may_close(seen.state)):
            note = gettext("The law here names which one. No consent is asked, and no name goes with it.")
            turn = police_rules.is_to_tell(seen.profile, seen.state)
            yield ways.Way(gettext("Tell the police force"), reverse("identification:force", args=at), note, turn=turn)
        else:
            yield ways.Way(gettext("The police force that was told"), reverse("identification:force", args=at))
            yield ways.Way(gettext("Close the case to the police force"), reverse("identification:force_ends", args=at))
        if awaited:
            yield ways.Way(gettext("Note the crime reference of the police"), reverse("identification:crime_noted", args=at))
    if awaited and police_rules.is_mine(seen.state, seen.door.actor.agency, seen.door.actor.roles, seen.door.relations):
        note = gettext("The decision is positive. Who the person is is not needed for it.")
        yield ways.Way(gettext("Give the crime reference"), reverse("identification:crime", args=at), note, turn=True)
