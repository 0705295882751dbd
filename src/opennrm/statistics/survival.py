"""How long until something happened, where it has not happened yet for everybody: Kaplan and Meier's curve. Pure.

Who still waits counts as waiting for as long as is known; the mean of those who are through leaves them out and tells of a shorter wait.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log, sqrt

__all__ = ["Curve", "Median", "Step", "Waited", "curve"]

NORMAL = 1.959963984540054  # the 97.5 % point of the standard normal distribution: 95 % on two sides


@dataclass(frozen=True, slots=True)
class Waited:
    """How many waited for as many days until it happened (`ended`), and how many have waited so long and still wait (`waiting`)."""

    days: int
    ended: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which it happened: who was still waiting just before, to how many it happened, and the share that waits longer.

    `low` and `high` are the pointwise 95 % interval; both are None where the share is 0: it has none there.
    """

    days: int
    at_risk: int
    ended: int
    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Median:
    """The first day after which at most half still wait, with its 95 % interval; None is "not reached"."""

    days: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Curve:
    """The steps in order of their days, over all who were followed."""

    steps: tuple[Step, ...]
    followed: tuple[Waited, ...]

    @property
    def median(self) -> Median:
        """Where the curve, and each bound of it, comes to one half or below. Source: Brookmeyer and Crowley 1982, Biometrics 38, 29-41."""
        share = next((step.days for step in self.steps if step.share <= 0.5), None)
        low = next((step.days for step in self.steps if step.low is None or step.low <= 0.5), None)
        high = next((step.days for step in self.steps if step.high is not None and step.high <= 0.5), None)
        return Median(share, low, high)

    def at_risk(self, days: int) -> int:
        """How many had waited for so many days at least. Source: Kaplan and Meier 1958."""
        return sum(one.ended + one.waiting for one in self.followed if one.days >= days)


def curve(waited: Iterable[Waited]) -> Curve:
    """The curve of groups of people, in any order; who is censored on a day was still at risk on it. Raises ValueError of negative numbers.

    Source: Kaplan and Meier 1958, J. Am. Stat. Assoc. 53, 457-481; the variance is Greenwood's, the intervals are taken on the scale of
    log(-log S): Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 1.4.
    """
    groups: dict[int, tuple[int, int]] = {}
    for one in waited:
        if min(one.days, one.ended, one.waiting) < 0:
            raise ValueError(f"nobody waits for less than no days, nor are they fewer than none: {one}")
        ended, waiting = groups.get(one.days, (0, 0))
        groups[one.days] = ended + one.ended, waiting + one.waiting
    followed = tuple(Waited(days, *groups[days]) for days in sorted(groups))
    risk = sum(one.ended + one.waiting for one in followed)
    share, variance, steps = 1.0, 0.0, []
    for one in followed:
        if one.ended:
            share *= (risk - one.ended) / risk
            if risk > one.ended:
                variance += one.ended / (risk * (risk - one.ended))
            steps.append(Step(one.days, risk, one.ended, share, *_interval(share, variance)))
        risk -= one.ended + one.waiting
    return Curve(tuple(steps), followed)


def _interval(share: float, variance: float) -> tuple[float, float] | tuple[None, None]:
    if not 0 < share < 1:
        return None, None
    wide = exp(NORMAL * sqrt(variance) / -log(share))
    return share**wide, share ** (1 / wide)
