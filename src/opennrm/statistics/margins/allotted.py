"""From margins to a plan: how many cases have each fate, who they are, on which days. By its seed always the same. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from opennrm.countries.load import load_profile
from opennrm.countries.profile import Profile
from opennrm.statistics.margins.days import Course, Days
from opennrm.statistics.margins.fates import Fates, fates
from opennrm.statistics.margins.filled import Filling
from opennrm.statistics.margins.persons import NOT_KNOWN, Person, Split
from opennrm.statistics.margins.plan import Invented, Plan
from opennrm.statistics.margins.procedure import Procedure, procedure_of
from opennrm.statistics.margins.rows import Margins
from opennrm.statistics.margins.traits import matching, persons, referring

__all__ = ["plan"]

# Of those who wait one in twenty rests, of those refused one in seven asks that it is looked at again.
RESTS, ASKS = 20, 7
Drawn = Callable[[Person], Course]


@dataclass(frozen=True, slots=True)
class _Group:
    """So many persons with one fate, and how the days of each are drawn."""

    fate: str
    persons: Sequence[Person]
    course: Drawn


def plan(margins: Margins, seed: int) -> Plan:
    """The invented cases of a margins file; raises Impossible where no cases have these margins. Source: issue 12, point 1."""
    profile = load_profile(margins.country)
    procedure = procedure_of(profile)
    counts = fates(margins, procedure, matching(margins))
    draw = Random(f"{seed}:{margins.country}:{margins.period}")  # noqa: S311 — invented people, not keys
    days = Days(margins.within, procedure, draw)
    filling = Filling(margins.country, referring(profile, margins.within.start, margins.referrals.referrer), draw)
    here, before = _people(margins, profile, counts, filling)
    found = [_invented(one, group, days, procedure) for group in _groups(counts, here, before, days) for one in group.persons]
    found.sort(key=lambda one: one.referred_on)
    cases = tuple(replace(one, number=number) for number, one in enumerate(found))
    return Plan(margins.country, margins.within, seed, cases, _notifications(margins, draw), counts.chosen)


def _people(margins: Margins, profile: Profile, counts: Fates, filling: Filling) -> tuple[Split[Person], Iterator[Person]]:
    """Who was referred in the period, and who else is needed: those identified on earlier referrals first, then any others."""
    split = persons(margins, profile, counts.identified, filling.draw)
    both, period, before = ([filling.whole(one) for one in side] for side in (split.both, split.period, split.before))
    return Split(both, period, before), _others([*both, *period], filling)


def _others(like: Sequence[Person], filling: Filling) -> Iterator[Person]:
    """Persons of earlier referrals, each with the traits of one of the period; no margins speak of them."""
    while True:
        yield filling.draw.choice(like) if like else filling.whole(Person())


def _groups(counts: Fates, here: Split[Person], others: Iterator[Person], days: Days) -> Iterator[_Group]:
    """Everybody with a fate. A final decision needs a settled age, and who leaves the procedure is an adult, as far as there are any."""
    settled = sorted(here.period, key=lambda one: one.ages.now == NOT_KNOWN)
    refused, rest = settled[: counts.refused], settled[counts.refused :]
    rest = sorted(days.draw.sample(rest, len(rest)), key=lambda one: one.ages.now != "adult")
    withdrawn, rest = rest[: counts.withdrawn], rest[counts.withdrawn :]
    rest = days.draw.sample(rest, len(rest))
    first, waiting = counts.presumed, counts.presumed + counts.refused_first
    yield _Group("identified", here.both, lambda one: days.final(positive=True, region=one.region or ""))
    yield _Group("refused", refused, lambda one: days.final(positive=False, region=one.region or ""))
    yield _Group("withdrawn", withdrawn, lambda _one: days.undecided())
    yield _Group("presumed", rest[:first], lambda _one: days.first(positive=True))
    yield _Group("refused_first", rest[first:waiting], lambda _one: days.first(positive=False))
    yield _Group("undecided", rest[waiting:], lambda _one: days.undecided())
    yield from _earlier(counts, here.before, others, days)


def _earlier(counts: Fates, identified: Sequence[Person], others: Iterator[Person], days: Days) -> Iterator[_Group]:
    (yes, no), (last_yes, last_no) = counts.late_first, counts.late_final
    more = [*identified, *(next(others) for _ in range(last_yes - len(identified)))]
    yield _Group("identified", more, lambda one: days.late_final(positive=True, region=one.region or ""))
    yield _Group("refused", _some(others, last_no), lambda one: days.late_final(positive=False, region=one.region or ""))
    yield _Group("presumed", _some(others, yes), lambda _one: days.late_first(positive=True))
    yield _Group("refused_first", _some(others, no), lambda _one: days.late_first(positive=False))


def _some(others: Iterator[Person], n: int) -> list[Person]:
    return [next(others) for _ in range(n)]


def _invented(one: Person, group: _Group, days: Days, procedure: Procedure) -> Invented:
    course = group.course(one)
    becomes, on = _becomes(group.fate, course, days, procedure)
    return Invented(
        number=0,
        referred_on=course.referred_on,
        sex=one.sex or "",
        place=one.place or "",
        age_at_exploitation=one.ages.then or "",
        age=one.ages.now or "",
        forms=one.ages.forms or (),
        referrer_kind=one.referrer or "",
        competent_authority=one.authority or "",
        nationality=one.origin.nationality or "",
        citizenships=one.origin.citizenships or (),
        region=one.region or "",
        decisions=course.decisions,
        becomes=becomes,
        becomes_on=on,
    )


def _becomes(fate: str, course: Course, days: Days, procedure: Procedure) -> tuple[str, date | None]:
    if fate == "withdrawn":
        return "withdrawn", days.after(course)
    if fate in procedure.rests and not days.draw.randrange(RESTS):
        return "suspended", days.after(course)
    if fate in procedure.asks and not days.draw.randrange(ASKS):
        return "reconsidered", days.after(course)
    return "", None


def _notifications(margins: Margins, draw: Random) -> tuple[date, ...]:
    total = margins.notifications.total if margins.notifications is not None else 0
    length = (margins.within.end - margins.within.start).days
    return tuple(sorted(margins.within.start + timedelta(draw.randrange(length)) for _ in range(total)))
