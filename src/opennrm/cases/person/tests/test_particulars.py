"""What is learned of a person later: found by searches, kept beside what stood; and ways that are safe, and those that are no longer."""

from datetime import timedelta
from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.pages import page_of
from tests.people import a_referral, codes, signed_in

from opennrm.access import doors
from opennrm.cases.identification.rules import ways_to_tell
from opennrm.cases.person import actions, reads
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral import reads as shown
from opennrm.cases.referral.tests.ways import errors, fields, fill
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world() -> World:
    return once(World)


@pytest.fixture
def case(world: World) -> UUID:
    case = a_referral(world.responder, world.authority, world.supported())
    referral.accept(world.decider, case)
    return case


def learned(**texts: str) -> dict[str, object]:
    return {"texts": texts, "basis": "document", "on": door.today()}


def ways(no_safe_way: bool = False, **texts: str) -> dict[str, object]:
    return {"texts": texts, "no_safe_way": no_safe_way, "on": door.today()}


def read_by(world: World, case: UUID, who: str) -> dict[str, str]:
    return {one.code: one.text for one in shown.safe_contact(doors.case(getattr(world, who), case))}


# --- who it is ------------------------------------------------------------------------------------------------------------


def test_a_name_learned_later_stands_is_found_and_the_earlier_one_stays(world: World, case: UUID) -> None:
    actions.learn_identity(world.worker, case, **learned(family_names="Melnychenko"))
    assert {one.code: one.text for one in shown.identity(doors.case(world.decider, case))}["identity.family_names"] == "Melnychenko"
    assert [one.case_id for one in doors.find_by_name(world.decider, "Мельниченко")] == [case]
    at = doors.case(world.decider, case)
    [families] = [one for one in reads.histories(at, door.glance(at), "identity") if one.label == "Family names"]
    assert [one.stands for one in families.versions] == [True, False]


def test_what_is_left_empty_stands_as_it_stood(world: World, case: UUID) -> None:
    before = reads.standing(doors.case(world.decider, case), "identity")
    actions.learn_identity(world.decider, case, **learned(aliases="Lala"))
    after = reads.standing(doors.case(world.decider, case), "identity")
    assert after == {**before, "aliases": "Lala"}


def test_nothing_learned_is_refused_and_so_is_tomorrow(world: World, case: UUID) -> None:
    with pytest.raises(Refused) as said:
        actions.learn_identity(world.worker, case, texts={}, basis="person", on=door.today() + timedelta(1))
    assert codes(said) == {"identity.nothing", "day.future"}


# --- by which ways the person is reached ----------------------------------------------------------------------------------


def test_a_way_that_is_not_named_again_is_safe_no_longer(world: World, case: UUID) -> None:
    assert list(read_by(world, case, "decider")) == ["contact.message"]
    actions.change_ways(world.decider, case, **ways(email="new@example.org", never="Never call"))
    assert read_by(world, case, "decider") == {"contact.email": "new@example.org", "contact.never": "Never call"}
    assert ways_to_tell(door.state_of(case))[0] == ("person", "email")


def test_ways_that_the_shelter_noted_are_closed_to_the_authority_which_tells_through_the_shelter(world: World, case: UUID) -> None:
    actions.change_ways(world.worker, case, **ways(phone="555 0999", stays="The blue house"))
    assert read_by(world, case, "worker")["contact.phone"] == "555 0999"
    assert "555 0999" not in read_by(world, case, "decider").values()
    assert [way for way in ways_to_tell(door.state_of(case)) if way[0] == "person"] == []
    page = signed_in(world.decider).get(f"/cases/{case}/").content.decode()
    assert "go through those who support the person" in page
    assert "go through those who support the person" not in signed_in(world.worker).get(f"/cases/{case}/").content.decode()


def test_a_way_or_none_and_not_both(world: World, case: UUID) -> None:
    for given, code in (({}, "ways.none"), ({"phone": "555", "no_safe_way": True}, "ways.both")):
        with pytest.raises(Refused) as said:
            actions.change_ways(world.worker, case, **ways(**given))
        assert codes(said) == {code}


def test_police_do_not_say_where_the_notice_goes(world: World) -> None:
    patrol = people.a_person(world.police, "first_responder")
    case = a_referral(patrol, world.authority)
    with pytest.raises(Refused) as said:
        actions.change_ways(patrol, case, **ways(phone="555 0666"))
    assert codes(said) == {"ways.not-by-you"}
    assert "Change how the person is reached" not in signed_in(patrol).get(f"/cases/{case}/").content.decode()


# --- the pages ------------------------------------------------------------------------------------------------------------


def test_the_page_fills_in_what_stands_only_when_asked_and_records_the_change(world: World, case: UUID) -> None:
    client, address = signed_in(world.worker), f"/cases/{case}/reached/"
    number = reads.standing(doors.case(world.worker, case), "contact_and_location")["message"]
    assert number not in page_of(client, address)
    opened = client.post(address, {"show": "standing"}).content.decode()
    assert number in opened
    data = {**fields(opened), "phone": "555 0777"}
    assert client.post(address, data).status_code == 302
    assert read_by(world, case, "worker")["contact.phone"] == "555 0777"
    history = client.post(address, {"show": "standing"}).content.decode()
    assert number in history
    assert "555 0777" in history


def test_what_was_typed_stays_when_it_is_refused(world: World, case: UUID) -> None:
    client = signed_in(world.worker)
    answer = fill(client, f"/cases/{case}/reached/", phone="555 0777", no_safe_way="on")
    assert set(errors(answer)) == {"no_safe_way"}
    assert "555 0777" in answer.content.decode()


def test_two_who_change_it_at_once_are_told(world: World, case: UUID) -> None:
    client, address = signed_in(world.worker), f"/cases/{case}/person/"
    data = {**fields(page_of(client, address)), "given_names": "Oksana"}
    actions.learn_identity(world.decider, case, **learned(given_names="Olena"))
    answer = client.post(address, data).content.decode()
    assert "Somebody else recorded something on this case" in answer
    assert "Oksana" in answer


def test_who_may_not_write_it_finds_no_page(world: World, case: UUID) -> None:
    for actor in (world.officer, world.responder):
        client = signed_in(actor)
        may = actor is world.responder
        assert [client.get(f"/cases/{case}/{page}/").status_code for page in ("person", "reached")] == [200 if may else 404] * 2
