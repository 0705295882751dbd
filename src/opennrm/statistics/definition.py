"""What a table counts, as data: measures, breakdowns, denominators, remainders, each with its source. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from opennrm.standards.reading import Document, Misread, Problem
from opennrm.standards.shape import Label, Row, rows

__all__ = ["Breakdown", "Definitions", "Measure", "definitions", "read"]


class Breakdown(Row):
    """By what a number is broken down. Without `parts` every code that occurs is one. `called`: its name beside a measure, where another
    breakdown has that name beside another. `together`: what becomes of several codes of one case: a part of their own (nothing said), one
    part for all of them (`pooled`), or the only cases that are looked at (`alone`). Source: domain 7.1.
    """

    id: str
    field: str
    label: Label
    source: str
    parts: tuple[str, ...] = ()
    several: bool = False
    together: Literal["", "pooled", "alone"] = ""
    within: str | None = None
    called: str = ""

    @property
    def name(self) -> str:
        """As it stands in a table and in a margins file. Source: issue 12, point 2."""
        return self.called or self.id


class Measure(Row):
    """What is counted, and by which day it falls into a period. Source: domain 7.1."""

    id: str
    of: Literal["referrals", "decisions", "notifications", "identified"]
    label: Label
    says: Label
    source: str
    stage: str = ""
    breakdowns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definitions:
    """Every measure and breakdown by its id."""

    measures: Mapping[str, Measure]
    breakdowns: Mapping[str, Breakdown]

    def of(self, measure: Measure) -> tuple[Breakdown, ...]:
        """The breakdowns of a measure, in order. Source: domain 7.1."""
        return tuple(self.breakdowns[id] for id in measure.breakdowns)


@cache
def definitions() -> Definitions:
    """The definitions that ship with OpenNRM. Raises Misread with every mistake at its place. Source: issue 12, point 2."""
    return read("statistics/data/tables.yaml", (files("opennrm.statistics") / "data/tables.yaml").read_text(encoding="utf-8"))


def read(file: str, text: str) -> Definitions:
    """Definitions from a text. Raises Misread with every mistake at its place, dangling names among them. Source: house-style 3.6."""
    doc = Document.read(file, text)
    data = doc.data if isinstance(doc.data, dict) else {}
    breakdowns = {row.id: row for row in rows(doc, Breakdown, data.get("breakdowns"), ("breakdowns",))}
    measures = {row.id: row for row in rows(doc, Measure, data.get("measures"), ("measures",))}
    if wrong := list(_dangling(doc, measures, breakdowns)):
        raise Misread(wrong)
    return Definitions(MappingProxyType(measures), MappingProxyType(breakdowns))


def _dangling(doc: Document, measures: Mapping[str, Measure], breakdowns: Mapping[str, Breakdown]) -> Iterator[Problem]:
    known = f"the breakdowns are {', '.join(breakdowns)}"
    for number, measure in enumerate(measures.values()):
        at = ("measures", number, "breakdowns")
        yield from (
            doc.problem((*at, place), f"no breakdown {id}", known) for place, id in enumerate(measure.breakdowns) if id not in breakdowns
        )
    for number, row in enumerate(breakdowns.values()):
        if row.within is not None and not (row.within in breakdowns and breakdowns[row.within].parts):
            yield doc.problem(("breakdowns", number, "within"), f"no breakdown {row.within} with parts", known)
