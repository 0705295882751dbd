"""Which days are working days: weekends, the public holidays of the country or of one of its regions, days that a year moves."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from functools import cache

from opennrm.countries.profile import Holidays

__all__ = ["is_holiday", "is_regional", "is_undecided", "is_usually_worked", "is_working_day", "known_calendar"]

SATURDAY = 5


@cache
def _calendar(country: str, region: str | None) -> Container[date]:
    import holidays  # noqa: PLC0415 - heavy: a fifth of a second, and only working days need it

    return holidays.country_holidays(country, subdiv=region, expand=True)


def known_calendar(country: str, regions: tuple[str, ...]) -> str | None:
    """Why the holiday library cannot serve the country and these regions; None when it can. Source: law-as-data 1, holidays."""
    try:
        for region in regions or (None,):
            _calendar(country, region)
    except NotImplementedError as unknown:
        return str(unknown)
    return None


def is_regional(holidays: Holidays) -> bool:
    """Whether days off differ by region: in the calendar, or among the days added or dropped. Source: law-as-data 1, holidays."""
    return holidays.by_region or any(own.regions for own in (*holidays.add, *holidays.drop))


def is_holiday(holidays: Holidays, day: date, regions: tuple[str, ...]) -> bool:
    """Whether `day` is a public holiday in every one of `regions` (in the country, where there is none to tell apart).

    Where the case does not say which region counts, the caller passes all: a day off in one of them alone then counts as a working day,
    so that no clock of an authority is taken for longer than it may be. Source: law-as-data 1, holidays.
    """
    return all(_holiday(holidays, day, region) for region in regions or (None,))


def is_working_day(holidays: Holidays, day: date, regions: tuple[str, ...]) -> bool:
    """Monday to Friday, and no public holiday, unless a decision of the year moves it. Source: law-as-data 1, Duration working_days."""
    decided = holidays.decided(day.year)
    if decided is not None and day in (*decided.free, *decided.worked):
        return day in decided.worked
    return is_usually_worked(holidays, day, regions)


def is_usually_worked(holidays: Holidays, day: date, regions: tuple[str, ...]) -> bool:
    """A working day before any decision of its year. Source: law-as-data 1, Duration working_days."""
    return day.weekday() < SATURDAY and not is_holiday(holidays, day, regions)


def is_undecided(holidays: Holidays, first: date, last: date) -> bool:
    """Whether days are moved year by year, and the decision of some year from one day to another is not known.

    Source: law-as-data 1, holidays.
    """
    return holidays.yearly is not None and any(holidays.decided(year) is None for year in range(first.year, last.year + 1))


def _holiday(holidays: Holidays, day: date, region: str | None) -> bool:
    if any(own.day == day and (not own.regions or region in own.regions) for own in holidays.drop):
        return False
    if any(own.day == day and (not own.regions or region in own.regions) for own in holidays.add):
        return True
    return holidays.calendar is not None and day in _calendar(holidays.calendar, region if holidays.by_region else None)
