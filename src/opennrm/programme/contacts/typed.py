"""What may be recorded of people who can be asked, of requests to them, and of exchange between countries, as it is typed. Pure.

Who somebody is and how they are reached is in `Person`, which is sealed and in no other shape.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from opennrm.programme.typed import Country, Group, Key, Language, Phrase, Topic, Typed, When, coded
from opennrm.standards.shape import Row

__all__ = ["SAYS", "SAYS_SECTION", "SECTIONS", "Consent", "Contact", "Evidence", "Exchange", "Need", "Person", "Request", "Role", "Visit"]

Profession = Annotated[str, coded("professions")]
# What a request says at length: the code of its text, and under which section of the policy it lies.
SAYS, SAYS_SECTION = "says", "coarse"
# Under which section of the policy each sealed text lies.
SECTIONS = {"name": "identity", "works_at": "identity", "email": "contact_and_location", "phone": "contact_and_location"}


class Person(Row):
    """Who it is and how they are reached: sealed. Source: issue 13, point 4."""

    name: Annotated[str, Field(min_length=1, max_length=160)]
    works_at: Annotated[str, Field(max_length=160)] = ""
    email: Annotated[str, Field(max_length=254)] = ""
    phone: Annotated[str, Field(max_length=40)] = ""


class Consent(Row):
    """What somebody agreed to: to whom they are shown, until when, how they said so, and that it was they who did.

    Source: issue 13, point 4 (211-216: an own consent).
    """

    to: Annotated[str, coded("audiences")]
    given_on: date
    until: date
    how: Annotated[str, coded("consents")]
    own: Literal[True]

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Consent:
        if self.until < self.given_on:
            raise ValueError("a consent ends after it was given")
        return self


class Role(Row):
    """As what somebody worked, where, and while. Source: issue 13, point 4 (roles over time)."""

    profession: Profession
    country: Country | None = None
    body: Key | None = None
    when: When = ""


class Evidence(Row):
    """What somebody has done that shows what they know. Source: issue 13, point 4 (has trained police)."""

    kind: Annotated[str, coded("evidence")]
    people: Annotated[str, coded("people")] | None = None
    topic: Topic | None = None
    when: When = ""
    number: Annotated[int, Field(ge=1, le=9999)] | None = None
    detail: Phrase = ""
    activity: Key | None = None

    @model_validator(mode="after")
    def _of_something(self) -> Evidence:
        if not (self.people or self.topic):
            raise ValueError("evidence is of a kind of people or of a subject")
        return self


class Contact(Typed):
    """Somebody who may be asked. Source: issue 13, point 4."""

    kind: Literal["person", "organisation"] = "person"
    professions: tuple[Profession, ...] = ()
    topics: tuple[Topic, ...] = ()
    languages: tuple[Language, ...] = ()
    countries: tuple[Country, ...] = ()
    roles: tuple[Role, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    interviewed_in: Key | None = None  # the activity in which they were asked before they agreed to more
    consent: Consent


class Need(Row):
    """What is looked for: each is wanted, and what is missing is said. Source: screens, README-monitoring (read back as facets)."""

    professions: tuple[Profession, ...] = ()
    topics: tuple[Topic, ...] = ()
    languages: tuple[Language, ...] = ()
    countries: tuple[Country, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether anything is looked for. Source: issue 13, point 4."""
        return bool(self.professions or self.topics or self.languages or self.countries or self.evidence)


class Request(Typed):
    """What somebody is asked for, or what is passed on to whoever fits: no report tells of it, so its words are not few. What it says
    beyond its one line is sealed and in no shape. Source: issue 13, point 4 (asks, gets an answer).
    """

    subject: Annotated[str, Field(min_length=1, max_length=160)]
    by: date | None = None
    need: Need = Need()


class Exchange(Typed):
    """What a country asks of another, or offers: a practitioner for some weeks. Source: issue 13, point 4 (origin and destination)."""

    kind: Annotated[str, coded("exchanges")]
    country: Country
    other: Country | None = None
    profession: Profession
    languages: tuple[Language, ...] = ()
    topics: tuple[Topic, ...] = ()
    groups: tuple[Group, ...] = ()
    when: When = ""
    weeks: Annotated[int, Field(ge=1, le=52)] | None = None
    closed: bool = False


class Visit(Typed):
    """A practitioner goes from one country to another, and what came of it. Source: issue 13, point 4 (visits, what came of them)."""

    asks: Key | None = None
    offers: Key | None = None
    sends: Country
    receives: Country
    profession: Profession
    when: When = ""
    state: Annotated[str, coded("visits")] = "planned"
    outcome: Annotated[str, coded("outcomes")] | None = None
    came_of_it: Phrase = ""
