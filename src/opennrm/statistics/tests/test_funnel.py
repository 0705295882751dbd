"""Each bar splits the people of the bar above, and nobody is lost or counted twice."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opennrm.statistics.funnel import Bar, Reached, funnel

STAGES = ("encountered", "referred", "presumed", "identified", "assisted")
OUTCOMES = ("refused", "not_now", "unavailable", "unknown", "waiting")

people = st.lists(st.builds(Reached, st.sampled_from(STAGES), st.sampled_from(OUTCOMES), st.integers(0, 99)), max_size=40)


def test_who_refused_stands_at_the_stage_where_they_did() -> None:
    found = funnel(("encountered", "referred"), [Reached("encountered", "refused", 2), Reached("referred", "waiting", 5)])
    assert found == (Bar("encountered", 7, 5, {"refused": 2}), Bar("referred", 5, 0, {"waiting": 5}))


def test_a_stage_that_nobody_reached_is_there_with_nought() -> None:
    assert [bar.reached for bar in funnel(STAGES, [])] == [0] * 5


@pytest.mark.parametrize("wrong", [Reached("elsewhere", "unknown", 1), Reached("referred", "unknown", -1)])
def test_a_stage_of_another_kind_and_fewer_than_none_are_refused(wrong: Reached) -> None:
    with pytest.raises(ValueError, match="at none of the stages"):
        funnel(STAGES, [wrong])


@given(people)
def test_the_bars_add_up(found: list[Reached]) -> None:
    bars = funnel(STAGES, found)
    assert all(bar.reached == bar.further + sum(bar.ended.values()) for bar in bars)
    assert all(above.further == below.reached for above, below in pairwise(bars))
    assert bars[0].reached == sum(one.count for one in found)
