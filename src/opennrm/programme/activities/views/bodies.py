"""The pages of bodies: organisations, offices and groups that take part in the work."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from opennrm.programme import door, typed, words
from opennrm.programme.activities import forms, reads, served, shown
from opennrm.programme.activities.offered import offered
from opennrm.programme.activities.reading import read
from opennrm.programme.activities.views.showing import form_page, kept, own_record, removal
from opennrm.programme.activities.whose import whose
from opennrm.ui.posted import posted

LONGEST = 500  # bodies on the page


@door.page(door.PROGRAMME)
def index(request: HttpRequest) -> HttpResponse:
    """The organisations, by kind and name."""
    of, asked = whose(request), request.GET.get("name", "")[:80].replace("\x00", "")
    rows = reads.bodies(of.agency)
    found = list((rows.filter(name__icontains=asked) | rows.filter(short__icontains=asked) if asked else rows)[: LONGEST + 1])
    order = {code: place for place, (code, _) in enumerate(words.choices("bodies"))}
    listed = sorted(found[:LONGEST], key=lambda one: order[one.kind])
    context = {
        "whose": of,
        "here": "bodies",
        "asked": asked,
        "rows": [
            {"row": one, "kind": words.word("bodies", one.kind), "country": words.country(one.country) if one.country else ""}
            for one in listed
        ],
        "more": len(found) > LONGEST,
    }
    return render(request, "programme_activities/bodies.html", context)


@door.page(door.PROGRAMME)
def body(request: HttpRequest, id: UUID) -> HttpResponse:
    """One organisation, and the activities in which it took part, as far as the reader may see them."""
    row = reads.body(id)
    if row is None:
        raise Http404
    own = row.agency == request.actor.agency
    found = served.of_body(row, reads.readable(row.agency, door.confidence(request.actor) if own else None))
    parts = served.parts_of(row, [one.id for one in found])
    context = {
        "row": row,
        "kind": words.word("bodies", row.kind),
        "country": words.country(row.country) if row.country else "",
        "inner": reads.bodies(row.agency).filter(within=row),
        "lines": [(one, ", ".join(words.words("parts", parts.get(one.id, ())))) for one in shown.lines(found)],
        "writes": own and door.may(request.actor, door.PROGRAMME, mode="write").allowed,
    }
    return render(request, "programme_activities/body.html", context)


@door.page(door.PROGRAMME, mode="write")
def new(request: HttpRequest) -> HttpResponse:
    """Record an organisation."""
    return _typed(request, None)


@door.page(door.PROGRAMME, mode="write")
def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """Put an organisation right."""
    return _typed(request, own_record(reads.bodies(request.actor.agency), id))


def _typed(request: HttpRequest, row: Any) -> HttpResponse:
    actor, stands = request.actor, reads.body_as_typed(row) if row else None
    known = offered(actor.agency, door.confidence(actor))
    form = forms.BodySheet(posted(request), known=known, initial=stands.model_dump() if stands else {})
    if request.method == "POST":
        said = read(form, typed.Body, stands, form.data.get("name", ""))
        if said is not None and (made := kept(request, said, form)):
            messages.success(request, gettext("Saved."))
            return redirect("programme:body", id=made.pk)
    title = gettext("Put an organisation right") if row else gettext("Record an organisation")
    return form_page(request, form, title, lists=known.lists(form))


@door.page(door.PROGRAMME, mode="write")
def remove(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take an organisation out, with a reason."""
    row = own_record(reads.bodies(request.actor.agency), id)
    return removal(request, row, gettext("Take this organisation out"), row.name, "programme:bodies")
