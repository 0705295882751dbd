"""Facts as a profile asks for them: what holds on a day, and nothing of what came later."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opennrm.countries.facts import Asked, Entry, first, happened, held, known, latest, running, spans, standing
from opennrm.countries.scenario import Said, ScenarioFacts
from opennrm.countries.tests.told import told


@pytest.mark.parametrize(
    ("text", "name", "qualifier", "value"),
    [
        ("unaccompanied", "unaccompanied", None, None),
        ("indicators.seen", "indicators.seen", None, None),
        ("decision:rg=positive", "decision", "rg", "positive"),
        ("age=unknown", "age", None, "unknown"),
        ("period.length:reflection=60", "period.length", "reflection", "60"),
        ("given:info_rights", "given", "info_rights", None),
        ("state=rg_pending", "state", None, "rg_pending"),
    ],
)
def test_a_fact_is_asked_by_name_qualifier_and_value(text: str, name: str, qualifier: str | None, value: str | None) -> None:
    asked = Asked.parse(text)
    assert (asked.name, asked.qualifier, asked.value) == (name, qualifier, value)
    assert str(asked) == text


@pytest.mark.parametrize("text", ["", "Decision", "decision:", "decision=", "a b", "decision:rg=", ":rg", "=x", "a.b.c.", "a::b"])
def test_what_is_no_fact_is_refused_with_how_one_is_written(text: str) -> None:
    with pytest.raises(ValueError, match=r"name\[:qualifier\]\[=value\]"):
        Asked.parse(text)


def test_what_comes_later_is_not_known_yet() -> None:
    facts = told({"2026-03-01": ["consent:referral=given"], "2026-03-05": ["consent:referral=withdrawn"]})
    assert [standing(facts, "consent:referral", date(2026, 3, day)) for day in (1, 4, 5)] == ["given", "given", "withdrawn"]
    assert standing(facts, "consent:referral", date(2026, 2, 28)) is None
    assert held(facts, "consent:referral=given", date(2026, 3, 4))
    assert not held(facts, "consent:referral=given", date(2026, 3, 5))
    assert held(facts, "consent:referral", date(2026, 3, 5))
    assert happened(facts, "consent:referral=given", date(2026, 3, 5))


def test_first_and_latest_of_any_of_several() -> None:
    facts = told({"2026-03-01": ["notified:rg"], "2026-04-01": ["notified:cg"], "2026-05-01": ["notified:rg"]})
    on = date(2026, 6, 1)
    assert (first(facts, ["notified:rg", "notified:cg"], on) or Entry(on)).on == date(2026, 3, 1)
    assert (latest(facts, ["notified:rg", "notified:cg"], on) or Entry(on)).on == date(2026, 5, 1)
    assert (latest(facts, ["notified:rg", "notified:cg"], date(2026, 4, 30)) or Entry(on)).on == date(2026, 4, 1)
    assert (latest(facts, "notified", date(2026, 4, 30)) or Entry(on)).qualifier == "cg"
    assert latest(facts, "asked:person", on) is None


def test_a_span_runs_until_the_day_of_its_end_which_nobody_knows_before() -> None:
    facts = told({"2026-03-01": ["period:reflection to 2026-03-10"]})
    assert running(facts, "period:reflection", date(2026, 2, 28)) is None
    assert [entry.until for entry in spans(facts, "period:reflection", date(2026, 3, 9))] == [None]
    assert running(facts, "period:reflection", date(2026, 3, 9)) is not None
    assert running(facts, "period:reflection", date(2026, 3, 10)) is None
    assert [entry.until for entry in spans(facts, "period:reflection", date(2026, 3, 10))] == [date(2026, 3, 10)]


def test_an_instant_is_known_from_its_instant_on_and_on_its_whole_day_when_only_the_day_is_asked() -> None:
    entry = Entry(date(2026, 3, 1), at=datetime(2026, 3, 1, 9, tzinfo=UTC))
    assert known(entry, date(2026, 3, 1))
    assert known(entry, datetime(2026, 3, 1, 9, tzinfo=UTC))
    assert not known(entry, datetime(2026, 3, 1, 8, 59, tzinfo=UTC))
    assert known(Entry(date(2026, 3, 1)), datetime(2026, 3, 1, 0, 1, tzinfo=UTC))


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
SAID = st.builds(
    lambda on, value, seq: Said("consent", "referral", Entry(on, value=value, qualifier="referral", seq=seq), 1),
    DAYS,
    st.sampled_from(["given", "refused", "withdrawn"]),
    st.integers(0, 99),
)


@settings(deadline=None)
@given(st.lists(SAID, max_size=8), DAYS)
def test_facts_of_later_days_never_change_an_answer(said: list[Said], on: date) -> None:
    whole, then = ScenarioFacts(said), ScenarioFacts([one for one in said if one.entry.on <= on])
    for asked in ("consent:referral", "consent", "consent:referral=given"):
        assert latest(whole, asked, on) == latest(then, asked, on)
        assert first(whole, asked, on) == first(then, asked, on)
        assert happened(whole, asked, on) == happened(then, asked, on)
    assert standing(whole, "consent:referral", on) == standing(then, "consent:referral", on)
