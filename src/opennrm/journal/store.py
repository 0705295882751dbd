"""Reading and appending stored events. Only the doors and the read log may import this module."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max, Q
from pydantic_core import from_json

from opennrm.journal.chain import EMPTY, Head, Stored
from opennrm.journal.event import Envelope
from opennrm.journal.inserts import put
from opennrm.journal.models import JournalEvent
from opennrm.journal.prepared import Prepared

COLUMNS = ("position", "stream", "seq", "kind", "type", "recorded_at", "header", "payload", "sealed", "prev", "hash")
ROOM = 1 << 29  # bytes of memory that `wide` may take, as far as there is so much to write
WRITERS = 0x4F4E524D  # the advisory lock that writers share and a frozen position takes alone


def lock(streams: Iterable[UUID], also: str = "", *values: str) -> None:
    """Hold these streams until the transaction ends, in one order for all, so that no two writers wait for each other.

    SQLite locks the whole database when the transaction begins (IMMEDIATE); PostgreSQL takes one advisory lock a stream. `also`: what else
    it is asked in the same statement, with these values.
    """
    if connection.vendor != "postgresql":
        return
    keys = sorted({stream.int & 0x7FFFFFFFFFFFFFFF for stream in streams})
    with connection.cursor() as cursor:
        # The first with that of writers, in one statement: most acts and every look lock one stream.
        wanted = [*([also] if also else []), "pg_advisory_xact_lock_shared(%s)", *["pg_advisory_xact_lock(%s)"] * len(keys[:1])]
        cursor.execute(f"select {', '.join(wanted)}", [*values, WRITERS, *keys[:1]])
        for key in keys[1:]:
            cursor.execute("select pg_advisory_xact_lock(%s)", [key])


def take_turns(what: UUID) -> None:
    """Whoever does this waits for one another until the transaction ends, holding no stream yet and not the writers' lock.

    So the one whose turn it is may still ask for a position that is frozen: of those who wait for it nobody writes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [what.int & 0x7FFFFFFFFFFFFFFF])


def read(stream: UUID, until: int | None = None) -> list[Stored]:
    """The events of one stream in order, up to and including position `until` when it is given."""
    if until is None:
        return [stored(*columns) for columns in _events_of(stream=stream)]
    return read_many([stream], until)[stream]


_events_of = Prepared(
    lambda stream: JournalEvent.objects.filter(stream=stream).order_by("seq").values_list("header", "payload", "sealed", "prev", "hash")
)


def read_many(streams: Sequence[UUID], until: int | None = None) -> dict[UUID, list[Stored]]:
    """The events of several streams, each in order; a stream without events has an empty list."""
    events: dict[UUID, list[Stored]] = {stream: [] for stream in streams}
    rows = JournalEvent.objects.filter(stream__in=streams).order_by("stream", "seq")
    if until is not None:
        rows = rows.filter(position__lte=until)
    for values in rows.values_list("stream", "header", "payload", "sealed", "prev", "hash"):
        events[values[0]].append(stored(*values[1:]))
    return events


def stored(header: Any, payload: Any, sealed: Any, prev: Any, digest: Any) -> Stored:
    """Build the stored form from a table row, whose bytes each driver types in its own way."""
    header, sealed = bytes(header), bytes(sealed)
    codes = tuple(item[0] for item in from_json(sealed)) if sealed else ()
    return Stored(Envelope.from_header(header, codes), header, bytes(payload), sealed, bytes(prev), bytes(digest))


def heads(streams: Sequence[UUID]) -> dict[UUID, Head]:
    """Where several streams end; one without events is not there. Call it after `lock`."""
    latest = JournalEvent.objects.filter(stream__in=streams).order_by().values("stream").annotate(last=Max("seq")).values("stream", "last")
    ends = {row["stream"]: row["last"] for row in latest}
    if not ends:
        return {}
    wanted = Q()
    for stream, seq in ends.items():
        wanted |= Q(stream=stream, seq=seq)
    found = JournalEvent.objects.filter(wanted).order_by().values_list("stream", "seq", "hash")
    return {stream: Head(seq, bytes(digest)) for stream, seq, digest in found}


def head(stream: UUID) -> Head:
    """Where a stream ends; an empty one ends at the genesis hash. Call it after `lock`."""
    found = _head_of.first(stream=stream)
    return Head(found[0], bytes(found[1])) if found else EMPTY


_head_of = Prepared(lambda stream: JournalEvent.objects.filter(stream=stream).order_by("-seq").values_list("seq", "hash")[:1])


def allocate(count: int, after: int = 0) -> list[int]:
    """`count` new positions, rising, all behind `after`: the last that the caller drew and has not written yet.

    On PostgreSQL two who draw at once get numbers that mingle. Whoever draws holds the writers' lock from before on, also where all streams
    are new and none is locked: a frozen position waits for it. Drawn after the stream lock, so that a stream's order holds in it.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("select pg_advisory_xact_lock_shared(%s)", [WRITERS])
            cursor.execute("select nextval('journal_position') from generate_series(1, %s)", [count])
            return sorted(position for (position,) in cursor.fetchall())
        cursor.execute("select coalesce(max(position), 0) from journal_event")
        first = max(cursor.fetchone()[0], after) + 1
        return list(range(first, first + count))


def next_place(stream: UUID) -> tuple[Head, int]:
    """Where a stream ends, and a new position for one event after it, in one statement. Call it after `lock`."""
    drawn = (
        "nextval('journal_position')" if connection.vendor == "postgresql" else "(select coalesce(max(position), 0) + 1 from journal_event)"
    )
    end = "select seq, hash from journal_event where stream = %s order by seq desc limit 1"
    with connection.cursor() as cursor:
        cursor.execute(f"select {drawn}, ending.seq, ending.hash from (select 1) one left join ({end}) ending on true", [_id(stream)])
        position, seq, digest = cursor.fetchone()
    return Head(seq, bytes(digest)) if seq else EMPTY, int(position)


def insert(events: Sequence[Stored]) -> None:
    """Append events, in the caller's transaction. The database refuses a place that is taken."""
    put(connection.alias, "journal_event", COLUMNS, [_row(event) for event in events])


def _row(event: Stored) -> tuple[Any, ...]:
    e = event.envelope
    at: Any = e.recorded_at if connection.vendor == "postgresql" else connection.ops.adapt_datetimefield_value(e.recorded_at)
    return (e.position, _id(e.stream), e.seq, e.kind, e.type, at, event.header, event.payload, event.sealed, event.prev, event.hash)


def _id(stream: UUID) -> Any:
    return stream if connection.vendor == "postgresql" else stream.hex


def streams_of(kind: str, after: UUID | None = None, limit: int = 500) -> list[UUID]:
    """The streams of a kind, in the order of their ids, a page at a time."""
    first = JournalEvent.objects.filter(kind=kind, seq=1).order_by("stream")
    if after is not None:
        first = first.filter(stream__gt=after)
    return list(first.values_list("stream", flat=True)[:limit])


def kinds() -> list[str]:
    """Which kinds of stream hold events."""
    return sorted(JournalEvent.objects.order_by().values_list("kind", flat=True).distinct())


def in_pages(kind: str, size: int = 100) -> Iterator[list[UUID]]:
    """Every stream of a kind, some hundred at a time."""
    after = None
    while page := streams_of(kind, after, size):
        yield page
        after = page[-1]


@contextmanager
def wide() -> Iterator[None]:
    """Room for one large transaction: SQLite else writes each page of an index to disk and reads it again for every few rows."""
    if connection.vendor == "postgresql" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("pragma cache_size").fetchone()[0]
        cursor.execute(f"pragma cache_size = -{ROOM // 1024}")
        try:
            yield
        finally:
            cursor.execute(f"pragma cache_size = {before}")


def wait_for_writers() -> None:
    """On PostgreSQL commits do not follow positions or `recorded_at`: taking the writers' lock alone waits for those under way."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [WRITERS])


def position_at(at: datetime) -> int:
    """The last position recorded at or before an instant, below the oldest open writer. Source: design §3, as at."""
    wait_for_writers()
    rows = JournalEvent.objects.filter(recorded_at__lte=at).order_by("-recorded_at", "-position")
    return rows.values_list("position", flat=True).first() or 0


def counts_by_stream() -> dict[UUID, int]:
    """How many events each stream holds: what a chain of 1 … n without gaps has to add up to."""
    found: dict[UUID, int] = defaultdict(int)
    for stream in JournalEvent.objects.values_list("stream", flat=True):
        found[stream] += 1
    return dict(found)
