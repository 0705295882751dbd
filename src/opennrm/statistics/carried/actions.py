"""Carrying exact counts on, from where they stood, by what was touched since; where nothing is kept, all is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from itertools import zip_longest
from uuid import UUID

from opennrm.cases.spine.models import Decided, Turn
from opennrm.countries.profile import Profile
from opennrm.journal import places
from opennrm.statistics.carried.counts import Counts, Holes, basis, holes, of_morning
from opennrm.statistics.carried.models import Carried
from opennrm.statistics.period import Period
from opennrm.statistics.touched import Touched

__all__ = ["of_holes", "of_year"]

DECIDED = ("rg", "cg")
AT_ONCE = 2_000  # streams of one statement
LONG = 40  # days after which nearly every case was touched
HOLES = "holes"
Key = tuple[str, ...]
Count = Callable[[int, date, Touched | None], Counter[Key]]


def of_year(profile: Profile, year: int, position: int, on: date) -> Counts:
    """The figures of a year as recorded at a position, by the end of `on`, which is the day that ended there.

    Source: docs/decisions/0025-figures-carried-on.md.
    """
    count = partial(of_morning, profile, Period.year(year))
    return Counts(_carried(str(year), basis(profile), position, on, count))


def of_holes(profile: Profile, on: date) -> Holes:
    """What is not to be had and which clocks nothing started, as it stands now. Source: design 6; statistics, safe release."""
    return Holes(_carried(HOLES, basis(profile), places.last(), on, holes))


def _carried(what: str, asked_by: str, position: int, on: date, count: Count) -> Counter[Key]:
    """What the last one counted is carried on and kept in its place; counted whole it comes to the same."""
    kept = Carried.objects.filter(what=what, basis=asked_by, position__lte=position, on__lte=on).first()
    if kept is None or (on - kept.on).days > LONG:
        found = count(position, on, None)
    else:
        found, touched = _read(kept.counts), _touched(kept, position, on)
        for among in touched:
            before = count(kept.position, kept.on, among)
            found.update(count(position, on, among))
            found.subtract(before)
        if not touched and kept.on == on:
            return found
    told = {"|".join(key): n for key, n in sorted(found.items()) if n}
    values = {"on": on, "position": position, "basis": asked_by, "counts": told}
    Carried.objects.bulk_create([Carried(what=what, **values)], update_conflicts=True, unique_fields=["what"], update_fields=list(values))
    return _read(told)


def _read(kept: dict[str, int]) -> Counter[Key]:
    return Counter({tuple(key.split("|")): n for key, n in kept.items()})


def _touched(kept: Carried, position: int, on: date) -> list[Touched]:
    """Every case and contact that may be counted otherwise, some thousand at a time; each once."""
    moved = places.moved("case", "contact", after=kept.position, until=position)
    cases, contacts = moved["case"], moved["contact"]
    if on > kept.on:
        turned = Turn.objects.filter(day__gt=kept.on, day__lte=on).values_list("case_id")
        decided = Decided.objects.filter(stage__in=DECIDED, on__gt=kept.on, on__lte=on).values_list("case_id")
        cases |= {case for (case,) in turned.union(decided)}
    lots = zip_longest(_lots(cases), _lots(contacts), fillvalue=())
    return [Touched(some, others, kept.position, position, kept.on, on) for some, others in lots]


def _lots(ids: Iterable[UUID]) -> list[tuple[UUID, ...]]:
    ordered = sorted(ids)
    return [tuple(ordered[start : start + AT_ONCE]) for start in range(0, len(ordered), AT_ONCE)]
