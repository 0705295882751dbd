"""A time is kept as it was written, and covers the days that it may mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opennrm.programme.spans import NoSpan, Span

WRITTEN = [
    ("2005-09-14", date(2005, 9, 14), date(2005, 9, 14)),
    ("2005-09", date(2005, 9, 1), date(2005, 9, 30)),
    ("2005", date(2005, 1, 1), date(2005, 12, 31)),
    ("2006-early", date(2006, 1, 1), date(2006, 4, 30)),
    ("2006-autumn", date(2006, 9, 1), date(2006, 11, 30)),
    ("2005-winter", date(2005, 12, 1), date(2006, 2, 28)),
    ("2004-02-end", date(2004, 2, 26), date(2004, 2, 29)),
    ("2005-09/2006-03", date(2005, 9, 1), date(2006, 3, 31)),
    ("2006-03/..", date(2006, 3, 1), None),
    ("", None, None),
]


@pytest.mark.parametrize(("said", "earliest", "latest"), WRITTEN)
def test_what_was_written_covers_its_days(said: str, earliest: date | None, latest: date | None) -> None:
    span = Span.parse(said)
    assert (span.said, span.earliest, span.latest) == (said, earliest, latest)


@pytest.mark.parametrize(
    "said", ["05-09", "2005-13", "2005-9", "2005-02-30", "2005-soon", "2006/2005", "2005-09-14-early", "/2005", "2005//"]
)
def test_what_is_no_time_is_refused_with_what_would_be_right(said: str) -> None:
    with pytest.raises(NoSpan, match="write 2005-09-14"):
        Span.parse(said)


def test_no_date_touches_no_period() -> None:
    assert not Span.parse("").touches(date.min, date.max)


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_a_day_lies_in_its_month_and_its_year(day: date) -> None:
    for said in (day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y-%m}/.."):
        assert Span.parse(said).touches(day, day)
