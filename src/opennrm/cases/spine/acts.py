"""Which acts bear on a right: given, declined, unavailable, withheld, met, broken, and the spans of a protected time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.openings import Opening, Point
from opennrm.cases.spine.row import Act
from opennrm.cases.spine.status import OWN_CHOICE
from opennrm.countries.facts import Asked, Entry, happened
from opennrm.countries.profile import Profile
from opennrm.standards.entitlement import Entitlement, Kind

__all__ = ["acts_in", "acts_of", "met_at"]

_OF_A_THING = ("given", "declined", "unavailable", "withheld")


def acts_of(facts: CaseFacts, profile: Profile, one: Entitlement, extends: Iterable[str]) -> tuple[Act, ...]:
    """Every act in the case that bears on this entitlement, oldest first, with whether its ground is lawful.

    `extends`: the facts until which its clock extends a minimum. Source: law-as-data 3; CETS 197 Art 13(3).
    """
    found = [*_of_thing(facts, one), *_named(facts, "met", one.met_by), *_broken(facts, one)]
    if one.period is not None:
        found += [*_period(facts, profile, one), *_named(facts, "decided", extends)]
    return tuple(sorted(found, key=_order))


def _of_thing(facts: CaseFacts, one: Entitlement) -> Iterator[Act]:
    support, thing = facts.support, one.asked_as
    for what in _OF_A_THING:
        for entry in getattr(support, what):
            if entry.qualifier == thing:
                yield _act(what, entry, _lawful(entry, one) if what == "withheld" else None)
    for entry in facts.protection.asked_for:
        if entry.qualifier == thing:
            yield _act("asked", entry)


def _named(facts: CaseFacts, what: str, names: Iterable[str]) -> Iterator[Act]:
    for name in names:
        asked = Asked.parse(name)
        for entry in facts.entries(asked.key):
            if asked.value is None or entry.value == asked.value:
                yield _act(what, entry)


def _broken(facts: CaseFacts, one: Entitlement) -> Iterator[Act]:
    for name in one.breached_by:
        for entry in facts.entries(name):
            yield _act("breach", entry, _lawful(entry, one))


def _period(facts: CaseFacts, profile: Profile, one: Entitlement) -> Iterator[Act]:
    for entry in facts.protection.period:
        if entry.qualifier == one.period:
            ground = _early_end(facts, profile, one, entry)
            yield Act("period", entry.on, entry.at, entry.until, ground or entry.ground, ground is not None, entry.seq)
    for entry in facts.protection.period_refused:
        if entry.qualifier == one.period:
            yield _act("refused", entry, _lawful(entry, one))


def _early_end(facts: CaseFacts, profile: Profile, one: Entitlement, entry: Entry) -> str | None:
    """The reason for which this span could end before its time: the person's own choice, or a ground of national law."""
    if entry.until is None:
        return None
    for end in profile.early_ends:
        if end.period == one.period and all(_established(facts, name, entry) for name in end.all_of):
            return end.reason
    return OWN_CHOICE if entry.ground == OWN_CHOICE else None


def _established(facts: CaseFacts, name: str, entry: Entry) -> bool:
    assert entry.until is not None
    return name == f"ground:{entry.ground}" or happened(facts, name, entry.until)


def _lawful(entry: Entry, one: Entitlement) -> bool:
    """Only a ground that the clause itself knows is lawful, and only where nobody recorded that it was not."""
    return entry.ground in one.withheld_on and entry.lawful is not False


def _act(what: str, entry: Entry, lawful: bool | None = None) -> Act:
    return Act(what, entry.on, entry.at, entry.until, entry.ground, lawful, entry.seq)


def met_at(acts: Iterable[Act]) -> list[Point]:
    """When what is to be delivered was delivered. Source: law-as-data 3 (10)."""
    return [(act.on, act.seq) for act in acts if act.what in {"given", "met"}]


def acts_in(acts: Iterable[Act], opening: Opening, kind: Kind) -> tuple[Act, ...]:
    """The acts that belong to one opening: what runs into it from before too, what ended before it was owed not.

    Source: law-as-data 3.
    """
    delivered = kind is Kind.DELIVER_BY
    last = opening.until if delivered and opening.until != opening.end else (opening.end[0], 2**31)
    return tuple([act for act in acts if _belongs(act, opening, last, runs=not delivered)])


def _belongs(act: Act, opening: Opening, last: Point, runs: bool) -> bool:
    point = (act.on, act.seq)
    if act.what == "breach":
        return opening.start <= point <= opening.end
    if point > last:
        return False
    if runs and act.what in {"given", "period"}:
        return _reaches(act, opening.start[0]) or point > opening.start
    return point > opening.after


def _reaches(act: Act, day: date) -> bool:
    return act.until is None or act.until > day


def _order(act: Act) -> tuple[date, int]:
    return (act.on, act.seq)
