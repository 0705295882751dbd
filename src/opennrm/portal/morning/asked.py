"""Which period the page is asked for: a year or a quarter of one, of those that have begun."""

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


def choices(today: date, chosen: Period) -> list[Choice]:
    """This year and its quarters that began, then the years before with theirs."""
    return [Choice(one.name, period_words(one), one.name == chosen.name) for one in _offered(today)]


def period_asked(written: str, today: date) -> Period:
    """What an address asks for; this year where it asks for nothing, or for what is not offered."""
    try:
        asked = Period.parse(written)
    except NoPeriod:
        return Period.year(today.year)
    return asked if asked in _offered(today) else Period.year(today.year)


def _offered(today: date) -> list[Period]:
    found = []
    for year in range(today.year, today.year - YEARS, -1):
        whole = Period.year(year)
        found += [whole, *(one for one in reversed(whole.quarters) if one.start <= today)]
    return found
