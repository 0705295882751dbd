"""What an instrument says, clause by clause, in our words: how strongly, to whom, from which status on, and where it was read."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import model_validator

from opennrm.standards.mistakes import wrong
from opennrm.standards.shape import Label, Row

__all__ = ["Clause", "Instrument", "Source"]


class Source(Row):
    """Where a clause was read. Source: legal-facts, Source keys."""

    key: str
    title: Label


class Instrument(Row):
    """A treaty, directive or commitment; `cite` stands before the article. Source: frozen, Clause ids."""

    id: str
    short: str
    cite: str
    binding: Literal["treaty", "directive", "commitment"]
    adopted: date
    in_force: date
    title: Label


class Clause(Row):
    """One clause. `says` is a paraphrase; a `recalled` clause was not read again, so it has a heading and no wording.

    `strength` is the verb of the text; `from_status` the earliest status at which it bites (victim: whoever was trafficked, recognised or
    not); `conditions` what limits it; `tag` how we know: V read, S stated in the source document, S2 second-hand, C computed, R recalled;
    `given_by` the clauses that give what this one promises as a whole; `gives_none` why no right of a person follows from it.
    Source: legal-facts 1, 2, 4, 5, 7; domain 2.3.
    """

    id: str
    article: str
    cite_as: str | None = None
    title: Label
    says: Label | None = None
    strength: Literal["must", "should", "consider", "endeavour", "may"]
    addressee: Literal["state", "returning_state", "state_of_nationality", "odihr", "osce"]
    from_status: Literal["none", "any", "presumed", "victim", "returnee"]
    conditions: Label | None = None
    tag: Literal["V", "S", "S2", "C", "R"]
    source: str
    recalled: bool = False
    given_by: tuple[str, ...] = ()
    gives_none: Label | None = None
    instrument: Instrument

    @model_validator(mode="after")
    def _wording_only_of_what_was_read(self) -> Clause:
        if self.recalled != (self.tag == "R") or self.recalled != (self.says is None):
            raise wrong(
                "what is recalled and what is worded do not fit",
                "tagged R is recalled: true without `says`; all others have it",
            )
        return self

    @property
    def cite(self) -> str:
        """As a lawyer cites it: CETS 197 Art 12(1)(a). Source: frozen, Clause ids."""
        return self.cite_as or f"{self.instrument.cite} {self.article}"
