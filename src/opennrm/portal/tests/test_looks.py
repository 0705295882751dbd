"""Who reviews the looks reads all of them, a page at a time, and reaches no case from there."""

import html
import re

import pytest
from django.test import Client
from tests import people
from tests.once import once
from tests.pages import page_of
from tests.people import signed_in

from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import reads
from opennrm.cases.spine.reference import new_reference
from opennrm.portal import access_page

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ROW = re.compile(r'scope="row"')


@pytest.fixture
def world() -> World:
    return once(World)


def test_the_log_is_read_to_its_beginning_a_page_at_a_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access_page, "PAGE", 2)
    case = people.a_referral(world.responder, world.authority)
    reader = signed_in(world.decider)
    for _ in range(5):
        page_of(reader, f"/cases/{case}/")
    coordinator, rows, url = signed_in(people.the_coordinator()), 0, "/looks/"
    for _ in range(9):
        page = page_of(coordinator, url)
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
        page_of(signed_in(reader), f"/cases/{case}/")
    page = page_of(signed_in(officer), "/looks/")
    assert "It holds the looks of your agency." in page
    assert world.responder.name in page
    assert world.decider.name not in page
    assert signed_in(officer).get(f"/cases/{case}/").status_code == 404


def shown_for(reader: Client, reference: str, **more: str) -> str:
    return reader.post("/looks/", {"reference": reference, **more}).content.decode()


def test_looks_are_narrowed_to_one_case_by_its_reference_which_stands_in_no_address(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (people.a_referral(world.responder, world.authority) for _ in range(2))
    reader = signed_in(world.decider)
    for case in (one, one, one, other):
        page_of(reader, f"/cases/{case}/")
    known = reads.references([one, other])
    coordinator = signed_in(people.the_coordinator())
    page = shown_for(coordinator, known[one].replace("-", "").lower())
    assert len(ROW.findall(page)) == 3
    assert known[other] not in page
    monkeypatch.setattr(access_page, "PAGE", 2)
    first = shown_for(coordinator, known[one])
    assert len(ROW.findall(first)) == 2
    assert "?before=" not in first
    [ended] = re.findall(r'name="before" value="([^"]+)"', first)
    last = shown_for(coordinator, known[one], before=html.unescape(ended))
    assert len(ROW.findall(last)) == 1
    assert not re.search(rf'(href|action)="[^"]*{known[one]}', first + last)
    monkeypatch.setattr(access_page, "PAGE", 100)
    by_address = page_of(coordinator, f"/looks/?reference={known[one]}")
    assert len(ROW.findall(by_address)) == 4
    assert known[other] in by_address


def test_a_case_of_others_is_to_a_data_protection_officer_as_one_that_never_was(world: World) -> None:
    case = people.a_referral(world.responder, world.authority)
    page_of(signed_in(world.decider), f"/cases/{case}/")
    officer = signed_in(people.a_person(world.ngo, "data_protection_officer"))
    hidden, typed = reads.references([case])[case], new_reference()
    pages = [shown_for(officer, each).replace(each, "") for each in (hidden, typed, "nonsense")]
    told = [re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page) for page in pages]
    assert told[0] == told[1] == told[2]
    assert "No look at a case with this reference stands here." in told[0]
    page_of(signed_in(world.responder), f"/cases/{case}/")
    page = shown_for(officer, hidden)
    assert len(ROW.findall(page)) == 1
    assert world.responder.name in page
