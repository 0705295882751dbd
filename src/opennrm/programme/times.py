"""A time as a person says it, in words of a language: "early 2006", "10 to 12 May 2006", "depuis mars 2006". Gives how it is kept. Pure.

What is spoken in a language stands in data/times.yaml. How a time is kept, and what it covers: programme.spans.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from opennrm.programme.spans import RIGHT, NoSpan, Span, Written
from opennrm.standards.reading import Document
from opennrm.standards.shape import Row, rows

__all__ = ["LONGEST", "read_time"]

FILE = "programme/data/times.yaml"
LONGEST = 100  # letters of a time in words
# A day, a month and a year in figures, the day first; a month and a year.
_FIGURES = re.compile(r"(?<!\d)(?:(?P<day>\d{1,2})[./])?(?P<month>\d{1,2})[./](?P<year>(?:19|20)\d\d)(?!\d)")
_TOKEN = re.compile(r"(?:19|20)\d\d-\d\d(?:-\d\d)?(?![\d-])|\d+[^\W\d_]*|[^\W\d_]+\d?|[-/]")
_NUMBER = re.compile(r"(\d+)(?:st|nd|rd|th|er|го)?")
_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
Words = tuple[str, ...]


class Spoken(Row):
    """How times are said in a language. Source: issue 13, point 2 (fuzzy dates as in the source)."""

    language: str
    months: tuple[tuple[str, ...], ...]
    parts: Mapping[str, tuple[str, ...]]
    to: tuple[str, ...]
    at: tuple[str, ...] = ()  # as `to` between two times, and nothing before one: « au printemps »
    since: tuple[str, ...]
    fill: tuple[str, ...]
    none: tuple[str, ...]


@dataclass(slots=True)
class _End:
    """One end of a time, as far as it was said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None

    def take(self, kind: str, value: str) -> None:
        """What was said of it, each once."""
        date = Written.parse(value) if kind == "date" else None
        said = {"year": date.year, "month": date.month, "day": date.day} if date else {kind: value if kind == "part" else int(value)}
        for name, one in said.items():
            if one is not None and getattr(self, name) is not None:
                raise NoSpan(RIGHT)
            setattr(self, name, one)

    def after(self, last: _End) -> None:
        """What the first end leaves to the last: "10 to 12 May 2006", "April to June 2006"."""
        if self.year is None and (self.month or self.day or self.part):
            self.year = last.year
            if self.month is None and self.day is not None:
                self.month = last.month

    @property
    def code(self) -> str:
        if self.year is None or (self.day is not None and self.month is None):
            raise NoSpan(RIGHT)
        pieces = [f"{self.year:04}", *(f"{piece:02}" for piece in (self.month, self.day) if piece is not None)]
        return "-".join([*pieces, self.part] if self.part else pieces)


def read_time(text: str, language: str) -> str:
    """How a time that was said is kept; what is kept so already is taken as it stands, English in every language.

    Raises NoSpan where it is no time. Source: issue 13, point 2 (fuzzy dates as in the source).
    """
    said = text.strip()
    try:
        return Span.parse(said.casefold()).said
    except NoSpan:
        pass
    known = _spoken()
    for one in dict.fromkeys((language.partition("-")[0], "en")):
        try:
            return Span.parse(_read(said, known[one])).said
        except (NoSpan, KeyError):
            continue
    raise NoSpan(f"{said!r} is no time; {RIGHT}")


@cache
def _spoken() -> Mapping[str, Mapping[Words, tuple[str, str]]]:
    """By language what each phrase means: its kind, and which month or part. Raises Misread with each mistake at its place."""
    document = Document.read(FILE, (files("opennrm.programme") / "data/times.yaml").read_text(encoding="utf-8"))
    raw = document.data["languages"] if isinstance(document.data, dict) else None
    listed = rows(document, Spoken, raw, ("languages",))
    return MappingProxyType({one.language: MappingProxyType(dict(_phrases(one))) for one in listed})


def _phrases(spoken: Spoken) -> Iterator[tuple[Words, tuple[str, str]]]:
    for kind in ("fill", "to", "at", "since", "none"):
        yield from ((_tokens(phrase), (kind, "")) for phrase in getattr(spoken, kind))
    for number, names in enumerate(spoken.months, 1):
        yield from ((_tokens(name), ("month", str(number))) for name in names)
    for part, phrases in spoken.parts.items():
        yield from ((_tokens(phrase), ("part", part)) for phrase in phrases)


def _tokens(text: str) -> Words:
    """The words and figures of a text, whatever their case, accents and points."""
    plain = unicodedata.normalize("NFKD", text.translate(_DASHES).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(_TOKEN.findall(_FIGURES.sub(_in_order, bare)))


def _in_order(figures: re.Match[str]) -> str:
    day = f"-{int(figures['day']):02}" if figures["day"] else ""
    return f" {figures['year']}-{int(figures['month']):02}{day} "


def _read(text: str, known: Mapping[Words, tuple[str, str]]) -> str:
    """How it is kept, by the phrases of one language."""
    if len(text) > LONGEST:
        raise NoSpan(RIGHT)
    found = list(_means(_tokens(text), known))
    if [kind for kind, _ in found] == ["none"]:
        return ""
    since = bool(found) and found[0][0] == "since"
    while found and found[0][0] in ("since", "at", "fill"):
        found = found[1:]
    ends, ties = [_End()], list[str]()
    for place, (kind, value) in enumerate(found):
        if kind in ("to", "at") and not _within(found, place):
            ends.append(_End())
            ties.append(value)
        elif kind not in ("to", "at", "fill", "since"):
            ends[-1].take(kind, value)
    if len(ends) == 2 and ties == ["/"] and ends[0].part == "winter" and ends[1] == _End(year=(ends[0].year or 0) + 1):
        ends = ends[:1]  # "winter 2005/2006" is one winter
    return _kept(ends, since=since)


def _kept(ends: Sequence[_End], *, since: bool) -> str:
    if len(ends) == 1:
        return f"{ends[0].code}/.." if since else ends[0].code
    if len(ends) > 2:
        raise NoSpan(RIGHT)
    first, last = ends
    first.after(last)
    return f"{first.code}/{last.code}"


def _within(found: Sequence[tuple[str, str]], place: int) -> bool:
    """Whether what stands here leads from a part to what it is a part of ("mid-2006"), and not from one end to the other."""
    return found[place][1] == "-" and place > 0 and found[place - 1][0] == "part"


def _means(tokens: Words, known: Mapping[Words, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What each phrase means, the longest first. Raises NoSpan for a word that is not of times."""
    longest = max(map(len, known))
    at = 0
    while at < len(tokens):
        size = next((size for size in range(min(longest, len(tokens) - at), 0, -1) if tokens[at : at + size] in known), 0)
        yield known[tokens[at : at + size]] if size else _figure(tokens[at])
        at += size or 1


def _figure(token: str) -> tuple[str, str]:
    if token in ("-", "/"):
        return "to", token
    if _ISO.fullmatch(token):
        return "date", token
    number = _NUMBER.fullmatch(token)
    if number is None:
        raise NoSpan(RIGHT)
    value = int(number[1])
    if len(number[1]) == 4 and 1900 <= value <= 2099:
        return "year", number[1]
    if 1 <= value <= 31:
        return "day", number[1]
    raise NoSpan(RIGHT)
