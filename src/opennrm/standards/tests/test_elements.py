"""Act, means, purpose: what an adult's case needs and a child's does not, and when a yes could matter."""

import pytest

from opennrm.standards.elements import elements

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
def test_what_is_missing(
    acts: tuple[str, ...], means: tuple[str, ...], purposes: tuple[str, ...], age: str, missing: tuple[str, ...]
) -> None:
    found = elements(acts, means, purposes, age)  # type: ignore[arg-type]
    assert (found.missing, found.met) == (missing, not missing)


@pytest.mark.parametrize(
    ("means", "age", "counts"),
    [(MEANS, "adult", False), ((), "adult", True), ((), "child", False), ((), "unknown", False)],
)
def test_a_yes_of_the_person_could_matter_only_for_an_adult_and_only_without_any_means(
    means: tuple[str, ...], age: str, counts: bool
) -> None:
    assert elements(ACT, means, PURPOSE, age).consent_counts is counts  # type: ignore[arg-type]


def test_each_outcome_has_words_of_its_own_and_names_what_is_missing() -> None:
    words = {elements(ACT, MEANS, PURPOSE, age).says for age in ("adult", "child", "unknown")}  # type: ignore[arg-type]
    assert len(words) == 3
    assert "%(missing)s" in elements(ACT, (), PURPOSE, "adult").says
