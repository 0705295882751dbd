"""The door of the demonstration: its ways begin as somebody who is there, and it opens whoever is missing."""

from typing import Any

import pytest
from django.test import Client
from tests import people

from opennrm.journal.models import Installation
from opennrm.portal.demo import mechanism
from opennrm.vault import provider

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

WAYS = {f"way-{way['id']}" for way in mechanism.read("XD")["ways"]}


def shown(page: str) -> set[str]:
    """The ways that a page shows."""
    return {way for way in WAYS if f'id="{way}"' in page}


def door_of_the_demonstration() -> str:
    answer = Client().get("/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_where_nobody_of_the_demonstration_is_no_way_is_shown() -> None:
    people.an_installation()
    page = door_of_the_demonstration()
    assert shown(page) == set()
    assert "Ways through" not in page


def test_whoever_was_signed_out_in_a_demonstration_is_shown_back_to_its_doors() -> None:
    people.an_installation()
    assert "Walk in by a door" in str(Client().get("/sign-in/").content.decode())


def test_a_way_stands_when_everybody_on_it_is_there() -> None:
    given = mechanism.read("XD")
    made(given)
    assert shown(door_of_the_demonstration()) == WAYS


def test_a_way_is_left_out_when_one_person_on_it_is_not_there() -> None:
    given = mechanism.read("XD")
    missing = given["ways"][0]["stops"][0]["by"]
    given["people"] = [row for row in given["people"] if row["name"] != missing]
    made(given)
    page = door_of_the_demonstration()
    without = {f"way-{way['id']}" for way in given["ways"] if missing not in [stop["by"] for stop in way["stops"]]}
    assert shown(page) == without < WAYS


def made(given: dict[str, Any]) -> None:
    """The mechanism as it is given, and nobody's case."""
    provider.ensure()
    Installation.objects.create(country="XD", kind="demo", created_at=people.STARTS)
    mechanism.build(given, people.STARTS)
