"""Working days that a decision of each year moves: against a calendar written by hand, and two decisions that were published."""

from __future__ import annotations

from datetime import date

import pytest

from opennrm.countries.clocks import UNDECIDED
from opennrm.countries.load import load_profile
from opennrm.countries.profile import Profile
from opennrm.countries.tests.test_clocks import ACT_2, of, received
from opennrm.countries.tests.told import with_changes, with_clock
from opennrm.countries.workdays import is_working_day

# What an invented decision makes of the end of 2026, written down by hand: Christmas Eve and New Year's Eve are free, a Saturday and
# a Sunday are worked for them.
DECISION = (
    'yearly: {source: "Act s 2(8)", decisions: [{year: 2026, free: [2026-12-24, 2026-12-31], worked: [2026-12-19, 2026-12-27], '
    'source: "Decision 812 of 2025"}]}, ' + ACT_2
)
WORKED = {16, 17, 18, 19, 21, 22, 23, 25, 27, 28, 29, 30}


def moved() -> Profile:
    return with_changes("XD", (ACT_2, DECISION))


def test_days_that_a_decision_of_the_year_moves_are_those_of_the_calendar_written_by_hand() -> None:
    days = [date(2026, 12, number) for number in range(16, 32)]
    assert {day.day for day in days if is_working_day(moved().holidays, day, ())} == WORKED


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [
        ("2026-12-17", 1, "2026-12-18"),
        ("2026-12-18", 1, "2026-12-19"),  # the Saturday is worked
        ("2026-12-18", 2, "2026-12-21"),
        ("2026-12-23", 1, "2026-12-25"),  # Christmas Eve is off
        ("2026-12-25", 1, "2026-12-27"),  # the Sunday is worked
        ("2026-12-16", 11, "2026-12-30"),  # all of them
    ],
)
def test_a_clock_counts_the_days_as_the_decision_of_their_year_moves_them(start: str, n: int, last: str) -> None:
    found = of(with_clock(moved(), "tried", n=n, unit="working_days", counts_first_day=False), received(start))
    assert (str(found.due_on), found.says) == (last, ())


def test_a_decision_that_was_read_moves_the_days_of_its_country_and_year() -> None:
    profile = with_clock(load_profile("MD"), "tried", n=4, unit="working_days", counts_first_day=False)
    # Government Decision 1005/2016: Monday and Tuesday are free, between a Saturday and a Wednesday that the calendar has as holidays
    assert str(of(profile, received("2016-08-24")).due_on) == "2016-09-02"
    # Government Decision 867/2015: Monday before the day of women free, the Saturday after it worked
    assert str(of(profile, received("2016-03-04")).due_on) == "2016-03-12"


def test_a_year_whose_decision_is_not_known_is_counted_by_the_calendar_and_says_so() -> None:
    profile = with_clock(moved(), "tried", n=1, unit="working_days", counts_first_day=False)
    found = of(profile, received("2026-12-30"))
    assert (str(found.due_on), found.says) == ("2027-01-01", (UNDECIDED,))
    days = with_clock(moved(), "tried", n=5, unit="calendar_days", counts_first_day=False)
    assert of(days, received("2026-12-30")).says == ()
