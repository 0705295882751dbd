"""Which chapter and sentence of a report a page is about, and the way back to them once something was done."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

if TYPE_CHECKING:
    from opennrm.programme.report.models import Report

__all__ = ["asked", "back_to", "done", "place_of", "say_recorded"]

LONGEST = 200  # of what an address says: keys are no longer


def asked(request: HttpRequest, name: str) -> str:
    """What was sent or stands in the address under a name; nothing where neither does."""
    return str(request.POST.get(name) or request.GET.get(name) or "")[:LONGEST]


def say_recorded(request: HttpRequest) -> None:
    """Say on the page that follows that it was done."""
    messages.success(request, gettext("It is recorded."))


def done(request: HttpRequest, row: Report, sentence: str = "") -> HttpResponse:
    """Say so, and go back to the chapter at hand and its sentence, or to the one that was just written."""
    say_recorded(request)
    return back_to(request, row, sentence)


def back_to(request: HttpRequest, row: Report, sentence: str = "") -> HttpResponse:
    """The chapter at hand, and the sentence, or the one that was just written."""
    return redirect(place_of(request, row, sentence))


def place_of(request: HttpRequest, row: Report, sentence: str = "") -> str:
    """The address of the chapter and sentence at hand, or of another sentence."""
    place = {name: said for name in ("chapter", "sentence") if (said := asked(request, name))}
    place |= {"sentence": sentence} if sentence else {}
    url = reverse("programme_report:report", kwargs={"id": row.pk})
    return f"{url}?{urlencode(place)}{'#behind' if 'sentence' in place else ''}" if place else url
