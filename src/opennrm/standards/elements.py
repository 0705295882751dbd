"""Act, means, purpose: what trafficking is made of, looked at for each time in which a person was exploited."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from opennrm.standards.refusal import gettext_noop

__all__ = ["Elements", "elements"]

Element = Literal["act", "means", "purpose"]

COMPLETE = gettext_noop("Act, means and purpose are all there: the definition of trafficking is met for this time.")
CHILD = gettext_noop("Act and purpose are there. For a child no means is needed: the definition of trafficking is met for this time.")
IN_DOUBT = gettext_noop("Act and purpose are there. While the age is in doubt the child's test applies, and no means is needed.")
MISSING = gettext_noop("Not shown yet: %(missing)s. What is not shown may still have been so.")


@dataclass(frozen=True, slots=True)
class Elements:
    """How the definition stands for one time of exploitation.

    `means_needed`: whether the person was an adult then; `consent_counts`: whether a yes of the person to the exploitation could matter
    at all, which it does not where a means was used, and never for a child. Source: Palermo Protocol Art 3(a)–(d); CETS 197 Art 4.
    """

    act: bool
    means: bool
    purpose: bool
    age: Literal["adult", "child", "unknown"]

    @property
    def means_needed(self) -> bool:
        """Only for an adult; a doubt about the age is read for the person. Source: Palermo Protocol Art 3(c), (d); CETS 197 Art 10(3)."""
        return self.age == "adult"

    @property
    def consent_counts(self) -> bool:
        """Source: Palermo Protocol Art 3(b), (c)."""
        return self.means_needed and not self.means

    @property
    def missing(self) -> tuple[Element, ...]:
        """What is not shown and would be needed. Source: Palermo Protocol Art 3."""
        needed: dict[Element, bool] = {"act": self.act, "means": self.means or not self.means_needed, "purpose": self.purpose}
        return tuple(name for name, there in needed.items() if not there)

    @property
    def met(self) -> bool:
        """Whether the definition is met. Source: Palermo Protocol Art 3."""
        return not self.missing

    @property
    def says(self) -> str:
        """What that means, a msgid with the place %(missing)s where something is. Source: Palermo Protocol Art 3."""
        if self.missing:
            return MISSING
        return {"adult": COMPLETE, "child": CHILD, "unknown": IN_DOUBT}[self.age]


def elements(
    acts: Collection[str], means: Collection[str], purposes: Collection[str], age: Literal["adult", "child", "unknown"]
) -> Elements:
    """The definition against what is recorded of one time: codes of acts, means and purposes, and the person's age then.

    Source: Palermo Protocol Art 3; domain 0.1, ExploitationEpisode (the age is that of the time, not of today).
    """
    return Elements(bool(acts), bool(means), bool(purposes), age)
