"""What signs come to: the published rule where there is one, no score where there is none, and never "nothing"."""

from itertools import product
from random import Random
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opennrm.standards.indicator import SAYS, WAYS, Found, IndicatorSet, Observation, Weight, assess, is_positive
from opennrm.standards.load import law

AL, CL, UNODC = (law().indicator_sets[id] for id in ("ilo_al", "ilo_cl", "unodc_general"))
SETS = list(law().indicator_sets.values())


@pytest.mark.parametrize(
    ("code", "adult", "child"),
    [
        ("D1.1", "strong", "strong"),
        ("D1.10", "weak", "strong"),
        ("D2.1", "strong", "strong"),
        ("D2.4", "medium", "strong"),
        ("D2.5", "medium", "medium"),
        ("D3.15", "weak", "medium"),
        ("D4.1", "strong", "strong"),
        ("D4.9", "weak", "medium"),
        ("D5.1", "strong", "strong"),
        ("D5.7", "medium", "strong"),
        ("D5.15", "weak", "medium"),
        ("D6.7", "weak", "medium"),
    ],
)
def test_the_weights_are_those_of_the_lists(code: str, adult: str, child: str) -> None:
    assert (AL.by_code[code].weight, CL.by_code[code].weight) == (adult, child)


def test_the_list_for_children_has_no_weak_sign_and_lacks_two() -> None:
    assert {one.weight for one in CL.indicators} == {Weight.STRONG, Weight.MEDIUM}
    assert set(AL.by_code) - set(CL.by_code) == {"D3.8", "D4.8"}


def test_papers_debt_and_isolation_weigh_more_at_the_place_of_work_than_at_recruitment() -> None:
    for before, after in (("D2.5", "D5.1"), ("D2.4", "D5.2"), ("D2.6", "D5.3")):
        assert (AL.by_code[before].weight, AL.by_code[after].weight) == (Weight.MEDIUM, Weight.STRONG)


def test_a_set_without_published_weights_has_none() -> None:
    assert {one.weight for one in UNODC.indicators} == {None}


POSITIVE = {(2, 0, 0), (1, 1, 0), (1, 0, 1), (0, 3, 0), (0, 2, 1)}


@pytest.mark.parametrize("count", list(product(range(4), repeat=3)))
def test_a_dimension_is_positive_by_two_strong_one_strong_and_another_three_medium_or_two_medium_and_a_weak(count: tuple[int, ...]) -> None:
    """By the least that suffices: a count is positive when it has everything that one of the five has."""
    expected = any(all(have >= need for have, need in zip(count, least, strict=True)) for least in POSITIVE)
    assert is_positive(*count) is expected


# Signs that make each dimension positive in both lists, and one that does not.
D1, D2, D3 = ("D1.1", "D1.2"), ("D2.1", "D2.2"), ("D3.1", "D3.2", "D3.3")
D4, D5, D6 = ("D4.1", "D4.2"), ("D5.1", "D5.2"), ("D6.1", "D6.2", "D6.3")


def seen(*groups: tuple[str, ...]) -> dict[str, Observation]:
    return {code: "observed" for group in groups for code in group}


ADULT = [
    ("deceived, exploited, coerced", (D1, D4, D5), Found.TRAFFICKING),
    ("coerced at recruitment", (D2, D4, D5), Found.TRAFFICKING),
    ("vulnerability used at recruitment", (D3, D4, D5), Found.TRAFFICKING),
    ("vulnerability used at the place of work", (D1, D4, D6), Found.TRAFFICKING),
    ("no means at recruitment shows", (D4, D5), Found.COERCED_AND_EXPLOITED),
    ("no coercion at the place of work shows", (D1, D4), Found.DECEIVED_AND_EXPLOITED),
    ("deceived and pressed, no coercion at the place of work", (D1, D2, D4), Found.DECEIVED_AND_EXPLOITED),
    ("pressed, no coercion at the place of work", (D2, D4), Found.PRESSED_AND_EXPLOITED),
    ("vulnerability used, no coercion at the place of work", (D3, D4), Found.PRESSED_AND_EXPLOITED),
    ("exploitation alone", (D4,), Found.EXPLOITED_WORKER),
    ("no exploitation shows", (D1, D5), Found.NOT_YET_EXPLOITED),
    ("one strong sign is too few", (("D4.1",),), Found.SIGNS_BELOW),
]


@pytest.mark.parametrize(("_says", "groups", "found"), ADULT)
def test_an_adult(_says: str, groups: tuple[tuple[str, ...], ...], found: Found) -> None:
    assert assess(AL, seen(*groups), age="adult").found is found


CHILD = [
    ("exploitation and an act", (D4,), True, Found.TRAFFICKING),
    ("exploitation, and recruitment shows in the signs", (D1, D4), False, Found.TRAFFICKING),
    ("exploitation, and no act shows yet", (D4,), False, Found.CHILD_EXPLOITED),
    ("exploitation and coercion, and no act shows yet", (D4, D5), False, Found.CHILD_EXPLOITED),
    ("an act, and no exploitation", (D1,), True, Found.NOT_YET_EXPLOITED),
]


@pytest.mark.parametrize(("_says", "groups", "act", "found"), CHILD)
def test_a_child_needs_no_means(_says: str, groups: tuple[tuple[str, ...], ...], act: bool, found: Found) -> None:
    assert assess(CL, seen(*groups), age="child", act=act).found is found


def test_exploitation_only_opens_the_labour_rights_route() -> None:
    finding = assess(AL, seen(D4), age="adult")
    assert (finding.way, "labour-rights" in finding.says) == ("labour_rights", True)


def test_reported_counts_as_observed_does_and_absent_does_not() -> None:
    reported: dict[str, Observation] = {"D4.1": "reported", "D4.2": "reported"}
    assert assess(AL, reported, age="adult").found is Found.EXPLOITED_WORKER
    assert assess(AL, {**reported, "D4.2": "absent"}, age="adult").found is Found.SIGNS_BELOW


def test_absent_is_not_the_same_as_not_assessed() -> None:
    looked = assess(AL, {"D4.1": "absent"}, age="adult")
    assert (looked.found, looked.absent, "D4.1" in looked.not_assessed) == (Found.NO_SIGN_SEEN, ("D4.1",), False)
    not_looked = assess(AL, {"D4.1": "not_assessed"}, age="adult")
    assert (not_looked.found, not_looked.absent, "D4.1" in not_looked.not_assessed) == (Found.NOT_LOOKED, (), True)


def test_a_set_without_weights_gives_the_signs_and_no_score() -> None:
    finding = assess(UNODC, {"G1": "observed", "G13": "reported", "G2": "absent"}, age="adult")
    assert (finding.found, finding.scored, finding.seen) == (Found.SIGNS_NO_SCORE, False, ("G1", "G13"))
    assert {dimension.positive for dimension in finding.dimensions} == {None}


def test_signs_with_children_are_not_asked_of_an_adult() -> None:
    assert not any(code.startswith("C") for code in assess(UNODC, {}, age="adult").not_assessed)
    assert assess(UNODC, {"C5": "observed"}, age="child").seen == ("C5",)


def test_a_sign_that_the_set_does_not_have_is_a_mistake() -> None:
    with pytest.raises(ValueError, match=r"ilo_cl has no sign D3\.8"):
        assess(CL, {"D3.8": "observed"}, age="child")


answers = st.sampled_from(["observed", "reported", "absent", "not_assessed"])


observed = st.sampled_from(SETS).flatmap(lambda one: st.tuples(st.just(one), st.dictionaries(st.sampled_from(list(one.by_code)), answers)))


@given(observed, st.booleans())
def test_there_is_always_a_finding_with_words_and_a_way_on(case: tuple[IndicatorSet, dict[str, Observation]], act: bool) -> None:
    signs, observations = case
    ages: tuple[Literal["adult", "child"], ...] = ("adult", "child")
    for age in ages:
        finding = assess(signs, observations, age=age, act=act)
        asked = {one.code for dimension in signs.dimensions for one in signs.of(dimension.code, age)}
        assert finding.says
        assert finding.way
        assert {*finding.seen, *finding.absent, *finding.not_assessed} == asked
        assert len(finding.seen) + len(finding.absent) + len(finding.not_assessed) == len(asked)


@given(st.dictionaries(st.sampled_from(list(AL.by_code)), answers), st.sampled_from(list(AL.by_code)))
def test_one_more_sign_never_makes_a_dimension_less_positive(observations: dict[str, Observation], more: str) -> None:
    before, after = (assess(AL, found, age="adult") for found in (observations, {**observations, more: "observed"}))
    for one, other in zip(before.dimensions, after.dimensions, strict=True):
        assert other.positive or not one.positive


RANK = (
    Found.NOT_LOOKED,
    Found.NO_SIGN_SEEN,
    Found.SIGNS_BELOW,
    Found.NOT_YET_EXPLOITED,
    Found.EXPLOITED_WORKER,
    Found.PRESSED_AND_EXPLOITED,
    Found.DECEIVED_AND_EXPLOITED,
    Found.COERCED_AND_EXPLOITED,
    Found.CHILD_EXPLOITED,
    Found.TRAFFICKING,
)
SCORED = st.sampled_from([(AL, "adult"), (CL, "child")]).flatmap(
    lambda one: st.tuples(
        st.just(one), st.dictionaries(st.sampled_from(list(one[0].by_code)), answers), st.sampled_from(list(one[0].by_code))
    )
)


@given(SCORED, st.booleans())
def test_one_more_sign_never_makes_less_of_what_was_found(
    case: tuple[tuple[IndicatorSet, Literal["adult", "child"]], dict[str, Observation], str], act: bool
) -> None:
    (signs, age), observations, more = case
    seen_more: dict[str, Observation] = {**observations, more: "observed"}
    before, after = (assess(signs, found, age=age, act=act).found for found in (observations, seen_more))
    assert RANK.index(after) >= RANK.index(before)


@given(observed, st.randoms())
def test_the_order_in_which_signs_were_seen_does_not_matter(case: tuple[IndicatorSet, dict[str, Observation]], shuffle: Random) -> None:
    signs, observations = case
    again = list(observations.items())
    shuffle.shuffle(again)
    assert assess(signs, dict(again), age="child") == assess(signs, observations, age="child")


def test_no_finding_says_that_somebody_was_not_trafficked() -> None:
    assert set(SAYS) == set(WAYS) == set(Found)
    assert not any("not trafficked" in says or "no trafficking" in says for says in SAYS.values())
