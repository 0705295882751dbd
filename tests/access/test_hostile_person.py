"""What a page of a case tells by the way: what is recorded unseen, whom a consent names, who is found under which name."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from tests import people
from tests.access.addresses import OF_A_CASE, Told, told, url
from tests.access.world import World, canary
from tests.pages import page_of

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.cases.person import actions as person
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral import reads
from opennrm.cases.referral.sending import Talk
from opennrm.cases.referral.tests.ways import fields
from opennrm.cases.spine import door
from opennrm.cases.support import actions as support

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.security("ORA-01")]


def learned(by: Actor, case: UUID, **texts: str) -> None:
    person.learn_identity(by, case, texts=texts, basis="person", on=door.today())


def found(by: Actor, name: str) -> list[UUID]:
    return [one.case_id for one in doors.find_by_name(by, name)]


def place_on(client: Client, address: str) -> str:
    [place] = re.findall(r'name="seen" value="([^"]*)"', client.get(address).content.decode())
    return str(place)


# --- what happens unseen --------------------------------------------------------------------------------------------------


def test_a_page_does_not_count_what_its_reader_may_not_read(world: World) -> None:
    client, address = world.browser(world.ours.patrol), reverse("person:identity", args=[world.his])
    before = place_on(client, address)
    support.note_need(world.ours.worker, world.his, need="medical", on=door.today())
    assert place_on(client, address) == before


def test_what_happened_unseen_keeps_nobody_from_recording(world: World) -> None:
    client, address = world.browser(world.ours.patrol), reverse("person:identity", args=[world.his])
    typed = {**fields(page_of(client, address)), "aliases": "Lala"}
    support.note_need(world.ours.worker, world.his, need="medical", on=door.today())
    assert client.post(address, typed).status_code == 302


def test_what_happened_in_sight_is_told(world: World) -> None:
    client, address = world.browser(world.ours.patrol), reverse("person:identity", args=[world.his])
    typed = {**fields(page_of(client, address)), "aliases": "Lala"}
    learned(world.ours.patrol, world.his, aliases="Other")
    assert "Who the person is was added to or put right" in client.post(address, typed).content.decode()


# --- whom a consent names -------------------------------------------------------------------------------------------------


def test_an_address_with_a_guessed_shelter_tells_no_police_whose_it_is(world: World) -> None:
    client = world.browser(world.ours.patrol)
    answers = []
    for shelter in (world.ours.agency("support_provider"), world.strangers.agency("support_provider")):
        address = reverse("referral:take_back", args=[world.his, f"support:{shelter.pk}:assistance"])
        answers += [client.get(address).status_code, client.post(address).status_code]
    assert answers == [404] * 4


# --- what is needed -------------------------------------------------------------------------------------------------------


def test_what_a_shelter_notes_as_needed_is_not_told_to_police_that_referred(world: World) -> None:
    us = world.ours
    case = us.refers("pressed", us.patrol, us.yes("support", "support_provider"))
    support.note_need(us.worker, case, need="medical", on=door.today())
    for actor, sees in ((us.patrol, False), (us.decider, True)):
        client = world.browser(actor)
        for address in (reverse("referral:referral", args=[case]), reverse("referral:list")):
            assert ("Needed at once" in client.get(address).content.decode()) is sees, (actor.name, address)


# --- who the person is ----------------------------------------------------------------------------------------------------


def test_a_name_put_right_leaves_the_person_found_under_the_name_that_stood(world: World) -> None:
    us, stood = world.ours, canary("his", "family_names")
    assert world.his in found(us.decider, stood)
    learned(us.patrol, world.his, birth="1990-01-01")
    assert world.his in found(us.decider, stood)
    learned(us.patrol, world.his, given_names="Falsa", family_names="Nameova")
    assert found(us.decider, "Nameova") == [world.his]
    assert world.his in found(us.decider, stood)


def test_a_search_tells_nobody_a_name_that_is_closed_to_them(world: World) -> None:
    us = world.ours
    learned(us.worker, world.his, given_names="Veritana")
    assert found(us.decider, "Veritana") == [world.his]
    assert found(us.patrol, "Veritana") == []


def test_the_second_look_asks_for_every_name_that_stood(world: World) -> None:
    us = world.ours
    same, other = (us.refers(name, us.responder, given_names="Ileana", family_names="Vasarin") for name in ("same", "other"))
    for case in (same, other):
        referral.accept(us.decider, case)
    learned(us.responder, same, given_names="Falsa", family_names="Nameova", aliases="Falsissima")
    page = world.browser(us.decider).post(reverse("identification:intake", args=[same])).content.decode()
    assert str(other) in page


def test_what_must_never_be_done_is_not_lost_with_an_old_number(world: World) -> None:
    us = world.ours
    case = us.refers("warned", us.responder)
    referral.accept(us.decider, case)
    person.change_ways(us.responder, case, texts={"phone": "555 0777"}, no_safe_way=False, on=door.today())
    told = {one.code: one.text for one in reads.safe_contact(doors.case(us.decider, case))}
    assert told == {"contact.phone": "555 0777", "contact.never": canary("warned", "never")}


def test_that_others_added_who_the_person_is_is_not_told_to_police_beside_their_own(world: World) -> None:
    us = world.ours
    address = reverse("portal:case", args=[world.his])
    learned(us.worker, world.his, given_names="Verita")
    for actor, sees in ((us.patrol, False), (us.decider, True)):
        page = world.browser(actor).post(address, {"show": "identity"}).content.decode()
        assert ("Put right or added to:" in page) is sees, actor.name


# --- all of it together ---------------------------------------------------------------------------------------------------

LISTS = ("/today/", "/today/?kind=need", "/today/?new=1", "/today/?due=at_once", "/cases/", "/cases/?due=week", "/referrals/")


@pytest.mark.parametrize("role", ["first_responder", "investigator"])
def test_what_a_shelter_records_unseen_changes_no_page_of_police(world: World, role: str) -> None:
    us = world.ours
    case = us.refers("quiet", us.patrol, us.yes("support", "support_provider"))
    referral.accept(us.decider, case)
    referral.ask_consent(us.decider, case, asked=us.yes("police_contact", "police"), talk=Talk(on=door.today(), language="ro"))
    client, addresses = world.browser(us.who("police", role)), [url(world, route, case) for route in OF_A_CASE]

    def all_told() -> list[Told]:
        shown = [client.post(f"/cases/{case}/", {"show": what}) for what in ("identity", "contact", "account", "danger")]
        return list(map(told, [*map(client.get, (*addresses, *LISTS)), *shown]))

    before = all_told()
    support.note_need(us.worker, case, need="medical", on=door.today(), note="A doctor")
    support.note_request(us.worker, case, what="testimony", on=door.today())
    person.change_ways(us.worker, case, texts={"phone": "555 0999"}, no_safe_way=False, on=door.today())
    learned(us.worker, case, given_names="Verita")
    assert all_told() == before


def test_no_day_that_police_are_not_told_orders_their_worklist(world: World) -> None:
    us = world.ours
    cases = [us.refers(f"many{n}", us.patrol, us.yes("support", "support_provider")) for n in range(3)]
    before = people.lines_of(us.patrol)
    for case in cases:
        support.note_need(us.worker, case, need="medical", on=door.today() - timedelta(days=9))
        assert people.lines_of(us.patrol) == before
