"""One person's way under the law of each country, by the pages alone: referred, taken up, decided, told; what the law asks is asked there.

The profiles are drafts, and each page says so; what is walked is that the pages follow them, whoever they name.
"""

import re
from uuid import UUID

import pytest
from tests import people
from tests.breadth import assured_but
from tests.journeys import steps
from tests.journeys.conftest import Walks
from tests.journeys.walker import Walker, shapeless

from opennrm.access.actor import Actor
from opennrm.cases.identification.tests.land import Land
from opennrm.cases.spine import door, editions

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
STATED = "The standard of proof of our rules, section 3"
REASONS = "What was told holds together, and what was found beside it fits."
HOUSE = "Harbour House"
NOTICE = "Told the outcome at a safe address"


@pytest.mark.parametrize("country", assured_but({"AL", "CH", "NO"}, ("AL", "AM", "BG", "CH", "DE", "GE", "KZ", "MD", "NO", "RS", "UA")))
def test_each_country(country: str, walks: Walks) -> None:
    land = Land(country)
    people.an_agency("support_provider", name=HOUSE, region=land.region)
    body = land.possible(land.contact())[0]
    responder = comes(walks(), land, land.responder)
    refers(responder, str(editions.today().regions[land.region]) if land.region else "", f"Office {body}")
    case = responder.page.url
    decider = comes(walks(), land, land.decider(body))
    steps.take_up(decider)
    if together := parties_together(land):
        agree(decider, case, together[body])
        for other in sorted(together.keys() - {body}):
            decider = comes(walks(), land, land.decider(other))
            agree(decider, case, together[other])
    before_it_is_decided(decider, case, country)
    if country == "NO":
        takes(decider, case, "Grant the reflection period", REASONS)
    else:
        decides(decider, case)
    tells(decider, case)
    responder.visit("Referrals")
    responder.reads(str(editions.today().state(door.state_of(UUID(case.rstrip("/").rpartition("/")[2])).state).label))


def comes(walker: Walker, land: Land, actor: Actor) -> Walker:
    """Somebody of this country, whose pages are looked at under its own law."""
    walker.come_in_as(actor)
    walker.who = shapeless(f"{land.country} {walker.who}")
    return walker


def parties_together(land: Land) -> dict[str, str]:
    """The bodies that decide together here, each with its name; none where one decides."""
    profile = editions.today()
    found = (row.value for series in profile.deciders.values() for row in series.values if row.value is not None and row.value.jointly)
    return {body: str(profile.parties[body].label) for together in found for body in together.bodies}


def refers(responder: Walker, region: str, to: str) -> None:
    """From the first contact to the sending, in the form that is asked here."""
    responder.visit("Contacts")
    responder.press("Begin with somebody")
    steps.who(responder, "Adult", region=region)
    responder.reads("its law here is a draft")
    steps.safe(responder)
    steps.account(responder)
    steps.signs(responder)
    steps.passages(responder)
    steps.what_was_done(responder, region=region, year=2025)
    steps.result(responder)
    if responder.page.locator("input[name=presume]").count():
        responder.ticks("I presume that the person was trafficked")
        responder.press(steps.ON)
    steps.answered(responder, "Yes")
    steps.support(responder, HOUSE)
    steps.details(responder)
    if responder.page.get_by_role("group", name="Which authority?", exact=True).count():
        responder.answers("Which authority?", to)
    responder.press("Send the referral")
    responder.reads("The referral is sent")
    responder.press("See the case")


def agree(decider: Walker, case: str, body: str) -> None:
    """One of the bodies that decide together says yes for itself."""
    decider.go(f"{case}decision/")
    decider.press("Record that a body agrees")
    decider.answers("For which body do you speak?", body)
    decider.press("Record it")
    decider.reads(f"{body}: agreed on")


def before_it_is_decided(decider: Walker, case: str, country: str) -> None:
    """What the law of a country wants first."""
    if country == "AM":
        takes(decider, case, "Put what was gathered before the Commission")
    if country == "DE":
        decider.go(f"{case}decision/parties/police/")
        decider.answers("What happened?", "The party was asked")
        decider.write("What was asked, or said", "Is a case known in which the person may be a witness?")
        decider.press("Record it")


def takes(decider: Walker, case: str, step: str, reasons: str = "") -> None:
    """A step that only this country has."""
    decider.go(case)
    decider.press(step)
    decider.reads("This step stands in the procedure of this country alone")
    if reasons:
        decider.write("Reasons, for this person", reasons)
    decider.press(step)
    decider.reads(f"Recorded: {step}.")


def decides(decider: Walker, case: str) -> None:
    """Yes, by the test that the law tells, or that is stated where no source tells it."""
    decider.go(case)
    decider.reads("its law here is a draft")
    decider.press(re.compile("^Decide:"))
    decider.look("decision")
    stated = decider.page.locator("textarea[name=test_stated]")
    if stated.count():
        decider.reads("Searched:")
        stated.fill(STATED)
    decider.write("Reasons", REASONS)
    decider.press("Decide yes")
    decider.reads("Nothing is decided yet")
    decider.press(re.compile("^Decide: "))
    decider.reads("Rights opened on")


def tells(decider: Walker, case: str) -> None:
    """The outcome, through those who support the person."""
    decider.go(case)
    decider.press("Record that the outcome was told")
    decider.answers("To whom, and how?", "The support provider, who goes through it with the person")
    decider.press("Record that it was told")
    decider.reads("The outcome was told by a safe way")
    decider.reads_not("Record that the outcome was told")
    decider.look("case")
    # Where the profile is silent on a time, nobody can say that it was kept: it stays unknown, and no figure counts it as met.
    assert decider.status_of(NOTICE).startswith(("Met", "Unknown"))
