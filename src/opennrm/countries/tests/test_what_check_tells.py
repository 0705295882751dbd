"""What a check tells of a profile that is sound: how much is known, and where the law falls short of the clause."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from ruamel.yaml import YAML

from opennrm.countries.check import Finding, check, not_said, report
from opennrm.countries.load import UnknownCountry, countries, load_profile, profile_from_text, profile_text
from opennrm.countries.tests.told import changed, with_changes
from opennrm.standards.load import law

FORTY_FIVE = "{n: 45, unit: calendar_days, kind: minimum, begins: by_law, counts_first_day: false}, since"
THIRTY = "{n: 30, unit: calendar_days, kind: minimum, begins: by_law, counts_first_day: false}, until"
TELL = "[{state}], event: notify_outcome, to: {state}, guards: [{{guard: minimum_over, args: {{clock: reflection}}, source"
INFORMED = "{id: compensation.informed, clock"
PERIOD = "{id: reflection.period, clock: reflection, source"
BAR = '{id: [removal.bar, reflection.no_removal], source: "Act s 14(2)"}'


def found(*changes: tuple[str, str], code: str) -> list[Finding]:
    return [finding for finding in report(with_changes("XD", *changes)).findings if finding.code == code]


def counted(country: str) -> dict[str, int]:
    """How often each of the three is said, counted in the file and not in the models."""
    data = YAML(typ="safe").load(profile_text(country))
    totals = dict.fromkeys(("value", "not_provided", "not_known_to_us"), 0)

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            for name in totals:
                totals[name] += name in node and "source" in node and "id" not in node
            for inside in node.values():
                walk(inside)
        elif isinstance(node, list):
            for inside in node:
                walk(inside)

    walk(data)
    for row in data["entitlements"]:
        kind = next((name for name in ("not_provided", "not_known_to_us") if name in row), "value")
        totals[kind] += len(row["id"]) if isinstance(row["id"], list) else 1
    return totals


@pytest.mark.parametrize("country", ["GB", "XD"])
def test_what_is_known_and_what_is_not_is_counted(country: str) -> None:
    counts = check(country).counts
    assert {"value": counts.value, "not_provided": counts.not_provided, "not_known_to_us": counts.not_known_to_us} == counted(country)
    assert f"{counts.value} values, {counts.not_provided} not provided by law, {counts.not_known_to_us} not known to us" in str(
        check(country)
    )


@pytest.mark.parametrize("country", ["GB", "XD"])
def test_the_countries_that_ship_are_published_and_have_nothing_to_mend(country: str) -> None:
    told = check(country)
    assert (told.status, told.problems) == ("published", ())
    assert country in countries()


def test_an_unknown_country_is_told_so() -> None:
    with pytest.raises(UnknownCountry):
        check("ZZ")


def test_what_the_law_leaves_out_is_a_finding_with_its_line_and_source() -> None:
    (limit, cross_border) = found(code="not_provided")
    assert "“A referral across the border is taken up”" in cross_border.says
    assert "sets no limit for the final decision" in limit.says
    assert limit.line == line_of("XD", 'not_provided: "the Act sets no limit')
    assert cross_border.source == "Act, explanatory note (invented)"
    assert str(limit).startswith(f"line {limit.line}: clocks.identification.values[0]: ")


def test_that_the_law_sets_the_person_no_time_limit_is_no_finding() -> None:
    assert not [finding for finding in report(load_profile("GB")).findings if "new evidence" in finding.says]


@pytest.mark.parametrize(
    ("length", "less"),
    [
        ("{n: 20, unit: calendar_days, kind: minimum}, since", "at least 20 calendar days"),
        ("{n: 600, unit: hours, kind: minimum}, since", "at least 600 hours"),
        ("{n: 1, unit: months, kind: minimum}, since", "at least 1 month"),
    ],
)
def test_a_period_under_the_floor_of_the_clause_is_a_finding(length: str, less: str) -> None:
    (finding,) = found((FORTY_FIVE, length), code="below_floor")
    assert finding.says == f"“Time to recover and decide”: {less}, where CETS 197 Art 13(1) asks for 30 days at least"
    assert finding.line == line_of("XD", FORTY_FIVE[:8])


@pytest.mark.parametrize("length", ["{n: 30, unit: calendar_days, kind: minimum}, since", "{n: 2, unit: months, kind: minimum}, since"])
def test_a_period_of_the_floor_or_more_is_none(length: str) -> None:
    assert not found((FORTY_FIVE, length), code="below_floor")


def test_a_period_that_is_no_minimum_is_a_finding() -> None:
    guards = [TELL.format(state=state) for state in ("identified", "not_identified")]
    lengths = [(length, length.replace("minimum", "maximum")) for length in (FORTY_FIVE, THIRTY)]
    told = found(*lengths, *((old, old.replace("minimum_over", "within")) for old in guards), code="below_floor")
    assert [finding.says.partition(", where")[0] for finding in told] == [
        "“Time to recover and decide”: at most 30 calendar days, no minimum",
        "“Time to recover and decide”: at most 45 calendar days, no minimum",
    ]


def test_a_ground_for_ending_early_that_the_clause_does_not_know_is_a_finding() -> None:
    assert not found(code="ends_early")
    (finding,) = found(("reason: public_order", "reason: left_the_shelter"), code="ends_early")
    ground = "a ground that CETS 197 Art 13(1) does not know: Public order, after an individual assessment"
    assert finding.says == f"“Time to recover and decide” may end early on {ground}"


def test_a_right_that_opens_later_or_ends_sooner_than_the_clause_is_a_finding() -> None:
    (later,) = found((PERIOD, PERIOD.replace("source", 'opens_on: ["decision:cg=positive"], source')), code="opens_later")
    assert (
        later.says
        == "“Time to recover and decide” opens only with this: A decision in one stage of the procedure (Final decision, positive)"
    )
    (fewer,) = found((PERIOD, PERIOD.replace("source", "who: [formally_identified], source")), code="opens_later")
    assert fewer.says == "“Time to recover and decide” does not reach who is presumed, whom the clause reaches"
    bar = BAR.replace("source", 'opens_on: ["period:reflection"], ends_on: ["ended:reflection"], source')
    (later,), (sooner,) = found((BAR, bar), code="opens_later"), found((BAR, bar), code="ends_early")
    assert later.says.startswith("“Not to be removed from the country” opens only with this: A protected time runs")
    assert sooner.says.startswith("“Not to be removed from the country” ends with this: Something that gave rights came to its end")
    (narrower,) = found((INFORMED, INFORMED.replace("clock", "opens_on: [referral.received], clock")), code="opens_later")
    assert narrower.says == "“Told how to claim compensation” opens only with this: The referral reached the competent authority"


def test_persons_whom_the_clause_reaches_and_the_law_does_not_are_a_finding() -> None:
    told = found((PERIOD, PERIOD.replace("source", "when: {residence: none}, source")), code="reaches_fewer")
    assert [finding.says for finding in told] == ["“Time to recover and decide” does not reach: residence lawful"]
    both = (
        PERIOD.replace("source", "when: {residence: none}, source")
        + ': "Act s 14"}\n  - '
        + PERIOD.replace("source", "when: {residence: lawful}, source")
    )
    assert not found((PERIOD, both), code="reaches_fewer")
    foreign = PERIOD.replace("source", "when: {nationality: [foreign, stateless]}, source")
    assert not found((PERIOD, foreign), code="reaches_fewer")


def test_a_permit_that_only_cooperation_gives_is_a_finding() -> None:
    (permit,) = found(code="permit_for_cooperation")
    assert permit.source == "Act s 29(1), text of 2012"
    assert permit.line == line_of("XD", "{value: [cooperation], until")
    assert not found(("{value: [cooperation], until", "{value: [personal_situation], until"), code="permit_for_cooperation")


def test_a_right_that_nothing_makes_binding_here_is_no_silence() -> None:
    row = '  - {id: cross_border, not_provided: "the Act knows no cross-border referral", source: "Act, explanatory note (invented)"}\n'
    text = changed("XD", (row.rstrip("\n"), ""))
    assert not_said(profile_from_text("XD", text)) == ()
    bound = text.replace('EU: {value: false, source: "not a member"}', 'EU: {value: true, source: "a test"}')
    assert not_said(profile_from_text("XD", bound)) == ("cross_border",)


def test_no_finding_shows_the_names_of_the_machinery() -> None:
    told = [finding.says for country in countries() for finding in report(load_profile(country)).findings]
    assert [says for says in told if re.search(r"[a-z]_[a-z]|[a-z]\.[a-z]|:[a-z]+=|COE-", says)] == []


def test_what_was_recalled_and_not_read_is_told() -> None:
    recalled = [finding for finding in report(load_profile("GB")).findings if finding.code == "recalled"]
    assert [finding.path[:2] for finding in recalled] == [("reviews", "panel")]


def test_rights_of_which_the_profile_says_nothing_are_listed() -> None:
    assert not_said(load_profile("XD")) == ()
    assert not_said(load_profile("GB")) == ()
    silent = with_changes("XD", ('  - {id: child.presumed, source: "Act s 5"}\n', ""))
    assert not_said(silent) == ("child.presumed",)
    assert "says nothing of 1 rights: child.presumed" in str(report(silent))
    assert all(one.unseen for name, one in law().entitlements.items() if not load_profile("XD").locals(name))


def test_a_calendar_that_nobody_keeps_is_a_problem() -> None:
    (problem,) = report(with_changes("XD", ("holidays: {calendar: null", "holidays: {calendar: XD"))).problems
    assert "XD" in problem.says
    assert problem.line == line_of("XD", "holidays: {calendar")


def test_a_day_that_no_decision_needs_to_move_is_a_problem_at_its_line() -> None:
    decision = '{year: 2026, free: [2026-12-26], worked: [2026-12-24, 2026-12-19], source: "Decision 812 of 2025"}'
    yearly = f'yearly: {{source: "Act s 2(8)", decisions: [{decision}]}}, source: "Act s 2(7)'
    free, worked = report(with_changes("XD", ('source: "Act s 2(7)', yearly))).problems
    assert (free.says, worked.says) == ("2026-12-26 is free without any decision", "2026-12-24 is worked without any decision")
    assert free.line == worked.line == line_of("XD", "holidays: {calendar")


def test_instruments_bind_from_their_first_day() -> None:
    profile = load_profile("XD")
    bound = {
        day: getattr(profile.bound("COE", date.fromisoformat(day)), "value", None) for day in ("2009-10-31", "2009-11-01", "2026-11-17")
    }
    assert bound == {"2009-10-31": False, "2009-11-01": True, "2026-11-17": True}
    assert getattr(profile.bound("EU", date(2026, 1, 1)), "value", None) is False
    assert getattr(profile.bound("NOT", date(2026, 1, 1)), "value", None) is False
    assert "opt-in" in load_profile("GB").bound("EU", date(2026, 1, 1)).source


def line_of(country: str, words: str) -> int:
    text = profile_text(country)
    return text[: text.index(words)].count("\n") + 1
