"""The world of these tests is made once for each file of them; what a test does to it is undone after the test."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.access.world import World


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> "Iterator[World]":
    from tests.access.world import World, rolled_back  # noqa: PLC0415  the policy is tried without Django too

    from opennrm.cases.spine import editions  # noqa: PLC0415
    from opennrm.vault import index_keys  # noqa: PLC0415

    with django_db_blocker.unblock(), rolled_back():
        editions.forget()
        index_keys.forget()  # this world is built before its first test forgets what the last test of another file left
        yield World()


@pytest.fixture
def world(built: "World", db: None) -> "World":
    return built


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file whose world, or walk through it, takes longer to make than its tests to run stays with one worker, which makes it once."""
    for item in items:
        module = item.path.stem
        if module.startswith("test_hostile"):
            item.add_marker(pytest.mark.xdist_group(module))
