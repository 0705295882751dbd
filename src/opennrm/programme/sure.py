"""The page that asks once more before something is gone or is no longer so: what then is so, one button, and the act behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from opennrm.programme import door

__all__ = ["Sure", "sure"]


@dataclass(frozen=True, slots=True)
class Sure:
    """What is asked, in the reader's language: the title of the page, the question, what then is so, the button, and the way back; what is
    said when it is `done`, and the address to which it then goes on.
    """

    title: str
    question: str
    says: str
    does: str
    done: str
    goes_on: str
    back: str
    back_words: str
    of: str = ""


def sure(request: HttpRequest, asked: Sure, act: Callable[[], object]) -> HttpResponse:
    """The page that asks; when its form comes back the act is done, and that is said where it goes on."""
    if request.method == "POST":
        act()
        messages.success(request, asked.done)
        return redirect(asked.goes_on)
    return render(request, "programme_activities/sure.html", {"today": door.today(), **asdict(asked)})
