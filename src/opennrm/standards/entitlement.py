"""What a clause gives to a person: who has it, what opens and ends it, and which recorded act meets or breaks it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from opennrm.standards.mistakes import wrong
from opennrm.standards.shape import Label, Row

__all__ = ["Entitlement", "Floor", "Kind", "Status"]

Status = Literal["none", "indicated", "presumed", "formally_identified", "not_identified", "unknown"]
Section = Literal[
    "identity",
    "contact_and_location",
    "account",
    "health",
    "risk_and_safety",
    "support",
    "legal_status",
    "proceedings",
    "return",
    "decisions",
]
Group = Literal[
    "identification",
    "time_and_stay",
    "home_and_means",
    "health",
    "told_and_advised",
    "children",
    "proceedings",
    "compensation",
    "return",
    "respect",
]


class Kind(StrEnum):
    """How an entitlement is owed. Source: law-as-data 3."""

    DELIVER_BY = "deliver_by"
    PROVIDE_WHILE = "provide_while"
    REFRAIN = "refrain"
    MINIMUM_PERIOD = "minimum_period"


class Floor(Row):
    """The least length that the instrument itself asks, whatever national law says; in calendar days. Source: CETS 197 Art 13(1)."""

    n: Annotated[int, Field(ge=1, le=1000)]
    unit: Literal["calendar_days"] = "calendar_days"
    kind: Literal["minimum"] = "minimum"


def _lists(raw: object) -> object:
    return {key: (value,) if isinstance(value, str) else value for key, value in raw.items()} if isinstance(raw, Mapping) else raw


class Entitlement(Row):
    """One right of one person. What meets it is the giving of `thing`, or one of the facts `met_by`, or the running of `period`.

    `who`: the neutral statuses that have it (none named: everybody); `opens_on`: any of these facts, besides the status; `reasons`: facts
    without which it is open in doubt; `ends_on`: any of these ends it; `withheld_on`: the grounds that the clause itself knows;
    `responsible`: the kind of agency whose turn it is; `section`: what it is about, for access; `unseen`: why no case file can show it.
    Source: law-as-data 1, Entitlement; CETS 197 Ch. III.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]*(\.[a-z_]+)*$")]
    clauses: Annotated[tuple[str, ...], Field(min_length=1)]
    title: Label
    met_by_words: Label
    section: Section
    group: Group
    responsible: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    kind: Kind
    who: tuple[Status, ...] = ()
    when: Annotated[Mapping[str, tuple[str, ...]], BeforeValidator(_lists)] = Field(default_factory=dict)
    opens_on: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    ends_on: tuple[str, ...] = ()
    thing: str | None = None
    met_by: tuple[str, ...] = ()
    breached_by: tuple[str, ...] = ()
    period: str | None = None
    floor: Floor | None = None
    withheld_on: tuple[str, ...] = ()
    tag: Literal["V", "S", "S2", "R"] = "V"
    unseen: Label | None = None

    @model_validator(mode="after")
    def _what_meets_it(self) -> Entitlement:
        if self.unseen is None and self._lacks():
            raise wrong(
                f"a {self.kind.value} entitlement needs {self._lacks()}",
                f"write {self._lacks()}, or `unseen` that says why no case can show it",
            )
        return self

    def _lacks(self) -> str | None:
        needs = {
            Kind.DELIVER_BY: (bool(self.thing or self.met_by), "`thing` or `met_by`"),
            Kind.PROVIDE_WHILE: (self.thing is not None, "`thing`"),
            Kind.REFRAIN: (bool(self.breached_by), "`breached_by`"),
            Kind.MINIMUM_PERIOD: (self.period is not None, "`period`"),
        }
        there, what = needs[self.kind]
        return None if there else what

    @property
    def asked_as(self) -> str:
        """The qualifier under which giving, declining, withholding are recorded: the thing, else the entitlement's own id.

        Source: law-as-data 2, support.
        """
        return self.thing or self.id
