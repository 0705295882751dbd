"""A no: everybody whom the law names is heard, doubts are put to the person, reasons are written, a second pair of eyes sends it back."""

import pytest
from tests.journeys.conftest import TODAY, Walks
from tests.journeys.country import Country
from tests.journeys.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

MINUTE = (
    "The account is taken as it stands. On what is available the means are not made out; nobody kept him there and his papers were his own."
)


def test_negative(country: Country, walks: Walks) -> None:
    case = country.taken_up()
    oda, tomas = walks("Oda Brissen"), walks("Tomas Ekrel")
    oda.go(f"/cases/{case}/")
    oda.press("Decide: Reasonable grounds")
    oda.reads("A yes needs none of it.")
    assert lacking(oda) == 6
    reads_and_weighs(oda)
    weighs(oda)
    doubts(oda)
    hears(oda)
    oda.look("doubts and answers")
    proposes(oda)
    sends_back(tomas)
    proposes_again(oda)
    confirms(tomas)
    oda.go(f"/cases/{case}/")
    oda.reads("No reasonable grounds")
    oda.press("Record that the outcome was told")
    oda.reads("You may ask that it is looked at again")


def lacking(oda: Walker, word: str = "Missing") -> int:
    """How many things are marked so beside the reasons."""
    return oda.page.locator(".nrm-status").get_by_text(word, exact=True).count()


def reads_and_weighs(oda: Walker) -> None:
    """The account is opened where it is weighed, a paragraph beside its signs; what was typed meanwhile stays."""
    oda.write("Reasons", "Half a sentence")
    oda.press("Show the account")
    oda.reads("She was promised work in a packing house.", "Her passport was taken.")
    oda.press("Weigh it : The account, paragraph 2")
    oda.reads("Her passport was taken.", "Signs that were coded in it")
    oda.answers("Does it speak for or against?", "For")
    oda.answers("How much weight does it have?", "Little")
    oda.press("Add it")
    oda.reads("The account, paragraph 2", "little weight")
    assert oda.page.locator("textarea[name=text]").input_value() == "Half a sentence"
    assert lacking(oda) == 4
    oda.write("Reasons", "")
    oda.press("Save the draft")


def weighs(oda: Walker) -> None:
    """What speaks against it, with its weight."""
    oda.press("Add evidence")
    oda.press("Add it")
    oda.reads("Say whether it speaks for or against")
    oda.answers("Does it speak for or against?", "Against")
    oda.write("What is it, and from whom?", "Pay slips for seven months, from the inspectorate")
    oda.answers("How much weight does it have?", "Some")
    oda.write("Why this weight?", "Made out by the employer")
    oda.press("Add it")
    oda.reads("Pay slips for seven months, from the inspectorate", "some weight")


def doubts(oda: Walker) -> None:
    """A doubt that matters bars a no until it was put to the person."""
    oda.press("Note a doubt")
    oda.press("Note it")
    oda.reads("Say what is doubted")
    oda.write("What is doubted?", "Whether he could leave the site")
    oda.answers("Does it matter to the test?", "Yes")
    oda.answers("Was the person asked about it?", "Not yet")
    oda.press("Note it")
    oda.reads("A doubt that matters was not put to the person.")
    assert lacking(oda) == 6
    oda.press("Record that it was put : Whether he could leave the site")
    oda.unfolds("What was done to the person")
    oda.dates("On which day?", TODAY)
    oda.write("What did the person say to it?", "He had left twice, and had nowhere to go.")
    oda.ticks("Dependence on those who exploited")
    oda.press("Record it")
    oda.reads("He had left twice, and had nowhere to go.")
    assert lacking(oda) == 5


def hears(oda: Walker) -> None:
    """Everybody whom the law names is asked."""
    for party in ("First responder", "Support provider", "The person"):
        oda.press(f"Record : {party}")
        oda.answers("What happened?", "The party was asked")
        oda.write("What was asked, or said", f"What do you know that we do not? ({party})")
        oda.press("Record it")
    oda.press("Record : First responder")
    oda.answers("What happened?", "It answered")
    oda.write("What was asked, or said", "He came to us by himself and asked for his pay.")
    oda.press("Record it")
    oda.reads("He came to us by himself and asked for his pay.")
    assert (lacking(oda), lacking(oda, "Awaited")) == (2, 4)
    assert not oda.page.get_by_role("button", name="Send to the second reviewer", disabled=False).count()
    for party in ("Support provider", "The person"):
        oda.press(f"Record : {party}")
        oda.answers("What happened?", "It did not answer")
        oda.press("Record it")
        oda.reads("That no answer came can be said on a later day", "Write what was tried")
        oda.answers("What happened?", "It answered")
        oda.write("What was asked, or said", "Nothing that was not written.")
        oda.press("Record it")
    assert (lacking(oda), lacking(oda, "Awaited")) == (2, 0)


def proposes(oda: Walker) -> None:
    """The reasons; without them the page says so and keeps all."""
    oda.unfolds("What was done to the person")
    oda.ticks("Trauma", "Fear")
    oda.press("Send to the second reviewer")
    oda.reads("things to put right", "Write it down: whoever reads this later has only your words", "Choose the main reason")
    oda.write("Reasons", MINUTE)
    oda.pick("If it is a no: the main reason", "No means shown (adult)")
    oda.press("Send to the second reviewer")
    oda.reads("It is with the second reviewer", "Nobody is told before, and nothing ends.")


def sends_back(tomas: Walker) -> None:
    """The reviewer reads all of it and not who proposed it; what goes back says why."""
    tomas.visit("Today")
    tomas.press("Review the proposed negative")
    tomas.press("Review the proposed negative")
    tomas.reads("a no is proposed. Does it hold?", MINUTE, "No means shown (adult)", "He had left twice, and had nowhere to go.")
    assert "Oda" not in tomas.words("main")
    tomas.press("Show the account")
    tomas.reads("Her passport was taken.")
    tomas.press("Record the review")
    tomas.reads("Say whether it holds or goes back", "Tick it once you have read them")
    review(tomas, "It goes back: something has to be looked at again", "Who made the pay slips? Ask the bank.")
    tomas.reads("It is back with the decision maker")


def review(tomas: Walker, verdict: str, why: str = "") -> None:
    """What the second pair of eyes finds."""
    tomas.answers("What do you find?", verdict)
    tomas.write("Why", why)
    tomas.ticks("I have read the account, the evidence, the answers and the reasons myself")
    tomas.press("Record the review")


def proposes_again(oda: Walker) -> None:
    """What came back stands on the page with its why, and the reasons stand ready to go on from."""
    oda.visit("Today")
    oda.press("A decision whether one is presumed trafficked")
    oda.press("Decide: Reasonable grounds")
    oda.reads("The second reviewer sent it back", "Who made the pay slips? Ask the bank.")
    text = oda.page.locator("textarea[name=text]")
    assert text.input_value() == MINUTE
    text.fill(f"{MINUTE} The bank has no payments.")
    oda.press("Save the draft")
    oda.reads("What you typed is kept, sealed, for you alone.")
    assert text.input_value().endswith("The bank has no payments.")
    oda.press("Send to the second reviewer")
    oda.reads("It is with the second reviewer")


def confirms(tomas: Walker) -> None:
    """It holds: now it is the decision, and other ways stay open."""
    tomas.visit("Today")
    tomas.press("Review the proposed negative")
    tomas.press("Review the proposed negative")
    review(tomas, "It holds: the negative becomes the decision")
    tomas.reads(
        "There are no reasonable grounds", "The person is told by a safe way. The reasons go with it.", "The way to asylum stays open."
    )
