"""The single way in: locks the stream and folds it, checks access, collects every refusal, seals, appends, applies, in one transaction.

A single act is a batch of one. In a batch the streams are locked and folded ahead and written together; the acts are the same functions.
"""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import transaction

from opennrm.access import second_lock
from opennrm.access.actor import Actor
from opennrm.access.doors import CaseDoor, NotVisible
from opennrm.access.policy import Decision, Holder
from opennrm.cases.spine import acting, aside, editions, fold, folded
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.sealed_rows import event_id, for_reading
from opennrm.cases.spine.state import CaseState
from opennrm.countries import machine
from opennrm.countries.profile import Profile
from opennrm.journal import clock, registry, replay, rows, store
from opennrm.journal.chain import EMPTY, Head, SealedBytes, Stored, link, pack
from opennrm.journal.event import Effective, Envelope, Event
from opennrm.standards.refusal import Refusal, Refused, gettext_noop
from opennrm.vault import index, seal, values
from opennrm.vault.models import SealedValue

CHANGED = gettext_noop(
    "Somebody else recorded something on this case while you were writing: %(what)s. What you typed is kept; read it again."
)
NARROWED = gettext_noop("What you may read of this case changed while you were writing. What you typed is kept; read it again.")
CLOSED = gettext_noop("You may not record this here: %(why)s")
NO_STEP = gettext_noop("The procedure of this country has no such step: %(step)s")

Names = index.Names  # what a person is found by; the actions hand it to the door
BLOCK = 32  # positions drawn at once: gaps do no harm, a round trip for each event would


@dataclass(slots=True)
class Thread:
    """A stream that the batch has locked: its folded state and where its chain ends; `fresh`: its id was made in this batch."""

    state: CaseState
    head: Head
    fresh: bool = False


@dataclass(slots=True)
class Batch:
    """What is going to be written together."""

    threads: dict[UUID, Thread] = field(default_factory=dict)
    stored: list[Stored] = field(default_factory=list)
    applied: list[tuple[CaseState, Event, Envelope]] = field(default_factory=list)
    sealed: list[SealedValue] = field(default_factory=list)
    names: list[tuple[UUID, index.Names]] = field(default_factory=list)
    free: deque[int] = field(default_factory=deque)
    remembered: dict[Hashable, Any] = field(default_factory=dict)

    def thread(self, stream: UUID, kind: str) -> Thread:
        """The locked and folded stream; a new one is empty."""
        if stream not in self.threads:
            self.ahead([stream], kind)
        return self.threads[stream]

    def ahead(self, streams: Sequence[UUID], kind: str = "case") -> None:
        """Lock and fold streams; positions drawn before are given up, since they would come before those of the streams' last writers."""
        missing = [stream for stream in streams if stream not in self.threads]
        if not missing:
            return
        store.lock(missing)
        self.free.clear()
        heads = {stream: store.head(stream) for stream in missing} if len(missing) == 1 else store.heads(missing)
        unknown = []
        for stream in missing:
            head = heads.get(stream, EMPTY)
            if (known := folded.get(stream, head)) is not None:
                self.threads[stream] = Thread(known, head)
            else:
                unknown.append(stream)
        for stream, events in store.read_many(unknown).items() if unknown else ():
            state = replay.fold(events, events[0].envelope.kind if events else kind, stream)
            self.threads[stream] = Thread(state, heads.get(stream, EMPTY))

    def fresh(self, kind: str) -> Thread:
        """A stream that nobody else can know yet: nothing to lock, nothing to read."""
        stream = uuid4()
        self.threads[stream] = Thread(registry.kind_of(kind).empty(stream), EMPTY, fresh=True)
        return self.threads[stream]

    def position(self) -> int:
        """The next place in the whole journal."""
        if not self.free:
            self.free.extend(store.allocate(BLOCK, self.stored[-1].envelope.position if self.stored else 0))
        return self.free.popleft()

    def rows(self) -> Iterator[Any]:
        """What the events write, each what it changed; how the case stands and who may open it is said by the last of its stream."""
        for state, event, envelope in self.applied:
            yield from replay.rows_after(state, event, envelope)
        for last in {state.stream: state for state, _, _ in self.applied}.values():
            yield from registry.kind_of(last.kind).stands(last)

    def flush(self) -> None:
        """Write everything in the caller's transaction; new keys are committed to their own store before it commits."""
        if not self.stored:
            return
        store.insert(self.stored)
        values.write(self.sealed)
        index.add_many(self.names)
        rows.write(self.rows())
        written = {event.envelope.stream for event in self.stored}
        transaction.on_commit(lambda: folded.keep((self.threads[s].state, self.threads[s].head) for s in written))


_batch: ContextVar[Batch | None] = ContextVar("batch", default=None)


@contextmanager
def batch(streams: Sequence[UUID] = (), kind: str = "case") -> Iterator[Batch]:
    """Everything recorded inside is written together at the end. `streams` are locked and folded ahead."""
    if (running := _batch.get()) is not None:
        running.ahead(streams, kind)
        yield running
        return
    with second_lock.writing("events, their rows and their keys are written together"), seal.minting(clock.real()):
        new = Batch()
        token = _batch.set(new)
        try:
            new.ahead(streams, kind)
            yield new
            new.flush()
        finally:
            _batch.reset(token)


Found = TypeVar("Found")


def once(key: Hashable, find: Callable[[], Found]) -> Found:
    """What `find` gives, asked once in a transaction: for reads that every act of a batch repeats and no act of it changes."""
    running = _batch.get()
    if running is None:
        return find()
    if key not in running.remembered:
        running.remembered[key] = find()
    return running.remembered[key]  # type: ignore[no-any-return]


@dataclass(slots=True)
class Act:
    """One act on one stream: what its rules may see, and the only way to record."""

    actor: Actor
    batch: Batch
    thread: Thread
    profile: Profile
    at: datetime
    on: date = field(init=False)  # the day of the act, in the country's zone

    def __post_init__(self) -> None:
        self.on = self.at.astimezone(self.profile.time_zone).date()

    @property
    def state(self) -> CaseState:
        return self.thread.state

    @property
    def facts(self) -> CaseFacts:
        return self.thread.state.facts

    @property
    def id(self) -> UUID:
        return self.thread.state.stream

    @property
    def door(self) -> CaseDoor:
        """The case as this actor may see it now, by the locked state."""
        return CaseDoor(self.actor, self.id, self.state.kind, self.state.relations_of(self.actor.agency), self.state.consents)

    def step(self, does: str, on: date | None = None) -> tuple[str, tuple[Refusal, ...]]:
        """Where the country's procedure goes by a step (`rg.positive`), and all that bars it on `on`. Source: house-style 3.4."""
        event = self.profile.event_for(does, self.state.state)
        if event is None:
            return self.state.state, (Refusal("step.unknown", NO_STEP, f"{self.profile.country} profile, events", step=does),)
        went = machine.step(self.profile, self.state.state, event, self.facts, on or self.on)
        return (self.state.state, went) if isinstance(went, tuple) else (went.id, ())

    def require(self, *refusals: Iterable[Refusal], by: str | None = None) -> None:
        """Raise Refused with everything that bars the act: the rules' refusals and the profile's guards together."""
        found = [refusal for given in refusals for refusal in given]
        if by is not None:
            found += self.step(by)[1]
        if found:
            raise Refused(found)

    def record(
        self, event: Event, *, unless: Iterable[Refusal] = (), by: str | None = None, on: date | None = None, names: Names | None = None
    ) -> Envelope:
        """Record one event: sealed, chained, folded, its rows made. `by` is the step that it is in every procedure (`countries.steps`),
        barred or not as of `on`: a letter is in time by the day on which it came. Raises Refused with all that rules and guards say.
        """
        to, against = (self._stays(event), ()) if by is None else self.step(by, on)
        self.require(unless, against)
        envelope = self._envelope(event, to)
        sealed = tuple(self._sealed(event, envelope))
        stored = link(envelope, event.clear(), pack(sealed), self.thread.head.hash)
        self.batch.stored.append(stored)
        self.batch.sealed += [for_reading(value, envelope) for value in sealed]
        if names is not None:
            self.batch.names.append((self.id, names))
        self.thread.head = Head(envelope.seq, stored.hash)
        self.thread.state = fold.step(self.state, event, envelope)
        self.batch.applied.append((self.state, event, envelope))
        return envelope

    def _stays(self, event: Event) -> str:
        # A stream's first event puts it where it says, as a case goes on where its contact stood; else at the start of the procedure.
        return self.state.state or getattr(event, "state", self.profile.start)

    def _envelope(self, event: Event, to: str) -> Envelope:
        return Envelope(
            position=self.batch.position(),
            stream=self.id,
            kind=self.state.kind,
            seq=self.thread.head.seq + 1,
            type=event.type,
            v=event.v,
            actor=self.actor.id,
            agency=self.actor.agency,
            agency_kind=acting.kind_of(self.actor, self.state.relations_of(self.actor.agency)),
            effective=Effective(getattr(event, "on", self.on)),
            recorded_at=self.at,
            profile_edition=self.profile.edition,
            to=to,
            sealed=tuple(mark.code for mark, _ in event.to_seal()),
        )

    def _sealed(self, event: Event, envelope: Envelope) -> Iterator[SealedBytes]:
        for mark, text in event.to_seal():
            if self.thread.fresh:
                seal.begin(self.id)
            closed = seal.seal(self.id, mark.section, mark.code, event_id(envelope), text)
            yield SealedBytes(mark.code, mark.section, self.id, closed)

    def beside(self, kind: str) -> "Act":
        """A new stream of this kind, written in the same transaction: the case made from a contact."""
        return Act(self.actor, self.batch, self.batch.fresh(kind), self.profile, self.at)


@contextmanager
def act(
    actor: Actor, stream: UUID, *, section: str, kind: str = "case", purpose: str | None = None, seen: int | None = None, undo: bool = False
) -> Iterator[Act]:
    """Act on a case, or a contact by its `kind`. Raises NotVisible where the actor has no relation to it or it is of the other kind,
    Refused where the policy says no.

    `purpose` is what the act is for, where the policy asks (`second_review`, `answer_referral`).
    `seen` is the place that the form was made from (`Glance.place`): where something was recorded since that the actor may read, the act is
    refused and told what. What is closed to the actor holds nobody up: it would tell that something happened.
    `undo`: the act is for a case that is set aside too.
    """
    with batch() as running:
        thread = running.thread(stream, kind)
        if thread.state.kind != kind:
            raise NotVisible
        door = _allow(actor, thread.state, section, purpose)
        if seen is not None:
            _unchanged_since(door, seen)
        if not undo and (bars := list(aside.barred(thread.state))):
            raise Refused(bars)
        with _undone_if_refused(running, thread):
            yield Act(actor, running, thread, editions.today(), clock.now())


@contextmanager
def begin(actor: Actor, kind: str, *, section: str = "coarse") -> Iterator[Act]:
    """Begin a new stream, as a first responder begins a contact. Raises Refused where the policy says no."""
    with batch() as running:
        thread = running.fresh(kind)
        _permit(CaseDoor(actor, thread.state.stream, kind, frozenset({"holder"}), frozenset()), section, None)
        with _undone_if_refused(running, thread):
            yield Act(actor, running, thread, editions.today(), clock.now())


@contextmanager
def _undone_if_refused(running: Batch, thread: Thread) -> Iterator[None]:
    """A refused act leaves nothing behind in a batch that goes on."""
    state, head, known = thread.state, thread.head, set(running.threads)
    made: tuple[list[Any], ...] = (running.stored, running.applied, running.sealed, running.names)
    lengths = [len(one) for one in made]
    try:
        yield
    except Exception:
        thread.state, thread.head = state, head
        for one, length in zip(made, lengths, strict=True):
            del one[length:]
        for stream in set(running.threads) - known:
            del running.threads[stream]
        raise


def today() -> date:
    """The day in the country's own zone, by the door's clock."""
    return clock.now().astimezone(editions.today().time_zone).date()


def _allow(actor: Actor, state: CaseState, section: str, purpose: str | None) -> CaseDoor:
    door = CaseDoor(actor, state.stream, state.kind, state.relations_of(actor.agency), state.consents)
    if state.seq == 0 or not door.may("coarse").allowed:
        raise NotVisible
    _permit(door, section, purpose)
    return door


def _permit(door: CaseDoor, section: str, purpose: str | None) -> None:
    decision: Decision = door.may(section, "write", purpose=purpose)
    if not decision.allowed:
        raise Refused(Refusal("access.closed", CLOSED, decision.source, why=decision.says))


def _unchanged_since(door: CaseDoor, seen: int) -> None:
    """Raises Refused with what happened since, as far as this actor may read it."""
    told = glance(door).happened
    if len(told) == seen:
        return
    what = "; ".join(dict.fromkeys(str(getattr(one.event, "says", one.event.type)) for one in told[max(seen, 0) :]))
    says = CHANGED if what else NARROWED
    raise Refused(Refusal("case.changed", says, "design 3, optimistic concurrency", what=what))


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as the page of a case tells it."""

    event: Event
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class Glance:
    """A case as a page reads it in one statement: what rules need to know, and what happened as far as this actor may read it.

    The state has no ledger: that stands in its own table.
    """

    state: CaseState
    happened: tuple[Happened, ...]

    @property
    def place(self) -> int:
        """From where a form is made: a count of what its reader may read, so that it tells of nothing else."""
        return len(self.happened)


def glance(door: CaseDoor) -> Glance:
    """Read a case for a page whose door was asked; an event is told by its section and by who recorded it."""
    state = registry.kind_of(door.stream_kind).empty(door.case_id)
    told = []
    for stored in store.read(door.case_id):
        event, envelope = registry.decode(stored), stored.envelope
        state = fold.known(state, event, envelope)
        if door.may(event.section, "read", Holder(envelope.agency, envelope.agency_kind)).allowed:
            told.append(Happened(event, envelope))
    return Glance(state, tuple(told))


def state_of(stream: UUID, until: int | None = None) -> CaseState | None:
    """A stream folded for reading, without a lock; None where there is none. Commands and pages whose door was asked use it."""
    if until is None and (running := _batch.get()) is not None and stream in running.threads:
        return running.threads[stream].state
    if until is None and (known := folded.get(stream, store.head(stream))) is not None:
        return known
    events = store.read(stream, until)
    return replay.fold(events, events[0].envelope.kind, stream) if events else None
