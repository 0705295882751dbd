"""What pages of the programme have in common: finding a record or the one 404, a form on a page of its own, keeping what was typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from opennrm.journal import clock
from opennrm.programme import door, typed
from opennrm.programme.activities import actions, forms
from opennrm.programme.activities.one import the
from opennrm.standards.refusal import Refused
from opennrm.ui.posted import acted, posted

__all__ = ["form_page", "kept", "own_record", "removal", "shown_feeds", "the_activity"]


def the_activity(request: HttpRequest, id: UUID, *, own: bool = False) -> Any:
    """The activity, if the reader may see it, or, with `own`, put it right; else there is none."""
    actor = request.actor  # type: ignore[attr-defined]
    row = the(id, door.confidence(actor))
    if row is None or (own and row.agency != actor.agency):
        raise Http404
    return row


def own_record(rows: Any, id: UUID) -> Any:
    """One of these records; else there is none."""
    if (row := rows.filter(pk=id).first()) is None:
        raise Http404
    return row


def kept(request: HttpRequest, said: typed.Typed, form: Any) -> Any:
    """The row of what was typed, once it is kept; what the action refuses stands in the form, and there is none."""
    section = "account" if getattr(said, "confidence", "open") == "own" else "coarse"
    try:
        return actions.record(door.keeping(request.actor, door.PROGRAMME, section), said, clock.now())  # type: ignore[attr-defined]
    except Refused as refused:
        form.refuse(*refused.refusals)
        return None


def form_page(request: HttpRequest, form: Any, title: str, **more: Any) -> HttpResponse:
    """A short form on a page of its own."""
    standing = {"of": "", "back": None, "lists": "", "submit": ""}
    return render(
        request, "programme_activities/short_form.html", {"today": door.today(), "form": form, "title": title, **standing, **more}
    )


def removal(request: HttpRequest, row: Any, title: str, of: str, onward: str, **more: Any) -> HttpResponse:
    """Take a record out, with a reason."""
    form = forms.RemovalSheet(posted(request))
    if acted(request, form):
        section = "account" if getattr(row, "confidential", False) else "coarse"
        keeper = door.keeping(request.actor, door.PROGRAMME, section)  # type: ignore[attr-defined]
        if form.act(actions.remove, keeper, row, clock.now(), form.cleaned_data["why"]):
            messages.success(request, gettext("Taken out: it stands in no list, count or report any more. Its past is kept."))
            return redirect(onward)
    return form_page(request, form, title, of=of, submit=gettext("Take it out"), **more)


def shown_feeds(request: HttpRequest, form: Any, address: str, rows: Any) -> HttpResponse:
    """The own calendars; `address` of one that was opened just now is shown this once."""
    context = {"today": door.today(), "form": form, "address": address, "rows": rows}
    return render(request, "programme_activities/feeds.html", context)
