"""Building the demonstration: the mechanism, twelve ways and the background, every step a real act in the order of time."""

import heapq
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from importlib.resources import files
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from opennrm.cases.spine import door
from opennrm.countries.load import load_profile
from opennrm.journal import anchors, clock
from opennrm.portal.demo import background, clearing, mechanism, names, programme, reporting
from opennrm.portal.demo.mechanism import Mechanism
from opennrm.portal.demo.walk import Walk
from opennrm.statistics.period import Period
from opennrm.statistics.publication import actions as publications
from opennrm.statistics.publication import series
from opennrm.statistics.publication.door import publishing

Progress = Callable[[int, int], None]
Step = tuple[datetime, int, Callable[[], None]]


def ways(country: str) -> list[dict[str, Any]]:
    """The invented ways of a country's demonstration."""
    text = (files("opennrm.portal.demo") / f"ways_{country}.yaml").read_text(encoding="utf-8")
    return list(YAML(typ="safe").load(text))


def build(country: str, cases: int, progress: Progress = lambda done, all: None) -> Mechanism:
    """Everything, then the clock put where the demonstration stands. `cases`: how many stand behind the twelve ways."""
    given = mechanism.read(country)
    zone = ZoneInfo(load_profile(country).zone)
    stands = datetime.fromisoformat(given["clock"])
    begins = datetime.combine(given["background"]["since"], datetime.min.time(), zone)
    with clock.held(begins):
        made = mechanism.build(given, begins)
    programme.build(programme.read(country), made, begins, stands)
    clearing.build(clearing.read(country), made, stands)
    walks = [Walk(made, row) for row in [*ways(country), *_background(given["background"], cases, stands.date())]]
    _walk(list(_in_order(walks, zone)), made, given["published"], progress)
    reporting.build(reporting.read(country), made)
    clock.move_to(stands)
    anchors.write(stands)
    return made


def _walk(steps: list[Step], made: Mechanism, published: list[dict[str, str]], progress: Progress) -> None:
    """Every step; and on their days the periods that the coordinator publishes, each as it stood when the month began."""
    done = 0
    for at, period in [(datetime.fromisoformat(row["at"]), row["period"]) for row in published]:
        until = bisect_left(steps, at, key=lambda step: step[0])
        run(steps[done:until], partial(_of_all, progress, done, len(steps)))
        done = until
        with clock.held(at):
            if position := series.last_month_end(door.today()):
                publications.publish(publishing(made.coordinator), Period.parse(period), position=position)
    run(steps[done:], partial(_of_all, progress, done, len(steps)))


def _of_all(progress: Progress, before: int, all: int, done: int, _part: int) -> None:
    progress(before + done, all)


def _background(given: dict[str, Any], cases: int, until: date) -> Iterator[dict[str, Any]]:
    people = {part: given[part] for part in background.PARTS}
    yield from background.rows(given["seed"], cases, given["since"], until, names.read(), people)  # type: ignore[misc]


def _in_order(walks: list[Walk], zone: ZoneInfo) -> Iterator[Step]:
    number = count()
    yield from heapq.merge(*([(at, next(number), do) for at, do in walk.steps(zone)] for walk in walks))


def run(steps: list[Step], progress: Progress, together: int = 400) -> None:
    """Do the steps in the order of time, some hundred in one transaction for speed; the clock is held at each."""
    for first in range(0, len(steps), together):
        part = steps[first : first + together]
        with clock.held(part[0][0]), door.batch():
            for at, _, do in part:
                with clock.held(at):
                    do()
        progress(first + len(part), len(steps))
