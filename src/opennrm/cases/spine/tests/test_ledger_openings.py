"""When rights open, end and open again, in the Demo Republic: one row per right and opening."""

from datetime import UTC, date, datetime

import pytest

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.ledger import LedgerRow, StatusCode, rows, stands, status, waiting
from opennrm.cases.spine.plan import plan_of
from opennrm.cases.spine.trial import facts_of
from opennrm.countries.load import load_profile
from opennrm.countries.scenario import scenarios

XD, GB = load_profile("XD"), load_profile("GB")


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def presumed(nationality: str | None = "foreign", age: str = "adult", region: str = "VEL") -> CaseFacts:
    facts = CaseFacts().note("age", on=day(10, 1), value=age).note("region", on=day(10, 1), value=region)
    if nationality is not None:
        facts = facts.note("nationality", on=day(10, 1), value=nationality)
    facts = facts.note("referral.received", on=day(10, 7)).note("state", on=day(10, 7), value="referred")
    return facts.note("state", on=day(10, 15), value="presumed").note("decision:rg", on=day(10, 15), value="positive")


def referred() -> CaseFacts:
    return CaseFacts().note("state", on=day(10, 7), value="referred").note("referral.received", on=day(10, 7))


def of(facts: CaseFacts, entitlement: str) -> list[LedgerRow]:
    return [row for row in rows(facts, XD) if row.entitlement == entitlement]


def test_a_row_holds_what_opened_it_whose_turn_it_is_and_under_which_edition() -> None:
    row = of(presumed(), "needs.assessed")[0]
    assert (row.opened_on, row.opened_by, row.responsible, row.section) == (
        day(10, 15),
        "status:presumed|formally_identified",
        "support_provider",
        "support",
    )
    assert (row.clock, row.counts_from, row.due_on, row.due_kind, row.edition) == ("needs", day(10, 15), day(11, 12), "maximum", XD.edition)


def test_a_second_referral_while_the_first_waits_opens_nothing_and_moves_no_day() -> None:
    facts = (
        CaseFacts()
        .note("state", on=day(10, 7), value="referred")
        .note("referral.received", on=day(10, 7))
        .note("referral.received", on=day(10, 12))
    )
    assert [(row.opened_on, row.due_on) for row in of(facts, "identification.decision")] == [(day(10, 7), day(10, 14))]


def test_withdrawn_and_referred_again_is_a_second_right_with_a_day_of_its_own() -> None:
    facts = referred()
    facts = (
        facts.note("withdrawal.written", on=day(10, 12))
        .note("referral.received", on=day(11, 2))
        .note("decision:rg", on=day(11, 4), value="negative")
    )
    first, second = of(facts, "identification.decision")
    assert (first.ends_on, first.replaced_on, second.due_on) == (day(10, 12), day(11, 2), day(11, 9))
    assert [status(row, day(12, 1)).words for row in (first, second)] == ["not met", "met in time"]


def test_an_earlier_opening_that_was_replaced_before_its_day_is_superseded() -> None:
    facts = presumed().note("state", on=day(10, 20), value="not_presumed").note("state", on=day(11, 2), value="presumed")
    first, second = of(facts, "needs.assessed")
    assert status(first, day(10, 25)).words == "not met"
    assert status(first, day(11, 2)).words == "superseded"
    assert (second.due_on, second.clock_silent) == (None, "not_started")


def test_presumed_again_with_a_new_decision_the_clock_counts_from_that() -> None:
    facts = presumed().note("state", on=day(10, 20), value="not_presumed").note("state", on=day(11, 2), value="presumed")
    second = of(facts.note("decision:rg", on=day(11, 2), value="positive"), "needs.assessed")[1]
    assert (second.counts_from, second.due_on) == (day(11, 2), day(11, 30))


def test_a_breach_of_an_earlier_opening_is_not_erased_by_a_reopened_case() -> None:
    facts = presumed().note("removal.enforced", on=day(10, 18)).note("state", on=day(10, 20), value="not_presumed")
    first, second = of(facts.note("state", on=day(11, 2), value="presumed"), "removal.bar")
    assert (status(first, day(12, 1)).words, status(second, day(12, 1)).words) == ("breached", "kept")


def test_what_was_told_in_the_first_round_does_not_meet_the_second() -> None:
    facts = presumed().note("given:info_rights", on=day(10, 16)).note("state", on=day(10, 20), value="not_presumed")
    first, second = of(facts.note("state", on=day(11, 2), value="presumed"), "rights.informed")
    assert (status(first, day(12, 1)).words, status(second, day(12, 1)).words) == ("met in time", "open")


def test_a_bed_that_was_kept_through_runs_into_the_second_round() -> None:
    facts = presumed().note("given:accommodation", on=day(10, 16)).note("state", on=day(10, 20), value="not_presumed")
    first, second = of(facts.note("state", on=day(11, 2), value="presumed"), "accommodation")
    assert (status(first, day(12, 1)).words, status(second, day(12, 1)).words) == ("met in time", "kept")


def test_a_bed_given_and_taken_on_the_very_day_on_which_it_was_owed_was_interrupted() -> None:
    facts = presumed().note("given:accommodation", on=day(10, 15)).end("given:accommodation", on=day(10, 15))
    assert status(of(facts, "accommodation")[0], day(10, 15)).words == "interrupted"


def test_a_bed_that_ended_before_it_was_owed_was_not_interrupted() -> None:
    facts = presumed().note("given:accommodation", on=day(10, 2), until=day(10, 9))
    assert status(of(facts, "accommodation")[0], day(10, 20)).words == "open"


def test_a_need_that_nobody_met_goes_on_into_the_second_round_and_one_that_was_met_does_not() -> None:
    again = presumed().note("need:medical", on=day(10, 16)).note("state", on=day(10, 20), value="not_presumed")
    again = again.note("state", on=day(11, 2), value="presumed")
    assert [row.opened_on for row in of(again, "medical.emergency")] == [day(10, 16), day(11, 2)]
    assert [row.opened_on for row in of(again.note("given:medical_emergency", on=day(10, 17)), "medical.emergency")] == [day(10, 16)]


def test_the_outcome_of_each_stage_is_told() -> None:
    facts = presumed().note("notified:rg", on=day(10, 16)).note("decision:cg", on=day(12, 1), value="positive")
    assert [(row.opened_on, status(row, day(12, 2)).words) for row in of(facts, "identification.notice")] == [
        (day(10, 15), "met in time"),
        (day(12, 1), "open"),
    ]


def test_the_answer_counts_although_the_state_changed_with_it() -> None:
    facts = presumed().note("state", on=day(12, 1), value="identified").note("decision:cg", on=day(12, 1), value="positive")
    assert status(of(facts, "identification.conclusive")[0], day(12, 2)).words == "met in time"


def test_a_removal_on_the_day_of_the_negative_is_judged_by_what_came_first() -> None:
    first = presumed().note("removal.enforced", on=day(12, 1)).note("state", on=day(12, 1), value="not_identified")
    after = presumed().note("state", on=day(12, 1), value="not_identified").note("removal.enforced", on=day(12, 1))
    assert [status(of(facts, "removal.bar")[0], day(12, 1)).words for facts in (first, after)] == ["breached", "met in time"]


def test_suspended_days_are_skipped_and_while_it_rests_nothing_is_late() -> None:
    rests = referred().note("suspended", on=day(10, 9))
    row = of(rests, "identification.decision")[0]
    assert (row.due_on, row.held_since, status(row, day(12, 1)).words) == (None, day(10, 9), "open")
    resumed = of(rests.end("suspended", on=day(10, 16)), "identification.decision")[0]
    assert (resumed.due_on, status(resumed, day(10, 23)).words) == (day(10, 21), "overdue")


def test_suspended_after_the_day_it_was_late_before() -> None:
    facts = (
        CaseFacts()
        .note("state", on=day(10, 7), value="referred")
        .note("referral.received", on=day(10, 7))
        .note("suspended", on=day(10, 20))
    )
    assert status(of(facts, "identification.decision")[0], day(10, 21)).words == "overdue"


def test_a_decision_of_the_second_round_starts_no_clock_of_the_first() -> None:
    facts = CaseFacts().note("age", on=day(10, 1), value="adult").note("state", on=day(10, 15), value="presumed")
    facts = facts.note("state", on=day(10, 20), value="not_presumed").note("state", on=day(11, 2), value="presumed")
    first, second = of(facts.note("decision:rg", on=day(11, 2), value="positive"), "rights.informed")
    assert (first.counts_from, second.counts_from) == (None, day(11, 2))
    assert status(first, day(12, 1)).words == "not met"


@pytest.mark.parametrize(("established", "words"), [(day(10, 25), "ended early"), (day(10, 26), "breached")])
def test_a_ground_that_was_established_after_the_period_had_ended_is_none(established: date, words: str) -> None:
    facts = presumed().note("period:reflection", on=day(10, 15)).end("period:reflection", on=day(10, 25))
    facts = facts.note("ground:public_order", on=established)
    assert status(of(facts, "reflection.period")[0], day(11, 1)).words == words


def test_hours_count_from_the_instant() -> None:
    at = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
    facts = presumed(age="child").note("unaccompanied", on=day(11, 12), at=at)
    row = of(facts, "child.guardian")[0]
    assert row.due_at == datetime(2026, 11, 13, 9, 0, tzinfo=UTC)
    assert status(row, datetime(2026, 11, 13, 9, 30, tzinfo=UTC)).words == "overdue"


def test_where_nationality_comes_later_the_right_was_open_in_doubt_and_goes_on() -> None:
    row = of(presumed(None).note("nationality", on=day(10, 25), value="stateless"), "removal.bar")[0]
    assert [status(row, on).not_recorded for on in (day(10, 24), day(10, 25))] == [("nationality",), ()]
    assert (row.opened_on, status(row, day(10, 26)).words) == (day(10, 15), "kept")


def test_where_it_never_comes_and_the_case_ends_nobody_knows_how_it_stood() -> None:
    row = of(presumed(None).note("state", on=day(11, 1), value="not_presumed"), "removal.bar")[0]
    assert [status(row, on).code for on in (day(10, 20), day(11, 1))] == [StatusCode.OPEN, StatusCode.UNKNOWN]


def test_where_it_comes_after_the_end_the_row_is_settled_by_it() -> None:
    ended = presumed(None).note("state", on=day(11, 1), value="not_presumed")
    national = of(ended.note("nationality", on=day(11, 5), value="national"), "removal.bar")[0]
    foreign = of(ended.note("nationality", on=day(11, 5), value="foreign"), "removal.bar")[0]
    assert [status(row, day(11, 6)).words for row in (national, foreign)] == ["not applicable", "met in time"]


def test_a_value_that_says_unknown_is_not_recorded() -> None:
    assert status(of(presumed("unknown"), "removal.bar")[0], day(10, 20)).not_recorded == ("nationality",)


def test_a_right_of_the_country_alone_is_kept_like_any_other() -> None:
    facts = presumed().note("asked_for:documents", on=day(10, 16)).note("withheld:documents", on=day(10, 20), ground="none")
    assert (of(facts, "documents.returned")[0].due_on, stands(facts, XD, "documents.returned", day(10, 21)).lawful) == (day(10, 30), False)


@pytest.mark.parametrize(
    ("entitlement", "words", "why"),
    [
        ("return.assessed", "not yet open", "later"),
        ("education.child", "not applicable", "condition"),
        ("child.solution", "not applicable", "not_bound"),
        ("privacy", "unknown", "unseen"),
        ("return.nationality", "unknown", "not_known_to_us"),
    ],
)
def test_a_right_without_a_row_says_why(entitlement: str, words: str, why: str) -> None:
    found = {one.entitlement.id: one for one in waiting(presumed(), XD, day(10, 20))}
    assert (found[entitlement].status.words, found[entitlement].why) == (words, why)
    assert found[entitlement].says
    assert stands(presumed(), XD, entitlement, day(10, 20)) == found[entitlement].status


def test_every_right_has_a_row_or_a_reason_on_every_day() -> None:
    facts = presumed()
    for on in (day(9, 1), day(10, 7), day(10, 15), day(12, 1)):
        opened = {row.entitlement for row in rows(facts, XD) if row.opened_on <= on}
        closed = {one.entitlement.id for one in waiting(facts, XD, on)}
        assert opened & closed == set()
        assert opened | closed == set(plan_of(XD).entitlements)


def test_facts_of_which_nothing_lies_ahead_are_themselves_and_the_rights_that_wait_need_no_second_count() -> None:
    for scenario in (*scenarios("XD"), *scenarios("GB")):
        profile, facts = load_profile(scenario.country), facts_of(scenario.facts)
        last = max(max(entry.on, entry.until or entry.on) for _, entry in facts.recorded())
        assert facts.known_by(last) is facts
        assert waiting(facts, profile, last, {row.entitlement for row in rows(facts, profile)}) == waiting(facts, profile, last)


def test_what_lies_ahead_is_not_known_yet() -> None:
    facts = presumed().note("period:reflection", on=day(10, 15), until=day(11, 29))
    before = facts.known_by(day(11, 1))
    assert before is not facts
    assert [entry.until for entry in before.entries("period:reflection")] == [None]
    assert presumed().known_by(day(10, 14)).entries("decision:rg") == ()


def test_what_the_law_does_not_provide_is_a_finding_once_it_is_asked_for() -> None:
    facts = presumed().note("asked_for:cross_border", on=day(10, 20))
    assert [stands(facts, XD, "cross_border", on).words for on in (day(10, 19), day(10, 20))] == ["not applicable", "not applicable"]


def test_where_the_profile_is_silent_the_row_is_there_and_unknown() -> None:
    silent = [row for row in rows(presumed(region="ENG"), GB) if row.silence == "not_known_to_us"]
    assert silent
    assert {status(row, day(10, 20)).words for row in silent} == {"unknown"}


def test_the_order_in_which_facts_of_different_days_were_noted_does_not_matter() -> None:
    facts = presumed().note("given:accommodation", on=day(10, 16)).note("removal.enforced", on=day(10, 18))
    again = CaseFacts()
    for name, entry in sorted(facts.recorded(), key=lambda one: one[0]):
        again = again.note(name, on=entry.on, value=entry.value, until=entry.until, seq=entry.seq)
    assert rows(again, XD) == rows(facts, XD)
