"""The page on which an editor adds a sentence: its words, which of the records at hand bear it, and others found by their names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString

from opennrm.journal import clock
from opennrm.programme import door
from opennrm.programme.fields import offers
from opennrm.programme.found import Found
from opennrm.programme.paper import Sheets
from opennrm.programme.repeated import Repeated
from opennrm.programme.report import actions, forms, reads, shown
from opennrm.programme.report.editing import Line
from opennrm.programme.report.models import Report
from opennrm.programme.report.placing import asked, done, place_of
from opennrm.programme.report.pointing import BEARER
from opennrm.programme.report.states import PUBLISHED
from opennrm.programme.report.views import the_draft
from opennrm.ui.posted import posted

__all__ = ["add"]


class Addition(Sheets):
    """A sentence as it is typed, with the records that bear it."""

    def __init__(self, data: QueryDict | None, row: Report, line: Line | None) -> None:
        self._found = Found(BEARER, row.agency, None)  # a report is for others to read: what is in confidence bears none of it
        sheet = partial(forms.AddSheet, behind=shown.bearers(row, line) if line else [])
        super().__init__(data, sheet, {"further": Repeated("further", self._bearer, data=data)})

    def _bearer(self, data: QueryDict | None, prefix: str, initial: Mapping[str, Any] | None = None) -> forms.BearerSheet:
        return forms.BearerSheet(data, prefix=prefix, of=self._found, initial=dict(initial or {}))

    @property
    def offered(self) -> SafeString:
        """The names that are offered while one types."""
        return offers(BEARER, self._found.latest)

    @property
    def references(self) -> list[str]:
        """What bears it, each record once, those that were ticked first."""
        named = [said["record"] for _, said in self.parts["further"].said()]
        return list(dict.fromkeys([*self.form.cleaned_data.get("references", ()), *named]))


@door.page(door.REPORT, "account", "write")
def add(request: HttpRequest, id: UUID) -> HttpResponse:
    """A sentence of the editor's own after another; where that one is gone since, what was typed stays on the page."""
    row, after, data = the_draft(request, id), asked(request, "sentence"), posted(request)
    line = reads.drafted(row).lines.get(after)
    if data is None and (line is None or row.state == PUBLISHED):
        raise Http404
    addition = Addition(data, row, line)
    if data is not None and addition.is_valid():
        keeper, form = door.keeping(request.actor, door.REPORT, "account"), addition.form
        if form.act(actions.add, keeper, row, after, form.cleaned_data["text"], addition.references, clock.now()):
            return done(request, row, form.outcome.sentence)
    context = {
        "today": door.today(),
        "row": row,
        "addition": addition,
        "form_errors": addition.form_errors,
        "line": line,
        "place": {"chapter": asked(request, "chapter"), "sentence": after},
        "back": place_of(request, row),
    }
    return render(request, "programme_report/add.html", context)
