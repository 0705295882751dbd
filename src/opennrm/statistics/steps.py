"""What may be told of a curve of waiting: steps in each of which enough people were through, and no number beside them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from opennrm.statistics.survival import Curve, Step
from opennrm.statistics.tables import half_up

__all__ = ["Point", "Waits", "told"]


@dataclass(frozen=True, slots=True)
class Point:
    """After so many days so many per cent still waited; `low` and `high` are the 95 % interval."""

    days: int
    percent: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Waits:
    """The curve as far as it may be told. `median`: the day by which half are through; `followed`: people; None is "not told", and of the
    median also "not reached".

    How many of them are through is not told: beside those whose decision is late, it would say how many left without one.
    """

    points: tuple[Point, ...]
    median: int | None
    followed: int | None

    @property
    def last(self) -> Point | None:
        """Where the line stops. Source: issue 12, point 5."""
        return self.points[-1] if self.points else None


def told(curve: Curve, threshold: int) -> Waits:
    """The curve on days by which as many as the threshold more were through; it stops where fewer than twice as many still wait.

    Source: statistics, Safe release; profile, threshold.
    """
    points, since = [], 0
    for step in curve.steps:
        since += step.ended
        if since >= threshold and step.at_risk - step.ended >= 2 * threshold:
            points.append(Point(step.days, *(half_up(round(part * 10_000), 10_000) for part in _shares(step))))
            since = 0
    return Waits(tuple(points), _median(curve, threshold), _followed(curve, threshold))


def _shares(step: Step) -> tuple[float, float, float]:
    return step.share, step.low if step.low is not None else step.share, step.high if step.high is not None else step.share


def _median(curve: Curve, threshold: int) -> int | None:
    days = curve.median.days
    return days if days is not None and curve.at_risk(days) >= 2 * threshold else None


def _followed(curve: Curve, threshold: int) -> int | None:
    people = sum(one.ended + one.waiting for one in curve.followed)
    return people if people >= threshold else None
