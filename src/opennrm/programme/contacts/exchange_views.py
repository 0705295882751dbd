"""The pages of exchange between countries: what they ask and offer, what fits, visits and what came of them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from opennrm.journal import clock
from opennrm.programme import door
from opennrm.programme.contacts import actions, forms, requests, shown
from opennrm.programme.contacts.typed import Exchange, Visit
from opennrm.programme.contacts.views import known_to
from opennrm.programme.fields import offers
from opennrm.programme.shaped import new_key, shaped
from opennrm.programme.sure import Sure, sure
from opennrm.ui.posted import acted, posted

ROSTER = door.ROSTER


@door.page(ROSTER)
def index(request: HttpRequest) -> HttpResponse:
    """What countries ask and offer, what fits, and visits."""
    rows, visits = requests.exchanges(request.actor), list(requests.visits(request.actor))
    listed = [shown.exchange_line(row) for row in rows]
    context = {
        "today": door.today(),
        "here": "contacts",
        "asks": [line for row, line in zip(rows, listed, strict=True) if row.kind == "asks"],
        "offers": [line for row, line in zip(rows, listed, strict=True) if row.kind == "offers"],
        "matches": [
            {**shown.match_line(one), "ours": request.actor.agency in (one.asks.agency, one.offers.agency)}
            for one in requests.matches(rows)
        ],
        "visits": [shown.visit_line(row) for row in visits],
        "year": requests.told(visits, date(door.today().year - 1, 1, 1), date(door.today().year - 1, 12, 31)),
        "writes": door.may(request.actor, ROSTER, mode="write").allowed,
        "own": request.actor.agency,
    }
    return render(request, "programme_contacts/exchange.html", context)


@door.page(ROSTER, mode="write")
def new(request: HttpRequest) -> HttpResponse:
    """Say what a country asks or offers."""
    return _exchange(request, None)


@door.page(ROSTER, mode="write")
def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """Put what a country asks or offers right, or settle it."""
    return _exchange(request, _own(requests.exchanges(request.actor), request, id))


@door.page(ROSTER, mode="write")
def arrange(request: HttpRequest, asks: UUID, offers: UUID) -> HttpResponse:
    """Agree on a visit that a request and an offer fit; one of them is the reader's."""
    match = next(
        (one for one in requests.matches(requests.exchanges(request.actor)) if (one.asks.id, one.offers.id) == (asks, offers)), None
    )
    if match is None or request.actor.agency not in (match.asks.agency, match.offers.agency):
        raise Http404
    said = {"sends": match.offers.country, "receives": match.asks.country, "profession": match.asks.profession, "when": match.asks.said}
    return _visit(request, None, {**said, "state": "planned"}, {"asks": match.asks.key, "offers": match.offers.key})


@door.page(ROSTER, mode="write")
def visit(request: HttpRequest, id: UUID) -> HttpResponse:
    """Record what came of a visit."""
    row = _own(requests.visits(request.actor), request, id)
    stands = requests.visit_as_typed(row)
    return _visit(request, stands, stands.model_dump(), {})


@door.page(ROSTER, mode="write")
def remove(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take what should not be on record out: what a country asks or offers, or a visit."""
    actor = request.actor
    mine: list[Any] = [
        *requests.exchanges(actor).filter(pk=id, agency=actor.agency),
        *requests.visits(actor).filter(pk=id, agency=actor.agency),
    ]
    if not mine:
        raise Http404
    row = mine[0]
    asked = Sure(
        title=_("Take it out"),
        question=_("Take this out?"),
        says=_("It then stands in no list, count or report. Its past is kept."),
        does=_("Take it out"),
        done=_("Taken out: it stands in no list, count or report any more. Its past is kept."),
        goes_on=reverse("contacts:exchange"),
        back=reverse("contacts:exchange"),
        back_words=_("Exchange between countries"),
        of=shown.exchange_name(row),
    )
    return sure(request, asked, lambda: actions.remove(door.keeping(actor, ROSTER), row, clock.now()))


def _exchange(request: HttpRequest, row: Any) -> HttpResponse:
    known, stands = known_to(request.actor), requests.as_typed(row) if row else None
    form = forms.ExchangeSheet(posted(request), known=known, initial=stands.model_dump() if stands else {})
    if acted(request, form):
        said = shaped(form, Exchange, {"key": stands.key if stands else new_key("exchange"), **form.cleaned_data}, stands)
        if said and form.act(actions.exchange, door.keeping(request.actor, ROSTER), said, clock.now()):
            messages.success(request, _("Saved."))
            return redirect("contacts:exchange")
    return _page(request, form, known, _("What a country asks or offers"))


def _visit(request: HttpRequest, stands: Visit | None, initial: dict[str, Any], ties: dict[str, str]) -> HttpResponse:
    known = known_to(request.actor)
    form = forms.VisitSheet(posted(request), known=known, initial=initial)
    if acted(request, form):
        said = shaped(form, Visit, {"key": stands.key if stands else new_key("visit"), **ties, **form.cleaned_data}, stands)
        if said and form.act(actions.visit, door.keeping(request.actor, ROSTER), said, clock.now()):
            messages.success(request, _("Saved."))
            return redirect("contacts:exchange")
    return _page(request, form, known, _("A visit between two countries"))


def _page(request: HttpRequest, form: Any, known: forms.Known, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "lists": [offers("countries", known.names["countries"])], "today": door.today()}
    return render(request, "programme_contacts/short_form.html", context)


def _own(rows: Any, request: HttpRequest, id: UUID) -> Any:
    if (row := rows.filter(pk=id, agency=request.actor.agency).first()) is None:
        raise Http404
    return row
