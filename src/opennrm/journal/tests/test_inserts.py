"""A statement that is written once a table puts into it what the ORM would, in its own database, and refuses what is there."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections, models, transaction
from django.test.utils import CaptureQueriesContext

from opennrm.access.models import CaseAccess
from opennrm.journal import rows
from opennrm.journal.inserts import fill_ready, insert, ready
from opennrm.vault.models import Draft, SealedValue, SubjectKey

AT = datetime(2026, 11, 17, 8, 30, 1, 250, tzinfo=UTC)
pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def a_draft(kind: str) -> Draft:
    return Draft(owner=uuid4(), agency=uuid4(), kind=kind, expires_at=AT, ciphertext=b"\x00%s'")


def a_key(erased: datetime | None) -> SubjectKey:
    return SubjectKey(subject=uuid4(), epoch=1, wrapped=b"", minted_at=AT, settled=erased is None, erased_at=erased)


def a_value(position: int) -> SealedValue:
    names = dict.fromkeys(("stream", "subject", "holder", "event_id"), uuid4())
    return SealedValue(**names, section="it's", code='"%s"', holder_kind="", envelope=bytes(range(256)), position=position)


def cells(row: models.Model) -> dict[str, Any]:
    return {f.attname: bytes(v) if isinstance(v := getattr(row, f.attname), memoryview) else v for f in row._meta.concrete_fields}


def fill(model: Any, made: list[Any]) -> None:
    fill_ready(model, ready(model, made))


@pytest.mark.parametrize("put", [insert, fill])
@pytest.mark.parametrize("made", [[a_draft("a"), a_draft("b'%s")], [a_key(None), a_key(AT)], [a_value(1), a_value(2**40)]])
def test_what_was_put_in_is_read_as_it_was_made(made: list[models.Model], put: Any) -> None:
    model = type(made[0])
    put(model, made)
    assert [cells(model._default_manager.get(pk=row.pk)) for row in made] == [cells(row) for row in made]


def test_few_statements_for_many_rows_and_none_for_none() -> None:
    with CaptureQueriesContext(connections["default"]) as asked:
        insert(SealedValue, [a_value(place) for place in range(700)])
        insert(SealedValue, [])
    assert 1 <= len(asked) <= 4
    assert set(SealedValue.objects.values_list("position", flat=True)) == set(range(700))


def test_a_key_that_is_there_is_refused() -> None:
    kept = a_key(None)
    insert(SubjectKey, [kept])
    with pytest.raises(IntegrityError), transaction.atomic(using="keys"):
        insert(SubjectKey, [SubjectKey(subject=kept.subject, epoch=1, wrapped=b"", minted_at=AT)])


def test_of_a_key_the_last_row_stands_and_what_is_json_stays_json() -> None:
    place = {"agency": uuid4(), "case_id": uuid4(), "stream_kind": "case", "relations": ""}
    for consents in ([], "a text", [["referral", "it's %s", None]]):
        rows.write([CaseAccess(**place, consents=None, open=False), CaseAccess(**place, consents=consents, open=True)])
        kept = CaseAccess.objects.get(case_id=place["case_id"])
        assert (kept.consents, kept.open) == (consents, True)
