"""The lines of a list are put together as text: whatever stands in a record, it stays text there."""

from html import unescape
from uuid import UUID

import pytest

from opennrm.programme.activities.listed import listed
from opennrm.programme.activities.shown import Line

LINE = Line(
    id=UUID(int=1),
    url="/programme/activities/1/",
    name="Seeing people",
    kind="Training",
    when="5 May 2026",
    where="Port",
    state="Done",
    state_code="done",
    confidential=False,
    led_to="",
)
BROKEN = "<script>alert('&')</script>\""


@pytest.mark.security("INJ-01")
@pytest.mark.parametrize("field", ["url", "name", "kind", "when", "where", "state", "led_to"])
def test_what_is_recorded_is_never_read_as_markup(field: str) -> None:
    page = listed([LINE._replace(**{field: BROKEN})])
    assert "<script" not in page
    assert BROKEN in unescape(page)


def test_a_line_says_what_is_held_up_and_what_is_in_confidence() -> None:
    assert "<b>" not in listed([LINE])
    assert "in confidence" not in listed([LINE])
    page = listed([LINE._replace(state="Held up", state_code="held_up", confidential=True, led_to="2 outcomes")])
    assert "<b>Held up</b> · 2 outcomes" in page
    assert "in confidence" in page


def test_the_heading_is_that_of_the_page() -> None:
    assert listed([LINE, LINE], "h2").count("</h2>") == 2
    assert "<h3>" in listed([LINE])
