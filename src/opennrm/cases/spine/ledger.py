"""The rights ledger: one row for each right and opening, made from the facts of a case and the profile of a country."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Literal

from opennrm.cases.spine.acts import acts_in, acts_of, met_at
from opennrm.cases.spine.bearing import Owed, owed
from opennrm.cases.spine.changes import changed
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.openings import (
    Opening,
    Opens,
    Point,
    Segment,
    Stretch,
    conditions,
    meet,
    openings,
    points,
    segments,
    spells,
)
from opennrm.cases.spine.plan import Right, instrument_of, plan_of
from opennrm.cases.spine.row import Act, Doubt, LedgerRow
from opennrm.cases.spine.status import Status, StatusCode, status
from opennrm.countries.clocks import Due, due_from
from opennrm.countries.dated import ATTRIBUTES, NotKnown, fits
from opennrm.countries.facts import Asked, Entry, day
from opennrm.countries.profile import Profile
from opennrm.standards.entitlement import Entitlement, Kind
from opennrm.standards.refusal import gettext_noop

__all__ = ["Act", "Doubt", "LedgerRow", "Status", "StatusCode", "Waiting", "rows", "rows_anew", "stands", "status", "waiting"]

MOST_DUES, MOST_WAITS = 20_000, 20_000

_Made = tuple[Right, Opening, tuple[Act, ...]]
_DONE: dict[Kind, tuple[str, ...]] = {Kind.DELIVER_BY: ("given", "met"), Kind.MINIMUM_PERIOD: ("period",)}

Why = Literal["not_bound", "condition", "unseen", "not_known_to_us", "later"]

WHY: dict[Why, str] = {
    "not_bound": gettext_noop("No instrument that gives this right binds this country"),
    "condition": gettext_noop("This right is for persons in another situation"),
    "unseen": gettext_noop("A case cannot show this; it is looked at elsewhere"),
    "not_known_to_us": gettext_noop("Not set: how this is done here is not known to us"),
    "later": gettext_noop("Not open yet"),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A right that has no row on a day, and why: not yet open, not applicable, not seen in a case, not known to us."""

    entitlement: Entitlement
    status: Status
    why: Why

    @property
    def says(self) -> str:
        """Why, in a sentence, a msgid. Source: law-as-data 3 (1)–(5)."""
        return WHY[self.why]


def rows(facts: CaseFacts, profile: Profile) -> tuple[LedgerRow, ...]:
    """Every right of this person that ever opened, one row per opening, in the order of the entitlements.

    Time is no argument: a row holds all that `status` needs for any day. Source: law-as-data 3; docs/architecture.md, Ledger.
    """
    case = _Case(facts, profile)
    return tuple(row for one in owed(profile) for row in case.rows(one))


def rows_anew(facts: CaseFacts, profile: Profile, before: CaseFacts) -> dict[str, tuple[LedgerRow, ...]]:
    """The rows of each entitlement on which bears what changed since `before`; those of all others are what they were then.

    Source: law-as-data 3; design 3, projections.
    """
    since, case = changed(before, facts), _Case(facts, profile)
    return {one.entitlement: case.rows(one) for one in owed(profile) if one.touched_by(since)}


def waiting(facts: CaseFacts, profile: Profile, on: date | datetime, opened: Container[str] | None = None) -> tuple[Waiting, ...]:
    """Every entitlement without a row on `on`, with how it stands and why. `opened`: those that have one, where the caller knows them.

    Source: law-as-data 3 (1)–(5).
    """
    known = facts.known_by(on)
    if opened is None:
        opened = {row.entitlement for row in rows(known, profile)}
    case = _Case(known, profile)
    return tuple(case.waits(one, day(on)) for one in plan_of(profile).entitlements.values() if one.id not in opened)


def stands(facts: CaseFacts, profile: Profile, entitlement: str, on: date | datetime) -> Status:
    """How one entitlement stands on `on`, by its latest opening. Raises KeyError for an id nobody knows. Source: law-as-data 3."""
    one = plan_of(profile).entitlements[entitlement]
    opened = [row for row in rows(facts, profile) if row.entitlement == entitlement and row.opened_on <= day(on)]
    return status(opened[-1], on) if opened else _Case(facts.known_by(on), profile).waits(one, day(on)).status


@dataclass
class _Case:
    """One reading of one case: what is looked at many times is looked up once."""

    facts: CaseFacts
    profile: Profile
    _spells: dict[tuple[str, ...], list[Stretch]] = field(default_factory=dict)
    _stretches: dict[int, list[Stretch]] = field(default_factory=dict)
    _conditions: dict[int, list[Stretch]] = field(default_factory=dict)

    def rows(self, one: Owed) -> tuple[LedgerRow, ...]:
        made: list[_Made] = []
        for right in one.rights:
            if right.opens_on and self.names.isdisjoint(right.opens_keys):
                continue  # nothing opened it, as most rights of most cases
            made += [(right, opening, acts) for opening, acts in self.openings(right)]
        return tuple(self.numbered(_opened_anew(sorted(made, key=_start)))) if made else ()

    def openings(self, right: Right) -> Iterator[tuple[Opening, tuple[Act, ...]]]:
        opened = [(point, str(asked)) for asked in right.opens_on for point in self.points(asked)]
        stretches = self.stretches(right) if opened or not right.opens_on else ()
        if not stretches:
            return
        opened.sort()
        one = right.entitlement
        acts = acts_of(self.facts, self.profile, one, self.extends(right))
        delivered = one.kind is Kind.DELIVER_BY
        opens = Opens(opened, self.ends(right), met_at(acts) if delivered else (), not right.opens_on, _status_name(right))
        for opening in openings(stretches, opens, repeats=delivered):
            yield opening, acts

    def stretches(self, right: Right) -> list[Stretch]:
        if right.alike not in self._stretches:
            self._stretches[right.alike] = self.may_be_open(right)
        return self._stretches[right.alike]

    def may_be_open(self, right: Right) -> list[Stretch]:
        if right.for_whom not in self._conditions:
            self._conditions[right.for_whom] = conditions(self.segments, right.whens, right.others)
        found = self._conditions[right.for_whom]
        if right.who and found:
            found = meet(found, self.spells(right.who))
        found = meet(found, right.bound) if found else []
        if found and not right.who and not right.opens_on:
            found = meet(found, [Stretch(self.began, (date.max, 0))])
        return found

    def points(self, asked: Asked) -> Iterator[Point]:
        return points(self.facts.entries(asked.key), asked.value)

    def ends(self, right: Right) -> list[Point]:
        found = [point for asked in right.ends_on if asked.key in self.names for point in self.points(asked)]
        for asked in right.opens_on:
            if asked.name in ATTRIBUTES and asked.value is not None:
                # "age=unknown" opens only while it is so: another value ends it
                found += [(entry.on, entry.seq) for entry in self.facts.entries(asked.name) if entry.value != asked.value]
        return sorted(found)

    def spells(self, who: tuple[str, ...]) -> list[Stretch]:
        if who not in self._spells:
            self._spells[who] = spells(self.facts, self.profile, who)
        return self._spells[who]

    @cached_property
    def names(self) -> set[str]:
        return self.facts.names()

    @cached_property
    def segments(self) -> list[Segment]:
        return segments(self.facts, self.profile)

    @cached_property
    def began(self) -> Point:
        return min(((entry.on, entry.seq) for _, entry in self.facts.recorded()), default=(date.max, 0))

    def extends(self, right: Right) -> tuple[str, ...]:
        clock = right.local.clock if right.local is not None else None
        return self.profile.clocks[clock].extends_until if clock is not None else ()

    def numbered(self, made: Sequence[_Made]) -> Iterator[LedgerRow]:
        for place, (right, opening, acts) in enumerate(made):
            after = made[place + 1][1].start[0] if place + 1 < len(made) else None
            yield self.row(right, opening, acts, place + 1, after)

    def row(self, right: Right, opening: Opening, acts: tuple[Act, ...], number: int, replaced_on: date | None) -> LedgerRow:
        one = right.entitlement
        return LedgerRow(
            entitlement=one.id,
            opening=number,
            kind=one.kind,
            clauses=one.clauses,
            section=one.section,
            responsible=one.responsible,
            opened_on=opening.start[0],
            opened_by=opening.by,
            ends_on=None if opening.end[0] == date.max else opening.end[0],
            void_on=opening.void_on,
            replaced_on=replaced_on,
            acts=acts_in(acts, opening, one.kind),
            silence=right.silence,
            doubts=opening.doubts + self.reasons(one, opening),
            edition=self.profile.edition,
            **self.clock(right, opening),
        )

    def reasons(self, one: Entitlement, opening: Opening) -> tuple[Doubt, ...]:
        """A right that binds only where reasons are recorded is open in doubt until one is."""
        if not one.reasons:
            return ()
        first = min((entry.on for name in one.reasons for entry in self.facts.entries(name)), default=None)
        settled = first is not None and first <= opening.start[0]
        return () if settled else (Doubt(one.reasons[0], opening.start[0], first),)

    def clock(self, right: Right, opening: Opening) -> dict[str, Any]:
        clock = right.local.clock if right.local is not None else None
        if clock is None or right.silence is not None:
            return {}
        start = self.started(clock, opening, right)
        if start is None:
            return {"clock": clock, "clock_silent": "not_started"}
        extended = bool(self.extends(right))
        return {
            "clock": clock,
            "counts_from": start.on,
            "awaits_decision": extended,
            **_counted(self.due(clock, start), right.entitlement, start),
        }

    def started(self, clock: str, opening: Opening, right: Right) -> Entry | None:
        """The first start that belongs to this opening: a second need does not push out the day of the first.

        Where the profile has rows for different persons, a start from when this row did not hold counts only if there is no other: who
        turns to another track is answered from that day on, who comes of age is not made to wait anew.
        """
        found = []
        for name in self.profile.clocks[clock].starts_on:
            asked = Asked.parse(name)
            found += [entry for entry in self.facts.entries(asked.key) if asked.value is None or entry.value == asked.value]
        inside = [entry for entry in found if (entry.on, entry.seq) > opening.after and entry.on <= opening.end[0]]
        here = [entry for entry in inside if self.held(right, entry)] if right.local is not None and right.local.when else inside
        return min(here or inside, key=lambda entry: (entry.on, entry.seq), default=None)

    def held(self, right: Right, entry: Entry) -> bool:
        """Whether the row of the profile held, or may have, for the person on the day of an entry."""
        assert right.local is not None
        there = [segment for segment in self.segments if segment.start[0] <= entry.on][-1]
        return fits(right.local.when, there.attributes) is not False

    def due(self, clock: str, start: Entry) -> Due:
        """What the clock gives from this start; kept by all that the count can depend on."""
        held = tuple([span for name in self.profile.clocks[clock].suspended_by for span in self.facts.entries(name)])
        lengths = self.facts.entries(f"period.length:{clock}")
        to_the_last_day = bool(held) or self.profile.clocks[clock].governed_by != "start"
        key = (clock, start.on, start.at, self.person, lengths, (held, start.seq, self.horizon) if to_the_last_day else ())
        dues = plan_of(self.profile).dues
        if key not in dues:
            if len(dues) >= MOST_DUES:
                dues.clear()
            dues[key] = due_from(self.profile, clock, start, self.facts, self.horizon)
        return dues[key]

    @cached_property
    def person(self) -> tuple[tuple[str, date, str | None], ...]:
        return tuple([(name, entry.on, entry.value) for name in ATTRIBUTES for entry in self.facts.entries(name)])

    @cached_property
    def horizon(self) -> date:
        """The last day of which anything is recorded: a row is counted with all that is known."""
        return max((entry.until or entry.on for _, entry in self.facts.recorded()), default=date.min)

    def waits(self, one: Entitlement, on: date) -> Waiting:
        """How it stands without a row; kept by all that this hangs on: many persons are the same before the law."""
        here, kept = self.attributes_on(on), plan_of(self.profile).waits
        key = one.id, on, tuple(sorted(here.items()))
        if key not in kept:
            if len(kept) >= MOST_WAITS:
                kept.clear()
            kept[key] = _waits(self.profile, one, on, here)
        return kept[key]

    def attributes_on(self, on: date) -> Mapping[str, str]:
        return next(segment.attributes for segment in reversed(self.segments) if segment.start[0] <= on)


def _waits(profile: Profile, one: Entitlement, on: date, here: Mapping[str, str]) -> Waiting:
    every = plan_of(profile).rights_of.get(one.id, ())
    rights = [right for right in every if right.holds_on(on)] or every
    binding = {_binding(profile, clause, on) for clause in one.clauses}
    if True not in binding and not any(one is own for own in profile.own):  # the country's own law binds by itself
        return _unknown(one, "not_known_to_us") if None in binding else Waiting(one, Status(StatusCode.NOT_APPLICABLE), "not_bound")
    whens = [right.whens for right in rights] or [(one.when,)]
    if all(any(fits(when, here) is False for when in one_of) for one_of in whens):
        return Waiting(one, Status(StatusCode.NOT_APPLICABLE), "condition")
    if one.unseen is not None or all(right.silence == "not_known_to_us" for right in rights):
        return _unknown(one, "unseen" if one.unseen is not None else "not_known_to_us")
    return Waiting(one, Status(StatusCode.NOT_YET_OPEN), "later")


def _binding(profile: Profile, clause: str, on: date) -> bool | None:
    """Whether the instrument of a clause binds on a day; None where that is not known."""
    answer = profile.bound(instrument_of(clause), on)
    return None if isinstance(answer, NotKnown) else bool(answer.value)


def _counted(due: Due, one: Entitlement, start: Entry) -> dict[str, Any]:
    if due.silent is not None:
        return {"clock_silent": due.silent}
    if due.held_since is not None and due.counted_on is not None and due.held_since <= due.counted_on:
        return {"held_since": due.held_since, "due_kind": due.kind}
    floor = start.on + timedelta(one.floor.n) if one.floor is not None else None
    below = floor is not None and due.counted_on is not None and due.counted_on < floor
    return {
        "due_on": due.counted_on,
        "due_at": due.due_at,
        "due_kind": due.kind,
        "floor_on": floor if below else None,
    }


def _unknown(one: Entitlement, why: Why) -> Waiting:
    return Waiting(one, Status(StatusCode.UNKNOWN), why)


def _status_name(right: Right) -> str:
    return "status:" + "|".join(right.who) if right.who else "first contact"


def _start(made: _Made) -> Point:
    return made[1].start


def _opened_anew(made: Iterable[_Made]) -> list[_Made]:
    """The openings without those that a new law alone would open: what was met, or began to run, under the law of its day stays with it."""
    kept: list[_Made] = []
    for right, opening, acts in made:
        follows = bool(kept) and kept[-1][1].end == opening.start and right.begins_at(opening.start)
        if not (follows and _done(*kept[-1])):
            kept.append((right, opening, acts))
    return kept


def _done(right: Right, opening: Opening, acts: tuple[Act, ...]) -> bool:
    kind = right.entitlement.kind
    return any(act.what in _DONE.get(kind, ()) for act in acts_in(acts, opening, kind))
