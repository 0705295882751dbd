"""The clearing-house: one search over people who may be asked, materials, and what countries ask of one another and offer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from opennrm.access.actor import Actor
from opennrm.cases.spine import codes
from opennrm.programme import door, words
from opennrm.programme.contacts import reads as contacts
from opennrm.programme.contacts import requests
from opennrm.programme.contacts import shown as people
from opennrm.programme.contacts.search import LONGEST, Asked, read_back
from opennrm.programme.contacts.typed import Need
from opennrm.programme.materials import reads as materials
from opennrm.programme.materials import shown as library_shown
from opennrm.programme.pointers import pointed

CARDS, MATERIALS, CHOICES = 12, 6, 8
CLAUSE = "OAP-VI-9"


@door.page(door.ROSTER, section="identity")
def library(request: HttpRequest) -> HttpResponse:
    """Who knows, and what there is to read: what was typed is read back as what it looks for, with reasons for each hit."""
    actor, today = request.actor, door.today()
    q, instead = request.GET.get("q", "")[:LONGEST].replace("\x00", ""), "words" in request.GET
    asked = Asked(Need(), tuple(q.replace(",", " ").split())) if instead else read_back(q, get_language() or "en")
    hits = contacts.search(actor, asked.need, today)
    rows = materials.found(materials.shown_to(actor), _wanted(asked))
    matches, visits = requests.matches(requests.exchanges(actor)), list(requests.visits(actor))
    context = {
        "today": today,
        "here": "library",
        "clause": CLAUSE,
        "q": q,
        "chips": people.chips(asked.need),
        "words": asked.words,
        "instead": instead,
        "cards": _cards(actor, hits[:CARDS], today),
        "fit": sum(hit.fit.whole for hit in hits),
        "in_part": sum(hit.fit.partial for hit in hits),
        "facets": list(_facets(hits, asked.need)),
        "lines": [library_shown.line(row) for row in materials.whole(rows[:MATERIALS])],
        "many": rows.count(),
        "more": _address(_wanted(asked)),
        "match": people.match_line(matches[0]) if matches else None,
        "year": requests.told(visits, date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        "asks": door.may(actor, door.ROSTER, mode="write").allowed,
    }
    return render(request, "portal/library.html", context)


def _cards(actor: Actor, hits: Sequence[contacts.Hit], today: date) -> list[people.Card]:
    """Of those shown the names, each look on record, and the activities that the reader may see."""
    who = contacts.opened(actor, [hit.row.id for hit in hits], today, "library")
    cards = []
    for hit in hits:
        keys = [one.activity for one in hit.contact.evidence if one.activity]
        known = pointed("activity", hit.row.agency, door.confidence(actor), keys)
        cards.append(people.card(hit.row, hit.contact, who.get(hit.row.id, {}), hit.fit, known))
    return cards


def _wanted(asked: Asked) -> materials.Wanted:
    """What is looked for, as far as a material can have it; words in which nothing was found are words of a title."""
    need = asked.need
    language, country, topic = (found[0] if found else "" for found in (need.languages, need.countries, need.topics))
    return materials.Wanted(words=asked.words, language=language, country=country, topic=topic)


def _address(wanted: materials.Wanted) -> list[tuple[str, str]]:
    """What the address of the list of materials says of it."""
    said = [("q", " ".join(wanted.words)), ("language", wanted.language), ("country", wanted.country), ("topic", wanted.topic)]
    return [(name, text) for name, text in said if text]


def _facets(hits: Iterable[contacts.Hit], need: Need) -> Iterator[dict[str, Any]]:
    """By what the hits can be narrowed down: one more word of the search that is not in it yet, with how many have it."""
    told: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        (_("Profession"), "professions", lambda code: words.word("professions", code)),
        (_("Language"), "languages", codes.language),
        (_("Subject"), "topics", lambda code: words.word("topics", code)),
        (_("Country"), "countries", words.country),
    )
    for title, name, said in told:
        found = Counter(code for hit in hits for code in getattr(hit.contact, name) if code not in getattr(need, name))
        if found:
            yield {"title": title, "choices": [(said(code), many) for code, many in found.most_common(CHOICES)]}
