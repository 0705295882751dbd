"""The page of an information sheet: to be read aloud, and to be printed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from opennrm.access.through import for_roles
from opennrm.cases.referral import information
from opennrm.cases.spine import door, editions


@for_roles()
def information_sheet(request: HttpRequest, sheet: str) -> HttpResponse:
    """One sheet; it belongs to no case and tells of none."""
    today = door.today()
    shown = information.sheet(editions.today(), sheet, today)
    if shown is None:
        raise Http404
    return render(request, "referral/information.html", {"today": today, "sheet": shown})
