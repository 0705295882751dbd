"""No small number follows from what is handed on, for a reader who has all of it and a linear program."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.breadth import all_the_way

from opennrm.statistics.release.checks import first
from opennrm.statistics.release.history import History
from opennrm.statistics.release.protect import withheld
from opennrm.statistics.release.shown import WITHHELD, Edition, Release, Shown
from opennrm.statistics.release.sums import some
from opennrm.statistics.release.tests import reader
from opennrm.statistics.release.tests.invented import FEWER, KNOWN, Whole, edition, thresholds, together, units
from opennrm.statistics.release.views import View


@settings(max_examples=2000 if all_the_way() else 15, deadline=None)
@given(units, thresholds)
def test_nothing_small_follows_from_one_edition(of: Whole, threshold: int) -> None:
    made = edition("2021", of, threshold, known=KNOWN)
    assert reader.badly_shown(made) == []
    assert reader.follows(KNOWN, made, threshold) == []


@settings(max_examples=600 if all_the_way() else 8, deadline=None)
@given(units, thresholds)
def test_what_is_passed_along_the_sums_is_what_the_linear_program_finds(of: Whole, threshold: int) -> None:
    made = edition("2021", of, threshold)
    for number, one in enumerate(made.tables):
        history = History.of(FEWER, made.period, one, ())
        view = View(history.sums, history.values, some(history.sums, history.values, threshold), near=history.sums.printed)
        hidden = withheld(FEWER, made.period, made.tables, threshold)[one.measure].paths
        found = reader.alone(FEWER, number, replace(made, release=counts_alone(made.release)), threshold, hidden)
        assert {path: view.boxes(hidden)[path] for path in hidden} == found


def counts_alone(release: Release) -> Release:
    """Neither per cents nor that a code may be withheld of which nobody knows."""
    return {
        measure: {path: Shown(cell.count, None) for path, cell in cells.items() if path[-1] != WITHHELD}
        for measure, cells in release.items()
    }


@settings(max_examples=600 if all_the_way() else 8, deadline=None)
@given(units, thresholds)
def test_nothing_is_withheld_beside_that_could_be_shown(of: Whole, threshold: int) -> None:
    made = edition("2021", of, threshold)
    for one in made.tables:
        history = History.of(FEWER, made.period, one, ())
        for path in withheld(FEWER, made.period, made.tables, threshold)[one.measure].beside - first(history, threshold).paths:
            told = {**made.release[one.measure], path: Shown(one.cells[path].count, None)}
            assert reader.follows(FEWER, replace(made, release={**made.release, one.measure: told}), threshold) != []


@settings(max_examples=600 if all_the_way() else 8, deadline=None)
@given(units, st.lists(units, min_size=1, max_size=2), thresholds, st.booleans())
def test_nothing_small_follows_from_the_next_one(of: Whole, later: list[Whole], threshold: int, falls: bool) -> None:
    stages = [together([of, *later[:count]]) for count in range(len(later) + 1)]
    made: list[Edition] = []
    for groups in reversed(stages) if falls else stages:
        made.append(edition("2021", groups, threshold, tuple(made)))
    assert reader.follows(FEWER, made[-1], threshold) == []
    assert reader.follows_from_all(FEWER, made, threshold) == []
    assert reader.moves_followed(FEWER, made, threshold) == []


@settings(max_examples=600 if all_the_way() else 8, deadline=None)
@given(st.lists(units, min_size=4, max_size=4), st.permutations(range(1, 5)), st.integers(1, 4), thresholds)
def test_nothing_small_follows_from_quarters_and_their_year(quarters: list[Whole], order: list[int], how_many: int, threshold: int) -> None:
    made: list[Edition] = []
    for number in order[:how_many]:
        made.append(edition(f"2021-Q{number}", quarters[number - 1], threshold, tuple(made)))
    made.append(edition("2021", together(quarters), threshold, tuple(made)))
    if how_many == 3:
        made.append(edition(f"2021-Q{order[3]}", quarters[order[3] - 1], threshold, tuple(made)))
    assert reader.follows(FEWER, made[-1], threshold) == []
    assert reader.follows_from_the_year(FEWER, made, threshold) == []
