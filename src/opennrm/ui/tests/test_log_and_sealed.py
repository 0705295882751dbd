"""What happened, and what is sealed: parts of a case page that are written in Python. Nothing in them is markup by chance."""

from datetime import date
from typing import Any

import pytest
from django.utils.safestring import SafeString

from opennrm.ui.log import log
from opennrm.ui.sealed import reveal

HOSTILE, SAFE = "<b>'&", "&lt;b&gt;&#x27;&amp;"
TOKEN = '<input type="hidden" name="csrfmiddlewaretoken" value="t">'


def test_a_line_says_the_day_what_happened_and_who_recorded_it() -> None:
    made = log([{"on": date(2026, 11, 12), "what": "Referred", "text": "", "by": "Harbour House"}], date(2026, 11, 17))
    assert made == (
        '<ol class="nrm-log"><li><p><time datetime="2026-11-12">Thu 12 November</time></p><div><h3>Referred</h3>'
        '<p class="nrm-small nrm-muted">Harbour House</p></div></li></ol>'
    )


def test_a_correction_says_what_was_and_what_is() -> None:
    made = log([{"what": "Put right", "is": "1999", "was": "", "reason": "misheard", "told": "She was told."}])
    assert "<del>nothing</del>" in made
    assert "<ins>1999</ins> Reason: misheard. She was told.</p>" in made


@pytest.mark.parametrize("name", ["what", "text", "by", "is", "was", "reason", "told", "label", "href"])
def test_words_of_a_line_are_escaped(name: str) -> None:
    made = log([{"what": "x", "is": "y", "href": "/z", name: HOSTILE}])
    assert SAFE in made
    assert HOSTILE not in made


def test_what_is_sealed_has_a_button_that_says_what_it_shows_and_that_the_look_is_recorded() -> None:
    made = reveal({"term": "Name", "name": "show", "value": "identity"}, " \n", TOKEN)
    assert made.startswith('<div id="reveal-identity"><dt>Name</dt><dd><form class="nrm-reveal" method="post" action="#reveal-identity">')
    assert TOKEN in made
    assert 'name="show" value="identity"' in made
    assert 'Show<span class="govuk-visually-hidden">: Name</span></button><small>Sealed. Your look is recorded.</small>' in made


def test_what_was_shown_stands_in_the_place_of_the_button() -> None:
    made = reveal({"value": "identity"}, SafeString("<b>Ada</b>"), TOKEN)
    assert '<span data-shown tabindex="-1"><b>Ada</b></span>' in made
    assert "<form" not in made
    assert HOSTILE not in reveal({}, HOSTILE, TOKEN)


@pytest.mark.parametrize("name", ["term", "about", "label", "note", "value", "name", "action"])
def test_words_of_what_is_sealed_are_escaped(name: str) -> None:
    given: dict[str, Any] = {"name": "show", "value": "v", name: HOSTILE}
    assert SAFE in reveal(given, "", TOKEN)
    assert HOSTILE not in reveal(given, "", TOKEN)
