"""The groups that a table is made from, at any position of the journal: one scan by an index for each measure; no case is read alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from opennrm.cases.spine.models import Case, Counted, Decided
from opennrm.countries.profile import Profile
from opennrm.journal import places
from opennrm.statistics import kinds
from opennrm.statistics.definition import Definitions, Measure
from opennrm.statistics.period import Period
from opennrm.statistics.tables import POSITIVE, Group, Moved, Table, moved, table

__all__ = ["Change", "changes", "effect", "groups", "positions", "standing", "tables"]

NOTIFIED = "notification.sent"


@dataclass(frozen=True, slots=True)
class Change:
    """An event between two positions after which a case of the period is counted otherwise; `case_id` is whose."""

    position: int
    type: str
    recorded_at: datetime
    reference: str
    case_id: UUID


def tables(definitions: Definitions, profile: Profile, period: Period, position: int) -> tuple[Table, ...]:
    """Every table of a period as it stood at a position. Source: issue 12, points 2 and 3."""
    return tuple(table(definitions, measure, groups(measure, profile, period, position)) for measure in definitions.measures.values())


def groups(measure: Measure, profile: Profile, period: Period, position: int, case: UUID | None = None) -> Iterator[Group]:
    """Units that are alike, with how many they are; of one `case` its own alone. Source: domain 7.1."""
    if measure.of == "referrals":
        yield from _cases(kinds.referred(period, position, case), profile)
    elif measure.of == "identified":
        yield from _cases(kinds.identified(measure.stage, period, position, case), profile)
    elif measure.of == "decisions":
        decided = Decided.objects.filter(stage=measure.stage, on__gte=period.start, on__lt=period.end)
        found = standing(decided if case is None else decided.filter(case_id=case), position)
        yield from (Group({"value": row["value"]}, row["n"]) for row in found.values("value").annotate(n=Count("*")).order_by("value"))
    else:
        start, end = (datetime.combine(day, time(), profile.time_zone) for day in (period.start, period.end))
        yield Group({}, places.how_many_begun("notification", NOTIFIED, start=start, end=end, until=position))


def _identified(measure: Measure, period: Period) -> QuerySet[Decided]:
    return Decided.objects.filter(stage=measure.stage, value=POSITIVE, on__gte=period.start, on__lt=period.end)


def _cases(found: Iterable[tuple[dict[str, str], int]], profile: Profile) -> Iterator[Group]:
    known = {state.id: state.status for state in profile.states}
    yield from (Group({**codes, "status": known.get(codes["state"], "unknown")}, n) for codes, n in found)


def standing(rows: QuerySet[Any], position: int) -> QuerySet[Any]:
    """The versions that stood at a position: each case has one at most. Source: design 3, As at."""
    return rows.filter(Q(until_position__isnull=True) | Q(until_position__gt=position), from_position__lte=position)


def changes(measure: Measure, period: Period, before: int, after: int) -> Iterator[Change]:
    """The events between two positions after which something of a measure's period is counted otherwise, in their order.

    Source: issue 12, point 3.
    """
    at = positions(measure, period, before, after)
    names = dict(Case.objects.filter(case_id__in=set(at.values())).values_list("case_id", "reference"))
    for one in places.recorded_at(at):
        case = at[one.position]
        yield Change(one.position, one.type, one.at, names.get(case, ""), case)


def effect(definitions: Definitions, measure: Measure, profile: Profile, period: Period, change: Change) -> tuple[Moved, ...]:
    """The cells that one of these events moved, and by how much: the table of its case alone, before it and after. Source: issue 12,
    point 3.
    """
    case, at = change.case_id, change.position
    before, after = (table(definitions, measure, groups(measure, profile, period, position, case)) for position in (at - 1, at))
    return tuple(moved(before, after))


def positions(measure: Measure, period: Period, before: int, after: int) -> dict[int, UUID]:
    """The positions of these events, each with the case that is counted otherwise. Source: issue 12, point 3."""
    between = Q(from_position__gt=before, from_position__lte=after) | Q(until_position__gt=before, until_position__lte=after)
    found: list[QuerySet[Any]] = []
    if measure.of == "referrals":
        found = [Counted.objects.filter(referred_on__gte=period.start, referred_on__lt=period.end)]
    elif measure.of == "decisions":
        found = [Decided.objects.filter(stage=measure.stage, on__gte=period.start, on__lt=period.end)]
    elif measure.of == "identified":
        decided = _identified(measure, period)
        found = [decided, Counted.objects.filter(case_id__in=decided.values("case_id"))]
    pairs = [row for rows in found for row in rows.filter(between).values_list("case_id", "from_position", "until_position")]
    return {place: case for case, *places in pairs for place in places if place is not None and before < place <= after}
