"""The tables say what the events say: dropped and made again they are the same, and what was changed behind them shows."""

from typing import Any

import pytest
from tests import people

from opennrm.journal import replay
from opennrm.journal.models import Projection, WrittenOnlyByReplay, applying
from opennrm.portal.demo import build

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def tables() -> dict[str, list[Any]]:
    return {m._meta.db_table: sorted(map(repr, m.objects.all().values_list())) for m in replay.projections()}


@pytest.fixture
def country() -> None:
    """The Demo Republic with its twelve ways and some background."""
    from opennrm.journal.models import Installation  # noqa: PLC0415
    from opennrm.vault import provider  # noqa: PLC0415

    provider.ensure()
    Installation.objects.create(country="XD", kind="demo", created_at=people.STARTS)
    build.build("XD", 12)


def test_dropped_tables_are_made_again_the_same(country: None) -> None:
    before = tables()
    assert all(before[name] for name in ("cases_case", "cases_right", "access_case"))
    with applying():
        for model in replay.projections():
            model.objects.all().delete()
    assert not any(tables().values())
    replay.rebuild()
    assert tables() == before
    assert list(replay.verify()) == []


def test_a_row_that_was_changed_behind_the_journal_shows(country: None) -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("update cases_case set state = 'identified'")
        cursor.execute("delete from access_case where case_id in (select case_id from access_case limit 1)")
    said = {fault.says for fault in replay.verify()}
    assert "cases_case differs from its replay in state" in said
    assert "access_case lacks a row that the events give" in said


def test_no_table_of_events_is_written_from_outside(country: None) -> None:
    for model in replay.projections():
        assert issubclass(model, Projection)
        with pytest.raises(WrittenOnlyByReplay):
            model.objects.update()
        row = model.objects.first()
        if row is not None:
            with pytest.raises(WrittenOnlyByReplay):
                row.save()
            with pytest.raises(WrittenOnlyByReplay):
                row.delete()
