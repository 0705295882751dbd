"""What became of each fact of a document: the records that carry it, and the sentences of a report that rest on them and say it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale

from opennrm.programme.record.source import Fact, Record
from opennrm.programme.spans import NoSpan, Span, Written

__all__ = ["Covered", "Sentence", "Share", "coverage", "share"]

_COUNTRY = re.compile(r"[A-Z]{2}")
_ENGLISH = Locale("en")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report: where it stands, its words, what its heading and its footnotes add to them, and the records it rests on."""

    place: str
    words: str
    around: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Covered:
    """A fact, which of its records are not there, the sentences that rest on the others, and the names that none of these says.

    Those sentences stand first that say most of its names, rest on the record named first, and on little else.
    """

    fact: Fact
    lost: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    unsaid: tuple[str, ...]

    @property
    def recorded(self) -> bool:
        """Whether every record that carries the fact is there. Source: issue 13, point 8."""
        return not self.lost

    @property
    def told(self) -> bool:
        """Whether a sentence rests on them and says each name and time of the fact. Source: issue 13, point 8."""
        return bool(self.sentences) and not self.unsaid


@dataclass(frozen=True, slots=True)
class Share:
    """Of how many facts all records are there, and a sentence tells them."""

    facts: int
    recorded: int
    told: int

    @property
    def whole(self) -> bool:
        """Whether nothing is missing. Source: issue 13, point 8 (aim at 100 %)."""
        return self.facts == self.recorded == self.told


def coverage(record: Record, sentences: Sequence[Sentence]) -> tuple[Covered, ...]:
    """Each fact of the document in order. Source: issue 13, point 8 (source line, record, sentence)."""
    return tuple(_covered(fact, record, sentences) for fact in record.facts)


def share(found: Iterable[Covered]) -> Share:
    """The count of it. Source: issue 13, point 8."""
    every = tuple(found)
    return Share(len(every), sum(one.recorded for one in every), sum(one.told for one in every))


def _covered(fact: Fact, record: Record, sentences: Sequence[Sentence]) -> Covered:
    lost = tuple(key for key in fact.by if key not in record.by_key)
    resting = [one for one in sentences if one.keys & set(fact.by)]
    unsaid = tuple(name for name in fact.names if not any(_says(one, name, record) for one in resting))

    def closeness(one: Sentence) -> tuple[int, int, int]:
        said = sum(_says(one, name, record) for name in fact.names)
        return -said, min(fact.by.index(key) for key in one.keys if key in fact.by), len(one.keys)

    return Covered(fact, lost, tuple(sorted(resting, key=closeness)), unsaid)


def _says(sentence: Sentence, name: str, record: Record) -> bool:
    words = f"{sentence.words} {sentence.around}".lower()
    named = record.source.named.get("en", {})
    shorts = [body.short for body in record.bodies if body.short and body.name == name]
    return any(all(word.lower() in words for word in _words(one, named)) for one in (name, *shorts))


def _words(name: str, named: Mapping[str, str]) -> tuple[str, ...]:
    """What has to stand in a sentence: the name of a country, the parts of a time, or the name itself."""
    if _COUNTRY.fullmatch(name):
        return (named.get(name) or str(_ENGLISH.territories[name]),)
    try:
        return tuple(word for end in Span.parse(name).ends for word in _time(end))
    except NoSpan:
        return (name,)


def _time(end: Written) -> tuple[str, ...]:
    month = (_ENGLISH.months["stand-alone"]["wide"][end.month],) if end.month else ()
    day = (str(end.day),) if end.day else ()
    return (*day, *((end.part,) if end.part else ()), *month, str(end.year))
