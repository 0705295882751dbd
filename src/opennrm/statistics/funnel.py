"""How far people came: each stage splits those of the stage above into who came further and what became of the others. Pure.

Who refused, was not ready yet, found no service or is not known about is an outcome of its own, never a person less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from opennrm.statistics.way import STAGES

__all__ = ["Bar", "funnel", "reached"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A stage: how many reached it, how many of them reached a later one, and what became of the others; None is withheld."""

    stage: str
    reached: int | None
    further: int | None
    ended: Mapping[str, int | None]

    @property
    def rest(self) -> int:
        """Those who reached it of whom no more may be told."""
        return (self.reached or 0) - (self.further or 0) - sum(n or 0 for n in self.ended.values())


def funnel(cells: Mapping[str, int | None]) -> tuple[Bar, ...]:
    """The bars from the first stage to the last, from shown cells alone (`total`, `stage/referred`, `ended/referred/waits`): what is
    withheld makes no bar shorter.

    Each person is counted once, at the last stage reached: whoever came in later on has passed the stages above with it. Source: issue 12,
    point 5.
    """
    came, bars = reached(cells), []
    for stage, after in zip_longest(STAGES, STAGES[1:]):
        start = f"ended/{stage}/"
        ended = {path.removeprefix(start): n for path, n in cells.items() if path.startswith(start)}
        bars.append(Bar(stage, came[stage], came[after] if after else 0, ended))
    return tuple(bars)


def reached(cells: Mapping[str, int | None]) -> dict[str, int | None]:
    """How many came as far as each stage, from shown cells alone (`total`, `stage/referred`); None where these do not say it.

    Source: issue 12, point 5, funnel.
    """
    before: list[int | None] = []
    found: dict[str, int | None] = {}
    for place, stage in enumerate(STAGES):
        whole, after = cells.get("total"), [cells.get(f"stage/{one}") for one in STAGES[place:]]
        found[stage] = _sum(after)
        if found[stage] is None and whole is not None and (gone := _sum(before)) is not None:
            found[stage] = whole - gone
        before.append(cells.get(f"stage/{stage}"))
    return found


def _sum(cells: Iterable[int | None]) -> int | None:
    told = list(cells)
    return None if None in told else sum(cell for cell in told if cell is not None)
