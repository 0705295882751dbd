"""The calendars that somebody takes along: opening one, ending one, and the one public page that a calendar reads."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext

from opennrm.access.through import public
from opennrm.journal import clock
from opennrm.mechanism import reads as mechanism
from opennrm.programme import door
from opennrm.programme.activities import actions, feeds, forms
from opennrm.programme.activities.views.showing import shown_feeds
from opennrm.ui.posted import acted, posted

FRESH = timedelta(hours=1)


@door.page(door.PROGRAMME, mode="export")
def index(request: HttpRequest) -> HttpResponse:
    """The own calendars; opening one tells its address, this once."""
    form, address = forms.FeedSheet(posted(request)), ""
    if acted(request, form):
        keeper = door.taking(request.actor, door.PROGRAMME)
        if form.act(actions.open_feed, keeper, form.cleaned_data["name"], get_language() or "en", clock.now()):
            address = request.build_absolute_uri(reverse("programme:feed", args=[form.outcome]))
            form = forms.FeedSheet()
    return shown_feeds(request, form, address, feeds.of_person(request.actor.id))


@door.page(door.PROGRAMME, mode="export")
def end(request: HttpRequest, id: UUID) -> HttpResponse:
    """End one: its address opens nothing any more."""
    feed = feeds.of_person(request.actor.id).filter(pk=id).first()
    if feed is None or request.method != "POST":
        raise Http404
    actions.end_feed(feed, clock.now())
    messages.success(request, gettext("Ended: its address opens nothing any more."))
    return redirect("programme:feeds")


@public
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind an address, for whoever has it; nothing in it is confidential."""
    found = feeds.opened_by(token)
    if found is None:
        raise Http404
    with translation.override(found.language):
        name = mechanism.agency_names([found.agency]).get(found.agency, "")
        text = feeds.as_text(feeds.told(found.agency, door.today()), name)
    actions.note_use(found, clock.now())
    kind = {"Content-Type": "text/calendar; charset=utf-8", "Content-Disposition": 'attachment; filename="programme.ics"'}
    return HttpResponse(text.encode(), headers={**kind, "Cache-Control": f"private, max-age={int(FRESH.total_seconds())}"})
