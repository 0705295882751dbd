"""How rights that fell due stood on a day, counted: what was met in time, what was late, what nobody could have. Pure.

A choice of the person is no failure and is in no share; what is not known counts as not met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from opennrm.cases.spine.status import StatusCode
from opennrm.statistics.tables import half_up

__all__ = ["OUTCOMES", "Owed", "Share", "outcome", "share", "shares"]

_OUTCOMES: Mapping[StatusCode, str] = MappingProxyType(
    {
        StatusCode.MET_IN_TIME: "in_time",
        StatusCode.KEPT: "in_time",
        StatusCode.MET_LATE: "late",
        StatusCode.OVERDUE: "not_met",
        StatusCode.NOT_MET: "not_met",
        StatusCode.INTERRUPTED: "not_met",
        StatusCode.BREACHED: "breached",
        StatusCode.UNAVAILABLE: "unavailable",
        StatusCode.WITHHELD: "withheld",
        StatusCode.DECLINED: "declined",
        StatusCode.OPEN: "open",
        StatusCode.UNKNOWN: "unknown",
    }
)
OUTCOMES = tuple(dict.fromkeys(_OUTCOMES.values()))
_IN_NO_SHARE = frozenset({"declined", "open"})


@dataclass(frozen=True, slots=True)
class Owed:
    """So many rights of one kind that fell due in a month (`2026-11`) and stand alike; `late`: what was given came after its day."""

    entitlement: str
    month: str
    status: StatusCode
    late: bool
    n: int


@dataclass(frozen=True, slots=True)
class Share:
    """The whole per cent that were met in time, or what may be told of it: `at_least`, `at_most`; all None is "not told".

    Nothing fell due, or too little to tell, look alike.
    """

    percent: int | None = None
    at_least: int | None = None
    at_most: int | None = None


def outcome(one: Owed) -> str | None:
    """What became of the right, in one of `OUTCOMES`; None where nothing was owed after all: it never applied, was replaced or ended.

    Source: law-as-data 3; issue 12, point 5.
    """
    found = _OUTCOMES.get(one.status)
    return "late" if found == "in_time" and one.late else found


def share(in_time: int, due: int, threshold: int) -> Share:
    """What may be told of a share: neither part of it may be a small number, none included, that the other gives away.

    Where fewer than `threshold` were missed, or none, it is told as "at least", the same for all of these numbers; where fewer were met,
    as "at most". Where so few fell due that both may be small, not at all: which of the three is told would narrow it down.
    Source: statistics, Safe release; profile, threshold.
    """
    missed = due - in_time
    if due < 2 * threshold - 1:
        return Share()
    if missed < threshold:
        return Share(at_least=100 * (due - threshold + 1) // due)
    if in_time < threshold:
        return Share(at_most=-(-100 * (threshold - 1) // due))
    return Share(percent=half_up(in_time, due))


def shares(rows: Iterable[Owed], threshold: int) -> Mapping[tuple[str, str], Share]:
    """The share met in time of each right and month of which it may be told at all. Source: issue 12, point 5, clause by month."""
    due: Counter[tuple[str, str]] = Counter()
    in_time: Counter[tuple[str, str]] = Counter()
    for one in rows:
        became = outcome(one)
        if became is not None and became not in _IN_NO_SHARE:
            due[one.entitlement, one.month] += one.n
            in_time[one.entitlement, one.month] += one.n * (became == "in_time")
    found = {key: share(in_time[key], due[key], threshold) for key in due}
    return MappingProxyType({key: one for key, one in found.items() if one != Share()})
