"""When something is due: from the fact that starts a clock, in hours, calendar days, working days or months.

A clock keeps the value of its start. A minimum is no expiry: it is the earliest end, and what it extends to may come later. Silence of the
law starts no clock, and is never replaced by a number.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from opennrm.countries.dated import ATTRIBUTES, Attributes, Given, NotKnown
from opennrm.countries.facts import Asked, Entry, Facts, day, latest, spans, standing
from opennrm.countries.profile import Clock, Duration, Profile
from opennrm.countries.workdays import is_regional, is_undecided, is_working_day
from opennrm.standards.refusal import gettext_noop

__all__ = ["Due", "Silence", "attributes_at", "due", "due_from", "silent_due", "started"]

Silence = Literal["not_started", "not_provided", "not_known_to_us", "not_recorded"]

BARE_DATE = gettext_noop("Only the day is recorded: the hours are counted from its last minute")
FIRST_DAY = gettext_noop("The source does not say whether the first day counts: it is not counted")
NO_REGION = gettext_noop("The region is not recorded: only days off in every region are left out")
UNDECIDED = gettext_noop("Working days are moved year by year, and the decision for this year is not known: none is left out for it")
AUTHORITY = gettext_noop("The authority set the length; it cannot be under the law's minimum")
HELD = gettext_noop("The clock stands still")

_LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True)
class Due:
    """What one clock says, counted from one start.

    `due_on` is the last day in time of a target or maximum, and the earliest end of a minimum, moved to what the minimum extends to once
    that has happened; `counted_on` is the same by number alone; `due_at` is the instant of a clock of hours. `awaits` are the facts a
    minimum extends to and that have not happened; `held_since` is set while the clock stands still, and `due_on` then tells when it would
    be due if it ran again tomorrow. `silent` says why there is no date; `says` what one should know of the count.
    Source: law-as-data 1, Clock, Duration; domain 1.5.
    """

    clock: str
    starts_on: date | None
    due_on: date | None = None
    due_at: datetime | None = None
    counted_on: date | None = None
    kind: Literal["target", "minimum", "maximum"] | None = None
    duration: Duration | None = None
    source: str = ""
    silent: Silence | None = None
    reason: str = ""
    missing: tuple[str, ...] = ()
    awaits: tuple[str, ...] = ()
    held_since: date | None = None
    says: tuple[str, ...] = ()

    def over(self, on: date | datetime) -> bool:
        """Whether `on` lies after the last moment in time; never of a minimum or a silent clock. Source: domain 8 (6)."""
        if self.silent or self.kind == "minimum" or self.held_since is not None or self.due_on is None:
            return False
        if isinstance(on, datetime) and self.due_at is not None:
            return on > self.due_at
        return day(on) > self.due_on

    def fulfilled(self, on: date | datetime) -> bool:
        """Whether a minimum has run its time on `on`, and what it extends to has happened. Source: CETS 197 Art 13(1)."""
        if self.silent or self.kind != "minimum" or self.awaits or self.held_since is not None or self.due_on is None:
            return False
        return on >= self.due_at if isinstance(on, datetime) and self.due_at is not None else day(on) >= self.due_on


@dataclass(frozen=True, slots=True)
class _Count:
    """One count: from where, how long, for whom, and what is known on `on`."""

    profile: Profile
    clock: Clock
    duration: Duration
    start: Entry
    facts: Facts
    on: date | datetime
    regions: tuple[str, ...]

    @property
    def held(self) -> tuple[Entry, ...]:
        """Spans on which the clock stood still, known on `on`."""
        found = (entry for fact in self.clock.suspended_by for entry in spans(self.facts, fact, self.on))
        return tuple(entry for entry in found if entry.until is None or entry.until > self.start.on)

    @property
    def held_since(self) -> date | None:
        """Since when the clock stands still on `on`; None when it runs."""
        return min((entry.on for entry in self.held if entry.until is None), default=None)

    def is_held(self, at: date) -> bool:
        """Whether `at` is skipped: from the first day of a span to the day before its end, as far as is known on `on`."""
        return any(entry.on <= at < (entry.until or day(self.on) + timedelta(1)) for entry in self.held)


def due(profile: Profile, clock: str, facts: Facts, on: date | datetime) -> Due:
    """What `clock` says on `on`, from its latest start. Raises KeyError for an id the profile does not have.

    Source: docs/architecture.md, Profile; law-as-data 1, Clock.
    """
    start = started(profile, clock, facts, on)
    return due_from(profile, clock, start, facts, on) if start is not None else Due(clock, None, silent="not_started")


def started(profile: Profile, clock: str, facts: Facts, on: date | datetime) -> Entry | None:
    """The entry that started the clock: the latest of any of `starts_on`; None when none has happened. Source: law-as-data 1, Clock."""
    return latest(facts, profile.clocks[clock].starts_on, on)


def due_from(profile: Profile, clock: str, start: Entry, facts: Facts, on: date | datetime) -> Due:
    """What `clock` says on `on`, counted from `start`: for a ledger row that keeps the start of its own opening.

    The value is that of the start's day (of `on`, where the series is governed by the decision). Source: law-as-data 1, Clock; 3.
    """
    found = profile.clocks[clock]
    attributes = attributes_at(profile, start, facts, on)
    answer = found.answer(start.on if found.governed_by == "start" else day(on), attributes)
    if not isinstance(answer, Given):
        return silent_due(clock, start.on, answer)
    length = _length(clock, answer.value, start, facts, on)
    count = _Count(profile, found, length, start, facts, on, _regions(profile, attributes))
    counted = _counted(clock, count)
    return _extended(replace(counted, source=answer.source, says=_says(count, answer.value, counted.due_on)), count)


def silent_due(clock: str, starts_on: date | None, answer: object) -> Due:
    """The clock of which the law, or we, know no length: no date at all. Source: design 6, three kinds of silence."""
    if isinstance(answer, NotKnown):
        silence: Silence = "not_recorded" if answer.missing else "not_known_to_us"
        return Due(clock, starts_on, source=answer.source, silent=silence, reason=answer.searched, missing=answer.missing)
    source, reason = getattr(answer, "source", ""), getattr(answer, "reason", "")
    return Due(clock, starts_on, source=source, silent="not_provided", reason=reason)


def attributes_at(profile: Profile, start: Entry, facts: Facts, on: date | datetime) -> Attributes:
    """What the case says of the person on the day of the start; what was recorded only later, as it was first recorded.

    Source: law-as-data 1, Clock ("a clock keeps the value of its start").
    """
    found = dict(profile.attributes(facts, start.on))
    for name in ATTRIBUTES.keys() - found.keys():
        read = (profile.read(name, entry.value, entry.on) for entry in spans(facts, name, on) if entry.on > start.on)
        value = next((value for value in read if value is not None), None)
        if value is not None:
            found[name] = value
    return found


def _length(clock: str, duration: Duration, start: Entry, facts: Facts, on: date | datetime) -> Duration:
    if duration.set_by == "law":
        return duration
    set_to = standing(facts, f"period.length:{clock}", on)
    return duration.model_copy(update={"n": max(duration.n, int(set_to))}) if set_to is not None and set_to.isdecimal() else duration


def _regions(profile: Profile, attributes: Attributes) -> tuple[str, ...]:
    if not is_regional(profile.holidays):
        return ()
    region = attributes.get("region")
    return (region,) if region is not None else tuple(profile.regions)


def _says(count: _Count, lawful: Duration, last: date | None) -> tuple[str, ...]:
    hours, working = lawful.unit == "hours", lawful.unit == "working_days"
    told = {
        BARE_DATE: hours and count.start.at is None,
        FIRST_DAY: not hours and lawful.counts_first_day is None,
        NO_REGION: working and len(count.regions) > 1,
        UNDECIDED: working and last is not None and is_undecided(count.profile.holidays, count.start.on, last),
        AUTHORITY: lawful.set_by == "authority" and count.duration.n != lawful.n,
        HELD: count.held_since is not None,
    }
    return tuple(text for text, true in told.items() if true)


def _counted(clock: str, count: _Count) -> Due:
    whole = Due(clock, count.start.on, kind=count.duration.kind, duration=count.duration, held_since=count.held_since)
    if count.duration.unit == "hours":
        at = _after_hours(count)
        last = at.astimezone(ZoneInfo(count.profile.zone)).date()
        return replace(whole, due_at=at, due_on=last, counted_on=last)
    last = _UNITS[count.duration.unit](count)
    return replace(whole, due_on=last, counted_on=last)


def _extended(counted: Due, count: _Count) -> Due:
    if not count.clock.extends_until:
        return counted
    ends = next((entry for entry in _all_of(count) if _not_before(entry, count.start)), None)
    if ends is None:
        return replace(counted, awaits=count.clock.extends_until)
    if counted.due_on is None or ends.on <= counted.due_on:
        return counted
    return replace(counted, due_on=ends.on, due_at=ends.at if counted.due_at is not None else None)


def _all_of(count: _Count) -> Iterator[Entry]:
    found = [entry for fact in count.clock.extends_until for entry in spans(count.facts, Asked.parse(fact), count.on)]
    return iter(sorted(found, key=lambda entry: (entry.on, entry.seq)))


def _not_before(entry: Entry, start: Entry) -> bool:
    return (entry.on, entry.seq) >= (start.on, start.seq)


def _days_that_count(count: _Count) -> Iterator[date]:
    working = count.duration.unit == "working_days"
    at = count.start.on if count.duration.counts_first_day else count.start.on + timedelta(1)
    while True:
        this, at = at, at + timedelta(1)
        if not count.is_held(this) and (not working or is_working_day(count.profile.holidays, this, count.regions)):
            yield this


def _after_days(count: _Count) -> date:
    return next(this for place, this in enumerate(_days_that_count(count), start=1) if place == count.duration.n)


def _after_months(count: _Count) -> date:
    months = count.start.on.month - 1 + count.duration.n
    year, month = count.start.on.year + months // 12, months % 12 + 1
    days = calendar.monthrange(year, month)[1]
    last = date(year, month, min(count.start.on.day, days))
    # The day before the same day of the later month; where that month is too short for it, its last day stands as it is.
    return _pushed(last - timedelta(1) if count.duration.counts_first_day and count.start.on.day <= days else last, count)


def _pushed(last: date, count: _Count) -> date:
    """Months have no days to count: each held day before the end moves the end on by one, which may reach more of them."""
    left = sum(count.is_held(count.start.on + timedelta(ahead)) for ahead in range(1, (last - count.start.on).days + 1))
    while left:
        last += timedelta(1)
        left -= not count.is_held(last)
    return last


def _after_hours(count: _Count) -> datetime:
    zone = ZoneInfo(count.profile.zone)
    begins = count.start.at or datetime.combine(count.start.on, _LAST_MINUTE, zone)
    end = begins.astimezone(UTC) + timedelta(hours=count.duration.n)
    ran = begins.astimezone(UTC)
    for span in sorted(count.held, key=lambda entry: (entry.on, entry.seq)):
        since = max((span.at or datetime.combine(span.on, time(), zone)).astimezone(UTC), ran)
        until = datetime.combine(span.until or day(count.on) + timedelta(1), time(), zone).astimezone(UTC)
        if since < end and until > since:
            end, ran = end + (until - since), until
    return end.astimezone(zone)


_UNITS: Mapping[str, Callable[[_Count], date]] = {
    "calendar_days": _after_days,
    "working_days": _after_days,
    "months": _after_months,
}
