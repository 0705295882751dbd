"""The world of the tests is stricter than the real one, and says so when it is not."""

import socket
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.template import Context, engines
from django.template.base import Origin, Template
from tests import people
from tests.access.world import rolled_back
from tests.breadth import ON_BOTH
from tests.once import once
from tests.replay.test_rebuild import tables
from tests.tree.sources import ROOT, SOURCE

from opennrm.cases.referral.tests.world import World
from opennrm.journal import replay
from opennrm.portal.settings_test import UndefinedInTemplate


def test_another_machine_cannot_be_reached() -> None:
    with socket.socket() as line, pytest.raises(AssertionError, match="connection to"):
        line.connect(("192.0.2.1", 80))


def test_this_machine_can_be_reached() -> None:
    with socket.socket() as listening, socket.socket() as line:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        line.connect(listening.getsockname())


@pytest.mark.django_db
def test_rows_without_an_order_come_in_any() -> None:
    seen = {tuple(ContentType.objects.order_by().values_list("pk", flat=True)) for _ in range(5)}
    assert len(seen) > 1


@pytest.mark.django_db
def test_rows_with_an_order_keep_it() -> None:
    found = list(ContentType.objects.order_by("pk").values_list("pk", flat=True))
    assert found == sorted(found)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_transactional_test_leaves_nothing_behind(turn: str) -> None:
    people = get_user_model()
    assert not people.objects.exists(), turn
    people.objects.create(email=f"{turn}@example.org", name="Ilva Marden")


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_world_that_is_put_back_is_the_one_that_was_made() -> None:
    found: list[Any] = []
    for _ in range(2):
        with rolled_back():
            world = once(World)
            found.append((world.ngo, world.decider, tables()))
            people.a_referral(world.responder, world.authority, world.supported())
            assert people.a_person(world.authority, "decision_maker").agency == world.authority.pk
            assert list(replay.verify()) == []
    assert found[0] == found[1]
    assert found[0][2]["access_case"] == []


def test_what_is_tried_on_both_databases_is_there() -> None:
    assert [path for path in ON_BOTH if not (ROOT / path).exists()] == []


def rendered(text: str, path: str) -> str:
    return Template(text, origin=Origin(path, path), engine=engines["django"].engine).render(Context())


def test_a_name_that_nobody_gave_fails_in_our_templates() -> None:
    with pytest.raises(UndefinedInTemplate, match=r"person\.name is not defined in portal/templates/some\.html"):
        rendered("{{ person.name }}", str(SOURCE / "portal/templates/some.html"))


def test_a_name_that_nobody_gave_is_nothing_in_the_templates_of_libraries() -> None:
    assert rendered("[{{ name|default:'none' }}]", "elsewhere/some.html") == "[none]"


def test_asking_whether_a_name_was_given_is_no_failure() -> None:
    assert rendered("{% if name %}yes{% else %}no{% endif %}", str(SOURCE / "portal/templates/some.html")) == "no"
