"""A way that only police or the like call safe is none for the outcome, and nobody is told through them: decision 0007."""

from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.pages import page_of
from tests.people import signed_in

from opennrm.access.actor import Actor
from opennrm.cases.identification import actions, rules
from opennrm.cases.identification.tests.world import World
from opennrm.cases.person import actions as person
from opennrm.cases.referral import actions as referral
from opennrm.cases.spine import door
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NO_WAY, NOT_CONFIRMED = "No safe way is left", "They do not count as safe until somebody else has asked the person"
ENFORCES = ("police", "border_guard")  # of those that refer in the Demo Republic


@pytest.fixture
def world() -> World:
    return once(World)


def decided(world: World, *asked: object, by: str = "police", **more: object) -> UUID:
    """An adult whom such an agency referred, of whom the authority found grounds."""
    patrol = people.a_person(people.an_agency(by), "first_responder")
    case = people.a_referral(patrol, world.authority, *asked, **more)
    referral.accept(world.decider, case)
    actions.decide_yes(world.decider, case)
    return case


def told(world: World, case: UUID, to: str, channel: str) -> set[str]:
    """Why the outcome cannot be told so; nothing where it was."""
    try:
        actions.tell_outcome(world.decider, case, to=to, channel=channel, on=door.today())
    except Refused as refused:
        return {refusal.code for refusal in refused.refusals}
    return set()


def changes(actor: Actor, case: UUID, **texts: str) -> None:
    person.change_ways(actor, case, texts=texts, no_safe_way=not texts, on=door.today())


@pytest.mark.parametrize("by", ENFORCES)
def test_a_way_that_enforcement_noted_is_not_safe_for_the_outcome(world: World, by: str) -> None:
    case = decided(world, by=by)
    assert rules.ways_to_tell(door.state_of(case)) == ()
    assert told(world, case, "person", "message") == {"notice.unconfirmed"}
    assert told(world, case, "person", "phone") == {"notice.unsafe"}


@pytest.mark.parametrize("by", ENFORCES)
def test_the_outcome_is_not_told_through_whoever_referred_and_can_detain(world: World, by: str) -> None:
    assert told(world, decided(world, by=by), "representative", "referrer") == {"notice.through-enforcement"}


def test_a_referrer_who_helps_may_tell_it(world: World) -> None:
    case = world.case()
    actions.decide_yes(world.decider, case)
    assert told(world, case, "representative", "referrer") == set()


def test_the_authority_confirms_a_way_by_asking_and_writing_it_down(world: World) -> None:
    case = decided(world)
    changes(world.decider, case, message="+373 00 000 000, weekdays")
    assert rules.ways_to_tell(door.state_of(case)) == (("person", "message"),)
    assert told(world, case, "person", "message") == set()


def test_ways_that_a_shelter_noted_after_police_go_through_the_shelter(world: World) -> None:
    case = decided(world, world.supported())
    assert rules.ways_to_tell(door.state_of(case)) == (("representative", "support_provider"),)
    changes(world.worker, case, phone="555 0999")
    assert rules.ways_to_tell(door.state_of(case)) == (("representative", "support_provider"),)
    assert told(world, case, "person", "phone") == {"notice.unsafe"}


def test_that_there_is_no_way_waits_for_nobody_to_confirm_it(world: World) -> None:
    case = decided(world, message="", no_safe_way=True)
    page = page_of(signed_in(world.decider), f"/cases/{case}/notice/")
    assert NO_WAY in page
    assert NOT_CONFIRMED not in page


def test_the_notice_says_what_to_do_where_no_way_is_left_and_asks_for_no_record(world: World) -> None:
    case = decided(world)
    client, address = signed_in(world.decider), f"/cases/{case}/notice/"
    page = page_of(client, address)
    assert NO_WAY in page
    assert NOT_CONFIRMED in page
    assert "(Police)" in page
    assert f'href="/cases/{case}/reached/"' in page
    assert 'name="way"' not in page
    changes(world.decider, case, message="+373 00 000 000")
    page = page_of(client, address)
    assert NO_WAY not in page
    assert NOT_CONFIRMED not in page
    assert 'value="person.message"' in page


def test_the_notice_says_so_too_where_another_way_is_left(world: World) -> None:
    case = decided(world, world.supported())
    page = page_of(signed_in(world.decider), f"/cases/{case}/notice/")
    assert NOT_CONFIRMED in page
    assert NO_WAY not in page
    assert 'value="representative.support_provider"' in page
    assert 'value="representative.referrer"' not in page


def test_case_and_form_say_it_to_who_may_mend_it_and_nothing_to_police(world: World) -> None:
    patrol = people.a_person(people.an_agency("police"), "first_responder")
    case = people.a_referral(patrol, world.authority)
    referral.accept(world.decider, case)
    client, words = signed_in(world.decider), "None counts as safe until somebody else has asked the person"
    assert words in page_of(client, f"/cases/{case}/")
    assert "Not confirmed yet" in page_of(client, f"/cases/{case}/reached/")
    before = page_of(signed_in(patrol), f"/cases/{case}/")
    changes(world.decider, case, phone="555 0321")
    assert words not in page_of(client, f"/cases/{case}/")
    assert "Not confirmed yet" not in page_of(client, f"/cases/{case}/reached/")
    after = page_of(signed_in(patrol), f"/cases/{case}/")
    assert ("Not confirmed" in before, "as safe" in before, "as safe" in after) == (False, False, False)


def test_a_child_is_told_through_who_represents_it_whoever_referred(world: World) -> None:
    case = world.young()
    actions.decide_yes(world.decider, case)
    assert told(world, case, "representative", "child_office") == set()
