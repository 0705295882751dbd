"""What signs come to: never nothing, never a verdict; the labour-rights way for whoever is exploited at work."""

from collections.abc import Collection, Iterable

import pytest

from opennrm.cases.contact import signs
from opennrm.standards.indicator import IndicatorSet
from opennrm.standards.load import law

# A row differs from the first in the signs that were seen, or in the person's age.
STRONG_WORK = {"D4.1": "observed", "D4.2": "reported"}
COERCED = {"D5.1": "observed", "D5.3": "reported"}
DECEIVED = {"D1.1": "reported", "D1.2": "reported"}


@pytest.mark.parametrize(
    ("observations", "age", "found", "way"),
    [
        ({**STRONG_WORK, **COERCED, **DECEIVED}, "adult", "trafficking_indicated", "refer"),
        (STRONG_WORK, "adult", "exploited_worker", "labour_rights"),
        (STRONG_WORK, "child", "child_exploited", "child_protection"),
        ({**STRONG_WORK, **COERCED}, "adult", "coerced_and_exploited", "refer_and_labour_rights"),
        ({"G2": "observed"}, "adult", "signs_no_score", "refer"),
        ({"G2": "absent"}, "adult", "no_sign_seen", "look_further"),
        ({}, "adult", "not_looked_for", "look_further"),
        ({"G2": "observed", "D4.2": "reported"}, "adult", "signs_no_score", "refer"),
        ({"D4.2": "reported"}, "adult", "signs_below_rule", "look_further"),
        ({"D4.2": "absent"}, "adult", "no_sign_seen", "look_further"),
        ({"K3": "observed"}, "adult", "signs_no_score", "refer"),
        ({"FL9": "observed"}, "adult", "signs_no_score", "refer"),
        ({"SS3": "observed"}, "child", "category_reached", "refer"),
        ({"SS3": "absent"}, "child", "no_sign_seen", "look_further"),
        ({"SS3": "observed", "G2": "observed"}, "child", "signs_no_score", "refer"),
        ({"SS3": "observed", **STRONG_WORK}, "child", "child_exploited", "child_protection"),
    ],
)
def test_signs_come_to_a_way_on(observations: dict[str, str], age: signs.Age, found: str, way: str) -> None:
    finding = signs.main(signs.findings(observations, age, act=False))
    assert (finding.found, finding.way) == (found, way)


def test_an_act_makes_a_child_s_exploitation_trafficking() -> None:
    assert signs.main(signs.findings(STRONG_WORK, "child", act=True)).found == "trafficking_indicated"


AGES: tuple[signs.Age, ...] = ("adult", "child")


@pytest.mark.parametrize("age", AGES)
def test_every_sign_stands_on_one_screen_and_no_screen_is_long(age: signs.Age) -> None:
    shown = [sign.code for part in signs.parts(age) for sign in part.signs]
    asked = [sign.code for set in signs.sets_for(age) for dimension in set.dimensions for sign in set.of(dimension.code, age)]
    assert shown == asked
    assert max(len(part.signs) for part in signs.parts(age)) <= signs.LONGEST


def test_every_screen_has_an_address_of_its_own() -> None:
    for age in AGES:
        keys = [part.key for part in signs.parts(age)]
        assert len(keys) == len(set(keys))
        assert not set(keys) & {"account"}


def ids(sets: Iterable[IndicatorSet]) -> list[str]:
    return [one.head.id for one in sets]


def test_an_adult_is_not_looked_at_with_the_signs_of_children() -> None:
    assert not [part for part in signs.parts("adult") if part.signs and part.dimension == "C"]
    assert not {"seraf", "ilo_cl"} & set(ids(signs.sets_for("adult")))
    assert {"seraf", "ilo_cl"} < set(ids(signs.sets_for("child")))
    assert "ilo_al" not in ids(signs.sets_for("child"))


def test_signs_of_health_are_read_and_never_asked() -> None:
    for age in AGES:
        assert ids(signs.to_read(age)) == ["uk_health"]
        assert "uk_health" not in ids(signs.sets_for(age))


@pytest.mark.parametrize(
    ("ticked", "answered", "gone_through"),
    [
        ([], [], ["unodc_general"]),
        (["county_lines"], [], ["unodc_general", "county_lines"]),
        (["county_lines", "ilo_11"], [], ["unodc_general", "ilo_11", "county_lines"]),
        ([], ["K3"], ["unodc_general", "county_lines"]),
        (["seraf"], ["SS1"], ["unodc_general"]),
        (["no_such_set"], [], ["unodc_general"]),
    ],
)
def test_one_goes_through_the_general_set_what_was_chosen_and_what_has_an_answer(
    ticked: list[str], answered: list[str], gone_through: list[str]
) -> None:
    assert ids(signs.chosen("adult", ticked, answered)) == gone_through


@pytest.mark.parametrize(
    ("set", "age", "band", "forms", "fits"),
    [
        ("county_lines", "child", "9_17", {"criminal"}, True),
        ("county_lines", "child", "unknown", {"criminal"}, True),
        ("county_lines", "adult", "18_20", {"criminal"}, True),
        ("county_lines", "adult", "30_38", {"criminal"}, False),
        ("county_lines", "adult", "unknown", {"criminal"}, False),
        ("county_lines", "child", "9_17", {"labour"}, False),
        ("unodc_labour", "adult", "30_38", {"labour"}, True),
        ("unodc_labour", "adult", "30_38", set(), False),
        ("seraf", "child", "9_17", {"sexual", "labour"}, True),
    ],
)
def test_which_set_is_brought_forward(set: str, age: signs.Age, band: str, forms: Collection[str], fits: bool) -> None:
    assert signs.suggested(law().indicator_sets[set].head, age, band, forms) is fits


def test_signs_at_work_are_told_as_signs_of_forced_labour_too() -> None:
    for age in AGES:
        found = {one.set: one for one in signs.findings({"D5.2": "reported", "D4.1": "absent"}, age, act=False)}
        assert found["ilo_11"].shown == {"FL9": ("D5.2",)}


def test_what_is_not_for_this_age_is_left_out() -> None:
    assert [one.set for one in signs.findings({"SS3": "observed"}, "adult", act=False) if one.seen] == []
