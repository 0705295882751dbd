"""The pages of a person's particulars: show, ask, act. What stands is opened by a button, and each look is recorded."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from opennrm.access.through import through
from opennrm.cases.person import actions, reads
from opennrm.cases.person.forms import IdentityForm, WaysForm
from opennrm.cases.spine import door, ways
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.step_pages import place_seen
from opennrm.ui.forms import Sheet

IDENTITY, REACHED = "person/identity.html", "person/reached.html"


@through(section="identity", mode="write")
def identity(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A name, an alias, a date of birth: learned or put right. A button fills in what stands."""

    def done(form: Any) -> bool:
        return bool(form.act(actions.learn_identity, request.actor, case_id, **form.learned(), seen=place_seen(request)))

    return _page(request, "identity", IdentityForm, done, gettext("Recorded. What stood before stays in the history."), IDENTITY)


@through(section="contact_and_location", mode="write")
def reached(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """All ways that are safe from now on. A button fills in what stands."""

    def done(form: Any) -> bool:
        return bool(form.act(actions.change_ways, request.actor, case_id, **form.changed(), seen=place_seen(request)))

    return _page(request, "contact_and_location", WaysForm, done, gettext("Recorded. Only these ways are safe from now on."), REACHED)


def _page(
    request: HttpRequest, section: str, makes: Callable[..., Sheet], done: Callable[[Sheet], bool], says: str, template: str
) -> HttpResponse:
    glance, asks = door.glance(request.case), request.POST.get("show", "")
    shows = request.method == "POST" and asks == "standing"
    standing = reads.standing(request.case, section) if shows else None
    form = makes(request.POST if request.method == "POST" and not shows else None, today=door.today(), standing=standing)
    if request.method == "POST" and not shows and form.is_valid() and done(form):
        messages.success(request, says)
        return redirect("portal:case", case_id=request.case.case_id)
    request.case.log("particulars")
    context = {
        "today": door.today(),
        "case": spine.case_behind(request.case),
        "form": form,
        "place": request.POST.get("seen") or glance.place,
        "filled": shows,
        "readable": request.case.may(section).allowed,
        "histories": reads.histories(request.case, glance, section) if shows else [],
    }
    return render(request, template, context)


@ways.offers
def offered(seen: ways.Seen) -> Iterator[ways.Way]:
    """What is offered on the page of a case, to whoever may write it."""
    if seen.state.kind != "case":
        return
    at = [seen.door.case_id]
    if seen.door.may("contact_and_location", "write").allowed and not seen.door.enforces:
        note = gettext("A telephone, a place, what must never be done")
        yield ways.Way(gettext("Change how the person is reached"), reverse("person:reached", args=at), note)
    if seen.door.may("identity", "write").allowed:
        note = gettext("What was before stays in the history")
        yield ways.Way(gettext("Put right or add who the person is"), reverse("person:identity", args=at), note)
