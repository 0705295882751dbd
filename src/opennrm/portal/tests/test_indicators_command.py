"""The sets of signs in words, by the command and on the made page: nothing is left out, and nothing is called a verdict."""

import re

from click.testing import CliRunner

from opennrm.portal.commands import main
from opennrm.portal.made_indicators import indicators_page
from opennrm.standards.load import law

SETS = law().indicator_sets


def said(*typed: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["indicators", *typed])
    assert result.exit_code == code, result.output
    return result.output


def test_the_list_names_every_set_with_how_it_is_read() -> None:
    lines = {line.split()[0]: line for line in said("list").splitlines() if not line.startswith(" ")}
    assert list(lines) == list(SETS)
    assert "published weights" in lines["ilo_al"]
    assert "points and categories" in lines["seraf"]
    assert "no published score" in lines["county_lines"]


def test_a_set_is_explained_with_each_of_its_signs() -> None:
    for id, one in SETS.items():
        text = said("explain", id)
        assert [sign.code for sign in one.indicators if f"  {sign.code:6} {sign.label}" not in text] == []
        assert str(law().sources[one.head.source].title) in text


def test_the_mapping_is_explained_from_both_ends() -> None:
    assert "FL9    Bound by a debt to work (shown by D2.4, D5.2)" in said("explain", "ilo_11")
    operational = said("explain", "ilo_al")
    assert re.search(r"D5\.2 .*\(shows FL9\)", operational)
    assert re.search(r"D5\.6 .*\(shows none of: ILO: the eleven signs of forced labour\)", operational)
    for id in ("ilo_11", "ilo_al", "ilo_cl"):
        assert "our reading of both" in said("explain", id)
    assert "our reading" not in said("explain", "unodc_labour")


def test_the_scoring_is_explained_with_thresholds_and_what_is_asked() -> None:
    text = said("explain", "seraf")
    for line in (
        "Significant signs, now or in the last 6 months: 5 for each.",
        "Significant signs, 6 to 12 months ago: 1 for each.",
        "Under 13: 5 more, once, beside at least one of",
        "6 to 10: Category 2, mild risk. It asks for: Consider a meeting of the agencies.",
        "16 and more: Category 4, significant risk. It asks for: A protection plan; Direct work with the child over a long time.",
        "talk it over with a manager",
        "Not assessed is not absent",
        "A category does not decide",
    ):
        assert line in text, line


def test_a_set_without_weights_says_so() -> None:
    assert "No published score: read the signs." in said("explain", "county_lines")
    assert "adults who are vulnerable" in said("explain", "county_lines")
    assert "to read, nothing is recorded" in said("explain", "uk_health")


def test_a_set_that_is_not_there_is_told_with_those_that_are() -> None:
    text = said("explain", "ilo", code=2)
    assert "no set ilo; there are unodc_general" in text


def test_the_made_page_has_every_sign_with_its_source() -> None:
    page = indicators_page()
    for one in SETS.values():
        assert f"(`{one.head.id}`)" in page
        for sign in one.indicators:
            assert re.search(rf"^\| {re.escape(sign.code)} \| {re.escape(str(sign.label))} \|.*\| {sign.source} \|$", page, re.MULTILINE)
