"""Activities in the words of a page: how one is called, where and when it was, who took part, what stands to be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext

from opennrm.programme import typed, words
from opennrm.programme.activities import models

__all__ = ["Line", "activity_line", "lines", "money_words", "name_of", "part_words", "places_words"]


@dataclass(frozen=True, slots=True)
class Line:
    """An activity in a list."""

    id: UUID
    name: str
    kind: str
    when: str
    where: str
    state: str
    state_code: str
    confidential: bool
    led_to: int


def name_of(one: Any) -> str:
    """How an activity is called: its title, else its kind and what it is about."""
    kind = words.word("activities", one.kind)
    if one.title:
        return str(one.title)
    return gettext("%(kind)s: %(subject)s") % {"kind": kind, "subject": one.subject} if one.subject else kind


def places_words(places: Iterable[Any]) -> str:
    """Where it was, each place as far down as is known; those that were looked at say so."""
    return "; ".join(_place(one) for one in places)


def _place(one: Any) -> str:
    said = words.place(typed.Place(country=one.country or None, region=one.region, town=one.town, area=one.area or None))
    return gettext("about %(place)s") % {"place": said} if one.about else said


def activity_line(row: models.Activity) -> Line:
    """An activity as a list shows it; its places were read with it."""
    return Line(
        id=row.pk,
        name=name_of(row),
        kind=words.word("activities", row.kind),
        when=words.when(row.said),
        where=places_words(row.places.all()),
        state=words.word("states", row.state),
        state_code=row.state,
        confidential=row.confidential,
        led_to=getattr(row, "led_to", 0),
    )


def lines(rows: Iterable[models.Activity]) -> list[Line]:
    """Several of them."""
    return [activity_line(row) for row in rows]


def part_words(one: models.Part) -> str:
    """Who took part: the body, or the kind of people with their number and country."""
    who = one.body.name if one.body else words.word("people", one.people)
    number = number_format(one.number, force_grouping=True) if one.number else ""
    country = words.country(one.country) if one.country else ""
    said = f"{number} {who}" if number else who
    return gettext("%(who)s (%(country)s)") % {"who": said, "country": country} if country else said


def money_words(one: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What it cost or who paid."""
    amount = number_format(one["amount"], force_grouping=True) if one.get("amount") is not None else ""
    pieces = [f"{amount} {one.get('currency', '')}".strip(), names.get(one.get("body", ""), ""), one.get("pays_for", "")]
    return ", ".join(piece for piece in pieces if piece)


def asked_words(one: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    """Who asked for it, when, and when it was answered."""
    who = names.get(one.get("body", "")) or (words.word("people", one["people"]) if one.get("people") else "")
    country = words.country(one["country"]) if one.get("country") else ""
    yield ", ".join(piece for piece in (who, country) if piece) or gettext("not said")
    if one.get("when"):
        yield gettext("asked: %(when)s") % {"when": words.when(one["when"])}
    if one.get("answered"):
        yield gettext("answered: %(when)s") % {"when": words.when(one["answered"])}
