"""Act, means, purpose: what an adult's case needs and a child's does not, and when a yes could matter."""

from typing import Literal

import pytest

from opennrm.standards.elements import elements

Codes = tuple[str, ...]
Age = Literal["adult", "child", "unknown"]
ACT, MEANS, PURPOSE = ("recruitment",), ("deception",), ("forced_labour",)


@pytest.mark.parametrize(
    ("acts", "means", "purposes", "age", "missing"),
    [
        (ACT, MEANS, PURPOSE, "adult", ()),
        (ACT, (), PURPOSE, "adult", ("means",)),
        (ACT, (), PURPOSE, "child", ()),
        (ACT, (), PURPOSE, "unknown", ()),
        ((), MEANS, PURPOSE, "adult", ("act",)),
        ((), (), PURPOSE, "child", ("act",)),
        (ACT, MEANS, (), "adult", ("purpose",)),
        ((), (), (), "adult", ("act", "means", "purpose")),
    ],
)
def test_what_is_missing(acts: Codes, means: Codes, purposes: Codes, age: Age, missing: Codes) -> None:
    found = elements(acts, means, purposes, age)
    assert (found.missing, found.met) == (missing, not missing)


@pytest.mark.parametrize(
    ("means", "age", "counts"),
    [(MEANS, "adult", False), ((), "adult", True), ((), "child", False), ((), "unknown", False)],
)
def test_a_yes_of_the_person_could_matter_only_for_an_adult_and_only_without_any_means(means: Codes, age: Age, counts: bool) -> None:
    assert elements(ACT, means, PURPOSE, age).consent_counts is counts


def test_each_outcome_has_words_of_its_own_and_names_what_is_missing() -> None:
    ages: tuple[Age, ...] = ("adult", "child", "unknown")
    words = {elements(ACT, MEANS, PURPOSE, age).says for age in ages}
    assert len(words) == 3
    assert "%(missing)s" in elements(ACT, (), PURPOSE, "adult").says
