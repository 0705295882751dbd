"""The database itself refuses to change what was recorded, on the database under test (SQLite or PostgreSQL)."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from opennrm.journal import clock, store, triggers
from opennrm.journal.chain import EMPTY, GENESIS, Head, Stored, link
from opennrm.journal.event import Effective, Envelope
from opennrm.journal.models import Installation, JournalEvent, SimulatedTime
from opennrm.journal.replay import chain_faults

AT = datetime(2026, 11, 17, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def an_event(stream: UUID, seq: int, prev: bytes, payload: bytes = b"{}") -> Stored:
    envelope = Envelope(
        position=store.allocate(1)[0],
        stream=stream,
        kind="reading",
        seq=seq,
        type="reading.looked",
        v=1,
        actor=uuid4(),
        agency=uuid4(),
        agency_kind="police",
        effective=Effective(AT.date()),
        recorded_at=AT,
        profile_edition="",
        to="",
    )
    return link(envelope, payload, b"", prev)


def a_stream(length: int = 3) -> list[Stored]:
    stream, prev, events = uuid4(), GENESIS, []
    for seq in range(1, length + 1):
        event = an_event(stream, seq, prev)
        store.insert([event])
        events.append(event)
        prev = event.hash
    return events


def test_the_place_after_a_stream_is_its_end_and_a_position_that_nobody_has() -> None:
    events = a_stream()
    a_stream(1)
    with transaction.atomic():
        store.lock([events[0].envelope.stream])
        head, position = store.next_place(events[0].envelope.stream)
        assert head == store.head(events[0].envelope.stream) == Head(3, events[-1].hash)
        assert position > max(JournalEvent.objects.values_list("position", flat=True))
        assert store.next_place(uuid4())[0] == EMPTY
    assert [one.hash for one in store.read(events[0].envelope.stream)] == [one.hash for one in events]


CHANGES: dict[str, str] = {
    "update": "update journal_event set type = 'other' where seq = 2",
    "delete": "delete from journal_event where seq = 3",
    "delete everything": "delete from journal_event",
    "change the installation": "update journal_installation set kind = 'live'",
    "remove the installation": "delete from journal_installation",
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_journal_cannot_be_changed(change: str) -> None:
    a_stream()
    Installation.objects.create(country="XD", kind="demo", created_at=AT)
    before = JournalEvent.objects.count()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CHANGES[change])
    assert JournalEvent.objects.count() == before


@pytest.mark.parametrize("key", ["position", "stream and seq"])
def test_an_event_cannot_be_replaced(key: str) -> None:
    first = a_stream(1)[0]
    again = an_event(first.envelope.stream, 1, GENESIS, b'{"forged":true}')
    if key == "position":
        again = link(Envelope(**{**_fields(again.envelope), "position": first.envelope.position, "stream": uuid4()}), b"{}", b"", GENESIS)
    with pytest.raises(DatabaseError), transaction.atomic():
        _replace(again)
    assert bytes(JournalEvent.objects.get(stream=first.envelope.stream).hash) == first.hash


def _fields(envelope: Envelope) -> dict[str, object]:
    return {name: getattr(envelope, name) for name in envelope.__dataclass_fields__}


def _replace(event: Stored) -> None:
    if connection.vendor == "postgresql":
        store.insert([event])
        return
    marks = ", ".join(["%s"] * len(store.COLUMNS))
    with connection.cursor() as cursor:
        cursor.execute(f"insert or replace into journal_event ({', '.join(store.COLUMNS)}) values ({marks})", store._row(event))


def test_the_journal_cannot_be_truncated() -> None:
    if connection.vendor != "postgresql":
        return  # SQLite has no TRUNCATE: its fast delete without a condition is tried above
    a_stream()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("truncate journal_event")


def test_a_chain_that_was_changed_behind_the_triggers_shows() -> None:
    stream = a_stream()[0].envelope.stream
    assert not list(chain_faults(stream, store.read(stream)))
    with triggers.lifted(connection):
        JournalEvent.objects.filter(stream=stream, seq=2).update(payload=b'{"on":"forged"}')
    assert [fault.seq for fault in chain_faults(stream, store.read(stream))] == [2]


def test_a_gap_in_a_chain_shows() -> None:
    stream = a_stream(4)[0].envelope.stream
    with triggers.lifted(connection):
        JournalEvent.objects.filter(stream=stream, seq=2).delete()
    assert {fault.seq for fault in chain_faults(stream, store.read(stream))} >= {2}


def test_positions_grow_over_the_whole_database() -> None:
    places = [event.envelope.position for _ in range(3) for event in a_stream(2)]
    assert places == sorted(set(places))


def test_the_triggers_come_back_after_they_were_lifted() -> None:
    a_stream()
    with triggers.lifted(connection):
        pass
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from journal_event")


def test_real_data_never_run_on_simulated_time() -> None:
    Installation.objects.create(country="XD", kind="live", created_at=AT)
    with pytest.raises(clock.TimeCannotBeSet):
        clock.move_to(AT + timedelta(days=400))
    with pytest.raises(DatabaseError, match="synthetic"), transaction.atomic():
        SimulatedTime.objects.create(stands_at=AT)


def test_simulated_time_never_goes_back() -> None:
    Installation.objects.create(country="XD", kind="demo", created_at=AT)
    clock_at = datetime(2036, 1, 1, tzinfo=UTC)
    clock.move_to(clock_at)
    assert clock.now() == clock_at
    with pytest.raises(clock.TimeCannotBeSet):
        clock.move_to(clock_at - timedelta(seconds=1))
    with pytest.raises(DatabaseError, match="backwards"), transaction.atomic():
        SimulatedTime.objects.create(stands_at=clock_at - timedelta(seconds=1))


def test_the_last_position_of_an_instant_is_found() -> None:
    events = a_stream(2)
    with transaction.atomic():
        assert store.position_at(AT) == events[-1].envelope.position
    with transaction.atomic():
        assert store.position_at(AT - timedelta(days=1)) == 0
