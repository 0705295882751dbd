"""Clauses of the law in a form, by their names: nobody knows by heart that OAP-III-9.1 is the one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from opennrm.cases.spine import codes
from opennrm.programme import words
from opennrm.standards.load import law
from opennrm.ui.components.inputs import grouped, notes
from opennrm.ui.components.markup import classes, element, joined
from opennrm.ui.fields import Line, TextField

__all__ = ["OFFERED", "ClausesField", "fitting", "listed"]

OFFERED = "clauses"  # the id of the list that the page offers
NAMED = 5  # of those that fit, in a message
LINES = 2  # at the least, and one of them waits
LONGEST = 10_000  # characters of all lines: more than the names of every clause
_BETWEEN = re.compile(r"[,;\n]")
_WORD = re.compile(r"[^\s,;:()“”\"]+")


def listed() -> Mapping[str, str]:
    """Every clause by its number: the number and the title, as a page offers it."""
    return _listed(codes.reads_in())


@cache
def _listed(language: str) -> Mapping[str, str]:
    """The same in a language, made once: the law does not change while a process lives, and `language` is always that which is active."""
    return MappingProxyType({id: f"{id}: {words.clause(id)}" for id in law().clauses})


@cache
def _exact(language: str) -> Mapping[str, str]:
    """The number of each clause by what it is called exactly: the number, the title where no other has it, or both."""
    titles = {id: words.clause(id).casefold() for id in law().clauses}
    often = Counter(titles.values())
    alone = {title: id for id, title in titles.items() if often[title] == 1}
    return alone | {name.casefold(): id for id, name in _listed(language).items()} | {id.casefold(): id for id in titles}


@cache
def _words(language: str) -> Mapping[str, Sequence[str]]:
    """The words in the name of each clause."""
    return {id: _WORD.findall(name.casefold()) for id, name in _listed(language).items()}


def fitting(text: str) -> list[str]:
    """The clauses that a text can mean: the one of which it is the number, the title or both; else all that have each of its words, or
    one that begins so.
    """
    if exact := _exact(codes.reads_in()).get(text.casefold()) or _by_number(text):
        return [exact]
    wanted = _WORD.findall(text.casefold())
    return [id for id, has in _words(codes.reads_in()).items() if wanted and all(_begins(word, has) for word in wanted)]


def _by_number(text: str) -> str:
    """What stands behind the number may be the title in another language."""
    return _exact(codes.reads_in()).get(text.partition(":")[0].strip().casefold(), "")


def _begins(word: str, has: Sequence[str]) -> bool:
    return any(one.startswith(word) for one in has)


def _pieces(line: str) -> Iterator[str]:
    """The clauses that one line names: commas stand between them, and in the titles of some."""
    exact, begin = _exact(codes.reads_in()), 0
    cuts = [*(found.start() for found in _BETWEEN.finditer(line)), len(line)]
    while begin < len(line):
        ends = [cut for cut in cuts if cut >= begin]
        end = next((cut for cut in reversed(ends) if line[begin:cut].strip().casefold() in exact), ends[0])
        if piece := line[begin:end].strip():
            yield piece
        begin = end + 1


class Lines(forms.TextInput):
    """What was typed in each line of a field; a shut row sends it so, too."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        sent = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        return [line for line in sent if line.strip()]


class ClausesField(TextField):
    """Several clauses, one below the other; each by its name out of the list, by its number, or by words that no other has. Gives their
    numbers. The page offers `listed()` as the list `OFFERED`.
    """

    widget = Lines

    def __init__(self, **kwargs: Any) -> None:
        says = gettext_lazy("Words of it, or its number, as COE-12.1")
        super().__init__(**{"label": gettext_lazy("Clauses"), "help_text": says, "required": False, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return [listed().get(one, one) for one in value or ()]

    def to_python(self, value: Any) -> Any:
        if _too_long(value or ()):
            raise ValidationError(gettext("At most %(most)s characters") % {"most": LONGEST}, code="long")
        wanted = [piece for line in value or () for piece in _pieces(line)]
        if wrong := [said for piece in wanted if (said := _wrong(piece))]:
            raise ValidationError([ValidationError(said, code="clause") for said in dict.fromkeys(wrong)])
        return tuple(dict.fromkeys(fitting(piece)[0] for piece in wanted))

    def first_control(self, line: Line) -> str:
        """The first line in which something is to be put right."""
        return _ident(line, next(iter(sorted(_places_wrong(line))), 0))

    def present(self, line: Line) -> SafeString:
        options = self.grouped(line)
        shown, described = notes(options, line.ident, "")
        wrong = _places_wrong(line)
        lines = [_line(line, place, one, place in wrong) for place, one in enumerate(_with_room(line.value()))]
        return grouped(options, described, joined(shown, *lines))


def _with_room(lines: list[str]) -> list[str]:
    return [*lines, *[""] * max(1, LINES - len(lines))]


def _wrong(piece: str) -> str:
    """Why it is not clear which clause is meant; nothing where it is."""
    found = fitting(piece)
    if len(found) == 1:
        return ""
    if not found:
        return gettext("No clause has this number or these words: %(text)s. Choose one from the list") % {"text": piece}
    named = "; ".join(listed()[id] for id in found[:NAMED])
    return gettext("More than one clause fits “%(text)s”. Say which: %(clauses)s") % {"text": piece, "clauses": named}


def _too_long(lines: Iterable[str]) -> bool:
    return sum(map(len, lines)) > LONGEST


def _places_wrong(line: Line) -> set[int]:
    """The lines in which something is to be put right."""
    lines = line.value()
    if not line.errors or _too_long(lines):
        return set()
    return {place for place, one in enumerate(lines) if any(_wrong(piece) for piece in _pieces(one))}


def _ident(line: Line, place: int) -> str:
    return f"{line.ident}-{place + 1}" if place else line.ident


def _line(line: Line, place: int, value: str, wrong: bool) -> SafeString:
    """One line; an input of its own, since a list that is offered takes the place of all that stands in one."""
    own = {
        "class": classes("govuk-input nrm-gap-s", wrong and "govuk-input--error"),
        "id": _ident(line, place) if wrong or not place else None,  # what the summary leads to: a page has many of these lines
        "name": line.alias,
        "value": value or None,
        "list": OFFERED,
        "aria-label": gettext("%(label)s, %(number)s") % {"label": line.label, "number": place + 1},
    }
    return element("input", own)
