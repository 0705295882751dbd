"""The world of these tests is made once for each file of them; what a test does to it is undone after the test."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.access.world import World, rolled_back

from opennrm.cases.spine import editions


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), rolled_back():
        editions.forget()
        yield World()


@pytest.fixture
def world(built: World, db: None) -> World:
    return built
