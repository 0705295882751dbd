"""Folding streams again: verify that chains hold and tables say what the events say; rebuild the tables from nothing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction

from opennrm.journal import registry, rows, store
from opennrm.journal.chain import GENESIS, Stored, digest
from opennrm.journal.event import Envelope
from opennrm.journal.models import JournalEvent, Projection, applying
from opennrm.journal.side_by_side import workers

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: which stream, at which place, and what."""

    stream: UUID | None
    seq: int | None
    says: str


Check = Callable[[dict[UUID, list[Stored]]], Iterable[Fault]]
_checks: list[Check] = []


def checks(function: Check) -> Check:
    """Register what else is held against a page of streams: rows that are read from and are no projections, as sealed values are."""
    _checks.append(function)
    return function


def fold(events: Iterable[Stored], kind: str, stream: UUID) -> Any:
    """The state that a stream's events lead to."""
    how = registry.kind_of(kind)
    state = how.empty(stream)
    for event in events:
        state = how.step(state, registry.decode(event), event.envelope)
    return state


def rows_of(events: Iterable[Stored], kind: str, stream: UUID) -> Iterator[Projection]:
    """Every projection row that a stream's events lead to, in order; a later row replaces an earlier one of its key."""
    how = registry.kind_of(kind)
    state = how.empty(stream)
    for stored in events:
        event = registry.decode(stored)
        state = how.step(state, event, stored.envelope)
        yield from rows_after(state, event, stored.envelope)
    yield from how.stands(state)


def rows_after(state: Any, event: Any, envelope: Envelope) -> Iterator[Projection]:
    """The rows that one event changes, given the state that it led to; those that every event renews are told by the last state alone."""
    for function in registry.applies_of(envelope.type):
        yield from function(state, event, envelope)
    yield from registry.kind_of(envelope.kind).rows(state)


def projections() -> list[type[Projection]]:
    """Every table computed from events."""
    return sorted((m for m in apps.get_models() if issubclass(m, Projection)), key=lambda m: m._meta.db_table)


def rebuild(progress: Progress = lambda done: None, at_once: int = 1) -> int:
    """Drop every projection and make it again from the journal, in one transaction; says how many streams were folded.

    `at_once`: by how many processes. Nobody records anything meanwhile, on both databases: a row made here says all that was recorded.
    """
    done = 0
    with workers(at_once) as work, store.wide(), transaction.atomic():
        store.wait_for_writers()
        with applying():
            for model in projections():
                model.objects.all().delete()
        for kind in store.kinds():
            for streams, made in work(partial(_made, kind), store.in_pages(kind)):
                rows.fill(made)
                done += streams
                progress(done)
    return done


def _made(kind: str, streams: list[UUID]) -> tuple[int, rows.Ready]:
    """How many streams a page has, and the rows that they lead to."""
    found = store.read_many(streams)
    return len(found), rows.ready(row for stream, events in found.items() for row in rows_of(events, kind, stream))


def verify(progress: Progress = lambda done: None, at_once: int = 1) -> Iterator[Fault]:
    """Everything that does not hold: broken chains, gaps, rows that a replay would not give, rows that no stream gives.

    `at_once`: by how many processes.
    """
    seen: set[UUID] = set()
    with workers(at_once) as work:
        for kind in store.kinds():
            for streams, faults in work(partial(_faults, kind), store.in_pages(kind)):
                yield from faults
                seen |= streams
                progress(len(seen))
    yield from stray_faults(seen)


def _faults(kind: str, streams: list[UUID]) -> tuple[set[UUID], list[Fault]]:
    """The streams of a page, and all that does not hold of them."""
    page = store.read_many(streams)
    chains = [fault for stream, events in page.items() for fault in chain_faults(stream, events)]
    return set(page), [*chains, *table_faults(page, kind), *(fault for check in _checks for fault in check(page))]


def chain_faults(stream: UUID, events: list[Stored]) -> Iterator[Fault]:
    """Where the chain of one stream breaks: a gap, a changed byte, a wrong predecessor, a column that belies its header."""
    prev = GENESIS
    for place, event in enumerate(events, start=1):
        envelope = event.envelope
        if envelope.seq != place or envelope.stream != stream:
            yield Fault(stream, place, f"the event in place {place} says that it is {envelope.seq} of {envelope.stream}")
        if event.prev != prev:
            yield Fault(stream, place, "its predecessor's hash is another")
        if digest(event.prev, event.header, event.payload, event.sealed) != event.hash:
            yield Fault(stream, place, "its bytes do not give its hash")
        prev = event.hash


def table_faults(page: dict[UUID, list[Stored]], kind: str) -> Iterator[Fault]:
    """Rows of a page of streams that differ from what a replay gives; index tokens and other derivatives are no projections."""
    made: dict[tuple[type[Projection], Any], Projection] = {}
    for stream, events in page.items():
        for row in rows_of(events, kind, stream):
            made[type(row), row.pk] = row
    for model in projections():
        for kept in model.objects.filter(**{f"{model.stream_field}__in": list(page)}):
            expected = made.pop((model, kept.pk), None)
            if expected is None:
                yield Fault(kept.stream_id, None, f"{model._meta.db_table} holds a row that no event gives")
            elif differing := [f.attname for f in model._meta.concrete_fields if _cell(f, expected) != _cell(f, kept)]:
                yield Fault(kept.stream_id, None, f"{model._meta.db_table} differs from its replay in {', '.join(differing)}")
    for model, _ in made:
        yield Fault(None, None, f"{model._meta.db_table} lacks a row that the events give")


def stray_faults(seen: set[UUID]) -> Iterator[Fault]:
    """Events whose stream does not begin with a first event, and projection rows of streams that are not there."""
    for stream, count in store.counts_by_stream().items():
        if stream not in seen:
            yield Fault(stream, None, f"{count} events of a stream without its first event")
    for model in projections():
        for stream in set(model.objects.values_list(model.stream_field, flat=True).distinct()) - seen:
            yield Fault(stream, None, f"{model._meta.db_table} holds rows of a stream that is not in the journal")


def _cell(field: Any, row: Projection) -> Any:
    return field.get_prep_value(getattr(row, field.attname))


def size() -> int:
    """How many events the journal holds."""
    return JournalEvent.objects.count()


def position_at(at: datetime) -> int:
    """The position that "as at" an instant means: the last one recorded by then, below the oldest open writer. Inside a transaction."""
    return store.position_at(at)
