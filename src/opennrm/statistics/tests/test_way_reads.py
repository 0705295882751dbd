"""Who came how far, was helped, waited how long: the groups of one scan against every stream folded and looked at by itself."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
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
from opennrm.cases.spine.state import CaseState
from opennrm.cases.support import actions as support
from opennrm.journal import clock, places, replay, store
from opennrm.journal.models import JournalEvent
from opennrm.statistics import way_reads
from opennrm.statistics.period import Period
from opennrm.statistics.way import of_case

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def made() -> World:
    """Referred, presumed and helped, presumed and not helped, resting; one who said no, one who was only met."""
    world = World()
    helped, presumed, resting = world.case(world.supported()), world.case(), world.case(then="child")
    people.time_passes(clock.now() + timedelta(days=3))
    identification.decide_yes(world.decider, helped)
    identification.decide_yes(world.decider, presumed)
    support.give(world.worker, helped, entitlement="safety", opening=1, on=clock.now().date())
    procedure.suspend(world.decider, resting, reason="missing", on=clock.now().date())
    referral.record_answer(world.responder, world.contact(), answer="no", talk=Talk(on=clock.now().date(), language="ro"))
    world.contact()
    people.time_passes(clock.now() + timedelta(days=4))
    return world


@pytest.fixture
def world() -> World:
    return once(made)


def year() -> Period:
    return Period.year(clock.now().year)


def folded(position: int, kind: str = "case") -> Iterator[CaseState]:
    streams = JournalEvent.objects.filter(kind=kind, position__lte=position).values_list("stream", flat=True).distinct()
    for stream in streams:
        yield replay.fold([one for one in store.read(stream) if one.envelope.position <= position], kind, stream)


def positions() -> list[int]:
    every = list(JournalEvent.objects.order_by("position").values_list("position", flat=True))
    return [*every[::9], every[-1]]


def counted(groups: Any, *fields: str) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for one in groups:
        found[tuple(one.codes[field] for field in fields)] += one.n
    return found


def test_cases_stand_where_their_own_fold_says(world: World) -> None:
    profile = editions.today()
    for position in positions():
        hand: Counter[tuple[str, ...]] = Counter()
        for state in folded(position):
            decided = {(one.qualifier, one.value) for one in state.facts.entries("decision")}
            if state.facts.entries("referral.received"):
                hand[of_case(profile, state.state, presumed=("rg", "positive") in decided, identified=("cg", "positive") in decided)] += 1
        found = counted(way_reads.came(profile, year(), position), "stage", "ended")
        assert {key: n for key, n in found.items() if key[0] != "encountered"} == hand


def test_who_was_met_and_not_referred_is_counted_with_what_followed(world: World) -> None:
    found = counted(way_reads.came(editions.today(), year(), places.last()), "stage", "ended")
    assert {key: n for key, n in found.items() if key[0] == "encountered"} == {("encountered", "no"): 1, ("encountered", "not_referred"): 1}
    assert found.total() == 5
    assert counted(way_reads.by_month(year(), places.last()), "month").total() == 3


def test_of_those_presumed_it_is_told_who_was_helped(world: World) -> None:
    found = counted(way_reads.helped(editions.today(), year(), places.last(), clock.now().date()), "help")
    assert found == {("given",): 1, ("nothing",): 1}


def test_who_has_no_decision_has_waited_until_the_day_that_is_asked_for(world: World) -> None:
    profile, today = editions.today(), clock.now().date()
    waited = list(way_reads.waits(profile, year(), places.last(), today))
    assert [(one.days, one.ended, one.waiting) for one in waited] == [(3, 2, 0), (7, 0, 1)]
    before = list(way_reads.waits(profile, year(), places.last(), today - timedelta(days=5)))
    assert [(one.days, one.ended, one.waiting) for one in before] == [(2, 0, 3)]


def test_another_year_has_nobody(world: World) -> None:
    profile, last, on, other = editions.today(), places.last(), date(2025, 12, 31), Period.year(2025)
    assert list(way_reads.came(profile, other, last)) == list(way_reads.helped(profile, other, last, on)) == []
    assert list(way_reads.waits(profile, other, last, on)) == list(way_reads.by_month(other, last)) == []
