"""When something is due: against a calendar written by hand, and by properties that hold for any calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.breadth import examples

from opennrm.countries.clocks import Due, due, due_from
from opennrm.countries.facts import latest
from opennrm.countries.load import load_profile
from opennrm.countries.profile import Profile
from opennrm.countries.tests.told import told, with_changes, with_clock
from opennrm.countries.workdays import is_working_day, known_calendar

ACT_2 = 'source: "Act s 2(7)'
MAY_DAY = 'add: [{day: 2026-05-01, name: Day, regions: [VEL], source: "Act s 2"}], ' + ACT_2
CORONATION = 'by_region: true, drop: [{day: 2023-05-08, name: Coronation, source: "a test"}], source'
PERMIT = "    label: {en: Answer on a residence permit}\n    governed_by: "
LONDON = ZoneInfo("Europe/London")
GB = load_profile("GB")
XD = load_profile("XD")

# Days off in 2023 and 2024 that are no Saturday or Sunday, from the governments' own lists, written down by hand.
EVERYWHERE = {"2023-04-07", "2023-05-01", "2023-05-08", "2023-05-29", "2023-12-25", "2023-12-26", "2024-01-01", "2024-03-29", "2024-12-25"}
DAYS_OFF = {
    "ENG": EVERYWHERE | {"2023-01-02", "2023-04-10", "2023-08-28", "2024-04-01"},
    "WLS": EVERYWHERE | {"2023-01-02", "2023-04-10", "2023-08-28", "2024-04-01"},
    "SCT": EVERYWHERE | {"2023-01-02", "2023-01-03", "2023-08-07", "2023-11-30", "2024-01-02"},
    "NIR": EVERYWHERE | {"2023-01-02", "2023-03-17", "2023-04-10", "2023-07-12", "2023-08-28", "2024-04-01"},
}


def received(day: str, *more: str, region: str = "ENG", **later: list[str]) -> object:
    return told({day: ["age=adult", f"region={region}", "referral.received", *more]} | later)


def of(profile: Profile, facts: object, on: str = "2030-01-01") -> Due:
    return due(profile, "tried", facts, date.fromisoformat(on))  # type: ignore[arg-type]


@pytest.mark.parametrize("region", DAYS_OFF)
def test_working_days_of_2023_are_those_of_the_calendar_written_by_hand(region: str) -> None:
    days = [date(2023, 1, 1) + timedelta(ahead) for ahead in range(365)]
    off = {str(day) for day in days if day.weekday() < 5 and not is_working_day(GB.holidays, day, (region,))}
    assert off == {day for day in DAYS_OFF[region] if day.startswith("2023")}


@pytest.mark.parametrize(
    ("region", "start", "n", "last"),
    [
        ("ENG", "2023-04-06", 5, "2023-04-17"),  # over Good Friday and Easter Monday
        ("SCT", "2023-04-06", 5, "2023-04-14"),  # Easter Monday is worked
        ("NIR", "2023-03-16", 1, "2023-03-20"),  # Saint Patrick's Day, then a weekend
        ("WLS", "2023-03-16", 1, "2023-03-17"),
        ("ENG", "2023-12-22", 3, "2023-12-29"),  # Christmas
        ("SCT", "2023-12-29", 1, "2024-01-03"),  # two days of new year
        ("ENG", "2023-12-29", 1, "2024-01-02"),
        ("ENG", "2023-05-05", 1, "2023-05-09"),  # the coronation
        ("NIR", "2023-07-11", 1, "2023-07-13"),  # Battle of the Boyne
        ("ENG", "2023-06-03", 1, "2023-06-05"),  # received on a Saturday
    ],
)
def test_working_days_skip_weekends_and_the_days_off_of_the_region(region: str, start: str, n: int, last: str) -> None:
    profile = with_clock(GB, "tried", n=n, unit="working_days")
    assert str(of(profile, received(start, region=region)).due_on) == last


def test_where_the_region_is_not_recorded_only_days_off_in_all_count_and_it_says_so() -> None:
    profile = with_clock(GB, "tried", n=5, unit="working_days")
    at = of(profile, told({"2023-04-06": ["referral.received"]}))
    assert str(at.due_on) == "2023-04-14"
    assert any("region is not recorded" in text for text in at.says)


@pytest.mark.parametrize("calendar", [MAY_DAY, "by_region: true, " + MAY_DAY])
def test_a_day_off_added_for_one_region_counts_only_there(calendar: str) -> None:
    profile = with_clock(with_changes("XD", (ACT_2, calendar)), "tried", n=1, unit="working_days")
    assert str(of(profile, received("2026-04-30", region="VEL")).due_on) == "2026-05-04"
    assert str(of(profile, received("2026-04-30", region="ALD")).due_on) == "2026-05-01"
    assert str(of(profile, told({"2026-04-30": ["referral.received"]})).due_on) == "2026-05-01"


def test_a_day_off_that_the_calendar_has_wrongly_is_taken_away() -> None:
    dropped = with_changes("GB", ("by_region: true, source", CORONATION))
    assert is_working_day(dropped.holidays, date(2023, 5, 8), ("ENG",))
    assert not is_working_day(dropped.holidays, date(2023, 5, 29), ("ENG",))


def test_a_calendar_that_nobody_keeps_is_told() -> None:
    assert known_calendar("GB", ("ENG", "SCT")) is None
    assert known_calendar("ZZ", ()) is not None
    assert known_calendar("GB", ("XYZ",)) is not None


@pytest.mark.parametrize(
    ("start", "months", "first_counts", "last"),
    [
        ("2024-01-31", 1, None, "2024-02-29"),
        ("2023-01-31", 1, None, "2023-02-28"),
        ("2023-01-31", 1, True, "2023-02-28"),
        ("2023-03-01", 1, True, "2023-03-31"),
        ("2023-03-15", 12, None, "2024-03-15"),
        ("2023-12-31", 2, None, "2024-02-29"),
        ("2023-11-30", 15, True, "2025-02-28"),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_of_a_shorter_month(
    start: str, months: int, first_counts: bool | None, last: str
) -> None:
    profile = with_clock(GB, "tried", n=months, unit="months", counts_first_day=first_counts)
    assert str(of(profile, received(start)).due_on) == last


@pytest.mark.parametrize(("first_counts", "last"), [(True, "2023-03-30"), (False, "2023-03-31"), (None, "2023-03-31")])
def test_the_first_day_counts_only_where_the_source_says_so(first_counts: bool | None, last: str) -> None:
    at = of(with_clock(GB, "tried", n=30, unit="calendar_days", counts_first_day=first_counts), received("2023-03-01"))
    assert str(at.due_on) == last
    assert any("does not say whether the first day counts" in text for text in at.says) is (first_counts is None)


def test_hours_are_counted_through_the_night_on_which_the_clocks_change() -> None:
    profile = with_clock(GB, "tried", n=48, unit="hours")
    facts = told({"2023-03-25T10:00": ["referral.received"]}, zone="Europe/London")
    assert of(profile, facts).due_at == datetime(2023, 3, 27, 11, 0, tzinfo=LONDON)
    facts = told({"2023-10-28T10:00": ["referral.received"]}, zone="Europe/London")
    assert of(profile, facts).due_at == datetime(2023, 10, 30, 9, 0, tzinfo=LONDON)


def test_hours_from_a_bare_date_run_from_its_last_minute_and_say_so() -> None:
    at = of(with_clock(GB, "tried", n=24, unit="hours"), received("2023-06-01"))
    assert at.due_at == datetime(2023, 6, 2, 23, 59, tzinfo=LONDON)
    assert at.due_on == date(2023, 6, 2)
    assert any("last minute" in text for text in at.says)


def test_an_hour_clock_is_over_at_its_minute_and_by_the_day_on_the_day_after() -> None:
    facts = told({"2023-06-01T10:00": ["referral.received"]}, zone="Europe/London")
    at = of(with_clock(GB, "tried", n=24, unit="hours"), facts)
    assert not at.over(datetime(2023, 6, 2, 10, 0, tzinfo=LONDON))
    assert at.over(datetime(2023, 6, 2, 10, 1, tzinfo=LONDON))
    assert not at.over(date(2023, 6, 2))
    assert at.over(date(2023, 6, 3))


def test_the_latest_of_several_starts_counts_and_what_comes_after_the_day_asked_does_not() -> None:
    profile = with_clock(XD, "tried", n=10, unit="calendar_days", starts_on=("notified:rg", "notified:cg"))
    facts = told({"2026-03-01": ["notified:rg"], "2026-05-01": ["notified:cg"]})
    assert [str(of(profile, facts, on).due_on) for on in ("2026-04-30", "2026-05-01")] == ["2026-03-11", "2026-05-11"]
    assert of(profile, facts, "2026-02-28").silent == "not_started"


def test_a_row_keeps_its_own_start_although_a_later_one_came() -> None:
    profile = with_clock(XD, "tried", n=10, unit="calendar_days", starts_on=("notified:rg",))
    facts = told({"2026-03-01": ["notified:rg"], "2026-05-01": ["notified:rg"]})
    start = latest(facts, "notified:rg", date(2026, 4, 1))
    assert start is not None
    assert str(due_from(profile, "tried", start, facts, date(2026, 6, 1)).due_on) == "2026-03-11"


def test_days_on_which_the_clock_is_held_are_skipped() -> None:
    profile = with_clock(GB, "tried", n=5, unit="working_days", suspended_by=("suspended",))
    facts = told({"2023-06-05": ["region=ENG", "referral.received"], "2023-06-07": ["suspended to 2023-06-12"]})
    assert str(of(profile, facts).due_on) == "2023-06-15"
    # Held over a weekend alone: no working day is lost, so the end stays where it was.
    facts = told({"2023-06-05": ["region=ENG", "referral.received"], "2023-06-10": ["suspended to 2023-06-12"]})
    assert str(of(profile, facts).due_on) == "2023-06-12"


def test_a_clock_that_stands_still_is_never_over_and_says_since_when() -> None:
    profile = with_clock(GB, "tried", n=5, unit="calendar_days", suspended_by=("suspended",))
    facts = told({"2023-06-05": ["referral.received"], "2023-06-07": ["suspended"]})
    for on in ("2023-06-08", "2023-12-31", "2025-01-01"):
        at = of(profile, facts, on)
        assert at.held_since == date(2023, 6, 7)
        assert at.due_on == date.fromisoformat(on) + timedelta(4)
        assert not at.over(date.fromisoformat(on) + timedelta(400))


def test_months_and_hours_are_pushed_by_the_time_they_were_held() -> None:
    months = with_clock(GB, "tried", n=1, unit="months", suspended_by=("suspended",))
    twice = {"2023-06-20": ["suspended to 2023-06-25"], "2023-07-07": ["suspended to 2023-07-10"]}
    facts = told({"2023-06-05": ["referral.received"]} | twice)
    assert str(of(months, facts).due_on) == "2023-07-13"
    hours = with_clock(GB, "tried", n=48, unit="hours", suspended_by=("suspended", "detained"))
    both = {"2023-06-06": ["suspended to 2023-06-08", "detained to 2023-06-09"]}
    facts = told({"2023-06-05T10:00": ["referral.received"]} | both, zone="Europe/London")
    assert of(hours, facts).due_at == datetime(2023, 6, 10, 10, 0, tzinfo=LONDON)


def test_a_hold_that_ended_before_the_start_holds_nothing() -> None:
    profile = with_clock(GB, "tried", n=5, unit="calendar_days", suspended_by=("suspended",))
    facts = told({"2023-05-01": ["suspended to 2023-05-20"], "2023-06-05": ["referral.received"]})
    assert str(of(profile, facts).due_on) == "2023-06-10"
    facts = told({"2023-05-01": ["suspended to 2023-06-08"], "2023-06-05": ["referral.received"]})
    assert str(of(profile, facts).due_on) == "2023-06-12"


def test_the_authority_may_set_more_than_the_law_and_never_less() -> None:
    profile = with_clock(XD, "tried", n=30, unit="calendar_days", kind="minimum", set_by="authority")
    for length, last in (("60", "2026-04-30"), ("10", "2026-03-31"), ("long", "2026-03-31")):
        facts = told({"2026-03-01": ["referral.received", f"period.length:tried={length}"]})
        assert str(of(profile, facts).due_on) == last
    at = of(profile, told({"2026-03-01": ["referral.received", "period.length:tried=60"]}))
    assert at.duration is not None
    assert at.duration.n == 60
    assert any("authority set" in text for text in at.says)
    by_law = with_clock(XD, "tried", n=30, unit="calendar_days", kind="minimum")
    assert str(of(by_law, told({"2026-03-01": ["referral.received", "period.length:tried=60"]})).due_on) == "2026-03-31"


def test_a_minimum_is_never_over_and_is_fulfilled_when_what_it_extends_to_has_happened() -> None:
    profile = with_clock(XD, "tried", n=30, unit="calendar_days", kind="minimum", extends_until=("decision:cg",))
    facts = told({"2026-03-01": ["referral.received"], "2026-06-10": ["decision:cg=positive"]})
    before, after = of(profile, facts, "2026-05-01"), of(profile, facts, "2026-06-10")
    assert (before.due_on, before.awaits) == (date(2026, 3, 31), ("decision:cg",))
    assert not before.fulfilled(date(2026, 5, 1))
    assert not before.over(date(2027, 1, 1))
    assert (after.due_on, after.counted_on, after.awaits) == (date(2026, 6, 10), date(2026, 3, 31), ())
    assert after.fulfilled(date(2026, 6, 10))
    assert not after.fulfilled(date(2026, 6, 9))


def test_a_decision_before_the_minimum_is_over_does_not_shorten_it_and_one_before_the_start_is_none() -> None:
    profile = with_clock(XD, "tried", n=30, unit="calendar_days", kind="minimum", extends_until=("decision:cg",))
    early = told({"2026-03-01": ["referral.received"], "2026-03-10": ["decision:cg=positive"]})
    assert of(profile, early).due_on == date(2026, 3, 31)
    old = told({"2026-01-01": ["decision:cg=negative"], "2026-03-01": ["referral.received"]})
    assert of(profile, old, "2026-04-30").awaits == ("decision:cg",)


def test_a_minimum_of_hours_is_fulfilled_at_its_minute() -> None:
    profile = with_clock(XD, "tried", n=24, unit="hours", kind="minimum", extends_until=("decision:cg",))
    facts = told({"2026-03-01T10:00": ["referral.received"], "2026-03-01T11:00": ["decision:cg=positive"]})
    at = of(profile, facts)
    assert not at.fulfilled(datetime(2026, 3, 2, 9, 59, tzinfo=UTC))
    assert at.fulfilled(datetime(2026, 3, 2, 10, 0, tzinfo=UTC))
    later = told({"2026-03-01T10:00": ["referral.received"], "2026-03-05T11:00": ["decision:cg=positive"]})
    assert of(profile, later).due_at == datetime(2026, 3, 5, 11, tzinfo=UTC)


def test_a_clock_keeps_the_value_of_its_start_and_of_who_the_person_was_then() -> None:
    facts = told({"2022-12-12": ["region=ENG", "decision:rg=positive"], "2023-02-15": ["region=SCT"]})
    assert str(due(GB, "reflection", facts, date(2023, 3, 1)).due_on) == "2023-01-26"
    moved = told({"2022-12-12": ["decision:rg=positive"], "2022-12-20": ["region=SCT"]})
    assert due(GB, "reflection", moved, date(2022, 12, 19)).silent == "not_recorded"
    assert due(GB, "reflection", moved, date(2022, 12, 19)).missing == ("region",)
    assert str(due(GB, "reflection", moved, date(2022, 12, 20)).due_on) == "2023-03-12"


def test_a_clock_governed_by_the_decision_takes_the_value_of_the_day_asked() -> None:
    profile = with_changes("XD", (PERMIT + "start", PERMIT + "decision"))
    facts = told({"2026-02-20": ["permit.asked"]})
    assert str(due(profile, "permit", facts, date(2026, 2, 28)).due_on) == "2026-08-20"
    assert str(due(profile, "permit", facts, date(2026, 3, 1)).due_on) == "2026-04-03"
    assert str(due(XD, "permit", facts, date(2026, 3, 1)).due_on) == "2026-08-20"


def test_silence_has_its_kind_its_reason_and_its_source_and_no_date() -> None:
    facts = told({"2023-01-01": ["region=NIR", "decision:rg=positive", "referral.received"]})
    on = date(2023, 2, 1)
    found = {clock: due(GB, clock, facts, on) for clock in ("reflection", "identification", "moving_on", "referral_answer")}
    assert {clock: at.silent for clock, at in found.items()} == {
        "reflection": "not_known_to_us",
        "identification": "not_provided",
        "moving_on": "not_started",
        "referral_answer": "not_known_to_us",
    }
    assert all(at.due_on is None and not at.over(date(2099, 1, 1)) and not at.fulfilled(date(2099, 1, 1)) for at in found.values())
    assert "Northern Ireland" in found["reflection"].reason
    assert found["identification"].source == "SG 14.77"


def test_an_unknown_clock_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        due(XD, "nothing", told({}), date(2026, 1, 1))


STARTS = st.dates(date(2021, 1, 1), date(2027, 6, 30))
REGIONS = st.sampled_from(["ENG", "WLS", "SCT", "NIR"])


def _held(start: date, holds: list[tuple[int, int]]) -> dict[str, list[str]]:
    days: dict[str, list[str]] = {}
    at = start
    for gap, length in holds:
        at += timedelta(gap)
        days.setdefault(str(at), []).append(f"suspended to {at + timedelta(length)}")
        at += timedelta(length)
    return days


def _merged(*parts: dict[str, list[str]]) -> dict[str, list[str]]:
    days: dict[str, list[str]] = {}
    for part in parts:
        for day, facts in part.items():
            days.setdefault(day, []).extend(facts)
    return days


HOLDS = st.lists(st.tuples(st.integers(0, 10), st.integers(1, 8)), max_size=3)


@settings(max_examples=examples(60), deadline=None)
@given(STARTS, REGIONS, st.integers(1, 40), HOLDS, st.sampled_from(["calendar_days", "working_days"]))
def test_between_start_and_end_lie_exactly_so_many_days_that_count(
    start: date, region: str, n: int, holds: list[tuple[int, int]], unit: str
) -> None:
    profile = with_clock(GB, "tried", n=n, unit=unit, suspended_by=("suspended",))
    spans = _held(start, holds)
    facts = told(_merged({str(start): [f"region={region}", "referral.received"]}, spans))
    last = of(profile, facts, "2031-01-01").due_on
    assert last is not None

    def counts(day: date) -> bool:
        ends = ((date.fromisoformat(begin), date.fromisoformat(one.split()[-1])) for begin, several in spans.items() for one in several)
        held = any(begin <= day < end for begin, end in ends)
        return not held and (unit == "calendar_days" or is_working_day(GB.holidays, day, (region,)))

    days = [start + timedelta(ahead) for ahead in range(1, (last - start).days + 1)]
    assert sum(map(counts, days)) == n
    assert counts(last)


@settings(max_examples=examples(40), deadline=None)
@given(STARTS, st.integers(1, 30), st.integers(1, 60), st.sampled_from(["calendar_days", "working_days", "months", "hours"]))
def test_a_later_start_is_never_due_earlier_and_a_longer_clock_never_before_a_shorter(start: date, n: int, later: int, unit: str) -> None:
    profile, longer = (with_clock(GB, "tried", n=length, unit=unit) for length in (n, n + 1))
    first = of(profile, received(str(start)), "2099-01-01").due_on
    assert first is not None
    assert first <= (of(profile, received(str(start + timedelta(later))), "2099-01-01").due_on or first)
    assert first <= (of(longer, received(str(start)), "2099-01-01").due_on or first)
    assert first > start or unit == "hours"


@settings(max_examples=examples(40), deadline=None)
@given(STARTS, st.integers(1, 30), HOLDS, st.sampled_from(["calendar_days", "working_days", "months", "hours"]))
def test_holding_a_clock_never_makes_it_due_earlier_nor_moves_it_by_more_than_the_days_held(
    start: date, n: int, holds: list[tuple[int, int]], unit: str
) -> None:
    profile = with_clock(GB, "tried", n=n, unit=unit, suspended_by=("suspended",))
    base = {str(start): ["region=ENG", "referral.received"]}
    free = of(profile, told(base), "2099-01-01").due_on
    held = of(profile, told(_merged(base, _held(start, holds))), "2099-01-01").due_on
    assert free is not None
    assert held is not None
    lost = sum(length for _, length in holds)
    assert free <= held
    if unit in ("calendar_days", "hours"):
        assert (held - free).days <= lost


@settings(max_examples=examples(40), deadline=None)
@given(STARTS, st.integers(1, 60), st.integers(-5, 90))
def test_on_no_day_is_a_limit_both_in_time_and_over(start: date, n: int, ahead: int) -> None:
    limit = of(with_clock(GB, "tried", n=n, unit="calendar_days"), received(str(start)), "2099-01-01")
    least = of(with_clock(GB, "tried", n=n, unit="calendar_days", kind="minimum"), received(str(start)), "2099-01-01")
    on = start + timedelta(ahead)
    assert limit.over(on) is (ahead > n)
    assert least.fulfilled(on) is (ahead >= n)
    assert not least.over(on)
    assert not limit.fulfilled(on)
