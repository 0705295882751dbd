"""The sets of signs themselves: as many as were published, each row with its source, each code once, and which set shows which."""

import pytest

from opennrm.standards.indicator import Found, IndicatorSet, assess
from opennrm.standards.indicator_sets import read_indicators, read_sets
from opennrm.standards.load import law
from opennrm.standards.reading import Document, Misread
from opennrm.standards.shown import shown_by, shows, with_shown

SETS = law().indicator_sets
AL, CL, ELEVEN = SETS["ilo_al"], SETS["ilo_cl"], SETS["ilo_11"]

# Counted in the sources by hand: all signs, and how many of them are told of the surroundings and not of the person.
COUNTS = {
    "unodc_general": ({"G": 36, "C": 17}, 5),
    "ilo_al": ({"D1": 10, "D2": 10, "D3": 16, "D4": 9, "D5": 15, "D6": 7}, 0),
    "ilo_cl": ({"D1": 10, "D2": 10, "D3": 15, "D4": 8, "D5": 15, "D6": 7}, 0),
    "ilo_11": ({"FL": 11}, 0),
    "unodc_labour": ({"L": 23}, 8),
    "unodc_domestic": ({"DS": 9, "DO": 2}, 0),
    "unodc_sexual": ({"S": 19}, 7),
    "unodc_begging": ({"B": 17}, 3),
    "county_lines": ({"K": 12}, 0),
    "seraf": ({"SS": 9, "SP": 9, "SM": 10, "SV": 11, "SA": 2}, 0),
    "uk_health": ({"H": 8, "HS": 4, "HP": 6}, 0),
}


def test_each_set_has_the_published_number_of_signs() -> None:
    found = {
        id: (
            {dimension.code: len(one.of(dimension.code)) for dimension in one.dimensions},
            sum(sign.circumstantial for sign in one.indicators),
        )
        for id, one in SETS.items()
    }
    assert found == COUNTS


def test_only_two_sets_publish_weights_and_one_points() -> None:
    assert {id: one.head.rule for id, one in SETS.items() if one.head.rule != "none"} == {
        "ilo_al": "ilo",
        "ilo_cl": "ilo",
        "seraf": "points",
    }


def test_whom_a_set_shuts_out() -> None:
    assert {id: one.head.whom for id, one in SETS.items() if one.head.whom != "anybody"} == {
        "ilo_al": "adult",
        "ilo_cl": "child",
        "seraf": "child",
    }


def test_county_lines_is_brought_forward_for_the_young_and_shuts_nobody_out() -> None:
    head = SETS["county_lines"].head
    assert (head.whom, head.bands, head.forms) == ("anybody", ("0_8", "9_17", "18_20", "21_23"), ("criminal",))
    assert "vulnerable" in str(head.suits)


def test_nothing_of_health_is_recorded_at_a_first_contact() -> None:
    assert [id for id, one in SETS.items() if not one.head.kept] == ["uk_health"]


def test_no_two_sets_that_one_person_may_meet_share_a_code() -> None:
    for age in ("adult", "child"):
        codes = [code for one in SETS.values() if one.head.whom in ("anybody", age) for code in one.by_code]
        assert len(codes) == len(set(codes))


# --- which signs show which of the eleven, both ways: written by hand from domain 3.2

THE_OTHER_WAY = {
    "D1.1": ("FL2",),
    "D2.2": ("FL6",),
    "D2.4": ("FL9",),
    "D2.6": ("FL3", "FL4"),
    "D2.9": ("FL5", "FL6"),
    "D2.10": ("FL8",),
    "D3.1": ("FL1",),
    "D3.7": ("FL1", "FL2"),
    "D4.1": ("FL11",),
    "D4.3": ("FL8",),
    "D4.5": ("FL10",),
    "D5.1": ("FL7",),
    "D5.2": ("FL9",),
    "D5.4": ("FL5",),
    "D5.6": (),
    "D5.7": (),
    "D5.8": ("FL1",),
    "D5.9": ("FL6",),
    "D6.2": ("FL1", "FL3", "FL4"),
}


@pytest.mark.parametrize(("code", "eleven"), THE_OTHER_WAY.items())
def test_a_sign_of_the_operational_list_shows_one_of_the_eleven_or_none(code: str, eleven: tuple[str, ...]) -> None:
    assert shows(ELEVEN, (AL,))[code] == eleven


def test_both_ways_say_the_same() -> None:
    there = {(sign.code, code) for sign in ELEVEN.indicators for code in shown_by(sign, (AL, CL))}
    back = {(code, other) for other, codes in shows(ELEVEN, (AL, CL)).items() for code in codes}
    assert there == back


def test_each_of_the_eleven_can_be_shown_for_an_adult_and_for_a_child() -> None:
    for other in (AL, CL):
        assert [sign.code for sign in ELEVEN.indicators if not shown_by(sign, (other,))] == []


def test_only_two_operational_signs_show_none_of_the_eleven() -> None:
    assert [code for code, eleven in shows(ELEVEN, (AL,)).items() if not eleven] == ["D5.6", "D5.7"]


def test_what_others_show_is_told_beside_and_answers_nothing() -> None:
    finding = with_shown(assess(ELEVEN, {"FL7": "absent"}, age="adult"), ELEVEN, (AL,), {"D5.2", "D4.1", "G1"})
    assert finding.shown == {"FL9": ("D5.2",), "FL11": ("D4.1",)}
    assert (finding.found, finding.seen, finding.absent) == (Found.SHOWN_BY_OTHERS, (), ("FL7",))
    assert "FL9" in finding.not_assessed


def test_a_set_of_which_nothing_is_shown_stays_as_it_was() -> None:
    before = assess(ELEVEN, {"FL7": "observed"}, age="adult")
    assert with_shown(before, ELEVEN, (AL,), {"D5.6"}) == before
    assert with_shown(before, ELEVEN, (AL,), {"D5.2"}).found is Found.SIGNS_NO_SCORE


# --- what is refused

SET = """\
set: {id: x, version: "1", whom: adult, rule: ilo, tag: V, source: ILO, title: {en: X}, says: {en: X}}
dimensions:
- {code: D1, label: {en: One}}
indicators:
- {code: D1.1, dimension: D1, weight: strong, label: {en: A}, source: ILO}
"""
POINTS = """\
set: {id: y, version: "1", whom: child, rule: points, tag: V, source: SERAF, title: {en: Y}, says: {en: Y}}
scoring:
  source: SERAF
  levels:
  - {code: low, at_least: 0, label: {en: Low}, asks: []}
  - {code: high, at_least: 3, label: {en: High}, asks: [{en: Meet}]}
  also:
  - {dimensions: [E], levels: [low], asks: {en: Ask}}
dimensions:
- {code: E, label: {en: One}}
indicators:
- {code: E1, dimension: E, points: 2, counts_with: [E], label: {en: A}, source: SERAF}
"""


def read(text: str) -> IndicatorSet:
    return read_indicators(Document.read("s.yaml", text), law().sources)


@pytest.mark.parametrize(
    ("text", "instead", "by", "says"),
    [
        (SET, "dimension: D1,", "dimension: D2,", "no dimension D2"),
        (SET, " weight: strong,", "", "a weight goes with a rule"),
        (SET, "rule: ilo", "rule: none", "a weight goes with a rule"),
        (SET, "tag: V, source: ILO", "tag: V, source: X", "no source X"),
        (SET, "{en: A}, source: ILO", "{en: A}, source: X", "no source X"),
        (SET, ", source: ILO}", "}", "source is missing"),
        (SET, "code: D1.1", "code: first", "match pattern"),
        (SET, "weight: strong", "weight: heavy", "is not among the words allowed"),
        (SET, "indicators:\n", "indicators:\n- {code: D1.1, dimension: D1, weight: weak, label: {en: B}, source: ILO}\n", "there twice"),
        (SET, "whom: adult", "whom: anyone", "is not among the words allowed"),
        (SET, "says: {en: X}", "says: {en: X}, suits: {en: Y}", "no source"),
        (SET, "rule: ilo", "rule: points", "points go with their categories"),
        (POINTS, "rule: points", "rule: none", "points go with their categories"),
        (POINTS, " points: 2,", "", "a weight goes with a rule"),
        (POINTS, "points: 2", "points: 0", "greater than 0"),
        (POINTS, "counts_with: [E]", "counts_with: [F]", "no F"),
        (POINTS, "dimensions: [E]", "dimensions: [F]", "no F"),
        (POINTS, "levels: [low]", "levels: [lower]", "no lower"),
        (POINTS, "at_least: 3", "at_least: 0", "do not follow"),
        (POINTS, "at_least: 0", "at_least: 1", "do not follow"),
        (POINTS, "  source: SERAF", "  source: X", "no source X"),
    ],
)
def test_a_set_that_is_not_sound_is_refused(text: str, instead: str, by: str, says: str) -> None:
    assert len(read(text).indicators) == 1
    with pytest.raises(Misread, match=says):
        read(text.replace(instead, by, 1))


@pytest.mark.parametrize(
    ("instead", "by", "says"),
    [
        ("whom: child", "whom: adult", "E1 is a sign of z too"),
        ("whom: child", "whom: child, shown_by: [w]", "no w"),
        ("counts_with: [E]", "shown_by: [E1]", "no E1"),
        ("whom: child", "whom: child, forms: [war]", "no war"),
        ("whom: child", "whom: child, bands: [old]", "no old"),
    ],
)
def test_sets_that_do_not_fit_together_are_refused(instead: str, by: str, says: str) -> None:
    other = SET.replace("id: x", "id: z").replace("D1.1", "E1")

    def together(text: str) -> list[str]:
        return list(read_sets([Document.read("y.yaml", text), Document.read("z.yaml", other)], law().sources, law().code_lists))

    assert together(POINTS) == ["y", "z"]
    with pytest.raises(Misread, match=says):
        together(POINTS.replace(instead, by, 1))
