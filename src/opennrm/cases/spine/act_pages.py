"""How the page of one act is asked and answered: what was sent, whether it is right, and back with what was done in words."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from opennrm.cases.spine import door, reads
from opennrm.ui.forms import DayField, Sheet


class OnDay(Sheet):
    """A form whose day must not lie in the future."""

    on = DayField(label=_("On which day?"), missing=_("Give the day"), size="m")

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        cast(DayField, self.fields["on"]).latest = today


def carried(form: Sheet, place: int) -> Any:
    """The place in the stream that the page was made from: what was sent with the form, else where the stream stands."""
    return form.data.get("seen") if form.is_bound else place


def page(request: HttpRequest, template: str, form: Sheet, place: int, **more: Any) -> HttpResponse:
    """The page of an act on a case: its form beside the case, with the day and the place that it was made from."""
    context = {"today": door.today(), "case": reads.case_behind(request.case), "form": form, "seen": carried(form, place), **more}
    return render(request, template, context)


def back(request: HttpRequest, case_id: UUID, words: str, to: str = "portal:case") -> HttpResponse:
    """To a page of the case, with what was done in words."""
    messages.success(request, words)
    return redirect(to, case_id=case_id)
