"""The explanation of a profile: the same text for the same day, whole, in plain words, and with a diagram that can be drawn."""

from __future__ import annotations

import re
from datetime import date

import pytest

from opennrm.countries.diagram import mermaid
from opennrm.countries.explain import explain
from opennrm.countries.load import countries, load_profile
from opennrm.countries.profile import Duration
from opennrm.countries.tests.told import with_changes
from opennrm.countries.wording import fact_words, facts_words, length_words, listed, person_words
from opennrm.standards.load import law
from opennrm.standards.words import Words

ON = date(2026, 11, 17)
COUNTRIES = countries()


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_same_profile_and_day_give_the_same_text(country: str) -> None:
    assert explain(load_profile(country), ON) == explain(load_profile(country), ON)


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_text_names_every_stage_clock_consent_right_and_whose_turn_it_is(country: str) -> None:
    profile, text = load_profile(country), explain(load_profile(country), ON)
    labels = [state.label for state in profile.states] + [clock.label for clock in profile.clocks.values()]
    labels += [scope.label for scope in profile.consent.values()] + [profile.parties[state.owner].label for state in profile.states]
    labels += [law().entitlements[name].title for row in profile.entitlements for name in row.id if name in law().entitlements]
    labels += [profile.events[row.event].label for row in profile.transitions if row.holds_on(ON)]
    assert [str(label) for label in labels if str(label) not in text] == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_text_has_every_source_and_says_what_nobody_knows(country: str) -> None:
    profile, text = load_profile(country), explain(load_profile(country), ON)
    unknown = [value.not_known_to_us for clock in profile.clocks.values() for value in clock.values if value.not_known_to_us]
    unknown += [row.not_known_to_us for row in profile.entitlements if row.not_known_to_us]
    assert [words for words in unknown if words not in text] == []
    assert [row.source for row in profile.entitlements if row.holds_on(ON) and row.source not in text] == []
    assert [guard.source for row in profile.transitions if row.holds_on(ON) for guard in row.guards if guard.source not in text] == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_text_uses_no_word_that_hurts_and_shows_no_machinery(country: str) -> None:
    text = explain(load_profile(country), ON)
    assert not re.search(r"\bvictims?\b|alleged|illegal person|non-compliant", text, re.IGNORECASE)
    assert not re.search(r"\bNone\b|\bnull\b|Words\(|%\(", text)
    tables = [line for line in text.splitlines() if line.startswith("|")]
    assert all(line.endswith("|") and "\n" not in line for line in tables)


def test_the_text_is_that_of_its_day() -> None:
    before, after = explain(load_profile("XD"), date(2026, 2, 28)), explain(load_profile("XD"), date(2026, 3, 1))
    row = "| Test | presumption |  | {} |"
    assert row.format("signs that the person may have been trafficked") in before
    assert row.format("signs that the person may have been trafficked") not in after
    assert "| Time to recover and decide | presumed | at least 30 calendar days |" not in after
    assert "at least 45 calendar days" in after
    assert "notify" not in mermaid(load_profile("GB"), date(2015, 10, 31))
    assert "Notify without a name" in mermaid(load_profile("GB"), date(2015, 11, 1))


def test_a_right_stands_in_the_text_of_its_days_and_among_what_changes_on_any() -> None:
    eve, day = (explain(load_profile("KZ"), on) for on in (date(2022, 3, 31), date(2023, 4, 1)))
    gone = "not provided by law: foreigners were not eligible for shelters that the state pays"
    opens = [text.partition("## What opens, and by when")[2].partition("## ")[0] for text in (eve, day)]
    assert [gone in text for text in opens] == [True, False]
    changes = day.partition("## Values that change")[2].partition("## ")[0]
    assert f"| {gone} | until 31 March 2022 | right, on each day |" in changes
    assert "| given | since 1 April 2023 | right, on each day |" in changes
    assert "Until 2022-03-31: the law does not provide “Special social services" in day


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_diagram_has_a_line_for_every_way_and_only_signs_its_language_knows(country: str) -> None:
    profile, lines = load_profile(country), mermaid(load_profile(country), ON).splitlines()
    assert lines[0] == "stateDiagram-v2"
    ways = {(origin, row.to) for row in profile.transitions if row.holds_on(ON) for origin in row.origins}
    drawn = {(found[1], found[2]) for line in lines if (found := re.fullmatch(r" +(\w+) --> (\w+): [^:;#\"{}<>|]+", line))}
    assert drawn == ways
    assert f"    [*] --> {profile.start}" in lines
    assert {line.split()[0] for line in lines if line.endswith("--> [*]")} == {state.id for state in profile.states if state.end}


def test_days_that_are_moved_year_by_year_are_told_with_the_years_that_are_known() -> None:
    decision = '{year: 2026, free: [2026-12-24], source: "Decision 812 of 2025"}'
    for decisions, known in (("", "no year"), (decision, "2026 (Decision 812 of 2025)")):
        yearly = f'yearly: {{source: "Act s 2(8)", decisions: [{decisions}]}}, source: "Act s 2(7)'
        text = explain(with_changes("XD", ('source: "Act s 2(7)', yearly)), ON)
        assert f"moved year by year (Act s 2(8)), known for: {known}." in text


def test_what_the_law_leaves_open_is_told_in_each_form() -> None:
    age = 'age_unknown_as: {value: child, source: "Act s 5: who may be a child is treated as one until age is settled"}'
    unknown = 'age_unknown_as: {not_known_to_us: "the rule, the Act and its note were read", source: "Act s 5"}'
    suspend = "event: suspend, to: suspended_presumed, source"
    guarded = suspend.replace(
        "source",
        'guards: [{guard: early_end_ground, args: {period: reflection}, source: "Act s 14"}, '
        '{guard: happened_any, args: {facts: [detained, charged]}, source: "Act s 16"}], source',
    )
    alone = "presumption: {governed_by: decision, values: [{value: {bodies: [identification_office]}"
    jointly = alone.replace("office]", "office, police], jointly: true")
    profile = with_changes("XD", (age, unknown), (suspend, guarded), (alone, jointly))
    text = explain(profile, ON)
    assert "How an unknown age counts is not known to us: the rule, the Act and its note were read." in text
    assert "On a ground for ending early: Time to recover and decide. Act s 14" in text
    assert "One of: The person is held in detention; The person is charged" in text
    assert "Identification Office and Police" in text


def test_facts_lengths_and_persons_are_told_in_words() -> None:
    profile = load_profile("GB")
    assert str(fact_words(profile, "asked:police")) == "One of the parties to be consulted was asked (Police)"
    assert str(fact_words(profile, "given:accommodation")) == "Something owed is given (A safe place to live)"
    assert str(fact_words(profile, "period:reflection")).endswith("(Recovery period)")
    assert str(fact_words(profile, "consent:referral=refused")).endswith("so that the authority decides, refused)")
    assert str(fact_words(profile, "best_interests.found:withdrawal")).endswith("(leaving the procedure)")
    assert str(fact_words(profile, "unaccompanied")) == "A child is found to be without parent or guardian"
    assert str(facts_words(profile, ["asked:police", "asked:person"])).endswith("(Police; The person)")
    assert length_words(Duration(n=1, unit="months", kind="maximum")) == "at most 1 month"
    assert length_words(Duration(n=5, unit="working_days", kind="target")) == "target: 5 working days"
    assert (
        length_words(Duration(n=30, unit="calendar_days", kind="minimum", set_by="authority"))
        == "at least 30 calendar days, set by the authority"
    )
    assert person_words(profile, {"age": ("adult",), "region": ("ENG", "WLS")}) == "adult, region England or Wales"
    assert person_words(profile, {"lacks_resources": ("yes",)}) == "lacks resources yes"
    assert person_words(profile, {"place": ("in_country", "both")}) == "exploited in this country or exploited here and abroad"
    assert person_words(profile, {"age": ("child",), "place": ("abroad",)}) == "child, exploited abroad"
    with pytest.raises(KeyError):
        fact_words(profile, "nothing.known")


def test_labels_are_listed_in_the_language_of_each() -> None:
    one, other = Words.of({"en": "Police", "fr": "Police"}), Words.of({"en": "Court", "fr": "Tribunal", "de": "Gericht"})
    both = listed([one, other])
    assert [both.told(language) for language in ("en", "fr", "de")] == ["Police; Court", "Police; Tribunal", "Police; Gericht"]
    assert str(listed([])) == "-"
