"""What can be said of a case: the closed list of fact names, so that no rule, clock or entitlement names a thing that nobody records."""

from __future__ import annotations

from enum import StrEnum

from opennrm.standards.shape import Label, Row

__all__ = ["Fact", "Shape", "Stage"]


class Shape(StrEnum):
    """How a fact lies in time. Source: law-as-data 2."""

    MOMENT = "moment"
    SPAN = "span"
    STANDING = "standing"


class Stage(StrEnum):
    """The stage of the person's way that records a fact. Source: law-as-data 2."""

    CONTACT = "contact"
    REFERRAL = "referral"
    IDENTIFICATION = "identification"
    PROTECTION = "protection"
    SUPPORT = "support"
    JUSTICE = "justice"
    SAFE_RETURN = "safe_return"


class Fact(Row):
    """One fact name: its shape, the stage that records it, what it may say, and whether it is about cooperation with an authority.

    `values` is closed where it is given; `qualified` names carry a word after a colon (`given:accommodation`), closed where `qualifiers`
    is given; `derived` facts follow from others and need not be recorded. Source: law-as-data 2.
    """

    name: str
    shape: Shape
    stage: Stage
    qualified: bool = False
    qualifiers: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    cooperation: bool = False
    derived: bool = False
    means: Label

    @property
    def field(self) -> str:
        """The field of the stage's dataclass in CaseFacts. Source: docs/architecture.md, Facts."""
        return self.name.replace(".", "_")

    def wrong(self, qualifier: str | None, value: str | None) -> str | None:
        """Why `name:qualifier=value` says nothing, or None when it does. Source: law-as-data 2."""
        if self.qualified != bool(qualifier):
            return f"{self.name} is written {self.name}:…" if self.qualified else f"{self.name} takes no qualifier, got {qualifier!r}"
        if self.qualifiers and qualifier not in self.qualifiers:
            return f"{self.name} knows {', '.join(self.qualifiers)}, not {qualifier!r}"
        if value is not None and self.values and value not in self.values:
            return f"{self.name} is one of {', '.join(self.values)}, not {value!r}"
        return None
