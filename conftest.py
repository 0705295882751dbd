"""The world of the tests, stricter than the real one: no network, no order that nobody asked for, a real browser without chatter."""

import os
import random
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# Playwright runs an event loop in the thread of the test; Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

import pytest
from hypothesis import settings as hypothesis_settings
from tests.breadth import IN_BROWSER, ON_BOTH
from tests.forgetting import forget

LOOPBACK = ("127.", "::1", "localhost")
CHROMIUM = os.environ.get("OPENNRM_TEST_CHROMIUM", "/usr/bin/chromium")
QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# Chosen by --hypothesis-profile; `tests.breadth` asks which it is.
for profile in ("test", "assurance"):
    hypothesis_settings.register_profile(profile, deadline=None)
hypothesis_settings.load_profile("test")


class NetworkRefused(AssertionError):
    """A test, or the code it runs, tried to reach another machine."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what a test needs from the fixtures it asks for, so that nobody has to remember; leave out what is for the other database."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & {"page", "context", "browser", "new_context"}:
            item.add_marker(pytest.mark.browser)
        if fixtures & {"db", "transactional_db", "live_server"} or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)
        if item.nodeid.startswith(ON_BOTH) and item.get_closest_marker("database"):
            item.add_marker(pytest.mark.both)
        for mark, places in (("browser", IN_BROWSER), ("postgresql", ON_BOTH)):
            if item.get_closest_marker(mark) and not item.nodeid.startswith(places):
                raise pytest.UsageError(f"{item.nodeid}: make test looks for no such test here, but in {', '.join(places)} (tests.breadth)")
    other = "sqlite" if os.environ.get("OPENNRM_TEST_DATABASE_URL") else "postgresql"
    elsewhere = [item for item in items if item.get_closest_marker(other)]
    items[:] = [item for item in items if item not in elsewhere]
    config.hook.pytest_deselected(items=elsewhere)


def pytest_unconfigure() -> None:
    """Remove the directories that the settings of the tests have made."""
    home = Path(os.environ.get("OPENNRM_HOME", "")).parent
    if home.name.startswith("opennrm-test-"):
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine. No call home: docs/threat-model.md."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _only_on_this_machine(getattr(socket.socket, name)))
        yield


def _only_on_this_machine(connect: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOOPBACK):
            raise NetworkRefused(f"connection to {address[0]}")
        return connect(self, address)

    return guarded


@pytest.fixture(scope="session", autouse=True)
def _unordered_is_shuffled() -> Iterator[None]:
    """Give the rows of a query without an order in any order, as a database may; what relies on one fails here and not in life."""
    from django.db.models import QuerySet  # noqa: PLC0415  settings must be ready first

    from opennrm.journal.prepared import Prepared  # noqa: PLC0415

    fetch_all, read = QuerySet._fetch_all, Prepared._read

    def shuffling(self: Any) -> None:
        fresh = self._result_cache is None
        fetch_all(self)
        if fresh and not self.ordered and not self.query.is_sliced:
            random.shuffle(self._result_cache)

    def read_shuffled(compiled: Any, rows: Any) -> Any:
        found, query = read(compiled, rows), compiled.compiler.query
        if not query.order_by and not query.is_sliced:
            random.shuffle(found)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "_fetch_all", shuffling)
        patch.setattr(Prepared, "_read", staticmethod(read_shuffled))
        yield


@pytest.fixture(scope="session", autouse=True)
def _journal_can_be_emptied_between_tests() -> Iterator[None]:
    """Lift the triggers that refuse UPDATE, DELETE and TRUNCATE while a transactional test is cleaned up after."""
    from django.db import connections  # noqa: PLC0415
    from django.test import TransactionTestCase  # noqa: PLC0415

    teardown = TransactionTestCase._fixture_teardown

    def lifted(self: TransactionTestCase) -> None:
        from opennrm.journal import triggers  # noqa: PLC0415

        with triggers.lifted(connections["default"]):
            teardown(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database of the tests with its second lock, as `opennrm init` makes it; its role would outlive the database."""
    from django.db import connection  # noqa: PLC0415

    from opennrm.access import row_policies  # noqa: PLC0415

    with django_db_blocker.unblock():
        assert row_policies.install() == ()
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            for statement in ("drop owned by {}", "drop role {}"):
                cursor.execute(statement.format(connection.ops.quote_name(row_policies.role())))


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """A process forgets what the test before has left in it."""
    forget()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, which asks nobody for anything."""
    flags = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", *QUIET]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": flags}
