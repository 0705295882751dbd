"""A publication as it is frozen: everything that its figures depend on, and the figures as they were released. Pure.

Bytes and fields: docs/decisions/0017-publications.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from opennrm.journal.event import canonical
from opennrm.standards.shape import Row
from opennrm.standards.words import Words
from opennrm.statistics.definition import Definitions, read
from opennrm.statistics.release.shown import WITHHELD
from opennrm.statistics.tables import Table

__all__ = [
    "AsAt",
    "Cell",
    "Differing",
    "Frozen",
    "Path",
    "Released",
    "Revised",
    "as_data",
    "definitions_of",
    "differing",
    "hash_of",
    "recounted",
]

Hash = Field(pattern=r"^[0-9a-f]{64}$")
Path = tuple[str, ...]
Texts = dict[str, str]  # by language, English among them


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cell(_Kept):
    """A number with its whole per cent; none where they are withheld, never why."""

    path: Path = Field(min_length=1)
    count: int | None = Field(ge=0)
    percent: int | None = Field(ge=0)


class Released(_Kept):
    """One measure as it was released, cell by cell in the order of its table."""

    measure: str
    cells: tuple[Cell, ...]


class AsAt(_Kept):
    """The position of the journal that was asked, and when what stands there was recorded (UTC)."""

    position: int = Field(ge=1)
    recorded_at: str


class Revised(_Kept):
    """The edition that this one takes the place of, and its hash."""

    edition: int = Field(ge=1)
    hash: str = Hash


class Frozen(_Kept):
    """One edition of the figures of a period. What `tables` says follows from all else and the journal alone; `labels` are words for it.

    Source: issue 12, point 3.
    """

    version: Literal[1] = 1
    country: str
    data: Literal["demo", "synth", "record", "live"]
    period: str
    edition: int = Field(ge=1)
    revises: Revised | None
    as_at: AsAt
    profile_edition: str
    threshold: int = Field(ge=1)
    threshold_source: str
    definition: dict[str, Any]
    definition_hash: str = Hash
    labels: dict[str, Texts]
    tables: tuple[Released, ...]

    @property
    def name(self) -> str:
        """As people cite it: the period and the edition. Source: docs/decisions/0017-publications.md."""
        return f"{self.period}/{self.edition}"

    @property
    def digest(self) -> str:
        """The hash of its content. Source: docs/decisions/0017-publications.md."""
        return hash_of(self.content())

    def content(self) -> bytes:
        """The canonical bytes that are hashed. Source: docs/decisions/0003-journal-bytes.md."""
        return canonical(self.model_dump(mode="json"))


def hash_of(content: bytes) -> str:
    """SHA-256 of canonical bytes, in hexadecimal digits. Source: docs/decisions/0017-publications.md."""
    return hashlib.sha256(content).hexdigest()


def as_data(definitions: Definitions) -> dict[str, Any]:
    """The definitions as plain data, without what says nothing. Source: issue 12, point 3."""
    return {
        "breakdowns": [_plain(row) for row in definitions.breakdowns.values()],
        "measures": [_plain(row) for row in definitions.measures.values()],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Words):
        return dict(value.texts)
    if isinstance(value, Row):
        fields = type(value).model_fields.items()
        return {name: _plain(said) for name, field in fields if (said := getattr(value, name)) != field.default}
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def definitions_of(frozen: Frozen) -> Definitions:
    """The definitions that were frozen, whatever ships today. Raises Misread where today's code cannot read them.

    Source: issue 12, point 3.
    """
    return read(f"publication {frozen.name}", json.dumps(frozen.definition))


def recounted(frozen: Frozen, tables: Sequence[Table]) -> Frozen:
    """The edition with each number that it shows counted anew; what it withholds was decided when it was published, and stays withheld.

    Source: issue 12, point 3.
    """
    exact = {table.measure: table for table in tables}
    again = (Released(measure=one.measure, cells=tuple(_recounted(one, exact[one.measure]))) for one in frozen.tables)
    return frozen.model_copy(update={"tables": tuple(again)})


def _recounted(kept: Released, table: Table) -> Iterator[Cell]:
    together = {cell.path[:-1] for cell in kept.cells if cell.path[-1] == WITHHELD}
    for cell in kept.cells:
        now = table.cells.get(cell.path)
        if cell.count is not None and now is not None:
            yield Cell(path=cell.path, count=now.count, percent=None if cell.percent is None else now.percent)
        elif cell.count is None and (now is not None or cell.path[:-1] in together):
            yield cell
    stood = {cell.path for cell in kept.cells}
    for path, now in table.cells.items():
        if path not in stood and path[:-1] not in together:
            yield Cell(path=path, count=now.count, percent=now.percent)


@dataclass(frozen=True, slots=True)
class Differing:
    """A cell that two editions, or an edition and its recomputation, tell otherwise; None: the cell is not there."""

    measure: str
    path: Path
    before: Cell | None
    after: Cell | None


def differing(before: Frozen, after: Frozen) -> Iterator[Differing]:
    """Each cell that differs, in the order of the tables. Source: issue 12, point 3."""
    old, new = _cells(before), _cells(after)
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield Differing(*key, old.get(key), new.get(key))


def _cells(frozen: Frozen) -> dict[tuple[str, Path], Cell]:
    return {(table.measure, cell.path): cell for table in frozen.tables for cell in table.cells}
