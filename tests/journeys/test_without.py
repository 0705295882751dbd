"""Without a mouse, and without scripts: nothing that somebody has to do asks for either."""

import re

import pytest
from tests.journeys import steps
from tests.journeys.conftest import Walks
from tests.journeys.country import Country
from tests.journeys.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

HOME = "A safe place to live"


def test_by_keyboard_alone(country: Country, walks: Walks) -> None:
    country.presumed()
    ilva = walks()
    ilva.go("/")
    key(ilva, "Tab")
    assert ilva.page.evaluate("document.activeElement.textContent") == "Skip to the main content"
    key(ilva, "Enter")
    to(ilva, "Ilva Marden, Harbour House")
    opens(ilva, "Enter")
    ilva.who = "ilva-marden"
    to(ilva, "Cases")
    opens(ilva, "Enter")
    to(ilva, re.compile(r"^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}$"))
    opens(ilva, "Enter")
    to(ilva, f"Record something: {HOME}")
    opens(ilva, "Enter")
    to(ilva, "It was given")
    key(ilva, "Space")
    assert ilva.page.get_by_label("It was given", exact=True).is_checked()
    to(ilva, "Note")
    ilva.page.keyboard.type("A room of her own on the second floor")
    to(ilva, "Record it")
    opens(ilva, "Space")
    ilva.reads("Recorded. The ledger shows it.")
    assert ilva.status_of(HOME) == "Kept so far"


def key(walker: Walker, name: str) -> None:
    walker.page.keyboard.press(name)


def opens(walker: Walker, name: str) -> None:
    """A key that leads to another page."""
    with walker.page.expect_navigation():
        key(walker, name)
    walker.arrived()


NAME = """() => { const e = document.activeElement; const own = e.labels && e.labels[0] ? e.labels[0].textContent : e.textContent;
return own.replace(/\\s+/g, ' ').trim() }"""
SEEN = """() => { const e = document.activeElement, box = e.getBoundingClientRect(), look = getComputedStyle(e);
return box.bottom > 0 && box.top < innerHeight && (look.outlineStyle !== 'none' || look.boxShadow !== 'none') }"""


def to(walker: Walker, name: str | re.Pattern[str]) -> None:
    """Press Tab until the focus stands on what reads so; it can be seen there."""
    for _ in range(150):
        key(walker, "Tab")
        read = walker.page.evaluate(NAME)
        if name.search(read) if isinstance(name, re.Pattern) else name in read:
            walker.page.wait_for_function(SEEN)
            return
    raise AssertionError(f"Tab never comes to {name}")


def test_without_scripts(republic: object, walks: Walks) -> None:
    pell, oda = walks("Pell Haro", width=320, scripts=False), walks("Oda Brissen", scripts=False)
    steps.begin(pell, "Adult")
    steps.safe(pell)
    pell.answers("Is the person in danger now?", "Yes, in danger now")
    pell.write("What is the danger?", "He waits at the station")
    steps.account(pell)
    steps.signs(pell)
    steps.passages(pell)
    steps.what_was_done(pell)
    steps.result(pell)
    steps.answered(pell, "Yes")
    steps.support(pell)
    steps.details(pell)
    pell.press("Send the referral")
    pell.reads("The referral is sent")
    steps.take_up(oda)
    assert oda.page.locator("[data-shown]").count() == 0
    oda.press("Show : Name and date of birth")
    oda.reads("Vasarin")
    oda.press("Decide: Reasonable grounds")
    steps.says_yes(oda)
    oda.reads("There are reasonable grounds")
