"""What a person who said no allows all the same: sealed apart, read by the one agency that the person named."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.people import codes, happens

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.access.doors import NotVisible
from opennrm.cases.notification import actions, reads
from opennrm.cases.notification.models import Notification, SealedContact
from opennrm.cases.notification.tests.test_notifying import everything_of
from opennrm.cases.notification.tests.world import World
from opennrm.cases.spine import door
from opennrm.standards.refusal import Refused
from opennrm.vault.models import SealedValue, SubjectKey

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world(db: None) -> World:
    return once(World)


def notified(world: World, by: Actor | None = None) -> UUID:
    contact = world.said_no(by)
    actions.notify(by or world.responder, contact, telling=world.telling())
    return contact


def read(actor: Actor, reach: UUID) -> dict[str, str]:
    """What somebody reads of it."""
    return reads.reach_of(doors.case(actor, reach), "investigation")


# --- who may not ---------------------------------------------------------------------------------------------------------


def test_before_a_notification_nothing_is_sealed(world: World) -> None:
    with pytest.raises(Refused) as refused:
        actions.seal_contact(world.responder, world.said_no(), reach=world.reach())
    assert codes(refused) == {"reach.not-notified"}


def test_the_police_do_not_hear_a_yes_that_opens_something_to_the_police(world: World) -> None:
    with pytest.raises(Refused) as refused:
        actions.seal_contact(world.patrol, notified(world, world.patrol), reach=world.reach())
    assert codes(refused) == {"reach.heard-by-another"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"language": ""}, "reach.language"),
        ({"way": ""}, "reach.way"),
        ({"on": timedelta(days=1)}, "day.future"),
        ({"on": timedelta(days=-1)}, "reach.before"),
        ({"recipient": "authority"}, "reach.recipient"),
    ],
)
def test_a_yes_that_differs_in_one_thing_is_not_recorded(world: World, changed: dict[str, Any], code: str) -> None:
    contact, given = notified(world), dict(changed)
    if isinstance(given.get("on"), timedelta):
        given["on"] = door.today() + given["on"]
    if given.get("recipient") == "authority":
        given["recipient"] = world.authority.pk
    with happens(), pytest.raises(Refused) as refused:
        actions.seal_contact(world.responder, contact, reach=world.reach(**given))
    assert codes(refused) == {code}


# --- what is sealed ------------------------------------------------------------------------------------------------------


def test_the_consent_comes_first_and_the_rest_is_sealed_under_a_key_of_its_own(world: World) -> None:
    contact, keys = notified(world), set(SubjectKey.objects.values_list("pk", flat=True))
    with happens("notification.reach_agreed", "notification.reach_sealed"):
        reach = actions.seal_contact(world.responder, contact, reach=world.reach())
    assert set(SealedValue.objects.filter(stream=reach).values_list("subject", flat=True)) == {reach}
    assert len(set(SubjectKey.objects.values_list("pk", flat=True)) - keys) == 1
    assert "CANARY" not in everything_of(reach)


def test_nothing_joins_it_to_the_contact_or_the_notification(world: World) -> None:
    contact = notified(world)
    reach = actions.seal_contact(world.responder, contact, reach=world.reach())
    notification = Notification.objects.get().case_id
    for one, other in ((reach, contact), (reach, notification), (contact, reach), (notification, reach)):
        assert str(other) not in everything_of(one)


def test_it_is_read_by_the_agency_that_the_person_named_and_by_nobody_else(world: World) -> None:
    reach = actions.seal_contact(world.responder, notified(world), reach=world.reach(never="never call"))
    assert read(world.officer, reach) == {"reach.name": "CANARY-Lena", "reach.way": "CANARY-WAY 079", "reach.never": "never call"}
    assert read(world.responder, reach) == {}
    for actor in (world.decider, world.other_officer):
        with pytest.raises(NotVisible):
            doors.case(actor, reach)
    with pytest.raises(NotVisible):  # the same agency, in another role
        doors.case(world.patrol, reach)


def test_who_only_sees_notifications_finds_none(world: World) -> None:
    actions.seal_contact(world.responder, notified(world), reach=world.reach())
    assert list(reads.sealed_contacts(world.decider)) == []
    assert len(reads.listed(world.decider, profile())) == 1
    assert reads.listed(world.officer, profile()) == []


def profile() -> Any:
    from opennrm.cases.spine import editions  # noqa: PLC0415

    return editions.today()


@pytest.mark.parametrize("kind", ["health", "hotline", "listed_ngo", "social_services"])
def test_the_yes_lifts_the_firewall_around_whoever_heard_it(world: World, kind: str) -> None:
    nurse = people.a_person(people.an_agency(kind), "first_responder")
    reach = actions.seal_contact(nurse, notified(world, nurse), reach=world.reach())
    assert read(world.officer, reach)["reach.way"] == "CANARY-WAY 079"


def test_taken_back_nobody_reads_it(world: World) -> None:
    reach = actions.seal_contact(world.responder, notified(world), reach=world.reach())
    with pytest.raises(Refused):
        actions.take_back(world.responder, reach, on=door.today() + timedelta(days=1))
    with happens("notification.reach_taken_back"):
        actions.take_back(world.responder, reach, on=door.today())
    with pytest.raises(NotVisible):
        doors.case(world.officer, reach)
    assert SealedContact.objects.get().taken_back_on == door.today()
    with pytest.raises(Refused) as refused:
        actions.take_back(world.responder, reach, on=door.today())
    assert codes(refused) == {"reach.gone"}


def test_a_sealed_contact_is_no_case_and_cannot_be_referred(world: World) -> None:
    reach = actions.seal_contact(world.responder, notified(world), reach=world.reach())
    for kind in ("case", "contact", "notification"):
        with pytest.raises(NotVisible):
            door.act(world.responder, reach, kind=kind, section="coarse").__enter__()
