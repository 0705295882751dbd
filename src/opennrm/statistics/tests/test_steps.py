"""A curve is told in steps over enough people, it stops while enough still wait, and no number beside it is small."""

from hypothesis import given
from hypothesis import strategies as st

from opennrm.statistics.steps import Waits, told
from opennrm.statistics.survival import Waited, curve

FEW = 5
groups = st.lists(st.builds(Waited, st.integers(0, 60), st.integers(0, 12), st.integers(0, 6)), max_size=25)


def test_steps_are_those_of_the_curve_where_each_is_over_enough_people() -> None:
    waits = told(curve([Waited(2, ended=10), Waited(4, ended=10), Waited(9, ended=10), Waited(30, waiting=20)]), FEW)
    assert [(point.days, point.percent) for point in waits.points] == [(2, 80), (4, 60), (9, 40)]
    assert (waits.median, waits.followed) == (9, 50)


def test_days_on_which_few_were_through_are_told_together() -> None:
    waits = told(curve([*(Waited(day, ended=2) for day in range(1, 7)), Waited(30, waiting=28)]), FEW)
    assert [(point.days, point.percent) for point in waits.points] == [(3, 85), (6, 70)]


def test_the_line_stops_where_few_still_wait() -> None:
    waits = told(curve([Waited(1, ended=6), Waited(2, ended=6), Waited(3, ended=6)]), FEW)
    assert [point.days for point in waits.points] == [1]


def test_of_few_people_nothing_is_told() -> None:
    assert told(curve([Waited(1, ended=2), Waited(3, waiting=2)]), FEW) == Waits((), None, None)


def test_a_median_that_was_not_reached_is_none() -> None:
    assert told(curve([Waited(5, ended=10), Waited(90, waiting=40)]), FEW).median is None


@given(groups)
def test_between_two_points_enough_people_were_through_and_enough_still_wait_behind_them(waited: list[Waited]) -> None:
    waits, before = told(curve(waited), FEW), -1
    for point in waits.points:
        assert sum(one.ended for one in waited if before < one.days <= point.days) >= FEW
        assert sum(one.waiting for one in waited if one.days >= point.days) + sum(o.ended for o in waited if o.days > point.days) >= 2 * FEW
        assert 0 <= point.low <= point.percent <= point.high <= 100
        before = point.days
    assert waits.followed is None or waits.followed >= FEW
