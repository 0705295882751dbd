"""What the page of a case reads: the same as the rows say, in as few statements on either database, names only to whom they are told."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import people
from tests.once import once
from tests.people import signed_in

from opennrm.access import doors
from opennrm.cases.identification import actions as identification
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral import reads as told
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door, reads
from opennrm.mechanism import reads as mechanism
from opennrm.portal import case_page

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

MOST_STATEMENTS = 15  # what begins and ends a transaction is not counted
# Within the transaction of a test the look is no transaction of its own: its end gives the role back by a statement.
OF_THE_TEST = 1 if connection.vendor == "postgresql" else 0


@pytest.fixture
def world() -> World:
    return once(World)


def test_the_case_by_its_events_is_the_case_by_its_row(world: World) -> None:
    case = people.a_referral(world.responder, world.authority, world.supported())
    for act in (lambda: None, lambda: referral.accept(world.decider, case), lambda: identification.decide_yes(world.decider, case)):
        act()
        opened = doors.case(world.decider, case)
        assert case_page._seen(door.glance(opened)) == reads.case_behind(opened)


def test_a_page_asks_few_statements(world: World) -> None:
    case = people.a_referral(world.responder, world.authority, world.supported())
    referral.accept(world.decider, case)
    identification.decide_yes(world.decider, case)
    client: Client = signed_in(world.worker)
    assert client.get(f"/cases/{case}/").status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/cases/{case}/").status_code == 200
    statements = [one["sql"] for one in asked if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
    assert 5 < len(statements) <= MOST_STATEMENTS + OF_THE_TEST, "\n".join(statements)


def test_names_that_the_page_knows_are_told_to_nobody_else(world: World) -> None:
    case = people.a_referral(world.responder, world.authority, world.supported())
    everybody = {agency: name for agency, (name, _) in mechanism.named([world.authority.pk, world.provider.pk], [])[0].items()}
    assert len(everybody) == 2
    for actor in (world.responder, world.decider, world.worker):
        opened = doors.case(actor, case)
        glance = door.glance(opened)
        assert told.consents_told(opened, glance, "en", everybody) == told.consents_told(opened, glance, "en")
        named = {one.recipient for one in told.consents_told(opened, glance, "en", everybody) if everybody[world.provider.pk] in one.what}
        assert named <= {str(world.provider.pk)}
    with_house = told.consents_told(doors.case(world.worker, case), door.glance(doors.case(world.worker, case)), "en", everybody)
    assert any(everybody[world.provider.pk] in one.what for one in with_house)


def test_agencies_and_people_are_named_apart(world: World) -> None:
    agencies, names = mechanism.named([world.authority.pk, world.provider.pk], [world.worker.id])
    assert agencies == {one.pk: (one.name, one.kind) for one in (world.authority, world.provider)}
    assert names == {world.worker.id: world.worker.name}
    assert mechanism.named([], []) == ({}, {})
    assert mechanism.named([], [world.worker.id]) == ({}, names)
    assert mechanism.agency_names([world.authority.pk, world.worker.id]) == {world.authority.pk: world.authority.name}
    assert mechanism.person_names([world.authority.pk, world.worker.id]) == names
