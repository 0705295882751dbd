"""The clocks of a profile on one axis of time, in steps that grow: hours, days, months, years."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from opennrm.countries.dated import Given, NotProvided, Value
from opennrm.countries.profile import Duration, Profile
from opennrm.countries.wording import length_words, person_words

__all__ = ["Bar", "Tick", "bars", "hours", "place", "text_axis", "ticks"]

DAY = 24.0
# How long a unit is on the axis: a working day counts with the weekend that it draws along, a month as a twelfth of a year.
HOURS = {"hours": 1.0, "calendar_days": DAY, "working_days": DAY * 7 / 5, "months": DAY * 365.25 / 12}
BEGIN = 1.0
Unit = Literal["hours", "calendar_days", "months", "years"]
STEPS: tuple[tuple[int, Unit, float], ...] = (
    (1, "hours", 1),
    (1, "calendar_days", DAY),
    (10, "calendar_days", 10 * DAY),
    (30, "calendar_days", 30 * DAY),
    (6, "months", 6 * HOURS["months"]),
    (2, "years", 24 * HOURS["months"]),
    (10, "years", 120 * HOURS["months"]),
    (100, "years", 1200 * HOURS["months"]),
)
LEAST_STEPS = 6  # the axis reaches two years at least, so that the axes of two countries can be laid side by side
Kind = Literal["target", "maximum", "minimum", "not_provided", "not_known"]


@dataclass(frozen=True, slots=True)
class Tick:
    """A step of the axis: `n` units, at this part of its length. Source: design 6, clocks on a time axis."""

    n: int
    unit: Unit
    at: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One value of a clock in force on a day: whom it is for, and how far it reaches; `at` is None where there is no length.

    Source: law-as-data 1, Clock.
    """

    clock: str
    value: Value[Duration]
    kind: Kind
    at: float | None


def hours(duration: Duration) -> float:
    """How long a duration is on the axis, in hours. Source: law-as-data 1, Duration."""
    return duration.n * HOURS[duration.unit]


def place(length: float, end: float) -> float:
    """Which part of the axis a length takes, from an hour to its end. Source: design 6, clocks on a time axis."""
    return min(max(math.log(max(length, BEGIN)) / math.log(end), 0.0), 1.0)


def _end(profile: Profile, on: date) -> float:
    longest = max((hours(value.value) for _, value in _in_force(profile, on) if value.value is not None), default=BEGIN)
    reaching = (length for _, _, length in STEPS[LEAST_STEPS - 1 :] if length >= longest)
    return next(reaching, STEPS[-1][2])


def ticks(profile: Profile, on: date) -> tuple[Tick, ...]:
    """The steps of the axis that the clocks in force on `on` need. Source: design 6, clocks on a time axis."""
    end = _end(profile, on)
    return tuple(Tick(n, unit, place(length, end)) for n, unit, length in STEPS if length <= end)


def bars(profile: Profile, on: date) -> Iterator[Bar]:
    """Every value of every clock that is in force on `on`, in the order of the profile. Source: law-as-data 1, Clock; design 6."""
    end = _end(profile, on)
    for clock, value in _in_force(profile, on):
        answer = value.answer()
        if isinstance(answer, Given):
            yield Bar(clock, value, answer.value.kind, place(hours(answer.value), end))
        else:
            yield Bar(clock, value, "not_provided" if isinstance(answer, NotProvided) else "not_known", None)


def _in_force(profile: Profile, on: date) -> Iterator[tuple[str, Value[Duration]]]:
    for name, clock in profile.clocks.items():
        yield from ((name, value) for value in clock.values if value.holds_on(on))


WIDTH, LABEL = 48, 44
# How a line is drawn and how it ends: a maximum is late behind its end, a target is missed, a minimum goes on.
DRAWN = {"maximum": ("=", "|"), "target": ("-", "<>"), "minimum": ("~", ">")}
SAID = {"not_provided": "the law sets none", "not_known": "not known to us"}
_SHORT = {"hours": "h", "calendar_days": "d", "months": "mo", "years": "y"}


def text_axis(profile: Profile, on: date) -> Iterator[str]:
    """The axis in letters, for a terminal and for a document. Source: house-style 3.4, `opennrm country explain`."""
    yield "=| maximum, late behind it   -<> target, a miss is data   ~> minimum, never an expiry"
    yield ""
    yield " " * LABEL + _steps(profile, on)
    for bar in bars(profile, on):
        who = person_words(profile, bar.value.when)
        label = f"{profile.clocks[bar.clock].label}{f' ({who})' if who else ''}"
        if len(label) > LABEL - 2:  # a long name stands on a line of its own, whole
            yield label
            label = ""
        yield f"{label:{LABEL}}{_drawn(bar)}".rstrip()


def _steps(profile: Profile, on: date) -> str:
    line = ""
    for tick in ticks(profile, on):
        line = f"{line:{round(tick.at * WIDTH)}}{tick.n} {_SHORT[tick.unit]} "
    return line.rstrip()


def _drawn(bar: Bar) -> str:
    if bar.at is None or bar.value.value is None:
        return f"{'. ' * (WIDTH // 2):{WIDTH + 4}}{SAID[bar.kind]}"
    line, end = DRAWN[bar.kind]
    return f"{line * max(round(bar.at * WIDTH), 1)}{end}".ljust(WIDTH + 4) + length_words(bar.value.value)
