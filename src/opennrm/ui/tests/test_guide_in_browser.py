"""The style guide in a real browser, under the content security policy of the pages: axe, narrow screens, keyboard, no script."""

import mimetypes
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Route
from tests.breadth import assured_but

from opennrm.ui.guide import guide_context

UI = Path(__file__).parent.parent
AXE = (UI.parent.parent.parent / "tests/journeys/assets/axe.min.js").read_text()
POLICY = "; ".join(f"{name} {' '.join(values)}" for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items())
WIDTHS = (1280, 390, 320)


def answer(route: Route) -> None:
    """Pages and static files from memory: no server, no database. What fails is seen at once and not after a time-out."""
    try:
        give(route)
    except Exception as failure:
        route.fulfill(status=500, body=repr(failure))


def give(route: Route) -> None:
    path = urlparse(route.request.url).path
    if path.startswith("/static/"):
        kind = mimetypes.guess_type(path)[0]
        route.fulfill(body=(UI / path.removeprefix("/")).read_bytes(), content_type=kind)
        return
    typed = QueryDict(route.request.post_data or "") if route.request.method == "POST" else None
    context = guide_context(typed)
    route.fulfill(body=render_to_string("ui/guide.html", context), headers={"Content-Security-Policy": POLICY, "Content-Type": "text/html"})


Opens = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Any:
    contexts = []

    def open_page(width: int = 1280, **how: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **how)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []  # type: ignore[attr-defined]
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
        page.route("**/*", answer)
        page.set_default_timeout(10_000)
        came = page.goto("http://guide.localhost/")
        assert came is not None
        assert came.ok, came.text()
        return page

    yield open_page
    for context in contexts:
        context.close()


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


def send_empty(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_selector(".govuk-error-summary")


@pytest.mark.parametrize("width", assured_but({320, 1280}, WIDTHS))
def test_axe_finds_nothing(opened: Opens, width: int) -> None:
    page = opened(width)
    assert violations(page) == []
    send_empty(page)
    assert violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("locale", ["en", "ar"])
def test_nothing_scrolls_sideways(opened: Opens, width: int, locale: str) -> None:
    page = opened(width)
    page.evaluate("dir => document.documentElement.dir = dir", "rtl" if locale == "ar" else "ltr")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_words_a_third_longer_still_fit(opened: Opens) -> None:
    page = opened(320)
    page.evaluate(
        """() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); const all = [];
        while (walk.nextNode()) all.push(walk.currentNode);
        for (const node of all) if (node.data.trim().length > 3) node.data = node.data.replace(/(\\w{3,})/g, '$1xx') }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_policy_is_kept_and_the_scripts_run(opened: Opens) -> None:
    page = opened()
    assert page.complaints == []  # type: ignore[attr-defined]
    assert "govuk-frontend-supported" in (page.get_attribute("body", "class") or "")
    assert page.get_by_text("You have 500 characters remaining").first.is_visible()


def test_the_first_key_leads_past_the_navigation(opened: Opens) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(opened: Opens) -> None:
    page = opened()
    page.get_by_role("group", name="When did you first meet her?").get_by_label("Day").fill("3")
    send_empty(page)
    assert page.title().startswith("Error:")
    page.wait_for_function("document.activeElement.classList.contains('govuk-error-summary')")
    page.get_by_role("link", name="Give at least the year, with four figures").click()
    assert page.evaluate("document.activeElement.closest('.govuk-form-group').textContent.trim()") == "Year"
    assert page.get_by_role("group", name="When did you first meet her?").get_by_label("Day").input_value() == "3"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_source_is_asked_for_a_reported_sign_alone(opened: Opens, scripts: bool) -> None:
    page = opened(java_script_enabled=scripts)
    source = page.get_by_label("Who told you about C5?")
    assert not source.is_visible()
    page.get_by_role("group", name="C5 She was threatened").get_by_label("Reported").check()
    assert source.is_visible()
    assert not page.get_by_label("Who told you about C9?").is_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_an_answer_opens_its_own_question(opened: Opens, scripts: bool) -> None:
    page = opened(java_script_enabled=scripts)
    question = page.get_by_label("Who interpreted?")
    assert not question.is_visible()
    page.get_by_label("With an interpreter").check()
    assert question.is_visible()


def test_the_quiet_part_of_the_ledger_is_folded_on_phones_only(opened: Opens) -> None:
    row = "#r-met_in_time"
    assert opened(1280).locator(row).is_visible()
    phone = opened(390, java_script_enabled=False)
    assert not phone.locator(row).is_visible()
    phone.get_by_text("Show 6 lines").click()
    assert phone.locator(row).is_visible()


def test_paper_shows_all_of_the_ledger_and_no_buttons(opened: Opens) -> None:
    page = opened(390)
    page.emulate_media(media="print")
    assert page.locator("#r-met_in_time").is_visible()
    assert not page.get_by_role("button", name="Save and continue").is_visible()


def test_the_safe_way_of_contact_comes_before_the_facts(opened: Opens) -> None:
    page = opened(320)
    safe, facts = (page.locator(each).first.bounding_box() for each in (".nrm-safe", ".nrm-facts"))
    assert safe is not None
    assert facts is not None
    assert safe["y"] + safe["height"] <= facts["y"]


def test_what_is_missing_stays_in_sight_while_one_writes(opened: Opens) -> None:
    page = opened(390)
    page.locator("#h-test").scroll_into_view_if_needed()
    assert page.evaluate("document.querySelector('.nrm-missing').getBoundingClientRect().bottom <= innerHeight")


def test_it_gives_way_to_the_field_in_which_one_writes(opened: Opens) -> None:
    page, covers = opened(390), "getComputedStyle(document.querySelector('.nrm-missing')).position === 'sticky'"
    field = page.locator("textarea[name=reasons]")
    assert page.evaluate(covers)
    field.focus()
    assert not page.evaluate(covers)
    field.blur()
    assert page.evaluate(covers)


def test_the_names_sent_are_random_and_the_answers_come_back(opened: Opens) -> None:
    page = opened()
    page.get_by_label("Given name").fill("Ana")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="Save and continue").click()
    names = {name for name, values in parse_qs(sent.value.post_data or "").items() if values == ["Ana"]}
    assert names
    assert "given_name" not in names
    page.wait_for_selector(".govuk-error-summary")
    assert page.get_by_label("Given name").input_value() == "Ana"


def test_targets_are_large_enough_for_a_thumb(opened: Opens) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 px, links within a sentence apart."""
    page = opened(390)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, input:not([type=hidden]), select, summary, nav a, .nrm-tally a, .nrm-day a')]
        .filter(e => e.checkVisibility()).map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
        .filter(([, r]) => r.width < 24 || r.height < 24).map(([html, r]) => html + ' ' + r.width + ' x ' + r.height)"""
    )
    assert small == []
