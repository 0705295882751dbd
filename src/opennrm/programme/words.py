"""Records of the programme in words: codes, times, countries and places, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, lru_cache, partial
from typing import Protocol

from django.utils.translation import gettext, gettext_noop, pgettext

from opennrm.cases.spine import codes
from opennrm.countries import folders
from opennrm.countries.load import load_profile
from opennrm.journal.models import Installation
from opennrm.programme.codes import code_lists, told
from opennrm.programme.spans import Span, Written
from opennrm.programme.times import read_time
from opennrm.standards.load import law
from opennrm.ui.written import written

__all__ = [
    "Choices",
    "choices",
    "clause",
    "clause_says",
    "countries",
    "country",
    "exactly",
    "hints",
    "no_time",
    "place",
    "span",
    "time_of",
    "way_of_filing",
    "way_of_writing",
    "when",
    "whens",
    "word",
    "words",
]

Choices = list[tuple[str, str]]
# States that are no more: the Unicode locale data do not name them, and activities were held there.
GONE = {"CS": gettext_noop("Serbia and Montenegro (until 2006)")}
PARTS = {
    "early": gettext_noop("early %(time)s"),
    "mid": gettext_noop("mid-%(time)s"),
    "late": gettext_noop("late %(time)s"),
    "end": gettext_noop("the end of %(time)s"),
    "spring": gettext_noop("spring %(time)s"),
    "summer": gettext_noop("summer %(time)s"),
    "autumn": gettext_noop("autumn %(time)s"),
    "winter": gettext_noop("the winter that begins in %(time)s"),
    "h1": gettext_noop("the first half of %(time)s"),
    "h2": gettext_noop("the second half of %(time)s"),
    "q1": gettext_noop("the first quarter of %(time)s"),
    "q2": gettext_noop("the second quarter of %(time)s"),
    "q3": gettext_noop("the third quarter of %(time)s"),
    "q4": gettext_noop("the fourth quarter of %(time)s"),
}


# One of each kind of times.
WAYS = (
    "2006-03-15",
    "2006-03",
    "2006-early",
    "2006-spring",
    "2005-h2",
    "2006-05-10/2006-05-12",
    "2006-05/..",
)
SOME_WAYS = ("2006-03-15", "2006-03", "2006-early", "2006-05-10/2006-05-12")


def word(name: str, code: str) -> str:
    """A code of a list in words; nothing for none."""
    return told(name, code, codes.reads_in()) if code else ""


def words(name: str, listed: Iterable[str]) -> list[str]:
    """Several codes of a list in words."""
    return [word(name, code) for code in listed]


def choices(name: str, first: str | None = None) -> Choices:
    """A list as the choices of a field; `first` is what an empty choice says."""
    listed = _listed(name, codes.reads_in())
    return [*listed] if first is None else [("", first), *listed]


@cache
def _listed(name: str, language: str) -> tuple[tuple[str, str], ...]:
    """A list in a language: neither changes while a process lives."""
    return tuple((code, told(name, code, language)) for code in code_lists()[name])


def hints(name: str) -> dict[str, str]:
    """When to choose each code of a list."""
    return {code: one.says.told(codes.reads_in()) for code, one in code_lists()[name].items()}


def when(said: str) -> str:
    """A time as it was written, in words: "early 2006", "September 2005 to March 2006", "since May 2006"; where there is none, that."""
    return _when(said, codes.reads_in())


def whens() -> Callable[[str], str]:
    """The same for many times on one page: its language is asked once."""
    return partial(_when, language=codes.reads_in())


@lru_cache(maxsize=20_000)
def _when(said: str, language: str) -> str:
    """The same, made once for each language: it is always that which is active, and what was written never means another time."""
    if not said:
        return gettext("no date")
    first, slash, last = said.partition("/")
    if not slash:
        return _one_time(first)
    if last == "..":
        return gettext("since %(time)s") % {"time": _one_time(first)}
    return gettext("%(first)s to %(last)s") % {"first": _shorter(first, last), "last": _one_time(last)}


def _shorter(first: str, last: str) -> str:
    """The first of two times without what the second says again: "10 to 12 May 2026", "April to June 2026"."""
    begin, end = Written.parse(first), Written.parse(last)
    if begin.year != end.year or begin.part or end.part or begin.month is None or end.month is None or bool(begin.day) is not bool(end.day):
        return _one_time(first)
    if begin.day is None:
        return written(date(begin.year, begin.month, 1), "F")
    return (
        str(begin.day) if begin.month == end.month else written(date(begin.year, begin.month, begin.day), pgettext("day and month", "j F"))
    )


def _one_time(said: str) -> str:
    time = Written.parse(said)
    pattern = pgettext("day", "j F Y") if time.day else pgettext("month", "F Y") if time.month else pgettext("year", "Y")
    whole = written(date(time.year, time.month or 1, time.day or 1), pattern)
    return gettext(PARTS[time.part]) % {"time": whole} if time.part else whole


def way_of_writing() -> str:
    """How a person writes a time, in the words that pages show: as many ways as there are kinds of times."""
    return " · ".join(when(said) for said in WAYS)


def way_of_filing() -> str:
    """How a time is written in a file: as a person writes it, or as we keep it."""
    return f"{way_of_writing()}; {', '.join(WAYS)}"


def no_time() -> str:
    """What to say of a text that is no time."""
    return gettext("This is no time. Write it as one of: %(ways)s") % {"ways": way_of_writing()}


def exactly() -> str:
    """How to write a time, before anything is written."""
    return gettext("As exactly as it is known: %(ways)s, or nothing") % {"ways": " · ".join(when(said) for said in SOME_WAYS)}


def time_of(text: str) -> str:
    """How a time that was said in words is kept. Raises NoSpan."""
    return read_time(text, codes.reads_in())


def span(said: str) -> Span:
    """The days that a written time covers. Raises NoSpan."""
    return Span.parse(said)


def country(code: str) -> str:
    """The name of a country, of one that is no more, or of an invented one that has a profile."""
    if code in GONE:
        return gettext(GONE[code])
    named = codes.country(code)
    return load_profile(code).name.told(codes.reads_in()) if named == code and folders.has(code) else named


def countries() -> Choices:
    """Every country by its name, an invented one in its own installation alone."""
    listed = [one for one in codes.countries("") if one[0]]
    here = Installation.current()
    own = [(here.country, country(here.country))] if here and here.country and here.country not in dict(listed) else []
    return [*own, *listed, *((code, gettext(name)) for code, name in GONE.items())]


class Where(Protocol):
    """A place, as it was typed or as it stands in a row."""

    @property
    def country(self) -> str | None: ...
    @property
    def region(self) -> str: ...
    @property
    def town(self) -> str: ...
    @property
    def area(self) -> str | None: ...


def place(where: Where) -> str:
    """A place: town, region, country or what is larger."""
    larger = country(where.country) if where.country else word("areas", where.area or "")
    return ", ".join(one for one in (where.town, where.region, larger) if one)


def clause(id: str) -> str:
    """What a clause says, in short."""
    return law().clauses[id].title.told(codes.reads_in())


def clause_says(id: str) -> str:
    """What a clause says, in our words; of one that was not read again nothing."""
    says = law().clauses[id].says
    return says.told(codes.reads_in()) if says else ""
