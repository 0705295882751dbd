"""A reader who has every edition and a linear program: written from what a release says, and sharing no code with what makes one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.optimize import linprog

from opennrm.statistics.definition import Definitions
from opennrm.statistics.release.shown import Edition, Release, Shown
from opennrm.statistics.tables import Cell, Path, Table

NEGATIVE: Path = ("negative",)
AGAIN = "again"  # positive decisions on somebody who had one already
OPEN = (0.0, None)


@dataclass
class Reader:
    """Numbers by period and path, what each can be, and what they add up to."""

    known: Definitions
    measure: str
    threshold: int
    bounds: dict[tuple[str, Path], tuple[float, float | None]] = field(default_factory=dict)
    equal: list[dict[tuple[str, Path], float]] = field(default_factory=list)  # combinations that are 0
    at_most: list[dict[tuple[str, Path], float]] = field(default_factory=list)  # combinations that are 0 or less

    def read(
        self, period: str, paths: Iterable[Path], values: Mapping[Path, int], shown: Mapping[Path, int], unsaid: Collection[Path] = ()
    ) -> None:
        """Take in numbers: those `shown` are certain; a name that stands there with nothing beside it is somebody's, but among few.

        Nor where it is `unsaid`: a year withholds what one of its quarters withheld, even if it was "none" among few there.
        """
        for path in paths:
            least = 1.0 if values.get(path, 0) and path not in unsaid and self.says_somebody(path, values) else 0.0
            self.bounds[(period, path)] = (float(shown[path]), float(shown[path])) if path in shown else (least, None)
        self._add_up(period)

    def says_somebody(self, path: Path, values: Mapping[Path, int]) -> bool:
        before, own = self.split(path)
        row = self.known.breakdowns.get(own[0])
        if row is None:
            return path == ("total",) or values[("positive",) if before else ("total",)] >= self.threshold
        whole = sum(n for other, n in values.items() if other[:-1] == path[:-1])
        return (bool(row.parts) or path[-1] == "other_or_not_known") and whole >= self.threshold

    def split(self, path: Path) -> tuple[Path, Path]:
        """The measure that stands among the other one, if it is of that; and its path there."""
        return (path[:1], path[1:]) if path[0] in self.known.measures else ((), path)

    def whole_of(self, start: Path) -> Path:
        """Whose parts stand under the same beginning of a path."""
        before, own = self.split(start)
        within = self.known.breakdowns[own[0]].within if own[0] in self.known.breakdowns else None
        return (*before, "total") if within is None else (*before, within, own[1])

    def _add_up(self, period: str) -> None:
        groups: dict[Path, list[Path]] = defaultdict(list)
        for at, path in self.bounds:
            if at == period and len(self.split(path)[1]) > 1:
                groups[path[:-1]].append(path)
        for start, parts in groups.items():
            whole = self.whole_of(start)
            if (period, whole) in self.bounds:
                self._is_sum(period, whole, parts)
            else:
                self.at_most.append({**{(period, path): 1.0 for path in parts}, (period, (*self.split(start)[0], "total")): -1.0})
        if (period, ("positive",)) in self.bounds:
            self.bounds[(period, NEGATIVE)] = OPEN
            self._is_sum(period, ("total",), [("positive",), NEGATIVE])
        for measure in [path[0] for at, path in self.bounds if at == period and path[0] in self.known.measures and path[1:] == ("total",)]:
            self.bounds[(period, (measure, AGAIN))] = OPEN
            self._is_sum(period, ("positive",), [(measure, "total"), (measure, AGAIN)])

    def _is_sum(self, period: str, whole: Path, parts: Iterable[Path]) -> None:
        self.equal.append({**{(period, path): 1.0 for path in parts}, (period, whole): -1.0})

    def read_percent(self, period: str, release: Release) -> None:
        """Take in each per cent: what rounds to it half up, of its denominator, whatever that is."""
        for path, cell in release[self.measure].items():
            if cell.percent is None or (period, path) not in self.bounds or path[-1] == "total":
                continue
            whole = self.whole_of(path[:-1]) if path != ("positive",) else ("total",)
            assert (period, whole) in self.bounds, f"a per cent of something that is in no table: {path}"
            self.at_most.append({(period, path): -1.0, (period, whole): (cell.percent - 0.5) / 100})
            self.at_most.append({(period, path): 1.0, (period, whole): -(cell.percent + 0.5) / 100})

    def add_up_to_a_year(self, year: str, others: Sequence[str]) -> None:
        """The numbers of a year are those of its quarters, and of `rest` of which nothing was published, if that is among them."""
        for at, path in list(self.bounds):
            if at == year:
                for other in others:
                    self.bounds.setdefault((other, path), OPEN)
                self.equal.append({**{(other, path): 1.0 for other in others}, (year, path): -1.0})

    def finds(self, wanted: Iterable[tuple[str, Path]]) -> dict[tuple[str, Path], tuple[float, float]]:
        """The least and the most that each can be."""
        places = {key: place for place, key in enumerate(self.bounds)}
        equal, at_most = (self._matrix(rows, places) for rows in (self.equal, self.at_most))
        found = {}
        for key in wanted:
            ends = []
            for sign in (1.0, -1.0):
                aim = np.zeros(len(places))
                aim[places[key]] = sign
                solved = linprog(
                    aim,
                    A_eq=equal,
                    b_eq=None if equal is None else np.zeros(len(equal)),
                    A_ub=at_most,
                    b_ub=None if at_most is None else np.zeros(len(at_most)),
                    bounds=list(self.bounds.values()),
                )
                assert solved.status in (0, 3), solved.message
                ends.append(sign * solved.fun if solved.status == 0 else sign * -np.inf)
            found[key] = (round(ends[0], 6), round(ends[1], 6))
        return found

    @staticmethod
    def _matrix(rows: list[dict[tuple[str, Path], float]], places: Mapping[tuple[str, Path], int]) -> np.ndarray | None:
        if not rows:
            return None
        made = np.zeros((len(rows), len(places)))
        for number, row in enumerate(rows):
            for key, factor in row.items():
                made[number, places[key]] += factor
        return made


def as_one(known: Definitions, edition: Edition) -> Edition:
    """An edition with the measures that stand among another one in the table of that, their name before each path."""
    outer = {one.measure: known.measures[one.measure].among or one.measure for one in edition.tables}
    cells: dict[str, dict[Path, Cell]] = {measure: {} for measure in dict.fromkeys(outer.values())}
    shown: dict[str, dict[Path, Shown]] = {measure: {} for measure in cells}
    for one in edition.tables:
        before = () if outer[one.measure] == one.measure else (one.measure,)
        cells[outer[one.measure]] |= {(*before, *path): cell for path, cell in one.cells.items()}
        shown[outer[one.measure]] |= {(*before, *path): cell for path, cell in edition.release[one.measure].items()}
    return replace(edition, tables=[Table(measure, found) for measure, found in cells.items()], release=shown)


def values_of(one: Table) -> dict[Path, int]:
    """The exact numbers, with those that every reader of decisions takes off."""
    values = {path: cell.count for path, cell in one.cells.items()}
    if ("positive",) in values:
        values[NEGATIVE] = values[("total",)] - values[("positive",)]
        among = [path for path in values if path[-1] == "total" and len(path) > 1]
        values |= {(path[0], AGAIN): values[("positive",)] - values[path] for path in among}
    return values


def _printed(values: Iterable[Path]) -> list[Path]:
    return [path for path in values if path != NEGATIVE and path[-1] != AGAIN]


def shown_of(release: Release, measure: str) -> dict[Path, int]:
    return {path: cell.count for path, cell in release[measure].items() if cell.count is not None}


def _small(values: Mapping[Path, int], threshold: int) -> list[Path]:
    return [path for path, n in values.items() if 0 < n < threshold]


def _told(box: tuple[float, float], threshold: int, places: int = 1) -> bool:
    """Whether the reader knows that it is more than one (in each of the places where somebody is), or fewer than the threshold."""
    return box[0] > max(places, 1) or box[1] < threshold


def follows(known: Definitions, edition: Edition, threshold: int) -> list[str]:
    """The small numbers that follow from an edition alone."""
    found, edition = [], as_one(known, edition)
    for number, one in enumerate(edition.tables):
        values = values_of(one)
        boxes = _alone(known, number, edition, values, threshold, _small(values, threshold))
        found += [f"{one.measure} {path} = {values[path]}: {box}" for path, box in boxes.items() if _told(box, threshold)]
    return found


def follows_from_all(known: Definitions, editions: Sequence[Edition], threshold: int) -> list[str]:
    """The small numbers of any edition of a period that follow only with the last one: figures that are near stand for one another."""
    found, editions = [], [as_one(known, one) for one in editions]
    for number, one in enumerate(editions[-1].tables):
        paths = list(dict.fromkeys(path for edition in editions for path in edition.tables[number].cells))
        for values in (values_of(edition.tables[number]) for edition in editions):
            reader = _of_near_ones(known, number, editions, {**dict.fromkeys(paths, 0), **values}, threshold)
            after = reader.finds(("", path) for path in _small(values, threshold))
            told = [key for key, box in after.items() if _told(box, threshold)]
            before = _of_near_ones(known, number, editions[:-1], {**dict.fromkeys(paths, 0), **values}, threshold).finds(told)
            found += [f"{one.measure} {key[1]} = {values[key[1]]}: {after[key]}" for key in told if not _told(before[key], threshold)]
    return found


def _of_near_ones(known: Definitions, number: int, editions: Sequence[Edition], values: Mapping[Path, int], threshold: int) -> Reader:
    certain = {}
    for edition in editions:
        measure, then = edition.tables[number].measure, values_of(edition.tables[number])
        for path, n in values.items():
            if abs(then.get(path, 0) - n) < threshold and _is_told(edition.release, measure, path, then):
                certain[path] = n
    reader = Reader(known, editions[0].tables[number].measure, threshold)
    reader.read("", _printed(values), values, certain)
    return reader


def _is_told(release: Release, measure: str, path: Path, then: Mapping[Path, int]) -> bool:
    """Shown, or listed nowhere and nothing of its kind withheld: then there was none."""
    cells = release[measure]
    if path in cells:
        return cells[path].count is not None
    return (*path[:-1], "withheld") not in cells and not then.get(path, 0)


def moves_followed(known: Definitions, editions: Sequence[Edition], threshold: int) -> list[str]:
    """The numbers that were known from a former edition and of which the last one tells by how few they moved."""
    found, editions = [], [as_one(known, one) for one in editions]
    for number, one in enumerate(editions[-1].tables):
        paths = dict.fromkeys(path for edition in editions for path in edition.tables[number].cells)
        now, moved = {**dict.fromkeys(paths, 0), **values_of(one)}, set()
        for edition in editions[:-1]:
            then = {**dict.fromkeys(paths, 0), **values_of(edition.tables[number])}
            everybody = then[("total",)], now[("total",)]
            near = [path for path in then if 0 < abs(now[path] - then[path]) < threshold and (then[path], now[path]) != everybody]
            moved |= {path for path, (low, high) in _alone(known, number, edition, then, threshold, near).items() if low == high}
        boxes = _alone(known, number, editions[-1], now, threshold, moved)
        found += [f"{one.measure} {path} = {now[path]}: {box}" for path, box in boxes.items() if box[1] - box[0] < threshold]
    return found


def alone(known: Definitions, number: int, edition: Edition, threshold: int, wanted: Iterable[Path]) -> dict[Path, tuple[float, float]]:
    """The least and the most that each number of a table can be, for a reader of this edition alone, whose tables are `as_one`."""
    return _alone(known, number, edition, values_of(edition.tables[number]), threshold, wanted)


def _alone(
    known: Definitions, number: int, edition: Edition, values: Mapping[Path, int], threshold: int, wanted: Iterable[Path]
) -> dict[Path, tuple[float, float]]:
    measure = edition.tables[number].measure
    reader = Reader(known, measure, threshold)
    unnamed = [path for path in edition.release[measure] if path[-1] == "withheld"]
    reader.read("", [*_printed(values), *unnamed], values, shown_of(edition.release, measure))
    reader.read_percent("", edition.release)
    return {path: box for (_, path), box in reader.finds(("", path) for path in wanted).items()}


def follows_from_the_year(known: Definitions, editions: Sequence[Edition], threshold: int) -> list[str]:
    """The small numbers of a year, its quarters or what is left between them that follow from all of them together."""
    found, editions = [], [as_one(known, one) for one in editions]
    for number, last in enumerate(editions[-1].tables):
        tables = {edition.period.name: edition.tables[number] for edition in editions}
        paths = list(dict.fromkeys(path for each in tables.values() for path in each.cells))
        exact = {name: {**dict.fromkeys(paths, 0), **values_of(each)} for name, each in tables.items()}
        (year,) = (name for name in tables if "-" not in name)
        quarters = [name for name in tables if name != year]
        if len(quarters) < 4:
            exact["rest"] = {path: n - sum(exact[name][path] for name in quarters) for path, n in exact[year].items()}
        small = [(name, path) for name, values in exact.items() for path in _small(values, threshold)]
        places = {path: sum(values[path] > 0 for name, values in exact.items() if name != year) for path in exact[year]}
        found += [
            f"{last.measure} {key} = {exact[key[0]][key[1]]}: {box}"
            for key, box in _of_a_year(known, last.measure, editions, exact, threshold).finds(small).items()
            if _told(box, threshold, places[key[1]] if key[0] == year else 1)
        ]
    return found


def _of_a_year(
    known: Definitions, measure: str, editions: Sequence[Edition], exact: Mapping[str, Mapping[Path, int]], threshold: int
) -> Reader:
    reader = Reader(known, measure, threshold)
    shown = {edition.period.name: shown_of(edition.release, measure) for edition in editions}
    (year,) = (name for name in exact if name != "rest" and "-" not in name)
    among_few = {
        path
        for name in shown
        for path, n in exact[name].items()
        if name != year and path not in shown[name] and not reader.says_somebody(path, exact[name])
    }
    for name, values in exact.items():
        if name != "rest":
            unsaid = among_few if name == year else set()
            reader.read(name, _printed(values), values, shown.get(name, {}), unsaid)
    reader.add_up_to_a_year(year, [name for name in exact if name != year])
    return reader


def badly_shown(edition: Edition) -> list[str]:
    """What is shown and is not what was counted, or shows a per cent without its count."""
    found = []
    for one in edition.tables:
        for path, cell in edition.release[one.measure].items():
            exact = one.cells.get(path, Cell(-1, -1))
            if (cell.count is not None and cell.count != exact.count) or (cell.percent is not None and cell.percent != exact.percent):
                found.append(f"{one.measure} {path}: {cell} is {exact}")
            if cell.count is None and cell.percent is not None:
                found.append(f"{one.measure} {path}: a per cent of nothing")
    return found
