"""The world of these tests stands for each file of them; what a test does to it is undone after the test."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from tests.forgetting import forget

if TYPE_CHECKING:
    from tests.access.world import World


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> "Iterator[World]":
    from tests.access.world import World, rolled_back  # noqa: PLC0415  the policy is tried without Django too
    from tests.once import once  # noqa: PLC0415

    with django_db_blocker.unblock(), rolled_back():
        forget()  # this world is put up before its first test forgets what the last test of another file left
        yield once(World)


@pytest.fixture
def world(built: "World", db: None) -> "World":
    return built
