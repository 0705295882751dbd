"""The curve against values worked by hand, and against what has to hold of any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opennrm.statistics.survival import Curve, Median, Waited, curve

# Weeks in remission under 6-MP: Freireich and others 1963, Blood 21, 699-716; worked in Klein and Moeschberger, Survival Analysis, 4.2.
ENDED = (6, 6, 6, 7, 10, 13, 16, 22, 23)
WAITING = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)

waits = st.lists(st.builds(Waited, st.integers(0, 60), st.integers(0, 9), st.integers(0, 9)), max_size=30)


def remission() -> Curve:
    return curve([*(Waited(days, ended=1) for days in ENDED), *(Waited(days, waiting=1) for days in WAITING)])


def test_the_textbook_has_the_same_shares_and_numbers_at_risk() -> None:
    found = [(step.days, step.at_risk, step.ended, round(step.share, 3)) for step in remission().steps]
    assert found == [
        (6, 21, 3, 0.857),
        (7, 17, 1, 0.807),
        (10, 15, 1, 0.753),
        (13, 12, 1, 0.690),
        (16, 11, 1, 0.627),
        (22, 7, 1, 0.538),
        (23, 6, 1, 0.448),
    ]


def test_the_interval_is_that_of_the_log_log_scale() -> None:
    """By hand at week 6: S = 18/21, Greenwood's sum = 3/(21 x 18), exp(1.96 x 0.08909 / 0.15415) = 3.104; S^3.104 and S^(1/3.104)."""
    first = remission().steps[0]
    assert first.low == pytest.approx(0.6197, abs=1e-4)
    assert first.high == pytest.approx(0.9516, abs=1e-4)


def test_the_median_of_the_textbook_has_no_upper_bound() -> None:
    assert remission().median == Median(23, 13, None)


def test_where_it_happened_to_all_the_median_is_bounded_below_alone() -> None:
    assert curve([Waited(5, ended=3)]).median == Median(5, 5, None)


def test_who_still_waits_on_a_day_is_at_risk_on_it() -> None:
    assert curve([Waited(5, ended=1, waiting=1)]).steps[0].at_risk == 2


def test_a_curve_of_nobody_has_no_steps_and_no_median() -> None:
    assert curve([]).steps == ()
    assert curve([Waited(9, waiting=4)]).median == Median(None, None, None)


def test_fewer_than_none_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than none"):
        curve([Waited(1, ended=-1)])


@given(st.lists(st.integers(0, 60), min_size=1, max_size=60))
def test_where_nobody_waits_any_more_it_is_the_empirical_function(days: list[int]) -> None:
    for step in curve(Waited(one, ended=1) for one in days).steps:
        assert step.share == pytest.approx(sum(one > step.days for one in days) / len(days))


@given(waits)
def test_shares_fall_within_their_interval_and_nobody_is_lost(found: list[Waited]) -> None:
    made = curve(found)
    before = 1.0
    for step in made.steps:
        assert 0 <= step.share <= before
        assert step.low is None or step.high is None or 0 <= step.low <= step.share <= step.high <= 1
        assert step.at_risk == made.at_risk(step.days)
        before = step.share
    assert made.at_risk(0) == sum(one.ended + one.waiting for one in found)


@given(waits, st.randoms(use_true_random=False))
def test_order_and_grouping_change_nothing(found: list[Waited], chance: object) -> None:
    apart = [part for one in found for part in (Waited(one.days, one.ended), Waited(one.days, 0, one.waiting))]
    chance.shuffle(apart)  # type: ignore[attr-defined]
    assert curve(apart) == curve(found)
