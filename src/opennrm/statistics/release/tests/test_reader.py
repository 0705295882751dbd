"""No small number follows from what is handed on, for a reader who has all of it and a linear program."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.breadth import all_the_way

from opennrm.statistics.release.shown import Edition
from opennrm.statistics.release.tests import reader
from opennrm.statistics.release.tests.invented import FEWER, KNOWN, Units, edition, thresholds, together, units


@settings(max_examples=2000 if all_the_way() else 15, deadline=None)
@given(units, thresholds)
def test_nothing_small_follows_from_one_edition(of: tuple[Units, Units], threshold: int) -> None:
    made = edition("2021", of, threshold, known=KNOWN)
    assert reader.badly_shown(made) == []
    assert reader.follows(KNOWN, made, threshold) == []


@settings(max_examples=600 if all_the_way() else 8, deadline=None)
@given(units, st.lists(units, min_size=1, max_size=2), thresholds, st.booleans())
def test_nothing_small_follows_from_the_next_one(
    of: tuple[Units, Units], later: list[tuple[Units, Units]], threshold: int, falls: bool
) -> None:
    stages = [together([of, *later[:count]]) for count in range(len(later) + 1)]
    made: list[Edition] = []
    for groups in reversed(stages) if falls else stages:
        made.append(edition("2021", groups, threshold, tuple(made)))
    assert reader.follows(FEWER, made[-1], threshold) == []
    assert reader.follows_from_all(FEWER, made, threshold) == []
    assert reader.moves_followed(FEWER, made, threshold) == []


@settings(max_examples=600 if all_the_way() else 8, deadline=None)
@given(st.lists(units, min_size=4, max_size=4), st.permutations(range(1, 5)), st.integers(1, 4), thresholds)
def test_nothing_small_follows_from_quarters_and_their_year(
    quarters: list[tuple[Units, Units]], order: list[int], how_many: int, threshold: int
) -> None:
    made: list[Edition] = []
    for number in order[:how_many]:
        made.append(edition(f"2021-Q{number}", quarters[number - 1], threshold, tuple(made)))
    made.append(edition("2021", together(quarters), threshold, tuple(made)))
    assert reader.follows(FEWER, made[-1], threshold) == []
    assert reader.follows_from_the_year(FEWER, made, threshold) == []
