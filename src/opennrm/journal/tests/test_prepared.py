"""A statement that is compiled once gives what the ORM gives, for whatever values it is asked with."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opennrm.journal.models import JournalEvent
from opennrm.journal.prepared import Given, Prepared

AT = datetime(2026, 11, 17, 8, 30, 1, 250, tzinfo=UTC)
HERE, THERE = uuid4(), uuid4()
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _five_events() -> None:
    for place, (stream, kind) in enumerate([(HERE, "a"), (HERE, "b'c%s"), (THERE, "a"), (THERE, "d"), (THERE, "e")], start=1):
        JournalEvent.objects.create(
            position=place,
            stream=stream,
            seq=place,
            kind=kind,
            type="reading.looked",
            recorded_at=AT + timedelta(days=place),
            header=b"h",
            payload=b"{}",
            sealed=b"",
            prev=b"",
            hash=bytes([place]),
        )


def asked(**where: Any) -> list[tuple[Any, ...]]:
    return list(JournalEvent.objects.filter(**where).order_by("position").values_list("position", "stream", "kind", "recorded_at"))


def counted(path: str) -> tuple[Prepared, list[dict[str, Any]]]:
    """A prepared question, and with what it was made each time it was made."""
    made: list[dict[str, Any]] = []

    def make(**given: Any) -> Any:
        made.append(given)
        rows = JournalEvent.objects.filter(**{path: given["sought"]}).order_by("position")
        return rows.values_list("position", "stream", "kind", "recorded_at")

    return Prepared(make), made


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("stream", [HERE, THERE, uuid4(), HERE]),
        ("kind", ["a", "b'c%s", "a%", "", "d"]),
        ("position", [3, 1, 99]),
        ("position__gt", [3, 0, 2**40]),
        ("recorded_at__lte", [AT + timedelta(days=2), AT, AT + timedelta(days=5)]),
    ],
)
def test_it_gives_what_the_orm_gives_for_each_value_and_is_compiled_once(path: str, values: list[Any]) -> None:
    question, made = counted(path)
    answers = [question(sought=value) for value in values]
    assert answers == [asked(**{path: value}) for value in values]
    assert any(answers), "the test would hold if nothing were found"
    assert any(answer != answers[0] for answer in answers)
    assert len(made) == 1
    assert all(isinstance(value, Given) for value in made[0].values())


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 9, 256, 257, 600])
def test_a_collection_of_any_length_is_asked_whole(size: int) -> None:
    question, _ = counted("stream__in")
    wanted = [uuid4() for _ in range(size)]
    assert question(sought=wanted) == []
    if size:
        wanted[-1] = THERE
    assert question(sought=frozenset(wanted)) == asked(stream__in=wanted) == [row for row in asked() if size and row[1] == THERE]


def test_collections_of_like_length_share_a_statement() -> None:
    question, made = counted("kind__in")
    for size in (5, 6, 7, 8, 5):
        question(sought=[*(f"none {n}" for n in range(size - 1)), "a"])
    assert len(made) == 1


def test_two_values_keep_their_places() -> None:
    question = Prepared(lambda above, kinds: JournalEvent.objects.filter(kind__in=kinds, position__gt=above).values_list("position"))
    assert question(above=1, kinds=["a", "b'c%s"]) in ([(2,), (3,)], [(3,), (2,)])
    assert question(kinds=["a"], above=1) == [(3,)]


def test_what_is_not_a_value_is_refused() -> None:
    question, _ = counted("stream")
    for value in (None, True, 1.5):
        with pytest.raises(KeyError):
            question(sought=value)


def test_one_question_is_one_statement_and_first_gives_one_row() -> None:
    latest = Prepared(lambda stream: JournalEvent.objects.filter(stream=stream).order_by("-seq").values_list("seq", "hash")[:1])
    with CaptureQueriesContext(connection) as statements:
        found = latest.first(stream=THERE)
    assert found is not None
    assert (found[0], bytes(found[1])) == (5, b"\x05")
    assert len(statements) == 1
    assert latest.first(stream=uuid4()) is None


def test_the_texts_of_two_questions_do_not_mix() -> None:
    questions: list[Callable[..., Any]] = [
        Prepared(lambda stream: JournalEvent.objects.filter(stream=stream, seq__lt=2).values_list("seq")),
        Prepared(lambda stream: JournalEvent.objects.filter(stream=stream, seq__gt=4).values_list("seq")),
    ]
    assert [ask(stream=who) for ask in questions for who in (HERE, THERE)] == [[(1,)], [], [], [(5,)]]


def test_a_stream_is_read_as_a_stream() -> None:
    question = Prepared(lambda streams: JournalEvent.objects.filter(stream__in=streams).values_list("stream").distinct())
    assert {row[0] for row in question(streams=[HERE, THERE])} == {HERE, THERE}
    assert all(isinstance(row[0], UUID) for row in question(streams=[HERE]))
