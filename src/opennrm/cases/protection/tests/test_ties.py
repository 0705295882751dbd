"""A child's guardian, and who has to know of the bar on removal: recorded, refused, seen, ended."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests import people
from tests.once import once
from tests.pages import day, page_of, text, words
from tests.people import happens

from opennrm.access.actor import Actor
from opennrm.cases.identification import actions as identification
from opennrm.cases.protection import actions
from opennrm.cases.protection.tests.test_reflection_period import refused_codes, standing
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral.sending import Talk
from opennrm.cases.spine import door
from opennrm.cases.spine.status import StatusCode
from opennrm.mechanism.models import Agency

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ORDER = "Court of Vellin, 2 November 2026, no. 12"


@dataclass
class World:
    """A child without parents and an adult, both taken up; whoever may come into their cases."""

    child: UUID
    adult: UUID
    decider: Actor
    office: Actor
    guardians: Agency
    guardian: Actor
    migration: Agency
    officer: Actor


def made() -> World:
    people.an_installation()
    authority, protects = people.an_agency("competent_authority"), people.an_agency("child_office")
    guardians, migration = people.an_agency("guardian_office", name="Guardians"), people.an_agency("migration_authority", name="Residence")
    by, decider = people.a_person(people.an_agency("listed_ngo"), "first_responder"), people.a_person(authority, "decision_maker")
    contact = people.a_contact(by, age="child", unaccompanied=True)
    talk = Talk(on=door.today(), language="ro")
    referral.prepare_child(by, contact, party="child_office", agency=protects.pk, on=door.today(), talk=talk)
    child = people.a_referral(by, authority, contact=contact, talk=None, asked=(), support="not_asked")
    adult = people.a_referral(by, authority)
    for case in (child, adult):
        referral.accept(decider, case)
    office, guardian = people.a_person(protects, "case_worker"), people.a_person(guardians, "guardian")
    officer = people.a_person(migration, "migration_officer")
    return World(child, adult, decider, office, guardians, guardian, migration, officer)


@pytest.fixture
def world() -> World:
    return once(made)


def relations(case: UUID, agency: Agency) -> frozenset[str]:
    return door.state_of(case).relations_of(agency.pk)


def keys_of(actor: Actor) -> list[str]:
    return [line.key for line in people.lines_of(actor) if line.mine and not line.opening]


# --- a guardian -------------------------------------------------------------------------------------------------------


def test_the_right_is_met_when_guardian_and_child_have_met(world: World) -> None:
    named: dict[str, Any] = {"agency": world.guardians.pk, "on": door.today(), "decision": ORDER}
    with happens("protection.guardian_appointed"):
        actions.appoint_guardian(world.office, world.child, **named)
    assert standing(world.child, "child.guardian") is not StatusCode.MET_IN_TIME
    another = people.an_agency("guardian_office")
    actions.appoint_guardian(world.office, world.child, **{**named, "agency": another.pk}, met_on=door.today())
    assert standing(world.child, "child.guardian") is StatusCode.MET_IN_TIME


def test_another_guardian_takes_the_place_of_the_first(world: World) -> None:
    another = people.an_agency("guardian_office")
    for office in (world.guardians, another):
        actions.appoint_guardian(world.office, world.child, agency=office.pk, on=door.today(), decision=ORDER)
    assert (relations(world.child, world.guardians), relations(world.child, another)) == (frozenset(), {"guardian"})


WRONG: dict[str, tuple[dict[str, Any], set[str]]] = {
    "no decision": ({"decision": " "}, {"guardian.decision"}),
    "tomorrow": ({"on": 1}, {"day.future"}),
    "will meet tomorrow": ({"met_on": 1}, {"day.future"}),
    "no guardian office": ({"agency": "migration"}, {"guardian.office"}),
    "of an adult": ({"case": "adult"}, {"guardian.not-yours", "guardian.adult"}),
}


@pytest.mark.parametrize("why", WRONG)
def test_a_guardian_is_refused(world: World, why: str) -> None:
    change, codes = WRONG[why]
    said = {"agency": world.guardians.pk, "on": door.today(), "decision": ORDER} | change
    said |= {name: door.today() + timedelta(days=said[name]) for name in ("on", "met_on") if isinstance(said.get(name), int)}
    said["agency"] = getattr(world, said["agency"]).pk if isinstance(said["agency"], str) else said["agency"]
    case = getattr(world, str(said.pop("case", "child")))
    if case == world.adult:  # only a tie to the case lets its rules speak
        actor = world.decider
    else:
        actor = world.office
    with happens():
        assert refused_codes(actions.appoint_guardian, actor, case, **said) == codes


def test_the_same_office_is_not_named_twice_and_ends_once(world: World) -> None:
    named: dict[str, Any] = {"agency": world.guardians.pk, "on": door.today(), "decision": ORDER}
    ends: dict[str, Any] = {"on": door.today(), "needs_another": True}
    assert refused_codes(actions.end_guardian, world.office, world.child, **ends) == {"guardian.none"}
    actions.appoint_guardian(world.office, world.child, **named)
    assert refused_codes(actions.appoint_guardian, world.office, world.child, **named) == {"guardian.acts"}
    early = {**ends, "on": door.today() - timedelta(days=1)}
    assert refused_codes(actions.end_guardian, world.office, world.child, **early) == {"guardian.before"}
    with happens("protection.guardian_ended"):
        actions.end_guardian(world.office, world.child, **ends)
    assert relations(world.child, world.guardians) == frozenset()


@pytest.mark.parametrize("needs_another", [True, False])
def test_a_child_left_without_waits_for_the_next(world: World, needs_another: bool) -> None:
    actions.appoint_guardian(world.office, world.child, agency=world.guardians.pk, on=door.today(), decision=ORDER)
    actions.end_guardian(world.office, world.child, on=door.today(), needs_another=needs_another)
    assert ("protection.guardian" in keys_of(world.office)) is needs_another
    actions.appoint_guardian(world.office, world.child, agency=world.guardians.pk, on=door.today(), decision=ORDER)
    assert "protection.guardian" not in keys_of(world.office)


def test_the_page_names_refuses_beside_the_field_and_shows_the_guardian_in_the_case(world: World) -> None:
    client, url = people.signed_in(world.office), f"/cases/{world.child}/guardian/"
    case_page = client.get(f"/cases/{world.child}/").content.decode()
    assert url in case_page
    assert "Act s 6; CETS 197 Art 10(4)(a)" in words(page_of(client, url))
    said = {"agency": str(world.guardians.pk), **day(door.today()), **day(door.today(), "met_on"), "seen": str(place(client, url))}
    with happens():
        assert "Say by which decision" in words(text(client.post(url, {**said, "decision": ""})))
    with happens("protection.guardian_appointed"):
        assert client.post(url, {**said, "decision": ORDER}).status_code == 302
    assert "Guardians Guardian" in words(page_of(client, f"/cases/{world.child}/"))
    assert people.signed_in(world.guardian).get(f"/cases/{world.child}/").status_code == 200


def place(client: Client, url: str) -> int:
    return int(re.search(r'name="seen" value="(\d+)"', client.get(url).content.decode())[1])  # type: ignore[index]


# --- who has to know of the bar ------------------------------------------------------------------------------------------


def test_before_a_decision_there_is_no_bar_to_tell(world: World) -> None:
    assert refused_codes(actions.tell_of_bar, world.decider, world.adult, agency=world.migration.pk) == {"bar.none"}
    assert f"/cases/{world.adult}/removal/told/" not in people.signed_in(world.decider).get(f"/cases/{world.adult}/").content.decode()


def test_who_would_remove_is_told_puts_it_into_its_files_and_is_told_no_longer(world: World) -> None:
    identification.decide_yes(world.decider, world.adult)
    with happens("protection.bar_told"):
        actions.tell_of_bar(world.decider, world.adult, agency=world.migration.pk)
    assert relations(world.adult, world.migration) == {"migration_authority"}
    assert keys_of(world.officer) == ["protection.bar"]
    assert refused_codes(actions.tell_of_bar, world.decider, world.adult, agency=world.migration.pk) == {"bar.told"}
    with happens("protection.bar_noted"):
        actions.note_bar(world.officer, world.adult)
    assert keys_of(world.officer) == []
    assert refused_codes(actions.note_bar, world.officer, world.adult) == {"bar.noted"}
    with happens("protection.bar_telling_ended"):
        actions.end_telling(world.decider, world.adult, agency=world.migration.pk)
    assert relations(world.adult, world.migration) == frozenset()
    assert refused_codes(actions.end_telling, world.decider, world.adult, agency=world.migration.pk) == {"bar.not-told"}


def test_nobody_else_is_told_of_a_bar(world: World) -> None:
    identification.decide_yes(world.decider, world.adult)
    police = people.an_agency("police")
    assert refused_codes(actions.tell_of_bar, world.decider, world.adult, agency=police.pk) == {"bar.office"}


def test_of_a_national_nobody_tells_of_a_bar(world: World) -> None:
    authority = people.an_agency("competent_authority")
    by, decider = people.a_person(people.an_agency("listed_ngo"), "first_responder"), people.a_person(authority, "decision_maker")
    case = people.a_referral(by, authority, contact=people.a_contact(by, nationality="national", residence="lawful"), citizenships=("XD",))
    referral.accept(decider, case)
    identification.decide_yes(decider, case)
    assert refused_codes(actions.tell_of_bar, decider, case, agency=world.migration.pk) == {"bar.none"}


def test_the_pages_tell_note_and_end(world: World) -> None:
    identification.decide_yes(world.decider, world.adult)
    client, url = people.signed_in(world.decider), f"/cases/{world.adult}/removal/told/"
    shown = words(page_of(client, url))
    assert "Your authority has not written who the person is" in shown
    assert "Act s 14(2); CETS 197 Art 10(2), 13(1)" in shown
    said = {"agency": str(world.migration.pk), "seen": str(place(client, url))}
    with happens("protection.bar_told"):
        assert client.post(url, said).status_code == 302
    officer, noted = people.signed_in(world.officer), f"/cases/{world.adult}/removal/noted/"
    assert noted in officer.get(f"/cases/{world.adult}/").content.decode()
    assert "Put the bar on removal into your files" in words(page_of(officer, "/today/"))
    with happens("protection.bar_noted"):
        assert officer.post(noted, {"seen": "0"}).status_code == 302
    with happens("protection.bar_telling_ended"):
        assert client.post(f"{url}ends/", {**said, "seen": str(place(client, f"{url}ends/"))}).status_code == 302
    assert officer.get(f"/cases/{world.adult}/").status_code == 404
