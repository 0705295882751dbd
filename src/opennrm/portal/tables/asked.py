"""Which table an address asks for: of what is told, and of that the nearest where it asks for something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from opennrm.cases.spine import editions
from opennrm.portal.morning.asked import Choice
from opennrm.portal.morning.figure import period_words
from opennrm.portal.tables.kept import Month, of_period
from opennrm.statistics.period import NoPeriod, Period
from opennrm.statistics.publication import reads, series
from opennrm.statistics.publication.frozen import Frozen, Released
from opennrm.ui.dates import FuzzyDate

__all__ = ["Asked", "Beside", "Chooser", "asked", "choosers", "day_words"]

YEARS = 10  # that are offered, the last one that is over and those before it


@dataclass(frozen=True, slots=True)
class Beside:
    """What a table is compared with: an earlier month's end, or an edition that was published; `than`: more or fewer than there."""

    value: str
    words: str
    than: str
    day: date
    tables: tuple[Released, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One measure of a period as at the end of a month, and what stands beside it."""

    period: Period
    measure: str
    months: Sequence[Month]
    month: Month
    others: Sequence[Beside]
    beside: Beside | None

    @property
    def table(self) -> Released:
        """The measure as it is told."""
        return next(table for table in self.month.end.tables if table.measure == self.measure)


def asked(said: Mapping[str, str], today: date) -> Asked | None:
    """The table that is asked for; None where no period of which anything is told is over yet."""
    period = _period(said.get("period", ""), today)
    months = of_period(period, today) if period else []
    if period is None or not months:
        return None
    month = next((one for one in months if f"{one.end.day:%Y-%m}" == said.get("on")), months[-1])
    others = list(_others(period, months, month))
    first = others[0].value if others else ""
    beside = next((one for one in others if one.value == said.get("beside", first)), None)
    measures = [table.measure for table in month.end.tables]
    measure = said.get("measure", "")
    return Asked(period, measure if measure in measures else measures[0], months, month, others, beside)


def _period(written: str, today: date) -> Period | None:
    offered = list(_offered(today))
    try:
        wanted = Period.parse(written)
    except NoPeriod:
        wanted = None
    return wanted if wanted in offered else next(iter(offered), None)


def _offered(today: date) -> Iterator[Period]:
    """The years that are over, and the quarters that are and of which an edition was published, the latest first."""
    quarters = {period for period in map(Period.parse, reads.periods()) if "-Q" in period.name and period.end <= today}
    years = {Period.year(year) for year in series.years(today)[-YEARS:]}
    yield from sorted(quarters | years, key=lambda one: (one.end, one.start), reverse=True)


def _others(period: Period, months: Sequence[Month], month: Month) -> Iterator[Beside]:
    """Earlier ones, the oldest first."""
    for one in months:
        if one.end.position < month.end.position:
            words = day_words(one.end.day)
            than = _("at the end of %(day)s") % {"day": words}
            yield Beside(f"{one.end.day:%Y-%m}", words, than, one.end.day, one.end.tables)
    for row in reads.of_period(period.name):
        if row.position <= month.end.position:
            frozen = reads.frozen(row)
            of = {"n": row.edition}
            yield Beside(frozen.name, _("edition %(n)s") % of, _("in edition %(n)s") % of, _day(frozen), frozen.tables)


def _day(frozen: Frozen) -> date:
    return datetime.fromisoformat(frozen.as_at.recorded_at).astimezone(editions.today().time_zone).date()


def day_words(day: date) -> str:
    """A day, written out."""
    return str(FuzzyDate(day.year, day.month, day.day))


@dataclass(frozen=True, slots=True)
class Chooser:
    """One of the lists from which a reader chooses."""

    name: str
    label: str
    choices: Sequence[Choice]


def choosers(found: Asked, today: date, measures: Mapping[str, str]) -> list[Chooser]:
    """What else could be asked: another period, measure, day, or other numbers beside. `measures`: their titles."""
    here, beside = f"{found.month.end.day:%Y-%m}", found.beside.value if found.beside else ""
    days = [(f"{one.end.day:%Y-%m}", day_words(one.end.day)) for one in reversed(found.months)]
    others = [("", _("nothing")), *((one.value, one.words) for one in found.others)]
    return [
        Chooser("period", _("Year or quarter"), _choices(((one.name, period_words(one)) for one in _offered(today)), found.period.name)),
        Chooser("measure", _("What is counted"), _choices(measures.items(), found.measure)),
        Chooser("on", _("As at the end of"), _choices(days, here)),
        Chooser("beside", _("Beside it"), _choices(others, beside)),
    ]


def _choices(pairs: Iterable[tuple[str, str]], chosen: str) -> list[Choice]:
    return [Choice(value, words[:1].upper() + words[1:], value == chosen) for value, words in pairs]
