"""The scenarios of every country hold in facts, machine, clocks and ledger together; and a wrong expectation is seen."""

import pytest

from opennrm.cases.spine.trial import trial, tried
from opennrm.countries.load import countries, load_profile
from opennrm.countries.scenario import scenarios_from_text

WRONG = """
- says: Presumed, and nobody has looked at her needs
  facts: {"2026-10-15": [age=adult, region=VEL, nationality=foreign, state=presumed, "decision:rg=positive"]}
  expect: {"2026-10-16": {needs.assessed: met in time, due needs: "2026-11-12", accommodation: open}}
"""


@pytest.mark.parametrize("country", countries())
def test_every_scenario_of_the_country_holds(country: str) -> None:
    results = list(trial(country))
    assert results
    assert [str(one) for one in results if not one.ok] == []


def test_a_wrong_expectation_is_told_with_its_line_and_what_came_instead() -> None:
    scenario = scenarios_from_text("XD", WRONG)[0]
    results = {one.expectation: one for one in tried(load_profile("XD"), scenario)}
    assert (results["needs.assessed"].ok, results["due needs"].ok, results["accommodation"].ok) == (False, True, True)
    assert str(results["needs.assessed"]) == (
        "XD.scenarios.yaml:4: Presumed, and nobody has looked at her needs: needs.assessed on 2026-10-16: expected met in time, got open"
    )


def test_a_right_that_nobody_knows_is_a_mistake_of_the_scenario() -> None:
    scenario = scenarios_from_text("XD", WRONG.replace("needs.assessed", "needs.asessed"))[0]
    with pytest.raises(KeyError, match=r"needs\.asessed"):
        list(tried(load_profile("XD"), scenario))
