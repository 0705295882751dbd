"""Who reviews the looks reads all of them, a page at a time, and reaches no case from there."""

import re

import pytest
from tests import people

from opennrm.cases.referral.tests import ways
from opennrm.cases.referral.tests.world import World
from opennrm.portal import access_page

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ROW = re.compile(r'scope="row"')


@pytest.fixture
def world() -> World:
    return World()


def test_the_log_is_read_to_its_beginning_a_page_at_a_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access_page, "PAGE", 2)
    case = people.a_referral(world.responder, world.authority)
    reader = ways.signed_in(world.decider)
    for _ in range(5):
        ways.page_of(reader, f"/cases/{case}/")
    coordinator, rows, url = ways.signed_in(people.the_coordinator()), 0, "/looks/"
    for _ in range(9):
        page = ways.page_of(coordinator, url)
        rows += len(ROW.findall(page))
        assert "/cases/" not in page
        if not (found := re.search(r'href="([?]before=[^"]+)"', page)):
            break
        url = "/looks/" + found.group(1)
    assert rows == 5
    assert "The latest" in page


@pytest.mark.parametrize("typed", ["", "yesterday", "2026-11-02T10:00:00_x", "2026-11-02_" + "0" * 32, "_", "\0"])
def test_an_address_that_says_nothing_begins_with_the_latest(typed: str) -> None:
    assert access_page.before(typed) is None


def test_a_data_protection_officer_reads_the_looks_of_the_own_agency_alone(world: World) -> None:
    case = people.a_referral(world.responder, world.authority)
    officer = people.a_person(world.ngo, "data_protection_officer")
    for reader in (world.decider, world.responder):
        ways.page_of(ways.signed_in(reader), f"/cases/{case}/")
    page = ways.page_of(ways.signed_in(officer), "/looks/")
    assert "It holds the looks of your agency." in page
    assert world.responder.name in page
    assert world.decider.name not in page
    assert ways.signed_in(officer).get(f"/cases/{case}/").status_code == 404
