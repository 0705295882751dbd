"""The scenarios beside the profiles: those the profile alone answers hold; every stage and every date of change has its pair."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from opennrm.countries.coverage import all_series
from opennrm.countries.facts import Asked, day
from opennrm.countries.load import ProfileErrors, load_profile
from opennrm.countries.profile import Clock
from opennrm.countries.scenario import (
    Expected,
    Scenario,
    answer,
    failures,
    is_ours,
    scenarios,
    scenarios_from_text,
)
from opennrm.countries.tests.told import told
from opennrm.standards.load import law

COUNTRIES = ("GB", "XD")
QUESTION = {"tests": "test", "deciders": "decider", "reviews": "review", "consent": "consent", "clocks": "due"}
ALONE = {"police_routing": "police places"}


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_the_profile_alone_answers_is_as_the_lawyers_expect(country: str) -> None:
    profile = load_profile(country)
    assert [str(failure) for scenario in scenarios(country) for failure in failures(profile, scenario)] == []
    assert sum(is_ours(expected.question) for scenario in scenarios(country) for expected in scenario.expects) > 90


@pytest.mark.parametrize("country", COUNTRIES)
def test_everything_else_is_the_name_of_a_right(country: str) -> None:
    known = {*law().entitlements, *(own.id for own in load_profile(country).own)}
    asked = {expected.question for scenario in scenarios(country) for expected in scenario.expects if not is_ours(expected.question)}
    assert asked <= known
    assert asked


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_step_of_the_procedure_has_a_scenario_in_which_it_is_taken(country: str) -> None:
    profile = load_profile(country)
    taken = {
        (*expected.question.removeprefix("step ").split("/"), expected.answer)
        for scenario in scenarios(country)
        for expected in scenario.expects
        if expected.question.startswith("step ") and not expected.answer.startswith("refused")
    }
    events = {(row.event, row.to) for row in profile.transitions}
    assert events - {(event, to) for _, event, to in taken} == set()
    assert {state.id for state in profile.states} - {origin for origin, _, _ in taken} - {to for _, _, to in taken} == set()


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_guarded_step_has_a_scenario_in_which_it_is_refused(country: str) -> None:
    refused = {
        expected.question.partition("/")[2]
        for scenario in scenarios(country)
        for expected in scenario.expects
        if expected.question.startswith("step ") and expected.answer.startswith("refused")
    }
    assert {row.event for row in load_profile(country).transitions if row.guards} <= refused


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_date_of_change_has_a_pair_of_scenarios_around_it(country: str) -> None:
    profile = load_profile(country)
    without = []
    for path, series in all_series(profile):
        changes = {value.since for value in series.values if value.since} | {
            value.until + timedelta(1) for value in series.values if value.until
        }
        tried = set(_days_tried(country, path, series if isinstance(series, Clock) else None))
        without += [(path, str(change)) for change in sorted(changes) if not {change - timedelta(1), change} <= tried]
    assert without == []


def _days_tried(country: str, path: tuple[str | int, ...], clock: Clock | None) -> Iterator[date]:
    """The days that govern the answers: of the start for a clock, of the question for anything else."""
    question = f"{QUESTION[str(path[0])]} {path[1]}" if path[0] in QUESTION else ALONE.get(str(path[0]), f"value {path[0]}")
    question = f"value sheet {path[1]}" if path[-1] == "sheet" else question
    for scenario, expected in _asked(country):
        if expected.question == question and clock is None:
            yield day(expected.on)
        elif expected.question == question and clock is not None:
            starts = {Asked.parse(fact).name for fact in clock.starts_on}
            yield from (said.entry.on for said in scenario.facts if said.name in starts)


def _asked(country: str) -> Iterator[tuple[Scenario, Expected]]:
    yield from ((scenario, expected) for scenario in scenarios(country) for expected in scenario.expects)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_clock_and_every_transition_with_a_first_day_is_tried(country: str) -> None:
    profile = load_profile(country)
    asked = {expected.question for _, expected in _asked(country)}
    assert {f"due {clock}" for clock in profile.clocks} - asked == set()
    for row in profile.transitions:
        if row.since is not None:
            days = {day(expected.on) for _, expected in _asked(country) if expected.question.endswith(f"/{row.event}")}
            assert {row.since - timedelta(1), row.since} <= days


def written(says: str = "so", facts: object = None, expect: object = None) -> str:
    return json.dumps([{"says": says, "facts": facts or {}, "expect": expect or {}}])


WRONG = {
    "no list": ("says: so\n", "no scenarios"),
    "no scenario": ("- just words\n", "not a scenario"),
    "a key too few": ("- {says: so, facts: {}}\n", "not a scenario"),
    "a sentence that is none": ("- {says: 3, facts: {}, expect: {}}\n", "not a scenario"),
    "a day that is none": (written(facts={"2026-02-30": []}), "2026-02-30 is no day"),
    "an hour that is none": (written(facts={"2026-02-20T27:00": []}), "is no day"),
    "days that are none": (written(facts=["age=adult"]), "no days"),
    "facts that are no list": (written(facts={"2026-02-20": "age=adult"}), "not what belongs to a day"),
    "a fact nobody knows": (written(facts={"2026-02-20": ["aged=adult"]}), "no fact aged=adult"),
    "a value a fact never has": (written(facts={"2026-02-20": ["age=old"]}), "age is one of"),
    "a fact that is no text": (written(facts={"2026-02-20": [3]}), "not a fact"),
    "a question nobody answers": (written(expect={"2026-02-20": {"dew presumption": "x"}}), "dew presumption is no question"),
    "no YAML": ("- {says: so\n- x", "this is no YAML"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_scenario_that_cannot_be_read_is_told_with_its_line(what: str) -> None:
    text, says = WRONG[what]
    with pytest.raises(ProfileErrors) as refused:
        scenarios_from_text("XD", text)
    assert any(says in problem.says for problem in refused.value.problems), str(refused.value)
    assert all(problem.file == "XD.scenarios.yaml" and problem.line >= 1 for problem in refused.value.problems)


def test_a_scenario_keeps_its_lines_its_hours_and_its_grounds() -> None:
    said = 'age=adult, "withheld:documents because !none", "period:reflection to 2026-03-05 because public_order"'
    text = f'- says: so\n  facts:\n    "2026-03-01T09:30": [{said}]\n  expect: {{"2026-03-02": {{due reflection: not_started}}}}\n'
    (scenario,) = scenarios_from_text("XD", text, zone="Europe/Chisinau")
    age, withheld, period = (said.entry for said in scenario.facts)
    assert (scenario.line, scenario.facts[0].line, scenario.expects[0].line) == (1, 3, 4)
    assert age.at is not None
    assert age.at.isoformat() == "2026-03-01T09:30:00+02:00"
    assert (withheld.ground, withheld.lawful, period.ground, period.lawful) == ("none", False, "public_order", True)
    assert (period.until, period.qualifier) == (date(2026, 3, 5), "reflection")
    assert [entry.seq for entry in (age, withheld, period)] == [1, 2, 3]


def test_an_expectation_that_does_not_hold_says_where_what_and_what_came_instead() -> None:
    facts = {"2026-03-01": ["age=adult", "decision:rg=positive"]}
    text = written("Too short", facts, {"2026-03-02": {"due reflection": "2026-03-31"}})
    (failure,) = failures(load_profile("XD"), scenarios_from_text("XD", text)[0])
    assert str(failure) == "XD.scenarios.yaml:1: Too short: due reflection on 2026-03-02: expected 2026-03-31, got 2026-04-15"


@pytest.mark.parametrize(
    "question", ["due nothing", "step nowhere/refer", "test nothing", "value nothing", "review nothing", "decider nothing"]
)
def test_a_question_about_what_the_profile_does_not_have_is_a_failure_and_no_crash(question: str) -> None:
    (scenario,) = scenarios_from_text("XD", written(expect={"2026-03-02": {question: "x"}}))
    (failure,) = failures(load_profile("XD"), scenario)
    assert failure.got.startswith("nothing, as the profile has no")


def test_an_answer_may_be_asked_at_an_instant() -> None:
    facts = told({"2026-11-10T08:15": ["age=adult", "need:medical"]}, zone="Europe/Chisinau")
    at = datetime.fromisoformat("2026-11-10T08:00+02:00")
    assert answer(load_profile("XD"), "due doctor", facts, at) == "not_started"
    assert answer(load_profile("XD"), "due doctor", facts, at + timedelta(minutes=15)) == "2026-11-12 08:15"


def test_a_country_without_scenarios_has_none() -> None:
    assert scenarios("ZZ") == ()
