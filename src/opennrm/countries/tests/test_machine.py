"""Every state with every event, in both countries, for an adult, a child and one whose age nobody wrote down: against the table itself.

The table is read here from the file, without the loader. The first facts know nothing of the case, the second meet every guard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import pytest
from ruamel.yaml import YAML

from opennrm.countries.facts import Facts
from opennrm.countries.load import load_profile, profile_text
from opennrm.countries.machine import offered, step
from opennrm.countries.profile import State
from opennrm.countries.tests.told import told, with_changes
from opennrm.standards.refusal import Refusal

COUNTRIES = ("GB", "XD")
ON = date(2026, 11, 17)
WHO = {"adult": ["age=adult"], "child": ["age=child"], "unknown": ["age=unknown"], "not recorded": []}
COUNTS_AS = {"adult": "adult", "child": "child", "unknown": "child", "not recorded": None}
RAW: dict[str, Any] = {country: YAML(typ="safe").load(profile_text(country)) for country in COUNTRIES}
REGION = {"GB": "region=ENG", "XD": "region=VEL"}


@dataclass(frozen=True)
class Case:
    """One cell of the table: a state, an event and a person."""

    country: str
    state: str
    event: str
    who: str

    def rows(self) -> list[dict[str, Any]]:
        """The rows of the file that lead out of the state by the event, whoever it is about."""
        rows = RAW[self.country]["transitions"]
        return [row for row in rows if self.state in row["from"] and row["event"] == self.event and str(row.get("since", "")) <= str(ON)]

    def mine(self) -> list[dict[str, Any]]:
        """Those of them that hold for this person."""
        return [row for row in self.rows() if row.get("when", {}).get("age", COUNTS_AS[self.who]) == COUNTS_AS[self.who]]

    def meets_all(self) -> Facts:
        """Facts that meet every guard of this person's row: recorded today, after all that opened the round."""
        wanted = [fact for row in self.mine() for guard in row.get("guards", []) for fact in self._facts(guard)]
        opened = ["referral.received", "decision:rg=positive", "decision:cg=positive", "reconsideration.asked", f"state={self.state}"]
        return told({"2026-01-01": [*WHO[self.who], REGION[self.country]], "2026-02-01": opened, "2026-11-16": wanted})

    def _facts(self, guard: dict[str, Any]) -> list[str]:
        args = guard.get("args", {})
        if guard["guard"] == "consent":
            return [f"consent:{args['scope']}=given"]
        if guard["guard"] == "review":
            return ["reviewed:second_reviewer"] if args["of"] != "panel" else []  # abolished before the day of this test
        return list(args.get("facts", []))


def cases() -> Iterator[Case]:
    for country in COUNTRIES:
        states, events = ([row["id"] for row in RAW[country]["states"]], list(RAW[country]["events"]))
        yield from (Case(country, *cell) for cell in product(states, events, WHO))


ALL = list(cases())


def went(case: Case, facts: Facts) -> State | tuple[Refusal, ...]:
    return step(load_profile(case.country), case.state, case.event, facts, ON)


def codes(outcome: State | tuple[Refusal, ...]) -> set[str]:
    return {refusal.code for refusal in outcome} if isinstance(outcome, tuple) else set()


def test_the_table_is_walked_whole() -> None:
    assert len(ALL) == (17 * 22 + 17 * 19) * 4
    assert sum(bool(case.mine()) for case in ALL) > 200


def test_no_step_leads_where_the_table_has_none() -> None:
    for case in ALL:
        outcome = codes(went(case, case.meets_all()))
        assert ("step.not-from-here" in outcome) is (not case.mine() and not _undecided(case)), case


def test_every_step_of_the_table_leads_to_its_state_once_its_guards_are_met() -> None:
    for case in ALL:
        if case.mine():
            outcome = went(case, case.meets_all())
            assert isinstance(outcome, State), (case, outcome)
            assert outcome.id == case.mine()[0]["to"], case


def test_a_step_without_guards_is_open_and_one_with_guards_says_all_that_is_missing() -> None:
    for case in ALL:
        bare = told({"2026-01-01": [*WHO[case.who], REGION[case.country]]})
        outcome = went(case, bare)
        needs = [need for refusal in outcome for need in refusal.needs] if isinstance(outcome, tuple) else []
        for row in case.mine():
            wanted = [fact for guard in row.get("guards", []) for fact in case._facts(guard)]
            assert needs == wanted, case
            assert isinstance(outcome, State) is (not wanted), case


def test_where_the_age_is_not_recorded_and_matters_that_is_what_is_asked_for() -> None:
    for case in ALL:
        if _undecided(case):
            outcome = went(case, told({"2026-01-01": [REGION[case.country]]}))
            assert codes(outcome) == {"step.not-recorded"}, case
            assert isinstance(outcome, tuple)
            assert {need for refusal in outcome for need in refusal.needs} == {"age"}


def _undecided(case: Case) -> bool:
    return case.who == "not recorded" and bool(case.rows()) and not case.mine()


def test_every_refusal_has_a_source_and_a_sentence_that_is_whole() -> None:
    for case in ALL:
        for way in offered(load_profile(case.country), case.state, told({"2026-01-01": WHO[case.who]}), ON):
            for refusal in way.refusals:
                assert refusal.source
                assert "%(" not in str(refusal)
                assert len(str(refusal).split()) >= 3
                assert refusal.needs, refusal


def test_what_is_offered_is_what_may_be_stepped() -> None:
    for case in ALL:
        facts = case.meets_all()
        ways = [way for way in offered(load_profile(case.country), case.state, facts, ON) if way.event == case.event]
        outcome = went(case, facts)
        assert any(not way.refusals for way in ways) is isinstance(outcome, State)


def test_an_end_offers_nothing() -> None:
    for country in COUNTRIES:
        profile = load_profile(country)
        for state in profile.states:
            assert bool(offered(profile, state.id, told({}), ON)) is not state.end
            assert profile.is_end(state.id) is state.end
    assert not load_profile("XD").is_end("nowhere")


def test_a_refusal_tells_what_can_be_done_instead() -> None:
    outcome = step(load_profile("XD"), "referred", "identify", told({"2026-01-01": ["age=adult"]}), ON)
    assert isinstance(outcome, tuple)
    assert "Find reasonable grounds" in str(outcome[0])
    nothing = step(load_profile("XD"), "closed", "identify", told({"2026-01-01": ["age=adult"]}), ON)
    assert isinstance(nothing, tuple)
    assert str(nothing[0]) == "This cannot be done now. What can be done: -"


def test_a_transition_holds_from_its_first_day_to_its_last() -> None:
    profile = with_changes(
        "XD",
        ("event: screen_negative, to: no_indicators,", "event: screen_negative, since: 2026-03-01, until: 2026-03-31, to: no_indicators,"),
    )
    days = {date(2026, 2, 28): False, date(2026, 3, 1): True, date(2026, 3, 31): True, date(2026, 4, 1): False}
    assert {day: isinstance(step(profile, "contact", "screen_negative", told({}), day), State) for day in days} == days


def test_a_step_that_all_countries_name_alike_is_the_event_of_this_country_that_leads_on_from_here() -> None:
    gb, xd = load_profile("GB"), load_profile("XD")
    assert (gb.event_for("rg.positive", "rg_pending"), xd.event_for("rg.positive", "referred")) == ("presume", "presume")
    assert xd.event_for("rg.positive", "closed") == "presume"
    assert with_changes("XD", (", does: notice}", "}")).event_for("notice", "identified") is None


def test_a_state_the_profile_does_not_have_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        step(load_profile("XD"), "nowhere", "refer", told({}), ON)
