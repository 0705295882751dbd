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

__all__ = ["Breakdown", "Definitions", "Measure", "definitions", "of_the_morning", "read"]


class Breakdown(Row):
    """By what a number is broken down. Without `parts` every code that occurs is one. `within`: the parts are those of each part of another
    breakdown, or of those that `of` names. `pooled`: several codes of one case are one part for all such cases, and not a part of their
    own. `called`: its name in a margins file, where another breakdown has that name beside another measure. `handed_on`: as of a measure.
    Source: domain 7.1.
    """

    id: str
    field: str
    label: Label
    source: str
    parts: tuple[str, ...] = ()
    several: bool = False
    pooled: bool = False
    within: str | None = None
    of: tuple[str, ...] = ()
    called: str = ""
    handed_on: bool = True

    @property
    def name(self) -> str:
        """As it stands in a margins file, and in the same numbers as JSON. Source: issue 12, point 2."""
        return self.called or self.id


class Measure(Row):
    """What is counted, and by which day it falls into a period. `among`: whom it counts stand among the positive decisions of that measure,
    and small numbers of the two are protected together. One that is not `handed_on` stays with the operator.
    Source: domain 7.1; decision 0019.
    """

    id: str
    of: Literal["referrals", "decisions", "notifications", "identified", "rights", "people"]
    label: Label
    says: Label
    source: str
    stage: str = ""
    among: str | None = None
    breakdowns: tuple[str, ...] = ()
    handed_on: bool = True


@dataclass(frozen=True, slots=True)
class Definitions:
    """Every measure and breakdown by its id."""

    measures: Mapping[str, Measure]
    breakdowns: Mapping[str, Breakdown]

    def of(self, measure: Measure) -> tuple[Breakdown, ...]:
        """The breakdowns of a measure, in order. Source: domain 7.1."""
        return tuple(self.breakdowns[id] for id in measure.breakdowns)

    def groups(self, row: Breakdown) -> tuple[str, ...]:
        """The parts of the outer breakdown within which a breakdown stands. Source: domain 7.1."""
        return row.of or self.breakdowns[row.within].parts if row.within is not None else ()

    def only(self, *ids: str) -> Definitions:
        """These measures alone; raises KeyError where there is none of that name. Source: issue 12, point 2."""
        return Definitions(MappingProxyType({id: self.measures[id] for id in ids}), self.breakdowns)


@cache
def definitions() -> Definitions:
    """The definitions that ship with OpenNRM. Raises Misread with every mistake at its place. Source: issue 12, point 2."""
    return read("statistics/data/tables.yaml", (files("opennrm.statistics") / "data/tables.yaml").read_text(encoding="utf-8"))


@cache
def of_the_morning() -> Definitions:
    """What the coordinator's page counts beside the tables. Raises Misread as `definitions` does. Source: issue 12, point 5."""
    return read("statistics/data/morning.yaml", (files("opennrm.statistics") / "data/morning.yaml").read_text(encoding="utf-8"))


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
        if measure.among is not None and (measure.among not in measures or measures[measure.among].of != "decisions"):
            decisions = ", ".join(id for id, one in measures.items() if one.of == "decisions")
            yield doc.problem(("measures", number, "among"), f"no decisions {measure.among}", f"those are {decisions}")
        if measure.among is not None and measure.id in breakdowns:
            yield doc.problem(
                ("measures", number, "id"), f"{measure.id} is a breakdown too", "what stands among another needs a name of its own"
            )
    for number, row in enumerate(breakdowns.values()):
        if row.within is not None and not (row.within in breakdowns and (row.of or breakdowns[row.within].parts)):
            yield doc.problem(("breakdowns", number, "within"), f"no breakdown {row.within} with parts", known)
