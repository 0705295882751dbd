"""Who may open the figures of the mechanism: by a list written by hand from the report, not by the roles that the pages declare.

A coordinator and a national rapporteur have every figure and no case (CETS 197 Art 29(2) and (4)); nobody else has any reason to know
what stands in the cases of others, not even in a number.
"""

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests import people
from tests.access.world import World

from opennrm.access.actor import Actor
from opennrm.journal import clock

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

MAY = {"national_coordinator", "monitor"}
PAGES = ("/figures/", "/figures/?period=2026", "/figures/?period=2026-Q4", "/figures/tables/")
ADDRESSES = (*PAGES, "/figures/download/trend/2026.csv", "/figures/download/clocks/2026-Q4.xlsx")
SMALL = re.compile(r"<td[^>]*>\s*[1-4]\s*<|\b[1-4] (?:people|person|referrals?)\b")


def everybody(world: World) -> list[Actor]:
    return [*world.ours.people.values(), *world.strangers.people.values(), *world.watchers]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.security("ACC-16")
def test_coordinator_and_monitor_may_and_nobody_else(world: World, address: str) -> None:
    opened = {who.name: world.browser(who).get(address).status_code for who in everybody(world)}
    assert opened == {who.name: 200 if who.roles & MAY else 404 for who in everybody(world)}
    assert set(opened.values()) == {200, 404}


@pytest.mark.parametrize("address", ADDRESSES)
def test_whoever_is_not_signed_in_is_led_to_sign_in(world: World, address: str) -> None:
    answer = Client().get(address)
    assert (answer.status_code, answer.headers["Location"].startswith("/sign-in/?next=")) == (302, True)


def test_to_others_it_is_no_other_page_than_one_that_never_was(world: World) -> None:
    browser = world.browser(world.ours.decider)
    pages = [browser.get(address).content.replace(address.encode(), b"") for address in ("/figures/", "/figure/")]
    assert pages[0] == pages[1]


@pytest.mark.security("ACC-16")
def test_of_a_handful_of_cases_a_monitor_reads_no_number_and_no_reference(world: World) -> None:
    """Our mechanism holds seven cases, each in a state of its own: nearly every cell of every figure is one person."""
    people.time_passes(clock.now() + timedelta(days=1))
    shown = str(world.browser(world.ours.who("monitor", "monitor")).get("/figures/").content.decode())
    assert "referrals in" in shown, "the figures know the cases"
    assert SMALL.findall(shown) == []
    files = re.findall(r'href="(/figures/download/[^"]+\.csv)"', shown)
    for address in files:
        content = world.browser(world.ours.who("monitor", "monitor")).get(address).content.decode("utf-8-sig")
        table = content.partition("\r\n\r\n")[2].splitlines()[1:]
        assert [cell for line in table for cell in line.split(",")[1:] if cell in {"1", "2", "3", "4"}] == [], address
    assert files
    assert not re.search(r"\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}\b", shown)
    assert "/cases/" not in shown
