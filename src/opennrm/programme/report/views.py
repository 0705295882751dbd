"""The pages that show reports: the list, a new one, the editor, what was published, what changed since the former period, the files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from opennrm.journal import clock
from opennrm.mechanism import reads as mechanism
from opennrm.programme import door
from opennrm.programme.codes import told
from opennrm.programme.report import actions, forms, reads, shown
from opennrm.programme.report.editing import Edited
from opennrm.programme.report.outputs.document import Document
from opennrm.programme.report.outputs.page import page
from opennrm.programme.report.outputs.pdf import NotSet, pdf
from opennrm.programme.report.outputs.word import word
from opennrm.programme.report.states import APPROVED, PUBLISHED
from opennrm.programme.report.template import template
from opennrm.programme.report.text import Chapter
from opennrm.ui.forms import Sheet
from opennrm.ui.posted import acted, posted

if TYPE_CHECKING:
    from opennrm.programme.report.models import Report

__all__ = ["compare", "file", "index", "law", "new", "report", "the_draft", "the_page"]

ON_A_PAGE = 50
FILES = {
    "html": ("text/html; charset=utf-8", page),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word),
    "pdf": ("application/pdf", pdf),
}


@door.page(door.REPORT)
def index(request: HttpRequest) -> HttpResponse:
    """What was published, whoever published it; and the own agency's drafts for whoever reads them."""
    drafts = reads.of_agency(request.actor.agency).exclude(state=PUBLISHED)[:ON_A_PAGE] if _may(request, "account", "read") else ()
    pages = Paginator(reads.published(), ON_A_PAGE)
    context = {
        "today": door.today(),
        "drafts": [_listed(row) for row in drafts],
        "page": (found := pages.get_page(request.GET.get("page"))),
        "published": [_listed(row) for row in found],
        "may_write": _may(request, "account", "write"),
    }
    return render(request, "programme_report/list.html", context)


def _listed(row: Report) -> dict[str, Any]:
    words = reads.reader_words()
    return {
        "row": row,
        "state": shown.standing(row),
        "period": words.period(row.since, row.until),
        "template": template(row.template).title.told(get_language() or "en"),
        "language": words.language_name(row.language),
    }


@door.page(door.REPORT, "account", "write")
def new(request: HttpRequest) -> HttpResponse:
    """A new report: by which template, for which time."""
    agency = request.actor.agency
    form = forms.NewSheet(
        posted(request),
        initial={"undated": True, "language": "en"},
        language=get_language() or "en",
        bodies=[(one.key, one.name) for one in reads.bodies(agency)],
        countries=reads.countries(agency),
    )
    if acted(request, form):
        said = form.cleaned_data
        organisation = mechanism.agency_names({agency}).get(agency, "")
        wanted = actions.Wanted(
            **{name: said[name] for name in ("template", "since", "until", "language", "us", "undated")},
            countries=tuple(said["countries"]),
            organisation=organisation,
        )
        if form.act(actions.begin, _keeper(request), wanted, clock.now()):
            return redirect("programme_report:report", id=form.outcome.pk)
    return render(request, "programme_report/new.html", {"form": form, "today": door.today()})


@door.page(door.REPORT)
def report(request: HttpRequest, id: UUID) -> HttpResponse:
    """One report: the editor of a draft, one chapter at a time; a published one as it stands for ever."""
    return the_page(request, _found(request, id), request.GET)


def the_page(request: HttpRequest, row: Report, place: Mapping[str, str], **refused: Sheet) -> HttpResponse:
    """The page of a report at a chapter and sentence. `refused`: a form that was sent and is not right, with all that was typed into it."""
    made = reads.drafted(row)
    chapter = _chapter(made, place.get("chapter", ""))
    line = made.lines.get(place.get("sentence", ""))
    if line is not None and chapter is not None and line.chapter != chapter.key:
        line = None
    reads_drafts = row.agency == request.actor.agency and _may(request, "account", "read")
    context = {
        **_frame(request, row, made, chapter, line),
        **(_chapter_shown(made, chapter, line, place.get("part", "")) if chapter else {"chapter": None, "counts": {}}),
        "here": reverse("programme_report:report", kwargs={"id": row.pk}),
        "behind": shown.behind(row, line) if line is not None and reads_drafts else [],
        "figures": shown.figures(row, made, line) if line is not None and reads_drafts else {},
        "asked": shown.asked(row, made, chapter) if line is None and reads_drafts else [],
        "comments": _comments(row) if reads_drafts else [],
        "reads_drafts": reads_drafts,
        "rewrite": forms.RewriteSheet(initial={"text": line.written}) if line is not None else None,
        "comment": forms.CommentSheet(prefix="say"),
        "form": next(iter(refused.values()), None),
        **refused,
    }
    return render(request, "programme_report/report.html", context)


@door.page(door.REPORT, "account", "read")
def compare(request: HttpRequest, id: UUID) -> HttpResponse:
    """The former period beside this one: what is new, what goes on, what fell silent, what became of what was promised."""
    row = the_draft(request, id)
    before, compared = reads.compared(row)
    parts = (("new", compared.new), ("continued", compared.continued), ("silent", compared.silent))
    context = {
        "today": door.today(),
        "row": row,
        "period": reads.period_of(row),
        "former": reads.words_of(row).period(before.scope.since, before.scope.until),
        "parts": [{"name": name, "cells": [_cell(cell, n) for cell, n in cells.items()]} for name, cells in parts],
        "promises": [(told("promises", state, get_language() or "en"), some) for state, some in compared.promises.items()],
    }
    return render(request, "programme_report/compare.html", context)


@door.page(door.REPORT, "coarse", "write")
def law(request: HttpRequest, id: UUID) -> HttpResponse:
    """The clauses that a report cites, and what is said with them: for whoever checks the law in it."""
    row = the_draft(request, id)
    made = reads.drafted(row)
    said = {"clauses": shown.clauses(made), "stands": reads.law_stands(row, made), "by": shown.who(row.law_by) if row.law_at else ""}
    context = {"today": door.today(), "row": row, "period": made.report.period, "open": row.state != PUBLISHED, **said}
    return render(request, "programme_report/law.html", context)


@door.page(door.REPORT)
def file(request: HttpRequest, id: UUID, form: str) -> HttpResponse:
    """A report as a file: of a draft for whoever writes or approves it, marked as one; of a published one, for whoever takes it away."""
    row = _found(request, id)
    if not _takes(request, row):
        raise Http404
    name = f"{row.template}-{row.since}-{row.until}-{row.language}"
    if form == "json" and row.state == PUBLISHED:
        return _attached(row.frozen.encode(), "application/json", f"{name}.json")
    if form not in FILES:
        raise Http404
    kind, write = FILES[form]
    published_on = row.published_at.date() if row.published_at else None
    document = Document(reads.drafted(row).report, row.organisation, published_on, row.frozen_hash)
    try:
        return _attached(write(document), kind, f"{name}.{form}")
    except NotSet as wrong:
        return render(request, "programme_report/not_set.html", {"row": row, "wrong": str(wrong), "today": door.today()}, status=422)


def the_draft(request: HttpRequest, id: UUID) -> Report:
    """A report of the reader's own agency. Raises Http404 for another's, as for none."""
    row = reads.of_agency(request.actor.agency).filter(pk=id).first()
    if row is None:
        raise Http404
    return row


def _found(request: HttpRequest, id: UUID) -> Report:
    """A published report, or a draft of the own agency for whoever reads its drafts."""
    row = reads.published().filter(pk=id).first()
    if row is None and _may(request, "account", "read"):
        row = reads.of_agency(request.actor.agency).filter(pk=id).first()
    if row is None:
        raise Http404
    return row


def _frame(request: HttpRequest, row: Report, made: Edited, chapter: Chapter | None, line: Any) -> dict[str, Any]:
    own = row.agency == request.actor.agency
    open_ = row.state != PUBLISHED
    chapters = shown.chapters(row, made, chapter.key if chapter else "")
    return {
        "today": door.today(),
        "row": row,
        "period": made.report.period,
        "title": made.report.title,
        "published": not open_,
        "steps": shown.steps(row, made, chapters) if open_ else [],
        "chapters": chapters,
        "line": line,
        "made": made,
        "changed": [one for one in made.changed if chapter and one.chapter == chapter.key],
        "writes": own and open_ and _may(request, "account", "write"),
        "comments_": own and open_ and _may(request, "coarse", "write"),
        "decides": own and open_ and _may(request, "decisions", "write"),
        "law_by": shown.who(row.law_by) if row.law_at else "",
        "law_stands": reads.law_stands(row, made),
        "takes": _takes(request, row),
        "approved": row.state == APPROVED,
        "approved_by": shown.who(row.approved_by) if row.approved_at else "",
    }


def _chapter_shown(made: Edited, chapter: Chapter, line: Any, part_asked: str) -> dict[str, Any]:
    """The chapter, of a long one the part at hand."""
    found = shown.parts(chapter)
    n = shown.part_of(found, line.sentence.key if line is not None else "", part_asked)
    part = found[n - 1]
    return {
        "chapter": chapter,
        "sections": list(shown.sections(made, chapter, part)),
        "parts": shown.part_links(found, n) if len(found) > 1 else [],
        "has_notes": any(one.notes for one in part.sentences()),
        "counts": shown.counts(made, chapter),
    }


def _comments(row: Report) -> list[dict[str, Any]]:
    return [{"row": one, "who": shown.who(one.by)} for one in row.comments.filter(settled_at=None).order_by("at")]


def _chapter(made: Edited, key: str) -> Chapter | None:
    """The chapter asked for; of one that only holds others, the first of these."""
    chapters = list(made.report.chapters)
    asked = next((one for one in chapters if one.key == key), None)
    return asked or next((one for one in chapters if one.sections), None)


def _cell(cell: tuple[str, str], n: Any) -> dict[str, Any]:
    language = get_language() or "en"
    country, topic = cell
    words = reads.reader_words()
    return {
        "country": words.country(country) if country else "",
        "topic": told("topics", topic, language) if topic else "",
        "before": n[0] if isinstance(n, tuple) else None,
        "now": n[1] if isinstance(n, tuple) else n,
    }


def _may(request: HttpRequest, section: str, mode: str) -> bool:
    return door.may(request.actor, door.REPORT, section, mode).allowed


def _takes(request: HttpRequest, row: Report) -> bool:
    """Whether the reader takes files of this report along. Source: access/policy.yaml, periodic_report.draft_file."""
    return _may(request, "coarse" if row.state == PUBLISHED else "account", "export")


def _keeper(request: HttpRequest) -> door.Keeper:
    return door.keeping(request.actor, door.REPORT, "account")


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
