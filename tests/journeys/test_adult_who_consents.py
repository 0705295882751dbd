"""An adult says yes: from the first contact to a positive decision, by the pages alone."""

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
    pell.press("Send the referral")
    pell.press("See the case")
    oda = walks("Oda Brissen")
    oda.press("Answer the referral")
    oda.visit("Referrals")
    oda.page.locator("tr.nrm-work__line a").first.click()
    oda.press("Answer it")
    oda.answers("Do you take it up?", "Yes, take it up")
    oda.press("Record the answer")
    oda.press("Decide on reasonable grounds")
    oda.press("Decide yes")
    oda.press("Tell the outcome")
