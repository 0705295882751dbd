"""The way in to publications: asks the policy, locks, folds, appends and writes the row, in one transaction; two are never made at once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from opennrm.access import second_lock
from opennrm.access.actor import Actor
from opennrm.access.policy import AccessRequest, Decision, Holder, decide, load_policy
from opennrm.cases.spine import editions
from opennrm.journal import clock, registry, replay, rows, store
from opennrm.journal.chain import Head, link
from opennrm.journal.event import Effective, Envelope, Event
from opennrm.standards.refusal import Refusal, Refused, gettext_noop
from opennrm.statistics.publication.events import KIND, Publication

__all__ = ["Act", "Publisher", "act", "may", "operating", "publishing", "state_of", "stream_of"]

CLOSED = gettext_noop("You may not publish figures: %(why)s")
PUBLICATIONS = uuid5(NAMESPACE_OID, "opennrm publications")
OPERATOR = uuid5(PUBLICATIONS, "operator")  # whoever runs the command is no person of an agency: the account stands in the event
NO_AGENCY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: a person for an agency, or the account of the operating system that ran the command."""

    id: UUID
    agency: UUID
    agency_kind: str
    account: str = ""


def may(actor: Actor, mode: str) -> Decision:
    """What the policy says to publications: they are tied to no case, so no relation is asked."""
    return decide(
        load_policy(),
        AccessRequest(
            role=actor.roles,
            agency=actor.agency,
            agency_kind=actor.agency_kind,
            relations=frozenset(),
            section="coarse",
            holder=Holder(actor.agency, actor.agency_kind),
            mode=mode,
            purpose=None,
            consents=frozenset(),
            stream_kind=KIND,
            break_glass=False,
        ),
    )


def publishing(actor: Actor) -> Publisher:
    """The person as a publisher. Raises Refused where the policy says no."""
    decision = may(actor, "write")
    if not decision.allowed:
        raise Refused(Refusal("access.closed", CLOSED, decision.source, why=decision.says))
    return Publisher(actor.id, actor.agency, actor.agency_kind)


def operating(account: str) -> Publisher:
    """Whoever operates the installation: a command asks no policy, and says in the journal whose account it was."""
    return Publisher(OPERATOR, NO_AGENCY, "operator", account)


def stream_of(country: str, period: str) -> UUID:
    """The stream of the figures of a period: one, so that its editions follow one another."""
    return uuid5(PUBLICATIONS, f"{country}/{period}")


def state_of(country: str, period: str) -> Publication:
    """The figures of a period as they stand, without a lock: for whoever only looks."""
    stream = stream_of(country, period)
    state: Publication = replay.fold(store.read(stream), KIND, stream)
    return state


@dataclass(slots=True)
class Act:
    """One act on the figures of a period: how they stand, and the only way to record."""

    publisher: Publisher
    state: Publication
    head: Head
    at: datetime

    def record(self, event: Event, *, unless: Iterable[Refusal] = ()) -> Envelope:
        """Record one event and its row. Raises Refused with all that bars it."""
        if found := list(unless):
            raise Refused(found)
        envelope = self._envelope(event)
        stored = link(envelope, event.clear(), b"", self.head.hash)
        store.insert([stored])
        self.state = registry.kind_of(KIND).step(self.state, event, envelope)
        self.head = Head(envelope.seq, stored.hash)
        rows.write(replay.rows_after(self.state, event, envelope))
        return envelope

    def _envelope(self, event: Event) -> Envelope:
        profile = editions.today()
        return Envelope(
            position=store.allocate(1)[0],
            stream=self.state.stream,
            kind=KIND,
            seq=self.head.seq + 1,
            type=event.type,
            v=event.v,
            actor=self.publisher.id,
            agency=self.publisher.agency,
            agency_kind=self.publisher.agency_kind,
            effective=Effective(self.at.astimezone(profile.time_zone).date()),
            recorded_at=self.at,
            profile_edition=profile.edition,
            to="",
        )


@contextmanager
def act(publisher: Publisher, stream: UUID) -> Iterator[Act]:
    """Act on the figures of one period. All publications wait for one another: what one hides rests on what the others show."""
    with second_lock.writing("an edition of figures and its row are written together"):
        store.take_turns(PUBLICATIONS)
        store.lock([stream])
        events = store.read(stream)
        yield Act(publisher, replay.fold(events, KIND, stream), store.head(stream), clock.now())
