"""A template of reports as data: chapters, what each selects, how it is grouped and toned. For any period and organisation. Pure."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from opennrm.programme.typed import AimKind, Group, Kind, State, Topic
from opennrm.standards.reading import Document
from opennrm.standards.shape import Label, Row, one_row

__all__ = ["Block", "ChapterPlan", "Template", "template", "templates"]

FOLDER = "data/templates"
Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Takes = Literal[
    "overview",
    "aims",
    "taskings",
    "activities",
    "materials",
    "interventions",
    "figures",
    "promised",
    "outlook",
    "chart_activities",
    "chart_promises",
]


class Block(Row):
    """A part of a chapter: what it takes of the record, how it groups that. Of several that would take an activity the lowest turn does.

    Source: issue 13, point 7 (chapters, selections, groupings, order, tone).
    """

    key: Code
    take: Takes
    title: Label | None = None
    level: Literal[1, 2] = 1
    topics: tuple[Topic, ...] = ()
    kinds: tuple[Kind, ...] = ()
    states: tuple[State, ...] = ()
    groups: tuple[Group, ...] = ()
    aim_kinds: tuple[AimKind, ...] = ()
    group: Literal["none", "country", "topic"] = "none"
    ahead: bool = False  # what is planned for the time after the period: a chapter of what was done has no room for it
    where: Literal["any", "one", "many", "none"] = "any"  # in how many countries it was
    turn: Annotated[int, Field(ge=1, le=9)] = 5
    counts: tuple[Kind, ...] = ()  # kinds of which is said in how many countries there are some, by state


class ChapterPlan(Row):
    """A chapter of a template. Source: issue 13, point 7."""

    key: Code
    title: Label
    level: Literal[1, 2] = 1
    blocks: tuple[Block, ...] = ()


class Template(Row):
    """What a report is made by. Source: issue 13, point 7 (a template is data)."""

    id: Code
    title: Label
    says: Label
    tone: Literal["terse", "full"] = "full"
    chapters: tuple[ChapterPlan, ...]


@cache
def templates() -> dict[str, Template]:
    """Every template that ships, by its id. Raises Misread with each mistake at its place. Source: issue 13, point 7."""
    found = sorted((files("opennrm.programme.report") / FOLDER).iterdir(), key=lambda file: file.name)
    read = [_read(file.name, file.read_text(encoding="utf-8")) for file in found if file.name.endswith(".yaml")]
    return {one.id: one for one in read}


def template(name: str) -> Template:
    """One of them. Raises KeyError for no such. Source: issue 13, point 7."""
    return templates()[name]


def _read(name: str, text: str) -> Template:
    document = Document.read(f"programme/report/{FOLDER}/{name}", text)
    return one_row(document, Template, document.data, ())
