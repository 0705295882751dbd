"""What is known of a case, as named facts: what stages meet in, and all that rules, clocks and the ledger may see."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple, TypeVar

from opennrm.countries.facts import Entry, day, known
from opennrm.standards.fact import Fact
from opennrm.standards.load import law

__all__ = [
    "DERIVED_FROM",
    "STAGES",
    "CaseFacts",
    "Contact",
    "Identification",
    "Justice",
    "Protection",
    "Referral",
    "SafeReturn",
    "Support",
    "name_of",
]

Entries = tuple[Entry, ...]


@dataclass(frozen=True)
class Contact:
    """What the first contact records. Source: law-as-data 2."""

    contact_opened: Entries = ()
    age: Entries = ()
    age_reasons: Entries = ()
    nationality: Entries = ()
    residence: Entries = ()
    region: Entries = ()
    place: Entries = ()
    lacks_resources: Entries = ()
    unaccompanied: Entries = ()


@dataclass(frozen=True)
class Referral:
    """What the referral records. Source: law-as-data 2."""

    track: Entries = ()
    indicators_seen: Entries = ()
    consent: Entries = ()
    referral_received: Entries = ()
    notified_anonymously: Entries = ()
    disclosure_checked: Entries = ()


@dataclass(frozen=True)
class Identification:
    """What the identification records. Source: law-as-data 2."""

    state: Entries = ()
    decision: Entries = ()
    agreed: Entries = ()
    notified: Entries = ()
    asked: Entries = ()
    reviewed: Entries = ()
    minute_written: Entries = ()
    age_settled: Entries = ()
    basis: Entries = ()
    suspended: Entries = ()
    withdrawal_written: Entries = ()
    best_interests_found: Entries = ()
    reconsideration_asked: Entries = ()
    reconsideration_answered: Entries = ()
    police_told: Entries = ()
    police_recorded: Entries = ()


@dataclass(frozen=True)
class Protection:
    """What protection records. Source: law-as-data 2."""

    period: Entries = ()
    period_length: Entries = ()
    period_refused: Entries = ()
    removal_enforced: Entries = ()
    permit_asked: Entries = ()
    permit_decided: Entries = ()
    identity_published: Entries = ()
    detained: Entries = ()
    need: Entries = ()
    asked_for: Entries = ()
    ended: Entries = ()
    ground: Entries = ()


@dataclass(frozen=True)
class Support:
    """What support records. Source: law-as-data 2."""

    given: Entries = ()
    declined: Entries = ()
    unavailable: Entries = ()
    withheld: Entries = ()
    assistance_conditioned: Entries = ()
    assisted_without_consent: Entries = ()


@dataclass(frozen=True)
class Justice:
    """What proceedings record. Source: law-as-data 2."""

    cooperation: Entries = ()
    ties_broken: Entries = ()
    presence_stated: Entries = ()
    proceeding: Entries = ()
    charged: Entries = ()
    punished: Entries = ()
    compensation_claimed: Entries = ()
    compensation_awarded: Entries = ()
    compensation_paid: Entries = ()


@dataclass(frozen=True)
class SafeReturn:
    """What a return records; two of its facts follow from others where nobody recorded them. Source: law-as-data 2; CETS 197 Art 16."""

    return_considered: Entries = ()
    returned: Entries = ()
    returned_unassessed: Entries = ()
    returned_against_interests: Entries = ()


Room = TypeVar("Room", Contact, Referral, Identification, Protection, Support, Justice, SafeReturn)


@dataclass(frozen=True)
class CaseFacts:
    """Everything known of one case, composed by the stages that own it; frozen, so noting a fact gives new facts.

    Satisfies `countries.facts.Facts`. Entries under a name are ordered by day, those of one day as they were recorded.
    Source: law-as-data 2; design 2, Stages meet in facts.
    """

    contact: Contact = field(default_factory=Contact)
    referral: Referral = field(default_factory=Referral)
    identification: Identification = field(default_factory=Identification)
    protection: Protection = field(default_factory=Protection)
    support: Support = field(default_factory=Support)
    justice: Justice = field(default_factory=Justice)
    safe_return: SafeReturn = field(default_factory=SafeReturn)
    noted: int = field(default=0, compare=False)

    def note(  # noqa: PLR0913 — the shape of an entry, all but two by keyword and optional
        self,
        name: str,
        *,
        on: date,
        at: datetime | None = None,
        until: date | None = None,
        value: str | None = None,
        ground: str | None = None,
        lawful: bool | None = None,
        seq: int | None = None,
    ) -> CaseFacts:
        """These facts and one more: `name` with its qualifier (`given:accommodation`), on the day it happened.

        `at` is the aware instant where known, `until` the first day a span no longer runs, `seq` the event's number (else counted).
        Raises ValueError for a name, qualifier or value that the registry does not know. Source: law-as-data 2.
        """
        place = _place(name)
        if value is not None and (wrong := place.fact.wrong(place.qualifier, value)):
            raise ValueError(wrong)
        number = self.noted + 1 if seq is None else seq
        return self._add(place, Entry(on, at, until, value, ground, lawful, place.qualifier, number))

    def end(self, name: str, *, on: date, ground: str | None = None) -> CaseFacts:
        """These facts with the running span `name` closed: `on` is the first day it no longer runs, `ground` says why it ended.

        Raises ValueError where no such span runs on that day. Source: law-as-data 2.
        """
        place = _place(name)
        entries = self._of(place)
        for index in range(len(entries) - 1, -1, -1):
            entry = entries[index]
            if entry.qualifier == place.qualifier and entry.on <= on and (entry.until is None or entry.until > on):
                closed = replace(entry, until=on, ground=ground or entry.ground)
                return self._put(place, (*entries[:index], closed, *entries[index + 1 :]), self.noted + 1)
        raise ValueError(f"{name} does not run on {on}")

    def entries(self, name: str, /) -> Entries:
        """What was recorded under `name`, oldest first: one kind (`decision:rg`) or every kind (`decision`).

        Raises ValueError for a name that the registry does not know. Source: docs/architecture.md, Facts.
        """
        place = _asked_place(name)
        found = self._of(place)
        if not found and not place.fact.derived:
            return ()
        if place.fact.derived:
            found = tuple(sorted({*found, *_DERIVED[place.fact.name](self)}, key=_order))
        if place.qualifier is None:
            return found
        return tuple([entry for entry in found if entry.qualifier == place.qualifier])

    def recorded(self) -> Iterator[tuple[str, Entry]]:
        """Every recorded entry with its full name, stage by stage. Source: law-as-data 2."""
        for place in _places():
            for entry in self._of(place):
                yield (f"{place.fact.name}:{entry.qualifier}" if entry.qualifier else place.fact.name), entry

    def names(self) -> set[str]:
        """Every name under which `entries` finds something, with its qualifiers and without. Source: docs/architecture.md, Facts."""
        stages, names = vars(self), _names()
        kept = [(names[field], entries) for stage in STAGES for field, entries in vars(stages[stage]).items() if entries]
        found: set[str] = set()
        for name, entries in (*kept, *((name, self.entries(name)) for name in _DERIVED)):
            if entries:
                found.add(name)
                found.update([f"{name}:{entry.qualifier}" for entry in entries if entry.qualifier])
        return found

    def known_by(self, on: date | datetime) -> CaseFacts:
        """These facts as they stood on that day: later ones are gone, spans that ended later still run. Where that changes nothing, as
        today in nearly every case, the facts themselves. Source: design 3, As at.
        """
        if all(known(entry, on) and _seen(entry, on) is entry for place in _places() for entry in self._of(place)):
            return self
        made = CaseFacts(noted=self.noted)
        for place in _places():
            if seen := tuple(_seen(entry, on) for entry in self._of(place) if known(entry, on)):
                made = made._put(place, seen, self.noted)
        return made

    def _of(self, place: Place) -> Entries:
        found: Entries = getattr(getattr(self, place.stage), place.field)
        return found

    def _add(self, place: Place, entry: Entry) -> CaseFacts:
        entries = self._of(place)
        if not entries or _order(entries[-1]) <= _order(entry):
            return self._put(place, (*entries, entry), self.noted + 1)
        index = bisect_right(entries, _order(entry), key=_order)
        return self._put(place, (*entries[:index], entry, *entries[index:]), self.noted + 1)

    def _put(self, place: Place, entries: Entries, noted: int) -> CaseFacts:
        stage = _changed(getattr(self, place.stage), {place.field: entries})
        return _changed(self, {place.stage: stage, "noted": noted})


class Place(NamedTuple):
    """Where a name stands: its row in the registry, the stage and field that hold its entries, and the qualifier asked for."""

    fact: Fact
    stage: str
    field: str
    qualifier: str | None = None


Frozen = TypeVar("Frozen")


def _changed(value: Frozen, changes: dict[str, object]) -> Frozen:
    # dataclasses.replace runs __init__ over every field; a fold of a long stream spends most of its time there
    made = object.__new__(type(value))
    made.__dict__.update(value.__dict__)
    made.__dict__.update(changes)
    return made


@lru_cache(maxsize=4096)
def _place(name: str) -> Place:
    place = _asked_place(name)
    if wrong := place.fact.wrong(place.qualifier, None):
        raise ValueError(wrong)
    return place


@lru_cache(maxsize=4096)
def _asked_place(name: str) -> Place:
    plain, _, qualifier = name.partition(":")
    fact = law().facts.get(plain)
    if fact is None:
        raise ValueError(f"no fact {plain!r} in standards/data/facts.yaml")
    return Place(fact, fact.stage.value, fact.field, qualifier or None)


@lru_cache(maxsize=1)
def _places() -> tuple[Place, ...]:
    return tuple(_asked_place(name) for name in law().facts)


def name_of(field: str) -> str:
    """The name of the fact whose entries a field of a stage holds. Raises KeyError for a field that is none. Source: law-as-data 2."""
    return _names()[field]


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """The name of the fact that each field holds: no two stages have a field in common."""
    return {place.field: place.fact.name for place in _places()}


def _order(entry: Entry) -> tuple[date, int]:
    return (entry.on, entry.seq)


def _seen(entry: Entry, on: date | datetime) -> Entry:
    if entry.until is None or entry.until <= day(on):
        return entry
    return replace(entry, until=None, ground=None)


def _returns(facts: CaseFacts) -> Iterator[tuple[Entry, date]]:
    """Each return with the day of the one before, after which its own assessment must lie."""
    before = date.min
    for entry in facts.safe_return.returned:
        yield entry, before
        before = entry.on


def _between(entries: Entries, qualifier: str, after: date, until: date) -> bool:
    return any(entry.qualifier == qualifier and after < entry.on <= until for entry in entries)


def _unassessed(facts: CaseFacts) -> Iterator[Entry]:
    for entry, before in _returns(facts):
        if not _between(facts.support.given, "return_risk_assessment", before, entry.on):
            yield entry


def _against_interests(facts: CaseFacts) -> Iterator[Entry]:
    for entry, before in _returns(facts):
        ages = [one.value for one in facts.contact.age if one.on <= entry.on]
        if ages and ages[-1] != "adult" and not _between(facts.identification.best_interests_found, "return", before, entry.on):
            yield entry


def _ends(facts: CaseFacts) -> Iterator[Entry]:
    """A protected time that ended is `ended` under its own name; proceedings when the last of those that ran has ended."""
    for span in facts.protection.period:
        if span.until is not None:
            yield Entry(span.until, ground=span.ground, qualifier=span.qualifier)
    for span in facts.justice.proceeding:
        if span.until is not None and not any(_covers(other, span.until) for other in facts.justice.proceeding):
            yield Entry(span.until, ground=span.ground, qualifier="proceeding")


def _covers(span: Entry, on: date) -> bool:
    return span.on <= on and (span.until is None or span.until > on)


STAGES = tuple(one.name for one in fields(CaseFacts) if one.name != "noted")
_DERIVED = {"returned.unassessed": _unassessed, "returned.against_interests": _against_interests, "ended": _ends}
# What each of these follows from, as it is asked for.
DERIVED_FROM = {
    "returned.unassessed": ("returned", "given:return_risk_assessment"),
    "returned.against_interests": ("returned", "age", "best_interests.found:return"),
    "ended": ("period", "proceeding"),
}
