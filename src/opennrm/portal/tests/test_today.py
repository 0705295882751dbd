"""The worklist: what is owed at once stands on it, a case once in each part, and however many cases there are it asks as often."""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import people
from tests.once import once
from tests.pages import page_of
from tests.people import signed_in

from opennrm.cases.identification import actions as identification
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door, worklist
from opennrm.cases.support import actions as support
from opennrm.journal import clock
from opennrm.portal import day

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

MOST_STATEMENTS = 15
OF_THE_SECOND_LOCK = 3 if connection.vendor == "postgresql" else 0  # set, left for the log of the look, given back: decision 0006


@pytest.fixture
def world() -> World:
    return once(World)


def presumed(world: World, **about: object) -> UUID:
    """Somebody with a yes to the house, for whom reasonable grounds were found."""
    case = people.a_referral(world.responder, world.authority, world.supported())
    referral.accept(world.decider, case)
    identification.decide_yes(world.decider, case)
    return case


def part(page: str, id: str) -> str:
    """One part of the table."""
    return next((body for body in page.split("<tbody>") if f'id="{id}"' in body), "")


def owed_at_once(case: UUID, world: World) -> set[date]:
    return {line.since for line in worklist.read(world.worker, door.today(), 9)["at_once"].lines if line.case == case}


def test_a_safe_place_without_a_day_stands_on_the_worklist_of_who_owes_it(world: World) -> None:
    case = presumed(world)
    owed = part(page_of(signed_in(world.worker), "/today/"), "at_once")
    assert "Kept safe" in owed
    assert "Owed at once" in owed
    assert owed_at_once(case, world) == {door.today()}
    assert "Kept safe" not in page_of(signed_in(world.decider), "/today/")


def test_what_is_given_stands_there_no_more(world: World) -> None:
    case = presumed(world)
    for right in ("safety", "psychological", "accommodation", "subsistence"):
        if right in {line.entitlement for line in door_rights(case)}:
            support.give(world.worker, case, entitlement=right, opening=1, on=door.today())
    assert owed_at_once(case, world) == set()
    assert "Nothing is owed at once." in page_of(signed_in(world.worker), "/today/")


def door_rights(case: UUID) -> list[object]:
    from opennrm.cases.spine.reads import rights_of  # noqa: PLC0415

    return list(rights_of(case))


def test_the_lines_of_a_case_stand_under_one_heading(world: World) -> None:
    presumed(world)
    owed = part(page_of(signed_in(world.worker), "/today/"), "at_once")
    assert owed.count("nrm-work__line--under") > 1
    assert owed.count("nrm-ref") == 1
    [heading] = re.findall(r'id="(case-at_once-[^"]+)"', owed)
    assert owed.count(f'headers="{heading}"') == owed.count("nrm-work__line--under")


@pytest.mark.parametrize(
    ("query", "there"),
    [("kind=right", True), ("kind=step", False), ("due=at_once", True), ("due=overdue", False), ("turn=mine", True), ("children=1", False)],
)
def test_an_address_asks_for_a_part_without_scripts(world: World, query: str, there: bool) -> None:
    presumed(world)
    page = page_of(signed_in(world.worker), f"/today/?{query}")
    assert ("Kept safe" in page) is there
    assert "The whole day" in page


def test_what_changed_since_yesterday_is_marked_and_after_two_days_no_more(world: World) -> None:
    presumed(world)
    client = signed_in(world.worker)
    assert "Kept safe" in page_of(client, "/today/?new=1")
    assert re.search(r"\d new</span>", part(page_of(client, "/today/"), "at_once"))
    clock.move_to(clock.now() + timedelta(days=2))
    client = signed_in(world.worker)
    assert "Kept safe" not in page_of(client, "/today/?new=1")
    assert "nrm-new" not in page_of(client, "/today/")


def test_a_part_that_is_cut_is_read_page_by_page_to_its_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, lines in (("LONGEST", 2), ("LONGEST_ALONE", 3)):
        monkeypatch.setattr(day, name, lines)
    for _ in range(2):
        presumed(world)
    client, url = signed_in(world.worker), "/today/"
    every = {(line.reference, line.key) for line in people.lines_of(world.worker) if line.mine and line.due is None}
    found: list[str] = []
    while url:
        owed = part(page_of(client, url), "at_once")
        found += re.findall(r'href="(/cases/[^"#]+#right-[^"]+)"', owed) if "&all=" in url.replace("&amp;", "&") else []
        onward = re.search(r'href="([^"]+)">More of', owed)
        url = f"/today/{onward[1].replace('&amp;', '&')}".split("#")[0] if onward else ""
    assert len(found) == len(set(found)) == len(every) > 3
    assert f"of {len(every)}" in owed
    assert "Before: Owed at once" in owed


def statements(client: Client, url: str) -> int:
    for _ in range(2):
        page_of(client, url)
    with CaptureQueriesContext(connection) as asked:
        page_of(client, url)
    return len([query for query in asked if "SAVEPOINT" not in query["sql"]])


@pytest.mark.parametrize("url", ["/today/", "/today/?new=1", "/cases/", "/cases/?state=presumed&due=overdue&children=1&new=1"])
def test_the_lists_ask_as_often_for_many_cases_as_for_one(world: World, url: str) -> None:
    presumed(world)
    client = signed_in(world.worker)
    one = statements(client, url)
    for _ in range(4):
        presumed(world)
    assert statements(client, url) <= one <= MOST_STATEMENTS + OF_THE_SECOND_LOCK


def test_the_list_of_cases_is_narrowed_by_its_address(world: World) -> None:
    presumed(world)
    client = signed_in(world.worker)
    assert "nrm-ref" in page_of(client, "/cases/?state=presumed&new=1")
    assert "nrm-ref" in page_of(client, "/cases/?state=nowhere&due=never")
    for query in ("state=indicated", "children=1", "due=overdue"):
        assert "No open case of your agency is like this." in page_of(client, f"/cases/?{query}")
    clock.move_to(clock.now() + timedelta(days=60))
    client = signed_in(world.worker)
    assert "nrm-ref" in page_of(client, "/cases/?due=overdue")
    assert "No open case of your agency is like this." in page_of(client, "/cases/?new=1")


def test_who_referred_reads_that_it_arrived_with_whom_and_when(world: World) -> None:
    case = people.a_referral(world.responder, world.authority)
    client = signed_in(world.responder)
    assert "acknowledged" not in page_of(client, "/referrals/")
    referral.accept(world.decider, case)
    assert "Receipt acknowledged by Identification Office, " in page_of(client, "/referrals/")
    assert "Identification Office acknowledged that the referral has arrived" in page_of(client, f"/referrals/{case}/")
