"""Whom to ask, and for whom one writes: a focal point searches, asks and is answered; an officer writes a letter and records its reply."""

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.journeys.conftest import NARROW, STANDS, Walks
from tests.journeys.walker import Walker

if TYPE_CHECKING:
    from opennrm.portal.demo.mechanism import Mechanism

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
SEARCH = "lawyer, Romanian, compensation, has trained police"


@pytest.fixture
def house(republic: "Mechanism") -> "Mechanism":
    """The clearing-house of the demonstration."""
    from opennrm.portal.demo import clearing  # noqa: PLC0415  settings must be ready first

    clearing.build(clearing.read("XD"), republic, STANDS)
    return republic


def searches(petra: Walker) -> None:
    petra.visit("Programme")
    petra.press("Clearing-house")
    petra.write("Search people and materials", SEARCH)
    petra.press("Search")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_focal_point_searches_asks_and_is_answered(house: "Mechanism", walks: Walks, scripts: bool) -> None:
    petra, nela = walks("Petra Lunn", width=NARROW, scripts=scripts), walks("Nela Brandt", scripts=scripts)
    searches(petra)
    petra.reads("Understood as:", "speaks Romanian", "Ana Brezu", "Fits: lawyer · Romanian · compensation · has trained police")
    petra.reads("Ion Marescu", "Missing: compensation", "Some people ask not to be listed.")
    petra.reads_not("Silvan")
    petra.press(re.compile("^Ask for help.*Brezu"))
    petra.press("Send it")
    petra.reads("Say what you ask for")
    petra.write("What do you ask for?", "train our police on claims")
    petra.dates("By when is an answer of use?", date(2026, 12, 10))
    petra.press("Send it")
    petra.reads("train our police on claims", "Nobody has said yes yet.")

    nela.visit("Programme")
    nela.press("Contacts")
    nela.press("Requests and answers")
    nela.reads("train our police on claims", "Ana Brezu")
    nela.press("They said yes")
    nela.reads("The answer is recorded.", "Nothing waits for you.")

    petra.go("/programme/contacts/requests/")
    petra.press("train our police on claims")
    petra.reads("Yes", "Ana Brezu", "ana.brezu@example.org")


def test_a_request_reaches_somebody_on_no_list_and_the_asker_learns_of_it_by_a_yes(house: "Mechanism", walks: Walks) -> None:
    petra, nela = walks("Petra Lunn", width=NARROW), walks("Nela Brandt")
    searches(petra)
    petra.press("Leave your request")
    petra.write("What do you ask for?", "train our police on claims")
    petra.press("Send it")
    petra.reads_not("Silvan")
    nela.go("/programme/contacts/requests/")
    nela.reads("Marta Silvan", "Ana Brezu")
    line = nela.page.locator("li").filter(has_text="Marta Silvan")
    with nela.page.expect_navigation():
        line.get_by_role("button", name="They said yes").click()
    petra.go("/programme/contacts/requests/")
    petra.press("train our police on claims")
    petra.reads("Marta Silvan")
    petra.reads_not("Brezu")


def test_an_officer_writes_for_somebody_and_records_the_reply(house: "Mechanism", walks: Walks) -> None:
    nela = walks("Nela Brandt", width=NARROW)
    nela.visit("Programme")
    nela.press("Letters")
    nela.reads("2 replies are overdue or due within a week.", "Reply overdue", "Reply due soon")
    nela.press("Write a letter")
    nela.press("Save")
    nela.reads("There are 3 things to put right", "Say to which country the letter goes", "Choose what it is about")
    nela.reads("Choose whether reports may tell of it")
    nela.write("To which country", "Moldova")
    nela.pick("What it is about", "detention")
    nela.pick("Who asked for it", "lawyers")
    nela.answers("May reports tell of it?", "No, nothing of it")
    nela.write("Sent", "2026-11-16")
    nela.write("Reply due by", "2026-11-01")
    nela.write("For whom", "A woman of 24")
    nela.write("The letter", "Dear Minister")
    nela.press("Save")
    nela.reads("The reply cannot be due before the letter was sent. Look at both dates.")
    nela.write("Reply due by", "2026-12-31")
    nela.press("Save")
    nela.reads("Detention, Moldova", "No reply yet", "No report tells of it.")
    nela.reads_not("A woman of 24")
    nela.press(re.compile("^Show"))
    nela.reads("A woman of 24", "Dear Minister", "Your look is recorded.")
    nela.press("Record what came of it")
    nela.answers("What came of it?", "Replied")
    nela.write("When the reply came", "2026-11-17")
    nela.write("What it led to", "she was let go")
    nela.press("Save")
    nela.reads("Replied", "she was let go")
    nela.press("Erase for whom it was")
    nela.press("Erase it")
    nela.reads("Nobody can read again for whom it was.", "she was let go")


def test_an_officer_lists_somebody_by_their_own_consent_and_takes_it_back(house: "Mechanism", walks: Walks) -> None:
    nela, petra = walks("Nela Brandt"), walks("Petra Lunn", width=NARROW)
    nela.go("/programme/contacts/new/")
    nela.write("Name", "Doru Munte")
    nela.write("Languages", "Romanian, Klingon")
    nela.ticks("Interpreter")
    nela.pick("What they did", "has trained")
    nela.pick("For or with whom", "judges")
    nela.answers("To whom may this person be shown?", "Focal points")
    nela.dates("When did they agree?", date(2026, 11, 10))
    nela.dates("Until when does it hold?", date(2027, 11, 10))
    nela.answers("How did they say so?", "Spoken")
    nela.press("Save")
    nela.reads("There are 2 things to put right", "Without an own consent nobody is listed", "There is no Klingon in the list")
    nela.write("Languages", "Romanian")
    nela.ticks("The person agreed, and nobody for them")
    nela.press("Save")
    nela.reads("Doru Munte", "Has trained judges", "Shown to that agency and to focal points")

    petra.go("/programme/library/?q=interpreter,+has+trained+judges")
    petra.reads("Doru Munte", "1 fits")
    nela.press("They took it back")
    nela.press("Take it back")
    petra.go("/programme/library/?q=interpreter,+has+trained+judges")
    petra.reads("Nobody who is listed fits.")
    petra.reads_not("Munte")


def test_two_countries_agree_on_a_visit_and_say_what_came_of_it(house: "Mechanism", walks: Walks) -> None:
    petra = walks("Petra Lunn", width=NARROW)
    petra.go("/programme/contacts/exchange/")
    petra.reads("What fits", "Fits: shelter manager · Romanian · March 2027", "What came of it is not known")
    petra.press(re.compile("^Agree on a visit"))
    petra.press("Save")
    petra.reads("Moldova → Demo Republic: Shelter manager", "Planned")
    petra.press(re.compile("^Record what came of it.*2027"))
    petra.answers("Where does it stand?", "Took place")
    petra.pick("What came of it", "Practice exchanged")
    petra.write("In a few words", "night staff doubled")
    petra.press("Save")
    petra.reads("Practice exchanged: night staff doubled")


def test_a_material_is_recorded_and_found(house: "Mechanism", walks: Walks) -> None:
    nela, petra = walks("Nela Brandt"), walks("Petra Lunn", width=NARROW)
    nela.go("/programme/materials/new/")
    nela.pick("Kind", "Guidelines")
    nela.write("Title", "How to speak with drivers")
    nela.write("Clauses, 1", "OAP-IV")
    nela.write("Language", "Turkish")
    nela.write("Where it can be read", "example.org")
    nela.press("Save")
    nela.reads("More than one clause fits “OAP-IV”", "OAP-IV-8.1: Research and awareness")
    nela.write("Clauses, 1", "research awareness")
    nela.press("Save")
    nela.reads("one thing to put right")
    nela.write("Where it can be read", "https://example.org/drivers")
    nela.press("Save")
    nela.reads("How to speak with drivers", "Turkish", "https://example.org/drivers")
    nela.press("Put it right")
    nela.write("Clauses, 2", "COE-2")
    nela.press("Save")
    nela.press("What was changed, and by whom")
    nela.reads("Clauses, added: COE-2")
    petra.go("/programme/materials/?q=drivers")
    petra.reads("How to speak with drivers", "OAP-IV-8.1", "Turkish")
    petra.go("/programme/materials/")
    petra.reads_not("How referral works in the north: draft")
