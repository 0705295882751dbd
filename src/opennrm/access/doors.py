"""The only way to a case that is shown and to what is sealed: lookup by (agency, case), the policy, the read log, in that order."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from django.core.cache import cache
from django.db.models import Q, QuerySet

from opennrm.access import readlog
from opennrm.access.actor import Actor
from opennrm.access.models import CaseAccess
from opennrm.access.policy import AccessRequest, Consent, Decision, Holder, decide, load_policy
from opennrm.access.relations import consents_of
from opennrm.vault import index, values
from opennrm.vault.errors import Unreadable
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
    "readable_relations",
    "reveal_all",
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

    def may(self, section: str, mode: str = "read", holder: Holder | None = None, purpose: str | None = None) -> Decision:
        """What the policy says; the holder is the actor's own agency where none is named."""
        return _decide(request_for(self, section, mode, holder or self.own, purpose))

    def readable(self, items: Iterable[tuple[str, Holder]]) -> list[bool]:
        """For each (section, holder), whether it may be read."""
        return [self.may(section, "read", holder).allowed for section, holder in items]

    def log(self, page: str, *sections: str) -> None:
        """Record that the page was shown, with the sections that stand on it."""
        readlog.looked(self.actor, page, [self.case_id], sections or ("coarse",), sorted(self.relations))


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


def case(actor: Actor | None, case_id: UUID) -> CaseDoor:
    """The case behind an id, for this actor. Raises NotVisible for one that is hidden as for one that is absent."""
    row = CaseAccess.objects.filter(agency=actor.agency, case_id=case_id).first() if actor else None
    if actor is None or row is None:
        raise NotVisible
    door = CaseDoor(actor, case_id, row.stream_kind, frozenset(row.relations.split()), consents_of(row))
    if not door.may("coarse").allowed:
        raise NotVisible
    return door


def visible_to(actor: Actor, kind: str = "case") -> QuerySet[CaseAccess]:
    """The open cases that the actor may see; order by `due` for a worklist: one index scan."""
    mine = CaseAccess.objects.filter(agency=actor.agency, open=True, stream_kind=kind)
    readable = readable_relations(actor, kind)
    if not readable:
        return mine.none()
    wanted = Q()
    for relation in sorted(readable):
        wanted |= Q(relations__contains=relation)
    return mine.filter(wanted)


def readable_relations(actor: Actor, kind: str) -> frozenset[str]:
    """The relations that open a case to the actor's roles."""
    return frozenset(r for r in load_policy().relations if _alone(actor, r, kind).may("coarse").allowed)


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
    """Open the latest sealed values of these sections that the actor may read, by field code; the look is recorded first."""
    found = [
        v for v in values.current([door.case_id], sections) if door.may(v.section, "read", Holder(v.holder, v.holder_kind), purpose).allowed
    ]
    if not found:
        return {}
    door.log(page, *sorted({value.section for value in found}))
    ready({value.subject for value in found})
    return {value.code: _open(value) for value in found}


def reveal_all(door: CaseDoor, section: str, codes: Sequence[str], page: str) -> list[Revealed]:
    """Open every value that these fields ever had and that the actor may read, oldest first: one text for each event that carried one."""
    kept = [v for code in codes for v in values.history(door.case_id, section, code)]
    found = [v for v in sorted(kept, key=lambda v: v.position) if door.may(section, "read", Holder(v.holder, v.holder_kind)).allowed]
    if not found:
        return []
    door.log(page, section)
    ready({value.subject for value in found})
    return [_open(value) for value in found]


SEARCHES_AN_HOUR = 30
CHUNK = 900  # names of a statement: fewer than any database allows


class TooMany(Exception):
    """This person has searched too often in this hour: a search by name is no way to browse (security §6)."""


def find_by_name(actor: Actor, text: str, page: str = "search") -> list[CaseDoor]:
    """The cases, among those that the actor may open, whose person bears such a name in any script. Recorded, also when nothing is found.

    A person who is only in other agencies' cases is not found, as one who is nowhere. Raises TooMany.
    """
    key = f"search:{actor.id.hex}"
    cache.add(key, 0, timeout=3600)
    if cache.incr(key) > SEARCHES_AN_HOUR:
        raise TooMany
    own: dict[UUID, CaseDoor] = {}

    def openable(subjects: set[UUID]) -> Collection[UUID]:
        own.update(_identity_open(actor, sorted(subjects)))
        return own.keys()

    found = index.search(text, among=openable)
    readlog.looked(actor, page, found, ["identity"])
    return [own[subject] for subject in found]


def _identity_open(actor: Actor, cases: Sequence[UUID]) -> dict[UUID, CaseDoor]:
    """Those of these cases whose identity the actor may read."""
    mine = CaseAccess.objects.filter(agency=actor.agency, stream_kind="case")
    found = {}
    for start in range(0, len(cases), CHUNK):
        for row in mine.filter(case_id__in=cases[start : start + CHUNK]):
            door = CaseDoor(actor, row.case_id, row.stream_kind, frozenset(row.relations.split()), consents_of(row))
            if door.may("identity").allowed:
                found[row.case_id] = door
    return found


def _open(value: SealedValue) -> Revealed:
    try:
        text: str | None = reveal(value.subject, value.section, value.code, value.event_id, bytes(value.envelope))
    except Unreadable:
        text = None
    return Revealed(value.section, value.code, text, Holder(value.holder, value.holder_kind), value.event_id)
