"""Days in words: weekday, day, distance; a fuzzy date stays fuzzy."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from django.utils.dateformat import format as formatted
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from opennrm.ui.components.markup import escaped
from opennrm.ui.lane import day_of
from opennrm.ui.written import written

__all__ = ["FuzzyDate", "day", "distance", "length", "moment"]

Precision = Literal["day", "month", "year", "unknown"]


@dataclass(frozen=True)
class FuzzyDate:
    """A date as far as it is known: a day, a month, a year, or nothing. A day that does not exist raises ValueError."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if (self.day and not self.month) or (self.month and not self.year):
            raise ValueError("a day needs its month, a month its year")
        if self.year:
            date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> FuzzyDate:
        """The opposite of `iso`: "2024-08-03", "2024-08", "2024" or nothing."""
        return cls(*(int(part) for part in text.split("-"))) if text else cls()

    @property
    def precision(self) -> Precision:
        if self.day:
            return "day"
        return "month" if self.month else "year" if self.year else "unknown"

    @property
    def iso(self) -> str:
        return "-".join(f"{part:0{size}}" for part, size in ((self.year, 4), (self.month, 2), (self.day, 2)) if part)

    @property
    def earliest(self) -> date | None:
        """The first day that it may have been."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None

    @property
    def latest(self) -> date | None:
        """The last day that it may have been."""
        if not self.year:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        first = self.earliest
        if first is None:
            return _("not known")
        form = {"day": pgettext("day", "j F Y"), "month": pgettext("month", "F Y"), "year": pgettext("year", "Y")}
        return written(first, form[self.precision])


Day = date | datetime | FuzzyDate


def _time(iso: str, words: str) -> SafeString:
    return SafeString(f'<time datetime="{iso}">{escaped(words)}</time>')


def _named_day(known: date, today: date | None, short: bool) -> str:
    return _said_day(known, today is not None and today.year == known.year, short, get_language())


@lru_cache(maxsize=4096)
def _said_day(known: date, this_year: bool, short: bool, language: str | None) -> str:
    """A page says the same few days over and over; the language is part of the key because the words are in it."""
    words = written(known, pgettext("weekday and day, short", "D j M") if short else pgettext("weekday and day", "D j F"))
    if this_year:
        return words
    return _("%(day)s %(year)s") % {"day": words, "year": known.year}


def day(value: Day | None, today: date | None = None, short: bool = False) -> SafeString:
    """A day as "Thu 12 November", with its year when that is not the year of `today`; nothing for None."""
    if value is None:
        return SafeString("")
    if isinstance(value, FuzzyDate):
        return _time(value.iso, str(value)) if value.year else SafeString(_("not known"))
    known = day_of(value) or date.min
    return _time(known.isoformat(), _named_day(known, today, short))


def moment(value: datetime | None, today: date | None = None) -> SafeString:
    """An instant as "Thu 12 November, 14:00", in the zone of the page; only where the hour counts."""
    if value is None:
        return SafeString("")
    local = localtime(value) if is_aware(value) else value
    words = {"day": _named_day(local.date(), today, False), "time": formatted(local, "H:i")}
    return _time(local.isoformat(timespec="minutes"), _("%(day)s, %(time)s") % words)


def distance(value: date | datetime | None, today: date) -> str:
    """How far a day lies from `today`: "5 days ago", "today", "in 3 days", from three months on in months; nothing for None."""
    known = day_of(value)
    if known is None:
        return ""
    days = (known - today).days
    if abs(days) < 2:
        return _("yesterday") if days < 0 else _("tomorrow") if days else _("today")
    if abs(days) < 92:
        said = ngettext("in %(n)s day", "in %(n)s days", days) if days > 0 else ngettext("%(n)s day ago", "%(n)s days ago", -days)
        return said % {"n": abs(days)}
    months = round(abs(days) / 30.44)
    said = ngettext("in %(n)s month", "in %(n)s months", months) if days > 0 else ngettext("%(n)s month ago", "%(n)s months ago", months)
    return said % {"n": months}


def length(n: int, unit: str) -> str:
    """A length of time in words: `n` hours, calendar_days, working_days or months; raises KeyError for another unit."""
    units = {
        "hours": ngettext("%(n)s hour", "%(n)s hours", n),
        "calendar_days": ngettext("%(n)s day", "%(n)s days", n),
        "working_days": ngettext("%(n)s working day", "%(n)s working days", n),
        "months": ngettext("%(n)s month", "%(n)s months", n),
    }
    return units[unit] % {"n": n}
