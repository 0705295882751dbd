"""The worklist of an agency, as one of its people is told it: the first lines of each part, and how many there are. Changes nothing."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.access.doors import CaseDoor
from opennrm.access.policy import load_policy
from opennrm.cases.spine import line_scans
from opennrm.cases.spine.about import About
from opennrm.cases.spine.line_scans import Scan, Told
from opennrm.cases.spine.lines import BY_MONTH, LANES, NEED
from opennrm.cases.spine.majority import ends
from opennrm.cases.spine.models import FAR, WorklistLine

DAY, WEEK = timedelta(days=1), timedelta(days=7)
PARTS = ("overdue", "today", "at_once", "week", "month", "others")
DATED = ("overdue", "today")  # parts in which what waits by the month stands with all else
COUNTED = 1_000  # lines of a part, after those that were turned over: of more it is said that there are more
REVIEWER, AUTHORITY = "second_reviewer", frozenset({"decision_maker", "second_reviewer"})


@dataclass(frozen=True, slots=True)
class Due:
    """One line: a right (`opening`) that wants an act, or a step that waits; whose turn it is, by when, since when.

    `new`: it changed yesterday or today.
    """

    case: UUID
    reference: str
    about: About
    key: str
    opening: int
    relation: str
    due: date | None
    since: date | None
    mine: bool
    new: bool

    @property
    def kind(self) -> str:
        """`right`, `need` (at once) or another `step`."""
        if self.opening:
            return "right"
        return "need" if self.key.startswith(NEED) else "step"


@dataclass(frozen=True, slots=True)
class Part:
    """The first lines of a part, how many there are in how many cases; `more`: there are more than were counted, in more cases."""

    lines: list[Due] = field(default_factory=list)
    total: int = 0
    cases: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines are asked for: by when (a part of the day), whose turn (`mine`, `others`), of which kind, of children and of those whose
    age is not known, changed since a day. Empty is all.
    """

    due: str = ""
    turn: str = ""
    kind: str = ""
    children: bool = False
    since: date | None = None

    def takes(self, part: str) -> bool:
        """Whether lines of a part may be among them."""
        if part == "others":
            return self.turn != "mine"
        return self.turn != "others" and self.due in ("", part)


EVERY = Wanted()


def lanes_of(actor: Actor) -> tuple[str, ...]:
    """The lanes that are this person's to act on: within an authority the reviewer reviews, and the others decide."""
    if actor.roles & AUTHORITY == {REVIEWER}:
        return ("review",)
    return ("need", "ours", "review", BY_MONTH) if REVIEWER in actor.roles else ("need", "ours", BY_MONTH)


def read(actor: Actor, on: date, limit: int, wanted: Wanted = EVERY, only: str = "", skip: int = 0) -> dict[str, Part]:
    """Each part of the actor's worklist on `on`: at most `limit` lines (of one part `only`, where it is named) after the first `skip`, and
    how many there are, counted as far as `COUNTED` after those.
    """
    scans = list(_scans(actor, on, wanted))
    shown = [scan for scan in scans if only in ("", scan.part)]
    lines: dict[str, list[Due]] = {part: [] for part in PARTS}
    for n, *row in line_scans.first(shown, skip + limit):
        lines[shown[n].part].append(_line(shown[n].part, on - DAY, row))
    counted = skip + COUNTED
    counts = line_scans.counts(scans, counted + 1)
    found: dict[str, Part] = {}
    for part in PARTS:
        total, cases = counts.get(part, (0, 0))
        here = _in_order(part, lines[part])[skip : skip + limit]
        found[part] = Part(here, min(total, counted), cases, more=total > counted)
    return found


def _in_order(part: str, lines: list[Due]) -> list[Due]:
    """By day, what is needed at once before all that is merely late; what has no day by how long it is owed, the longest first."""
    needs_first = part not in ("others", "at_once")

    def place(line: Due) -> tuple[Any, ...]:
        return needs_first and line.kind != "need", line.due or FAR, line.since or FAR, line.case, line.key, line.opening

    return sorted(lines, key=place)


def _scans(actor: Actor, on: date, wanted: Wanted) -> Iterator[Scan]:
    """The stretches of the index that hold what is asked; none for somebody who may open no case at all."""
    if (told := _told(actor)) is None:
        return
    own, days = lanes_of(actor), _days(on)
    for part in filter(wanted.takes, PARTS):
        first, last = days.get(wanted.due if part == "others" else part, (date.min, FAR))
        for lane in _lanes(part, own):
            yield Scan(part, actor.agency, lane, first, last, told, wanted.kind, children=wanted.children, since=wanted.since)


def _lanes(part: str, own: tuple[str, ...]) -> list[str]:
    """The lanes of a part of the day: what is to be done in a month has a part of its own until its last day."""
    if part == "others":
        return [lane for lane in LANES if lane not in (*own, BY_MONTH)]
    if part in DATED:
        return list(own)
    return [lane for lane in own if (lane == BY_MONTH) is (part == "month")]


def _days(on: date) -> dict[str, tuple[date, date]]:
    return {
        "overdue": (date.min, on - DAY),
        "today": (on, on),
        "at_once": (FAR, FAR),
        "week": (on + DAY, on + WEEK),
        "month": (on + DAY, ends(on)),
    }


def _told(actor: Actor) -> Told | None:
    readable, of_help = doors.readable_relations(actor, "case"), doors.relations_that_hear_of_help(actor)
    if not readable:
        return None
    return Told(None if readable >= set(load_policy().relations) else readable, None if of_help >= readable else of_help)


def _line(part: str, lately: date, row: Sequence[Any]) -> Due:
    case, key, opening, relation, due, since, changed, reference, about = row
    when, changed_on = _date(due), _date(changed)
    return Due(
        case=case if isinstance(case, UUID) else UUID(case),
        reference=reference,
        about=_about(about if isinstance(about, str) else json.dumps(about)),
        key=key,
        opening=opening,
        relation=relation,
        due=None if when == FAR else when,
        since=_date(since),
        mine=part != "others",
        new=changed_on is not None and changed_on >= lately,
    )


def _date(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


@lru_cache(maxsize=1024)
def _about(stored: str) -> About:
    """The coarse facts that a line shows; they point to nobody, and many cases have the same."""
    return About.model_validate_json(stored)


def due_to(actor: Actor, due: Q) -> QuerySet[Any]:
    """The cases in which something is due from the actor's agency on such days, as a sub-select."""
    mine = WorklistLine.objects.filter(due, agency=actor.agency, open=True, lane__in=[lane for lane in LANES if lane != "others"])
    return mine.values("case_id")


def days_of(agency: UUID, cases: Collection[UUID], step: str) -> dict[UUID, date]:
    """The day by which this step is to be taken in each of these cases, by the agency or by another; without a day it is left out."""
    rows = WorklistLine.objects.filter(case_id__in=cases, agency=agency, key=step, opening=0, open=True, due__lt=FAR)
    return dict(rows.values_list("case_id", "due"))


def needs_told(asked: Iterable[CaseDoor]) -> list[tuple[UUID, str, str]]:
    """What is needed at once in these cases of one agency and waits for somebody, as far as it is told to the actor: case, need, and the
    relation by which it is somebody's turn.

    To whoever has the turn, and to those who hear of help. Source: decision 0005.
    """
    by_case = {door.case_id: door for door in asked}
    if not by_case:
        return []
    agency = next(iter(by_case.values())).actor.agency
    rows = WorklistLine.objects.filter(case_id__in=list(by_case), agency=agency, open=True, opening=0, key__startswith=NEED)
    found = rows.values_list("case_id", "key", "relation", "lane")
    return [(id, key.removeprefix(NEED), turn) for id, key, turn, lane in found if lane != "others" or by_case[id].hears_of_help]
