"""Measures whose small numbers are protected together, as one table: whom one of them counts stand among what the other counts. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from opennrm.statistics.definition import Definitions
from opennrm.statistics.release.shown import Edition, Release, Shown
from opennrm.statistics.tables import Path, Table

__all__ = ["Lot", "lots", "of_edition"]


@dataclass(frozen=True, slots=True)
class Lot:
    """Tables as one: those of the measures `among` the first have their measure's name as the first step of each path."""

    table: Table
    measures: tuple[str, ...]

    def own(self, path: Path) -> tuple[str, Path]:
        """The measure of a path, and what it is called in the table of that one. Source: decision 0019."""
        return (path[0], path[1:]) if path[0] in self.measures[1:] else (self.table.measure, path)

    def of(self, measure: str, paths: Collection[Path]) -> frozenset[Path]:
        """The paths of a measure, as they are called in its table. Source: decision 0019."""
        return frozenset(path for whose, path in map(self.own, paths) if whose == measure)


def lots(definitions: Definitions, tables: Sequence[Table]) -> Iterator[Lot]:
    """Each table, with those that stand among it; one whose measure is not there stands by itself. Source: decision 0019."""
    there = {one.measure for one in tables}
    for first in tables:
        if definitions.measures[first.measure].among not in there:
            inside = [one for one in tables if definitions.measures[one.measure].among == first.measure]
            cells = {**first.cells, **{(one.measure, *path): cell for one in inside for path, cell in one.cells.items()}}
            yield Lot(Table(first.measure, cells), (first.measure, *(one.measure for one in inside)))


def of_edition(definitions: Definitions, edition: Edition) -> Edition:
    """An edition whose tables are put together in the same way. Source: decision 0019."""
    found = list(lots(definitions, edition.tables))
    release = {one.table.measure: dict(_released(one, edition.release)) for one in found}
    return replace(edition, tables=[one.table for one in found], release=release)


def _released(lot: Lot, release: Release) -> Iterator[tuple[Path, Shown]]:
    for measure in lot.measures:
        for path, cell in release.get(measure, {}).items():
            yield (path if measure == lot.table.measure else (measure, *path)), cell
