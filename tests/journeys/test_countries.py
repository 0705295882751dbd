"""The way from a first contact to an outcome that was told, by the pages alone, under the law of each country that has one to offer.

The profiles are drafts; what is looked at is that every page holds and says what that law says, whoever decides there.
"""

import re

import pytest
from tests.journeys import steps
from tests.journeys.conftest import Walks
from tests.journeys.walker import Walker
from tests.once import once

from opennrm.access.actor import Actor
from opennrm.cases.identification.tests.land import Land
from opennrm.cases.spine import editions

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
STATED = "The standard of proof of our rules, section 3"
NOTICE = "Told the outcome at a safe address"
MINUTE = "She came for a kitchen and was locked in a packing house; the book of debts says so."
# Who decides where several may; those who have to agree before.
BODIES = {"AL": "interviewing_police", "GE": "permanent_group", "RS": "centre_for_protection"}


@pytest.mark.parametrize("country", ["AL", "BG", "CH", "GE", "MD", "RS"])
def test_country(country: str, transactional_db: None, walks: Walks) -> None:
    land = once(Land, country)
    responder = comes_in(walks, land.responder)
    refers(responder, land)
    body = BODIES.get(country) or next(iter(land.agencies))
    decider = land.decider(body)
    officer = comes_in(walks, decider)
    steps.take_up(officer)
    if country == "AL":
        agrees(officer, "interviewing_police")
        agrees(comes_in(walks, land.decider("interviewing_social_services")), "interviewing_social_services")
    decides(officer, country)
    tells(officer)


def comes_in(walks: Walks, actor: Actor) -> Walker:
    """A browser of somebody of this country."""
    walker = walks()
    walker.come_in_as(actor)
    return walker


def refers(walker: Walker, land: Land) -> None:
    region = editions.today().regions.get(land.region)
    walker.visit("Contacts")
    walker.press("Begin with somebody")
    steps.who(walker, "Adult", region=str(region) if region else "")
    steps.safe(walker)
    steps.account(walker)
    steps.signs(walker)
    steps.passages(walker)
    steps.what_was_done(walker, region=str(region) if region else "", year=2025)
    steps.result(walker)
    steps.answered(walker, "Yes")
    walker.answers("Does the person want support by an organisation?", "No")
    walker.answers("May the police get in touch?", "Not asked yet")
    walker.press(steps.ON)
    steps.details(walker)
    if land.country in ("AL", "GE"):
        walker.answers("Which authority?", f"Office {BODIES[land.country]}")
    walker.press("Send the referral")
    walker.reads("The referral is sent")


def opens_case(walker: Walker) -> None:
    walker.visit("Cases")
    walker.press(walker.page.locator("main tbody a").first.inner_text())


def agrees(walker: Walker, body: str) -> None:
    """One of two bodies that decide together says yes, for itself alone."""
    opens_case(walker)
    walker.press(re.compile("^Decide:"))
    walker.reads("has not agreed yet")
    walker.press("Record that a body agrees")
    walker.page.locator(f"input[name=body][value={body}]").check()
    walker.write("What it rests on", "The joint interview of today")
    walker.press("Record it")
    walker.reads(f"{editions.today().parties[body].label}: agreed on")


def decides(walker: Walker, country: str) -> None:
    """A yes: its reasons, and the wording of the test where no source tells it; what follows is read once more before it is decided."""
    opens_case(walker)
    walker.reads("its law here is a draft")
    walker.press(re.compile("^Decide:"))
    walker.look(f"decision {country}")
    if "The wording of today's test is not known to us" in walker.words("main"):
        walker.write("The test by which you decide, and where it stands", STATED)
    walker.write("Reasons", MINUTE)
    walker.press("Decide yes")
    walker.reads("Nothing is decided yet", "Who is told")
    walker.press(re.compile("^Decide: "))
    walker.reads("Rights opened on")
    walker.press("Go to the case")
    walker.look(f"case {country}")


def tells(walker: Walker) -> None:
    """The outcome, by a way that the person called safe."""
    walker.press("Record that the outcome was told")
    walker.page.get_by_role("group", name="To whom, and how?").get_by_role("radio").first.check()
    walker.press("Record that it was told")
    walker.reads_not("Record that the outcome was told")
    # Where the profile is silent on a time, nobody can say that it was kept: it stays unknown, and no figure counts it as met.
    assert walker.status_of(NOTICE).startswith(("Met", "Unknown"))
