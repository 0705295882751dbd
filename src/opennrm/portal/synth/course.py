"""The steps of invented cases, each at an instant of its own: drawn from seed and number alone, so that a run may begin anywhere. Pure."""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from opennrm.statistics.margins.plan import Invented, Plan

OPENS, CLOSES = time(8), 8 * 3600  # of an office: when it opens, and for how many seconds a first step may still begin
YES, NO = ("decide", "tell"), ("hear", "propose", "confirm", "tell")
BECOMES = {"suspended": ("suspend",), "withdrawn": ("withdraw",), "reconsidered": ("ask_again", "answer_again")}
TAKEN_UP_WITHIN = 2  # days


@dataclass(frozen=True, slots=True)
class Step:
    """One step: when, what, and of which case, or of none where an authority is told without a name; `last`: nothing more follows in it."""

    at: datetime
    does: str
    case: Invented | None
    number: int
    last: bool = False


def drawing(seed: int, number: int, of: str) -> random.Random:
    """What is drawn about one case: the same whenever it is asked for, whatever was drawn before."""
    return random.Random(f"{seed}:{number}:{of}")  # noqa: S311 — invented people, not keys


def in_order(plan: Plan, zone: ZoneInfo) -> Iterator[Step]:
    """Every step of a plan in the order of time, in UTC, no two at one instant. Only the cases under way are held in memory."""
    before = datetime.min.replace(tzinfo=UTC)
    for step in _merged(_starts(plan, zone)):
        before = max(step.at.astimezone(UTC), before + timedelta(microseconds=1))
        yield replace(step, at=before)


def _starts(plan: Plan, zone: ZoneInfo) -> Iterator[Iterator[Step]]:
    """Each case and notification as the steps that it takes, by the day on which they begin."""
    told = ((on, notification(plan.seed, number, on, zone)) for number, on in enumerate(sorted(plan.notifications)))
    cases = ((case.referred_on, steps(plan.seed, case, zone)) for case in plan.cases)
    yield from (found for _, found in heapq.merge(cases, told, key=lambda one: one[0]))


def _merged(starts: Iterable[Iterator[Step]]) -> Iterator[Step]:
    """Streams of steps as one, where each begins on the day on which its predecessor does or later."""
    heap: list[tuple[datetime, int, Step, Iterator[Step]]] = []
    for place, one in enumerate(starts):
        first = next(one)
        day = datetime.combine(first.at.date(), time(), first.at.tzinfo)
        while heap and heap[0][0] < day:
            yield _next(heap)
        heapq.heappush(heap, (first.at, place, first, one))
    while heap:
        yield _next(heap)


def _next(heap: list[tuple[datetime, int, Step, Iterator[Step]]]) -> Step:
    _, place, step, rest = heap[0]
    following = next(rest, None)
    if following is None:
        heapq.heappop(heap)
    else:
        heapq.heapreplace(heap, (following.at, place, following, rest))
    return step


class _Diary:
    """Instants within office hours: the first of a day drawn, each further one some minutes later."""

    def __init__(self, draw: random.Random, zone: ZoneInfo) -> None:
        self.draw, self.zone = draw, zone
        self.last = datetime.min.replace(tzinfo=zone)

    def at(self, on: date) -> datetime:
        """An instant of this day, after the last one."""
        opens = datetime.combine(on, OPENS, self.zone)
        if self.last < opens:
            self.last = opens + timedelta(seconds=self.draw.randrange(CLOSES))
        else:
            self.last += timedelta(seconds=self.draw.randrange(60, 600))
        return self.last


def notification(seed: int, number: int, on: date, zone: ZoneInfo) -> Iterator[Step]:
    """The one step of somebody who said no and of whom an authority was told."""
    yield Step(_Diary(drawing(seed, number, "notified"), zone).at(on), "notify", None, number)


def steps(seed: int, case: Invented, zone: ZoneInfo) -> Iterator[Step]:
    """The steps of a case, from the first meeting to what becomes of it. Source: issue 12, point 1."""
    diary = _Diary(drawing(seed, case.number, "days"), zone)
    days = list(_days(case, diary.draw))
    for place, (on, does) in enumerate(days, start=1):
        yield Step(diary.at(on), does, case, case.number, place == len(days))


def _days(case: Invented, draw: random.Random) -> Iterator[tuple[date, str]]:
    yield case.referred_on, "meet"
    yield case.referred_on, "refer"
    later = [one.on for one in case.decisions] + ([case.becomes_on] if case.becomes_on else [])
    taken_up = case.referred_on + timedelta(days=draw.randint(0, TAKEN_UP_WITHIN))
    yield min([taken_up, *later]), "accept"
    for decided in case.decisions:
        yield from ((decided.on, does) for does in (YES if decided.positive else NO))
    if case.becomes and case.becomes_on:
        yield from ((case.becomes_on, does) for does in BECOMES[case.becomes])
