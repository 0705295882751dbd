"""Reading is an entry: chained like the journal, one chain an agency and day, durable before the answer leaves."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db.models import Exists, OuterRef, Q

from opennrm.access import second_lock
from opennrm.access.actor import Actor
from opennrm.access.events import Looked
from opennrm.access.models import CaseAccess, Look
from opennrm.journal import clock, registry, rows, store
from opennrm.journal.chain import link
from opennrm.journal.event import Effective, Envelope

READING = uuid5(NAMESPACE_OID, "opennrm read log")


def chain_of(agency: UUID, at: datetime) -> UUID:
    """The stream of an agency's reading on one day (UTC): one head for all would make every reader wait for every other."""
    return uuid5(READING, f"{agency}/{at.date().isoformat()}")


def looked(actor: Actor, page: str, subjects: Sequence[UUID], sections: Sequence[str], relations: Sequence[str] = ()) -> None:
    """Record that the actor is shown a page; returns when the entry is committed. No log, no answer.

    A page of no case leaves no entry, but for a search, which is one whatever it finds.
    """
    if not subjects and page != "search":
        return
    at = clock.now()
    event = Looked(page=page, subjects=tuple(subjects), sections=tuple(sorted(set(sections))), relations=tuple(relations))
    stream = chain_of(actor.agency, at)
    with second_lock.writing("a look is appended to the chain of all looks of its day", partial(store.lock, [stream])):
        head, position = store.next_place(stream)
        envelope = Envelope(
            position=position,
            stream=stream,
            kind=event.kind,
            seq=head.seq + 1,
            type=event.type,
            v=event.v,
            actor=actor.id,
            agency=actor.agency,
            agency_kind=actor.agency_kind,
            effective=Effective(at.date(), precision="instant"),
            recorded_at=at,
            profile_edition="",
            to="",
        )
        store.insert([link(envelope, event.clear(), b"", head.hash)])
        rows.write(row for function in registry.applies_of(event.type) for row in function(stream, event, envelope))


def latest(
    agency: UUID | None = None, limit: int = 200, before: tuple[datetime, UUID] | None = None, case_id: UUID | None = None
) -> list[Look]:
    """The latest looks, of one agency or of all, at one case or at any, newest first, from where a page ended: for whoever reviews them,
    never for a reader of cases. Of all agencies those alone at what somebody is tied to: that an organisation writes for a person who is in
    no system here is nothing to an authority that may be its addressee.
    """
    found = Look.objects.order_by("-at", "id")
    if case_id is not None:
        found = found.filter(case_id=case_id)
    if before is not None:
        found = found.filter(Q(at__lt=before[0]) | Q(at=before[0], id__gt=before[1]))
    if agency is not None:
        return list(found.filter(agency=agency)[:limit])
    with second_lock.lifted("the coordinator reviews the looks of every agency"):
        return list(found.filter(Exists(CaseAccess.objects.filter(case_id=OuterRef("case_id"))))[:limit])


def tied(subjects: Collection[UUID]) -> set[UUID]:
    """Those of them that some agency is tied to: cases and what comes before one. The others are of the programme."""
    with second_lock.lifted("whoever reviews looks is told whether one was at a case"):
        return set(CaseAccess.objects.filter(case_id__in=subjects).values_list("case_id", flat=True))


def who_looked(case_id: UUID, limit: int = 50) -> list[Look]:
    """The latest looks at one case, newest first."""
    with second_lock.lifted("whoever speaks with the person may say which agencies have read"):
        return list(Look.objects.filter(case_id=case_id).order_by("-at", "id")[:limit])
