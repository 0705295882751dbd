"""The page of a table as at the end of a month, and the same as a file."""

from __future__ import annotations

from calendar import monthrange

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language

from opennrm.access.through import for_roles
from opennrm.cases.spine import door as cases_door
from opennrm.portal.morning import files
from opennrm.portal.morning.views import WHO
from opennrm.portal.tables.asked import Asked, asked, choosers, day_words
from opennrm.portal.tables.kept import definition_hash
from opennrm.portal.tables.page import as_file, page
from opennrm.statistics.publication import door
from opennrm.ui.spreadsheets import attached

__all__ = ["download", "table"]


@for_roles(*WHO)
def table(request: HttpRequest) -> HttpResponse:
    """One measure of a period as at the end of a month."""
    today = cases_door.today()
    found = _found(request, "read")
    if found is None:
        return render(request, "portal/tables/none.html", {"today": today})
    made, told = page(found, get_language() or "en"), _query(found)
    context = {
        "today": today,
        "asked": found,
        "end": found.month.end,
        "page": made,
        "choosers": choosers(found, today, made.measures),
        "definitions": definition_hash(),
        "query": urlencode(told),
        "sheets": [made.sheet],
        "then": found.beside.words if found.beside else "",
        "nearest": any(said not in ("", told[name]) for name, said in request.GET.items() if name in told),
        "next_end": day_words(today.replace(day=monthrange(today.year, today.month)[1])),
    }
    return render(request, "portal/tables/table.html", context)


@for_roles(*WHO)
def download(request: HttpRequest, form: str) -> HttpResponse:
    """The table that the page of the same question shows, and no more."""
    found = _found(request, "export")
    if found is None or form not in files.FORMS:
        raise Http404
    made = as_file(page(found, get_language() or "en"), found)
    content = files.as_csv(made) if form == "csv" else files.as_xlsx(made)
    return attached(content, files.FORMS[form], f"{found.measure}-{found.period.name}-{found.month.end.day}.{form}")


def _found(request: HttpRequest, mode: str) -> Asked | None:
    if not door.may(request.actor, mode).allowed:
        raise Http404
    return asked(request.GET, cases_door.today())


def _query(found: Asked) -> dict[str, str]:
    """The address under which the same table is found again."""
    beside = found.beside.value if found.beside else ""
    return {"period": found.period.name, "measure": found.measure, "on": f"{found.month.end.day:%Y-%m}", "beside": beside}
