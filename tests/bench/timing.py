"""How long something took, beside the bare view of the same run."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

Job = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Found:
    """One figure of one database: how it is told, and the number whose growth from the fewest cases to the most says something.

    Of what takes time that number is the median as so many bare views, so that a machine which others use too is left out of it.
    """

    told: str
    grows: float | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def timed(job: Job) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    job()
    return (time.perf_counter() - began) * 1000


def median(times: list[float]) -> float:
    return statistics.median(times)


def most(times: list[float]) -> float:
    """What nineteen of twenty do not reach."""
    return sorted(times)[min(int(len(times) * 0.95), len(times) - 1)]


def told(times: list[float]) -> str:
    return f"{median(times):.1f} / {most(times):.1f}"


def beside(times: list[float], bare: list[float], also: str = "") -> Found:
    """The times of a job beside those of the bare view."""
    return Found(f"{told(times)} · {most(times) / most(bare):.1f} ×{also}", median(times) / median(bare))
