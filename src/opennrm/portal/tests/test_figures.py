"""The coordinator's morning: who may open it, as of when it speaks, and that it is the same page for none and for few."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from click.testing import CliRunner
from tests import people
from tests.access.world import rolled_back
from tests.once import once
from tests.pages import page_of
from tests.statements import MOST, statements

from opennrm.access.actor import Actor
from opennrm.cases.identification import actions as identification
from opennrm.cases.identification.tests.world import World
from opennrm.cases.spine import editions
from opennrm.cases.support import actions as support
from opennrm.journal import clock
from opennrm.portal.commands import main
from opennrm.portal.morning.figures import Figures, of_years
from opennrm.statistics import owed_reads

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FEW = 5


def this_year() -> Figures:
    year = clock.now().year
    return of_years(editions.today(), {year}, clock.now().date())[year]


@pytest.fixture
def world() -> World:
    return once(World)


def page(actor: Actor, asked: str = "") -> str:
    return page_of(people.signed_in(actor), f"/figures/{asked}")


def a_monitor() -> Actor:
    return people.a_person(people.an_agency("monitor", name="Rapporteur"), "monitor")


def referred(world: World, n: int) -> list[UUID]:
    """So many referrals, each a child's when it was exploited or not, taken up today."""
    return [world.case(world.supported()) for _ in range(n)]


def a_day_passes() -> None:
    people.time_passes(clock.now() + timedelta(days=1))


def presumed(world: World, n: int) -> list[UUID]:
    cases = referred(world, n)
    for case in cases:
        identification.decide_yes(world.decider, case)
    return cases


def test_coordinator_and_monitor_read_it_and_find_it_in_their_navigation(world: World) -> None:
    for actor in (people.the_coordinator(), a_monitor()):
        assert '<a href="/figures/" aria-current="page">Figures</a>' in page(actor)


def test_a_year_without_a_case_is_a_page_that_says_so(world: World) -> None:
    shown = page(people.the_coordinator())
    assert "The clocks: too little fell due to tell a share" in shown
    assert "Time to a first decision: too few to draw it" in shown
    assert 'role="img"' not in shown


def test_what_is_recorded_today_is_told_from_tomorrow_on(world: World) -> None:
    referred(world, FEW)
    today = page(people.the_coordinator())
    assert f"{FEW} referrals in" not in today
    a_day_passes()
    assert f"{FEW} referrals in" in page(people.the_coordinator())


@pytest.mark.parametrize("who", [people.the_coordinator, a_monitor])
def test_nobody_is_told_of_few_who_could_not_have_what_they_asked_for(world: World, who: Callable[[], Actor]) -> None:
    cases, actor = presumed(world, 2 * FEW), who()
    for few in (1, FEW - 1):
        with rolled_back():
            for case in cases[:few]:
                support.miss(world.worker, case, entitlement="accommodation", opening=1, on=clock.now().date())
            a_day_passes()
            shown = page(actor)
            assert "could not have" not in shown
            assert not re.search(r"<td[^>]*>\s*[1-4]\s*<", shown)
            assert not re.search(r"<text[^>]*>not to be had<", shown), "no colour of a legend says that there is somebody"


def test_as_many_as_may_be_told_are_told(world: World) -> None:
    for case in presumed(world, 3 * FEW)[:FEW]:
        support.miss(world.worker, case, entitlement="accommodation", opening=1, on=clock.now().date())
    a_day_passes()
    shown = page(people.the_coordinator())
    assert f"{FEW} people asked and could not have:" in shown
    assert f"Of {3 * FEW} people met or referred, {3 * FEW} were presumed trafficked" in shown


def test_the_coordinator_is_told_who_is_missing_and_a_monitor_is_not_sent_to_a_page_that_is_closed(world: World) -> None:
    assert 'href="/gaps/#h-kinds"' in page(people.the_coordinator())
    assert "/gaps/" not in page(a_monitor())


def test_no_figure_leads_to_a_case(world: World) -> None:
    presumed(world, 2 * FEW)
    a_day_passes()
    for actor in (people.the_coordinator(), a_monitor()):
        assert "/cases/" not in page(actor)


@pytest.mark.parametrize("asked", ["?period=nonsense", "?period=1999", "?period=2999-Q1", "?period="])
def test_a_period_that_is_not_offered_is_this_year(world: World, asked: str) -> None:
    year = clock.now().year
    assert f'<option value="{year}" selected>' in page(people.the_coordinator(), asked)


def test_a_quarter_and_a_year_before_can_be_chosen(world: World) -> None:
    presumed(world, 2 * FEW)
    a_day_passes()
    year, coordinator = clock.now().year, people.the_coordinator()
    quarter = f"{year}-Q{(clock.now().month + 2) // 3}"
    assert f'<option value="{quarter}" selected>' in page(coordinator, f"?period={quarter}")
    before = page(coordinator, f"?period={year - 1}")
    assert f'<option value="{year - 1}" selected>' in before
    assert "The clocks: too little fell due to tell a share" in before


def test_on_the_first_morning_of_a_year_it_tells_the_year_that_ended(world: World) -> None:
    referred(world, FEW)
    people.time_passes(datetime(2027, 1, 1, 8, tzinfo=UTC))
    shown = page(people.the_coordinator())
    assert f"{FEW} referrals in 2026" in shown
    assert '<option value="2027"' not in shown
    people.time_passes(datetime(2027, 1, 2, 8, tzinfo=UTC))
    assert '<option value="2027" selected' in page(people.the_coordinator())


def test_it_is_computed_once_a_day(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    presumed(world, FEW)
    a_day_passes()
    asked, fell_due = [], owed_reads.fell_due

    def watched(*given: object) -> Iterator[object]:
        asked.append(given)
        return fell_due(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(owed_reads, "fell_due", watched)
    shown = [this_year() for _ in range(3)]
    assert shown[0] == shown[1] == shown[2]
    assert len(asked) == 1
    referred(world, 1)
    assert this_year() == shown[0]
    assert len(asked) == 1


def test_the_page_asks_no_more_than_a_page_may(world: World) -> None:
    presumed(world, FEW)
    a_day_passes()
    browser = people.signed_in(people.the_coordinator())
    browser.get("/figures/")
    assert statements(lambda: browser.get("/figures/")) <= MOST


def test_whoever_coordinates_begins_the_day_with_them(world: World) -> None:
    assert people.signed_in(people.the_coordinator()).get("/").headers["Location"] == "/figures/"


def test_the_worker_counts_them_before_anybody_asks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    presumed(world, FEW)
    a_day_passes()
    assert CliRunner().invoke(main, ["worker", "--once"]).exit_code == 0
    monkeypatch.setattr(owed_reads, "fell_due", lambda *_given: pytest.fail("they were counted once more"))
    assert f"{FEW} referrals in" in page(people.the_coordinator())


def test_what_was_kept_holds_no_number_that_may_not_be_told(world: World) -> None:
    presumed(world, FEW - 1)
    a_day_passes()
    found = this_year()
    cells = [
        *found.way.values(),
        *found.help.values(),
        *found.trend.values(),
        *(one for rights in found.rights.values() for one in rights.values()),
    ]
    assert cells
    assert not [n for one in cells for n in one.values() if n is not None and 0 < n < FEW]
    assert (found.waits.followed, found.waits.points, found.heat) == (None, (), {})


def test_the_year_before_stands_beside_where_it_is_told(world: World) -> None:
    """Twelve waited two days in one year, six one day in the next: clocks, waiting and ways say both, with 0 where there was none."""
    cases = referred(world, 12)
    people.time_passes(clock.now() + timedelta(days=2))
    for case in cases:
        identification.decide_yes(world.decider, case)
    people.time_passes(datetime(2027, 3, 1, 9, 0, tzinfo=UTC))
    later = referred(world, 6)
    people.time_passes(datetime(2027, 3, 2, 9, 0, tzinfo=UTC))
    for case in later:
        identification.decide_yes(world.decider, case)
    a_day_passes()
    shown = page(people.the_coordinator(), "?period=2027")
    assert "In time, 2026" in shown
    assert '<tr><th scope="row">Referred</th><td>all</td><td>6</td><td>12</td></tr>' in shown
    assert '<tr><th scope="row">Referred</th><td>a negative decision</td><td>0</td><td>0</td></tr>' in shown
    of = of_years(editions.today(), {2027, 2026}, clock.now().date())
    found = [of[2027], of[2026]]
    assert [one.waits.followed for one in found] == [6, 12]
    before = page(people.the_coordinator(), "?period=2026")
    assert "In time, 2025" not in before
