"""Several who write, in bulk and alone, while somebody reads tables: what was told of a position is told of it for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Condition
from typing import Any

import pytest
from django.db import connections
from tests.once import once
from tests.people import a_contact, a_referral

from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door, editions
from opennrm.journal import places
from opennrm.statistics import reads
from opennrm.statistics.definition import definitions
from opennrm.statistics.period import Period

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
YEAR = Period.parse("2026")
TOGETHER, ROUNDS = 6, 6


def tables(position: int) -> Any:
    return reads.tables(definitions(), editions.today(), YEAR, position)


class Looks:
    """How often tables were read. On SQLite whoever reads waits for whoever writes: a writer goes on when it was read again."""

    def __init__(self) -> None:
        self.number, self.more = 0, Condition()

    def one_more(self) -> None:
        with self.more:
            self.number += 1
            self.more.notify_all()

    def wait(self) -> None:
        with self.more:
            before = self.number
            self.more.wait_for(lambda: self.number > before, timeout=10)


def in_bulk(world: World, looks: Looks) -> None:
    """A bulk run: some referrals to a transaction, whose positions are drawn long before they are committed."""
    try:
        for _ in range(ROUNDS):
            with door.batch():
                for _ in range(TOGETHER):
                    a_referral(world.responder, world.authority)
            looks.wait()
    finally:
        connections.close_all()


def alone(world: World, looks: Looks) -> None:
    """Somebody at a screen of another server."""
    try:
        for _ in range(ROUNDS * 2):
            a_referral(world.responder, world.authority, contact=a_contact(world.responder))
            looks.wait()
    finally:
        connections.close_all()


def test_no_table_mixes_two_positions() -> None:
    world, looks = once(World), Looks()
    told: dict[int, Any] = {}
    with ThreadPoolExecutor(3) as hands:
        writing = [hands.submit(one, world, looks) for one in (in_bulk, in_bulk, alone)]
        while not all(one.done() for one in writing):
            position = places.last()
            told[position] = tables(position)
            looks.one_more()
        for one in writing:
            one.result()
    assert len(told) > 1, "tables were read while others wrote"
    assert {position: tables(position) for position in told} == told
    last = next(one for one in tables(places.last()) if one.measure == "referrals")
    assert last.cells[("total",)].count == 2 * ROUNDS * TOGETHER + 2 * ROUNDS
