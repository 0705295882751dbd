"""Statuses, lanes and rows of the ledger."""

import re
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opennrm.ui.lane import Axis, axis, lane, lane_axis
from opennrm.ui.ledger import right
from opennrm.ui.status import MARKS, mark, status, tally

CODES = [
    "open",
    "soon",
    "kept",
    "met_in_time",
    "met_late",
    "overdue",
    "breached",
    "declined",
    "withheld",
    "unavailable",
    "interrupted",
    "ended_early",
    "ended",
    "not_met",
    "not_provided",
    "not_yet_open",
    "not_applicable",
    "superseded",
    "unknown",
]
TODAY = date(2026, 11, 17)


@pytest.mark.parametrize("code", CODES)
def test_a_status_is_icon_words_and_shape(code: str) -> None:
    shown = status(code)
    assert re.search(r'class="nrm-status nrm-status--[a-z]+"><svg class="nrm-i".*<use href="#i-[a-z]+"/></svg>[A-Z][a-z ]+</span>$', shown)


def test_no_status_is_missing_and_none_is_invented() -> None:
    assert set(MARKS) == set(CODES)


def test_no_two_statuses_say_the_same() -> None:
    words = [str(each.words) for each in MARKS.values()]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("code", "shape"),
    [
        ("interrupted", "overdue"),
        ("not_met", "overdue"),
        ("ended_early", "withheld"),
        ("not_provided", "gap"),
        ("superseded", "na"),
        ("ended", "na"),
    ],
)
def test_statuses_of_one_meaning_share_a_mark(code: str, shape: str) -> None:
    assert mark(code).shape == shape


def test_what_is_kept_so_far_is_not_yet_met() -> None:
    assert mark("kept").shape != mark("met_in_time").shape
    assert mark("kept").icon != mark("met_in_time").icon
    assert mark("kept").quiet


def test_an_early_end_by_own_choice_is_a_choice() -> None:
    assert mark("ended_early", own_choice=True).shape == "declined"
    assert mark("overdue", own_choice=True).shape == "overdue"


def test_a_status_is_known_by_its_enum_and_by_its_words() -> None:
    class Status(Enum):
        MET_LATE = "met late"

    assert mark(Status.MET_LATE) == mark("met_late") == mark("met late")


def test_an_unknown_status_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        status("fine")


def test_own_words_are_escaped() -> None:
    assert "<b>" not in status("open", "<b>")


def test_the_tally_leaves_out_what_is_not_there() -> None:
    shown = tally([("overdue", 2, "#a"), ("breached", 0, "#b"), ("met_in_time", 3, "#c")], "The 5 rights by status")
    assert re.findall(r'href="(#.)"', shown) == ["#a", "#c"]
    assert "2 overdue" in shown
    assert "3 met in time" in shown


DAYS = st.dates(date(2024, 1, 1), date(2028, 1, 1))


@given(st.lists(DAYS | st.none(), max_size=6), DAYS)
def test_an_axis_keeps_today_and_every_place_within_the_page(days: list[date | None], today: date) -> None:
    found = axis(days, today)
    assert found.start < today < found.end
    for day in filter(None, days):
        assert 0 <= float(found.at(day).rstrip("%")) <= 100


@given(DAYS, DAYS)
def test_later_days_stand_further_along(one: date, other: date) -> None:
    found = axis([one, other], TODAY)
    early, late = sorted((one, other))
    assert float(found.at(early).rstrip("%")) <= float(found.at(late).rstrip("%"))


def test_the_months_of_an_axis_stand_clear_of_today_and_of_one_another() -> None:
    found = axis([date(2025, 1, 10), date(2026, 12, 8)], TODAY)
    months = list(found.months())
    assert 2 <= len(months) <= 6
    assert all((later - sooner).days > 60 for sooner, later in pairwise(months))
    assert "today" in lane_axis(found)


AXIS = Axis(TODAY - timedelta(days=50), TODAY + timedelta(days=50), TODAY)
PAST, FUTURE = TODAY - timedelta(days=10), TODAY + timedelta(days=10)
OPENED = TODAY - timedelta(days=40)


def stretches(shown: str) -> list[tuple[str, str, str]]:
    return re.findall(r'<line class="(well|past)" x1="([\d.%]+)" x2="([\d.%]+)"', shown)


def test_a_lane_is_solid_until_its_day_and_dashed_past_it() -> None:
    assert stretches(lane(AXIS, "overdue", OPENED, PAST)) == [("well", "10.0%", "40.0%"), ("past", "40.0%", "50.0%")]


def test_a_lane_is_dashed_before_its_day() -> None:
    assert stretches(lane(AXIS, "open", OPENED, FUTURE)) == [("well", "10.0%", "50.0%"), ("past", "50.0%", "60.0%")]


def test_a_lane_ends_where_the_right_was_met() -> None:
    assert stretches(lane(AXIS, "met", OPENED, FUTURE, PAST)) == [("well", "10.0%", "40.0%")]
    assert 'class="fact" cx="40.0%"' in lane(AXIS, "met", OPENED, FUTURE, PAST)


def test_a_lane_met_late_is_dashed_from_the_day_that_was_missed() -> None:
    late = TODAY - timedelta(days=5)
    assert stretches(lane(AXIS, "late", OPENED, PAST, late)) == [("well", "10.0%", "40.0%"), ("past", "40.0%", "45.0%")]


def test_a_breach_lasts_until_today() -> None:
    assert stretches(lane(AXIS, "breached", OPENED, None, PAST)) == [("well", "10.0%", "40.0%"), ("past", "40.0%", "50.0%")]


def test_what_nobody_knows_is_never_solid() -> None:
    assert stretches(lane(AXIS, "unknown", OPENED)) == [("past", "10.0%", "50.0%")]


def test_a_right_that_may_open_later_has_a_ring_on_that_day_and_no_line() -> None:
    shown = lane(AXIS, "later", None, None, None, FUTURE)
    assert stretches(shown) == []
    assert 'class="from" cx="60.0%"' in shown


def test_a_lane_is_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in lane(AXIS, "open", OPENED)


ROW = {"id": "r-1", "title": "A doctor at once", "code": "met_in_time", "clause": "COE Art 12(1)(b)", "says": "Seen 16 October"}


def test_a_row_holds_what_when_status_and_what_follows_in_this_order() -> None:
    shown = right({**ROW, "law": "Access to emergency treatment", "next": "Nothing"}, AXIS)
    parts = ["A doctor at once", "COE Art 12(1)(b)", "Access to emergency treatment", "Seen 16 October", "Met in time", "Nothing"]
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)


def test_a_row_without_a_paraphrase_shows_its_clause_plainly() -> None:
    assert "<details" not in right(ROW)
    assert "COE Art 12(1)(b)" in right(ROW)


def test_what_is_met_is_quiet_and_what_is_overdue_is_not() -> None:
    assert "nrm-right--quiet" in right(ROW)
    assert "nrm-right--quiet" not in right({**ROW, "code": "overdue"})


def test_nothing_in_a_row_is_read_as_markup() -> None:
    hostile = "<script>"
    shown = right(dict.fromkeys(("id", "title", "clause", "law", "says", "next", "words"), hostile) | {"code": "open"})
    assert hostile not in shown
