"""Several who write, in bulk and alone, while somebody reads tables: what was told of a position is told of it for ever."""

from concurrent.futures import ThreadPoolExecutor
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


def in_bulk(world: World) -> None:
    """A bulk run: some referrals to a transaction, whose positions are drawn long before they are committed."""
    try:
        for _ in range(ROUNDS):
            with door.batch():
                for _ in range(TOGETHER):
                    a_referral(world.responder, world.authority)
    finally:
        connections.close_all()


def alone(world: World) -> None:
    """Somebody at a screen of another server."""
    try:
        for _ in range(ROUNDS * 2):
            a_referral(world.responder, world.authority, contact=a_contact(world.responder))
    finally:
        connections.close_all()


def test_no_table_mixes_two_positions() -> None:
    world = once(World)
    told: dict[int, Any] = {}
    with ThreadPoolExecutor(3) as hands:
        writing = [hands.submit(in_bulk, world), hands.submit(in_bulk, world), hands.submit(alone, world)]
        while not all(one.done() for one in writing):
            position = places.last()
            told[position] = tables(position)
        for one in writing:
            one.result()
    assert len(told) > 1, "tables were read while others wrote"
    assert {position: tables(position) for position in told} == told
    last = next(one for one in tables(places.last()) if one.measure == "referrals")
    assert last.cells[("total",)].count == 2 * ROUNDS * TOGETHER + 2 * ROUNDS
