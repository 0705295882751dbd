"""The page on which an editor puts a published figure into a sentence: the number is never typed, and does not move by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from opennrm.journal import clock
from opennrm.programme import door
from opennrm.programme.report import actions, editions, forms, reads
from opennrm.programme.report.placing import asked, done
from opennrm.programme.report.states import PUBLISHED
from opennrm.programme.report.views import the_draft
from opennrm.ui.posted import posted

if TYPE_CHECKING:
    from opennrm.programme.report.editing import Line
    from opennrm.programme.report.models import Report

__all__ = ["pick"]


@door.page(door.REPORT, "account", "write")
def pick(request: HttpRequest, id: UUID) -> HttpResponse:
    """A sentence with a gap, the editions that stand, and the figures of the one that was chosen."""
    row = the_draft(request, id)
    line = reads.drafted(row).lines.get(asked(request, "sentence"))
    if line is None or row.state == PUBLISHED:
        raise Http404
    names = editions.names()
    wanted = asked(request, "show") or asked(request, "edition")
    chosen = wanted if wanted in names else next(iter(names), "")
    figures = [
        (one.key, f"{one.says}: {words.figure(one.count)}")
        for words in (reads.reader_words(),)
        for one in editions.cells(chosen, words.language)
    ]
    sent = None if "show" in request.POST else posted(request)
    form = forms.FigureSheet(sent, initial=_begun(request, line), figures=figures)
    if sent is not None and form.is_valid() and _put_in(request, row, form):
        return done(request, row, form.outcome.sentence)
    place = {name: asked(request, name) for name in ("sentence", "chapter", "new")}
    context = {"today": door.today(), "row": row, "form": form, "names": names, "chosen": chosen, "line": line, **place}
    return render(request, "programme_report/figure.html", context)


def _put_in(request: HttpRequest, row: Report, form: forms.FigureSheet) -> bool:
    """Rewrite the sentence, or add one after it."""
    keeper, text = door.keeping(request.actor, door.REPORT, "account"), form.cleaned_data["filled"]
    if asked(request, "new"):
        return bool(form.act(actions.add, keeper, row, asked(request, "sentence"), text, (), clock.now()))
    return bool(form.act(actions.rewrite, keeper, row, asked(request, "sentence"), text, clock.now()))


def _begun(request: HttpRequest, line: Line) -> dict[str, Any]:
    """What stands in the form at first: the sentence, with a gap where a number was typed that is to be a figure."""
    if (sent := posted(request)) is not None:
        return {"text": sent.get("text", "")}
    if request.GET.get("new"):
        return {"text": ""}
    number = request.GET.get("number", "")
    return {"text": line.written.replace(number, "[…]", 1) if number else line.written}
