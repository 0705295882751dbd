"""The pages that no other journey comes by: each is opened by somebody who may, and looked at like all the others."""

from datetime import timedelta

import pytest
from tests import people
from tests.journeys import steps
from tests.journeys.conftest import Walks
from tests.journeys.country import Country

from opennrm.journal import clock

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def test_pages_of_a_case(country: Country, walks: Walks) -> None:
    case, taken, sent, back = country.presumed(), country.taken_up(), country.referred(), country.sent_back()
    oda, pell = walks("Oda Brissen"), walks("Pell Haro")
    for path in ("reflection/refuse", "reflection/end", "removal", "removal/asked", "noticed", "consents/ask/police_contact"):
        who = pell if path == "noticed" else oda
        who.go(f"/cases/{case}/{path}/")
        who.press_first_button()
    oda.go(f"/cases/{case}/consents/")
    for path in (f"/cases/{taken}/intake/", f"/cases/{taken}/intake/{case}/", "/search/", f"/referrals/{taken}/feedback/", "/access/"):
        oda.go(path)
    for path in ("reached", "person"):
        oda.go(f"/cases/{case}/{path}/")
        oda.press("Fill in what stands")
        oda.reads("What was written, the latest first")
    oda.go(f"/referrals/{sent}/")
    pell.go(f"/referrals/{back}/")
    pell.press("Send it again")
    oda.go(f"/cases/{case}/")
    oda.press("Show : Notes that were written")


def test_pages_of_oneself_and_of_agencies(country: Country, walks: Walks) -> None:
    jory, administrator = walks("Jory Tal"), walks("Administrator of Harbour House")
    for path in (
        "/agencies/",
        "/agreements/",
        "/agreements/new/",
        "/agencies/attempts/",
        "/gaps/",
        "/figures/publications/",
        "/figures/publications/new/?period=soon",
        "/looks/",
        "/me/",
        "/sign-in/sessions/",
    ):
        jory.go(path)
    jory.visit("Agencies")
    jory.press("Northgate Police")
    for path in ("/agency/", "/agency/describe/", "/agency/invite/", "/sign-in/factor/"):
        administrator.go(path)
    nobody = walks()
    for path in ("/sign-in/", "/sign-in/password/forgotten/", "/sign-in/invited/"):
        nobody.go(path)
    with nobody.meeting(404):
        nobody.go("/join/nothing/")
    with nobody.meeting(404):
        nobody.go("/no-such-page/")


def test_figures_are_published_and_stay(country: Country, walks: Walks) -> None:
    country.presumed()
    jory = walks("Jory Tal")
    jory.go("/figures/")
    jory.press("What was published, and stays as it was")
    jory.reads("Nothing was published yet.")
    people.time_passes(clock.now() + timedelta(days=31))
    jory.go("/figures/publications/new/?period=2026")
    jory.press("Publish")
    jory.reads("Edition 1 of 2026 is published.", "Frozen publication.")
    jory.go("/figures/publications/new/?period=2026")
    jory.reads("there is nothing to revise")


def test_a_way_to_labour_rights(country: Country, walks: Walks) -> None:
    """Exploited at work and not trafficked: nobody is sent away with nothing."""
    ruben = walks("Ruben Falk")
    steps.begin(ruben, "Adult", sex="Male")
    ruben.go(ruben.page.url.replace("/safe/", "/signs/d41/"))
    ruben.sees("D4.1")
    ruben.sees("D4.2", "Reported", told_by="he did")
    ruben.press(steps.ON)
    ruben.go(ruben.page.url.partition("/signs/")[0] + "/result/")
    ruben.answers("Which way do you take from here?", "Show the way to labour rights, and end here")
    ruben.press("Continue")
    ruben.reads("What is kept, what is destroyed", "Labour rights: whom to call", "Labour Inspectorate")
    ruben.press("Keep the codes, destroy the draft")
    ruben.reads("Ended here, with a way to other help")
