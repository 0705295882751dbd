"""Who the persons of a plan are, as far as margins say. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

__all__ = ["NOT_KNOWN", "Ages", "Origin", "Parts", "Person", "Said", "Split"]

NOT_KNOWN = "unknown"
T = TypeVar("T")
Said = str | None
"""A code; None where margins do not say it, and any will do."""
Parts = Mapping[Any, int]
"""The parts of a breakdown, by the codes of whichever list."""


@dataclass(frozen=True, slots=True)
class Ages:
    """Age groups when exploited and now, and the forms (`several` alone: more than one, whichever): what hangs together."""

    then: Said = None
    now: Said = None
    forms: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Nationality and citizenships."""

    nationality: Said = None
    citizenships: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One person and the referral."""

    ages: Ages = Ages()
    origin: Origin = Origin()
    sex: Said = None
    place: Said = None
    referrer: Said = None
    authority: Said = None
    region: Said = None


@dataclass(frozen=True, slots=True)
class Split(Generic[T]):
    """Of the referrals of the period those that are identified in it (`both`), the others, and who is identified and came before it."""

    both: Sequence[T]
    period: Sequence[T]
    before: Sequence[T]
