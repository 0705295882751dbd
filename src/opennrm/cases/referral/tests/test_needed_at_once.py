"""What a first responder ticks as needed at once: the right opens with its clock, and whoever has to act finds it on the worklist."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.pages import page_of
from tests.people import codes, signed_in

from opennrm.access.actor import Actor
from opennrm.cases.identification import actions as identification
from opennrm.cases.referral import actions, pressing, reads, shown
from opennrm.cases.referral.tests import ways
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door, editions
from opennrm.cases.spine import reads as spine
from opennrm.cases.support import actions as support
from opennrm.journal import clock
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world() -> World:
    return once(World)


def referred(world: World, *asked: Any, **more: Any) -> UUID:
    return people.a_referral(world.responder, world.authority, *asked, urgency="needs_now", needs=("bed", "medical"), **more)


def lines(actor: Actor) -> dict[str, tuple[str, date | None, bool]]:
    """What stands on the worklist for a need: by whose turn, by when, whether it is this actor's."""
    return {line.key: (line.relation, line.due, line.mine) for line in people.lines_of(actor) if line.kind == "need"}


def rights(case: UUID) -> dict[str, date | None]:
    return {row.entitlement: row.due_on for row in spine.rights_of(case) if row.opened_by.startswith("need:")}


def test_a_need_opens_its_right_with_its_clock_when_the_referral_is_sent(world: World) -> None:
    on = door.today()
    case = referred(world)
    assert rights(case) == {"bed.first_nights": on, "medical.emergency": on + timedelta(days=2)}


def test_before_it_is_taken_up_the_authority_has_a_line_for_each_need(world: World) -> None:
    on = door.today()
    referred(world)
    assert lines(world.decider) == {"need.bed": ("recipient", on, True), "need.medical": ("recipient", on + timedelta(days=2), True)}


def test_until_somebody_takes_it_up_it_stays_with_who_referred(world: World) -> None:
    referred(world)
    assert [(turn, mine) for turn, _, mine in lines(world.responder).values()] == [("referrer", True)] * 2


def test_a_provider_that_a_consent_names_owes_the_right_and_who_referred_keeps_the_need_until_it_comes(world: World) -> None:
    case = referred(world, world.supported())
    actions.accept(world.decider, case)
    assert set(lines(world.responder).values()) == {("referrer", door.today(), True), ("referrer", door.today() + timedelta(days=2), True)}
    assert not any(mine for _, _, mine in lines(world.worker).values())
    owed = {line.key: line.mine for line in people.lines_of(world.worker)}
    assert {"bed.first_nights": True, "medical.emergency": True}.items() <= owed.items()


def test_once_the_provider_has_taken_it_up_its_right_alone_says_so(world: World) -> None:
    case = referred(world, world.supported())
    actions.accept(world.decider, case)
    support.give(world.worker, case, entitlement="medical.emergency", opening=1, on=door.today())
    assert lines(world.responder) == lines(world.worker) == lines(world.decider) == {}
    assert "bed.first_nights" in {line.key for line in people.lines_of(world.worker) if line.mine}


def test_that_there_is_no_bed_brings_the_need_back_to_who_referred(world: World) -> None:
    case = referred(world, world.supported())
    actions.accept(world.decider, case)
    support.miss(world.worker, case, entitlement="bed.first_nights", opening=1, on=door.today())
    assert lines(world.responder)["need.bed"][2]


def test_while_nobody_supports_the_person_the_authority_that_took_it_up_has_the_need(world: World) -> None:
    case = referred(world)
    actions.accept(world.decider, case)
    assert {turn for turn, _, mine in lines(world.decider).values() if mine} == {"competent_authority"}
    assert not any(mine for _, _, mine in lines(world.responder).values())


def test_a_referral_that_comes_back_takes_its_needs_back_to_who_referred(world: World) -> None:
    case = referred(world)
    actions.refuse(world.decider, case, reason="incomplete", words="Say where")
    assert [(turn, mine) for turn, _, mine in lines(world.responder).values()] == [("referrer", True)] * 2
    assert lines(world.decider) == {}


def test_what_is_given_or_declined_presses_no_more(world: World) -> None:
    case = referred(world, world.supported())
    on = door.today()
    support.give(world.worker, case, entitlement="bed.first_nights", opening=1, on=on)
    assert set(lines(world.decider)) == {"need.medical"}
    support.decline(world.worker, case, entitlement="medical.emergency", opening=1, on=on)
    assert lines(world.decider) == {}
    assert pressing.told_in(world.decider, [case]) == {}


def test_a_need_that_comes_again_presses_again(world: World) -> None:
    case = referred(world, world.supported())
    support.give(world.worker, case, entitlement="medical.emergency", opening=1, on=door.today())
    clock.move_to(clock.now() + timedelta(days=3))
    support.note_need(world.worker, case, need="medical", on=door.today())
    assert lines(world.decider)["need.medical"][1] == door.today() + timedelta(days=2)


def test_police_in_the_case_are_not_told_what_the_person_needs(world: World) -> None:
    referred(world, world.contacted())
    assert lines(world.officer) == {}


def test_a_danger_comes_first_in_the_queue_then_a_need_then_who_waits_longest(world: World) -> None:
    quiet = people.a_referral(world.responder, world.authority)
    needed = referred(world)
    danger = people.a_referral(world.responder, world.authority, urgency="danger_now", needs=("safety",))
    assert [one.case_id for one in reads.to_answer(world.decider)] == [danger, needed, quiet]
    group = shown.grouped(world.decider, editions.today(), door.today())[0]
    assert [line["presses"] for line in group["lines"]] == [
        "Needed at once: Safety from a danger",
        "Needed at once: A safe bed tonight · A doctor",
        "",
    ]


def test_a_need_that_no_list_has_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refused:
        people.a_referral(world.responder, world.authority, needs=("castle",))
    assert codes(refused) == {"need.unknown"}


def test_a_decision_leaves_the_need_where_it_is_and_doctor_and_bed_are_still_owed(world: World) -> None:
    case = referred(world, world.supported())
    actions.accept(world.decider, case)
    identification.decide_yes(world.decider, case)
    assert {"medical.emergency", "bed.first_nights"} <= rights(case).keys()


def test_what_is_ticked_on_the_screen_stands_on_the_pages_of_both_sides(world: World) -> None:
    responder, authority = signed_in(world.responder), signed_in(world.decider)
    contact = ways.begun(responder)
    ways.seen(responder, contact)
    ways.agreed(responder, contact)
    case = ways.sent(responder, contact)
    needed = "Needed at once: A safe bed tonight · A doctor"
    assert needed in page_of(authority, "/referrals/")
    assert needed in page_of(authority, f"/referrals/{case}/answer/")
    assert needed in page_of(authority, f"/cases/{case}/")
    assert "Needed at once: A safe bed tonight" in page_of(authority, "/today/")
    assert needed in page_of(responder, f"/referrals/{case}/")
    told = page_of(responder, f"/referrals/{case}/sent/")
    assert all(words in told for words in (needed, "a worklist wakes nobody", "Support provider"))
    page = page_of(responder, f"/cases/{case}/")
    assert f"/cases/{case}/rights/compensation.informed/" in page, "who owes it may record it"
    assert "turn and cannot be recorded by you" not in page
    assert ">0 days<" not in page
    assert "CANARY-NEED" not in page_of(authority, f"/cases/{case}/")


def test_police_that_referred_are_told_on_that_day_whom_to_call_and_not_what_is_needed(world: World) -> None:
    officer = people.a_person(world.police, "first_responder")
    case = people.a_referral(officer, world.authority, world.supported(), urgency="needs_now", needs=("bed", "medical"))
    told = page_of(signed_in(officer), f"/referrals/{case}/sent/")
    assert "Something is needed at once" in told
    assert "a worklist wakes nobody" in told
    actions.accept(world.decider, case)
    assert "A safe bed tonight" not in page_of(signed_in(officer), f"/referrals/{case}/sent/")


def test_a_danger_is_a_need_of_its_own(world: World) -> None:
    responder = signed_in(world.responder)
    contact = ways.begun(responder)
    ways.seen(responder, contact)
    ways.fill(responder, f"/contacts/{contact}/account/", urgency="danger_now", danger="He waits outside", needs=[])
    ways.agreed(responder, contact)
    ways.sent(responder, contact)
    assert set(lines(world.decider)) == {"need.safety"}


def test_on_the_worklist_a_need_stands_before_what_is_late_for_longer(world: World) -> None:
    people.a_referral(world.responder, world.authority)
    clock.move_to(clock.now() + timedelta(days=3))
    referred(world)
    clock.move_to(clock.now() + timedelta(days=1))
    page = page_of(signed_in(world.decider), "/today/")
    assert page.index("Needed at once: A safe bed tonight") < page.index("Answer the referral")
