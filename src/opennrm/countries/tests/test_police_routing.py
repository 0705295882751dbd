"""Which police force is told, by the profile: places in the order of the law, when a crime is recorded, and names that point nowhere."""

from datetime import date
from itertools import product

import pytest

from opennrm.countries.check import check
from opennrm.countries.load import countries, load_profile, profile_text
from opennrm.countries.profile import PoliceRouting
from opennrm.countries.routing import crime_wanted, places, routing
from opennrm.countries.scenario import ScenarioFacts, scenarios_from_text

ON = date(2026, 11, 20)
LAW = PoliceRouting(
    forces=("police",), places=("exploitation", "home", "encounter"), recorded_after=("decision:rg=positive",), recorded_if_abroad=False
)


def facts(*said: str) -> ScenarioFacts:
    listed = ", ".join(f'"{one}"' for one in said)
    text = f'- {{says: x, facts: {{"2026-11-10": [{listed}]}}, expect: {{}}}}'
    return ScenarioFacts(scenarios_from_text("XD", text)[0].facts)


@pytest.mark.parametrize("place", ["", "place=unknown", "place=in_country", "place=both"])
def test_the_place_of_exploitation_leads_unless_all_of_it_was_abroad(place: str) -> None:
    assert places(LAW, facts(*filter(None, [place])), ON) == ("exploitation", "home", "encounter")
    assert places(LAW, facts("place=abroad"), ON) == ("home", "encounter")


@pytest.mark.parametrize(
    ("place", "decision", "even_abroad"), [*product(["in_country", "abroad"], ["", "rg=positive", "rg=negative"], [True, False])]
)
def test_a_crime_is_recorded_after_a_yes_and_abroad_only_where_the_law_says_so(place: str, decision: str, even_abroad: bool) -> None:
    law = LAW.model_copy(update={"recorded_if_abroad": even_abroad})
    known = facts(f"place={place}", *([f"decision:{decision}"] if decision else []))
    assert crime_wanted(law, known, ON) is (decision == "rg=positive" and (place == "in_country" or even_abroad))


def test_a_decision_of_later_makes_no_crime_today() -> None:
    assert not crime_wanted(LAW, facts("decision:rg=positive"), date(2026, 11, 9))


@pytest.mark.parametrize("country", [one for one in countries() if one not in ("GB", "XD")])
def test_no_other_country_is_said_to_have_it(country: str) -> None:
    assert load_profile(country).police_routing is None
    assert routing(load_profile(country), facts(), ON) is None


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("forces: [police]", "forces: [constables]", "unknown party constables"),
        ("places: [exploitation, encounter]", "places: [birthplace]", "'birthplace' is not among the words allowed"),
        ('recorded_after: ["decision:cg=positive"]', 'recorded_after: ["decision:zz=positive"]', "unknown decision zz"),
        ('recorded_after: ["decision:cg=positive"]', "recorded_after: [crime.seen]", "unknown fact crime.seen"),
        ("places: [exploitation, encounter]", "places: []", "at least"),
    ],
)
def test_a_name_that_points_nowhere_is_told_with_its_line(before: str, after: str, says: str) -> None:
    text = profile_text("XD")
    assert before in text
    found = check("XD", text.replace(before, after, 1)).problems
    line = next(number for number, one in enumerate(text.splitlines(), start=1) if before in one)
    assert [problem.line for problem in found if says in problem.says] == [line], [str(one) for one in found]


def test_a_gap_between_the_days_is_told() -> None:
    parts = profile_text("XD").partition("police_routing:")
    text = parts[0] + parts[1] + parts[2].replace("since: 2026-03-01", "since: 2026-04-01", 1)
    problems = check("XD", text).problems
    assert [problem.path for problem in problems if "no value answers" in problem.says] == ["police_routing"]
