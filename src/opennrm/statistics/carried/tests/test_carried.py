"""Counts that are carried from day to day are those that are counted whole, on every day and at every position on the way."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from tests import people
from tests.once import once

from opennrm.cases.identification import actions as identification
from opennrm.cases.identification.tests.world import World
from opennrm.cases.procedure import actions as procedure
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral.sending import Talk
from opennrm.cases.spine import editions
from opennrm.cases.spine.models import Turn
from opennrm.cases.support import actions as support
from opennrm.journal import clock, places
from opennrm.journal.models import JournalEvent
from opennrm.statistics.carried import actions
from opennrm.statistics.carried.counts import Counts, of_morning
from opennrm.statistics.carried.models import Carried
from opennrm.statistics.period import Period

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AFTER = 70  # days after the last act: limits pass, periods end


def made() -> World:
    """Some months of cases that are decided, helped, rest and end, and of people who were only met."""
    world = World()
    helped, presumed, resting = world.case(world.supported()), world.case(), world.case(then="child")
    _days_pass(3)
    identification.decide_yes(world.decider, helped)
    _days_pass(1)
    identification.decide_yes(world.decider, presumed)
    support.give(world.worker, helped, entitlement="safety", opening=1, on=clock.now().date())
    procedure.suspend(world.decider, resting, reason="missing", on=clock.now().date())
    _days_pass(2)
    referral.record_answer(world.responder, world.contact(), answer="no", talk=Talk(on=clock.now().date(), language="ro"))
    world.contact()
    _days_pass(19)
    world.case(then="child")
    _days_pass(AFTER)
    return world


def _days_pass(days: int) -> None:
    people.time_passes(clock.now() + timedelta(days=days))


@pytest.fixture
def world() -> World:
    return once(made)


def days() -> Iterator[tuple[date, int]]:
    """Every day since the first event, each with the position at which it ended."""
    zone = editions.today().time_zone
    first = JournalEvent.objects.earliest("position").recorded_at.astimezone(zone).date()
    for n in range((clock.now().astimezone(zone).date() - first).days):
        day = first + timedelta(days=n)
        yield day, places.at(datetime.combine(day + timedelta(days=1), time(), zone) - timedelta(microseconds=1))


def whole(year: int, position: int, on: date) -> Counts:
    found = of_morning(editions.today(), Period.year(year), position, on, None)
    return Counts(Counter({key: n for key, n in found.items() if n}))


@pytest.mark.parametrize("step", [1, 3, 12])
def test_carried_on_from_day_to_day_they_are_as_if_counted_whole(world: World, step: int) -> None:
    profile, seen = editions.today(), set()
    for place, (day, position) in enumerate(days()):
        if place % step == 0:
            found = actions.of_year(profile, day.year, position, day)
            assert found == whole(day.year, position, day), day
            seen.update((key[0], key[3] if key[0] == "owed" else "") for key in found.found)
    assert {"owed", "waited", "way", "help", "month"} <= {what for what, _ in seen}
    assert {"open", "overdue", "met_in_time"} <= {status for _, status in seen}  # otherwise no day turned anything


def test_they_change_by_the_passing_of_days_alone(world: World) -> None:
    """The last act is long over: what a limit turns is found by its day, and of no case is anything counted that has none."""
    profile, ends = editions.today(), list(days())
    position, moved = ends[-1][1], 0
    quiet = [day for day, at in ends if at == position]
    for day in quiet:
        kept = Carried.objects.filter(what=str(day.year)).values_list("counts", flat=True).first() or {}
        before = {key: n for key, n in kept.items() if key.startswith("owed")}
        now = actions.of_year(profile, day.year, position, day).owed()
        found = {f"owed|{one.entitlement}|{one.month}|{one.status}|{'late' * one.late}": one.n for one in now}
        moved += bool(before) and before != found
        assert not before or before == found or Turn.objects.filter(day=day).exists()
    assert len(quiet) > AFTER - 3
    assert moved


def test_they_are_not_counted_whole_where_they_can_be_carried_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    profile, (first, second) = editions.today(), list(days())[-2:]
    actions.of_year(profile, first[0].year, first[1], first[0])

    def watched(*given: Any) -> Counter[tuple[str, ...]]:
        assert given[-1] is not None, "all of it was counted"
        return of_morning(*given)

    monkeypatch.setattr(actions, "of_morning", watched)
    actions.of_year(profile, second[0].year, second[1], second[0])
    monkeypatch.setattr(actions, "of_morning", lambda *_given: pytest.fail("they were counted once more"))
    actions.of_year(profile, second[0].year, second[1], second[0])


def test_other_law_or_an_earlier_day_is_counted_whole(world: World) -> None:
    profile, ends = editions.today(), list(days())
    (earlier, before), (later, after) = ends[len(ends) // 2], ends[-1]
    actions.of_year(profile, later.year, after, later)
    assert actions.of_year(profile, earlier.year, before, earlier) == whole(earlier.year, before, earlier)
    Carried.objects.update(basis="another", counts={})
    assert actions.of_year(profile, later.year, after, later) == whole(later.year, after, later)


def test_what_is_not_to_be_had_is_carried_on_to_now(world: World) -> None:
    profile, seen = editions.today(), Counter[str]()
    case = world.case(world.supported())
    identification.decide_yes(world.decider, case)
    for miss in (False, True, False):
        if miss:
            support.miss(world.worker, case, entitlement="safety", opening=1, on=clock.now().date())
        _days_pass(1)
        today = clock.now().date()
        found = actions.of_holes(profile, today)
        Carried.objects.all().delete()
        assert actions.of_holes(profile, today) == found
        seen[str(found.unavailable)] += 1
    assert len(seen) == 2
