"""Activities in the words of a page: how one is called, where and when it was, who took part, what stands to be said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from opennrm.programme import words
from opennrm.programme.activities import lists, models
from opennrm.ui import numbers

__all__ = ["Line", "addresses", "chosen_as", "lines", "money_words", "name_of", "part_words", "places_words", "who_words"]

NOBODY = UUID(int=0)


class Line(NamedTuple):
    """An activity in a list."""

    id: UUID
    url: str
    name: str
    kind: str
    when: str
    where: str
    state: str
    state_code: str
    confidential: bool
    led_to: str  # how many outcomes, in words; nothing for none


def name_of(one: Any) -> str:
    """How an activity is called: its title, else its kind and what it is about."""
    if one.title:
        return str(one.title)
    kind = words.word("activities", one.kind)
    return gettext("%(kind)s: %(subject)s") % {"kind": kind, "subject": one.subject} if one.subject else kind


def chosen_as(one: Any) -> str:
    """How an activity is named where one is chosen of many: with its time, since several bear one title."""
    return f"{name_of(one)}, {words.when(one.said)}" if one.said else name_of(one)


def places_words(places: Iterable[Any]) -> str:
    """Where it was, each place as far down as is known; those that were looked at say so."""
    return "; ".join(_place(one) for one in places)


def _place(one: Any) -> str:
    said = words.place(one)
    return gettext("about %(place)s") % {"place": said} if one.about else said


def lines(rows: Sequence[lists.Row]) -> list[Line]:
    """Activities as a list shows them, with their places."""
    where, address, when = lists.places_of([row.id for row in rows]), addresses(), words.whens()
    word, place, led = cache(words.word), cache(_place), cache(_led_to)  # what stands in many lines is put in words once
    return [
        Line(
            id=row.id,
            url=address(row.id),
            name=name_of(row),
            kind=word("activities", row.kind),
            when=when(row.said),
            where="; ".join([place(one) for one in where.get(row.id, ())]),
            state=word("states", row.state),
            state_code=row.state,
            confidential=row.confidential,
            led_to=led(row.led_to),
        )
        for row in rows
    ]


def _led_to(n: int) -> str:
    """How many outcomes there are, in words; nothing for none."""
    return ngettext("%(n)s outcome", "%(n)s outcomes", n) % {"n": n} if n else ""


def addresses() -> Callable[[UUID], str]:
    """Where the page of each activity is: the address is worked out once for all of a list."""
    before, after = reverse("programme:activity", args=[NOBODY]).split(str(NOBODY))
    return lambda id: f"{before}{id}{after}"


def part_words(one: models.Part) -> str:
    """Who took part: the body, or the kind of people with their number and country."""
    return who_words(one.body.name if one.body else "", one.people, one.number, one.country)


def who_words(name: str, people: str, number: int | None, country: str) -> str:
    """An organisation by its name, or a kind of people with their number; with their country."""
    who = name or words.word("people", people)
    said = f"{numbers.number(number)} {who}" if number else who
    return gettext("%(who)s (%(country)s)") % {"who": said, "country": words.country(country)} if country else said


def money_words(one: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What it cost or who paid."""
    amount = numbers.number(one["amount"]) if one.get("amount") is not None else ""
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
