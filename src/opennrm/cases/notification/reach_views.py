"""The pages of a sealed contact: what the person allows, who may read it, taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from opennrm.access import readlog
from opennrm.access.through import for_roles, through
from opennrm.cases.notification import actions, reads, rules
from opennrm.cases.notification.reach_forms import ReachForm, TakeBackForm
from opennrm.cases.spine import door, editions
from opennrm.ui.forms import refusal_words
from opennrm.ui.posted import acted, posted

LABELS = {
    "reach.name": gettext_noop("Under which name?"),
    "reach.way": gettext_noop("By which way?"),
    "reach.when_safe": gettext_noop("When is it safe?"),
    "reach.never": gettext_noop("What must never be done?"),
}


@through(section="coarse", mode="write", kind="contact")
def seal(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the person allows, apart from the notification: who may reach the person, and how."""
    contact, today = door.glance(request.case).state, door.today()
    if contact.note("notification.on") is None:
        return redirect("contact:contact", case_id)
    form = ReachForm(reads.reachable_by(today), today, posted(request))
    against = [one for one in rules.may_allow(contact, editions.today(), "police", request.case.enforces) if one.field is None]
    if acted(request, form) and form.act(actions.seal_contact, request.actor, case_id, reach=form.reach()):
        messages.success(request, gettext("It is sealed. From here on only the agency that was named reads it."))
        return redirect("notification:sealed_contact", form.outcome)
    context = {
        "form": form,
        "today": today,
        "against": [refusal_words(one) for one in against],
        "sheet": reads.sheet(editions.today(), reads.sheet_version(editions.today(), contact, today)),
        "back": reverse("contact:contact", args=[case_id]),
    }
    return render(request, "notification/seal.html", context)


@through(section="coarse", kind="sealed_contact")
def sealed_contact(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who may reach the person, and, for that agency alone, how."""
    state = door.glance(request.case).state
    agreed = reads.agreed(state)
    request.case.log("sealed contact")
    holder = "holder" in request.case.relations
    sealed = {} if holder or state.closed else reads.reach_of(request.case, agreed.purpose)
    context = {
        "today": door.today(),
        "sealed": [(gettext(LABELS[code]), sealed[code]) for code in reads.REACH if code in sealed],
        "recipient": reads.name_of(agreed.recipient),
        "agreed_on": agreed.on,
        "taken_back_on": state.note("notification.taken_back_on"),
        "holder": holder,
    }
    return render(request, "notification/sealed_contact.html", context)


@through(section="coarse", mode="write", kind="sealed_contact")
def take_back(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The person does not want to be reached any more: one button, no reason."""
    state, today = door.glance(request.case).state, door.today()
    if state.closed:
        return redirect("notification:sealed_contact", case_id)
    form = TakeBackForm(posted(request), today=today)
    if acted(request, form) and form.act(actions.take_back, request.actor, case_id, on=form.cleaned_data["on"]):
        messages.success(request, gettext("It is taken back. Reading is closed."))
        return redirect("notification:sealed_contact", case_id)
    context = {"form": form, "today": today, "back": reverse("notification:sealed_contact", args=[case_id])}
    return render(request, "notification/take_back.html", context)


@for_roles("first_responder", "investigator", "prosecutor")
def listing(request: HttpRequest) -> HttpResponse:
    """The sealed contacts that the agency holds, or may read."""
    found = list(reads.sealed_contacts(request.actor))
    readlog.looked(request.actor, "sealed contacts", [one["id"] for one in found], ["coarse"])
    return render(request, "notification/sealed_list.html", {"today": door.today(), "listed": found})
