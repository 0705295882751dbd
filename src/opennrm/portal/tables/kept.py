"""The series of a year as pages show it: counted once a month, whoever asks, and kept with small numbers withheld already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.core.cache import cache
from pydantic import TypeAdapter, ValidationError

from opennrm.access import second_lock
from opennrm.cases.spine import editions
from opennrm.journal import places
from opennrm.journal.event import canonical
from opennrm.journal.models import Installation
from opennrm.portal.publications.since import at_least
from opennrm.statistics import reads
from opennrm.statistics.definition import definitions
from opennrm.statistics.period import Period
from opennrm.statistics.publication import series
from opennrm.statistics.publication.frozen import Released, as_data, hash_of
from opennrm.statistics.publication.series import MonthEnd

__all__ = ["Month", "definition_hash", "digest", "of_period"]

OVER_ALL = "the tables of a period count over all cases, and name none"
KEPT = 35 * 86_400  # seconds; after the next month's end nobody asks for this series any more
MADE = 1  # of the shape of what is kept: what was kept in another is made again
Moved = dict[str, dict[str, int]]  # by measure and type of event, how often at least


@dataclass(frozen=True, slots=True)
class Month:
    """The tables as at the end of a month, and what was recorded in it that moved them."""

    end: MonthEnd
    moved: Moved


@dataclass(frozen=True, slots=True)
class _Kept:
    """`same`: of which of the tables each month's end shows the numbers; most show those of the month before."""

    months: list[Month]
    tables: list[tuple[Released, ...]]
    same: list[int]


_SHAPE = TypeAdapter(_Kept)


def of_period(period: Period, today: date) -> list[Month]:
    """Every month's end of a period that is over, oldest first; nothing of one that is not told month by month."""
    year = Period.year(period.start.year)
    key = _key(year, today)
    try:
        kept = _SHAPE.validate_python(cache.get(key))
    except ValidationError:
        with second_lock.lifted(OVER_ALL):
            kept = _made(year, today)
        cache.set(key, _SHAPE.dump_python(kept, mode="json"), KEPT)
    whole = [replace(month, end=replace(month.end, tables=kept.tables[place])) for month, place in zip(kept.months, kept.same, strict=True)]
    return [month for month in whole if month.end.period == period.name]


def digest(end: MonthEnd, country: str) -> str:
    """The hash of all that a month's end says, and of what it was asked: the same question has the same answer."""
    said = {
        "country": country,
        "period": end.period,
        "as_at": {"day": f"{end.day}", "position": end.position},
        "law": end.law,
        "definitions": definition_hash(),
        "threshold": end.few,
        "tables": [table.model_dump(mode="json") for table in end.tables],
    }
    return hash_of(canonical(said))


def definition_hash() -> str:
    """The hash of the definitions by which tables are counted now."""
    return hash_of(canonical(as_data(definitions())))


def _key(year: Period, today: date) -> str:
    here = Installation.current()
    when = here.created_at.isoformat() if here is not None else ""
    ends = year.quarters[0].month_ends(today)
    return f"tables:{MADE}:{when}:{editions.today().edition}:{definition_hash()}:{year.name}:{ends[-1] if ends else ''}"


def _made(year: Period, today: date) -> _Kept:
    ends = series.of_year(year, today)
    tables = list(dict.fromkeys(end.tables for end in ends))
    months = [Month(replace(end, tables=()), _moved(end)) for end in ends]
    return _Kept(months, tables, [tables.index(end.tables) for end in ends])


def _moved(end: MonthEnd) -> Moved:
    """How often each kind of event was recorded in a month at least."""
    period, before = Period.parse(end.period), series.position_at(end.day.replace(day=1) - timedelta(days=1))
    found = {
        measure.id: Counter(one.type for one in places.recorded_at(reads.positions(measure, period, before, end.position)))
        for measure in definitions().measures.values()
    }
    return {measure: told for measure, counted in found.items() if (told := at_least(counted, end.few))}


def moved_since(months: Sequence[Month], measure: str, since: date) -> dict[str, list[tuple[date, int]]]:
    """By type of event, in which months that ended after a day it was recorded, and how often at least."""
    found: dict[str, list[tuple[date, int]]] = {}
    for month in months:
        for type, n in month.moved.get(measure, {}).items():
            if month.end.day > since:
                found.setdefault(type, []).append((month.end.day, n))
    return found
