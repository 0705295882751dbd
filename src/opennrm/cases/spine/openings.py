"""When a right is open: the time in which status, condition and law hold together, cut at the facts that open and end it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from opennrm.cases.spine.row import Doubt
from opennrm.countries.dated import ATTRIBUTES, fits
from opennrm.countries.facts import Entry, Facts
from opennrm.countries.profile import Profile

__all__ = ["EARLIEST", "LATEST", "Opening", "Opens", "Point", "Segment", "Stretch", "conditions", "meet", "openings", "segments", "spells"]

Point = tuple[date, int]
EARLIEST: Point = (date.min, -1)
LATEST: Point = (date.max, 2**31)
When = Mapping[str, tuple[str, ...]]


class Segment(NamedTuple):
    """What is recorded of the person from a point on, until the next segment."""

    start: Point
    attributes: Mapping[str, str]


class Stretch(NamedTuple):
    """A time in which a right may be open, with what is not recorded in it, and when it turned out that it does not apply."""

    start: Point
    end: Point
    doubts: tuple[Doubt, ...] = ()
    void_on: date | None = None


class Opens(NamedTuple):
    """What opens and ends a right, as points in time: named opening facts, ending facts, acts that meet it.

    `always`: no opening fact is asked, the status or condition alone opens it.
    """

    facts: Sequence[tuple[Point, str]]
    ends: Sequence[Point]
    met: Sequence[Point]
    always: bool
    by: str


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening of a right: from when, by what, until when; acts before `after` belong to an earlier one."""

    start: Point
    by: str
    end: Point
    after: Point
    until: Point
    doubts: tuple[Doubt, ...]
    void_on: date | None


def segments(facts: Facts, profile: Profile) -> list[Segment]:
    """What is recorded of the person over time; a change counts from the start of its day, an unknown age as the country reads it.

    Source: law-as-data 1, When; 3, `age_unknown_as`.
    """
    changes = sorted((entry.on, entry.seq, name, entry.value) for name in ATTRIBUTES for entry in facts.entries(name))
    found = [Segment(EARLIEST, {})]
    for on, _, name, value in changes:
        attributes = dict(found[-1].attributes)
        attributes.pop(name, None)
        if name == "age" and value == "unknown":
            rule = profile.age_unknown_as
            value = rule.value if rule.holds_on(on) else None
        if value is not None and value != "unknown":
            attributes[name] = value
        if found[-1].start == (on, -1):
            found.pop()
        found.append(Segment((on, -1), attributes))
    return found


def spells(facts: Facts, profile: Profile, who: Iterable[str]) -> list[Stretch]:
    """The times in which the case had one of these neutral statuses. Source: law-as-data 3 (5)."""
    wanted = frozenset(who)
    entries = facts.entries("state")
    found: list[Stretch] = []
    for place, entry in enumerate(entries):
        if _status(profile, entry.value) not in wanted:
            continue
        start = (entry.on, entry.seq)
        end = (entries[place + 1].on, entries[place + 1].seq) if place + 1 < len(entries) else LATEST
        if found and found[-1].end == start:
            start = found.pop().start
        found.append(Stretch(start, end))
    return found


def _status(profile: Profile, state: str | None) -> str:
    try:
        return profile.state(state or "").status
    except KeyError:
        return "unknown"  # a state of an older edition that this one no longer has


def conditions(found: Sequence[Segment], whens: Sequence[When], others: Sequence[When] = ()) -> list[Stretch]:
    """The times in which all of `whens` hold or may hold; `others` are the conditions of rows that win where this one only may.

    Source: law-as-data 3 (1), (6).
    """
    if not any(whens) and not others:
        return [Stretch(EARLIEST, LATEST)]
    made: list[Stretch] = []
    for place, segment in enumerate(found):
        holds = _all_fit(whens, segment.attributes)
        if holds is None and any(fits(other, segment.attributes) is not False for other in others):
            holds = False
        if holds is not False:
            end = found[place + 1].start if place + 1 < len(found) else LATEST
            made.append(_stretch(found, place, whens, end) if holds is None else Stretch(segment.start, end))
    return _joined(made)


def _all_fit(whens: Sequence[When], attributes: Mapping[str, str]) -> bool | None:
    answers = [fits(when, attributes) for when in whens]
    return False if False in answers else None if None in answers else True


def _stretch(found: Sequence[Segment], place: int, whens: Sequence[When], end: Point) -> Stretch:
    here = found[place]
    missing = sorted({name for when in whens for name in when if name not in here.attributes})
    settled = _settled(found[place + 1 :], whens, here.attributes)
    until = settled[0] if settled is not None else None
    doubts = tuple(Doubt(name, here.start[0], until) for name in missing)
    return Stretch(here.start, end, doubts, until if settled is not None and not settled[1] else None)


def _settled(later: Iterable[Segment], whens: Sequence[When], known: Mapping[str, str]) -> tuple[date, bool] | None:
    """When what was missing was first recorded, and whether the right then turned out to apply."""
    for segment in later:
        known = {**segment.attributes, **known}
        holds = _all_fit(whens, known)
        if holds is not None:
            return segment.start[0], holds
    return None


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    made: list[Stretch] = []
    for one in stretches:
        if made and made[-1].end == one.start:
            last = made.pop()
            known = {(doubt.what, doubt.until) for doubt in last.doubts}
            new = tuple([doubt for doubt in one.doubts if (doubt.what, doubt.until) not in known])
            one = Stretch(last.start, one.end, last.doubts + new, one.void_on)
        made.append(one)
    return made


def meet(one: Sequence[Stretch], other: Sequence[Stretch]) -> list[Stretch]:
    """Where both hold. Source: law-as-data 3 (5), status spell ∩ opening."""
    met = []
    for a in one:
        for b in other:
            start, end = max(a.start, b.start), min(a.end, b.end)
            if start < end:
                met.append(Stretch(start, end, (*a.doubts, *b.doubts), a.void_on or b.void_on))
    return sorted(met, key=lambda stretch: stretch.start)


def openings(stretches: Sequence[Stretch], opens: Opens, repeats: bool) -> Iterator[Opening]:
    """Every opening, oldest first. `repeats`: once met, a new opening fact opens it anew (what is delivered, not what runs).

    A fact that opened an earlier, ended or met opening opens no other; a need that nobody met goes on into the next spell.
    Source: law-as-data 3, one row per entitlement and opening.
    """
    after = used = EARLIEST
    for stretch in stretches:
        opening = _first(stretch, opens, after, used)
        while opening is not None:
            end = next((point for point in opens.ends if opening.start < point < stretch.end), stretch.end)
            met = _met(opens, after, end) if repeats else None
            until = max(opening.start, met) if met is not None else end
            yield _cut(opening, end, until)
            after = until
            used = used if until == stretch.end else until
            opening = _next(stretch, opens, until) if until < stretch.end else None


def _first(stretch: Stretch, opens: Opens, after: Point, used: Point) -> Opening | None:
    if opens.always:
        return Opening(stretch.start, opens.by, stretch.end, after, stretch.end, stretch.doubts, stretch.void_on)
    found = next(((point, name) for point, name in opens.facts if used < point < stretch.end), None)
    if found is None:
        return None
    return Opening(max(found[0], stretch.start), found[1], stretch.end, after, stretch.end, stretch.doubts, stretch.void_on)


def _next(stretch: Stretch, opens: Opens, after: Point) -> Opening | None:
    found = next(((point, name) for point, name in opens.facts if after < point < stretch.end), None)
    if found is None:
        return None
    return Opening(max(found[0], stretch.start), found[1], stretch.end, after, stretch.end, stretch.doubts, stretch.void_on)


def _met(opens: Opens, after: Point, end: Point) -> Point | None:
    return next((point for point in opens.met if point > after and point[0] <= end[0]), None)


def _cut(opening: Opening, end: Point, until: Point) -> Opening:
    """The opening with its end, and only the doubts that reach into it; one that was certain for a while never turns void."""
    start, last = opening.start[0], end[0]
    doubts = tuple(
        Doubt(doubt.what, max(doubt.since, start), doubt.until)
        for doubt in opening.doubts
        if doubt.since < last and (doubt.until is None or doubt.until > start)
    )
    void = opening.void_on if doubts and all(doubt.since <= start for doubt in doubts) else None
    return Opening(opening.start, opening.by, end, opening.after, until, doubts, void)


def points(entries: Iterable[Entry], value: str | None) -> Iterator[Point]:
    """Where entries with this value (any, when none is asked) lie. Source: law-as-data 2."""
    return ((entry.on, entry.seq) for entry in entries if value is None or entry.value == value)
