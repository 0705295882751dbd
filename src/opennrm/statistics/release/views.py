"""What a reader can reckon from what is shown and from what was shown before. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import inf

from opennrm.statistics.release.sums import Box, Sums, narrowed
from opennrm.statistics.tables import Path

__all__ = ["View", "around"]


@dataclass(frozen=True, slots=True)
class View:
    """The numbers of a period at one position, as a reader knows them: `given` ones whatever is hidden now, `near` ones if they are shown.

    Where there is `some`body the reader knows it even if the number is withheld.
    """

    sums: Sums
    values: Mapping[Path, int]
    some: frozenset[Path] = frozenset()
    given: frozenset[Path] = frozenset()
    near: frozenset[Path] = frozenset()

    def unknown(self, hidden: Collection[Path]) -> frozenset[Path]:
        """What stands nowhere. Source: decision 0019."""
        return frozenset(path for path in self.values if path not in self.given and (path in hidden or path not in self.near))

    def least(self, path: Path) -> int:
        """What a number is at least if it is withheld. Source: decision 0019."""
        return 1 if path in self.some else min(self.values[path], 0)

    def boxes(self, hidden: Collection[Path]) -> Mapping[Path, Box]:
        """The least and the most that each number can be. Source: decision 0019."""
        unknown = self.unknown(hidden)
        return narrowed(self.sums, {path: (self.least(path), inf) if path in unknown else (n, n) for path, n in self.values.items()})

    def helpful(self, hidden: Collection[Path], path: Path) -> frozenset[Path]:
        """The known numbers next to `path` that can still be hidden. Source: decision 0019."""
        unknown = self.unknown(hidden)
        next_to = around(self.sums, path, unknown) if path in unknown else frozenset({path})
        return next_to & (self.near - self.given)


def around(made: Sums, start: Path, unknown: Collection[Path]) -> frozenset[Path]:
    """The known numbers that stand in one sum with `start`, or with something unknown that does, and so on. Source: decision 0019."""
    seen, ahead, edge = {start}, [start], set()
    while ahead:
        for one in made.at[ahead.pop()]:
            for path in (one.whole, *one.parts):
                if path not in unknown:
                    edge.add(path)
                elif path not in seen:
                    seen.add(path)
                    ahead.append(path)
    return frozenset(edge)
