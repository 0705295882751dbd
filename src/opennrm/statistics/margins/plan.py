"""The invented cases that margins ask for, as codes and days: what a run has to bring about through the real actions. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from opennrm.statistics.period import Period

__all__ = ["Decided", "Invented", "Plan"]


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision to be made. Source: issue 12, point 1."""

    stage: str
    """`rg` or `cg`."""
    on: date
    positive: bool


@dataclass(frozen=True, slots=True)
class Invented:
    """One case as margins want it; codes of the lists that cases use (standards/data/code_lists.yaml). Source: issue 12, point 1."""

    number: int
    """Stable within the plan: the seed of everything else that is drawn about this case."""
    referred_on: date
    sex: str
    place: str
    age_at_exploitation: str
    age: str
    """The age group on the day of referral; a child when exploited may be an adult now, never the other way round."""
    forms: tuple[str, ...]
    """In the order of the alphabet; nothing where the form is not known."""
    referrer_kind: str
    """A code of agency_kinds, or `self`; nothing where margins do not say who referred."""
    competent_authority: str
    """A code of the margins file; nothing where it does not say which authority decides."""
    nationality: str
    citizenships: tuple[str, ...]
    """Two letters each; nothing where margins do not say."""
    region: str
    decisions: tuple[Decided, ...]
    """By day; a final one only after a positive first one, and after the days that the profile gives for recovery."""
    becomes: str
    """What becomes of it besides: `suspended`, `withdrawn`, `reconsidered` (asked to look again at a no), or nothing."""
    becomes_on: date | None
    """The day of it, on or after the day of the last decision."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All cases and notifications of a period, drawn from margins by a seed. Source: issue 12, point 1."""

    country: str
    period: Period
    seed: int
    cases: tuple[Invented, ...]
    """By the day of referral. Those of before the period are there for decisions that fall into it, and count as referrals nowhere here."""
    notifications: tuple[date, ...]
    chosen: Mapping[str, int]
    """What a whole percentage left open, as it was chosen: the path in the margins file and the count."""
