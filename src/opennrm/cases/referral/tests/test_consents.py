"""Consent: one scope, one recipient, one purpose; taken back, reading closes with the same event."""

import pytest
from tests import people
from tests.once import once
from tests.people import a_referral, codes, happens

from opennrm.access import doors
from opennrm.access.doors import NotVisible
from opennrm.access.policy import Consent
from opennrm.cases.referral import actions, reads
from opennrm.cases.referral.sending import Asked, Talk
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world() -> World:
    return once(World)


def a_talk(**more: object) -> Talk:
    return Talk(**{"on": door.today(), "language": "ro", **more})


def the_consent(case: object, scope: str) -> Consent:
    return next(one for one in door.state_of(case).consents if one.scope == scope)


def test_support_taken_back_closes_reading_at_once(world: World) -> None:
    case = a_referral(world.responder, world.authority, world.supported())
    held_open = doors.case(world.worker, case)
    assert reads.identity(held_open)
    with happens("referral.consent_withdrawn"):
        actions.take_back(world.responder, case, the_consent(case, "support"), on=door.today())
    with pytest.raises(NotVisible):
        doors.case(world.worker, case)
    assert door.state_of(case).relations_of(world.provider.pk) == frozenset()


def test_police_read_only_while_the_person_agrees(world: World) -> None:
    case = a_referral(world.responder, world.authority, world.contacted())
    assert reads.identity(doors.case(world.officer, case))
    actions.take_back(world.responder, case, the_consent(case, "police_contact"), on=door.today())
    with pytest.raises(NotVisible):
        doors.case(world.officer, case)


def test_a_case_to_which_police_are_not_tied_is_not_there_for_them(world: World) -> None:
    case = a_referral(world.responder, world.authority, Asked(scope="police_contact", answer="no"))
    with pytest.raises(NotVisible):
        doors.case(world.officer, case)


def test_a_referral_taken_back_before_it_is_taken_up_is_no_longer_there_for_the_authority(world: World) -> None:
    case = a_referral(world.responder, world.authority)
    actions.take_back(world.responder, case, the_consent(case, "referral"), on=door.today())
    with pytest.raises(NotVisible):
        doors.case(world.decider, case)
    state = door.state_of(case)
    assert state.state == "referred"
    assert [line.key for line in state.waiting if line.key.startswith("referral")] == []


def test_taken_back_in_writing_it_ends_the_procedure(world: World) -> None:
    case = a_referral(world.responder, world.authority)
    with happens("referral.consent_withdrawn", "referral.taken_back"):
        actions.take_back(world.responder, case, the_consent(case, "referral"), on=door.today(), in_writing=True)
    assert door.state_of(case).state == "withdrawn"


def test_what_was_read_before_is_said_when_it_is_taken_back(world: World) -> None:
    case = a_referral(world.responder, world.authority, world.supported())
    asks, provider = doors.case(world.responder, case), {str(world.provider.pk)}
    assert [one.last for one in reads.reached(asks, door.state_of(case), provider)] == [None]
    reads.identity(doors.case(world.worker, case))
    [reached] = reads.reached(asks, door.state_of(case), provider)
    assert (reached.agency, reached.sections) == ("Harbour House", ("Identity",))
    assert [one.agency for one in reads.reached(asks, door.state_of(case))] == ["Identification Office", "Harbour House"]


def test_what_does_not_stand_is_not_taken_back(world: World) -> None:
    case = a_referral(world.responder, world.authority)
    with happens(), pytest.raises(Refused) as refused:
        actions.take_back(world.responder, case, Consent("support", str(world.provider.pk), "assistance"), on=door.today())
    assert codes(refused) == {"consent.not-given"}


def test_a_new_question_later_opens_from_then_on(world: World) -> None:
    case = a_referral(world.responder, world.authority)
    with pytest.raises(NotVisible):
        doors.case(world.worker, case)
    with happens("referral.consent_given"):
        asked = Asked(scope="support", answer="yes", recipient=world.provider.pk)
        actions.ask_consent(world.responder, case, asked=asked, talk=a_talk())
    assert doors.case(world.worker, case).relations == {"support_provider"}


def test_the_same_consent_is_not_given_twice(world: World) -> None:
    case = a_referral(world.responder, world.authority, world.supported())
    asked = Asked(scope="support", answer="yes", recipient=world.provider.pk)
    with happens(), pytest.raises(Refused) as refused:
        actions.ask_consent(world.responder, case, asked=asked, talk=a_talk())
    assert codes(refused) == {"consent.stands"}


# Each row differs from a right question in what the word says.
WRONG = {
    "no language": (Asked(scope="support", answer="yes"), {"language": ""}, "consent.language"),
    "unknown scope": (Asked(scope="photograph", answer="yes"), {}, "consent.scope"),
    "a guardian for an adult": (Asked(scope="support", answer="yes", by="guardian"), {}, "consent.by"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_consent_that_is_none_is_refused(world: World, what: str) -> None:
    asked, talk, code = WRONG[what]
    case = a_referral(world.responder, world.authority)
    named = asked.model_copy(update={"recipient": world.provider.pk})
    with happens(), pytest.raises(Refused) as refused:
        actions.ask_consent(world.responder, case, asked=named, talk=a_talk(**talk))
    assert code in codes(refused)


def test_a_recipient_of_another_kind_is_refused(world: World) -> None:
    case = a_referral(world.responder, world.authority)
    asked = Asked(scope="support", answer="yes", recipient=world.police.pk)
    with happens(), pytest.raises(Refused) as refused:
        actions.ask_consent(world.responder, case, asked=asked, talk=a_talk())
    assert codes(refused) == {"consent.recipient"}


def test_one_of_two_taken_back_leaves_the_other(world: World) -> None:
    second = people.an_agency("support_provider")
    case = a_referral(world.responder, world.authority, world.supported())
    asked = Asked(scope="support", answer="yes", recipient=second.pk)
    actions.ask_consent(world.responder, case, asked=asked, talk=a_talk())
    actions.take_back(world.responder, case, Consent("support", str(second.pk), "assistance"), on=door.today())
    state = door.state_of(case)
    assert state.relations_of(world.provider.pk) == {"support_provider"}
    assert state.facts.entries("consent:support")[-1].value == "given"


def test_answers_are_told_in_words_those_that_stand_first(world: World) -> None:
    case = a_referral(world.responder, world.authority, world.supported(), Asked(scope="police_contact", answer="no"))
    actions.take_back(world.responder, case, the_consent(case, "support"), on=door.today())
    told = reads.consents_told(doors.case(world.responder, case), door.glance(doors.case(world.responder, case)), "en")
    assert [(one.scope, one.stands) for one in told] == [("referral", True), ("police_contact", False), ("support", False)]
    assert "Taken back on 2 November 2026" in told[2].note
    assert "Romanian" in told[0].note
