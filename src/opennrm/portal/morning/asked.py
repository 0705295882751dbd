"""Which period the page is asked for: a year or a quarter of one, of those of which a whole day is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from opennrm.portal.morning.figure import period_words
from opennrm.statistics.period import NoPeriod, Period

__all__ = ["YEARS", "Choice", "choices", "period_asked"]

YEARS = 5  # that the page offers, this one and those before it


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the chooser."""

    value: str
    text: str
    selected: bool


def choices(on: date, chosen: Period) -> list[Choice]:
    """The year and its quarters that began, then the years before with theirs. `on`: the last whole day that the figures know."""
    return [Choice(one.name, period_words(one), one.name == chosen.name) for one in _offered(on)]


def period_asked(written: str, on: date) -> Period:
    """What an address asks for; the year of the last whole day where it asks for nothing, or for what is not offered: on the first morning
    of a year that is the year that ended.
    """
    try:
        asked = Period.parse(written)
    except NoPeriod:
        return Period.year(on.year)
    return asked if asked in _offered(on) else Period.year(on.year)


def _offered(on: date) -> list[Period]:
    found = []
    for year in range(on.year, on.year - YEARS, -1):
        whole = Period.year(year)
        found += [whole, *(one for one in reversed(whole.quarters) if one.start <= on)]
    return found
