"""The pages of letters for persons: the list with its clocks, one letter, writing one, its reply, erasing for whom it was."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from opennrm.access.actor import Actor
from opennrm.journal import clock
from opennrm.programme import clauses, door, typed, words
from opennrm.programme.fields import offers
from opennrm.programme.interventions import actions, forms, reads, shown
from opennrm.programme.pointers import pointed
from opennrm.programme.shaped import new_key, shaped
from opennrm.programme.sure import Sure, sure
from opennrm.ui.posted import acted, posted

LETTER = door.INTERVENTION
SHOW = "show"  # the name of the button that opens what is sealed


@door.page(LETTER)
def index(request: HttpRequest) -> HttpResponse:
    """Every letter of the agency: those first whose reply is over or near its day."""
    today = door.today()
    rows = [shown.line(row, standing) for row, standing in reads.letters(request.actor, today)]
    context = {"today": today, "here": "interventions", "rows": rows, "pressing": sum(row.presses for row in rows)}
    return render(request, "programme_interventions/list.html", context)


@door.page(LETTER)
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """One letter. What is sealed is shown when it is asked for, and the look is recorded."""
    row = _own(request, id)
    opened = reads.opened(request.actor, row, "letter") if request.method == "POST" and SHOW in request.POST else {}
    context = {
        "today": door.today(),
        "row": row,
        "letter": shown.letter(row, door.today(), _names(request.actor)),
        "opened": [(label, opened[code]) for code, label in shown.sealed_labels() if code in opened],
        "asked": bool(opened) or request.method == "POST",
        "looks": reads.looks(row),
    }
    return render(request, "programme_interventions/letter.html", context)


@door.page(LETTER, mode="write")
def new(request: HttpRequest) -> HttpResponse:
    """Write a letter for somebody who is in no system here."""
    return _typed(request, None)


@door.page(LETTER, mode="write")
def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """Put the open part of a letter right."""
    return _typed(request, _own(request, id))


@door.page(LETTER, mode="write")
def reply(request: HttpRequest, id: UUID) -> HttpResponse:
    """Record what came of a letter."""
    row = _own(request, id)
    stands = reads.as_typed(row)
    initial = {"replied": stands.replied, "outcome": stands.outcome, "reply": "" if stands.reply == "waiting" else stands.reply}
    form = forms.ReplySheet(posted(request), erased=bool(row.erased_at), initial=initial)
    said = None
    if acted(request, form):
        said = shaped(form, typed.Intervention, {name: form.cleaned_data[name] for name in initial}, stands)
    if said and form.act(actions.record, door.keeping(request.actor, LETTER), said, clock.now(), form.sealed_part()):
        messages.success(request, _("Recorded."))
        return redirect("interventions:one", id=row.id)
    context = {"form": form, "row": row, "of": shown.name(row), "today": door.today()}
    return render(request, "programme_interventions/reply.html", context)


@door.page(LETTER, section="identity", mode="write")
def erase(request: HttpRequest, id: UUID) -> HttpResponse:
    """For whom it was and what was written is made unreadable for good."""
    row = _own(request, id)
    asked = Sure(
        title=_("Erase for whom it was"),
        question=_("Erase for whom it was?"),
        says=_(
            "For whom the letter was, what happened and the letter itself can be read by nobody again, in no copy. "
            "That there was a letter stays, with its reply and what came of it."
        ),
        does=_("Erase it"),
        done=_("Erased. That there was a letter stays."),
        goes_on=reverse("interventions:one", args=[row.id]),
        back=reverse("interventions:one", args=[row.id]),
        back_words=_("Back"),
        of=shown.name(row),
    )
    return sure(request, asked, lambda: actions.erase(door.keeping(request.actor, LETTER, "identity"), row.key, clock.now()))


@door.page(LETTER, section="identity", mode="write")
def remove(request: HttpRequest, id: UUID) -> HttpResponse:
    """A letter that should not be on record is taken out, with what is sealed of it."""
    row = _own(request, id)
    asked = Sure(
        title=_("Take the letter out"),
        question=_("Take the letter out?"),
        says=_(
            "It then stands in no list, count or report. For whom it was and what was written and answered "
            "can be read by nobody again, in no copy."
        ),
        does=_("Take it out"),
        done=_("Taken out: it stands in no list, count or report any more, and what was sealed of it is gone."),
        goes_on=reverse("interventions:list"),
        back=reverse("interventions:one", args=[row.id]),
        back_words=_("Back"),
        of=shown.name(row),
    )
    return sure(request, asked, lambda: actions.remove(door.keeping(request.actor, LETTER, "identity"), row, clock.now()))


def _typed(request: HttpRequest, row: Any) -> HttpResponse:
    stands = reads.as_typed(row) if row else None
    known = _names(request.actor)
    form = forms.LetterSheet(
        posted(request), known=known, stands=bool(row), erased=bool(row and row.erased_at), initial=shown.initial(stands)
    )
    if acted(request, form) and (said := _said(form, stands)):
        keeper = door.keeping(request.actor, LETTER)
        if form.act(actions.record, keeper, said, clock.now(), form.sealed_part()):
            messages.success(request, _("Saved."))
            return redirect("interventions:one", id=form.outcome.id)
    title = _("Put the letter right") if row else _("A letter for somebody")
    lists = [offers(name, names) for name, names in {**known, clauses.OFFERED: clauses.listed()}.items()]
    context = {
        "form": form,
        "title": title,
        "of": shown.name(row) if row else "",
        "lists": lists,
        "id": row and row.id,
        "sealed": "letter" in form.fields,
    }
    return render(request, "programme_interventions/letter_form.html", context)


def _said(form: forms.LetterSheet, stands: typed.Intervention | None) -> typed.Intervention | None:
    said = {name: value for name, value in form.cleaned_data.items() if name in typed.Intervention.model_fields}
    asked = {"body": form.cleaned_data["asked_body"], "people": form.cleaned_data["asked_people"]}
    given = {name: value for name, value in asked.items() if value}
    said["asked_by"] = {**(stands.asked_by.model_dump() if stands and stands.asked_by else {}), **given} if given else None
    if stands is None:
        said |= {"key": new_key("letter"), "reply": "waiting" if said["reply_due"] else "unknown"}
    elif stands.reply in ("waiting", "unknown"):
        said["reply"] = "waiting" if said["reply_due"] else "unknown"
    return shaped(form, typed.Intervention, said, stands)


def _own(request: HttpRequest, id: UUID) -> Any:
    if (row := reads.mine(request.actor).filter(pk=id).first()) is None:
        raise Http404
    return row


def _names(actor: Actor) -> forms.Known:
    bodies = {key: found.words for key, found in pointed("body", actor.agency, door.confidence(actor)).items()}
    return {"countries": dict(words.countries()), "bodies": bodies}
