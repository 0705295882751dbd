"""What signs come to: never nothing, never a verdict; the labour-rights way for whoever is exploited at work."""

import pytest

from opennrm.cases.contact import signs

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
    ],
)
def test_signs_come_to_a_way_on(observations: dict[str, str], age: signs.Age, found: str, way: str) -> None:
    finding = signs.main(signs.findings(observations, age, act=False))
    assert (finding.found, finding.way) == (found, way)


def test_an_act_makes_a_child_s_exploitation_trafficking() -> None:
    assert signs.main(signs.findings(STRONG_WORK, "child", act=True)).found == "trafficking_indicated"


@pytest.mark.parametrize("age", ["adult", "child"])
def test_every_sign_stands_on_one_screen_and_no_screen_is_long(age: signs.Age) -> None:
    shown = [sign.code for part in signs.parts(age) for sign in part.signs]
    asked = [sign.code for set in signs.sets_for(age) for dimension in set.dimensions for sign in set.of(dimension.code, age)]
    assert shown == asked
    assert max(len(part.signs) for part in signs.parts(age)) <= signs.LONGEST


def test_an_adult_is_not_looked_at_with_the_signs_of_children() -> None:
    assert not [part for part in signs.parts("adult") if part.dimension == "C"]
