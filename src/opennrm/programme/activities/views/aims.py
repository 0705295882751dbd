"""The pages of aims and of the plan: what serves an aim, what was promised, and what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from opennrm.programme import door, typed, words
from opennrm.programme.activities import forms, lists, past, reads, served, shown
from opennrm.programme.activities.offered import offered
from opennrm.programme.activities.reading import read
from opennrm.programme.activities.views.showing import form_page, kept, own_record, removal
from opennrm.programme.activities.whose import Whose, whose
from opennrm.programme.past import past_page
from opennrm.ui.posted import posted


@door.page(door.PROGRAMME)
def aims(request: HttpRequest) -> HttpResponse:
    """The aims, criteria and priorities, and the taskings, each with what serves it and what does not."""
    of = whose(request)
    rows = list(reads.aim_rows(of.agency))
    found = [reads.aim_as_typed(row) for row in rows]
    by_aim = served.aims_served(of.agency, of.confidence, found)
    by_tasking = served.taskings_served(of.agency, of.confidence, found)
    groups = [(label, [_aim(row, by_aim[row.key]) for row in rows if row.kind == kind]) for kind, label in words.choices("aims")]
    context = {
        "whose": of,
        "here": "aims",
        "groups": [group for group in groups if group[1]],
        "taskings": [{"id": id, "title": words.clause(id), "says": words.clause_says(id), "served": one} for id, one in by_tasking.items()],
    }
    return render(request, "programme_activities/aims.html", context)


def _aim(row: Any, by: served.Served) -> dict[str, Any]:
    one = reads.aim_as_typed(row)
    return {
        "row": row,
        "when": words.when(one.when) if one.when else "",
        "taskings": [(id, words.clause(id)) for id in one.taskings],
        "topics": words.words("topics", one.topics),
        "served": by,
    }


@door.page(door.PROGRAMME, mode="write")
def remove_aim(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take an aim out, with a reason."""
    row = own_record(reads.aim_rows(request.actor.agency), id)
    return removal(request, row, gettext("Take this aim out"), row.subject, "programme:aims")


@door.page(door.PROGRAMME, mode="write")
def new_aim(request: HttpRequest) -> HttpResponse:
    """Record an aim."""
    return _typed_aim(request, None)


@door.page(door.PROGRAMME, mode="write")
def change_aim(request: HttpRequest, id: UUID) -> HttpResponse:
    """Put an aim right."""
    return _typed_aim(request, own_record(reads.aim_rows(request.actor.agency), id))


def _typed_aim(request: HttpRequest, row: Any) -> HttpResponse:
    stands = reads.aim_as_typed(row) if row else None
    form = forms.AimSheet(posted(request), known=offered(request.actor.agency, None), initial=stands.model_dump() if stands else {})
    if request.method == "POST":
        said = read(form, typed.Aim, stands, form.data.get("subject", ""))
        if said is not None and kept(request, said, form):
            messages.success(request, gettext("Saved."))
            return redirect("programme:aims")
    return form_page(request, form, gettext("Put an aim right") if row else gettext("Record an aim"))


@door.page(door.PROGRAMME)
def plan(request: HttpRequest) -> HttpResponse:
    """What was promised for when, and what became of each."""
    of, asked = whose(request), lists.Narrowed.read({"period": request.GET.get("period", "")})
    rows = reads.promises(of.agency)
    if (span := asked.span) is not None:
        rows = rows.filter(since__lte=span.latest) if span.latest else rows
        rows = rows.filter(until__gte=span.earliest)
    found = served.plan(rows[:300], door.today())
    visible = set(reads.readable(of.agency, of.confidence).filter(answers__in=rows).values_list("pk", flat=True))
    states = dict(words.choices("promises"))
    context = {
        "whose": of,
        "here": "plan",
        "asked": asked,
        "late": [_promise(one, of, visible) for one in found.late],
        "ahead": [_promise(one, of, visible) for one in found.ahead],
        "answered": [_promise(one, of, visible) for one in found.answered],
        "counts": [(states[code], n) for code, n in found.counts.items()],
        "waiting": len(found.late) + len(found.ahead),
        "ways": words.way_of_writing(),
    }
    return render(request, "programme_activities/plan.html", context)


def _promise(row: Any, of: Whose, visible: set[UUID]) -> dict[str, Any]:
    return {
        "row": row,
        "due": words.when(row.said),
        "state": words.word("promises", row.state),
        "countries": [words.country(code) for code in row.countries],
        "answers": [(one.pk, f"{shown.name_of(one)}, {words.when(one.said)}") for one in row.answered_by.all() if one.pk in visible],
        "writes": of.writes,
    }


@door.page(door.PROGRAMME, mode="write")
def new_promise(request: HttpRequest) -> HttpResponse:
    """Promise something."""
    return _typed_promise(request, None)


@door.page(door.PROGRAMME, mode="write")
def change_promise(request: HttpRequest, id: UUID) -> HttpResponse:
    """Put a promise right."""
    return _typed_promise(request, own_record(reads.promises(request.actor.agency), id))


def _typed_promise(request: HttpRequest, row: Any) -> HttpResponse:
    stands = reads.promise_as_typed(row) if row else None
    form = forms.PromiseSheet(posted(request), known=offered(request.actor.agency, None), initial=stands.model_dump() if stands else {})
    if request.method == "POST":
        said = read(form, typed.Promise, stands, form.data.get("subject", ""))
        if said is not None and kept(request, said, form):
            messages.success(request, gettext("Saved."))
            return redirect("programme:plan")
    return form_page(request, form, gettext("Put a promise right") if row else gettext("Promise something"))


@door.page(door.PROGRAMME, mode="write")
def answer(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say what became of a promise, and which activities answer it."""
    row = own_record(reads.promises(request.actor.agency), id)
    confidence, stands = door.confidence(request.actor), reads.promise_as_typed(row)
    could = [(one.key, f"{shown.name_of(one)} ({words.when(one.said)})") for one in served.could_answer(row, confidence)]
    initial = {"state": stands.state, "why": stands.why, "answered_by": stands.answered_by}
    form = forms.AnswerSheet(posted(request), known=offered(request.actor.agency, None), could=could, initial=initial)
    if request.method == "POST":
        said = read(form, typed.Promise, stands, "")
        if said is not None and kept(request, said, form):
            messages.success(request, gettext("Saved."))
            return redirect("programme:plan")
    return form_page(request, form, gettext("What became of it"), of=stands.subject)


@door.page(door.PROGRAMME)
def promise_history(request: HttpRequest, id: UUID) -> HttpResponse:
    """The past of one promise."""
    of = whose(request)
    row = own_record(reads.promises(of.agency), id)
    back = f"{reverse('programme:plan')}?{of.query}#{row.key}"
    return past_page(request, row.subject, back, past.past_of_promise(row, of.confidence))


@door.page(door.PROGRAMME, mode="write")
def remove_promise(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take a promise out, with a reason."""
    row = own_record(reads.promises(request.actor.agency), id)
    return removal(request, row, gettext("Take this promise out"), row.subject, "programme:plan")
