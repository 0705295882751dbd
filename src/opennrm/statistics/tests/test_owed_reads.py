"""What fell due, as one scan of the database tells it, against each ledger read and each status told one by one."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from tests import people
from tests.once import once

from opennrm.cases.identification import actions as identification
from opennrm.cases.identification.tests.world import World
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.status import status
from opennrm.journal import clock
from opennrm.journal.models import JournalEvent
from opennrm.statistics.owed_reads import fell_due
from opennrm.statistics.period import Period

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
GIVEN = ("met_in_time", "met_late", "kept")


def made() -> list[Any]:
    """Three cases, one decided late: some rights are met, some overdue, some stay open."""
    world = World()
    cases = [world.case(), world.case(then="child"), world.young()]
    identification.decide_yes(world.decider, cases[0])
    people.time_passes(clock.now() + timedelta(days=20))
    identification.decide_yes(world.decider, cases[1])
    return cases


@pytest.fixture
def cases() -> list[Any]:
    return once(made)


def falls_on(row: LedgerRow) -> date | None:
    return row.due_on if row.clock is not None else row.opened_on


def by_hand(cases: list[Any], period: Period, position: int, on: date) -> Iterator[tuple[str, str, str, bool]]:
    for case in cases:
        for row in spine.rights_of(case, until=position):
            falls = falls_on(row)
            if falls is not None and period.start <= falls < period.end:
                stands = status(row, on)
                yield row.entitlement, f"{falls:%Y-%m}", stands.code.value, stands.late and stands.code.value in GIVEN


def counted(period: Period, position: int, on: date) -> Counter[tuple[str, str, str, bool]]:
    found: Counter[tuple[str, str, str, bool]] = Counter()
    for one in fell_due(period, position, on):
        found[one.entitlement, one.month, one.status.value, one.late and one.status.value in GIVEN] += one.n
    return found


def test_at_each_position_and_day_the_scan_counts_what_the_ledgers_say(cases: list[Any]) -> None:
    positions = list(JournalEvent.objects.order_by("position").values_list("position", flat=True))
    last, today = positions[-1], clock.now().date()
    for position in (0, *positions[::8], last):
        for on in (today - timedelta(days=25), today - timedelta(days=12), today, today + timedelta(days=90)):
            for period in (Period.parse(str(today.year)), Period.parse("2026-Q4")):
                assert counted(period, position, on) == Counter(by_hand(cases, period, position, on))


def test_a_right_that_fell_due_before_the_period_or_after_it_is_not_in_it(cases: list[Any]) -> None:
    last = JournalEvent.objects.order_by("-position").values_list("position", flat=True)[0]
    assert counted(Period.parse("2025"), last, clock.now().date()) == Counter()
    found = counted(Period.parse("2026"), last, clock.now().date())
    assert {status for _right, _month, status, _late in found} >= {"met_in_time", "overdue"}
