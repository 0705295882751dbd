"""Each bar splits the people of the bar above, and nobody is lost, counted twice or left out of a bar because a number is withheld."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from opennrm.statistics.funnel import Bar, funnel
from opennrm.statistics.way import STAGES

OUTCOMES = ("negative", "waits", "nothing")
Counts = dict[tuple[str, str], int]

people = st.dictionaries(st.tuples(st.sampled_from(STAGES), st.sampled_from(OUTCOMES)), st.integers(0, 99), max_size=12)


def cells_of(counts: Counts) -> dict[str, int | None]:
    """Every number of these people, as a figure shows them."""
    found: dict[str, int | None] = {"total": sum(counts.values())}
    for stage in STAGES:
        ended = {code: counts.get((stage, code), 0) for code in OUTCOMES}
        found[f"stage/{stage}"] = sum(ended.values())
        found.update({f"ended/{stage}/{code}": n for code, n in ended.items()})
    return found


def test_who_said_no_stands_at_the_stage_where_they_did() -> None:
    first, second, *_ = funnel(cells_of({("encountered", "negative"): 2, ("referred", "waits"): 5}))
    assert first == Bar("encountered", 7, 5, {"negative": 2, "waits": 0, "nothing": 0})
    assert second == Bar("referred", 5, 0, {"negative": 0, "waits": 5, "nothing": 0})


def test_a_stage_that_nobody_reached_is_there_with_nought() -> None:
    assert [bar.reached for bar in funnel(cells_of({}))] == [0] * len(STAGES)


def test_a_bar_is_as_long_as_its_number_whatever_is_withheld_of_it() -> None:
    counts = {("encountered", "nothing"): 201, ("referred", "waits"): 181, ("presumed", "waits"): 618, ("identified", "nothing"): 3}
    cells = cells_of(counts)
    withheld = {"stage/presumed", "stage/identified", "ended/presumed/waits", "ended/identified/nothing"}
    first, second, third, fourth = funnel({path: None if path in withheld else n for path, n in cells.items()})
    assert (first.reached, first.further, first.rest) == (1003, 802, 0)
    assert (second.reached, second.further, second.rest) == (802, 621, 0)
    assert (third.reached, third.further, third.rest) == (621, None, 621)
    assert fourth.reached is None


@given(people)
def test_the_bars_add_up(counts: Counts) -> None:
    bars = funnel(cells_of(counts))
    assert all(bar.rest == 0 for bar in bars)
    assert all(above.further == below.reached for above, below in pairwise(bars))
    assert bars[0].reached == sum(counts.values())


@given(people, st.data())
def test_what_is_withheld_is_in_the_rest_and_makes_no_bar_another(counts: Counts, data: st.DataObject) -> None:
    cells = cells_of(counts)
    withheld = data.draw(st.sets(st.sampled_from(sorted(cells))))
    whole, told = funnel(cells), funnel({path: None if path in withheld else n for path, n in cells.items()})
    for one, seen in zip(whole, told, strict=True):
        assert seen.reached in (None, one.reached)
        assert seen.reached is None or seen.rest >= 0
