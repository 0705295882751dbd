"""What may be recorded, as it is typed: by a form, by a row of an import, by a record file. One shape for all three. Pure.

No text of more than eight words is kept where a report takes its words from: titles and proper names excepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from opennrm.programme.codes import code_lists
from opennrm.programme.spans import Span
from opennrm.standards.load import law
from opennrm.standards.shape import Row

__all__ = [
    "Activity",
    "Aim",
    "Body",
    "Finding",
    "Intervention",
    "Link",
    "Material",
    "Outcome",
    "Part",
    "Place",
    "Promise",
    "Typed",
    "Version",
    "Wrong",
    "coded",
]

WORDS = 8


class Wrong(ValueError):
    """What was typed is not right. `why` is stable, for whoever says it in another language; `known` are the codes that would be right.

    Source: design 8 (bad input gets a message that says what would be right).
    """

    def __init__(self, why: str, says: str, field: str = "", known: Iterable[str] = ()) -> None:
        super().__init__(says)
        self.why, self.field, self.known = why, field, tuple(known)


_SOURCE = re.compile(r"[a-z0-9][a-z0-9-]*(:\d+(-\d+)?)?")


def _few_words(text: str) -> str:
    if len(text.split()) > WORDS:
        raise Wrong("words", f"at most {WORDS} words: a report makes its own sentences")
    return text.strip()


def _written_span(text: str) -> str:
    Span.parse(text)
    return text.strip()


def _clause(text: str) -> str:
    if text not in law().clauses:
        raise Wrong("clause", f"there is no clause {text}")
    return text


def _source(text: str) -> str:
    if not _SOURCE.fullmatch(text):
        raise Wrong("source", "a source is a document, with its lines where it has any, as odihr-2006:218-223")
    return text


def _in(name: str) -> AfterValidator:
    def known(code: str) -> str:
        if code not in code_lists()[name]:
            raise Wrong("code", f"{code!r} is none of {', '.join(code_lists()[name])}", known=code_lists()[name])
        return code

    return AfterValidator(known)


coded = _in  # for what rooms type besides

Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]  # ISO 3166, with XK, and CS for the state of Serbia and Montenegro until 2006
Phrase = Annotated[str, Field(max_length=160), AfterValidator(_few_words)]
Title = Annotated[str, Field(max_length=300)]
When = Annotated[str, Field(max_length=40), AfterValidator(_written_span)]
Clause = Annotated[str, AfterValidator(_clause)]
Source = Annotated[str, AfterValidator(_source)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Address = Annotated[str, Field(max_length=300, pattern=r"^(https://[^\s<>\"]+)?$")]
Topic = Annotated[str, _in("topics")]
Group = Annotated[str, _in("groups")]
Kind = Annotated[str, _in("activities")]
State = Annotated[str, _in("states")]
AimKind = Annotated[str, _in("aims")]


class Typed(Row):
    """What every record carries: its key, the language of its words, where it is from. Source: issue 13, points 2 and 8."""

    key: Key
    language: Language = "en"
    sources: tuple[Source, ...] = ()


class Body(Typed):
    """An organisation, office or group that takes part; `within` names what it belongs to. Source: issue 13, point 2."""

    name: Title
    short: Annotated[str, Field(max_length=40)] = ""
    kind: Annotated[str, _in("bodies")]
    country: Country | None = None
    within: Key | None = None


class Aim(Typed):
    """An aim of the programme, a criterion that it satisfies, or a priority, while it holds. Source: issue 13, point 1."""

    kind: AimKind
    subject: Phrase
    when: When = ""
    taskings: tuple[Clause, ...] = ()
    topics: tuple[Topic, ...] = ()
    groups: tuple[Group, ...] = ()


class Promise(Typed):
    """What a plan says will be done, and what became of it: the outlook of one period, answered in the next. Source: issue 13, point 1."""

    subject: Phrase
    due: When = ""
    countries: tuple[Country, ...] = ()
    aims: tuple[Key, ...] = ()
    topics: tuple[Topic, ...] = ()
    groups: tuple[Group, ...] = ()
    state: Annotated[str, _in("promises")] = "open"
    why: Phrase = ""
    answered_by: tuple[Key, ...] = ()


class Place(Row):
    """Where: as far down as is known; `area` for what is larger than a country. Source: issue 13, point 2."""

    country: Country | None = None
    region: Annotated[str, Field(max_length=80)] = ""
    town: Annotated[str, Field(max_length=80)] = ""
    area: Annotated[str, _in("areas")] | None = None
    about: bool = False  # looked at, not met in

    @model_validator(mode="after")
    def _somewhere(self) -> Place:
        if not (self.country or self.area):
            raise Wrong("somewhere", "a place has a country or an area", "country")
        return self


class Part(Row):
    """Who took part, as what: a body by its key, or a kind of people of a country. Source: issue 13, point 2."""

    role: Annotated[str, _in("parts")]
    body: Key | None = None
    people: Annotated[str, _in("people")] | None = None
    country: Country | None = None
    number: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _somebody(self) -> Part:
        if not (self.body or self.people):
            raise Wrong("somebody", "somebody takes part: a body by its key, or a kind of people", "body")
        return self


class Finding(Typed):
    """What research, an assessment or an event found or brought out. Source: issue 13, point 2 (findings; 397-402)."""

    subject: Phrase
    countries: tuple[Country, ...] = ()
    topics: tuple[Topic, ...] = ()
    groups: tuple[Group, ...] = ()
    clauses: tuple[Clause, ...] = ()


class Outcome(Typed):
    """What an activity led to: when, whose, by what evidence. Source: issue 13, point 2 (outcomes)."""

    kind: Annotated[str, _in("outcomes")]
    subject: Phrase = ""
    body: Key | None = None
    country: Country | None = None
    when: When = ""
    evidence: Title = ""
    clauses: tuple[Clause, ...] = ()
    topics: tuple[Topic, ...] = ()
    materials: tuple[Key, ...] = ()


class Link(Row):
    """How an activity stands to another. Source: issue 13, point 2 (follow-ups, links)."""

    kind: Annotated[str, _in("links")]
    to: Key


class Asked(Row):
    """Who asked for an activity, when, and when it was answered. Source: issue 13, point 2."""

    body: Key | None = None
    people: Annotated[str, _in("people")] | None = None
    country: Country | None = None
    when: When = ""
    answered: When = ""


class Money(Row):
    """What an activity cost or who paid; an amount only where one is known. Source: issue 13, point 2 (funding)."""

    body: Key | None = None
    amount: Annotated[int, Field(ge=0)] | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    pays_for: Phrase = ""


class Activity(Typed):
    """One activity with all that belongs to it. Source: issue 13, point 2."""

    kind: Kind
    title: Title = ""
    subject: Phrase = ""
    when: When = ""
    every_months: Annotated[int, Field(ge=1, le=60)] | None = None
    state: State = "done"
    held_up_by: Phrase = ""
    confidence: Literal["open", "own"] = "open"
    places: tuple[Place, ...] = ()
    parts: tuple[Part, ...] = ()
    asked: Asked | None = None
    money: tuple[Money, ...] = ()
    aims: tuple[Key, ...] = ()
    taskings: tuple[Clause, ...] = ()
    topics: tuple[Topic, ...] = ()
    groups: tuple[Group, ...] = ()
    clauses: tuple[Clause, ...] = ()
    materials: tuple[Key, ...] = ()  # what it made, used or shared
    method: Phrase = ""
    sample: Phrase = ""
    findings: tuple[Finding, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    links: tuple[Link, ...] = ()

    @model_validator(mode="after")
    def _says_what_holds_it_up(self) -> Activity:
        if (self.state == "held_up") is not bool(self.held_up_by):
            raise Wrong("held_up", "what is held up says by what, and nothing else does", "held_up_by")
        return self


class Version(Row):
    """A material in one language. Source: issue 13, point 6."""

    language: Language
    title: Title = ""
    state: Annotated[str, _in("versions")] = "published"
    when: When = ""
    supported_by: Key | None = None
    link: Address = ""  # where it can be read; nothing is fetched from there


class Material(Typed):
    """Something written or collected that can be used, cited or handed on. Source: issue 13, point 6."""

    kind: Annotated[str, _in("materials")]
    title: Title
    when: When = ""
    authors: tuple[Key, ...] = ()
    publishers: tuple[Key, ...] = ()
    versions: tuple[Version, ...] = ()
    licence: Annotated[str, Field(max_length=80)] = ""
    countries: tuple[Country, ...] = ()
    clauses: tuple[Clause, ...] = ()
    topics: tuple[Topic, ...] = ()
    confidence: Literal["open", "own"] = "open"


class Intervention(Typed):
    """A letter to an authority for a person who is in no system here. Who it is for is never in it. Source: issue 13, point 3."""

    when: When = ""
    country: Country
    concern: Topic
    addressee: Key | None = None
    asked_by: Asked | None = None
    signed_with: tuple[Key, ...] = ()
    clauses: tuple[Clause, ...] = ()
    reply_due: When = ""
    reply: Annotated[str, _in("replies")] = "unknown"
    replied: When = ""
    outcome: Phrase = ""
    told: bool = False  # whether reports may tell of it: a letter in one country and month can point to a person
