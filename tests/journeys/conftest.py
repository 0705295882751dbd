"""The Demo Republic for each journey, made by the real actions, its clock standing; and browsers to walk through it."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser
from tests.breadth import all_the_way
from tests.journeys.walker import NARROW, SCREENSHOTS, WIDE, Looked, Walker

if TYPE_CHECKING:
    from tests.journeys.country import Country

    from opennrm.portal.demo.mechanism import Mechanism

TODAY = date(2026, 11, 17)
STANDS = datetime(2026, 11, 17, 8, 0, tzinfo=ZoneInfo("Europe/Bucharest"))
BEGINS = datetime(2026, 7, 20, 8, 0, tzinfo=ZoneInfo("Europe/Bucharest"))
Walks = Callable[..., Walker]


@pytest.fixture(scope="session", autouse=True)
def _no_pictures_of_yesterday() -> None:
    shutil.rmtree(SCREENSHOTS, ignore_errors=True)


@pytest.fixture(scope="session")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Looked:
    """The pages that were looked at: each once in a run and under each title, in all the way by each person."""
    own = tmp_path_factory.getbasetemp()
    return Looked((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "looked")


def the_republic() -> "Mechanism":
    """An installation with the agencies and people of the demonstration, and nobody's case yet."""
    from opennrm.cases.spine import editions  # noqa: PLC0415  settings must be ready first
    from opennrm.journal import clock  # noqa: PLC0415
    from opennrm.journal.models import Installation  # noqa: PLC0415
    from opennrm.portal.demo import mechanism  # noqa: PLC0415
    from opennrm.vault import provider  # noqa: PLC0415

    editions.forget()
    provider.ensure()
    Installation.objects.create(country="XD", kind="demo", created_at=BEGINS)
    with clock.held(BEGINS):
        made = mechanism.build(mechanism.read("XD"), BEGINS)
    clock.move_to(STANDS)
    return made


@pytest.fixture
def republic(transactional_db: None) -> "Mechanism":
    from tests.once import once  # noqa: PLC0415  settings must be ready first

    return once(the_republic)


def the_programme() -> "Mechanism":
    """The same with the work of an organisation."""
    from opennrm.portal.demo import programme  # noqa: PLC0415  settings must be ready first

    made = the_republic()
    programme.build(programme.read("XD"), made, BEGINS, STANDS)
    return made


@pytest.fixture
def work(transactional_db: None) -> "Mechanism":
    from tests.once import once  # noqa: PLC0415  settings must be ready first

    return once(the_programme)


@pytest.fixture
def country(republic: "Mechanism") -> "Country":
    """The same, with cases at hand."""
    from tests.journeys.country import Country  # noqa: PLC0415

    return Country(republic)


@pytest.fixture
def walks(browser: Browser, live_server: Any, request: pytest.FixtureRequest, looked: Looked) -> Iterator[Walks]:
    """A new browser for each person, who looks closely at the narrow width, or at both; at the end what was found on any page."""
    walkers: list[Walker] = []
    journey = request.node.originalname.removeprefix("test_").replace("_", "-")

    def walk(who: str = "", *, width: int = WIDE, scripts: bool = True, both: bool = all_the_way()) -> Walker:
        widths = (WIDE, NARROW) if both else (NARROW,)
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        walker = Walker(context.new_page(), live_server.url, journey, looked=looked, widths=widths, scripts=scripts)
        walkers.append(walker)
        if who:
            walker.enter(who)
        return walker

    yield walk
    for walker in walkers:
        walker.page.context.close()
    assert [fault for walker in walkers for fault in walker.faults] == []


__all__ = ["NARROW", "TODAY", "WIDE", "Walks"]
