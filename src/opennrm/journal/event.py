"""The base of every event: a frozen, typed payload in the past tense; what identifies is declared sealed. Pure.

Bytes and fields: docs/decisions/0003-journal-bytes.md.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from types import NoneType
from typing import Any, ClassVar, Literal
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict
from pydantic_core import from_json

Precision = Literal["instant", "day", "month", "year", "unknown"]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sealed:
    """Marks a field of an event that stands in the vault only: `Annotated[str | None, Sealed("account", "referral.account")]`."""

    section: str
    code: str


@dataclass(frozen=True, slots=True)
class Effective:
    """When it happened in the world (valid time), as precisely as it is known."""

    start: date | None
    until: date | None = None
    precision: Precision = "day"

    def as_json(self) -> Json:
        """The three values under the names of the header. Source: docs/decisions/0003-journal-bytes.md."""
        return {"from": _iso(self.start), "to": _iso(self.until), "precision": self.precision}

    @classmethod
    def from_json(cls, value: Json) -> "Effective":
        """Read back what `as_json` wrote. Source: docs/decisions/0003-journal-bytes.md."""
        return cls(_day(value["from"]), _day(value["to"]), value["precision"])


@lru_cache(maxsize=8192)
def _id(text: str) -> UUID:
    """An id as a header has it: the same few agencies and persons record, and a stream is read as a whole."""
    return UUID(text)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who recorded an event, when, on whose behalf, where in its stream, and which state it led to."""

    position: int
    stream: UUID
    kind: str
    seq: int
    type: str
    v: int
    actor: UUID
    agency: UUID
    agency_kind: str
    effective: Effective
    recorded_at: datetime
    profile_edition: str
    to: str
    sealed: tuple[str, ...] = ()

    def row_id(self, suffix: str = "") -> UUID:
        """The same id for the same row on every replay; random to whoever does not know the stream. Source: design §3."""
        return uuid5(self.stream, f"{self.seq}:{suffix}")

    def header(self) -> bytes:
        """The canonical bytes that the hash covers: sorted keys, UTF-8, no floats. Source: frozen.md, event header."""
        return canonical(
            {
                "position": self.position,
                "stream": str(self.stream),
                "kind": self.kind,
                "seq": self.seq,
                "type": self.type,
                "v": self.v,
                "actor": str(self.actor),
                "agency": str(self.agency),
                "agency_kind": self.agency_kind,
                "effective": self.effective.as_json(),
                "recorded_at": self.recorded_at.isoformat(timespec="microseconds"),
                "profile_edition": self.profile_edition,
                "to": self.to,
            }
        )

    @classmethod
    def from_header(cls, header: bytes, sealed: tuple[str, ...]) -> "Envelope":
        """Read the envelope back from stored bytes. Source: frozen.md, event header."""
        given = from_json(header)
        given["effective"] = Effective.from_json(given["effective"])
        given["recorded_at"] = datetime.fromisoformat(given["recorded_at"])
        for name in ("stream", "actor", "agency"):
            given[name] = _id(given[name])
        return cls(**given, sealed=sealed)


class Event(BaseModel):
    """Something that happened. Subclasses say their stable type, version, section and kind of stream.

    `class ReferralAccepted(Event, type="referral.accepted", section="decisions")`. A sealed field is `str | None`: it carries the
    text when the event is recorded and is None ever after, so no fold and no projection can read it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)
    type: ClassVar[str]
    v: ClassVar[int]
    section: ClassVar[str]
    kind: ClassVar[str]
    sealed_fields: ClassVar[dict[str, Sealed]]

    @classmethod
    def __pydantic_init_subclass__(  # type: ignore[override]
        cls, *, type: str, section: str, v: int = 1, kind: str = "case", **kwargs: Any
    ) -> None:
        cls.type, cls.v, cls.section, cls.kind = type, v, section, kind
        cls.sealed_fields = {name: mark for name, info in cls.model_fields.items() for mark in info.metadata if isinstance(mark, Sealed)}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__()

    def clear(self) -> bytes:
        """The canonical bytes of what stands in clear. Source: frozen.md, coarse facts in clear."""
        return canonical(self.model_dump(mode="json", exclude=set(self.sealed_fields)))

    def to_seal(self) -> Iterator[tuple[Sealed, str]]:
        """Each sealed field that was given, with its text. Source: frozen.md, sealed value."""
        for name, mark in self.sealed_fields.items():
            text = getattr(self, name)
            if text:
                yield mark, text


def canonical(value: Any) -> bytes:
    """Sorted keys, no blanks, UTF-8; a float is refused, since its bytes depend on the writer.

    Raises ValueError on a float. Source: frozen.md, event header.
    """
    _refuse_floats((value,))
    return _ENCODER.encode(value).encode()


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_PLAIN = (str, int, bool, NoneType)  # most of what is written: told by its very type, before anything else is asked


def _refuse_floats(values: Iterable[Any]) -> None:
    for value in values:
        if type(value) in _PLAIN:
            continue
        if isinstance(value, float):
            raise ValueError("a float has no canonical bytes")
        if isinstance(value, dict):
            _refuse_floats(value.values())
        elif isinstance(value, list | tuple):
            _refuse_floats(value)
