"""The page that asks once more before something is gone or is no longer so: what it is, what then is so, and one button."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from opennrm.programme import door

__all__ = ["Sure", "sure"]


@dataclass(frozen=True, slots=True)
class Sure:
    """What is asked, in the reader's language: the title of the page, the question, what then is so, the button, and the way back."""

    title: str
    question: str
    says: str
    does: str
    back: str
    back_words: str
    of: str = ""


def sure(request: HttpRequest, asked: Sure) -> HttpResponse:
    """The page that asks; the view acts when its form comes back."""
    return render(request, "programme_activities/sure.html", {"today": door.today(), **asdict(asked)})
