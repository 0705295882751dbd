"""When a person comes of age: the last day that may be the 18th birthday, and a month before the first, whatever is known of the date."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opennrm.cases.spine.majority import Foreseen, ends, foreseen
from opennrm.ui.dates import FuzzyDate

TODAY = date(2026, 11, 2)
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
KNOWN_BY = st.sampled_from(["document", "person", "not_known"])


def of(birth: str, known_by: str = "document", today: date = TODAY) -> Foreseen | None:
    born = FuzzyDate.parse(birth)
    return foreseen(born.earliest, born.latest, known_by, today)


def months_on(month: str, n: int) -> str:
    year, of_year = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + n, 12)
    return f"{year:04}-{of_year + 1:02}"


# Each row differs from the first in one thing.
@pytest.mark.parametrize(
    ("birth", "known_by", "today", "expected"),
    [
        pytest.param("2009-03-04", "document", TODAY, ("2027-03-04", "2027-02"), id="a day from a document"),
        pytest.param("2009-03-04", "person", TODAY, ("2027-03-04", "2027-02"), id="as the person says"),
        pytest.param("2009-03-04", "not_known", TODAY, ("2027-03-04", "2027-02"), id="nobody said how it is known"),
        pytest.param("2009-03-04", "estimate", TODAY, None, id="an estimate"),
        pytest.param("", "document", TODAY, None, id="not known"),
        pytest.param("2009-03", "document", TODAY, ("2027-03-31", "2027-02"), id="a month"),
        pytest.param("2009", "document", TODAY, ("2027-12-31", "2026-12"), id="a year"),
        pytest.param("2009-01-04", "document", TODAY, ("2027-01-04", "2026-12"), id="a birthday in January is asked in December"),
        pytest.param("2008-11-20", "document", TODAY, ("2026-11-20", "2026-11"), id="the month before is over: this one"),
        pytest.param("2008-11-03", "document", TODAY, ("2026-11-03", "2026-11"), id="of age tomorrow"),
        pytest.param("2008-11-02", "document", TODAY, None, id="of age today"),
        pytest.param("2008", "document", TODAY, ("2026-12-31", "2026-11"), id="perhaps of age, and not surely"),
        pytest.param("2007", "document", TODAY, None, id="surely of age"),
        pytest.param("2008-02-29", "document", date(2025, 1, 1), ("2026-03-01", "2026-02"), id="29 February, a common year"),
        pytest.param("2008-02", "document", date(2025, 1, 1), ("2026-03-01", "2026-01"), id="a February with a 29th"),
        pytest.param("2010-02-28", "document", TODAY, ("2028-02-28", "2028-01"), id="28 February, a leap year"),
        pytest.param("2026-11-03", "document", TODAY, None, id="not born yet"),
        pytest.param("9999", "document", TODAY, None, id="a year that no calendar reaches"),
    ],
)
def test_what_a_date_of_birth_tells(birth: str, known_by: str, today: date, expected: tuple[str, str] | None) -> None:
    found = of(birth, known_by, today)
    assert (found and (found.day.isoformat(), found.act_in)) == expected


@given(DAYS, KNOWN_BY)
def test_the_day_is_the_same_day_of_the_year_or_the_one_after_the_29th_of_february(born: date, known_by: str) -> None:
    found = of(born.isoformat(), known_by, born)
    assert found is not None
    leaps = (born.month, born.day) == (2, 29) and monthrange(born.year + 18, 2)[1] == 28
    assert found.day == (date(born.year + 18, 3, 1) if leaps else date(born.year + 18, born.month, born.day))


@given(DAYS, st.integers(0, 17 * 365))
def test_the_month_is_the_one_before_the_birthday_and_never_one_that_is_over(born: date, after: int) -> None:
    today = born + timedelta(after)
    found = of(born.isoformat(), today=today)
    assert found is not None
    birthday = f"{date(born.year + 18, 3, 1) if (born.month, born.day) == (2, 29) else born.replace(year=born.year + 18):%Y-%m}"
    before = months_on(birthday, -1)
    if (born.month, born.day) != (2, 29):
        assert found.act_in == max(before, f"{today:%Y-%m}")
    assert f"{today:%Y-%m}" <= found.act_in <= f"{found.day:%Y-%m}"


@given(DAYS, DAYS, st.integers(0, 20 * 365))
def test_who_is_born_later_comes_of_age_no_earlier_and_is_asked_no_earlier(one: date, other: date, after: int) -> None:
    first, second = sorted((one, other))
    today = second + timedelta(after)
    earlier, later = of(first.isoformat(), today=today), of(second.isoformat(), today=today)
    assert later is not None or earlier is None
    if earlier and later:
        assert (earlier.day, earlier.act_in) <= (later.day, later.act_in)
        assert earlier.act_in <= later.act_in


@given(DAYS, st.integers(0, 20 * 365))
def test_less_that_is_known_of_the_date_never_comes_of_age_sooner_and_is_never_asked_later(born: date, after: int) -> None:
    today = born.replace(month=12, day=31) + timedelta(after)
    day, month, year = (of(text, today=today) for text in (born.isoformat(), f"{born:%Y-%m}", f"{born:%Y}"))
    for finer, coarser in ((day, month), (month, year)):
        assert coarser is not None or finer is None
        if finer and coarser:
            assert finer.day <= coarser.day
            assert coarser.act_in <= finer.act_in


@given(DAYS, KNOWN_BY, st.integers(0, 30 * 365))
def test_a_day_lies_ahead_or_there_is_none(born: date, known_by: str, after: int) -> None:
    today = born + timedelta(after)
    found = of(born.isoformat(), known_by, today)
    assert found is None or (found.day > today and found.act_in >= f"{today:%Y-%m}")
    assert of(born.isoformat(), "estimate", today) is None


@given(DAYS)
def test_the_month_ends_on_its_last_day(day: date) -> None:
    assert ends(day).month == day.month
    assert (ends(day) + timedelta(1)).day == 1
