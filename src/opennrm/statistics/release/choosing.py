"""Which numbers to withhold beside the small ones: as few and as small as will do. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from opennrm.statistics.release.sums import Box
from opennrm.statistics.release.views import View
from opennrm.statistics.tables import TOTAL, Path

__all__ = ["Check", "beside", "costs"]

Cost = tuple[bool, bool, bool, int, Path]


@dataclass(frozen=True, slots=True)
class Check:
    """What a reader may not find out of the numbers in a view.

    A `small` number might be a single person, and it might be as many as the threshold. Of one that `moved` by a small number since it was
    shown, so much stays open as the threshold.
    """

    view: View
    threshold: int
    small: frozenset[Path] = frozenset()
    moved: frozenset[Path] = frozenset()

    def holds(self, path: Path, box: Box) -> bool:
        """Whether little enough is known of a number that can be anything in the box. Source: decision 0019."""
        low, high = box
        small = low <= 1 and high >= self.threshold
        return (path not in self.small or small) and (path not in self.moved or high - low >= self.threshold)

    def failing(self, hidden: Collection[Path]) -> Iterator[Path]:
        """The paths of which a reader finds out too much. Source: decision 0019."""
        boxes = self.view.boxes(hidden)
        yield from (path for path in sorted(self.small | self.moved) if not self.holds(path, boxes[path]))

    def possible(self, everything: Collection[Path]) -> Check:
        """Without what a reader finds out even if nothing is shown now: that was given away before. Source: decision 0019."""
        lost = frozenset(self.failing(everything))
        return replace(self, small=self.small - lost, moved=self.moved - lost)

    def help(self, path: Path, hidden: frozenset[Path], everything: frozenset[Path], cost: Callable[[Path], Cost]) -> Path:
        """The least dear number that makes `path` hold when it is hidden, too; if none does alone, the one that opens most.

        What is of a dearer kind is left alone as long as enough of the others would do. Source: decision 0019.
        """
        gains: list[tuple[float, Path]] = []
        for other in sorted(self.view.helpful(hidden, path) & self._kinds(path, hidden, everything, cost), key=cost):
            box = self.view.boxes(hidden | {other})[path]
            if self.holds(path, box):
                return other
            gains.append((box[0] - box[1], other))
        return min(gains, key=lambda gain: (gain[0], cost(gain[1])))[1]

    def _kinds(self, path: Path, hidden: frozenset[Path], everything: frozenset[Path], cost: Callable[[Path], Cost]) -> frozenset[Path]:
        """The numbers of as few kinds, the least dear first, as make `path` hold if all of them are hidden."""
        able: frozenset[Path] = frozenset()
        for kind in sorted({cost(other)[:2] for other in everything}):
            able |= {other for other in everything if cost(other)[:2] == kind}
            if self.holds(path, self.view.boxes(hidden | able)[path]):
                break
        return able


def beside(checks: Iterable[Check], hidden: frozenset[Path], everything: frozenset[Path], cost: Callable[[Path], Cost]) -> frozenset[Path]:
    """What has to be hidden beside `hidden` for every check to hold; nothing of it could be shown alone. Source: decision 0019."""
    able = [check.possible(everything) for check in checks]
    more: frozenset[Path] = frozenset()
    while found := next(((check, path) for check in able for path in check.failing(hidden | more)), None):
        check, path = found
        more |= {check.help(path, hidden | more, everything, cost)}
    for path in sorted(more, key=cost, reverse=True):
        if not any(next(check.failing(hidden | (more - {path})), None) for check in able):
            more -= {path}
    return more


def costs(values: Mapping[Path, int], wholes: Collection[Path]) -> Callable[[Path], Cost]:
    """How dear it is to withhold a number: the more it counts; more still if others are shares of it; a 0 hides little; totals last.

    No two are equally dear: the same tables give the same release, wherever and whenever it is made again. Source: decision 0019.
    """
    return lambda path: (path[-1] == TOTAL, values[path] == 0, path in wholes, values[path], path)
