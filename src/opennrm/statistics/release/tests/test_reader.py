"""No small number follows from what is handed on, for a reader who has all of it and a linear program."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.breadth import all_the_way

from opennrm.statistics.release.checks import first
from opennrm.statistics.release.history import History
from opennrm.statistics.release.shown import WITHHELD, Edition, Release, Shown
from opennrm.statistics.release.sums import some
from opennrm.statistics.release.tests import reader
from opennrm.statistics.release.tests.invented import (
    FEWER,
    KNOWN,
    Whole,
    alike,
    decided,
    edition,
    few_or_many,
    thresholds,
    together,
    units,
)
from opennrm.statistics.release.views import View
from opennrm.statistics.tables import Path, Table

SERBIA = {  # forms, sexes and ages of who was identified, and how many were foreign: domain 7.4
    "2018": ({"sexual": 34, "labour": 18, "begging": 2, "criminal": 1, "labour+sexual": 21}, {"female": 57, "male": 19}, 32, 5),
    "2019": ({"sexual": 23, "labour": 3, "begging": 4, "criminal": 1, "labour+sexual": 5}, {"female": 29, "male": 7}, 24, 2),
}


@pytest.mark.parametrize("name", SERBIA)
@given(few_or_many, few_or_many, st.randoms(use_true_random=False))
@settings(max_examples=200 if all_the_way() else 4, deadline=None)
def test_a_country_that_publishes_who_was_identified_publishes_it(name: str, again: int, negative: int, draw: Random) -> None:
    forms, sexes, children, foreign = SERBIA[name]
    total = sum(forms.values())
    codes = [
        ("forms", [form for form, n in forms.items() for _ in range(n)]),
        ("sex", [sex for sex, n in sexes.items() for _ in range(n)]),
        ("age", ["child"] * children + ["adult"] * (total - children)),
        ("nationality", ["foreign"] * foreign + ["national"] * (total - foreign)),
    ]
    drawn = {field: draw.sample(of, total) for field, of in codes}
    persons = [alike(1, **dict(zip(drawn, said, strict=True))) for said in zip(*drawn.values(), strict=True)]
    made = edition(name, ([], decided(total + again, negative), persons), 10, known=KNOWN)
    assert made.release["identified"]["total",] == Shown(total, 100)
    assert made.release["identified"]["age", "child"].count == children
    assert made.release["identified"]["nationality", "foreign"].count is None
    assert reader.follows(KNOWN, made, 10) == []


@settings(max_examples=2000 if all_the_way() else 15, deadline=None)
@given(units, thresholds)
def test_nothing_small_follows_from_one_edition(of: Whole, threshold: int) -> None:
    made = edition("2021", of, threshold, known=KNOWN)
    assert reader.badly_shown(made) == []
    assert reader.follows(KNOWN, made, threshold) == []


@settings(max_examples=600 if all_the_way() else 8, deadline=None)
@given(units, thresholds)
def test_what_is_passed_along_the_sums_is_what_the_linear_program_finds(of: Whole, threshold: int) -> None:
    made = reader.as_one(FEWER, edition("2021", of, threshold))
    for number, one in enumerate(made.tables):
        history = History.of(FEWER, made.period, one, ())
        view = View(history.sums, history.values, some(history.sums, history.values, threshold), near=history.sums.printed)
        hidden = hidden_of(made, one)
        found = reader.alone(FEWER, number, replace(made, release=counts_alone(made.release)), threshold, hidden)
        assert {path: view.boxes(hidden)[path] for path in hidden} == found


def hidden_of(made: Edition, one: Table) -> frozenset[Path]:
    shown = made.release[one.measure]
    return frozenset(path for path in one.cells if path not in shown or shown[path].count is None)


def counts_alone(release: Release) -> Release:
    """Neither per cents nor that a code may be withheld of which nobody knows."""
    return {
        measure: {path: Shown(cell.count, None) for path, cell in cells.items() if path[-1] != WITHHELD}
        for measure, cells in release.items()
    }


@settings(max_examples=600 if all_the_way() else 8, deadline=None)
@given(units, thresholds)
def test_nothing_is_withheld_beside_that_could_be_shown(of: Whole, threshold: int) -> None:
    """Nothing that is named: a code without its name is withheld from whoever knows by another way which codes there are."""
    made = reader.as_one(FEWER, edition("2021", of, threshold))
    for one in made.tables:
        history = History.of(FEWER, made.period, one, ())
        for path in (hidden_of(made, one) & made.release[one.measure].keys()) - first(history, threshold).paths:
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
