"""The pages of activities: the list, one of them with its past, the form, an outcome in a minute, and taking one out."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from opennrm.journal import clock
from opennrm.programme import door, typed, words
from opennrm.programme.activities import actions, forms, lists, past, reads, shown
from opennrm.programme.activities.listed import listed
from opennrm.programme.activities.offered import offered
from opennrm.programme.activities.one import belonging, linked_from, linked_to, version, with_parts
from opennrm.programme.activities.reading import Paper, read
from opennrm.programme.activities.views.showing import form_page, kept, removal, the_activity
from opennrm.programme.activities.whose import Whose, whose
from opennrm.programme.past import past_page
from opennrm.programme.pointers import pointed
from opennrm.standards.refusal import Refusal, gettext_noop
from opennrm.ui import components
from opennrm.ui.posted import posted

MOVED = gettext_noop(
    "Somebody else put this record right while you were typing. Look at it in another window; what you save now takes its place."
)
HOUSE = gettext_noop("How records of the programme hang together")


@door.page(door.PROGRAMME)
def index(request: HttpRequest) -> HttpResponse:
    """The activities, the latest first; an address may ask for a part of them."""
    of, asked = whose(request), lists.Narrowed.read(request.GET.dict())
    page = lists.page(of.agency, of.confidence, asked, request.GET.get("after", "")[:60])
    context = {
        "today": door.today(),
        "whose": of,
        "here": "list",
        "lines": listed(shown.lines(page.rows), "h2"),
        "many": lists.many(of.agency, of.confidence, asked),
        "after": page.after,
        "first": "after" not in request.GET,
        "asked": asked,
        "ways": words.way_of_writing(),
        "fields": _narrowing(of, asked),
    }
    return render(request, "programme_activities/list.html", context)


def _narrowing(of: Whose, asked: lists.Narrowed) -> dict[str, SafeString]:
    """The lists of the form beside the list."""
    aims = reads.aims_named(of.agency)
    countries = sorted(((code, words.country(code)) for code in reads.countries_of(of.agency, of.confidence)), key=lambda one: one[1])
    taskings = sorted({id for _, _, named in aims for id in named} | set(reads.tallies(of.agency, of.confidence, "tasking")))
    choices = {
        "kind": (gettext("Kind"), words.choices("activities", gettext("Every kind"))),
        "country": (gettext("Country"), [("", gettext("Everywhere")), *countries]),
        "state": (gettext("Where it stands"), words.choices("states", gettext("Wherever it stands"))),
        "topic": (gettext("What it is about"), words.choices("topics", gettext("Whatever it is about"))),
        "aim": (gettext("Aim"), [("", gettext("Every aim")), *((key, subject) for key, subject, _ in aims)]),
        "tasking": (gettext("Tasking"), [("", gettext("Every tasking")), *((id, f"{id} {words.clause(id)}") for id in taskings)]),
    }
    return {name: _select(name, label, tuple(offers), getattr(asked, name)) for name, (label, offers) in choices.items()}


@lru_cache(maxsize=256)
def _select(name: str, label: str, offers: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """A list, drawn once: all that stands in it is asked for."""
    items = [{"value": value, "text": text, "selected": value == chosen} for value, text in offers]
    return components.render("select", {"name": name, "id": name, "label": {"text": label}, "items": items})


@door.page(door.PROGRAMME)
def activity(request: HttpRequest, id: UUID) -> HttpResponse:
    """One activity with all that is known of it."""
    row = with_parts(the_activity(request, id))
    confidence, own = door.confidence(request.actor), row.agency == request.actor.agency
    said = reads.as_typed(row)
    names = reads.body_names(row.agency) if said.asked or said.money else {}
    context = {
        "today": door.today(),
        "row": row,
        "said": said,
        "name": shown.name_of(row),
        "kind": words.word("activities", row.kind),
        "state": words.word("states", row.state),
        "when": words.when(row.said),
        "where": shown.places_words(belonging(row, "places")),
        "parts": _parts(row),
        "asked": list(shown.asked_words(row.asked, names)) if row.asked else [],
        "money": [shown.money_words(one, names) for one in row.money],
        "aims": [(key, subject) for key, subject, _ in reads.aims_named(row.agency) if key in said.aims] if said.aims else [],
        "taskings": [(id, words.clause(id)) for id in said.taskings],
        "clauses": [(id, words.clause(id)) for id in said.clauses],
        "topics": words.words("topics", said.topics),
        "groups": words.words("groups", said.groups),
        "materials": list(pointed("material", row.agency, confidence, said.materials).values()),
        "outcomes": [_outcome(one, row.agency, confidence) for one in belonging(row, "outcomes")],
        "findings": [_finding(one) for one in belonging(row, "findings")],
        "links": _links(row, confidence),
        "promises": reads.answered_by(row),
        "writes": own and door.may(request.actor, door.PROGRAMME, mode="write").allowed,
    }
    return render(request, "programme_activities/activity.html", context)


def _parts(row: Any) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Who took part, by the parts that they had."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for one in belonging(row, "parts"):
        found.setdefault(one.role, []).append((shown.part_words(one), one.body))
    return [(words.word("parts", role), listed) for role, listed in found.items()]


def _outcome(one: Any, agency: UUID, confidence: UUID | None) -> dict[str, Any]:
    whose = ", ".join(piece for piece in (one.body.name if one.body else "", words.country(one.country) if one.country else "") if piece)
    clauses = [(id, words.clause(id)) for id in one.marks.get("clauses", ())]
    materials = list(pointed("material", agency, confidence, one.marks.get("materials", ())).values())
    topics = ", ".join(words.words("topics", one.marks.get("topics", ())))
    said = {"kind": words.word("outcomes", one.kind), "when": words.when(one.said), "topics": topics}
    return {"row": one, **said, "whose": whose, "clauses": clauses, "materials": materials}


def _finding(one: Any) -> dict[str, Any]:
    about = [*(words.country(code) for code in one.countries), *words.words("topics", one.marks.get("topics", ()))]
    return {"row": one, "about": ", ".join(about), "clauses": [(id, words.clause(id)) for id in one.marks.get("clauses", ())]}


def _links(row: Any, confidence: UUID | None) -> list[dict[str, Any]]:
    """To other activities and from them, as far as the reader may see those."""
    on = [{"how": words.word("links", one.kind), "to": one.to} for one in belonging(row, "links") if _open(one.to, confidence)]
    back = [{"how": words.word("links", one.kind), "from": one.activity} for one in linked_from(row) if _open(one.activity, confidence)]
    return [{**one, "name": shown.name_of(one.get("to") or one.get("from"))} for one in (*on, *back)]


def _open(row: Any, confidence: UUID | None) -> bool:
    return row.removed_at is None and (not row.confidential or row.agency == confidence)


@door.page(door.PROGRAMME)
def history(request: HttpRequest, id: UUID) -> HttpResponse:
    """The past of one activity."""
    row = the_activity(request, id)
    changes = past.past_of(row, door.confidence(request.actor))
    return past_page(request, shown.name_of(row), reverse("programme:activity", args=[row.pk]), changes)


@door.page(door.PROGRAMME, mode="write")
def new(request: HttpRequest) -> HttpResponse:
    """Record an activity."""
    return _typed(request, None)


@door.page(door.PROGRAMME, mode="write")
def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """Put an activity right."""
    return _typed(request, with_parts(the_activity(request, id, own=True)))


def _typed(request: HttpRequest, row: Any) -> HttpResponse:
    actor, stands = request.actor, reads.as_typed(row) if row else None
    data, follows, seen = posted(request), "" if row else _followed(request), version(row) if row else ""
    linked = linked_to(row) if row else {follows: ""} if follows else {}
    known = offered(actor.agency, door.confidence(actor), linked, stands.materials if stands else ())
    paper = Paper(data, stands, known, keeper_name=actor.agency_name, seen=seen, follows=follows)
    said = paper.read() if data is not None and not paper.again else None
    if said is not None and data is not None and row is not None and data.get("seen") != seen:
        paper.refuse(Refusal("programme.moved", MOVED, HOUSE))
        paper.form.data = _seeing(data, seen)
    elif said is not None and (made := kept(request, said, paper)):
        messages.success(request, gettext("Saved."))
        return redirect("programme:activity", id=made.pk)
    return render(
        request, "programme_activities/form.html", {"today": door.today(), "paper": paper, "row": row, "form_errors": paper.form_errors}
    )


def _followed(request: HttpRequest) -> str:
    """The key of the own activity that a new one follows, if the address names one."""
    try:
        id = UUID(request.GET.get("follows", ""))
    except ValueError:
        return ""
    return str(the_activity(request, id, own=True).key)


def _seeing(data: Any, seen: str) -> Any:
    """What was typed, now with the state of the record that the next look is at."""
    copied = data.copy()
    copied["seen"] = seen
    return copied


@door.page(door.PROGRAMME, mode="write")
def outcome(request: HttpRequest, id: UUID) -> HttpResponse:
    """What an activity led to, in one short form."""
    row = the_activity(request, id, own=True)
    known = offered(row.agency, door.confidence(request.actor))
    form = forms.OneOutcomeSheet(posted(request), known=known)
    if request.method == "POST" and (said := read(form, typed.Outcome, None, "outcome")) is not None:
        section = "account" if row.confidential else "coarse"
        if form.act(actions.add_outcome, door.keeping(request.actor, door.PROGRAMME, section), row, said, clock.now()):
            messages.success(request, gettext("Saved."))
            return redirect("programme:activity", id=row.pk)
    title = gettext("What it led to")
    return form_page(request, form, title, of=shown.name_of(row), back=row, lists=known.lists(form))


@door.page(door.PROGRAMME, mode="write")
def remove(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take an activity out, with a reason."""
    row = the_activity(request, id, own=True)
    return removal(request, row, gettext("Take this activity out"), shown.name_of(row), "programme:list", back=row)
