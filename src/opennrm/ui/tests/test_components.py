"""Our components against the option → HTML cases that GOV.UK Frontend ships."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils.safestring import SafeString

from opennrm.ui.components import COMPONENTS, OWN, render
from opennrm.ui.tests.markup import tokens

FIXTURES = Path(__file__).parent / "fixtures"

# Cases in which we differ on purpose, with the reason: whoever adds one says here why.
NO_DROPPING = "the zone to drop files into is made by a script, and no page of ours does more with one"
WITH_A_ZONE = ("enhanced", "enhanced, with error message and hint", "enhanced, multiple files", "translated")
DIFFERENT: dict[tuple[str, str], str] = {
    ("file-upload", name): NO_DROPPING for name in (*WITH_A_ZONE, "enhanced, custom wrapper classes and attributes")
}
# The number of cases that are equal; it may only go up.
EQUAL = 562


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(FIXTURES.glob("*.jsonl")):
        yield from ((path.stem, json.loads(line)) for line in path.read_text().splitlines())


@pytest.mark.parametrize("component", sorted(COMPONENTS))
def test_a_component_gives_the_markup_of_govuk_frontend(component: str) -> None:
    ours = [case for name, case in cases() if name == component and (name, case["name"]) not in DIFFERENT]
    assert ours
    assert [case["name"] for case in ours if tokens(render(component, case["options"])) != tokens(case["html"])] == []


def test_the_number_of_equal_cases_only_goes_up() -> None:
    assert len([case for name, case in cases() if (name, case["name"]) not in DIFFERENT]) >= EQUAL


def test_the_comparison_sees_a_difference() -> None:
    good = '<p class="a"><b>One</b> two</p>'
    assert tokens(good) == tokens('<p class="a">\n  <b>One</b> two\n</p>')
    for other in ('<p class="b"><b>One</b> two</p>', '<p class="a"><b>One</b>two</p>', '<p class="a">One two</p>', "<p><b>One</b> two</p>"):
        assert tokens(good) != tokens(other)


HOSTILE = "<img src=x onerror=alert(1)>\"'&"


@pytest.mark.parametrize("component", ["input", "textarea", "button", "tag", "error-message", "back-link", "label", "hint", "inset-text"])
def test_text_is_never_read_as_markup(component: str) -> None:
    shown = render(component, {"text": HOSTILE, "name": HOSTILE, "value": HOSTILE, "label": {"text": HOSTILE}, "href": "#"})
    assert "<img" not in shown
    read = [part for token in tokens(shown) for pair in token for part in (pair if isinstance(pair, tuple) else [pair])]
    assert HOSTILE in [part.strip() for part in read]


def test_a_string_stands_for_its_text() -> None:
    assert render("input", {"name": "a", "label": "Name", "hint": "As said"}) == render(
        "input", {"name": "a", "label": {"text": "Name"}, "hint": {"text": "As said"}}
    )


def test_markup_handed_in_as_markup_stays() -> None:
    assert "<b>1</b>" in render("tag", {"text": SafeString("<b>1</b>")})


def test_a_choice_has_no_default_and_ties_each_answer_to_its_consequences() -> None:
    items = [{"value": "yes", "text": "Yes", "what": ["He is told."]}, {"value": "no", "text": "No", "what": ["Nothing is sent."]}]
    shown = tokens(render("choice", {"name": "answer", "fieldset": {"legend": "His answer"}, "items": items}))
    boxes = [dict(token[2:]) for token in shown if token[:2] == ("open", "input")]
    assert [box["aria-describedby"] for box in boxes] == ["answer-what", "answer-2-what"]
    assert not any("checked" in box for box in boxes)


def test_a_sign_is_not_assessed_until_somebody_says_so() -> None:
    shown = tokens(render("observe", {"name": "c9", "code": "C9", "text": "Wages were kept"}))
    boxes = [dict(token[2:]) for token in shown if token[:2] == ("open", "input") and dict(token[2:])["type"] == "radio"]
    assert {box["value"]: "checked" in box for box in boxes} == {
        "observed": False,
        "reported": False,
        "absent": False,
        "not_assessed": True,
    }


def test_a_blocked_act_stays_in_sight_and_says_why() -> None:
    shown = tokens(render("blocked", {"text": "Send", "reasons": ["He was not asked.", "One has not answered."]}))
    button = next(dict(token[2:]) for token in shown if token[:2] == ("open", "button"))
    listed = next(dict(token[2:]) for token in shown if token[:2] == ("open", "ul"))
    assert (button["aria-disabled"], button["type"]) == ("true", "button")
    assert button["aria-describedby"] == listed["id"]
    assert "disabled" not in button


def test_two_blocked_acts_on_a_page_do_not_share_an_id() -> None:
    one, other = (render("blocked", {"text": words, "reasons": "It is closed."}) for words in ("Send", "Decide"))
    assert one.split('id="')[1].split('"')[0] != other.split('id="')[1].split('"')[0]


def test_a_weight_is_said_in_words() -> None:
    shown = render("weight", {"level": "2", "text": "usual in this sector"})
    assert "some weight: usual in this sector" in shown
    assert shown.count('class="on"') == 2


def test_every_component_says_what_it_takes() -> None:
    assert [name for name, function in {**COMPONENTS, **OWN}.items() if not function.__doc__] == []
