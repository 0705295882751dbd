"""The one 404: whoever is signed in keeps the frame, and what is hidden answers byte for byte as what is absent. Decision 0007."""

from uuid import uuid4

import pytest
from django.test import Client
from tests import people
from tests.once import once
from tests.people import signed_in

from opennrm.access.actor import Actor
from opennrm.cases.referral.tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world() -> World:
    return once(World)


def asked(client: Client, address: str) -> tuple[int, bytes, tuple[str, ...], dict[str, str]]:
    answer = client.get(address)
    return answer.status_code, answer.content, tuple(answer.cookies), dict(answer.headers)


def readers(world: World) -> tuple[Actor, ...]:
    return world.worker, world.officer, people.the_coordinator()


def test_who_is_signed_in_keeps_name_agency_navigation_and_the_way_out(world: World) -> None:
    for actor in readers(world):
        page = signed_in(actor).get(f"/cases/{uuid4()}/").content.decode()
        assert "There is nothing to see at this address" in page
        for words in (actor.name, actor.agency_name, 'class="nrm-nav"', "Who may see what", ">Sign out</a>"):
            assert words in page, (actor.name, words)


def test_what_is_hidden_answers_as_what_is_absent_to_the_byte(world: World) -> None:
    case = people.a_referral(world.responder, world.authority)
    for actor in readers(world):
        client = signed_in(actor)
        client.get("/nothing/")  # the first answer of a session carries its cookie, whatever was asked
        hidden, absent, again = (asked(client, f"/cases/{each}/") for each in (case, uuid4(), case))
        assert hidden == absent == again
        assert hidden[0] == 404
        assert b"csrfmiddlewaretoken" not in hidden[1]


def test_a_stranger_is_told_nothing_of_anybody(world: World) -> None:
    page = Client().get("/nothing/here/").content.decode()
    assert "There is nothing to see at this address" in page
    assert 'class="nrm-nav"' not in page
    assert "Sign out" not in page


def test_the_way_out_leads_out(world: World) -> None:
    client = signed_in(world.worker)
    page = client.get("/nothing/here/").content.decode()
    [link] = [part for part in page.split("<a ") if ">Sign out</a>" in part]
    address = link.partition('href="')[2].partition('"')[0]
    assert "Sign out" in client.get(address).content.decode()
