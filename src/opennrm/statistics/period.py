"""Periods as people write them: a year, or a quarter of one. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["NoPeriod", "Period"]

WRITTEN = re.compile(r"(\d{4})(?:-Q([1-4]))?")


class NoPeriod(ValueError):
    """A text that names no period; says what would be right."""


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to before `end`; `name` as it was written."""

    name: str
    start: date
    end: date

    @classmethod
    def year(cls, number: int) -> Period:
        """A whole year. Source: issue 12, point 1."""
        return cls.parse(f"{number:04}")

    @property
    def quarters(self) -> tuple[Period, ...]:
        """The quarters of the year in which the period lies. Source: issue 12, point 1."""
        return tuple(self.parse(f"{self.start.year:04}-Q{number}") for number in range(1, 5))

    @property
    def a_year_before(self) -> Period:
        """The same year or quarter of the year before. Source: issue 12, point 5, trend against last year."""
        return self.parse(f"{self.start.year - 1:04}{self.name[4:]}")

    @property
    def months(self) -> tuple[str, ...]:
        """Its months, as `2021-07`. Source: issue 12, point 5, clause by month."""
        after = self.end.month if self.end.month > 1 else 13
        return tuple(f"{self.start.year:04}-{month:02}" for month in range(self.start.month, after))

    def shares_days_with(self, other: Period) -> bool:
        """Whether a day lies in both. Source: decision 0019."""
        return self.start < other.end and other.start < self.end

    def month_ends(self, today: date) -> list[date]:
        """The last days of the months that are over, from the one with which the period ended. Source: decision 0024."""
        found, after = [], self.end
        while after <= today:
            found.append(after - timedelta(days=1))
            after = (after + timedelta(days=31)).replace(day=1)
        return found

    @classmethod
    def parse(cls, text: str) -> Period:
        """`2021` or `2021-Q3`; raises NoPeriod. Source: issue 12, point 1."""
        found = WRITTEN.fullmatch(text.strip())
        if found is None or not 1900 <= int(found[1]) <= 2200:
            raise NoPeriod(f"{text} is no period: write a year, as 2021, or a quarter, as 2021-Q3")
        year, quarter = int(found[1]), int(found[2] or 0)
        if not quarter:
            return cls(text.strip(), date(year, 1, 1), date(year + 1, 1, 1))
        first = 3 * quarter - 2
        return cls(text.strip(), date(year, first, 1), date(year + (first == 10), first % 12 + 3 if first < 10 else 1, 1))
