"""What an address may ask of the worklist."""

from datetime import date

import pytest

from opennrm.cases.spine.worklist import Wanted
from opennrm.portal.asked import Asked

ON = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({}, Wanted()),
        ({"due": "today"}, Wanted(due="today")),
        ({"turn": "mine"}, Wanted(turn="mine")),
        ({"kind": "right"}, Wanted(kind="right")),
        ({"children": "1"}, Wanted(children=True)),
        ({"new": "1"}, Wanted(since=date(2026, 11, 16))),
        ({"due": "week", "turn": "others", "kind": "need", "children": "1"}, Wanted("week", "others", "need", children=True)),
    ],
)
def test_a_filter_asks_for_what_it_names(query: dict[str, str], wanted: Wanted) -> None:
    asked = Asked.read(query)
    assert asked.narrows is bool(query)
    assert asked.wanted(ON) == wanted
    assert Asked.read(dict(part.split("=") for part in asked.query.split("&") if part)) == asked


@pytest.mark.parametrize("typed", ["<script>", "yes", "0", "", "mine' or 1=1"])
def test_what_an_address_does_not_know_is_as_if_it_were_not_there(typed: str) -> None:
    asked = Asked.read(dict.fromkeys(("due", "turn", "kind", "children", "new", "reference"), typed))
    assert asked == Asked()
    assert asked.words == ""
