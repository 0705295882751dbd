"""The pages of tables: a template to fill, the own records to take along, a file that is judged before anything of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from opennrm.access.receiving import received
from opennrm.journal import clock
from opennrm.programme import door, words
from opennrm.programme.activities import actions, files, forms, imports, lists, reads, sheets
from opennrm.standards.refusal import gettext_noop
from opennrm.ui.posted import acted, posted
from opennrm.ui.spreadsheets import attached, csv_text, workbook

SHOWN = 200  # refused rows on the page
FORMS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
KEY = gettext_noop(
    "A key of your own: small letters, digits, hyphens. The same key again puts the record right; "
    "further rows with it add a place, somebody who took part, an outcome."
)
# Of which list the codes of a column are.
CODES = {
    "kind": "activities", "state": "states", "topics": "topics", "groups": "groups", "place_area": "areas", "part_role": "parts",
    "part_people": "people", "asked_people": "people", "outcome_kind": "outcomes", "outcome_topics": "topics", "finding_topics": "topics",
    "finding_groups": "groups", "link_kind": "links",
}  # fmt: skip


@door.page(door.PROGRAMME, mode="export")
def export(request: HttpRequest, shape: str, form: str) -> HttpResponse:
    """The own open records as a table of the same shape that an import takes; narrowed as the list is."""
    known = _shape(shape, form)
    agency = request.actor.agency
    if shape == "bodies":
        rows = files.table(known, (reads.body_as_typed(row) for row in reads.bodies(agency)))
    else:
        asked = lists.Narrowed.read(request.GET.dict())
        rows = files.table(known, reads.open_part(agency, lists.matching(agency, None, asked)))
    return _file(chain([known.columns], rows), form, shape)


@door.page(door.PROGRAMME, mode="write")
def template(request: HttpRequest, shape: str, form: str) -> HttpResponse:
    """An empty table to fill; as a workbook with a second page that says what each column holds."""
    known = _shape(shape, form)
    if form == "csv":
        return _file([known.columns], form, f"{shape}-template")
    pages: dict[str, list[Sequence[str]]] = {shape: [known.columns]}
    pages[gettext("Columns")] = [[gettext("Column"), gettext("What it holds")], *_said(known)]
    return attached(workbook(pages, widths=(26, 60)), FORMS[form], f"{shape}-template.xlsx")


def _shape(shape: str, form: str) -> files.Shape:
    if shape not in files.SHAPES or form not in FORMS:
        raise Http404
    return files.SHAPES[shape]


def _file(rows: Iterable[Sequence[str]], form: str, name: str) -> HttpResponse:
    content = csv_text(rows).encode("utf-8-sig") if form == "csv" else workbook({name[:30]: rows})
    return attached(content, FORMS[form], f"{name}.{form}")


def _said(shape: files.Shape) -> Iterator[list[str]]:
    """What each column holds: of a list its codes, of all others how it is written."""
    times = {"when", "asked_when", "asked_answered", "outcome_when"}
    for column in shape.columns:
        name = "bodies" if shape.name == "bodies" and column == "kind" else CODES.get(column, "")
        if name:
            yield [column, "; ".join(f"{code} ({label})" for code, label in words.choices(name))]
        elif column in times:
            yield [column, words.way_of_filing()]
        elif column == "key":
            yield [column, gettext(KEY)]
        elif column in files.SEVERAL or column.endswith(("_countries", "_clauses", "_sources", "_materials")):
            yield [column, gettext("Several, with commas between")]
        else:
            yield [column, ""]


@door.page(door.PROGRAMME, mode="write", files=True)
def bring(request: HttpRequest) -> HttpResponse:
    """Send a file: it is read and judged, and nothing of it is kept yet."""
    form = forms.FileSheet(posted(request))
    if acted(request, form) and (job := _sent(request, form)):
        return redirect("programme:import_one", id=job.pk)
    context = {"today": door.today(), "form": form, "jobs": imports.of_person(request.actor.id)[:20], "shapes": _shapes()}
    return render(request, "programme_activities/import.html", context)


def _sent(request: HttpRequest, form: forms.FileSheet) -> Any:
    """The file as it was judged, and kept until it is taken over; where it cannot be read the form says why, and there is none."""
    sent = next(iter(received(request, "file")), None)
    try:
        if sent is None or sent.content is None:
            raise sheets.NotRead(gettext("Choose a file of at most 2 MB"))
        found = imports.judge(sent.content, files.SHAPES[form.cleaned_data["shape"]], request.actor.agency)  # type: ignore[attr-defined]
    except sheets.NotRead as no:
        form.add_error("file", str(no))
        return None
    keeper = door.keeping(request.actor, door.PROGRAMME, "account")  # type: ignore[attr-defined]
    return actions.keep_import(keeper, sent.name, found, clock.now())


def _shapes() -> list[tuple[str, str]]:
    return [("activities", gettext("Activities")), ("bodies", gettext("Organisations"))]


@door.page(door.PROGRAMME, mode="write")
def bring_one(request: HttpRequest, id: UUID) -> HttpResponse:
    """A file that was judged: what is refused and why, and taking over the rest, some hundred at a time."""
    job = imports.of_person(request.actor.id).filter(pk=id, agency=request.actor.agency).first()
    if job is None:
        raise Http404
    if request.method == "POST":
        return _done(request, job)
    context = {
        "today": door.today(),
        "job": job,
        "many": len(job.records),
        "left": len(job.records) - job.done,
        "next": min(actions.TOGETHER, len(job.records) - job.done),
        "refused": [{"row": row, "column": column, "says": says} for row, column, says in job.refused[:SHOWN]],
        "rows": len({row for row, _, _ in job.refused if row > 1}),
        "hidden": max(len(job.refused) - SHOWN, 0),
        "counts": {"new": 0, "changed": 0, "same": 0, "refused": 0, **job.counts},
        "shape": dict(_shapes())[job.shape],
    }
    return render(request, "programme_activities/import_one.html", context)


def _done(request: HttpRequest, job: Any) -> HttpResponse:
    if request.POST.get("do") == "drop":
        actions.throw_away(job)
        messages.success(request, gettext("Thrown away. What was taken over of it stays."))
        return redirect("programme:import")
    actions.go_on(door.keeping(request.actor, door.PROGRAMME, "account"), job, clock.now())
    return redirect("programme:import_one", id=job.pk)
