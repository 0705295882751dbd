"""A child, and somebody whose age is in doubt: no consent is asked; the Child Office knows first; the outcome never goes to the child."""

import re

import pytest
from tests.journeys import steps
from tests.journeys.conftest import TODAY, Walks
from tests.journeys.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def test_child(republic: object, walks: Walks) -> None:
    pell, oda, ada = walks("Pell Haro"), walks("Oda Brissen"), walks("Ada Venn")
    steps.begin(pell, "Child", band="9 to 17")
    refers_a_child(pell, then="Child")
    pell.press("See the case")
    pell.reads("Child")
    steps.take_up(oda)
    oda.press("Decide: Reasonable grounds")
    oda.reads("for a child no means are needed: act and purpose are enough")
    steps.says_yes(oda)
    oda.press("Tell the outcome")
    nobody_tells_the_child(oda)
    oda.answers("To whom, and how?", "The child office, as long as there is no guardian")
    oda.press("Record that it was told")
    ada.visit("Cases")
    ada.press(the_case(ada))
    ada.reads("Presumed trafficked", "Child", "Child Office")


def test_age_unknown(republic: object, walks: Walks) -> None:
    pell, oda = walks("Pell Haro"), walks("Oda Brissen")
    pell.visit("Contacts")
    pell.press("Begin with somebody")
    pell.answers("Adult or child?", "In doubt or not known")
    pell.press(steps.ON)
    pell.reads("Say what makes you think that the person may be a child, or that nothing points either way")
    steps.who(pell, "In doubt or not known", sex="Male", band="9 to 17", reasons=("Says to be under 18", "Papers say so"))
    refers_a_child(pell, then="In doubt or not known")
    steps.take_up(oda)
    oda.reads("Age unknown: as a child", "Treated as a child while the age is in doubt")
    oda.press("Decide: Reasonable grounds")
    oda.reads("In doubt: treated as a child")
    steps.says_yes(oda)
    oda.reads("The doubt about age stays: until it is settled the person is treated as a child.")
    oda.press("Tell the outcome")
    nobody_tells_the_child(oda)
    oda.press("Case")
    oda.press("Settle the age")
    oda.press("Record it")
    oda.reads("Say whether the person is an adult or a child")
    oda.answers("The person is", "An adult")
    oda.write("On what it rests", "A birth certificate that the consulate confirmed")
    oda.press("Record it")
    oda.reads("Recorded. Rights follow the age from that day on.")
    assert "Age Adult" in oda.words("main")


def the_case(walker: Walker) -> str:
    """The reference of the first case that is listed."""
    return walker.page.locator("main tbody a").first.inner_text()


def refers_a_child(pell: Walker, then: str) -> None:
    """From the second page on: the question to an adult is not on the way."""
    steps.safe(pell)
    steps.account(pell)
    pell.sees("G3")
    pell.press(steps.ON)
    pell.press(steps.ON)
    pell.reads("Signs with children")
    pell.sees("C2")
    pell.press(steps.ON)
    pell.reads("Which other signs do you look through?")
    pell.press("Continue")
    pell.press("Continue")
    steps.what_was_done(pell, then=then)
    pell.reads("Child protection is informed first, and the child is told. No consent is asked")
    steps.result(pell)
    assert not pell.page.get_by_role("link", name=re.compile("The person's answer")).count()
    pell.reads("First: Child Office. Then the child")
    steps.told_a_child(pell, TODAY)
    steps.details(pell)
    pell.press("Send the referral")
    pell.reads("The referral is sent")


def nobody_tells_the_child(oda: Walker) -> None:
    """Among those who may be told the person is not."""
    oda.reads("never to a child directly")
    assert "The person, by a message" not in oda.words("main")
