"""An adult says yes: from the first contact to a decision, and to rights of every status, by the pages alone."""

import pytest
from tests.journeys import steps
from tests.journeys.conftest import Walks
from tests.journeys.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

TEST = "reasonable grounds to believe, on all that is available, that the person was trafficked"
HOME, TALK, LIVING, PAPERS = (
    "A safe place to live",
    "Someone to talk to: psychological support",
    "Means to live on",
    "One's own passport and papers back",
)


def test_adult_who_consents(republic: object, walks: Walks) -> None:
    """Looked at at both widths; the other journeys look at the narrow one where there is no time for more."""
    pell, oda, ilva = (walks(who, both=True) for who in ("Pell Haro", "Oda Brissen", "Ilva Marden"))
    refers(pell)
    takes_up(oda)
    decides(oda)
    tells(oda)
    supports(ilva)
    pell.visit("Referrals")
    pell.reads("Presumed trafficked")


def refers(pell: Walker) -> None:
    """Every step of the form, each first left empty where the law wants something; saved, left, come back to; sent."""
    pell.visit("Contacts")
    pell.press("Begin with somebody")
    pell.press(steps.ON)
    pell.reads("There are 3 things to put right", "Say whether this is an adult or a child, or that you are not sure", "Say how you met")
    steps.who(pell, "Adult")
    pell.press(steps.ON)
    pell.reads("Still to say: Safe ways to reach the person, or that there are none")
    pell.write("Write a message", "+000 555 0144")
    pell.press("Save and come back later")
    pell.reads("Saved. Nobody else can read it.", "Your drafts")
    pell.press("Adult, Outreach, Tue 17 November")
    pell.press("Go on")
    assert pell.page.get_by_label("Write a message").input_value() == "+000 555 0144"
    steps.safe(pell)
    steps.account(pell)
    pell.sees("G13", "Reported")
    pell.press(steps.ON)
    pell.reads("Say who told you about G13")
    steps.signs(pell)
    steps.passages(pell)
    steps.what_was_done(pell)
    pell.reads("Act, means and purpose are all there")
    steps.result(pell)
    steps.answered(pell, "Yes")
    steps.support(pell)
    steps.details(pell)
    pell.reads("Nothing is missing.", "1 sign observed, 2 reported, 1 absent")
    pell.reads_not("Vasarin", "555 0144", "packing house")
    pell.press("Send the referral")
    pell.reads("The referral is sent", "Identification Office acknowledges receipt by", "Your draft is destroyed.")
    pell.reads("What you wrote is sealed in the case; you can read it there.")
    pell.press("See the case")
    pell.reads("Referred, awaiting a decision", "The agreed ways are closed to you.")
    pell.press("Show : The account")
    pell.reads("took her passport")


def takes_up(oda: Walker) -> None:
    """The authority sees that somebody is referred, and who it is only once it has taken it up."""
    oda.visit("Today")
    oda.press("Answer the referral")
    oda.reads("The agreed ways are closed to you.")
    oda.press("Answer the referral")
    oda.press("Record the answer")
    oda.reads("Say whether you take it up")
    oda.answers("Do you take it up?", "Yes, take it up")
    oda.press("Record the answer")
    oda.reads_not("Vasarin", "555 0144")
    oda.press("Show : Name and date of birth")
    oda.reads("Ileana", "Vasarin", "Shown to you now. Your look is recorded.")
    oda.press("Show : The account")
    oda.reads("took her passport")


def decides(oda: Walker) -> None:
    """Yes needs no list; the test that governs it stands on top."""
    oda.press("Decide: Reasonable grounds")
    oda.reads("The test in force today", TEST, "Official Gazette 2026/14", "1 January 2027 at least")
    oda.press("Add evidence")
    oda.answers("Does it speak for or against?", "For")
    oda.write("What is it, and from whom?", "A book with figures, from the person")
    oda.answers("How much weight does it have?", "Much")
    oda.press("Add it")
    oda.reads("A book with figures, from the person", "much weight")
    steps.says_yes(oda)
    oda.reads("There are reasonable grounds", "Rights opened on")
    oda.press("Go to the case")
    oda.reads("Day 1 of at least 45.")
    assert oda.status_of("Time to recover and decide") == "Kept so far"


def tells(oda: Walker) -> None:
    """The outcome, by a way that the person called safe."""
    oda.press("Record that the outcome was told")
    oda.reads("Words for the notice", "1 January 2027 at least.")
    oda.answers("To whom, and how?", "The support provider, who goes through it with the person")
    oda.press("Record that it was told")
    assert oda.status_of("Told the outcome at a safe address").startswith("Met")


def supports(ilva: Walker) -> None:
    """What can become of a right: each leaves its own status."""
    ilva.visit("Cases")
    ilva.press(ilva.page.locator("main tbody a").first.inner_text())
    ilva.press("Note a need, a request or a wrong")
    ilva.press("Record it")
    ilva.reads("Say what you noticed")
    ilva.answers("What did you notice?", "The person asks for the own passport or papers back")
    ilva.press("Record it")
    record(ilva, HOME, "It was given", note="A room on the second floor, canary of the house")
    assert ilva.status_of(HOME) == "Kept so far"
    record(ilva, TALK, "The person does not want it now")
    assert ilva.status_of(TALK) == "Declined by the person"
    record(ilva, LIVING, "It is not to be had")
    assert ilva.status_of(LIVING) == "Unavailable"
    record(ilva, PAPERS, "An authority does not give it", ground="It gave none")
    assert ilva.status_of(PAPERS) == "Withheld by an authority"
    record(ilva, HOME, "It is given no longer", why="For another reason")
    assert ilva.status_of(HOME) == "Interrupted"
    ilva.look("every status")


def record(walker: Walker, right: str, what: str, *, why: str = "", ground: str = "", note: str = "") -> None:
    """What became of a right."""
    walker.press_on(right)
    walker.page.get_by_role("group", name="What happened?", exact=True).get_by_label(what, exact=True).check()
    if why:
        walker.answers("Why?", why)
    if ground:
        walker.pick("Ground that the authority gave", ground)
    walker.write("Note", note)
    walker.press("Record it")
    walker.reads("Recorded. The ledger shows it.")
