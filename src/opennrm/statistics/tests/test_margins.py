"""Margins files: what is read, what is refused and why, at which line; the figures that ship, with their sources."""

import json
from importlib.resources import files
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from tests.breadth import assured_but

from opennrm.portal.commands import main
from opennrm.standards.reading import Misread
from opennrm.statistics.definition import definitions
from opennrm.statistics.margins.allotted import plan
from opennrm.statistics.margins.reading import published, read, shipped
from opennrm.statistics.margins.schema import margins_schema
from opennrm.statistics.margins.sound import prints
from opennrm.statistics.tables import half_up
from opennrm.statistics.tests.test_margins_plan import assert_exact, assert_in_order, printed

YEAR = """country: GB
period: 2021
referrals:
  total: 100
  sex: {male: 70, female: 20}
  age_at_exploitation: {adult: 60, child: 30}
  form_of_exploitation: {adult: {labour: 20}}
conclusive_grounds: {total: 10, positive_percent: 90}
"""
# What is written in place of what, at which line and column the mistake is, and what is said.
MISTAKES = [
    ("country: GB", "country: QQ", 1, 1, "no profile for 'QQ'"),
    ("period: 2021", "period: 2021-Q5", 2, 1, "write a year, as 2021, or a quarter, as 2021-Q3"),
    ("total: 100", "total: -1", 4, 3, "greater than or equal to 0"),
    ("total: 100", "totle: 100", 4, 3, "unknown key totle; did you mean total? the keys are: total, sex"),
    ("  total: 100\n", "  totle: 100\n", 3, 1, "referrals.total: total is missing; write total here; the keys are total, sex"),
    ("country: GB", "land: GB", 1, 1, "country is missing; write country here; the keys are country, period"),
    ("total: 100", "total: '100'", 4, 3, "valid integer"),
    ("male: 70", "man: 70", 5, 9, "unknown key man; the keys are: male, female"),
    ("male: 70", "male: 170", 5, 9, "170 is more than the total of referrals, 100; a part is never larger than its whole"),
    ("male: 70", "male: 90", 5, 3, "together the parts are 110, more than the total of referrals, 100"),
    ("{labour: 20}", "{labour: 61}", 7, 34, "61 is more than all of age_at_exploitation adult, 60"),
    ("{labour: 20}", "{labour: 50, sexual: 11}", 7, 26, "together the parts are 61"),
    ("{labour: 20}", "{labor: 20}", 7, 34, "did you mean labour"),
    ("{labour: 20}", "{sexual+labour: 20}", 7, 34, "write labour+sexual"),
    ("{labour: 20}", "{other: 20}", 7, 34, "what is other or not known is left out"),
    ("adult: 60, child: 30", "child: 30", 7, 26, "nothing says how many it has; give age_at_exploitation"),
    ("  sex:", "  age: {child: 41}\n  sex:", 5, 9, "41 are children now, and only 40 were not adults already"),
    ("  sex:", "  nationality: {national: 4}\n  citizenship: {GB: 5}\n  sex:", 5, 17, "the citizenships make it 5 at least"),
    ("  sex:", "  citizenship: {al: 5}\n  sex:", 5, 17, "write the two letters of a country"),
    ("  sex:", "  region: {ATLANTIS: 5}\n  sex:", 5, 12, "the regions are: ENG"),
    ("  sex:", "  competent_authority: {polise: 5}\n  sex:", 5, 25, "did you mean police"),
    ("  sex:", "  outcome: {presumed: 5, identified: 3}\n  sex:", 5, 26, "did you mean not_identified or formally_identified"),
    ("  sex:", "  outcome: {formally_identified: 11}\n  sex:", 5, 13, "11 identified, with 9 positive final decisions in the period"),
    (
        "positive_percent: 90",
        "positive_percent: 91",
        8,
        33,
        "no count of 10 prints as 91 per cent; the nearest that one prints: 90 and 100",
    ),
    ("positive_percent: 90", "positive: 11", 8, 33, "11 of 10 decisions"),
    ("positive_percent: 90", "positive: 8, positive_percent: 90", 8, 46, "8 of 10 are 80 per cent, not 90"),
    ("conclusive", "identified: {total: 8}\nconclusive", 8, 14, "8 identified, with 9 positive final decisions in the period"),
    ("conclusive", "identified: {total: 9, sex: {male: 10}}\nconclusive", 8, 30, "10 is more than the total of identified, 9"),
    ("conclusive", "sources: [{of: [referrals.shoe], cites: A bulletin}]\nconclusive", 8, 17, "there is no referrals.shoe here"),
    ("conclusive", "referrals: {total: 1}\nconclusive", 8, 1, "each key once"),
]


@pytest.mark.parametrize(("old", "new", "line", "column", "says"), MISTAKES)
def test_a_mistake_is_refused_at_its_place_with_what_would_be_right(old: str, new: str, line: int, column: int, says: str) -> None:
    read("year.yaml", YEAR)
    changed = YEAR.replace(old, new)
    assert changed != YEAR
    with pytest.raises(Misread) as misread:
        read("year.yaml", changed)
    found = misread.value.problems
    assert [(one.line, one.column) for one in found if says in str(one)] == [(line, column)], found


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_an_empty_file_is_told_as_one(text: str) -> None:
    with pytest.raises(Misread, match="the file is empty; give country, period and referrals"):
        read("m.yaml", text)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(Misread) as misread:
        read("year.yaml", YEAR.replace("male: 70", "male: 170").replace("labour: 20", "labour: 61"))
    assert [one.line for one in misread.value.problems] == [5, 7]


@pytest.mark.parametrize(
    ("country", "rest", "says"),
    [
        ("RS", "reasonable_grounds: {total: 5}", "RS has no decision before the final one"),
        ("AL", "conclusive_grounds: {total: 5, positive: 4}", "the procedure of AL knows no final refusal"),
        ("RS", "referrals: {total: 5, outcome: {presumed: 4}}", "the outcomes have to add up to 5"),
        ("RS", "referrals: {total: 5, outcome: {indicated: 4}}", "the outcomes are presumed, formally_identified, not_identified"),
        ("AL", "referrals: {total: 5, outcome: {presumed: 4, not_identified: 1}}", "the outcomes are"),
        ("GB", "referrals: {total: 5, competent_authority: {single_competent_authority: 4}}", "the parts have to add up to 5"),
        ("GB", "period: 2021-Q2\nreferrals: {total: 5, outcome: {formally_identified: 1}}", "the length of the period"),
    ],
)
def test_what_the_procedure_of_a_country_cannot_bring_about_is_refused(country: str, rest: str, says: str) -> None:
    text = "\n".join([f"country: {country}", *([] if "period" in rest else ["period: 2021"]), rest])
    with pytest.raises(Misread, match=says):
        read("m.yaml", text if "referrals" in rest else f"{text}\nreferrals: {{total: 9}}")


def test_who_was_identified_has_to_be_among_the_referrals_that_say_so() -> None:
    text = """country: AL
period: 2018
referrals: {total: 10, sex: {female: 10}, outcome: {presumed: 7, formally_identified: 3}}
identified: {total: 3, sex: {male: 1, female: 2}}
"""
    with pytest.raises(Misread, match="2 at most fit the other numbers"):
        read("m.yaml", text)


@given(st.integers(0, 400), st.integers(0, 100))
def test_the_counts_that_print_a_percentage_are_those_and_no_others(total: int, percent: int) -> None:
    assert list(prints(total, percent)) == [n for n in range(total + 1) if half_up(n, total) == percent]


# --- the figures that ship

PERCENT: dict[str, dict[tuple[str, ...], int]] = {
    "GB-2021": {
        ("referrals", "sex", "male"): 77,
        ("referrals", "sex", "female"): 23,
        ("referrals", "place_of_exploitation", "in_country"): 58,
        ("referrals", "place_of_exploitation", "abroad"): 31,
        ("referrals", "age_at_exploitation", "adult"): 50,
        ("referrals", "age_at_exploitation", "child"): 43,
        ("referrals", "form_of_exploitation", "adult", "labour"): 33,
        ("referrals", "form_of_exploitation", "child", "criminal"): 49,
        ("reasonable_grounds", "positive"): 90,
        ("conclusive_grounds", "positive"): 91,
    },
    "GB-2022-Q2": {
        ("referrals", "competent_authority", "single_competent_authority"): 75,
        ("referrals", "competent_authority", "immigration_enforcement_competent_authority"): 25,
        ("referrals", "form_of_exploitation", "adult", "labour"): 41,
        ("referrals", "form_of_exploitation", "child", "criminal"): 44,
    },
    "GB-2022-Q3": {
        ("referrals", "sex", "male"): 79,
        ("referrals", "sex", "female"): 20,
        ("referrals", "age_at_exploitation", "adult"): 50,
        ("referrals", "age_at_exploitation", "child"): 43,
        ("referrals", "place_of_exploitation", "in_country"): 46,
        ("referrals", "place_of_exploitation", "abroad"): 44,
        ("referrals", "form_of_exploitation", "adult", "labour"): 41,
        ("referrals", "form_of_exploitation", "child", "criminal"): 41,
        ("reasonable_grounds", "positive"): 88,
    },
    "GB-2022-Q4": {
        ("referrals", "competent_authority", "single_competent_authority"): 78,
        ("reasonable_grounds", "positive"): 85,
        ("conclusive_grounds", "positive"): 84,
    },
    "GB-2023-Q1": {
        ("referrals", "competent_authority", "single_competent_authority"): 79,
        ("reasonable_grounds", "positive"): 58,
        ("conclusive_grounds", "positive"): 75,
    },
    "GB-2023-Q4": {
        ("referrals", "citizenship", "GB"): 27,
        ("referrals", "citizenship", "AL"): 19,
        ("referrals", "citizenship", "VN"): 6,
        ("reasonable_grounds", "positive"): 55,
    },
    "GB-2024-Q2": {("referrals", "competent_authority", "single_competent_authority"): 82, ("conclusive_grounds", "positive"): 64},
    "GB-2024-Q3": {("referrals", "competent_authority", "single_competent_authority"): 87, ("conclusive_grounds", "positive"): 52},
    "GB-2024": {
        ("referrals", "competent_authority", "single_competent_authority"): 77,
        ("referrals", "citizenship", "GB"): 23,
        ("referrals", "citizenship", "AL"): 13,
        ("referrals", "citizenship", "VN"): 11,
        ("referrals", "citizenship", "ER"): 9,
        ("referrals", "citizenship", "SD"): 6,
        ("reasonable_grounds", "positive"): 53,
        ("conclusive_grounds", "positive"): 56,
    },
}
REST = {
    "GB-2021": {("sex",): 14, ("place_of_exploitation",): 1410, ("age_at_exploitation",): 848},
    "RS-2018": {("referrer",): 0},
}


# Half of the time goes into the one year of which the most is known, and two of its quarters are tried beside it.
@pytest.mark.parametrize("name", assured_but(set(shipped()) - {"GB-2024"}, shipped()))
def test_the_figures_that_ship_are_printed_as_they_were_published(name: str) -> None:
    made = plan(published(name), seed=3)
    assert_exact(published(name), made)
    assert_in_order(made)
    cells = printed(made)
    assert {path: cells[path][1] for path in PERCENT.get(name, {})} == PERCENT.get(name, {})
    for path, n in REST.get(name, {}).items():
        assert cells[("referrals", *path, "other_or_not_known")][0] == n


@pytest.mark.parametrize("name", shipped())
def test_every_figure_that_ships_says_where_a_reader_finds_it(name: str) -> None:
    margins = published(name)
    of = {path.split(".")[0] for one in margins.sources for path in one.of}
    told = set(margins.model_dump(exclude_none=True)) - {"country", "period", "sources"}
    assert of == told
    assert name == f"{margins.country}-{margins.period}"


def test_every_breakdown_of_a_margins_file_is_one_that_tables_print() -> None:
    known = definitions()
    for measure in ("referrals", "identified"):
        names = {row.name for row in known.of(known.measures[measure])}
        shape = margins_schema()["$defs"][measure.capitalize()]["properties"]
        assert set(shape) - {"total"} - names == set()


def test_the_schema_that_ships_is_that_of_the_rows() -> None:
    schema = margins_schema()
    assert json.loads((files("opennrm.statistics") / "data/margins/margins.schema.json").read_text()) == schema
    assert schema["additionalProperties"] is False
    assert set(schema["required"]) == {"country", "period", "referrals"}
    shown = CliRunner().invoke(main, ["statistics", "schema"])
    assert json.loads(shown.output) == schema


def test_a_year_is_a_number_in_yaml_and_a_quarter_a_text() -> None:
    periods: Any = margins_schema()["properties"]["period"]["anyOf"]
    assert [one["type"] for one in periods] == ["integer", "string"]
    assert read("m.yaml", YEAR).period == "2021"
    assert read("m.yaml", YEAR.replace("2021", "2021-Q3")).period == "2021-Q3"
