"""A source document as data: what it is, the facts that it states, and the records that carry them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from graphlib import TopologicalSorter
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from opennrm.programme import typed
from opennrm.programme.dossier import Dossier
from opennrm.programme.spans import Span
from opennrm.standards.shape import Row

__all__ = ["Fact", "Record", "Source", "lines_of", "sourced"]

Lines = Annotated[str, Field(pattern=r"^\d+(-\d+)?$")]
Day = Annotated[date, Field(strict=False)]


class Source(Row):
    """The document: `lines` of it, of which the blank, the headings and the numbers say nothing; `us` is the body that reports,
    `named` what it calls countries in a language where dictionaries call them otherwise today.

    Source: issue 13, point 8.
    """

    id: str
    title: str
    agency: str
    us: typed.Key
    since: Day
    until: Day
    named: dict[str, dict[typed.Country, str]]
    lines: int
    blank: tuple[int, ...]
    headings: tuple[int, ...]
    numbers: tuple[int, ...]

    def saying(self) -> frozenset[int]:
        """The lines that state something. Source: issue 13, point 8."""
        return frozenset(range(1, self.lines + 1)) - {*self.blank, *self.headings, *self.numbers}


class Fact(Row):
    """One thing that lines of the document say, in our words; the names and times that a sentence has to say; the records that carry it.

    A name of two capitals is a country by its code, one that reads as a time is a time, one with a clause's id its footnote.
    Source: issue 13, point 8 (each fact: source line, record, sentence).
    """

    lines: Lines
    says: str
    names: tuple[str, ...] = ()
    by: tuple[typed.Key, ...]


@dataclass(frozen=True)
class Record:
    """All that was recorded from a document, in the order of its files."""

    source: Source
    bodies: tuple[typed.Body, ...]
    aims: tuple[typed.Aim, ...]
    materials: tuple[typed.Material, ...]
    activities: tuple[typed.Activity, ...]
    interventions: tuple[typed.Intervention, ...]
    promises: tuple[typed.Promise, ...]
    facts: tuple[Fact, ...]

    @cached_property
    def by_key(self) -> Mapping[str, typed.Typed]:
        """Every record by its key, outcomes and findings among them. Source: issue 13, point 8."""
        return MappingProxyType({one.key: one for one in self})

    def __iter__(self) -> Iterator[typed.Typed]:
        yield from (*self.bodies, *self.aims, *self.materials)
        for activity in self.activities:
            yield from (activity, *activity.outcomes, *activity.findings)
        yield from (*self.interventions, *self.promises)

    def in_order(self) -> Iterator[typed.Typed]:
        """Everything that is recorded by itself, each after those that it names. Raises CycleError. Source: issue 13, point 8."""
        bodies = {one.key: one for one in self.bodies}
        activities = {one.key: one for one in self.activities}
        within = TopologicalSorter({one.key: [one.within] if one.within else [] for one in self.bodies})
        linked = TopologicalSorter({one.key: [link.to for link in one.links] for one in self.activities})
        yield from (bodies[key] for key in within.static_order())
        yield from (*self.aims, *self.materials)
        yield from (activities[key] for key in linked.static_order())
        yield from (*self.interventions, *self.promises)

    def dossier(self) -> Dossier:
        """The records as a reader of the installation would find them. Source: issue 13, point 7."""
        return Dossier(
            bodies=MappingProxyType({one.key: one for one in self.bodies}),
            aims=self.aims,
            promises=self.promises,
            activities=tuple(sorted(self.activities, key=lambda one: (Span.parse(one.when).earliest or date.max, one.key))),
            materials=self.materials,
            interventions=tuple(one for one in self.interventions if one.told),
        )


def lines_of(written: str) -> range:
    """The lines that "218-223" or "218" names. Source: issue 13, point 8."""
    first, _, last = written.partition("-")
    return range(int(first), int(last or first) + 1)


def sourced(record: typed.Typed, source: str) -> frozenset[int]:
    """The lines of a document that a record rests on. Source: issue 13, point 8 (each record with its line range)."""
    written = [of.partition(":") for of in record.sources]
    return frozenset(line for document, _, lines in written if document == source and lines for line in lines_of(lines))
