"""The generic guards: what each asks for, and that doubt is read for the person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opennrm.countries.facts import Facts
from opennrm.countries.guards import GUARDS, Ask, guard, met, refusals_of
from opennrm.countries.load import load_profile, profile_from_text
from opennrm.countries.profile import Profile
from opennrm.countries.tests.told import changed, told, with_changes
from opennrm.standards.refusal import Refusal

XD, GB = load_profile("XD"), load_profile("GB")
ON = date(2026, 11, 17)
ADULT = ["age=adult", "region=VEL"]
EARLY_END = (
    "event: suspend, to: suspended_presumed, source",
    'event: suspend, to: suspended_presumed, guards: [{guard: early_end_ground, args: {period: reflection}, source: "Act s 14"}], source',
)
UNKNOWN_CONSENT = (
    '{value: required, when: {age: adult}, source: "Act s 9(2)"}',
    '{not_known_to_us: "the guideline of the ministry was asked for", when: {age: adult}, source: "guideline"}',
)
UNKNOWN_REVIEW = (
    'presumption_negative: {governed_by: decision, values: [{value: {by: second_reviewer}, source: "Act s 12(6)"}]}',
    'presumption_negative: {governed_by: decision, values: [{not_known_to_us: "who reads it, the Act was read", source: "Act s 12(6)"}]}',
)

SENTENCES = {
    "asked:person": "Ask first, and record that you asked: The person",
    "minute.written:rg": "Write the reasons first: Reasonable grounds",
    "age.settled": "Settle first whether the person is an adult or a child.",
    "permit.asked": "Still missing: A residence permit was asked for",
    "indicators.seen": "Record at least one sign that was observed or reported.",
    "consent:support=refused": (
        "This is open only after the person's answer (refused): Be supported by this provider, who may know what the support needs"
    ),
    "decision:rg=positive": "This needs a decision first (positive): Reasonable grounds",
}


def against(profile: Profile, name: str, known: Facts, on: date = ON, /, **args: tuple[str, ...]) -> tuple[Refusal, ...]:
    return refusals_of(Ask(profile, "negative_proposed", known, on, args, "the line"), name)


@pytest.mark.parametrize(
    ("answers", "open_to_refer"),
    [
        ([], False),
        (["given"], True),
        (["refused"], False),
        (["given", "withdrawn"], False),
        (["refused", "given"], True),
        (["given", "withdrawn", "given"], True),
        (["given", "refused"], False),
    ],
)
def test_consent_is_the_answer_that_stands_today(answers: list[str], open_to_refer: bool) -> None:
    facts = told({"2026-11-01": [*ADULT, *(f"consent:referral={answer}" for answer in answers)]})
    refusals = against(XD, "consent", facts, scope=("referral",))
    assert (not refusals) is open_to_refer
    assert all(refusal.needs == ("consent:referral=given",) and refusal.source == "the line" for refusal in refusals)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["given", "refused", "withdrawn"]), max_size=6))
def test_a_consent_taken_back_is_none_whatever_came_before(answers: list[str]) -> None:
    facts = told({"2026-11-01": [*ADULT, *(f"consent:referral={answer}" for answer in [*answers, "withdrawn"])]})
    assert against(XD, "consent", facts, scope=("referral",))


def test_a_child_is_not_asked_for_consent_and_neither_is_one_who_may_be_a_child() -> None:
    for age in ("child", "unknown"):
        assert not against(XD, "consent", told({"2026-11-01": [f"age={age}"]}), scope=("referral",))


def test_consent_for_another_scope_is_not_this_one() -> None:
    facts = told({"2026-11-01": [*ADULT, "consent:support=given"]})
    assert against(XD, "consent", facts, scope=("referral",))
    assert not against(XD, "consent", facts, scope=("support",))


def test_where_we_do_not_know_whether_consent_is_needed_it_is_asked_for_and_a_yes_is_enough() -> None:
    unknown = with_changes("XD", UNKNOWN_CONSENT)
    (refusal,) = against(unknown, "consent", told({"2026-11-01": ADULT}), scope=("referral",))
    assert "not known to us" in str(refusal)
    assert not against(unknown, "consent", told({"2026-11-01": [*ADULT, "consent:referral=given"]}), scope=("referral",))
    (unsaid,) = against(XD, "consent", told({}), scope=("referral",))
    assert unsaid.code == "consent.missing"


def test_every_missing_fact_is_a_refusal_of_its_own_with_something_to_do() -> None:
    wanted = tuple(SENTENCES)
    refusals = against(XD, "happened", told({"2026-11-01": ADULT}), facts=wanted)
    assert [refusal.needs for refusal in refusals] == [(fact,) for fact in wanted]
    assert [str(refusal) for refusal in refusals] == list(SENTENCES.values())


def test_any_one_of_several_facts_is_enough() -> None:
    wanted = ("asked:person", "asked:police")
    (refusal,) = against(XD, "happened_any", told({"2026-11-01": ADULT}), facts=wanted)
    assert refusal.needs == wanted
    assert str(refusal) == "One of these is needed: One of the parties to be consulted was asked (The person; Police)"
    assert not against(XD, "happened_any", told({"2026-11-01": ["asked:police"]}), facts=wanted)
    late = told({"2026-11-01": ["asked:police"], "2026-11-05": ["referral.received"]})
    assert against(XD, "happened_any", late, facts=wanted, since=("referral.received",))


def test_a_standing_fact_must_hold_and_any_other_must_have_happened() -> None:
    facts = told(
        {"2026-11-01": ["decision:rg=negative", "asked:person", "period:reflection to 2026-11-05"], "2026-11-10": ["decision:rg=positive"]}
    )
    assert met(facts, "decision:rg=positive", ON)
    assert not met(facts, "decision:rg=negative", ON)
    assert met(facts, "decision:rg=negative", date(2026, 11, 9))
    assert met(facts, "asked:person", ON)
    assert met(facts, "period:reflection", ON)
    assert not met(facts, "asked:person", date(2026, 10, 31))


def test_only_what_was_recorded_since_the_round_began_counts() -> None:
    facts = told({"2026-01-01": ["asked:person"], "2026-11-01": ["referral.received"], "2026-11-02": ["asked:police"]})
    assert not against(XD, "happened", facts, facts=("asked:police",), since=("referral.received",))
    assert against(XD, "happened", facts, facts=("asked:person",), since=("referral.received",))
    assert not against(XD, "happened", facts, facts=("asked:person",))
    assert not against(XD, "happened", facts, facts=("asked:person",), since=("reconsideration.asked",))


def test_a_review_counts_only_since_the_case_came_to_this_state_and_only_by_the_right_body() -> None:
    proposed = ["state=negative_proposed", "reviewed:police"]
    seen = told({"2026-11-01": ["reviewed:second_reviewer"], "2026-11-10": proposed, "2026-11-12": ["reviewed:second_reviewer"]})
    (refusal,) = against(XD, "review", seen, date(2026, 11, 11), of=("presumption_negative",))
    assert refusal.needs == ("reviewed:second_reviewer",)
    assert "Second reviewer" in str(refusal)
    assert not against(XD, "review", seen, date(2026, 11, 12), of=("presumption_negative",))


def test_where_we_do_not_know_who_reviews_somebody_does() -> None:
    unknown = with_changes("XD", UNKNOWN_REVIEW)
    (refusal,) = against(unknown, "review", told({"2026-11-01": ADULT}), of=("presumption_negative",))
    assert "who reads it" in str(refusal)
    assert not against(unknown, "review", told({"2026-11-01": ["reviewed:police"]}), of=("presumption_negative",))
    gone = told({"2023-01-01": ["age=adult"]})
    assert not against(GB, "review", gone, date(2023, 1, 1), of=("panel",))


def test_a_minimum_holds_the_step_until_it_is_over_and_what_it_extends_to_has_happened() -> None:
    facts = told({"2026-03-01": [*ADULT, "decision:rg=positive"], "2026-06-01": ["decision:cg=negative"]})
    (waiting,) = against(XD, "minimum_over", facts, date(2026, 5, 31), clock=("reflection",))
    assert waiting.needs == ("decision:cg",)
    assert "lasts until" in str(waiting)
    assert not against(XD, "minimum_over", facts, date(2026, 6, 1), clock=("reflection",))
    early = told({"2026-03-01": [*ADULT, "decision:rg=positive"], "2026-03-05": ["decision:cg=positive"]})
    (running,) = against(XD, "minimum_over", early, date(2026, 4, 14), clock=("reflection",))
    assert str(running) == "Time to recover and decide runs until 2026-04-15 at least: not before that day."
    assert not against(XD, "minimum_over", early, date(2026, 4, 15), clock=("reflection",))
    assert not against(XD, "minimum_over", told({"2026-03-01": ADULT}), clock=("reflection",))


def test_a_minimum_of_unknown_length_counts_as_running_and_a_limit_of_unknown_length_shuts_nobody_out() -> None:
    facts = told({"2024-02-10": ["age=adult", "region=NIR", "decision:rg=positive", "decision:cg=negative"]})
    (refusal,) = against(GB, "minimum_over", facts, clock=("reflection",))
    assert refusal.code == "minimum.unknown"
    assert "Northern Ireland" in str(refusal)
    assert not against(GB, "within", facts, clock=("reconsideration",))
    unsaid = told({"2026-02-10": ["decision:rg=positive"]})
    (refusal,) = against(GB, "minimum_over", unsaid, clock=("reflection",))
    assert refusal.needs == ("region",)


def test_a_limit_that_is_over_says_since_when_and_one_that_has_not_begun_is_open() -> None:
    facts = told({"2026-03-02": [*ADULT, "notified:rg"]})
    assert not against(XD, "within", facts, date(2026, 4, 1), clock=("reconsideration",))
    (refusal,) = against(XD, "within", facts, date(2026, 4, 2), clock=("reconsideration",))
    assert str(refusal) == "Time to ask that a decision be looked at again ended on 2026-04-01."
    assert not against(XD, "within", told({}), clock=("reconsideration",))


def test_a_period_ends_early_on_all_facts_of_one_ground() -> None:
    ends = with_changes("XD", EARLY_END)
    (refusal,) = against(ends, "early_end_ground", told({"2026-11-01": ADULT}), period=("reflection",))
    assert "own choice" in str(refusal)
    assert "Public order" in str(refusal)
    assert not against(ends, "early_end_ground", told({"2026-11-01": ["ground:own_choice"]}), period=("reflection",))
    half = told({"2026-11-01": ["ground:public_order"]})
    assert against(GB, "early_end_ground", half, period=("reflection",))
    whole = told({"2026-11-01": ["ground:public_order", "minute.written:disqualification"]})
    assert not against(GB, "early_end_ground", whole, period=("reflection",))


def test_a_rule_from_above_may_register_a_guard_of_its_own_and_take_no_name_that_is_taken() -> None:
    def safe_address(ask: Ask) -> Iterator[Refusal]:
        if not met(ask.facts, "disclosure.checked", ask.on):
            yield Refusal("address.unsafe", "Find a safe address first.", ask.source, needs=("disclosure.checked",))

    register = guard("safe_address", rests_on=lambda profile, args: (("disclosure.checked",),))
    try:
        assert register(safe_address) is safe_address
        assert register(safe_address) is safe_address
        with pytest.raises(ValueError, match="registered already"):
            register(GUARDS["consent"].rule)
        text = changed(
            "XD",
            (
                "event: screen_negative, to: no_indicators,",
                'event: screen_negative, guards: [{guard: safe_address, source: "Act s 8"}], to: no_indicators,',
            ),
        )
        profile = profile_from_text("XD", text)
        (refusal,) = against(profile, "safe_address", told({}))
        assert refusal.code == "address.unsafe"
    finally:
        GUARDS.pop("safe_address", None)
