"""The pages of whom to ask: entries and their consents, requests and answers, what countries ask and offer, visits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from opennrm.access.actor import Actor
from opennrm.cases.spine import codes
from opennrm.journal import clock
from opennrm.programme import door, words
from opennrm.programme.contacts import actions, forms, past, reads, shown
from opennrm.programme.contacts.paper import CONSENT, Paper
from opennrm.programme.contacts.typed import SECTIONS, Consent
from opennrm.programme.fields import offers
from opennrm.programme.found import Found
from opennrm.programme.past import past_page
from opennrm.programme.pointers import pointed
from opennrm.programme.shaped import shaped
from opennrm.programme.sure import Sure, sure
from opennrm.standards.load import law
from opennrm.ui.posted import acted, posted

ROSTER, WHO = door.ROSTER, "identity"


@door.page(ROSTER, section=WHO)
def index(request: HttpRequest) -> HttpResponse:
    """The focal points that are shown to the reader, and the entries that the reader keeps."""
    actor, today = request.actor, door.today()
    points, kept = reads.focal_points(actor, today), list(reads.kept_by(actor))
    people = reads.opened(actor, [*(row.id for _country, row in points), *(row.id for row in kept)], today, "contacts")
    called = shown.names(people, [*(row for _country, row in points), *kept])
    context = {
        "today": today,
        "here": "contacts",
        "points": [{"id": row.id, "name": called[row.id], "country": words.country(country)} for country, row in points],
        "kept": [_entry(row, called[row.id]) for row in kept],
        "keeps": door.may(actor, ROSTER, WHO, "write").allowed,
        "asks": door.may(actor, ROSTER, mode="write").allowed,
    }
    return render(request, "programme_contacts/list.html", context)


@door.page(ROSTER, section=WHO)
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """Somebody who is shown to the reader or kept by the reader; how they are reached is shown when it is asked for."""
    actor, today = request.actor, door.today()
    keeps = reads.kept_by(actor).filter(pk=id).exists()
    row = (reads.kept_by(actor) if keeps else reads.shown_to(actor, today)).filter(pk=id).first()
    if row is None:
        raise Http404
    sections = set(SECTIONS.values()) if request.method == "POST" else {WHO}
    person = reads.opened(actor, [id], today, "contact", sections).get(id, {})
    contact = reads.as_typed(row)
    known = pointed("activity", row.agency, door.confidence(actor), reads.activities_of(contact))
    context = {
        "today": today,
        "row": row,
        "card": shown.card(row, contact, person, None, known),
        "topics": words.words("topics", contact.topics),
        "roles": [shown.role_line(role, pointed("body", row.agency, None)) for role in contact.roles],
        "reach": [(label, person[code]) for code, label in shown.labels().items() if person.get(code) and code in ("email", "phone")],
        "asked": request.method == "POST",
        "keeps": keeps,
        "standing": shown.standing(row, today),
        "asks": door.may(actor, ROSTER, mode="write").allowed and reads.shown_to(actor, today).filter(pk=id).exists(),
        "interviewed": known.get(contact.interviewed_in or "") if keeps else None,
    }
    return render(request, "programme_contacts/contact.html", context)


@door.page(ROSTER, section=WHO)
def history(request: HttpRequest, id: UUID) -> HttpResponse:
    """The past of an entry, for whoever keeps it."""
    row = _kept(request, id)
    return past_page(request, _("A contact"), reverse("contacts:one", args=[row.id]), past.past_of(row, door.confidence(request.actor)))


@door.page(ROSTER, section=WHO, mode="write")
def new(request: HttpRequest) -> HttpResponse:
    """List somebody by their own consent."""
    return _typed(request, None)


@door.page(ROSTER, section=WHO, mode="write")
def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """Put an entry right."""
    return _typed(request, _kept(request, id, held=True))


@door.page(ROSTER, section=WHO, mode="write")
def agree(request: HttpRequest, id: UUID) -> HttpResponse:
    """The next consent of somebody who is on record."""
    row = _kept(request, id)
    form = forms.ConsentSheet(posted(request), known=forms.Known())
    if acted(request, form):
        said = shaped(form, Consent, {name: form.cleaned_data[name] for name in CONSENT})
        if said and form.act(actions.agree, _keeper(request), row.key, said, clock.now()):
            messages.success(request, _("The consent is recorded."))
            return redirect("contacts:one", id=id)
    return _form(request, form, _("They agreed again"), row.key, id)


@door.page(ROSTER, section=WHO, mode="write")
def withdraw(request: HttpRequest, id: UUID) -> HttpResponse:
    """The consent is taken back."""
    row = _kept(request, id, held=True)
    asked = Sure(
        title=_("They took it back"),
        question=_("They took their consent back?"),
        says=_(
            "From this moment nobody finds the entry, no request reaches it, and no page opens who it is: not even to you. "
            "What they ask to be erased, erase."
        ),
        does=_("Take it back"),
        done=_("Taken back. From now on nobody finds this entry, and no page opens who it is."),
        goes_on=reverse("contacts:list"),
        back=reverse("contacts:one", args=[row.id]),
        back_words=_("Back"),
    )
    return sure(request, asked, lambda: actions.withdraw(_keeper(request), row.key, clock.now()))


@door.page(ROSTER, section=WHO, mode="write")
def erase(request: HttpRequest, id: UUID) -> HttpResponse:
    """Who it is goes for good."""
    row = _kept(request, id)
    asked = Sure(
        title=_("Erase the entry"),
        question=_("Erase the entry?"),
        says=_(
            "Who it is, how they are reached and all by which they were found goes for good, in every copy. "
            "How often somebody was asked and what came of it stays as a count."
        ),
        does=_("Erase it"),
        done=_("Erased. Nobody can read again who it was."),
        goes_on=reverse("contacts:list"),
        back=reverse("contacts:one", args=[row.id]),
        back_words=_("Back"),
    )
    return sure(request, asked, lambda: actions.erase(_keeper(request), row.key, clock.now()))


def _typed(request: HttpRequest, row: Any) -> HttpResponse:
    actor, stands = request.actor, reads.as_typed(row) if row else None
    known = known_to(actor, reads.activities_of(stands) if stands else ())
    person: Mapping[str, str] = {}
    if row and request.method != "POST":
        person = reads.opened(actor, [row.id], door.today(), "contact to change", set(SECTIONS.values())).get(row.id, {})
    paper = Paper(posted(request), stands, person, known)
    said = paper.read() if request.method == "POST" else None
    if said and paper.form.act(actions.record, _keeper(request), said, clock.now(), paper.form.person()):
        messages.success(request, _("Saved."))
        return redirect("contacts:one", id=paper.form.outcome.id)
    context = {
        "today": door.today(),
        "row": row,
        "paper": paper,
        "form_errors": paper.form_errors,
        "lists": [offers(name, known.names[name]) for name in ("bodies", "countries")] + [offers("activity", known.activities.latest)],
    }
    return render(request, "programme_contacts/form.html", context)


def known_to(actor: Actor, named: Iterable[str] = ()) -> forms.Known:
    """What the forms of the room choose from; `named`: the keys of activities that a record names already."""
    confidence = door.confidence(actor)
    return forms.Known(
        {
            "countries": dict(words.countries()),
            "languages": {code: codes.language(code) for code in law().languages},
            "bodies": {key: one.words for key, one in pointed("body", actor.agency, confidence).items()},
        },
        Found("activity", actor.agency, confidence, dict.fromkeys(named, "")),
    )


def _entry(row: Any, name: str) -> dict[str, Any]:
    contact = reads.as_typed(row)
    return {
        "id": row.id,
        "name": name,
        "as_what": ", ".join(words.words("professions", contact.professions)),
        "to": words.word("audiences", row.shown_to),
        "until": row.agreed_until,
        "standing": shown.standing(row, door.today()),
    }


def _form(request: HttpRequest, form: Any, title: str, of: str, id: UUID) -> HttpResponse:
    return render(request, "programme_contacts/short_form.html", {"form": form, "title": title, "of": of, "id": id, "today": door.today()})


def _keeper(request: HttpRequest) -> door.Keeper:
    return door.keeping(request.actor, ROSTER, WHO)


def _kept(request: HttpRequest, id: UUID, *, held: bool = False) -> Any:
    """An entry that the reader keeps, with `held` one whose consent was not taken back; else there is none."""
    row = reads.kept_by(request.actor).filter(pk=id).first()
    if row is None or (held and row.withdrawn_on):
        raise Http404
    return row
