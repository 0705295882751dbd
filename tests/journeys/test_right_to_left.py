"""Pages from right to left, in Arabic: mirrored as a whole, nothing scrolls sideways, what is Latin stays in its own direction.

Nobody offers Arabic yet: its words stand beside this test, those that most pages share, and English stands between them, as it does where
a law or a source is named. That is the harder case for a page.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings as configured
from playwright.sync_api import Page
from tests.journeys.conftest import Walks
from tests.journeys.country import Country
from tests.journeys.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
WORDS = json.loads((Path(__file__).parent / "assets/arabic.json").read_text())
REFERENCE = ".nrm-ref"


@pytest.fixture(autouse=True)
def arabic(settings: Any, tmp_path: Path) -> None:
    """Arabic among the languages of the pages."""
    catalog = Catalog(locale="ar")
    for english, words in WORDS.items():
        catalog.add(english, words)
    place = tmp_path / "ar/LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "django.mo").open("wb") as file:
        write_mo(file, catalog)
    settings.LANGUAGES = [*configured.LANGUAGES, ("ar", "العربية")]
    settings.LOCALE_PATHS = [*configured.LOCALE_PATHS, tmp_path]


def in_arabic(walker: Walker, who: str) -> Walker:
    """Somebody who reads Arabic comes in."""
    walker.go("/")
    walker.press("العربية", within="footer")
    assert walker.page.locator("html").get_attribute("dir") == "rtl"
    walker.page.get_by_role("button").filter(has_text=f"{who},").first.click()
    walker.arrived()
    return walker


def starts(page: Page, selector: str) -> list[float]:
    """Where each of these begins, from the left."""
    return [box["x"] for one in page.locator(selector).all() if (box := one.bounding_box())]


def test_the_frame_is_mirrored(country: Country, walks: Walks) -> None:
    oda = in_arabic(walks(), "Oda Brissen")
    oda.reads("اليوم", "القضايا", "خروج")
    places = starts(oda.page, ".nrm-nav a")
    assert places == sorted(places, reverse=True), "the first place stands on the right"
    [word], [me] = starts(oda.page, ".nrm-word"), starts(oda.page, ".nrm-me")
    assert word > me, "the name stands on the right, who is signed in on the left"


def test_the_way_of_a_case_holds_from_right_to_left(country: Country, walks: Walks) -> None:
    """Each page is looked at at both widths by the walker: nothing scrolls sideways, axe finds nothing."""
    case, waiting = country.presumed(), country.taken_up()
    oda = in_arabic(walks(), "Oda Brissen")
    for path in ("/today/", "/cases/", f"/cases/{case}/", f"/cases/{waiting}/decision/", "/countries/", "/access/"):
        oda.go(path)
    jory = in_arabic(walks(), "Jory Tal")
    jory.go("/figures/")
    pell = in_arabic(walks(), "Pell Haro")
    for path in ("/today/", "/contacts/", "/contacts/new/", "/referrals/"):
        pell.go(path)


def test_what_is_latin_keeps_its_own_direction(country: Country, walks: Walks) -> None:
    case = country.presumed()
    oda = in_arabic(walks(), "Oda Brissen")
    oda.go(f"/cases/{case}/")
    for one in oda.page.locator(REFERENCE).all():
        assert one.evaluate("e => getComputedStyle(e).unicodeBidi") in ("isolate", "isolate-override", "plaintext")
    oda.go("/today/")
    heads = oda.page.locator(".nrm-work__what").first.evaluate("e => getComputedStyle(e).textAlign")
    assert heads in ("start", "right")


def test_what_is_typed_goes_from_right_to_left_and_a_number_does_not(country: Country, walks: Walks) -> None:
    pell = in_arabic(walks(), "Pell Haro")
    pell.go("/contacts/new/")
    typed = pell.page.locator("input[type=text]").first
    assert typed.evaluate("e => getComputedStyle(e).direction") == "rtl"
