"""What is needed at once is nobody's turn who can detain or remove, and no mark of it reaches them: decision 0007."""

from typing import Any
from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.pages import page_of
from tests.people import signed_in

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.cases.referral import actions, reads
from opennrm.cases.referral.sending import Asked, Talk
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door
from opennrm.cases.support import actions as support

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PRESSES = {"urgency": "needs_now", "needs": ("bed", "medical"), "needs_now": "CANARY-BED"}
NEED = "Needed at once: A safe bed tonight"


@pytest.fixture
def world() -> World:
    return once(World)


@pytest.fixture
def patrol(world: World) -> Actor:
    return people.a_person(world.police, "first_responder")


def sent_back(world: World, by: Actor, *asked: Asked, **more: Any) -> UUID:
    case = people.a_referral(by, world.authority, *asked, **{**PRESSES, **more})
    actions.refuse(world.decider, case, reason="incomplete", words="Say where")
    return case


def turns(case: UUID) -> set[str]:
    """Whose turn what is needed at once is."""
    state = door.state_of(case)
    assert state is not None
    return {line.relation for line in state.waiting if line.key.startswith("need.")}


# --- whose turn it is, once a referral by police came back ------------------------------------------------------------------


def test_it_stays_with_the_authority_that_sent_it_back_where_nobody_helps(world: World, patrol: Actor) -> None:
    case = sent_back(world, patrol)
    assert turns(case) == {"recipient"}
    client = signed_in(world.decider)
    page = page_of(client, f"/referrals/{case}/")
    assert NEED in page
    assert "If it is for tonight, call" in page
    assert "Answer it" not in page
    assert "nobody else in the case may hear of it" in page_of(client, f"/cases/{case}/")
    assert reads.to_answer(world.decider) == []
    assert reads.identity(doors.case(world.decider, case)) == []


def test_it_is_the_shelters_where_one_is_in_the_case_and_the_authority_sees_it_no_longer(world: World, patrol: Actor) -> None:
    case = sent_back(world, patrol, world.supported())
    assert turns(case) == {"support_provider"}
    with pytest.raises(doors.NotVisible):
        doors.case(world.decider, case)


def test_a_need_that_a_shelter_notes_after_that_is_the_shelters(world: World, patrol: Actor) -> None:
    case = sent_back(world, patrol, world.supported(), urgency="none", needs=())
    assert turns(case) == set()
    support.note_need(world.worker, case, need="medical", on=door.today())
    assert turns(case) == {"support_provider"}
    for address in (f"/cases/{case}/", f"/referrals/{case}/", f"/referrals/{case}/sent/", "/referrals/", "/today/", "/cases/"):
        page = page_of(signed_in(patrol), address)
        assert "Needed at once:" not in page, address


def test_of_a_child_it_is_the_child_offices(world: World, patrol: Actor) -> None:
    contact, talk = people.a_contact(patrol, age="child"), Talk(on=door.today(), language="ro")
    actions.prepare_child(patrol, contact, party="child_office", agency=world.child_office.pk, on=door.today(), talk=talk)
    case = people.a_referral(patrol, world.authority, contact=contact, talk=None, asked=(), **PRESSES)
    actions.refuse(world.decider, case, reason="incomplete", words="Say where")
    assert turns(case) == {"child_office"}


def test_sent_to_another_authority_the_first_one_has_it_no_longer(world: World, patrol: Actor) -> None:
    case = sent_back(world, patrol)
    other = people.an_agency("competent_authority", name="Second Office")
    clerk = people.a_person(other, "decision_maker")
    actions.send_again(patrol, case, recipient=other.pk, added="")
    assert turns(case) == {"recipient"}
    assert NEED in page_of(signed_in(clerk), f"/referrals/{case}/")
    with pytest.raises(doors.NotVisible):
        doors.case(world.decider, case)


def test_of_a_referrer_who_helps_it_is_the_referrers_as_before(world: World) -> None:
    case = sent_back(world, world.responder)
    assert turns(case) == {"referrer"}
    with pytest.raises(doors.NotVisible):
        doors.case(world.decider, case)


def test_of_a_referral_by_police_that_the_person_took_back_nobody_is_told(world: World, patrol: Actor) -> None:
    case = people.a_referral(patrol, world.authority, **PRESSES)
    [consent] = [one for one in door.state_of(case).consents if one.scope == "referral"]
    actions.take_back(patrol, case, consent, on=door.today())
    assert turns(case) == set()
    with pytest.raises(doors.NotVisible):
        doors.case(world.decider, case)


# --- no mark of it reaches investigators ------------------------------------------------------------------------------------

SAID = ("Something is needed at once", "In danger now", "No danger known", "Urgency")
MARKS = (*SAID, "A safe bed tonight", "Needed at once:", "CANARY-BED")


@pytest.mark.parametrize("urgency", ["needs_now", "danger_now", "none"])
@pytest.mark.parametrize("taken_up", [False, True])
def test_an_investigator_reads_on_no_page_whether_anything_presses(world: World, urgency: str, taken_up: bool) -> None:
    needs = {"needs_now": ("bed",), "danger_now": ("safety", "bed"), "none": ()}[urgency]
    more = {**PRESSES, "urgency": urgency, "needs": needs}
    case = people.a_referral(world.responder, world.authority, world.contacted(), **more)
    if taken_up:
        actions.accept(world.decider, case)
    client = signed_in(world.officer)
    pages = {address: page_of(client, address) for address in (f"/cases/{case}/", f"/referrals/{case}/", f"/referrals/{case}/sent/")}
    pages |= {address: page_of(client, address) for address in ("/today/", "/cases/")}
    pages |= {show: client.post(f"/cases/{case}/", {"show": show}).content.decode() for show in ("identity", "account", "danger")}
    assert [(address, mark) for address, page in pages.items() for mark in MARKS if mark in page] == []
    assert client.get(f"/cases/{case}/notice/").status_code == 404


def test_what_another_authority_of_enforcement_wrote_of_needs_is_no_investigators(world: World) -> None:
    guard = people.a_person(people.an_agency("border_guard"), "first_responder")
    case = people.a_referral(guard, world.authority, **PRESSES, danger="He waits outside")
    actions.accept(world.decider, case)
    actions.ask_consent(world.decider, case, asked=world.contacted(), talk=Talk(on=door.today(), language="ro"))
    opened = [one.text for one in reads.danger(doors.case(world.officer, case))]
    assert opened == ["He waits outside"]
    assert "CANARY-BED" in [one.text for one in reads.danger(doors.case(world.decider, case))]
    assert "Something is needed at once" not in page_of(signed_in(world.officer), f"/referrals/{case}/")


def test_those_who_hear_of_help_and_who_wrote_it_read_it(world: World, patrol: Actor) -> None:
    case = people.a_referral(patrol, world.authority, world.supported(), **PRESSES)
    for actor in (world.decider, world.worker, patrol):
        assert "Something is needed at once" in page_of(signed_in(actor), f"/referrals/{case}/"), actor.name
    assert NEED not in page_of(signed_in(patrol), f"/referrals/{case}/")
