"""When something was, as exactly as it is known: a day, a month, "early 2006", a range, or no date at all. Pure.

What was written is kept; the days that it covers follow from it. So a report says "late 2005" and never an invented day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

__all__ = ["NoSpan", "Span", "Written"]

# The months that a part of a year covers. Winter is that which begins in the year named.
_PARTS = MappingProxyType(
    {
        "early": (1, 4),
        "mid": (5, 8),
        "late": (9, 12),
        "end": (11, 12),
        "spring": (3, 5),
        "summer": (6, 8),
        "autumn": (9, 11),
        "winter": (12, 14),
        "h1": (1, 6),
        "h2": (7, 12),
        "q1": (1, 3),
        "q2": (4, 6),
        "q3": (7, 9),
        "q4": (10, 12),
    }
)
_DAYS = MappingProxyType({"early": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (26, 31)})
_WRITTEN = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?(?:-(?P<part>[a-z]+\d?))?")
RIGHT = "write 2005-09-14, 2005-09, 2005, 2005-early, 2005-autumn, 2005-09-end, two of them as 2005-09/2006-03, or nothing for no date"


class NoSpan(ValueError):
    """What was written is no time; says what would be right."""


@dataclass(frozen=True, slots=True)
class Written:
    """One end of a time as it was written: a year, with a month, a day, or a part ("early") where one stands. Source: issue 13, point 2."""

    year: int
    month: int | None
    day: int | None
    part: str | None

    @classmethod
    def parse(cls, said: str) -> Written:
        """From one end of a written time. Raises NoSpan. Source: issue 13, point 2."""
        found = _WRITTEN.fullmatch(said)
        if found is None:
            raise NoSpan(f"{said!r} is no time; {RIGHT}")
        month, day = (int(found[name]) if found[name] else None for name in ("month", "day"))
        return cls(int(found["year"]), month, day, found["part"])


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A time as it was written. `earliest` and `latest` are None where no date is known; `open_ended` where it goes on.

    Source: issue 13, point 2 (fuzzy dates as in the source).
    """

    earliest: date | None
    latest: date | None
    said: str

    @classmethod
    def parse(cls, said: str) -> Span:
        """From "2005-09", "2005-early", "2005-09/2006-03", "2006-03/.." or nothing. Raises NoSpan. Source: issue 13, point 2."""
        said = said.strip()
        if not said:
            return cls(None, None, "")
        first, slash, last = said.partition("/")
        earliest, ends = _days(first)
        latest = None if last == ".." else _days(last)[1] if slash else ends
        if latest is not None and latest < earliest:
            raise NoSpan(f"{said} ends before it begins; {RIGHT}")
        return cls(earliest, latest, said)

    @property
    def known(self) -> bool:
        """Whether any date is known. Source: screens, README-monitoring 5 (no date in the source)."""
        return self.earliest is not None

    @property
    def open_ended(self) -> bool:
        """Whether it began and has no end yet. Source: issue 13, point 2 (under way)."""
        return self.known and self.latest is None

    @property
    def ends(self) -> tuple[Written, ...]:
        """What was written, end by end: none, one, or two of them; only the first where it goes on. Source: issue 13, point 7 (dates)."""
        return tuple(Written.parse(end) for end in self.said.split("/") if end not in ("", ".."))

    def touches(self, since: date, until: date) -> bool:
        """Whether any of its days may lie from `since` to `until`, both in; a time without date touches none. Source: issue 13, point 7."""
        return self.earliest is not None and self.earliest <= until and (self.latest is None or self.latest >= since)


def _days(said: str) -> tuple[date, date]:
    end = Written.parse(said)
    try:
        if end.month is not None and end.day is not None:
            if end.part:
                raise NoSpan(f"{said!r} is no time; {RIGHT}")
            return (on := date(end.year, end.month, end.day)), on
        if end.month is not None:
            return _of_month(end.year, end.month, end.part)
        if end.part is None:
            return date(end.year, 1, 1), date(end.year, 12, 31)
        return _months(end.year, *_PARTS[end.part])
    except (KeyError, ValueError) as wrong:
        raise NoSpan(f"{said!r} is no time; {RIGHT}") from wrong


def _of_month(year: int, month: int, part: str | None) -> tuple[date, date]:
    length = monthrange(year, month)[1]
    first, last = _DAYS[part] if part else (1, length)
    return date(year, month, first), date(year, month, min(last, length))


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    end_year, end = (year, last) if last <= 12 else (year + 1, last - 12)
    return date(year, first, 1), date(end_year, end, monthrange(end_year, end)[1])
