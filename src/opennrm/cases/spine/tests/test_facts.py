"""Facts of a case: noted, ended, read by name, and seen as they stood on an earlier day."""

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from opennrm.cases.spine.facts import CaseFacts
from opennrm.countries.facts import happened, running, standing
from opennrm.standards.load import law

MON, TUE, WED, THU = (date(2026, 11, day) for day in (9, 10, 11, 12))


def test_every_name_of_the_registry_has_its_field_in_its_stage_and_no_field_is_without_a_name() -> None:
    held = {
        (stage.name, field.name)
        for stage in fields(CaseFacts)
        if stage.name != "noted"
        for field in fields(getattr(CaseFacts(), stage.name))
    }
    assert held == {(fact.stage.value, fact.field) for fact in law().facts.values()}


def test_noting_gives_new_facts_and_leaves_the_old_ones_alone() -> None:
    before = CaseFacts()
    after = before.note("decision:rg", on=MON, value="positive")
    assert before.entries("decision") == ()
    assert [(entry.on, entry.qualifier, entry.value) for entry in after.identification.decision] == [(MON, "rg", "positive")]


def test_one_kind_or_every_kind_is_asked_for_by_name() -> None:
    facts = CaseFacts().note("decision:rg", on=MON, value="positive").note("decision:cg", on=TUE, value="negative")
    assert [entry.value for entry in facts.entries("decision")] == ["positive", "negative"]
    assert [entry.value for entry in facts.entries("decision:cg")] == ["negative"]


def test_what_is_recorded_late_takes_its_place_by_the_day_it_happened() -> None:
    facts = CaseFacts().note("age", on=WED, value="adult").note("age", on=MON, value="unknown")
    assert [entry.value for entry in facts.contact.age] == ["unknown", "adult"]
    assert standing(facts, "age", TUE) == "unknown"


def test_of_one_day_the_later_recorded_holds() -> None:
    facts = CaseFacts().note("state", on=MON, value="referred", seq=4).note("state", on=MON, value="contact", seq=2)
    assert standing(facts, "state", MON) == "referred"


@pytest.mark.parametrize(
    ("name", "value"),
    [("dicision:rg", None), ("decision", None), ("contact.opened:x", None), ("age", "minor"), ("decision:rg", "maybe")],
)
def test_a_name_qualifier_or_value_that_the_registry_does_not_know_is_refused(name: str, value: str | None) -> None:
    with pytest.raises(ValueError, match=r"d[ei]cision|contact\.opened|age"):
        CaseFacts().note(name, on=MON, value=value)


def test_asking_for_an_unknown_name_is_a_mistake_not_an_absence() -> None:
    with pytest.raises(ValueError, match="dicision"):
        CaseFacts().entries("dicision:rg")


def test_the_running_span_is_ended_with_its_ground_and_the_earlier_one_is_left() -> None:
    facts = CaseFacts().note("period:reflection", on=MON, until=TUE).note("period:reflection", on=WED)
    ended = facts.end("period:reflection", on=THU, ground="own_choice")
    assert [(entry.on, entry.until, entry.ground) for entry in ended.entries("period:reflection")] == [
        (MON, TUE, None),
        (WED, THU, "own_choice"),
    ]


def test_what_does_not_run_cannot_be_ended() -> None:
    facts = CaseFacts().note("given:accommodation", on=WED)
    for name, on in (("given:accommodation", TUE), ("given:subsistence", THU)):
        with pytest.raises(ValueError, match="does not run"):
            facts.end(name, on=on)


def test_as_known_on_a_day_later_facts_are_gone_and_spans_ended_later_still_run() -> None:
    facts = (
        CaseFacts()
        .note("given:accommodation", on=MON)
        .note("age", on=WED, value="child")
        .end("given:accommodation", on=THU, ground="own_choice")
    )
    seen = facts.known_by(TUE)
    assert running(seen, "given:accommodation", TUE) is not None
    assert seen.entries("given:accommodation")[0].until is None
    assert seen.entries("given:accommodation")[0].ground is None
    assert seen.entries("age") == ()
    assert facts.known_by(THU) == facts


def test_as_known_at_an_instant_the_hour_decides_where_it_is_known() -> None:
    at = datetime(2026, 11, 10, 15, 0, tzinfo=UTC)
    facts = CaseFacts().note("charged", on=TUE, at=at).note("punished", on=TUE)
    seen = facts.known_by(datetime(2026, 11, 10, 9, 0, tzinfo=UTC))
    assert seen.justice.charged == ()
    assert len(seen.justice.punished) == 1


def test_a_return_without_an_assessment_before_it_is_a_fact_by_itself() -> None:
    returned = CaseFacts().note("returned", on=WED)
    assert happened(returned, "returned.unassessed", WED)
    assert not happened(returned, "returned.unassessed", TUE)
    assert not happened(returned.note("given:return_risk_assessment", on=TUE), "returned.unassessed", WED)
    assert happened(returned.note("given:return_risk_assessment", on=THU), "returned.unassessed", THU)


def test_a_second_return_needs_an_assessment_of_its_own() -> None:
    facts = CaseFacts().note("given:return_risk_assessment", on=MON).note("returned", on=TUE).note("returned", on=THU)
    assert [entry.on for entry in facts.entries("returned.unassessed")] == [THU]


@pytest.mark.parametrize(("age", "against"), [("child", True), ("unknown", True), ("adult", False)])
def test_a_child_is_returned_against_its_interests_unless_they_were_found_to_ask_for_it(age: str, against: bool) -> None:
    facts = CaseFacts().note("age", on=MON, value=age).note("returned", on=WED)
    assert happened(facts, "returned.against_interests", THU) is against
    assert not happened(facts.note("best_interests.found:return", on=TUE), "returned.against_interests", THU)


def test_all_that_was_recorded_can_be_told_again_and_gives_the_same_facts() -> None:
    facts = (
        CaseFacts().note("need:medical", on=TUE, seq=3).note("age", on=MON, value="adult", seq=1).note("given:info_rights", on=WED, seq=9)
    )
    again = CaseFacts()
    for name, entry in facts.recorded():
        again = again.note(name, on=entry.on, value=entry.value, seq=entry.seq)
    assert again == facts
