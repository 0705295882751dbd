"""An adult says yes: from the first contact to a decision and to rights of every status, by the pages alone."""

import pytest
from tests.journeys import steps
from tests.journeys.conftest import Walks

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def test_adult_who_consents(republic: object, walks: Walks) -> None:
    pell = walks("Pell Haro")
    steps.begin(pell, "Adult")
    steps.safe(pell)
    steps.account(pell)
    steps.signs(pell)
    steps.passages(pell)
    steps.what_was_done(pell)
    steps.result(pell)
    steps.answered(pell, "Yes")
    steps.support(pell)
    steps.details(pell)
    print(pell.words())
    pell.press("Send the referral")
    print(pell.words())
    pell.press("See the case")
    print(pell.words())
    oda = walks("Oda Brissen")
    print("TODAY", oda.words("main"))
    oda.press("Answer the referral")
    print("CASE0", oda.page.url, oda.words("main"))
    oda.visit("Referrals")
    print("REF", oda.page.locator("main").aria_snapshot())
    oda.page.locator("tr.nrm-work__line a").first.click()
    oda.page.wait_for_timeout(1000)
    print("REF", oda.words("main"))
    oda.press("Answer it")
    oda.answers("Do you take it up?", "Yes, take it up")
    oda.press("Record the answer")
    print("CASE", oda.words("main"))
    oda.press("Decide on reasonable grounds")
    print("DEC", oda.words("main"))
    oda.press("Decide yes")
    print("DONE", oda.words("main"))
    oda.press("Tell the outcome")
    print("TELL", oda.words("main"))


def pell_ref(pell):
    return pell.page.locator("h1 bdi").inner_text()
