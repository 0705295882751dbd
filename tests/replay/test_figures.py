"""After any voids, joinings, corrections and late decisions a table is what the journal says, read by a second road."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from tests import people
from tests.breadth import some_then_all
from tests.replay import second_road

from opennrm.cases.correction import actions as correction
from opennrm.cases.identification import actions as identification
from opennrm.cases.identification.tests.world import World
from opennrm.cases.spine import door, editions
from opennrm.journal import clock, places, replay
from opennrm.journal.models import JournalEvent
from opennrm.standards.refusal import Refused
from opennrm.statistics import reads
from opennrm.statistics.carried import actions as carried
from opennrm.statistics.carried.counts import of_morning
from opennrm.statistics.carried.models import Carried
from opennrm.statistics.definition import definitions
from opennrm.statistics.period import Period

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
YEAR = Period.parse("2026")
ACTS = 25  # for each case, about: an act folds the whole case again, and ten thousand on forty cases would be a day of that
FIELDS: dict[str, tuple[str, ...]] = {
    "sex": ("male", "female", "other", "unknown"),
    "nationality": ("national", "foreign", "stateless", "unknown"),
    "region": ("VEL", "ALD", "NOR"),
}
CODED: dict[str, tuple[str, ...]] = {
    "forms": ("labour", "sexual", "domestic", "begging"),
    "place": ("in_country", "abroad", "both", "unknown"),
    "age_at_exploitation": ("adult", "child", "unknown"),
}


class Luck:
    """Acts drawn by lot on cases drawn by lot; what the rules refuse is drawn all the same."""

    def __init__(self, seed: int, most: int = 40, hours: int = 9) -> None:
        self.draw, self.world = random.Random(seed), World()
        self.joined: list[tuple[Any, Any]] = []
        self.cases = [self.world.case(then=self.draw.choice(["adult", "child"])) for _ in range(6)]
        self.done: Counter[str] = Counter()
        self.acts: dict[str, Callable[[], Any]] = {
            "refer": lambda: len(self.cases) < most and self.cases.append(self.world.case()),
            "decide": lambda: identification.decide_yes(self.world.decider, self.one()),
            "identify": lambda: identification.decide_yes(self.world.decider, self.one(), text="All was heard.", mitigations=["trauma"]),
            "void": lambda: correction.void(self.world.decider, self.one(), reason="entered_in_error", **self.why()),
            "restore": lambda: correction.restore(self.world.decider, self.one(), **self.why()),
            "merge": self.merge,
            "part": self.part,
            "put_right": lambda: correction.put_right(
                self.world.decider, self.one(), right=self.codes(FIELDS), reason="document", **self.why()
            ),
            "recategorise": lambda: correction.recategorise(self.world.decider, self.one(), right=self.codes(CODED), **self.why()),
            "wait": lambda: people.time_passes(clock.now() + timedelta(hours=self.draw.randint(1, hours))),
        }

    def one(self) -> Any:
        return self.draw.choice(self.cases)

    def why(self) -> dict[str, Any]:
        return {"why": "Drawn by lot.", "on": door.today()}

    def codes(self, of: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        name = self.draw.choice(sorted(of))
        return {name: tuple(sorted(self.draw.sample(of[name], self.draw.randint(1, 2) if name == "forms" else 1)))}

    def merge(self) -> None:
        case, other = self.one(), self.one()
        correction.merge(self.world.decider, case, other=other, sure=self.draw.random() < 0.7, **self.why())
        self.joined.append((case, other))

    def part(self) -> None:
        if self.joined:
            case, other = self.draw.choice(self.joined)
            correction.part(self.world.decider, case, other=other, **self.why())
            self.joined.remove((case, other))

    def act(self, times: int) -> None:
        for name in self.draw.choices(sorted(self.acts), k=times):
            try:
                self.acts[name]()
                self.done[name] += 1
            except Refused:
                self.done["refused"] += 1


def raw() -> list[second_road.Raw]:
    rows = JournalEvent.objects.filter(kind="case").order_by("position").values_list("position", "stream", "type", "payload")
    return [(position, str(stream), type, bytes(payload)) for position, stream, type, payload in rows]


def table(position: int) -> second_road.Cells:
    found = reads.tables(definitions(), editions.today(), YEAR, position)
    return {(one.measure, *path): cell.count for one in found for path, cell in one.cells.items()}


@some_then_all("times", 120, 10_000)
def test_any_course_of_corrections_gives_what_a_second_road_gives(times: int) -> None:
    luck = Luck(seed=times, most=max(times // ACTS, 40))
    luck.act(times)
    assert min(luck.done[name] for name in luck.acts) > 0, luck.done
    events = raw()
    looked_at = {position for position, *_ in events[:: max(len(events) // 60, 1)]} | {events[-1][0]}
    by_hand = dict(second_road.walk(events, looked_at, YEAR.name))
    tables = {position: table(position) for position in looked_at}
    for position, cells in by_hand.items():
        assert {path: tables[position].get(path, 0) for path in cells} == cells
        assert all(not n for path, n in tables[position].items() if path not in cells and path[1] in (*second_road.NAMED, "total"))
    assert any(cells.get(("identified", "total")) for cells in tables.values())
    replay.rebuild()
    assert {position: table(position) for position in looked_at} == tables


@some_then_all("times", 120, 2_000)
def test_figures_carried_on_over_any_course_are_those_that_are_counted_whole(times: int) -> None:
    """By the end of each day of the course, and of some days after it on which nothing is recorded."""
    luck = Luck(seed=times + 1, most=max(times // ACTS, 40), hours=80)
    luck.act(times)
    people.time_passes(clock.now() + timedelta(days=30))
    profile, zone = editions.today(), editions.today().time_zone
    day, today = JournalEvent.objects.earliest("position").recorded_at.astimezone(zone).date(), clock.now().astimezone(zone).date()
    moved = 0
    while day < today:
        position = places.at(datetime.combine(day + timedelta(days=1), time(), zone) - timedelta(microseconds=1))
        before = Carried.objects.filter(what=YEAR.name).values_list("counts", flat=True).first()
        found = carried.of_year(profile, YEAR.start.year, position, day).found
        assert found == Counter({key: n for key, n in of_morning(profile, YEAR, position, day, None).items() if n}), day
        moved += before != Carried.objects.values_list("counts", flat=True).get(what=YEAR.name)
        day += timedelta(days=1)
    assert moved > 20
