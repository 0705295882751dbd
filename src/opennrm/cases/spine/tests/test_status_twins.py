"""The status of a right as the database tells it is the status that Python tells, for every row that can be stored and every day."""

import json
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
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
    pairs = zip(ledger, told, [(one.code.value, one.late) for one in stands], strict=True)
    assert [(row, of_database, ours) for row, of_database, ours in pairs if of_database != ours] == [], on


# A few days close together, so that the pairs that a rule compares are often the same, or one apart.
CLOSE = range(5)
AROUND = range(-1, 7)
WHAT = ("given", "given", "met", "declined", "asked", "unavailable", "withheld", "breach", "period", "period", "refused", "decided")


class Drawn:
    """Rows of the ledger that could be stored, whatever made them; what is rare in life is not rare here."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def rows(self, n: int) -> list[LedgerRow]:
        return [self.row() for _ in range(n)]

    def row(self) -> LedgerRow:
        return LedgerRow(
            entitlement="any",
            opening=1,
            kind=self.random.choice(list(Kind)),
            clauses=("COE-12",),
            section="support",
            responsible="support_provider",
            opened_on=self.day(),
            opened_by="fact",
            counts_from=self.seldom_none(self.day),
            due_on=self.seldom_none(self.day),
            due_at=self.mostly_none(self.instant),
            due_kind=self.random.choice(("target", "maximum", "minimum")),
            clock_silent=self.mostly_none(lambda: self.random.choice(("not_known_to_us", "not_provided", "not_started"))),
            awaits_decision=self.random.random() < 0.4,
            ends_on=self.seldom_none(self.day) if self.random.random() < 0.6 else None,
            void_on=self.mostly_none(self.day) if self.random.random() < 0.3 else None,
            replaced_on=self.mostly_none(self.day),
            acts=tuple([self.act() for _ in range(self.random.choice((0, 0, 1, 1, 2, 3, 4)))]),
            silence=self.random.choice(("not_provided", "not_known_to_us")) if self.random.random() < 0.05 else None,
            doubts=tuple([self.doubt() for _ in range(self.random.choice((0, 0, 0, 0, 0, 1, 2)))]),
        )

    def act(self) -> Act:
        return Act(
            what=self.random.choice(WHAT),
            on=self.day(),
            at=self.mostly_none(self.instant),
            until=self.mostly_none(self.day) if self.random.random() < 0.5 else self.day(),
            ground=self.random.choice((None, "own_choice", "public_order")),
            lawful=self.random.choice((None, True, False)),
            seq=self.random.randint(0, 12),
        )

    def doubt(self) -> Doubt:
        return Doubt("age", self.day(), self.seldom_none(self.day))

    def day(self) -> date:
        return FIRST + timedelta(self.random.choice(CLOSE))

    def instant(self) -> datetime:
        return datetime.combine(self.day(), time(self.random.randint(0, 23), 30), UTC)

    def mostly_none(self, draw: Any) -> Any:
        return draw() if self.random.random() < 0.3 else None

    def seldom_none(self, draw: Any) -> Any:
        return draw() if self.random.random() < 0.85 else None


@settings(max_examples=examples(100), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_the_twins_agree_on_any_row_that_can_be_stored_on_every_day_around_it(seed: int) -> None:
    ledger = Drawn(seed).rows(300)
    for later in AROUND:
        agree(ledger, FIRST + timedelta(later))


def test_the_rows_that_are_drawn_come_to_every_status_often() -> None:
    """What is hardly ever drawn would be held by no property."""
    found = Counter(status(row, FIRST + timedelta(later)).code for row in Drawn(1).rows(3000) for later in AROUND)
    assert set(found) == set(StatusCode)
    assert min(found.values()) >= 20, found


@pytest.mark.parametrize("profile", [XD, GB], ids=["XD", "GB"])
@settings(max_examples=examples(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_twins_agree_on_the_ledger_of_any_history(profile: Any, data: st.DataObject) -> None:
    facts: CaseFacts = data.draw(histories(profile, states=STATES if profile is XD else ()))
    ledger = list(rows(facts, profile))
    for later in data.draw(st.lists(st.integers(-1, DAYS + 40), min_size=3, max_size=3)):
        agree(ledger, FIRST + timedelta(later))
