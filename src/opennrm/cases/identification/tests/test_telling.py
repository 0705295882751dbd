"""The outcome is told by a way that is safe: never to a child directly, never by a way that nobody called safe."""

import re
from datetime import date, timedelta

import pytest
from tests import people
from tests.once import once
from tests.people import codes, happens

from opennrm.access import doors
from opennrm.cases.identification import actions, outcome, reads, rules
from opennrm.cases.identification.letter import letter
from opennrm.cases.identification.tests.world import World
from opennrm.cases.spine import door, editions
from opennrm.cases.spine.particulars import told_by_authority
from opennrm.cases.spine.reads import rights_of
from opennrm.cases.spine.status import StatusCode, status
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(params=["XD", "GB"])
def world(request: pytest.FixtureRequest) -> World:
    return once(World, request.param)


@pytest.fixture
def xd() -> World:
    return once(World)


def test_an_adult_is_told_by_a_way_that_was_called_safe(world: World) -> None:
    case = world.case()
    actions.decide_yes(world.decider, case)
    with happens("identification.notice_given"):
        actions.tell_outcome(world.decider, case, to="person", channel="message", on=door.today())
    state = door.state_of(case)
    assert state.facts.entries("notified:rg")
    assert not {"identification.review", "identification.notice"} & {line.key for line in state.waiting}
    [row] = [row for row in rights_of(case) if row.entitlement == "identification.notice"]
    assert status(row, door.today()).code is StatusCode.MET_IN_TIME


@pytest.mark.parametrize("way", [("person", "phone"), ("person", "post"), ("representative", "support_provider"), ("person", "guardian")])
def test_no_other_way_is_taken(xd: World, way: tuple[str, str]) -> None:
    case = xd.case()
    actions.decide_yes(xd.decider, case)
    with happens(), pytest.raises(Refused) as refused:
        actions.tell_outcome(xd.decider, case, to=way[0], channel=way[1], on=door.today())
    assert codes(refused) <= {"notice.unsafe", "notice.way"}


def test_the_provider_that_the_person_agreed_to_may_pass_it_on(xd: World) -> None:
    case = xd.case(xd.supported())
    actions.decide_yes(xd.decider, case)
    with happens("identification.notice_given"):
        actions.tell_outcome(xd.decider, case, to="representative", channel="support_provider", on=door.today())


def test_where_no_way_is_safe_whoever_referred_tells(xd: World) -> None:
    case = xd.case(message="", no_safe_way=True)
    actions.decide_yes(xd.decider, case)
    assert rules.ways_to_tell(door.state_of(case)) == (("representative", "referrer"),)


@pytest.mark.parametrize("age", ["child", "unknown"])
def test_a_child_is_never_told_directly(world: World, age: str) -> None:
    case = world.young(age)
    actions.decide_yes(world.decider, case)
    assert told_by_authority(door.state_of(case)) == ("message",)
    with happens(), pytest.raises(Refused) as refused:
        actions.tell_outcome(world.decider, case, to="person", channel="message", on=door.today())
    assert codes(refused) == {"notice.child"}
    with happens("identification.notice_given"):
        actions.tell_outcome(world.decider, case, to="representative", channel="child_office", on=door.today())


def test_nothing_is_told_before_it_is_decided_nor_twice_nor_in_the_past_or_future(xd: World) -> None:
    case = xd.case()

    def refused_on(on: date) -> set[str]:
        with happens(), pytest.raises(Refused) as refused:
            actions.tell_outcome(xd.decider, case, to="person", channel="message", on=on)
        return codes(refused)

    today = door.today()
    assert refused_on(today) == {"notice.not-decided"}
    xd.proposed(case)
    assert refused_on(today) == {"notice.not-decided"}
    actions.confirm_negative(xd.reviewer, case)
    assert refused_on(today - timedelta(days=1)) == {"notice.before"}
    assert refused_on(today + timedelta(days=1)) == {"day.future"}
    event = actions.tell_outcome(xd.decider, case, to="person", channel="message", on=today)
    assert event.effective.start == today
    assert refused_on(today) == {"notice.told"}


def test_reasons_go_with_a_no_and_not_with_a_yes(xd: World) -> None:
    yes, no = xd.case(), xd.case()
    actions.decide_yes(xd.decider, yes)
    xd.proposed(no)
    actions.confirm_negative(xd.reviewer, no)
    for case in (yes, no):
        actions.tell_outcome(xd.decider, case, to="person", channel="message", on=door.today())
    enclosed = [one.event.enclosed for case in (yes, no) for one in _told(xd, case)]
    assert enclosed == ["letter", "letter_and_reasons"]


def _told(world: World, case: object) -> list[object]:
    return [one for one in door.glance(doors.case(world.decider, case)).happened if one.envelope.type == "identification.notice_given"]


def test_the_words_of_the_notice_call_nobody_anything(world: World) -> None:
    yes, no = world.case(), world.case()
    actions.decide_yes(world.decider, yes)
    world.proposed(no)
    actions.confirm_negative(world.reviewer, no)
    for case in (yes, no):
        words = " ".join(letter(door.state_of(case), editions.today()))
        assert words
        assert not re.search(r"victim|traffick|slavery|exploit|police|referral|identif", words, re.IGNORECASE)
        assert "Ileana" not in words


def test_a_no_says_what_it_leaves_open_and_until_when_one_may_ask_again(xd: World) -> None:
    case = xd.case()
    xd.proposed(case)
    state, profile = door.state_of(case), editions.today()
    beside = " ".join(outcome.if_no(reads.follows(state, profile, door.today())))
    assert "labour inspectorate" in beside
    assert "asylum" in beside
    assert "2 December 2026" in beside  # thirty days after 2 November, the day after the notice being the first


def test_a_yes_says_what_opens_before_it_is_made_and_that_is_what_opens(world: World) -> None:
    case = world.case()
    state, profile = door.state_of(case), editions.today()
    before = {(row.entitlement, row.opening) for row in rights_of(case)}
    said = list(outcome.if_yes(reads.follows(state, profile, door.today())))
    actions.decide_yes(world.decider, case)
    opened = {(row.entitlement, row.opening) for row in rights_of(case)} - before
    assert said[0] == f"{len(opened)} rights open the same day"
    assert any("no removal" in one for one in said)


def test_the_length_of_the_period_is_that_of_the_day(xd: World) -> None:
    case = xd.case()
    said = list(outcome.if_yes(reads.follows(door.state_of(case), editions.today(), door.today())))
    assert any("17 December 2026" in one for one in said)  # 45 days from 2 November
    people.time_passes(people.STARTS + timedelta(days=1))
    later = list(outcome.if_yes(reads.follows(door.state_of(case), editions.today(), door.today())))
    assert any("18 December 2026" in one for one in later)
