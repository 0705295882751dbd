"""The pages that change reports: each one act, then back to the chapter at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from opennrm.journal import clock
from opennrm.programme import door
from opennrm.programme.report import actions, forms
from opennrm.programme.report.placing import back_to, done, say_recorded
from opennrm.programme.report.views import the_draft, the_page
from opennrm.standards.refusal import Refused
from opennrm.ui.forms import refusal_words

if TYPE_CHECKING:
    from opennrm.programme.report.models import Report

__all__ = ["approve", "ask", "check", "check_law", "comment", "look", "publish", "remove", "rewrite", "settle"]


@door.page(door.REPORT, "account", "write")
@require_POST
def rewrite(request: HttpRequest, id: UUID) -> HttpResponse:
    """A sentence in other words, the assembled text again, or the same words over a record that changed."""
    row, sentence = the_draft(request, id), request.POST.get("sentence", "")
    keeper, how = door.keeping(request.actor, door.REPORT, "account"), request.POST.get("how", "")
    if how == "assembled":
        return _done(request, row, actions.take_out, keeper, row, sentence)
    if how.startswith("freeze:"):
        return _done(request, row, actions.freeze_anew, keeper, row, sentence, how.removeprefix("freeze:"))
    if how == "keep":
        return _done(request, row, actions.keep_words, keeper, row, sentence)
    form = forms.RewriteSheet(request.POST)
    if form.is_valid() and form.act(actions.rewrite, keeper, row, sentence, form.cleaned_data["text"], clock.now()):
        return done(request, row)
    return the_page(request, row, request.POST, rewrite=form)


@door.page(door.REPORT, "account", "write")
@require_POST
def check(request: HttpRequest, id: UUID) -> HttpResponse:
    """The chapter was read as it stands."""
    row = the_draft(request, id)
    return _done(request, row, actions.check, door.keeping(request.actor, door.REPORT, "account"), row, request.POST.get("chapter", ""))


@door.page(door.REPORT, "account", "write")
@require_POST
def look(request: HttpRequest, id: UUID) -> HttpResponse:
    """What changed on record was seen."""
    row = the_draft(request, id)
    return _done(request, row, actions.look_over, door.keeping(request.actor, door.REPORT, "account"), row)


@door.page(door.REPORT, "account", "write")
@require_POST
def ask(request: HttpRequest, id: UUID) -> HttpResponse:
    """Officers and directors are asked to comment."""
    row = the_draft(request, id)
    return _done(request, row, actions.ask_for_comments, door.keeping(request.actor, door.REPORT, "account"), row)


@door.page(door.REPORT, "account", "write")
@require_POST
def settle(request: HttpRequest, id: UUID) -> HttpResponse:
    """A comment was taken up or answered."""
    row = the_draft(request, id)
    comment_id = next((one.pk for one in row.comments.all() if str(one.pk) == request.POST.get("comment")), None)
    return _done(request, row, actions.settle, door.keeping(request.actor, door.REPORT, "account"), row, comment_id)


@door.page(door.REPORT, "account", "write")
@require_POST
def remove(request: HttpRequest, id: UUID) -> HttpResponse:
    """A draft off the list."""
    row = the_draft(request, id)
    _act(request, actions.remove, door.keeping(request.actor, door.REPORT, "account"), row)
    return redirect("programme_report:list")


@door.page(door.REPORT, "coarse", "write")
@require_POST
def comment(request: HttpRequest, id: UUID) -> HttpResponse:
    """Somebody has something to say."""
    row = the_draft(request, id)
    form = forms.CommentSheet(request.POST, prefix="say")
    place = request.POST.get("chapter", "")[:40], request.POST.get("sentence", "")[:200]
    if form.is_valid():
        said = form.cleaned_data["text"]
        if form.act(actions.comment, door.keeping(request.actor, door.REPORT), row, *place, said, clock.now()):
            return done(request, row)
    return the_page(request, row, request.POST, comment=form)


@door.page(door.REPORT, "coarse", "write")
@require_POST
def check_law(request: HttpRequest, id: UUID) -> HttpResponse:
    """The law in the text as it stands was looked at."""
    row = the_draft(request, id)
    return _done(request, row, actions.check_law, door.keeping(request.actor, door.REPORT), row)


@door.page(door.REPORT, "decisions", "write")
@require_POST
def approve(request: HttpRequest, id: UUID) -> HttpResponse:
    """The text as it stands is approved."""
    row = the_draft(request, id)
    return _done(request, row, actions.approve, door.keeping(request.actor, door.REPORT, "decisions"), row)


@door.page(door.REPORT, "decisions", "write")
@require_POST
def publish(request: HttpRequest, id: UUID) -> HttpResponse:
    """What was approved is published, for ever."""
    row = the_draft(request, id)
    return _done(request, row, actions.publish, door.keeping(request.actor, door.REPORT, "decisions"), row)


def _done(request: HttpRequest, row: Report, action: Callable[..., Any], *args: Any) -> HttpResponse:
    _act(request, action, *args)
    return back_to(request, row)


def _act(request: HttpRequest, action: Callable[..., Any], *args: Any) -> None:
    """Do it, at the clock's time, and say so; what stands against it is said on the page that follows."""
    try:
        action(*args, clock.now())
    except Refused as refused:
        for one in refused.refusals:
            messages.error(request, refusal_words(one))
    else:
        say_recorded(request)
