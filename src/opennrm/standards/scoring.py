"""Points that add up to a category, where a set publishes them: as data, with what each category asks for. A category is no verdict."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from opennrm.standards.shape import Label, Row
from opennrm.standards.words import Words

__all__ = ["Also", "Level", "Score", "Scoring"]


class Level(Row):
    """A category: from how many points on, and what it asks for. Source: domain 3.4, SERAF."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    at_least: Annotated[int, Field(ge=0)]
    label: Label
    asks: tuple[Label, ...]


class Also(Row):
    """What is asked besides, where a sign of these dimensions was seen and the category is one of these. Source: domain 3.4, SERAF."""

    dimensions: tuple[str, ...]
    levels: tuple[str, ...]
    asks: Label


class Scoring(Row):
    """How points are read. Source: domain 3.4, SERAF."""

    source: str
    levels: tuple[Level, ...]
    also: tuple[Also, ...] = ()
    always: tuple[Label, ...] = ()

    def level(self, points: int) -> Level:
        """The category that so many points reach. Source: domain 3.4, SERAF."""
        return [one for one in self.levels if one.at_least <= points][-1]

    def score(self, points: int, most: int, seen: Collection[str]) -> Score:
        """What `points` come to, and `most`, which they would be if all that is open were so; `seen`: the dimensions with a sign.

        Source: domain 3.4, SERAF.
        """
        level = self.level(points)
        besides = tuple(one.asks for one in self.also if level.code in one.levels and set(one.dimensions) & set(seen))
        return Score(points, level, most, self.level(most), (*level.asks, *besides, *self.always))


@dataclass(frozen=True, slots=True)
class Score:
    """At least these points and this category; at most those, for what nobody assessed may be so. What is asked for. Source: domain 3.4."""

    points: int
    level: Level
    most: int
    highest: Level
    asks: tuple[Words, ...]
