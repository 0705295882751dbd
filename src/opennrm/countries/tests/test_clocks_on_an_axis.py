"""Clocks on one axis: the longer the further, each value of the day once, and what has no length is never drawn as if it had one."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from opennrm.countries.axis import bars, hours, place, text_axis, ticks
from opennrm.countries.explain import explain
from opennrm.countries.load import countries, load_profile
from opennrm.countries.profile import Duration

ON = date(2026, 11, 17)


def length(n: int, unit: str) -> Duration:
    return Duration.model_validate({"n": n, "unit": unit, "kind": "maximum"})


def test_longer_stands_further_whatever_the_unit() -> None:
    order = [
        length(1, "hours"),
        length(24, "hours"),
        length(5, "calendar_days"),
        length(5, "working_days"),
        length(30, "calendar_days"),
        length(1, "months"),
        length(6, "months"),
        length(24, "months"),
    ]
    places = [place(hours(one), hours(length(24, "months"))) for one in order]
    assert all(shorter < longer for shorter, longer in pairwise(places))
    assert (places[0], places[-1]) == (0.0, 1.0)


def test_a_working_week_is_drawn_as_a_week() -> None:
    assert hours(length(5, "working_days")) == hours(length(7, "calendar_days"))


@pytest.mark.parametrize("country", countries())
@pytest.mark.parametrize("on", [date(2010, 1, 1), date(2022, 6, 1), ON])
def test_every_value_in_force_has_its_bar_and_no_other(country: str, on: date) -> None:
    profile = load_profile(country)
    wanted = [(name, value) for name, clock in profile.clocks.items() for value in clock.values if value.holds_on(on)]
    drawn = list(bars(profile, on))
    assert [(bar.clock, bar.value) for bar in drawn] == wanted
    assert all((bar.at is None) == (bar.value.value is None) for bar in drawn)
    assert all(bar.at is None or 0 <= bar.at <= 1 for bar in drawn)


@pytest.mark.parametrize("country", countries())
def test_the_axis_reaches_the_longest_clock_and_two_years_at_least(country: str) -> None:
    steps = ticks(load_profile(country), ON)
    assert (steps[0].n, steps[0].unit, steps[0].at) == (1, "hours", 0.0)
    assert steps[-1].at == 1.0
    assert ("years" in {step.unit for step in steps}) is True
    assert all(one.at < other.at for one, other in pairwise(steps))


def test_the_day_decides_which_length_is_drawn() -> None:
    before, after = (
        [bar for bar in bars(load_profile("XD"), day) if bar.clock == "reflection"] for day in (date(2026, 2, 28), date(2026, 3, 1))
    )
    assert (before[0].value.value.n, after[0].value.value.n) == (30, 45)  # type: ignore[union-attr]
    assert before[0].at < after[0].at  # type: ignore[operator]


def test_the_axis_in_letters_tells_the_kinds_apart() -> None:
    lines = {line.split("  ")[0]: line for line in text_axis(load_profile("XD"), ON)}
    assert "~>" in lines["Time to recover and decide"]
    assert "at least 45 calendar days" in lines["Time to recover and decide"]
    assert "-<>" in lines["Decision on reasonable grounds"]
    assert "=|" in lines["Guardian appointed"]
    assert lines["Final decision"].endswith("the law sets none")
    assert not set("=~-") & set(lines["Final decision"].removeprefix("Final decision"))


def test_the_explanation_holds_the_axis() -> None:
    text = explain(load_profile("GB"), date(2022, 6, 1))
    assert all(line in text for line in text_axis(load_profile("GB"), date(2022, 6, 1)))
    assert "at least 45 calendar days" in text
