"""The status of a right as the database tells it is the status that Python tells, for every row that can be stored and every day."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from tests.breadth import examples

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.ledger import rows
from opennrm.cases.spine.row import Act, Doubt, LedgerRow
from opennrm.cases.spine.status import StatusCode, status
from opennrm.cases.spine.status_sql import columns, late_case, status_case
from opennrm.cases.spine.tests.histories import DAYS, FIRST, histories
from opennrm.countries.load import load_profile
from opennrm.standards.entitlement import Kind

pytestmark = pytest.mark.django_db
XD, GB = load_profile("XD"), load_profile("GB")
STATES = ("presumed", "identified", "referred", "withdrawn", "presumed", "presumed")
STORED = {
    "postgresql": "jsonb_array_elements(%(bodies)s::jsonb) with ordinality stored(body, n)",
    "sqlite": "(select value as body, key as n from json_each(%(bodies)s)) stored",
}


# Late is what was given after its day: no other status says it.
GIVEN = (StatusCode.MET_IN_TIME, StatusCode.MET_LATE, StatusCode.KEPT)


def by_the_database(ledger: list[LedgerRow], on: date) -> list[tuple[str, bool]]:
    bodies = json.dumps([row.to_json() for row in ledger])
    with connection.cursor() as cursor:
        table = f"(select n, {columns()} from {STORED[connection.vendor]}) owed"
        asked = f"select {status_case()}, {late_case()} from {table} order by owed.n"
        cursor.execute(asked, {"bodies": bodies, "day": on.isoformat()})
        return [(code, bool(late) and code in GIVEN) for code, late in cursor.fetchall()]


def agree(ledger: list[LedgerRow], on: date) -> None:
    told = by_the_database(ledger, on)
    stands = [status(row, on) for row in ledger]
    assert told == [(one.code.value, one.late) for one in stands], (on, ledger)


# A few days close together, so that the pairs that a rule compares are often the same, or one apart.
days = st.integers(0, 6).map(lambda ahead: FIRST + timedelta(ahead))
some_day = st.none() | days
instants = st.tuples(days, st.integers(0, 23)).map(lambda at: datetime(at[0].year, at[0].month, at[0].day, at[1], 30, tzinfo=UTC))
verdicts = st.sampled_from((None, True, False))
WHAT = ("given", "met", "declined", "asked", "unavailable", "withheld", "breach", "period", "refused", "decided")
acts = st.builds(
    Act,
    what=st.sampled_from(WHAT),
    on=days,
    at=st.none() | instants,
    until=some_day,
    ground=st.sampled_from((None, "own_choice", "public_order")),
    lawful=verdicts,
    seq=st.integers(0, 12),
)
stored_rows: st.SearchStrategy[LedgerRow] = st.builds(
    LedgerRow,
    entitlement=st.just("any"),
    opening=st.just(1),
    kind=st.sampled_from(Kind),
    clauses=st.just(("COE-12",)),
    section=st.just("support"),
    responsible=st.just("support_provider"),
    opened_on=days,
    opened_by=st.just("fact"),
    counts_from=some_day,
    due_on=some_day,
    due_at=st.none() | instants,
    due_kind=st.sampled_from((None, "target", "maximum", "minimum")),
    clock_silent=st.sampled_from((None, None, "not_known_to_us", "not_provided", "not_started")),
    awaits_decision=st.booleans(),
    ends_on=some_day,
    void_on=st.none() | st.none() | days,
    replaced_on=some_day,
    acts=st.lists(acts, max_size=5).map(tuple),
    silence=st.sampled_from((None, None, None, None, "not_provided", "not_known_to_us")),
    doubts=st.just(()) | st.lists(st.builds(Doubt, what=st.just("age"), since=days, until=some_day), max_size=2).map(tuple),
)


@settings(max_examples=examples(400), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(stored_rows, min_size=1, max_size=25), st.integers(-1, 8))
def test_the_twins_agree_on_any_row_that_can_be_stored(ledger: list[LedgerRow], later: int) -> None:
    agree(ledger, FIRST + timedelta(later))


@pytest.mark.parametrize("profile", [XD, GB], ids=["XD", "GB"])
@settings(max_examples=examples(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_twins_agree_on_the_ledger_of_any_history(profile: Any, data: st.DataObject) -> None:
    facts: CaseFacts = data.draw(histories(profile, states=STATES if profile is XD else ()))
    ledger = list(rows(facts, profile))
    for later in data.draw(st.lists(st.integers(-1, DAYS + 40), min_size=3, max_size=3)):
        agree(ledger, FIRST + timedelta(later))


@pytest.mark.parametrize("code", list(StatusCode))
def test_the_rows_that_are_drawn_come_to_every_status_and_the_twins_agree_on_each(code: StatusCode) -> None:
    """What nothing drawn comes to would be held by no property."""
    found = settings(max_examples=20_000, phases=[Phase.generate])
    wanted = find(st.tuples(stored_rows, days), lambda drawn: status(*drawn).code is code, settings=found)
    agree([wanted[0]], wanted[1])
