"""What a reader sees in the place of each cell, and what readers have seen before. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from opennrm.statistics.period import Period
from opennrm.statistics.tables import Path, Table

__all__ = ["WITHHELD", "Edition", "Readers", "Release", "Shown", "Withheld"]

WITHHELD = "withheld"  # the last step of the path under which codes are withheld that would not be listed if nobody had them


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in the place of a cell. None is "withheld": never why, for that alone would say that a number is small.

    A per cent is shown with its count and its denominator, or not at all.
    """

    count: int | None
    percent: int | None


Release = Mapping[str, Mapping[Path, Shown]]
"""The cells of each measure. Every path of its table is there, but for codes that are listed only where somebody has them: those of them
that are withheld stand together under one path that ends in `WITHHELD`, so that a reader learns neither which they are nor how many."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """The cells of a measure that are not shown: `small` ones, those that `moved` by a small number, and what these would follow from."""

    small: frozenset[Path]
    beside: frozenset[Path]
    moved: frozenset[Path] = frozenset()

    @property
    def paths(self) -> frozenset[Path]:
        """All of them together."""
        return self.small | self.beside | self.moved


@dataclass(frozen=True, slots=True)
class Edition:
    """What was released of a period, with the exact tables that it was made from, computed again at its position.

    `until` is the day of that position: a year that was released in March tells nothing of its third quarter. None is "its end, or later".
    """

    period: Period
    tables: Sequence[Table]
    release: Release
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads a release: the number from which on they may be told one, and all that they may have kept, oldest first."""

    threshold: int
    former: Sequence[Edition]
