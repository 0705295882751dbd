"""Layouts, messages and cotton elements, as they come out of the templates."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from opennrm.ui import forms
from opennrm.ui.components import COMPONENTS, OWN
from opennrm.ui.guide import GuideSheet, guide_context
from opennrm.ui.tests.markup import tokens

TEMPLATES = Path(__file__).parent.parent / "templates"
COTTON = sorted((TEMPLATES / "cotton").glob("*.html"))
MESSAGES = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html")
LINKS = [SimpleNamespace(label="To my day", url="/"), SimpleNamespace(label="To the case", url="/case")]


def page(body: str, **context: Any) -> str:
    return engines["django"].from_string('{% extends "ui/layout.html" %}' + body).render(context)


def element(source: str, **context: Any) -> str:
    return engines["django"].from_string(CottonCompiler().process(source)).render(context)


def full(**more: Any) -> dict[str, Any]:
    return {**guide_context(), **more}


def positions(shown: str, *parts: str) -> list[int]:
    return [shown.index(part) for part in parts]


def test_a_page_comes_in_the_order_in_which_it_is_read() -> None:
    shown = page("{% block main %}Words{% endblock %}", **full())
    found = positions(shown, "govuk-skip-link", "nrm-demo", "nrm-top", "<nav", "Ilva Marden", "<main", "Words", "<footer")
    assert found == sorted(found)


def test_the_skip_link_leads_to_the_main_part() -> None:
    assert 'href="#main"' in page("")
    assert '<main class="nrm-main" id="main" tabindex="-1">' in page("")


def test_a_title_is_what_the_page_says_it_is() -> None:
    assert "<title>My day – OpenNRM</title>" in page("{% block title %}My day{% endblock %}")


def test_a_title_begins_with_error_when_a_form_has_errors() -> None:
    assert "<title>Error: Page" in page("", form=GuideSheet({}))
    assert "<title>Error: Page" in page("", form_errors=True)
    assert "<title>Page" in page("", form=GuideSheet())


def test_the_summary_of_errors_stands_before_the_page() -> None:
    shown = page("{% block main %}Words{% endblock %}", form=GuideSheet({}))
    assert shown.index("govuk-error-summary") < shown.index("Words")


def test_real_data_have_no_synthetic_line() -> None:
    assert "nrm-demo" not in page("", frame=SimpleNamespace(synthetic_line="", nav=[], me=None))


def test_signing_out_is_a_post() -> None:
    shown = page("", **full())
    assert re.search(r'<form method="post" action="[^"]+">.*<button class="nrm-link-button" type="submit">Sign out</button></form>', shown)


def test_the_current_place_is_marked_for_all() -> None:
    assert re.findall(r'aria-current="page">(\w+)<', page("", **full())) == ["Cases"]


def test_the_direction_follows_the_language() -> None:
    assert 'lang="en" dir="ltr"' in page("")
    with translation.override("ar"):
        assert 'lang="ar" dir="rtl"' in page("")


@pytest.mark.parametrize("name", ["ui/layout.html", "ui/layout_aside.html", "ui/bare.html", "ui/done.html", "ui/guide.html"])
def test_no_page_has_a_script_or_style_of_its_own_or_asks_another_host(name: str) -> None:
    shown = render_to_string(name, full(title="Done", links=LINKS))
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script>|https?://(?!www\.w3\.org)", shown)
    assert all(source.startswith("/static/") for source in re.findall(r'<(?:script|link)[^>]*(?:src|href)="([^"]+)"', shown))


def test_a_page_with_an_aside_reads_the_main_part_first() -> None:
    body = '{% extends "ui/layout_aside.html" %}{% block main %}Work{% endblock %}{% block aside %}Filter{% endblock %}'
    shown = engines["django"].from_string(body).render({})
    assert shown.index("Work") < shown.index("Filter")


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_needs_nothing_to_be_shown(name: str) -> None:
    """Django renders some of them without any context."""
    shown = render_to_string(name)
    assert shown == render_to_string(f"ui/{name}")
    assert shown.count("<h1") == 1


def test_what_is_hidden_and_what_is_absent_read_the_same() -> None:
    """The page takes nothing from the request: neither its path nor what the exception says."""
    assert render_to_string("404.html", {"request_path": "/cases/7KQ-42M/", "exception": "No Case matches"}) == render_to_string("404.html")


def test_a_page_afterwards_says_what_happened_and_what_comes_next() -> None:
    context = {
        "title": "The referral is sent",
        "says": "The Identification Office has it.",
        "follows": ["It decides in 5 days."],
        "links": LINKS,
    }
    shown = render_to_string("ui/done.html", context)
    found = positions(shown, "govuk-panel__title", "The Identification Office has it.", "It decides in 5 days.", "To my day", "To the case")
    assert found == sorted(found)


def test_a_message_of_the_last_act_is_shown() -> None:
    message = SimpleNamespace(level_tag="success", __str__=lambda self: "")
    shown = page("", messages=[message])
    assert "govuk-notification-banner--success" in shown


@pytest.mark.parametrize("path", COTTON, ids=lambda path: path.stem)
def test_an_element_says_what_it_takes(path: Path) -> None:
    assert re.match(r"\{#|\{% comment %\}", path.read_text())


def test_every_component_has_its_element() -> None:
    wrapped = set(re.findall(r'\{% govuk "([a-z-]+)"', "".join(path.read_text() for path in COTTON)))
    assert wrapped == set(COMPONENTS) | set(OWN)


def test_the_guide_shows_every_element() -> None:
    shown = (TEMPLATES / "ui/guide.html").read_text() + (TEMPLATES / "ui/guide_right.html").read_text()
    layouts = "".join((TEMPLATES / "ui" / name).read_text() for name in ("layout.html", "done.html"))
    by_fields = {
        "choice",
        "observe",
        "select",
        "label",
        "hint",
        "error_message",
        "error_summary",
        "status",
        "sheet",
        "exit_bar",
        "exit_this_page",
    }
    used = {name.replace("-", "_") for name in re.findall(r"<c-([a-z-]+)", shown + layouts)}
    assert {path.stem for path in COTTON} - by_fields <= used


def test_short_attributes_become_the_options_of_the_component() -> None:
    shown = element(
        '<c-input name="place" label="Place" hint="The town" error="Give the place" class="nrm-x" data-a="1" size="m" heading />'
    )
    found = tokens(shown)
    control = next(dict(token[2:]) for token in found if token[:2] == ("open", "input"))
    assert control["class"] == "govuk-input nrm-x govuk-input--error"
    assert control["aria-describedby"] == "place-hint place-error"
    assert control["data-a"] == "1"
    assert ("open", "h1", ("class", "govuk-label-wrapper")) in found
    assert 'class="govuk-label govuk-label--m"' in shown


def test_a_legend_makes_a_fieldset() -> None:
    shown = element('<c-radios name="a" legend="How?" size="s" :items="items" />', items=[{"value": "1", "text": "One"}])
    assert '<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">How?</legend>' in shown


def test_the_content_of_an_element_is_markup_and_its_attributes_are_text() -> None:
    assert element('<c-inset text="<b>" />') == element("<c-inset>&lt;b&gt;</c-inset>")


def test_own_elements_do_not_take_words_of_the_page_by_accident() -> None:
    shown = element('<c-note kind="safe">Words</c-note>', title="Title of the page", level="9")
    assert "Title of the page" not in shown


def test_an_exit_bar_says_what_it_does() -> None:
    shown = element('<c-exit-bar url="/weather/" words="Closes this page. Your browser still remembers it." />')
    assert 'href="/weather/"' in shown
    assert "Your browser still remembers it." in shown


def test_a_reveal_is_a_post_and_what_was_shown_takes_its_place() -> None:
    assert '<form class="nrm-reveal" method="post" action="#reveal-identity">' in element('<c-reveal name="show" value="identity" />')
    shown = element('<c-reveal name="show" value="identity">Ana Kovar</c-reveal>')
    assert "<form" not in shown
    assert '<span data-shown tabindex="-1">Ana Kovar</span>' in shown


def test_a_sheet_sends_all_its_fields() -> None:
    class Place(forms.Sheet):
        place = forms.TextField(label="Place")
        name = forms.TextField(label="Name", identity=True)

    shown = element('<c-sheet :form="form" submit="Send" />', form=Place())
    assert re.search(r'<form method="post" action="" novalidate>.*name="_names".*name="place".*>Send</button>', shown, re.DOTALL)
    own = element('<c-sheet :form="form">{{ form.place }}</c-sheet>', form=Place())
    assert own.count('name="place"') == 1
    assert "Save and continue" in own


def test_a_correction_says_was_and_is_also_to_those_who_hear_it() -> None:
    shown = element('<c-log :items="items" />', items=[{"on": date(2026, 1, 2), "what": "Corrected", "was": "2025", "is": "2024"}])
    assert re.search(r"was</span> <del>2025</del> .*is</span> <ins>2024</ins>", shown)


def test_the_groups_of_a_worklist_head_their_rows() -> None:
    line = {"what": "Ask again", "reference": "7KQ-42M", "due": date(2026, 11, 12), "code": "overdue", "href": "/a"}
    groups = [
        {"id": "a", "title": "Overdue", "note": "1", "lines": [line]},
        {"id": "b", "title": "Today", "note": "0", "empty": "Nothing today."},
    ]
    shown = element('<c-worklist :groups="groups" />', groups=groups, today=date(2026, 11, 17))
    assert shown.count('scope="rowgroup"') == 2
    assert shown.count("<tbody>") == 2
    assert 'scope="row"' in shown
    assert "Nothing today." in shown
    assert '<bdi class="nrm-ref">7KQ-42M</bdi>' in shown


def test_a_folded_group_of_the_ledger_keeps_its_heading_outside() -> None:
    shown = element('<c-ledger-group title="Met" note="2" fold="2">rows</c-ledger-group>')
    assert shown.index("<h3") < shown.index("<details")
    assert "Show 2 lines" in shown
    assert "<details" not in element('<c-ledger-group title="Met" note="2">rows</c-ledger-group>')


def test_no_id_stands_twice_on_the_guide() -> None:
    ids = re.findall(r'\sid="([^"]+)"', render_to_string("ui/guide.html", full()))
    assert len(ids) == len(set(ids))


def test_a_day_needs_no_today_to_be_said() -> None:
    assert (
        element("{% day when %}{% distance when %}", when=date(2026, 11, 12)) == '<time datetime="2026-11-12">Thu 12 November 2026</time>'
    )
    assert element("{% distance when %}", when=date(2026, 11, 12), frame=SimpleNamespace(today=date(2026, 11, 17))) == "5 days ago"
