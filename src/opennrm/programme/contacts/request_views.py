"""The pages of requests: asking somebody, what the asker hears, what is passed on to those whose entries one keeps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from opennrm.journal import clock
from opennrm.programme import door
from opennrm.programme.contacts import actions, forms, reads, requests, shown
from opennrm.programme.contacts.search import read_back
from opennrm.programme.contacts.typed import Request
from opennrm.programme.shaped import new_key, shaped
from opennrm.ui.posted import acted, posted

ROSTER, WHO = door.ROSTER, "identity"
ANSWERS = ("yes", "no")


@door.page(ROSTER)
def index(request: HttpRequest) -> HttpResponse:
    """What the reader asked, and what was passed on to entries that the reader keeps."""
    actor, today = request.actor, door.today()
    passed = list(requests.passed_on(actor, today))
    says = requests.says(actor, [one.request for one in passed], "requests")
    called = shown.names(reads.opened(actor, {one.contact_id for one in passed}, today, "requests"), [one.contact for one in passed])
    context = {
        "today": today,
        "here": "contacts",
        "asked": [{"row": row, "chips": shown.chips(requests.need_of(row))} for row in requests.asked_by(actor)],
        "passed": [_passed(one, called[one.contact_id], says.get(one.request_id, "")) for one in passed],
        "keeps": door.may(actor, ROSTER, WHO, "write").allowed,
        "asks": door.may(actor, ROSTER, mode="write").allowed,
    }
    return render(request, "programme_contacts/requests.html", context)


def _passed(row: Any, name: str, says: str) -> dict[str, Any]:
    return {"row": row, "name": name, "says": says, "chips": shown.chips(requests.need_of(row.request))}


@door.page(ROSTER)
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """A request of the reader's, and what was heard."""
    row = _own(request, id)
    heard = [
        {"answer": one.answer, "person": [(label, one.person[code]) for code, label in shown.labels().items() if one.person.get(code)]}
        for one in requests.heard(request.actor, row, "request")
    ]
    says = requests.says(request.actor, [row], "request").get(row.id, "")
    context = {"today": door.today(), "row": row, "chips": shown.chips(requests.need_of(row)), "says": says, "heard": heard}
    return render(request, "programme_contacts/request.html", context)


@door.page(ROSTER, mode="write")
def ask(request: HttpRequest) -> HttpResponse:
    """Ask somebody who is shown to the reader, or leave a request for whoever fits."""
    contact = _shown(request)
    form = forms.AskSheet(posted(request), by_name=contact is not None, initial={"q": request.GET.get("q", "")[:200]})
    if acted(request, form):
        asked = read_back(form.cleaned_data.get("q", ""), get_language() or "en")
        said = shaped(form, Request, {"key": new_key("request"), **_said(form), "need": asked.need})
        if said and form.act(actions.ask, door.keeping(request.actor, ROSTER), said, clock.now(), contact, form.cleaned_data["says"]):
            messages.success(request, _("Your request is on its way. An answer stands here as soon as somebody gives one."))
            return redirect("contacts:request", id=form.outcome.id)
    name = ""
    if contact:
        name = reads.opened(request.actor, [contact.id], door.today(), "request").get(contact.id, {}).get("name", "")
    context = {"today": door.today(), "form": form, "contact": contact, "name": name}
    return render(request, "programme_contacts/ask.html", context)


@door.page(ROSTER, mode="write")
def close(request: HttpRequest, id: UUID) -> HttpResponse:
    """The reader needs nobody any more."""
    row = _own(request, id)
    if request.method == "POST" and row.closed_at is None:
        actions.close(door.keeping(request.actor, ROSTER), row, clock.now())
        messages.success(request, _("Closed. It is passed on to nobody else."))
    return redirect("contacts:request", id=id)


@door.page(ROSTER, section=WHO, mode="write")
def answer(request: HttpRequest, passing: int) -> HttpResponse:
    """What somebody said to a request that was passed on to them."""
    row = requests.passed_on(request.actor, door.today()).filter(pk=passing).first()
    said = request.POST.get("answer", "")
    if row is None or (request.method == "POST" and said not in ANSWERS):
        raise Http404
    if request.method == "POST":
        actions.answer(door.keeping(request.actor, ROSTER, WHO), passing, said, clock.now())
        messages.success(request, _("The answer is recorded."))
    return redirect("contacts:requests")


def _said(form: Any) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("subject", "by")}


def _own(request: HttpRequest, id: UUID) -> Any:
    if (row := requests.asked_by(request.actor).filter(pk=id).first()) is None:
        raise Http404
    return row


def _shown(request: HttpRequest) -> Any:
    """Who is asked by name, if the address names somebody; who is not shown to the reader is not there."""
    wanted = request.GET.get("contact", "")
    if not wanted:
        return None
    try:
        row = reads.shown_to(request.actor, door.today()).filter(pk=UUID(wanted)).first()
    except ValueError:
        row = None
    if row is None:
        raise Http404
    return row
