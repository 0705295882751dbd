"""A calendar by an address: what it shows, to whom it opens, and that it ends."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.once import once
from tests.people import the_administrator

from opennrm.journal import clock
from opennrm.mechanism import actions as mechanism
from opennrm.programme.activities import feeds
from opennrm.programme.activities.tests.programme import BODIES, HIDDEN, SECRET, TRAINING, Programme, a_programme, at, recorded

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
COMMA = TRAINING.model_copy(update={"key": "comma", "title": "Rights; wages, and more\\", "when": "2026-11-20"})
LONG = TRAINING.model_copy(update={"key": "long", "title": "Ученье " * 20, "when": "2026-12-01"})
VAGUE = TRAINING.model_copy(update={"key": "vague", "title": "Vague", "when": "2026-late"})


def the_programme() -> Programme:
    made = a_programme()
    recorded(made.officer, *BODIES, TRAINING, HIDDEN.model_copy(update={"aims": ()}), COMMA, LONG, VAGUE)
    return made


@pytest.fixture
def programme(db: None) -> Programme:
    return once(the_programme)


def opened(programme: Programme, actor: str = "officer") -> str:
    """The address of a calendar that somebody opens."""
    page = at(getattr(programme, actor)).post(reverse("programme:feeds"), {"name": "my telephone"}).content.decode()
    found = re.search(r"http://testserver(/programme/calendar/[\w-]+\.ics)", page)
    assert found is not None
    return found[1]


def test_an_address_shows_what_is_open_and_has_days_and_nothing_else(programme: Programme) -> None:
    answer = Client().get(opened(programme))
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "SUMMARY:Seeing people" in text
    assert "DTSTART;VALUE=DATE:20261006\r\nDTEND;VALUE=DATE:20261008" in text
    assert "SUMMARY:Rights\\; wages\\, and more\\\\" in text
    assert SECRET not in text
    assert "Vague" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.replace("\r\n ", "").count("Ученье") == 20


@pytest.mark.security("ACC-01")
def test_an_address_stands_nowhere_and_cannot_be_guessed(programme: Programme) -> None:
    address = opened(programme)
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert len(token) >= 43
    assert token not in at(programme.officer).get(reverse("programme:feeds")).content.decode()
    row = feeds.of_person(programme.officer.id).get()
    assert token not in str(row.__dict__)
    for wrong in (token[:-1], token + "x", "x" * len(token), str(row.pk), row.digest):
        assert Client().get(f"/programme/calendar/{wrong}.ics").status_code == 404


def test_its_owner_sees_when_it_was_used_and_ends_it(programme: Programme) -> None:
    address, client = opened(programme), at(programme.officer)
    assert "Not used yet" in client.get(reverse("programme:feeds")).content.decode()
    Client().get(address)
    assert "Last used:" in client.get(reverse("programme:feeds")).content.decode()
    row = feeds.of_person(programme.officer.id).get()
    assert at(programme.editor).post(reverse("programme:end_feed", args=[row.pk])).status_code == 404
    assert client.post(reverse("programme:end_feed", args=[row.pk])).status_code == 302
    assert Client().get(address).status_code == 404


def test_with_the_last_role_of_its_owner_it_opens_nothing(programme: Programme) -> None:
    address = opened(programme)
    clock.move_to(clock.now() + timedelta(minutes=1))
    from opennrm.mechanism.reads import agency  # noqa: PLC0415

    ours = agency(programme.officer.agency)
    assert ours is not None
    mechanism.end_membership(the_administrator(ours), programme.officer.id, agency=ours.pk, at=clock.now())
    clock.move_to(clock.now() + timedelta(minutes=1))
    assert Client().get(address).status_code == 404


def test_who_only_reads_another_s_work_takes_no_calendar_along(programme: Programme) -> None:
    assert at(programme.coordinator).get(reverse("programme:feeds")).status_code == 404
    text = Client().get(opened(programme, "focal_point")).content.decode()
    assert "VEVENT" not in text


def test_too_many_are_refused(programme: Programme) -> None:
    for _ in range(10):
        opened(programme)
    page = at(programme.officer).post(reverse("programme:feeds"), {"name": "one more"}).content.decode()
    assert "You have 10 calendars open" in page
