"""What a profile says of who is bound since when agrees with the table of treaty status."""

from datetime import date, timedelta

import pytest

from opennrm.countries.dated import Given
from opennrm.countries.load import countries, load_profile
from opennrm.standards.load import law
from opennrm.standards.treaty import TreatyStatus

TODAY = date(2026, 11, 28)
# The invented countries have no row: nobody else can say what they are bound by.
ROWS = [row for row in law().treaties.treaties if row.state in countries()]


def bound(row: TreatyStatus, on: date) -> bool | None:
    answer = load_profile(row.state).bound(row.instrument, on)
    return bool(answer.value) if isinstance(answer, Given) else None


def test_every_real_country_with_a_profile_is_in_the_table() -> None:
    assert {row.state for row in ROWS} == {code for code in countries() if not code.startswith("X")}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.state}-{row.instrument}")
def test_who_is_a_party_is_bound_today_and_nobody_else_is(row: TreatyStatus) -> None:
    said = bound(row, TODAY)
    if row.left is not None:
        assert said is not True  # bound once, the days are not known to us
    else:
        assert said is row.party


@pytest.mark.parametrize("row", [row for row in ROWS if row.party], ids=lambda row: f"{row.state}-{row.instrument}")
def test_a_country_is_bound_from_the_day_in_force_and_not_before(row: TreatyStatus) -> None:
    first = row.in_force
    assert first is not None
    assert first.on is not None
    assert first.certain  # a day that is only recalled binds no country: its profile says not_known_to_us
    assert (bound(row, first.on - timedelta(1)), bound(row, first.on)) == (False, True)


@pytest.mark.parametrize(
    "row", [row for row in ROWS if not row.party and row.left is None], ids=lambda row: f"{row.state}-{row.instrument}"
)
def test_who_never_was_a_party_was_never_bound(row: TreatyStatus) -> None:
    assert not any(bound(row, date(year, 7, 1)) for year in range(2000, 2027))
