"""The pages of a person's particulars: show, ask, act. What stands is opened by a button, and each look is recorded."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from opennrm.access.policy import Holder
from opennrm.access.through import through
from opennrm.cases.person import actions, reads
from opennrm.cases.person.forms import IdentityForm, WaysForm
from opennrm.cases.spine import codes, door, ways
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.door import Glance
from opennrm.cases.spine.particulars import unconfirmed
from opennrm.cases.spine.step_pages import place_seen
from opennrm.ui.forms import Sheet
from opennrm.ui.posted import acted, posted

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
    form = makes(posted(request) if not shows else None, today=door.today(), standing=standing)
    if not shows and acted(request, form) and done(form):
        messages.success(request, says)
        return redirect("portal:case", case_id=request.case.case_id)
    request.case.log("particulars")
    context = {
        "today": door.today(),
        "case": spine.case_behind(request.case),
        "form": form,
        "place": request.POST.get("seen") or glance.place,
        "filled": shows,
        "unconfirmed": _unconfirmed(request, glance) if section == "contact_and_location" else "",
        "readable": request.case.may(section).allowed,
        "histories": reads.histories(request.case, glance, section) if shows else [],
    }
    return render(request, template, context)


def _unconfirmed(request: HttpRequest, glance: Glance) -> str:
    """The kind of agency of enforcement that noted the ways that stand, for whoever may read them; else nothing."""
    noted = unconfirmed(glance.state)
    told = noted and request.case.may("contact_and_location", "read", Holder(noted.agency, noted.agency_kind)).allowed
    return codes.word("agency_kinds", noted.agency_kind) if noted and told else ""


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
