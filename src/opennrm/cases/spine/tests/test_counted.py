"""What figures count of a case, in one number."""

from dataclasses import replace
from datetime import date

import pytest

from opennrm.cases.spine.counted import CODES, Count, Decision, alike, joined

ON = date(2026, 3, 2)
ONE = Count(
    opened_on=ON,
    referred_on=ON,
    state="referred",
    sex="female",
    age="adult",
    age_at_exploitation="child",
    place="abroad",
    nationality="foreign",
    citizenships=("UA", "MD"),
    region="",
    forms=("labour", "sexual"),
    referrer_kind="police",
    competent_authority="",
    track="",
    decisions=(),
)


def test_several_codes_are_told_in_one_order() -> None:
    assert joined(("UA", "MD")) == joined(["MD", "UA"]) == "MD+UA"
    assert joined(()) == ""
    assert alike(replace(ONE, citizenships=("MD", "UA"))) == alike(ONE)


def test_a_number_fits_every_database_and_is_the_same_on_every_machine() -> None:
    assert alike(ONE) == 7169353116664322107 < 2**63


@pytest.mark.parametrize("name", CODES)
def test_another_code_is_another_number(name: str) -> None:
    other = ("XX",) if isinstance(getattr(ONE, name), tuple) else "other"
    assert alike(replace(ONE, **{name: other})) != alike(ONE)


def test_what_no_table_asks_for_makes_no_difference() -> None:
    decided = (Decision(4, "rg", "positive", ON),)
    assert alike(replace(ONE, referred_on=date(2025, 1, 1), track="child", decisions=decided)) == alike(ONE)
