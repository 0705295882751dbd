"""The pages of materials: the list that can be narrowed down, one material, writing one, taking it out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from opennrm.access.receiving import received
from opennrm.cases.referral.file_words import refusals
from opennrm.cases.spine import codes
from opennrm.journal import clock
from opennrm.programme import clauses, door, words
from opennrm.programme.fields import offers
from opennrm.programme.materials import actions, forms, past, reads, shown
from opennrm.programme.materials.paper import Paper
from opennrm.programme.past import past_page
from opennrm.programme.pointers import pointed
from opennrm.programme.sure import Sure, sure
from opennrm.standards.load import law
from opennrm.ui.posted import acted, posted
from opennrm.ui.spreadsheets import attached

PROGRAMME = door.PROGRAMME
PAGE = 25
FACETS = ("kind", "language", "country", "clause", "topic")


@door.page(PROGRAMME)
def index(request: HttpRequest) -> HttpResponse:
    """What can be read, the latest first, narrowed down by what was chosen."""
    query = request.GET.get("q", "")[:100].replace("\x00", "")
    wanted = reads.Wanted(words=tuple(query.split()), **{name: request.GET.get(name, "")[:80].replace("\x00", "") for name in FACETS})
    rows = reads.found(reads.shown_to(request.actor), wanted)
    start = int(text) if (text := request.GET.get("from", "")).isascii() and text.isdecimal() and len(text) < 7 else 0
    page = list(reads.whole(rows[start : start + PAGE + 1]))
    context = {
        "today": door.today(),
        "here": "materials",
        "lines": [shown.line(row) for row in page[:PAGE]],
        "many": rows.count(),
        "facets": shown.narrowed(reads.counts(rows), wanted),
        "q": query,
        "chosen": [(name, getattr(wanted, name)) for name in FACETS if getattr(wanted, name)],
        "next": start + PAGE if len(page) > PAGE else 0,
        "writes": door.may(request.actor, PROGRAMME, mode="write").allowed,
    }
    return render(request, "programme_materials/list.html", context)


@door.page(PROGRAMME)
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """One material with its versions, and what it belongs to."""
    row = _seen(request, id)
    own = row.agency == request.actor.agency
    context = {
        "today": door.today(),
        "row": row,
        "material": shown.material(row, door.confidence(request.actor) if own else None),
        "writes": own and door.may(request.actor, PROGRAMME, mode="write").allowed,
    }
    return render(request, "programme_materials/material.html", context)


@door.page(PROGRAMME)
def history(request: HttpRequest, id: UUID) -> HttpResponse:
    """The past of one material."""
    row = _seen(request, id)
    return past_page(request, row.title, reverse("materials:one", args=[row.id]), past.past_of(row, door.confidence(request.actor)))


@door.page(PROGRAMME, mode="write")
def new(request: HttpRequest) -> HttpResponse:
    """Record a material."""
    return _typed(request, None)


@door.page(PROGRAMME, mode="write")
def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """Put a material right."""
    return _typed(request, _seen(request, id, own=True))


@door.page(PROGRAMME, mode="write")
def remove(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take a material out."""
    row = _seen(request, id, own=True)
    asked = Sure(
        title=_("Take it out"),
        question=_("Take this material out?"),
        says=_("It then stands in no list, count or report. Its past is kept."),
        does=_("Take it out"),
        done=_("Taken out: it stands in no list, count or report any more. Its past is kept."),
        goes_on=reverse("materials:list"),
        back=reverse("materials:one", args=[row.id]),
        back_words=_("Back"),
        of=row.title,
    )
    return sure(request, asked, lambda: actions.remove(_keeper(request, row.confidential), row, clock.now()))


@door.page(PROGRAMME)
def file(request: HttpRequest, id: UUID, file: UUID) -> HttpResponse:
    """One file, to be saved and never shown in the page."""
    row = _seen(request, id)
    found = reads.file(row, file)
    if found is None:
        raise Http404
    return attached(found.content, found.type, found.name)


@door.page(PROGRAMME, mode="write", files=True)
def files(request: HttpRequest, id: UUID) -> HttpResponse:
    """Put files in, or take one out. One that is refused is named with the reason, the others are in."""
    row = _seen(request, id, own=True)
    form = forms.FilesSheet(posted(request), languages=sorted({(one.language, codes.language(one.language)) for one in row.versions.all()}))
    keeper = _keeper(request, row.confidential)
    if request.method == "POST" and (out := request.POST.get("out", "")):
        actions.detach(keeper, row, _id(out), clock.now())
        return redirect("materials:files", id=id)
    chosen = received(request, "chosen") if request.method == "POST" else []
    if acted(request, form) and not chosen:
        form.add_error("chosen", _("Choose a file"))
    if form.is_valid() and form.act(actions.attach, keeper, row, form.cleaned_data["language"], chosen, clock.now()):
        if not form.outcome:
            messages.success(request, _("Saved."))
            return redirect("materials:one", id=id)
        for refusal in refusals(form.outcome):
            form.add_error("chosen", refusal)
    material = shown.material(row, door.confidence(request.actor))
    return render(request, "programme_materials/files.html", {"today": door.today(), "row": row, "form": form, "files": material["files"]})


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _typed(request: HttpRequest, row: Any) -> HttpResponse:
    actor = request.actor
    known = {
        "countries": dict(words.countries()),
        "languages": {code: codes.language(code) for code in law().languages},
        "bodies": {key: one.words for key, one in pointed("body", actor.agency, door.confidence(actor)).items()},
    }
    paper = Paper(posted(request), reads.as_typed(row) if row else None, known)
    said = paper.read() if request.method == "POST" else None
    if said and paper.form.act(actions.record, _keeper(request, said.confidence == "own"), said, clock.now()):
        messages.success(request, _("Saved."))
        return redirect("materials:one", id=paper.form.outcome.id)
    lists = [offers(name, names) for name, names in {**known, clauses.OFFERED: clauses.listed()}.items()]
    context = {"today": door.today(), "row": row, "paper": paper, "form_errors": paper.form_errors, "lists": lists}
    return render(request, "programme_materials/form.html", context)


def _keeper(request: HttpRequest, confidential: bool) -> door.Keeper:
    return door.keeping(request.actor, PROGRAMME, "account" if confidential else "coarse")


def _seen(request: HttpRequest, id: UUID, *, own: bool = False) -> Any:
    """The material, if the reader may see it, or, with `own`, put it right; else there is none."""
    row = reads.whole(reads.shown_to(request.actor).filter(pk=id)).first()
    if row is None or (own and row.agency != request.actor.agency):
        raise Http404
    return row
