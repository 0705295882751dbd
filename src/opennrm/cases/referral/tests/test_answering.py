"""The authority answers by the clock of the country; a referral that comes back says what would be right; the referrer hears of it."""

from datetime import timedelta

import pytest
from tests import people
from tests.once import once
from tests.people import a_referral, codes, happens

from opennrm.access import doors
from opennrm.access.doors import NotVisible
from opennrm.cases.referral import actions, reads
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door
from opennrm.journal.models import JournalEvent
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world() -> World:
    return once(World)


def test_taking_it_up_opens_who_it_is_and_decides_nothing(world: World) -> None:
    case = a_referral(world.responder, world.authority)
    with happens("referral.accepted", "referral.feedback_given"):
        actions.accept(world.decider, case)
    state = door.state_of(case)
    assert state.state == "referred"
    assert not state.facts.entries("decision")
    assert state.relations_of(world.authority.pk) == {"competent_authority"}
    assert [one.text for one in reads.identity(doors.case(world.decider, case))] == ["Ileana", "Vasarin"]
    assert [line.key for line in state.waiting if line.key.startswith("referral")] == []


def test_it_is_answered_once(world: World) -> None:
    case = a_referral(world.responder, world.authority)
    actions.accept(world.decider, case)
    with happens(), pytest.raises(Refused) as refused:
        actions.accept(world.decider, case)
    assert codes(refused) == {"referral.answered"}


def test_nobody_but_the_recipient_answers(world: World) -> None:
    case = a_referral(world.responder, world.authority, world.supported())
    with happens(), pytest.raises(NotVisible):
        actions.accept(people.a_person(people.an_agency("competent_authority"), "decision_maker"), case)
    for other in (world.responder, world.worker):
        with happens(), pytest.raises(Refused):
            actions.accept(other, case)


def test_it_comes_back_with_the_reason_and_what_would_be_right(world: World) -> None:
    case = a_referral(world.responder, world.authority)
    with happens("referral.refused", "referral.feedback_given"):
        actions.refuse(world.decider, case, reason="incomplete", words="Ask which language she wants the interview in.")
    state = door.state_of(case)
    assert state.relations_of(world.authority.pk) == frozenset()
    assert [(line.key, line.relation) for line in state.waiting if line.key.startswith("referral")] == [("referral.send_again", "referrer")]
    with pytest.raises(NotVisible):
        doors.case(world.decider, case)
    told = reads.told_beside(doors.case(world.responder, case))
    assert [one.text for one in told] == ["Ask which language she wants the interview in."]


def test_it_does_not_come_back_without_what_would_be_right(world: World) -> None:
    case = a_referral(world.responder, world.authority)
    with happens(), pytest.raises(Refused) as refused:
        actions.refuse(world.decider, case, reason="incomplete", words=" ")
    assert codes(refused) == {"referral.words"}


def test_what_came_back_is_sent_again(world: World) -> None:
    case = a_referral(world.responder, world.authority)
    actions.refuse(world.decider, case, reason="incomplete", words="More on the place, please.")
    with happens("referral.sent_again"):
        actions.send_again(world.responder, case, recipient=world.authority.pk, added="It was near the old mill.")
    actions.accept(world.decider, case)
    state = door.state_of(case)
    assert state.relations_of(world.authority.pk) == {"competent_authority"}
    assert len(state.facts.entries("referral.received")) == 1


def test_what_did_not_come_back_is_not_sent_again(world: World) -> None:
    case = a_referral(world.responder, world.authority)
    with happens(), pytest.raises(Refused) as refused:
        actions.send_again(world.responder, case, recipient=world.authority.pk, added="")
    assert codes(refused) == {"referral.not-back"}


def test_who_wants_more_says_what(world: World) -> None:
    case = a_referral(world.responder, world.authority)
    actions.accept(world.decider, case)
    with happens(), pytest.raises(Refused) as refused:
        actions.give_feedback(world.decider, case, outcome="more_wanted")
    assert codes(refused) == {"feedback.words"}
    with happens("referral.feedback_given"):
        actions.give_feedback(world.decider, case, outcome="more_wanted", words="Which month did it begin?")


def test_the_answer_is_due_by_the_clock_and_overdue_without_a_write(world: World) -> None:
    case = a_referral(world.responder, world.authority)
    sent_on = door.today()
    [line] = [line for line in people.lines_of(world.decider) if line.key == "referral.answer"]
    assert (line.due, line.mine) == (sent_on + timedelta(days=1), True)
    before = JournalEvent.objects.count()
    people.time_passes(people.STARTS + timedelta(days=3))
    [late] = [line for line in people.lines_of(world.decider) if line.key == "referral.answer"]
    assert late.due is not None
    assert late.due < door.today()
    assert JournalEvent.objects.count() == before
    assert door.state_of(case).state == "referred"


def test_both_sides_see_it_in_their_lists(world: World) -> None:
    case = a_referral(world.responder, world.authority)
    assert [one.case_id for one in reads.to_answer(world.decider)] == [case]
    assert [one.answer for one in reads.sent(world.responder)] == [""]
    assert [one.case_id for one in reads.sent(world.colleague)] == [case]
    assert reads.sent(world.officer) == []
    actions.accept(world.decider, case)
    assert reads.to_answer(world.decider) == []
    assert [one.answer for one in reads.sent(world.responder)] == ["accepted"]
    assert [one.case_id for one in reads.answered_here(world.decider)] == [case]


def test_a_long_list_is_cut_in_pages_that_lose_nobody(world: World) -> None:
    sent = set()
    for hours in range(3):
        people.time_passes(people.STARTS + timedelta(hours=hours))
        sent.add(a_referral(world.responder, world.authority))
    first = reads.sent(world.responder, limit=2)
    rest = reads.sent(world.responder, limit=2, before=first[-1].sent_at)
    assert {one.case_id for one in (*first, *rest)} == sent
    assert [one.sent_at for one in (*first, *rest)] == sorted((one.sent_at for one in (*first, *rest)), reverse=True)


def test_who_is_tied_to_three_finds_three_among_many(world: World) -> None:
    other_ngo = people.an_agency("listed_ngo", region="ALD")
    other = people.a_person(other_ngo, "first_responder")
    far = people.an_agency("competent_authority", region="ALD")
    mine = {a_referral(world.responder, world.authority) for _ in range(3)}
    for _ in range(5):
        a_referral(other, world.authority)
    assert {one.case_id for one in reads.sent(world.responder)} == mine
    assert len(reads.to_answer(world.decider)) == 8
    assert reads.to_answer(people.a_person(far, "decision_maker")) == []
