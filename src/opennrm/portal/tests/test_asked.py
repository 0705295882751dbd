"""What an address may ask of the worklist, and in which part of the day a line stands."""

from datetime import date
from uuid import UUID

import pytest

from opennrm.cases.spine.about import About
from opennrm.cases.spine.reads import CaseSeen, Due, Opened
from opennrm.portal.asked import Asked, kind_of, when

ON = date(2026, 11, 17)
ADULT, CHILD = (
    CaseSeen(UUID(int=place), "case", f"7KQ-4{place}M", "presumed", ON, ON, About(age=age), 1, 1)
    for place, age in enumerate(("adult", "child"))
)
RIGHT = Opened(1, ON)


def line(
    *,
    due: date | None = ON,
    mine: bool = True,
    key: str = "safety",
    right: Opened | None = RIGHT,
    new: bool = False,
    child: bool = False,
) -> Due:
    return Due(CHILD if child else ADULT, key, "support_provider", due, mine, right, new)


@pytest.mark.parametrize(
    ("due", "part"),
    [
        (date(2026, 11, 16), "overdue"),
        (ON, "today"),
        (date(2026, 11, 18), "week"),
        (date(2026, 11, 24), "week"),
        (date(2026, 11, 25), ""),
        (None, "at_once"),
    ],
)
def test_a_line_stands_in_one_part_of_the_day(due: date | None, part: str) -> None:
    assert when(line(due=due), ON) == part


def test_what_a_line_is() -> None:
    assert kind_of(line()) == "right"
    assert kind_of(line(key="need.bed", right=None)) == "need"
    assert kind_of(line(key="referral.answer", right=None)) == "step"


TAKEN = line(new=True, child=True)


@pytest.mark.parametrize(
    ("query", "left_out"),
    [
        ({}, None),
        ({"due": "today"}, line(due=date(2026, 11, 16))),
        ({"turn": "mine"}, line(mine=False)),
        ({"kind": "right"}, line(key="need.bed", right=None)),
        ({"children": "1"}, line()),
        ({"new": "1"}, line()),
        ({"due": "today", "turn": "mine", "kind": "right", "children": "1", "new": "1"}, line()),
    ],
)
def test_a_filter_takes_what_it_names_and_leaves_the_rest_out(query: dict[str, str], left_out: Due | None) -> None:
    asked = Asked.read(query)
    assert asked.narrows is bool(query)
    assert asked.takes(TAKEN, ON)
    assert left_out is None or not asked.takes(left_out, ON)
    assert Asked.read(dict(part.split("=") for part in asked.query.split("&") if part)) == asked


@pytest.mark.parametrize("typed", ["<script>", "yes", "0", "", "mine' or 1=1"])
def test_what_an_address_does_not_know_is_as_if_it_were_not_there(typed: str) -> None:
    asked = Asked.read(dict.fromkeys(("due", "turn", "kind", "children", "new", "reference"), typed))
    assert asked == Asked()
    assert asked.words == ""
