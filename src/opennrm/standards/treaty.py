"""Who is bound by which instrument since when: the steps of each state, each with where it was read, or what was searched for in vain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from opennrm.standards.mistakes import wrong
from opennrm.standards.shape import Label, Row

__all__ = ["Stated", "Tag", "TreatyStatus", "TreatyTable"]

Tag = Literal["V", "S2", "C", "R"]
STEPS = ("signed", "ratified", "acceded", "in_force", "transposed", "left")


class Stated(Row):
    """The day of one step, that it never was taken, or what was read without finding it. Source: design 6, three kinds of silence."""

    on: date | None = None
    never: bool = False
    not_known_to_us: str | None = None
    tag: Tag | None = None
    source: str | None = None

    @model_validator(mode="after")
    def _one(self) -> Stated:
        if sum((self.on is not None, self.never, self.not_known_to_us is not None)) != 1:
            raise wrong("a step says none of three, or several", "say exactly one of on, never: true, not_known_to_us")
        if (self.not_known_to_us is None) != (self.tag is not None and self.source is not None):
            raise wrong(
                "what is said and its source do not fit", "a day and a never have a tag and a source; what is not known has neither"
            )
        return self

    @property
    def certain(self) -> bool:
        """Whether the day was read or follows from what was read. Source: legal-facts, tags V and C."""
        return self.on is not None and self.tag in ("V", "C")


class TreatyStatus(Row):
    """How one state stands to one instrument; `party`: whether it is bound today. Who acceded had no signature to give.

    Source: legal-facts 3.
    """

    state: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    instrument: str
    party: bool
    tag: Tag
    source: str
    signed: Stated | None = None
    ratified: Stated | None = None
    acceded: Stated | None = None
    in_force: Stated | None = None
    transposed: Stated | None = None
    left: Stated | None = None

    @model_validator(mode="after")
    def _sound(self) -> TreatyStatus:
        if self.party and self.in_force is None:
            raise wrong("a party is bound since some day", "write in_force, or what was searched for it")
        if self.ratified is not None and self.acceded is not None:
            raise wrong("ratified and acceded", "a state ratifies what it signed, or accedes to what it did not")
        if self.acceded is not None and self.signed is not None:
            raise wrong("signed and acceded", "a state that acceded had not signed: write ratified, or leave signed out")
        days = [stated.on for stated in (self.signed, self.ratified or self.acceded, self.in_force, self.left) if stated and stated.on]
        if days != sorted(days):
            raise wrong("the steps are not in order", "their days follow one another: signed, ratified or acceded, in force, left")
        return self

    def steps(self) -> Iterator[tuple[str, Stated]]:
        """Each step of which something is said, by name, in order. Source: legal-facts 3."""
        for name in STEPS:
            stated = getattr(self, name)
            if stated is not None:
                yield name, stated


class TreatyTable(Row):
    """The whole table: the states by code, and one row for each state and instrument; `searched` holds texts that many rows share.

    Source: legal-facts 3.
    """

    searched: tuple[str, ...] = ()
    states: Mapping[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], Label]
    treaties: tuple[TreatyStatus, ...]

    def of(self, state: str, instrument: str) -> TreatyStatus | None:
        """The row of a state and an instrument, or None where no source was read. Source: legal-facts 3."""
        return next((row for row in self.treaties if (row.state, row.instrument) == (state, instrument)), None)
