"""How far people came: each stage splits those of the stage above into who came further and what became of the others. Pure.

Who refused, was not ready yet, found no service or is not known about is an outcome of its own, never a person less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Bar", "Reached", "funnel"]


@dataclass(frozen=True, slots=True)
class Reached:
    """How many people came as far as `stage` and no further, with what became of them there (`outcome`)."""

    stage: str
    outcome: str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A stage: how many reached it, how many of them reached a later one, and what became of the others."""

    stage: str
    reached: int
    further: int
    ended: Mapping[str, int]


def funnel(stages: Sequence[str], people: Iterable[Reached]) -> tuple[Bar, ...]:
    """The bars from the first stage to the last; raises ValueError of a stage that is not among them or of fewer than none.

    Each person is counted once, at the last stage reached: whoever came in later on has passed the stages above with it. Source: issue 12,
    point 5.
    """
    ended: dict[str, dict[str, int]] = {stage: {} for stage in stages}
    for one in people:
        if one.stage not in ended or one.count < 0:
            raise ValueError(f"{one} is at none of the stages {', '.join(stages)}, or fewer than none")
        at = ended[one.stage]
        at[one.outcome] = at.get(one.outcome, 0) + one.count
    bars: list[Bar] = []
    further = 0
    for stage in reversed(stages):
        reached = further + sum(ended[stage].values())
        bars.append(Bar(stage, reached, further, dict(sorted(ended[stage].items()))))
        further = reached
    return tuple(reversed(bars))
