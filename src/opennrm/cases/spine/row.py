"""A row of the rights ledger as it is stored: one entitlement, one opening, and the acts that bear on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from opennrm.cases.spine.status import Status, status
from opennrm.standards.entitlement import Kind

__all__ = ["Act", "Doubt", "LedgerRow", "Silence"]

FOREVER = date(9999, 12, 31)

Silence = Literal["not_provided", "not_known_to_us"]


class Act(NamedTuple):
    """One thing that was done or not done for a right.

    `what` is one of given, met, declined, asked, unavailable, withheld, breach, period, refused, decided; `until` the first day on which a
    span no longer ran; `lawful` whether the ground is one that the clause or national law knows; `seq` the event's number.
    Source: law-as-data 3.
    """

    what: str
    on: date
    at: datetime | None = None
    until: date | None = None
    ground: str | None = None
    lawful: bool | None = None
    seq: int = 0


class Doubt(NamedTuple):
    """What was not recorded, from a day until the day it was; while it lasts the right is open in doubt. Source: law-as-data 3 (6)."""

    what: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One entitlement, one opening. Its status on any day is `status(row, day)`; nothing here changes by the passing of time.

    `opened_by`: the fact or the status that opened it. `counts_from`: the day from which its clock counts. `due_on`: the last day in
    time, or of a minimum its earliest end. `held_since`: its clock stands still. `clock_silent`: why there is no date. `floor_on`: the
    earliest end that the instrument itself asks, where national law's lies before it. `awaits_decision`: a period may not end before a
    decision. `ends_on`: the day it ended (a status or condition ceased, or a fact ends it). `void_on`: the day it turned out that it
    never applied. `replaced_on`: the day a new opening took its place. `silence`: the law gives nothing, or we do not know.
    Source: law-as-data 3; design 6.
    """

    entitlement: str
    opening: int
    kind: Kind
    clauses: tuple[str, ...]
    section: str
    responsible: str
    opened_on: date
    opened_by: str
    clock: str | None = None
    counts_from: date | None = None
    due_on: date | None = None
    due_at: datetime | None = None
    due_kind: Literal["target", "minimum", "maximum"] | None = None
    held_since: date | None = None
    clock_silent: str | None = None
    floor_on: date | None = None
    awaits_decision: bool = False
    ends_on: date | None = None
    void_on: date | None = None
    replaced_on: date | None = None
    acts: tuple[Act, ...] = ()
    silence: Silence | None = None
    doubts: tuple[Doubt, ...] = ()
    edition: str = ""

    @property
    def at_once(self) -> bool:
        """Whether it is owed from the day on which it opened: no clock gives it a later one, and the law is not silent.

        Source: CETS 197 Art 12(1); law-as-data 3.
        """
        return self.kind in (Kind.PROVIDE_WHILE, Kind.DELIVER_BY) and self.clock is None and self.due_on is None and self.silence is None

    def to_json(self) -> dict[str, Any]:
        """What to store, as JSON knows it; fields that say nothing are left out. Source: docs/architecture.md, Ledger."""
        return {name: _told(value) for name in _FIELDS if (value := getattr(self, name))}

    def flat(self, on: date | None = None) -> dict[str, Any]:
        """What an index needs: whose turn it is, whether an act is still wanted (for good, or on `on`), and by when.

        `due` is None where no act is wanted, where there is no day, or where the day is the earliest end of a minimum.
        Source: house-style 3.4, owner; design 6.
        """
        stands: Status = status(self, on or FOREVER)
        dated = stands.wants and self.kind is not Kind.MINIMUM_PERIOD
        return {
            "entitlement": self.entitlement,
            "opening": self.opening,
            "kind": self.kind.value,
            "section": self.section,
            "responsible": self.responsible,
            "opened_on": self.opened_on,
            "ends_on": self.ends_on,
            "wants": stands.wants and self.kind is not Kind.REFRAIN,
            "due": self.due_on if dated else None,
            "target": self.due_kind == "target",
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> LedgerRow:
        """The row that was stored; raises KeyError or TypeError for what is none. Source: docs/architecture.md, Ledger."""
        return cls(**{name: _READ.get(name, _same)(value) for name, value in stored.items()})


_FIELDS = tuple(field.name for field in fields(LedgerRow))


def _told(value: object) -> Any:
    if isinstance(value, tuple):
        return [_told(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _same(value: Any) -> Any:
    return value


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _instant(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _act(told: list[Any]) -> Act:
    what, on, at, until, ground, lawful, seq = told
    return Act(what, date.fromisoformat(on), _instant(at), _day(until), ground, lawful, seq)


def _acts(value: list[list[Any]]) -> tuple[Act, ...]:
    return tuple(_act(told) for told in value)


def _doubts(value: list[list[Any]]) -> tuple[Doubt, ...]:
    return tuple(Doubt(what, date.fromisoformat(since), _day(until)) for what, since, until in value)


_READ: dict[str, Callable[[Any], Any]] = {
    "kind": Kind,
    "clauses": tuple,
    "acts": _acts,
    "doubts": _doubts,
    "due_at": _instant,
    **dict.fromkeys(("opened_on", "counts_from", "due_on", "held_since", "floor_on", "ends_on", "void_on", "replaced_on"), _day),
}
