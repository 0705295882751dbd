"""Whoever opens many is seen."""

from uuid import uuid4

import pytest

from opennrm.vault import watch
from opennrm.vault.reveal import ready
from opennrm.vault.seal import mint
from opennrm.vault.tests.conftest import NOON

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_each_subject_counts_once_for_who_reads_whether_or_not_the_key_lay_in_memory():
    officer, people = uuid4(), [uuid4() for _ in range(3)]
    mint(people, NOON)
    with watch.reading(officer):
        ready(people)
        ready(people[:1])
    ready(people)
    assert watch.opened_lately(officer) == 3
    assert watch.opened_lately(uuid4()) == 0


def test_more_than_a_thousand_a_minute_is_one_alarm(alarms):
    officer = uuid4()
    with watch.reading(officer):
        watch.opened(uuid4() for _ in range(1000))
        assert alarms == []
        watch.opened([uuid4()])
        watch.opened([uuid4()])
    assert [(alarm.reason, alarm.actor) for alarm in alarms] == [("many-opened", officer)]


def test_bulk_work_with_a_named_purpose_is_counted_apart_and_sounds_no_alarm(alarms):
    officer = uuid4()
    with watch.reading(officer, purpose="quarterly figures"):
        watch.opened(uuid4() for _ in range(1500))
    assert alarms == []
    assert watch.opened_lately(officer) == 0
    assert watch.opened_lately(officer, "quarterly figures") == 1500


def test_the_count_begins_again_after_a_minute(monkeypatch):
    officer, now = uuid4(), [100.0]
    monkeypatch.setattr(watch, "monotonic", lambda: now[0])
    with watch.reading(officer):
        watch.opened([uuid4()])
        now[0] += 61
        assert watch.opened_lately(officer) == 0
        watch.opened([uuid4()])
    assert watch.opened_lately(officer) == 1


def test_the_log_hears_the_alarm_and_no_subject(caplog):
    subject = uuid4()
    watch.raise_alarm("unreadable", subject)
    assert "unreadable" in caplog.text
    assert str(subject) not in caplog.text
