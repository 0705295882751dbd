"""What a report has that the one before had not: by country and topic, what is new, what goes on, and what fell silent. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from opennrm.programme import typed
from opennrm.programme.report.ground import Ground, countries_of

__all__ = ["Compared", "compare"]

Cell = tuple[str, str]  # country, topic; either may be "" where none is said


@dataclass(frozen=True, slots=True)
class Compared:
    """Cells of country and topic, each with how many activities it had before and has now; and promises by what became of them.

    Source: issue 13, point 7 (compare with the former period: new, continued, silent).
    """

    new: Mapping[Cell, int]
    continued: Mapping[Cell, tuple[int, int]]
    silent: Mapping[Cell, int]
    promises: Mapping[str, tuple[typed.Promise, ...]]


def compare(before: Ground, now: Ground) -> Compared:
    """The former period beside this one. Source: issue 13, point 7; point 1 (what one outlook promises the next answers)."""
    then_, now_ = _cells(before.activities), _cells(now.activities)
    promises: dict[str, list[typed.Promise]] = {}
    for one in now.promises(due=True):
        promises.setdefault(one.state, []).append(one)
    return Compared(
        new={cell: now_[cell] for cell in sorted(now_.keys() - then_.keys())},
        continued={cell: (then_[cell], now_[cell]) for cell in sorted(now_.keys() & then_.keys())},
        silent={cell: then_[cell] for cell in sorted(then_.keys() - now_.keys())},
        promises={state: tuple(some) for state, some in promises.items()},
    )


def _cells(activities: Iterable[typed.Activity]) -> dict[Cell, int]:
    found: dict[Cell, int] = {}
    for one in activities:
        for country in countries_of(one) or ("",):
            for topic in one.topics or ("",):
                found[country, topic] = found.get((country, topic), 0) + 1
    return found
