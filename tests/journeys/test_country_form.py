"""The pages of a country's own form in a real browser: nothing scrolls sideways at 320 px, axe finds nothing, keys alone are enough."""

from uuid import UUID

import pytest
from playwright.sync_api import Page
from tests.journeys.conftest import NARROW, Walks

from opennrm.cases.referral.tests.test_country_form import Britain, a_draft
from opennrm.cases.spine import editions

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def pages(contact: UUID) -> list[str]:
    """Every page that is asked of an adult before and after the answer."""
    form = editions.today().referral_form
    late = {"notification", "support", "consent"}  # behind an answer of the person
    own = [step.id for step in form.steps if any(one.kind for one in step.fields) and step.id not in late | {"age"}]
    return [f"/contacts/{contact}/form/{id}/" for id in own]


def test_the_pages_of_the_form_hold(transactional_db: None, walks: Walks) -> None:
    britain = Britain()
    contact = a_draft(britain.responder, "ENG")
    walker = walks()
    walker.come_in_as(britain.responder)
    for address in pages(contact):
        walker.go(address)
        assert walker.page.url.endswith(address)  # it is the page itself that was looked at, not one to which it led


def test_keys_alone_are_enough_without_a_script(transactional_db: None, walks: Walks) -> None:
    britain = Britain()
    contact = a_draft(britain.responder, "ENG")
    walker = walks(width=NARROW, scripts=False)
    walker.come_in_as(britain.responder)
    walker.go(f"/contacts/{contact}/form/leaving/")
    page = walker.page
    reach(page, "still_exploited")
    page.keyboard.press("Space")  # the first answer: yes
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("textarea[name=what_keeps]").count() == 1
    assert page.locator(".govuk-error-summary li").count() == 1  # what is new on the page is not scolded yet
    reach(page, "last_contact")
    page.keyboard.press("Space")
    reach(page, "what_keeps")
    page.keyboard.type("a debt")
    reach(page, "")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/form/leaving/" not in page.url


def reach(page: Page, name: str) -> None:
    """Go on by the tabulator until a field has the focus; without a name, until the first button of the form has."""
    for _ in range(120):
        page.keyboard.press("Tab")
        has = "document.activeElement.name" if name else "document.activeElement.matches('form .govuk-button') ? '' : 'x'"
        if page.evaluate(has) == name:
            return
    raise AssertionError(f"{name} is not reached by keys")
