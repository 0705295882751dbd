"""The pages of a case in a real browser, as three people open them: axe finds nothing, nothing scrolls sideways at 320 px."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.breadth import assured_but
from tests.once import once
from tests.people import signed_in

from opennrm.access.actor import Actor
from opennrm.cases.identification.tests.world import World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
AXE = (Path(__file__).parent / "assets/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def opened(browser: Browser, server: Any, actor: Actor, width: int, script: bool = True) -> Page:
    """A browser of this width in which the actor has signed in."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, bypass_csp=True, java_script_enabled=script, base_url=server.url
    )
    kept = signed_in(actor).cookies.items()
    context.add_cookies([{"name": name, "value": one.value, "url": server.url} for name, one in kept])
    return context.new_page()


def faults(page: Page, addresses: list[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with each page: its status, its width, what axe says."""
    for address in addresses:
        answer = page.goto(address)
        if answer is None or answer.status != 200:
            yield address, f"answered {answer and answer.status}"
            continue
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            yield address, "scrolls sideways"
        page.evaluate(AXE)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        yield from ((address, f"{one['id']}: {one['nodes'][0]['html'][:120]}") for one in found["violations"])


@pytest.mark.parametrize("width", assured_but({320}, [320, 1280]))
def test_the_pages_of_a_case_hold_for_who_refers_decides_and_supports(live_server: Any, browser: Browser, width: int) -> None:
    world = once(World)
    case = world.case(world.supported())
    paths = {
        world.responder: ["/today/", "/contacts/", "/contacts/new/", "/referrals/", f"/cases/{case}/"],
        world.decider: ["/today/", f"/cases/{case}/", f"/cases/{case}/decision/", f"/referrals/{case}/", "/search/"],
        world.worker: ["/today/", f"/cases/{case}/", f"/cases/{case}/consents/"],
    }
    assert [fault for actor, its in paths.items() for fault in faults(opened(browser, live_server, actor, width), its)] == []


def test_a_name_is_shown_by_a_press_alone_and_without_a_script(live_server: Any, browser: Browser) -> None:
    world = once(World)
    case = world.case(world.supported())
    page = opened(browser, live_server, world.worker, 390, script=False)
    page.goto(f"/cases/{case}/")
    assert page.locator("[data-shown]").count() == 0
    page.locator("button[name=show][value=identity]").click()
    assert page.locator("#reveal-identity [data-shown]").count() == 1
