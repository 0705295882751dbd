"""The tables of a year, and of those of its quarters that were published, as at the ends of months: one series, the same for every reader.

Each month's end counts all that its readers have seen before it as former editions: the ends of months before, and what was published.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from opennrm.access import second_lock
from opennrm.cases.spine import editions
from opennrm.countries.profile import Profile
from opennrm.journal import places
from opennrm.statistics import reads
from opennrm.statistics.definition import definitions
from opennrm.statistics.period import Period
from opennrm.statistics.publication.answer import Question, as_released, seen_in
from opennrm.statistics.publication.frozen import Frozen, Released
from opennrm.statistics.publication.models import PublishedEdition
from opennrm.statistics.release.protect import protect
from opennrm.statistics.release.shown import Edition

__all__ = ["MonthEnd", "before", "last_month_end", "of_year", "position_at", "published", "years"]


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """The tables of a period as at the end of a month: the last position of that day, the law in force then, what is told."""

    period: str
    day: date
    position: int
    law: str
    few: int
    few_source: str
    tables: tuple[Released, ...]


def of_year(year: Period, today: date) -> list[MonthEnd]:
    """The series of a year and its quarters, oldest first; each is the same whenever it is asked for. Source: decision 0024."""
    return _walked(year, today).found


def before(period: Period, today: date, recorded: int | None = None) -> list[Edition]:
    """All that readers of the series know of a period, as former editions, oldest first; nothing where no month's end was told of it.

    `recorded`: of what was published they know what stands before that place in the journal. Source: decision 0024.
    """
    walk = _walked(Period.year(period.start.year), today, recorded)
    return [one for one in walk.seen if one.period.shares_days_with(period)] if walk.told(period) else []


def last_month_end(today: date) -> int:
    """The position at which the last month that is over ended: pages publish, and tell what was recorded since, as at there alone."""
    with second_lock.lifted("how far the journal had come says nothing of a case"):
        return position_at(today.replace(day=1) - timedelta(days=1))


def published(before: int | None = None) -> Iterator[tuple[int, Frozen]]:
    """What every edition froze, of whatever period, withdrawn or not, each with its own place in the journal; those before a position."""
    rows = PublishedEdition.objects.order_by("recorded")
    for row in rows if before is None else rows.filter(recorded__lt=before):
        yield row.recorded, Frozen.model_validate_json(row.content)


def years(today: date) -> range:
    """The years that are over, from the first in which anything was recorded."""
    with second_lock.lifted("how far the journal had come says nothing of a case"):
        first = places.earliest()
    return range(first.astimezone(editions.today().time_zone).year if first else today.year, today.year)


def position_at(day: date) -> int:
    """The position at which a day of the country ended."""
    return places.at(_end_of(day))


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), editions.today().time_zone) - timedelta(microseconds=1)


def _walked(year: Period, today: date, recorded: int | None = None) -> _Walk:
    walk = _Walk(year, recorded)
    ends = [(day, position_at(day)) for day in year.quarters[0].month_ends(today)]
    stops = [(day, position) for day, position in ends if position]
    if stops:
        walk.moves = {one: _moves(one, stops[0][1], stops[-1][1]) for one in (*year.quarters, year)}
    for day, position in stops:
        walk.to(day, position, editions.at(_end_of(day)))
    walk.take_in(None)
    return walk


def _moves(period: Period, first: int, last: int) -> list[int]:
    """The positions after which something of the period is counted otherwise."""
    found = (place for one in definitions().measures.values() for place in reads.positions(one, period, first, last))
    return sorted(set(found))


@dataclass
class _Walk:
    """From month's end to month's end, with all that was seen on the way."""

    year: Period
    recorded: int | None = None
    found: list[MonthEnd] = field(default_factory=list)
    seen: list[Edition] = field(default_factory=list)
    moves: dict[Period, list[int]] = field(default_factory=dict)
    last: dict[str, MonthEnd] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shared = ((at, one) for at, one in published(self.recorded) if Period.parse(one.period).shares_days_with(self.year))
        self.to_come = deque(shared)
        self.quarters: set[str] = set()

    def told(self, period: Period) -> bool:
        """Whether a month's end was told of a period, or of one that shares days with it."""
        return any(Period.parse(name).shares_days_with(period) for name in self.last)

    def take_in(self, until: int | None) -> None:
        """What was published up to a position is known from there on."""
        while self.to_come and (until is None or self.to_come[0][0] <= until):
            _recorded, frozen = self.to_come.popleft()
            self.quarters.add(frozen.period)
            self.seen += seen_in([frozen])

    def to(self, day: date, position: int, profile: Profile) -> None:
        """The tables as at the end of a day: the quarters first, since the year withholds what they do."""
        self.take_in(position)
        for period in (*(one for one in self.year.quarters if one.name in self.quarters), self.year):
            if period.end <= day + timedelta(days=1):
                self._tell(period, day, position, profile)

    def _tell(self, period: Period, day: date, position: int, profile: Profile) -> None:
        few, last = profile.small_number_threshold, self.last.get(period.name)
        tables = last.tables if last is not None and self._stands(period, last, position, profile) else None
        if tables is None:
            tables = self._counted(Question(definitions(), profile, period, position, few.between_authorities), day)
        made = MonthEnd(period.name, day, position, profile.edition, few.between_authorities, few.source, tables)
        self.last[period.name] = made
        self.found.append(made)

    def _stands(self, period: Period, last: MonthEnd, position: int, profile: Profile) -> bool:
        """Nothing moved since: what was told stands, and tells nothing new."""
        moves = self.moves[period]
        return last.law == profile.edition and bisect_right(moves, last.position) == bisect_right(moves, position)

    def _counted(self, question: Question, day: date) -> tuple[Released, ...]:
        exact, known = question.exact(), self._of(question.period)
        release = protect(question.definitions, question.period, exact, question.threshold, known)
        self.seen.append(Edition(question.period, exact, release, day))
        return as_released(release)

    def _of(self, period: Period) -> Sequence[Edition]:
        return [one for one in self.seen if one.period.shares_days_with(period)]
