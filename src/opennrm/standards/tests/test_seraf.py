"""The scoring of SERAF against a table that was written by hand from its guidance; nothing here is read from the data but the result."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opennrm.standards.indicator import Found, Observation, assess, points
from opennrm.standards.load import law
from opennrm.standards.scoring import Score

SERAF = law().indicator_sets["seraf"]
CODES = list(SERAF.by_code)


def score(*codes: str) -> Score:
    found = assess(SERAF, dict.fromkeys(codes, "observed"), age="child").score
    assert found is not None
    return found


def group(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{number}" for number in range(1, count + 1)]


# A row differs from one above it in a single thing; points and category as the guidance gives them.
TABLE = [
    ("one vulnerability", ["SV1"], 1, 1),
    ("a vulnerability and a disability", ["SV1", "SA1"], 2, 1),
    ("five vulnerabilities", group("SV", 5), 5, 1),
    ("six vulnerabilities", group("SV", 6), 6, 2),
    ("all vulnerabilities", group("SV", 11), 11, 3),
    ("one moderate sign", ["SM1"], 1, 1),
    ("all moderate signs", group("SM", 10), 10, 2),
    ("all moderate signs and a vulnerability", [*group("SM", 10), "SV1"], 11, 3),
    ("one significant sign now", ["SS1"], 5, 1),
    ("one significant sign 6 to 12 months ago", ["SP1"], 1, 1),
    ("the same significant sign at both times", ["SS1", "SP1"], 6, 2),
    ("two significant signs now", ["SS1", "SS2"], 10, 2),
    ("two significant signs now and one earlier", ["SS1", "SS2", "SP3"], 11, 3),
    ("three significant signs now", ["SS1", "SS2", "SS3"], 15, 3),
    ("three significant signs now and one earlier", ["SS1", "SS2", "SS3", "SP1"], 16, 4),
    ("under 13 without a significant sign", ["SA2", "SM1"], 1, 1),
    ("under 13 with a significant sign now", ["SA2", "SS1"], 10, 2),
    ("under 13 with a significant sign earlier", ["SA2", "SP1"], 6, 2),
    ("under 13 with two significant signs counts five once", ["SA2", "SS1", "SS2"], 15, 3),
    ("everything", CODES, 11 + 1 + 10 + 9 * 6 + 5, 4),
]


@pytest.mark.parametrize(("_says", "codes", "total", "category"), TABLE)
def test_points_and_category(_says: str, codes: list[str], total: int, category: int) -> None:
    found = score(*codes)
    assert (found.points, found.level.code) == (total, f"category_{category}")


@pytest.mark.parametrize(("total", "category"), [(0, 1), (5, 1), (6, 2), (10, 2), (11, 3), (15, 3), (16, 4), (81, 4)])
def test_where_a_category_begins(total: int, category: int) -> None:
    assert SERAF.scoring is not None
    assert SERAF.scoring.level(total).code == f"category_{category}"


MANAGER = "A significant sign in a low category: talk it over with a manager"
REPEAT = "Repeat it regularly, and whenever something changes"


@pytest.mark.parametrize(
    ("codes", "asked"),
    [
        (["SV1"], [REPEAT]),
        (["SS1"], [MANAGER, REPEAT]),
        (["SP1"], [MANAGER, REPEAT]),
        (["SS1", "SS2"], ["Consider a meeting of the agencies", MANAGER, REPEAT]),
        (group("SM", 6), ["Consider a meeting of the agencies", REPEAT]),
        (["SS1", "SS2", "SS3"], ["A meeting of the agencies", "A safety plan", "At least one review", REPEAT]),
        (["SS1", "SS2", "SS3", "SS4"], ["A protection plan", "Direct work with the child over a long time", REPEAT]),
    ],
)
def test_what_a_category_asks_for(codes: list[str], asked: list[str]) -> None:
    assert list(map(str, score(*codes).asks)) == asked


def test_what_nobody_assessed_may_still_be_so() -> None:
    found = score("SS1", "SS2")
    assert (found.level.code, found.most, found.highest.code) == ("category_2", 81, "category_4")
    looked = assess(SERAF, {**dict.fromkeys(CODES, "absent"), "SV1": "observed"}, age="child").score
    assert looked is not None
    assert (looked.points, looked.most) == (1, 1)


def test_without_a_sign_there_is_no_category_and_no_all_clear() -> None:
    for answer, found in (("absent", Found.NO_SIGN_SEEN), ("not_assessed", Found.NOT_LOOKED)):
        finding = assess(SERAF, dict.fromkeys(CODES, answer), age="child")
        assert (finding.found, finding.score) == (found, None)


def test_age_and_vulnerability_are_no_signs_by_themselves() -> None:
    assert SERAF.circumstances == {*group("SV", 11), *group("SA", 2)}


answers = st.sampled_from(["observed", "reported", "absent", "not_assessed"])
found_signs = st.dictionaries(st.sampled_from(CODES), answers)


@given(found_signs, st.sampled_from(CODES))
def test_one_more_sign_never_lowers_points_or_category(observations: dict[str, Observation], more: str) -> None:
    seen_more: dict[str, Observation] = {**observations, more: "observed"}
    before, after = (assess(SERAF, found, age="child").score for found in (observations, seen_more))
    assert after is not None
    assert before is None or (after.points >= before.points and after.level.at_least >= before.level.at_least)


@given(found_signs, st.sampled_from(CODES))
def test_not_assessed_is_never_read_as_absent(observations: dict[str, Observation], one: str) -> None:
    open, absent = (assess(SERAF, {**observations, one: answer}, age="child") for answer in ("not_assessed", "absent"))
    assert one in open.not_assessed
    assert one not in open.absent
    if open.score is not None and absent.score is not None:
        assert open.score.points == absent.score.points
        assert open.score.most >= absent.score.most
        if one != "SA2":  # which counts only beside a significant sign
            assert open.score.most > absent.score.most


@given(st.permutations(CODES))
def test_the_order_does_not_matter(codes: list[str]) -> None:
    assert points(SERAF, codes[:20]) == points(SERAF, sorted(codes[:20]))
