"""Days in words."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from opennrm.ui.dates import FuzzyDate, day, distance, moment

TODAY = date(2026, 11, 17)


def words(shown: str) -> str:
    return re.sub(r"<[^>]*>", "", shown)


def test_a_day_is_weekday_day_and_month() -> None:
    assert day(date(2026, 11, 12), TODAY) == '<time datetime="2026-11-12">Thu 12 November</time>'


def test_another_year_is_said() -> None:
    assert words(day(date(2025, 11, 12), TODAY)) == "Wed 12 November 2025"


def test_without_a_today_the_year_is_always_said() -> None:
    assert words(day(date(2026, 11, 12))) == "Thu 12 November 2026"


def test_tables_have_short_months() -> None:
    assert words(day(date(2026, 11, 12), TODAY, short=True)) == "Thu 12 Nov"


def test_an_instant_is_said_with_its_hour() -> None:
    assert words(moment(datetime(2026, 11, 12, 14, 5, tzinfo=UTC), TODAY)) == "Thu 12 November, 14:05"


def test_nothing_is_said_of_no_day() -> None:
    assert (day(None), moment(None), distance(None, TODAY)) == ("", "", "")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (3, "in 3 days"),
        (-5, "5 days ago"),
        (21, "in 21 days"),
        (91, "in 91 days"),
        (122, "in 4 months"),
        (-400, "13 months ago"),
    ],
)
def test_distance_counts_days_and_from_three_months_on_months(days: int, said: str) -> None:
    assert distance(TODAY + timedelta(days=days), TODAY) == said


def test_the_words_follow_the_language_of_the_page() -> None:
    with translation.override("de"):
        german = words(day(date(2026, 11, 13), TODAY))
    assert german != words(day(date(2026, 11, 13), TODAY))


@pytest.mark.parametrize(
    ("fuzzy", "precision", "iso", "said"),
    [
        (FuzzyDate(2024, 8, 3), "day", "2024-08-03", "3 August 2024"),
        (FuzzyDate(2024, 8), "month", "2024-08", "August 2024"),
        (FuzzyDate(2024), "year", "2024", "2024"),
        (FuzzyDate(), "unknown", "", "not known"),
    ],
)
def test_a_fuzzy_date_stays_fuzzy(fuzzy: FuzzyDate, precision: str, iso: str, said: str) -> None:
    assert (fuzzy.precision, fuzzy.iso, str(fuzzy)) == (precision, iso, said)
    assert words(day(fuzzy, TODAY)) == said


def test_a_fuzzy_date_names_its_first_and_last_day() -> None:
    assert (FuzzyDate(2024, 2).earliest, FuzzyDate(2024, 2).latest) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (FuzzyDate(2024).earliest, FuzzyDate(2024).latest) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (FuzzyDate().earliest, FuzzyDate().latest) == (None, None)


@pytest.mark.parametrize("parts", [(2024, 2, 30), (2024, None, 3), (None, 3), (2024, 13)])
def test_a_day_that_does_not_exist_is_refused(parts: tuple[int | None, ...]) -> None:
    with pytest.raises(ValueError):
        FuzzyDate(*parts)


@given(st.dates(date(1900, 1, 1)), st.integers(1, 3))
def test_a_fuzzy_date_comes_back_from_its_text(known: date, parts: int) -> None:
    fuzzy = FuzzyDate(*(known.year, known.month, known.day)[:parts])
    assert FuzzyDate.parse(fuzzy.iso) == fuzzy
    assert fuzzy.earliest is not None
    assert fuzzy.latest is not None
    assert fuzzy.earliest <= known <= fuzzy.latest
