"""The pages of a notification: what is sent and what never, the last look, what was sent, the lists; and when the person comes back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from opennrm.access import readlog
from opennrm.access.through import for_roles, through
from opennrm.cases.notification import actions, checking, reads, rules
from opennrm.cases.notification.forms import BackForm, CheckForm, WriteForm
from opennrm.cases.spine import codes, door, editions
from opennrm.cases.spine.state import CaseState
from opennrm.ui.forms import refusal_words
from opennrm.ui.posted import acted, posted

MOST_DIGITS = 8  # of a place in a list


@dataclass(frozen=True, slots=True)
class _Place:
    """The contact, the law of the day, and who may be told."""

    contact: CaseState
    possible: list[reads.Recipient]


def _place(request: HttpRequest) -> _Place | None:
    """Where a notification may be written; nothing where it may not."""
    contact, profile, today = door.glance(request.case).state, editions.today(), door.today()
    if list(rules.may_begin(contact, profile, today)):
        return None
    return _Place(contact, reads.recipients(contact, profile, today))


def _context(request: HttpRequest, form: Any, case_id: UUID) -> dict[str, Any]:
    profile, actor, today = editions.today(), request.actor, door.today()
    against = list(rules.may_notify_at_all(profile, actor.agency_kind, reads.may_notify(actor, today), today))
    return {
        "form": form,
        "today": today,
        "against": [refusal_words(one) for one in against],
        "unread": ", ".join(codes.language(one) for one in checking.unread(profile)),
        "back": reverse("contact:contact", args=[case_id]),
    }


@through(section="coarse", mode="write", kind="contact")
def notify(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What is sent and what never; what may be left out. Nothing is sent from here: the last look comes first."""
    if (place := _place(request)) is None:
        return redirect("contact:contact", case_id)
    form = WriteForm(place.contact, editions.today(), place.possible, posted(request))
    if acted(request, form):
        return _look(request, place, case_id)
    return render(request, "notification/notify.html", _context(request, form, case_id))


@through(section="coarse", mode="write", kind="contact")
def check(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The last look: each mark with its reason. What was changed is looked at again; it goes when nothing is left unanswered."""
    if request.method != "POST" or (place := _place(request)) is None:
        return redirect("notification:notify", case_id)
    return _look(request, place, case_id, send="send" in request.POST)


def _look(request: HttpRequest, place: _Place, case_id: UUID, send: bool = False) -> HttpResponse:
    profile = editions.today()
    first = WriteForm(place.contact, profile, place.possible, request.POST)
    if not first.is_valid():
        return render(request, "notification/notify.html", _context(request, first, case_id))
    telling = first.telling()
    marked = checking.marked(telling, place.contact, profile)
    form = CheckForm(place.contact, profile, place.possible, request.POST, marked)
    if send and form.is_valid():
        said = telling.model_copy(update={"cleared": form.cleared()})
        if form.act(actions.notify, request.actor, case_id, telling=said):
            return redirect("notification:notification", form.outcome)
    context = _context(request, form, case_id)
    context |= {"marked": marked, "parts": _parts(telling.text, marked), "change": reverse("notification:notify", args=[case_id])}
    return render(request, "notification/check.html", context)


def _parts(text: str, marked: rules.Marked) -> list[dict[str, Any]]:
    """The text cut at its marks: each place of a marked word, also where the word stands more than once."""
    words = sorted({one.words for one in marked.places}, key=len, reverse=True)
    parts = [{"text": text, "mark": False}]
    for word in words:
        parts = [piece for part in parts for piece in _cut(part, word)]
    return [part for part in parts if part["text"]]


def _cut(part: dict[str, Any], word: str) -> list[dict[str, Any]]:
    if part["mark"]:
        return [part]
    pieces: list[dict[str, Any]] = []
    for place, piece in enumerate(str(part["text"]).split(word)):
        pieces += ([{"text": word, "mark": True}] if place else []) + [{"text": piece, "mark": False}]
    return pieces


@through(section="coarse", kind="notification")
def notification(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What was told, as it was told: the same page for who sent it and for who was told."""
    sent, profile = reads.sent(door.glance(request.case).state), editions.today()
    request.case.log("notification")
    context = {
        "today": door.today(),
        "told": reads.told_words(sent.told, profile),
        "period": reads.period_words(sent.period),
        "because": codes.word("refusal_reasons", sent.because),
        "text": reads.text_of(request.case),
        "sender": "holder" in request.case.relations,
        "agency": reads.sender_of(request.case.case_id),
    }
    return render(request, "notification/notification.html", context)


@for_roles("first_responder", "decision_maker", "second_reviewer")
def listing(request: HttpRequest) -> HttpResponse:
    """Notifications sent or received, some at a time, and how many of what there are."""
    profile, skip = editions.today(), _skipped(request)
    found, counts = reads.listed(request.actor, profile, skip), reads.counts(request.actor, profile)
    readlog.looked(request.actor, "notifications", [one.id for one in found], ["coarse"])
    last = skip + len(found)
    context = {
        "today": door.today(),
        "listed": found,
        "counts": counts,
        "first": skip + 1,
        "last": last,
        "later": max(skip - reads.SHOWN, 0) if skip else None,
        "earlier": last if last < counts.total else None,
        "seals": "first_responder" in request.actor.roles,
    }
    return render(request, "notification/list.html", context)


def _skipped(request: HttpRequest) -> int:
    """How many later ones stand on pages before this one; what the address does not know is as if it were not there."""
    asked = request.GET.get("from", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < MOST_DIGITS else 0


@through(section="coarse", mode="write", kind="contact")
def back(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The person came back: a new draft begins, and the person is asked anew."""
    contact = door.glance(request.case).state
    if list(rules.may_come_back(contact, present=True)):
        return redirect("contact:contact", case_id)
    form = BackForm(posted(request))
    sent = acted(request, form)
    if sent and form.act(actions.come_back, request.actor, case_id, present=form.cleaned_data["present"]):
        return redirect("contact:who", case_id)
    context = {"form": form, "today": door.today(), "back": reverse("contact:contact", args=[case_id])}
    return render(request, "notification/back.html", context)
