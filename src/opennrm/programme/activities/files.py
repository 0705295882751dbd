"""Activities and organisations as tables: one shape for the template, the export and the import. Pure, but for the words of its notes.

The first row of a record says what it is; further rows with the same key add a place, somebody who took part, an outcome. So nothing of a
record is lost in a table, and a table of one row a record is the plain case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from pydantic import ValidationError as Misshapen

from opennrm.programme import typed, words
from opennrm.programme.mistakes import mistakes
from opennrm.programme.spans import NoSpan

__all__ = ["SHAPES", "Refused", "Shape", "judged", "table"]

MANY = ", "  # between codes of one cell
# Parts of an activity that repeat, with the fields that a row may give each.
PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "places": ("place", ("country", "region", "town", "area", "about")),
    "parts": ("part", ("role", "body", "people", "country", "number")),
    "outcomes": (
        "outcome",
        ("key", "kind", "subject", "when", "body", "country", "evidence", "clauses", "topics", "materials", "language", "sources"),
    ),
    "findings": ("finding", ("key", "subject", "countries", "topics", "groups", "clauses", "language", "sources")),
    "links": ("link", ("kind", "to")),
    "money": ("money", ("body", "amount", "currency", "pays_for")),
}
ALONE = ("kind", "title", "subject", "when", "every_months", "state", "held_up_by", "confidence")
OF_IT = ("aims", "taskings", "topics", "groups", "clauses", "materials", "method", "sample", "sources", "language")
ASKED = ("body", "people", "country", "when", "answered")
SEVERAL = {"aims", "taskings", "topics", "groups", "clauses", "materials", "sources", "countries"}
TIMES = {"when", "answered"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of record that a table holds: its columns in order, and what a row of it becomes."""

    name: str
    record: type[typed.Typed]
    columns: tuple[str, ...]


def _columns() -> Iterator[str]:
    yield from ("key", *ALONE, *OF_IT)
    yield from (f"asked_{name}" for name in ASKED)
    for short, fields in PARTS.values():
        yield from (f"{short}_{field}" for field in fields)


SHAPES: Mapping[str, Shape] = {
    "activities": Shape("activities", typed.Activity, tuple(_columns())),
    "bodies": Shape("bodies", typed.Body, ("key", "name", "short", "kind", "country", "within", "sources", "language")),
}


@dataclass(frozen=True, slots=True)
class Refused:
    """What is wrong with a row: its number in the file, its column (empty: the whole row), and what would be right."""

    row: int
    column: str
    says: str


# --- out ----------------------------------------------------------------------------------------------------------------------


def table(shape: Shape, records: Iterable[typed.Typed]) -> Iterator[list[str]]:
    """The rows of records, each under the columns of the shape; without the head."""
    for one in records:
        said = one.model_dump()
        rows = _flat(said) if shape.record is typed.Activity else [{name: _cell(said[name]) for name in shape.columns}]
        for row in rows:
            yield [row.get(column, "") for column in shape.columns]


def _flat(said: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    first = {name: _cell(said[name]) for name in ("key", *ALONE, *OF_IT)}
    first |= {f"asked_{name}": _cell((said["asked"] or {}).get(name)) for name in ASKED}
    parts = [[_part(short, fields, one) for one in said[name]] for name, (short, fields) in PARTS.items()]
    for place, row in enumerate(zip_longest(*parts, fillvalue={}) if any(parts) else [()]):
        together = {column: text for cells in row for column, text in cells.items()}
        yield {**(first if place == 0 else {"key": first["key"]}), **together}


def _part(short: str, fields: Sequence[str], one: Mapping[str, Any]) -> dict[str, str]:
    return {f"{short}_{field}": _cell(one[field]) for field in fields}


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, tuple | list):
        return MANY.join(value)
    return "" if value is None else str(value)


# --- in -----------------------------------------------------------------------------------------------------------------------


def judged(shape: Shape, rows: Iterable[tuple[int, Mapping[str, str]]]) -> tuple[list[typed.Typed], list[Refused]]:
    """The records that rows make, each row with its number in the file; and what is wrong with those that make none."""
    good: list[typed.Typed] = []
    wrong: list[Refused] = []
    for group in _by_key(rows):
        said, places = _gathered(shape, group)
        try:
            good.append(shape.record.model_validate(said))
        except Misshapen as found:
            wrong += [Refused(*_at(shape, group, places, one.at), one.says) for one in mistakes(found)]
    return good, wrong


Group = list[tuple[int, Mapping[str, str]]]
Places = dict[tuple[str, int], int]


def _by_key(rows: Iterable[tuple[int, Mapping[str, str]]]) -> list[Group]:
    """Rows of one key together, wherever they stand; a row without a key is a record of its own, and refused for that."""
    groups: dict[str, Group] = {}
    for number, row in rows:
        groups.setdefault(row.get("key") or f"\x00{number}", []).append((number, row))
    return list(groups.values())


def _gathered(shape: Shape, group: Group) -> tuple[dict[str, Any], Places]:
    """What the rows say together, and in which row each part of it stands."""
    if shape.record is not typed.Activity:
        return {name: _value(name, text) for name, text in group[0][1].items() if text}, {}
    said: dict[str, Any] = {name: [] for name in PARTS}
    places: Places = {}
    for number, row in group:
        for name in ("key", *ALONE, *OF_IT):
            if text := row.get(name, ""):
                said.setdefault(name, _value(name, text))
        for name, (short, fields) in PARTS.items():
            if part := {field: _value(field, text) for field in fields if (text := row.get(f"{short}_{field}", ""))}:
                places[name, len(said[name])] = number
                said[name].append(_keyed(name, part, said.get("key", ""), len(said[name])))
        if asked := {name: _value(name, text) for name in ASKED if (text := row.get(f"asked_{name}", ""))}:
            said.setdefault("asked", asked)
    return said, places


def _keyed(name: str, part: dict[str, Any], key: str, place: int) -> dict[str, Any]:
    """Outcomes and findings have keys of their own; who gives none gets one that the same file gives again."""
    return {"key": f"{key}-{name[0]}{place + 1}", **part} if name in ("outcomes", "findings") else part


def _value(name: str, text: str) -> Any:
    if name in TIMES:
        return _time(text)
    if name in SEVERAL:
        return tuple(one.strip() for one in text.replace(";", ",").split(",") if one.strip())
    return text.casefold() in ("yes", "true", "1", "x") if name == "about" else text


def _time(text: str) -> str:
    """How a time is kept; what is none is left as it stands, and refused with the rest of its row."""
    try:
        return words.time_of(text)
    except NoSpan:
        return text


def _at(shape: Shape, group: Group, places: Places, at: tuple[int | str, ...]) -> tuple[int, str]:
    """The row and the column of a mistake, from the path of its field in the record."""
    first, *rest = at or ("",)
    if first in PARTS and rest and isinstance(rest[0], int):
        short = PARTS[str(first)][0]
        column = next((f"{short}_{step}" for step in rest[1:] if f"{short}_{step}" in shape.columns), "")
        return places.get((str(first), rest[0]), group[0][0]), column
    if first == "asked" and rest:
        return group[0][0], f"asked_{rest[0]}"
    return group[0][0], str(first) if first in shape.columns else ""
