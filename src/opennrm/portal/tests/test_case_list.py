"""The list of an agency's open cases: what moved last first, page by page, with as many as there are for whoever asks."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.pages import page_of

from opennrm.cases.identification import actions as identification
from opennrm.cases.identification.tests.world import World
from opennrm.cases.spine import reads
from opennrm.journal import clock
from opennrm.portal import today

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def made() -> tuple[World, list[Any]]:
    """Five cases of three days; the first of them is decided on a fourth."""
    world, cases = World(), []
    for _ in range(2):
        cases += [world.case(), world.case()]
        people.time_passes(clock.now() + timedelta(days=2))
    cases.append(world.young())
    people.time_passes(clock.now() + timedelta(days=2))
    identification.decide_yes(world.decider, cases[0])
    return world, cases


@pytest.fixture
def made_once() -> tuple[World, list[Any]]:
    return once(made)


def by_day(world: World) -> list[Any]:
    found = reads.cases_of(world.decider)
    return [(-one.since.toordinal() if one.since else 0, str(one.id)) for one in found]


def listed(shown: str) -> list[str]:
    return re.findall(r'/cases/([0-9a-f-]{36})/"', shown)


def test_what_moved_last_stands_first_and_of_one_day_the_order_tells_nothing(made_once: tuple[World, list[Any]]) -> None:
    world, cases = made_once
    order = [one.id for one in reads.cases_of(world.decider)]
    assert set(order) == set(cases)
    assert order[:2] == [cases[0], cases[4]]
    assert set(order[2:4]) == set(cases[2:4])
    assert order[4] == cases[1]
    assert by_day(world) == sorted(by_day(world))


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_follow_one_another_without_a_case_twice_or_left_out(made_once: tuple[World, list[Any]], size: int) -> None:
    world, _cases = made_once
    whole, found, after = reads.cases_of(world.decider), [], None
    while page := reads.cases_of(world.decider, size, after):
        found += page
        after = (page[-1].since, page[-1].id)
    assert found == whole


def test_the_page_says_how_many_there_are_for_whoever_asks(made_once: tuple[World, list[Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    world, _cases = made_once
    browser = people.signed_in(world.decider)
    shown = page_of(browser, "/cases/")
    assert "5 cases. What moved last stands first." in shown
    assert len(listed(shown)) == 5
    assert "1 case." in page_of(browser, "/cases/?children=1")
    other = people.a_person(people.an_agency("competent_authority", name="Another Office"), "decision_maker")
    assert "No case is open to your agency." in page_of(people.signed_in(other), "/cases/")
    monkeypatch.setattr(today, "MANY", 3)
    assert "More than 3 cases." in page_of(browser, "/cases/")


@pytest.mark.parametrize("after", ["", "x", "2026-11-17", "2026-13-40.5", "00000000-0000-0000-0000-000000000000", "2026-11-17.x"])
def test_an_address_that_names_no_place_shows_the_first_page(made_once: tuple[World, list[Any]], after: str) -> None:
    world, _cases = made_once
    assert len(listed(page_of(people.signed_in(world.decider), f"/cases/?after={after}"))) == 5


def test_a_page_that_was_turned_over_leads_back_to_the_first(made_once: tuple[World, list[Any]]) -> None:
    client = people.signed_in(made_once[0].decider)
    assert "Back to the first" not in page_of(client, "/cases/")
    assert '<a class="govuk-link" href="?">Back to the first</a>' in page_of(client, f"/cases/?after={clock.now().date()}.{UUID(int=0)}")
