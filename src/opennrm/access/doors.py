"""The only way to a case that is shown and to what is sealed: lookup by (agency, case), the policy, the read log, in that order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Protocol, cast
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from opennrm.access import readlog, second_lock
from opennrm.access.actor import Actor
from opennrm.access.models import CaseAccess
from opennrm.access.policy import AccessRequest, Consent, Decision, Holder, decide, enforces, load_policy
from opennrm.access.relations import consents_of
from opennrm.journal.prepared import Prepared
from opennrm.vault import files, index, values
from opennrm.vault.errors import Unreadable
from opennrm.vault.held import Held
from opennrm.vault.models import SealedValue
from opennrm.vault.reveal import ready, reveal

__all__ = [
    "CaseAccess",
    "CaseDoor",
    "NotVisible",
    "Revealed",
    "TooMany",
    "case",
    "find_by_name",
    "of",
    "readable_relations",
    "relations_that_hear_of_help",
    "reveal_all",
    "reveal_file",
    "reveal_sections",
    "visible_to",
]


class NotVisible(Exception):
    """Hidden equals absent: the page answers 404 as for a case that never was."""


@dataclass(frozen=True, slots=True)
class CaseDoor:
    """A case as one actor may see it. `may` is the one answer for guard, page, button and log."""

    actor: Actor
    case_id: UUID
    stream_kind: str
    relations: frozenset[str]
    consents: frozenset[Consent]
    opened: set[str] = field(default_factory=set)

    @property
    def own(self) -> Holder:
        """The actor's own agency, as the holder of what it records."""
        return Holder(self.actor.agency, self.actor.agency_kind)

    @property
    def enforces(self) -> bool:
        """Whether the actor's agency can detain, remove or charge: what it may record for the person is less. Source: decision 0005."""
        return enforces(self.actor.agency_kind)

    @property
    def hears_of_help(self) -> bool:
        """Whether what the person asks of those who help may be told to this actor, as what a shelter records is. Source: decision 0005."""
        return self.may("coarse", "read", Holder(None, "support_provider")).allowed

    def names(self, agency: Holder) -> bool:
        """Whether a page may name this agency: the actor's own, or one whose decisions the actor may read. The name of a small house is
        an address. Source: decision 0005.
        """
        return agency.agency == self.actor.agency or self.may("decisions", "read", agency).allowed

    def may(self, section: str, mode: str = "read", holder: Holder | None = None, purpose: str | None = None) -> Decision:
        """What the policy says; the holder is the actor's own agency where none is named."""
        return _decide(request_for(self, section, mode, holder or self.own, purpose))

    def readable(self, items: Iterable[tuple[str, Holder]]) -> list[bool]:
        """For each (section, holder), whether it may be read."""
        return [self.may(section, "read", holder).allowed for section, holder in items]

    def log(self, page: str, *sections: str) -> None:
        """Record that the page was shown, with the sections that stand on it."""
        readlog.looked(self.actor, page, [self.case_id], sections or ("coarse",), sorted(self.relations))
        self.opened.update(sections or ("coarse",))


def request_for(door: CaseDoor, section: str, mode: str, holder: Holder, purpose: str | None) -> AccessRequest:
    """The question put to the policy."""
    return AccessRequest(
        role=door.actor.roles,
        agency=door.actor.agency,
        agency_kind=door.actor.agency_kind,
        relations=door.relations,
        section=section,
        holder=holder,
        mode=mode,
        purpose=purpose,
        consents=door.consents,
        stream_kind=door.stream_kind,
        break_glass=False,
    )


@lru_cache(maxsize=65536)
def _decide(request: AccessRequest) -> Decision:
    return decide(load_policy(), request)


_tied = Prepared(
    lambda agency, case_id: CaseAccess.objects.filter(agency=agency, case_id=case_id).values_list("stream_kind", "relations", "consents")
)


def case(actor: Actor | None, case_id: UUID) -> CaseDoor:
    """The case behind an id, for this actor. Raises NotVisible for one that is hidden as for one that is absent."""
    found = _tied.first(agency=actor.agency, case_id=case_id) if actor else None
    if actor is None or found is None:
        raise NotVisible
    stream_kind, relations, consents = found
    door = of(actor, CaseAccess(agency=actor.agency, case_id=case_id, stream_kind=stream_kind, relations=relations, consents=consents))
    if not door.may("coarse").allowed:
        raise NotVisible
    return door


def of(actor: Actor, row: CaseAccess) -> CaseDoor:
    """The door that a row of the table of access gives its agency's actor; whoever shows a case asks it."""
    return CaseDoor(actor, row.case_id, row.stream_kind, frozenset(row.relations.split()), consents_of(row))


def visible_to(actor: Actor, kind: str = "case") -> QuerySet[CaseAccess]:
    """The open cases that the actor may see."""
    mine = CaseAccess.objects.filter(agency=actor.agency, open=True, stream_kind=kind)
    readable = readable_relations(actor, kind)
    if not readable:
        return mine.none()
    wanted = Q()
    for relation in sorted(readable):
        wanted |= _tied_by(relation)
    return mine.filter(wanted)


def _tied_by(relation: str) -> Q:
    """By its place in the words, not by LIKE: of that PostgreSQL may not use statistics under row security, takes it that hardly any row is
    like it, and sorts all rows of an agency instead of reading a page of them in order.
    """
    return Q(GreaterThan(StrIndex("relations", Value(relation)), 0))


def readable_relations(actor: Actor, kind: str) -> frozenset[str]:
    """The relations that open a case to the actor's roles."""
    return frozenset(r for r in load_policy().relations if _alone(actor, r, kind).may("coarse").allowed)


def relations_that_hear_of_help(actor: Actor) -> frozenset[str]:
    """The relations by which the actor's roles are told what the person asks of those who help (`CaseDoor.hears_of_help`)."""
    return frozenset(r for r in load_policy().relations if _alone(actor, r, "case").hears_of_help)


def _alone(actor: Actor, relation: str, kind: str) -> CaseDoor:
    return CaseDoor(actor, UUID(int=0), kind, frozenset({relation}), frozenset())


@dataclass(frozen=True, slots=True)
class Revealed:
    """A value that was sealed: its text, or None where it cannot be opened (erased, damaged); who recorded it."""

    section: str
    code: str
    text: str | None
    holder: Holder
    event: UUID


def reveal_sections(door: CaseDoor, sections: Sequence[str], page: str, purpose: str | None = None) -> dict[str, Revealed]:
    """Open, of each field of these sections, the latest value that the actor may read, by field code; the look is recorded first."""
    return {one.code: one for one in _reveal(door, page, purpose, lambda: values.every([door.case_id], sections), values.latest)}


def reveal_all(door: CaseDoor, section: str, codes: Sequence[str], page: str) -> list[Revealed]:
    """Open every value that these fields ever had and that the actor may read, oldest first: one text for each event that carried one."""

    def kept() -> list[SealedValue]:
        return sorted((v for code in codes for v in values.history(door.case_id, section, code)), key=lambda v: v.position)

    return _reveal(door, page, None, kept, list)


def reveal_file(door: CaseDoor, section: str, code: str, event: UUID, page: str) -> tuple[Held, bytes] | None:
    """Open the file that this event put in; None where there is none, it is closed to the actor, or it can no longer be opened.

    The look is recorded first, and all of it was opened before any of it leaves.
    """
    found = next((one.text for one in reveal_all(door, section, [code], page) if one.event == event), None)
    if found is None:
        return None
    held = Held.read(found)
    try:
        return held, files.opened(door.case_id, held)
    except Unreadable:
        return None


Values = list[SealedValue]


def _reveal(
    door: CaseDoor, page: str, purpose: str | None, kept: Callable[[], Values], choose: Callable[[Values], Values]
) -> list[Revealed]:
    """Asked and recorded in one transaction: a consent taken back since the page was asked for has closed what it opened."""
    with transaction.atomic():
        now = _as_it_stands(door)
        found = choose([v for v in kept() if now.may(v.section, "read", Holder(v.holder, v.holder_kind), purpose).allowed])
        if not found:
            return []
        now.log(page, *sorted({value.section for value in found}))
    ready({value.subject for value in found})
    return [_open(value) for value in found]


def _as_it_stands(door: CaseDoor) -> CaseDoor:
    """The same door by the ties and consents of this moment, which no withdrawal overtakes until the look is recorded."""
    row = CaseAccess.objects.select_for_update(of=("self",)).filter(agency=door.actor.agency, case_id=door.case_id).first()
    if row is None:
        raise NotVisible
    return replace(door, relations=frozenset(row.relations.split()), consents=consents_of(row))


SEARCHES_AN_HOUR, SEARCHED_WITHIN = 30, 3600
CHUNK = 900  # names of a statement: fewer than any database allows


class Places(Protocol):
    """What the shared cache can do beside what Django asks of one."""

    def take(self, keys: Sequence[str], timeout: float) -> bool:
        """Take one of these places that is free or has expired."""


class TooMany(Exception):
    """This person has searched too often in this hour: a search by name is no way to browse (security §6)."""


def find_by_name(actor: Actor, text: str, page: str = "search") -> list[CaseDoor]:
    """The cases, among those that the actor may open, whose person bears such a name in any script. Recorded, also when nothing is found.

    A person who is only in other agencies' cases is not found, as one who is nowhere. Raises TooMany.
    """
    _count_search(actor)
    with second_lock.lifted("the index of names knows neither agency nor case"):
        pointed = index.pointed(text)
    own = _identity_open(actor, sorted(pointed.subjects))
    found = pointed.bearing(own.keys())
    readlog.looked(actor, page, found, ["identity"])
    return [own[subject] for subject in found]


def _count_search(actor: Actor) -> None:
    """Take one of the hour's searches. Each is a place of its own, taken once and free again an hour later: a count would be read and
    written in two steps, and the cache would forget it after its own default time. Raises TooMany.
    """
    places = [f"search:{actor.id.hex}:{n}" for n in range(SEARCHES_AN_HOUR)]
    if not cast("Places", cache).take(places, SEARCHED_WITHIN):
        raise TooMany


def _identity_open(actor: Actor, cases: Sequence[UUID]) -> dict[UUID, CaseDoor]:
    """Those of these cases whose identity the actor may read whoever recorded it: the index does not know who wrote a name, so a search
    by whoever reads only some of them would tell the others.
    """
    mine = CaseAccess.objects.filter(agency=actor.agency, stream_kind="case")
    found = {}
    open_to: dict[tuple[str, str], bool] = {}  # by ties and consents: many cases have the same
    for start in range(0, len(cases), CHUNK):
        for row in mine.filter(case_id__in=cases[start : start + CHUNK]):
            door, alike = of(actor, row), (row.relations, repr(row.consents))
            if alike not in open_to:
                open_to[alike] = all(door.may("identity", "read", Holder(None, kind)).allowed for kind in load_policy().agency_kinds)
            if open_to[alike]:
                found[row.case_id] = door
    return found


def _open(value: SealedValue) -> Revealed:
    if value.subject != value.stream:  # the row was moved beside another case: its seal holds for its subject, who is not this one
        return Revealed(value.section, value.code, None, Holder(value.holder, value.holder_kind), value.event_id)
    try:
        text: str | None = reveal(value.subject, value.section, value.code, value.event_id, bytes(value.envelope))
    except Unreadable:
        text = None
    return Revealed(value.section, value.code, text, Holder(value.holder, value.holder_kind), value.event_id)
