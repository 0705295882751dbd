"""Two who publish at once wait for one another: what one edition hides rests on what the other shows."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import pytest
from django.db import connections
from tests.once import once

from opennrm.journal import places
from opennrm.standards.refusal import Refused
from opennrm.statistics.period import Period
from opennrm.statistics.publication import actions, door, reads
from opennrm.statistics.publication.tests.world import counted

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def publish(name: str, position: int) -> str:
    """What came of it: the edition, or the code of what barred it."""
    try:
        return str(actions.publish(door.operating("olga"), Period.parse(name), position=position).frozen.name)
    except Refused as refused:
        return refused.refusals[0].code
    finally:
        connections.close_all()


def at_once(*names: str) -> list[Any]:
    position = places.last()
    with ThreadPoolExecutor(len(names)) as hands:
        return sorted(hands.map(lambda name: publish(name, position), names))


def test_of_two_who_publish_the_same_one_does() -> None:
    once(counted)
    assert at_once("2026", "2026") == ["2026/1", "publication.same"]
    assert reads.prove(reads.edition("2026/1")).holds


def test_of_a_year_and_its_quarter_the_second_counts_the_first() -> None:
    once(counted)
    first_the_quarter, first_the_year = ["2026-Q4/1", "2026/1"], ["2026/1", "publication.untold"]
    assert at_once("2026", "2026-Q4") in (first_the_quarter, first_the_year)
    rows = sorted(reads.editions(), key=lambda row: row.recorded)
    assert all(first.recorded < second.recorded for first, second in pairwise(rows))
    for row in rows:
        proof = reads.prove(row)
        assert proof.holds
        assert proof.otherwise == (), "what it hides is what the editions before it make it hide"


def test_of_two_who_withdraw_one_edition_one_does() -> None:
    once(counted)
    publish("2026", places.last())

    def withdraw(reason: str) -> str:
        try:
            actions.withdraw(door.operating("olga"), Period.parse("2026"), edition=1, reason=reason)
            return "done"
        except Refused as refused:
            return refused.refusals[0].code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as hands:
        assert sorted(hands.map(withdraw, ["figures_wrong", "protection_wrong"])) == ["done", "publication.gone"]
