"""The pages of the period: what holds, in days and sources; refused beside the field; told what changed meanwhile."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from tests import people
from tests.pages import day, page_of, text, words
from tests.people import happens, signed_in

from opennrm.cases.identification import actions as identification
from opennrm.cases.protection.tests.test_reflection_period import World, world  # noqa: F401  the fixture
from opennrm.cases.spine import door
from opennrm.journal import clock

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def client(world: World) -> Client:  # noqa: F811
    return signed_in(world.decider)


def said(case: UUID, **more: str) -> dict[str, str]:
    return {**day(door.today()), "seen": str(door.state_of(case).seq), **more}


def test_the_end_is_refused_beside_the_field_with_the_day_in_words(world: World, client: Client) -> None:  # noqa: F811
    identification.decide_yes(world.decider, world.case)
    url = f"/cases/{world.case}/reflection/end/"
    shown = words(page_of(client, url))
    assert "It runs since Mon 2 November 2026." in shown
    assert "Its minimum is over on Thu 17 December 2026, not before." in shown
    assert "Act s 14(1), Official Gazette 2026/14 (invented); CETS 197 Art 13(1)" in shown
    assert "Act s 14(5)" in shown
    with happens():
        answer = words(text(client.post(url, said(world.case, reason="time_over", reasons=""))))
    assert "It is a minimum: it cannot end before Thu 17 December 2026" in answer
    assert client.post(url, said(world.case, reason="own_choice", reasons="In writing, after counsel.")).status_code == 302


def test_it_is_refused_with_its_ground_and_what_none_means_is_said_before(world: World, client: Client) -> None:  # noqa: F811
    identification.decide_yes(world.decider, world.case)
    url = f"/cases/{world.case}/reflection/refuse/"
    assert "Recorded as withheld without a lawful ground" in words(page_of(client, url))
    with happens():
        assert "Choose the ground" in words(text(client.post(url, said(world.case, reasons="So it is."))))
    with happens("protection.reflection_refused"):
        assert client.post(url, said(world.case, ground="none", reasons="So it is.")).status_code == 302


@pytest.mark.parametrize("path", ["start", "refuse", "end"])
def test_who_comes_second_is_told_what_happened(world: World, client: Client, path: str) -> None:  # noqa: F811
    identification.decide_yes(world.decider, world.case)
    before = said(world.case, ground="public_order", reason="own_choice", reasons="For this person.")
    clock.move_to(people.STARTS + timedelta(hours=1))
    identification.write_minute(world.decider, world.case, text="A word more.")
    with happens():
        answer = words(text(client.post(f"/cases/{world.case}/reflection/{path}/", before)))
    assert "Somebody else recorded something on this case while you were writing: Reasons were written" in answer
