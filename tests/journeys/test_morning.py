"""The coordinator's morning in a browser, over more than a hundred cases, at both widths: first what needs a person, then the figures."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests import people
from tests.journeys.conftest import NARROW, Walks
from tests.journeys.test_many import Crowd, the_crowd
from tests.once import once

from opennrm.journal import clock
from opennrm.journal.models import JournalEvent

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

BUCHAREST = ZoneInfo("Europe/Bucharest")


@pytest.fixture
def crowd(transactional_db: None) -> Crowd:
    return once(the_crowd)


@pytest.mark.parametrize("who", ["Jory Tal", "Linde Oskar"])
def test_the_morning_of_who_looks_over_all(crowd: Crowd, walks: Walks, who: str) -> None:
    jory = walks(who, width=NARROW, both=True)
    jory.visit("Figures")
    page = jory.page
    needs = page.locator("section", has=page.get_by_role("heading", name="What needs a person today")).bounding_box()
    first = page.locator(".nrm-figure").first.bounding_box()
    assert needs is not None
    assert first is not None
    assert needs["y"] + needs["height"] < first["y"]
    assert page.locator("main svg[role=img]").count() >= 3
    assert all(box["width"] <= 320 for one in page.locator("main svg[role=img]").all() if (box := one.bounding_box()))
    for words in ("These figures as a table", "What is counted"):
        page.locator("main summary").filter(has_text=words).first.click()
    assert page.locator("main details[open]").count() == 2
    jory.pick("Year or quarter", "quarter 4 of 2026")
    jory.press("Show")
    jory.reads("What fell due in quarter 4 of 2026")
    assert page.locator("main a[href*='/cases/']").count() == 0


def test_without_a_script_it_says_the_same(crowd: Crowd, walks: Walks) -> None:
    with_script, without = walks("Jory Tal"), walks("Jory Tal", scripts=False)
    for walker in (with_script, without):
        walker.go("/figures/?period=2026-Q4")
    assert with_script.words("main") == without.words("main")


def test_a_table_is_read_as_at_a_month_and_beside_an_edition(crowd: Crowd, walks: Walks) -> None:
    people.time_passes(clock.now() + timedelta(days=62))
    jory = walks("Jory Tal", width=NARROW, both=True)
    jory.visit("Figures")
    jory.press("Tables of years and quarters, as at the ends of months")
    sent = JournalEvent.objects.filter(type="referral.submitted", recorded_at__gte=datetime(2026, 1, 1, tzinfo=BUCHAREST)).count()
    jory.reads("Referrals, 2026", f"As at the end of 31 January 2027: {sent} in 2026.")
    jory.pick("As at the end of", "31 December 2026")
    jory.pick("What is counted", "Decisions on reasonable grounds")
    jory.press("Show")
    jory.reads("Decisions on reasonable grounds, 2026", "As at the end of 31 December 2026")
    jory.pick("Year or quarter", "Quarter 3 of 2026")
    jory.press("Show")
    jory.reads("Decisions on reasonable grounds, quarter 3 of 2026")
    assert jory.page.locator("main a[href*='/cases/']").count() == 0
