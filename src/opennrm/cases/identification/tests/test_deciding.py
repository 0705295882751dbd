"""A yes waits for nothing; a no waits for everybody who could know more, for reasons, and for a second person."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests import people
from tests.once import once
from tests.people import codes, happens

from opennrm.access import doors
from opennrm.access.doors import NotVisible
from opennrm.access.policy import Consent
from opennrm.cases.identification import actions, events
from opennrm.cases.identification.tests.world import MINUTE, World, asked_first, needs, status_of
from opennrm.cases.referral import actions as referrals
from opennrm.cases.spine import door, editions
from opennrm.cases.spine.reads import rights_of
from opennrm.journal.models import JournalEvent
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
COUNTRIES = ("XD", "GB")


@pytest.fixture(params=COUNTRIES)
def world(request: pytest.FixtureRequest) -> World:
    return once(World, request.param)


@pytest.fixture
def xd() -> World:
    return once(World)


def test_a_yes_is_made_at_once_and_opens_rights_the_same_day(world: World) -> None:
    case = world.case()
    with happens("identification.grounds_found"):
        actions.decide_yes(world.decider, case)
    state = door.state_of(case)
    assert status_of(case) == "presumed"
    assert [entry.value for entry in state.facts.entries("decision:rg")] == ["positive"]
    opened = [row for row in rights_of(case) if row.opened_on == door.today()]
    assert "accommodation" in {row.entitlement for row in opened}
    assert "removal.bar" in {row.entitlement for row in opened}


def test_reasons_that_were_written_go_with_a_yes(xd: World) -> None:
    case = xd.case()
    with happens("identification.minute_written", "identification.grounds_found"):
        actions.decide_yes(xd.decider, case, text="Two sources agree.", mitigations=["trauma"])


def test_a_yes_needs_no_minute_no_party_and_no_list(world: World) -> None:
    case = world.case()
    actions.decide_yes(world.decider, case)
    facts = door.state_of(case).facts
    assert not facts.entries("asked:first_responder")
    assert not facts.entries("minute.written:rg")


def test_a_doubt_about_age_stays_after_a_yes(xd: World) -> None:
    case = xd.young(age="unknown")
    actions.decide_yes(xd.decider, case)
    assert door.state_of(case).about.age == "unknown"
    with happens("identification.age_settled"):
        actions.settle_age(xd.decider, case, age="child", on=door.today(), basis="The school's register.")
    state = door.state_of(case)
    assert state.about.age == "child"
    assert state.facts.entries("age.settled")
    with happens(), pytest.raises(Refused) as refused:
        actions.settle_age(xd.decider, case, age="adult", on=door.today(), basis="A look.")
    assert codes(refused) == {"age.no-doubt"}


@pytest.mark.parametrize(("country", "party"), [(country, party) for country in COUNTRIES for party in asked_first(country)])
def test_a_no_waits_for_each_party_that_the_law_names(country: str, party: str) -> None:
    world = once(World, country)
    case = world.case()
    world.ready(case, but=party)
    with happens(), pytest.raises(Refused) as refused:
        actions.decide_with_minute(world.decider, case, text=MINUTE, mitigations=["trauma"], reason="too_little")
    assert needs(refused) == {f"asked:{party}"}
    actions.ask_party(world.decider, case, party=party, on=door.today())
    with happens(), pytest.raises(Refused) as awaited:
        actions.decide_with_minute(world.decider, case, text=MINUTE, mitigations=["trauma"], reason="too_little")
    assert (codes(awaited), needs(awaited)) == ({"party.awaited"}, {f"asked:{party}"})
    actions.record_answer(world.decider, case, party=party, on=door.today(), answer="He came by himself.")
    actions.decide_with_minute(world.decider, case, text=MINUTE, mitigations=["trauma"], reason="too_little")
    assert status_of(case) == "indicated"


def test_a_no_rests_on_evidence_that_was_weighed(world: World) -> None:
    case = world.case()
    world.heard(case)
    with happens(), pytest.raises(Refused) as refused:
        actions.decide_with_minute(world.decider, case, text=MINUTE, mitigations=["trauma"], reason="too_little")
    assert codes(refused) == {"evidence.none"}
    actions.weigh(world.decider, case, side="for", weight="1", what="Her own account")
    actions.decide_with_minute(world.decider, case, text=MINUTE, mitigations=["trauma"], reason="too_little")


def test_a_party_asked_anew_is_awaited_anew(xd: World) -> None:
    case = xd.case()
    xd.ready(case)
    actions.ask_party(xd.decider, case, party="person", on=door.today(), question="And the second employer?")
    with happens(), pytest.raises(Refused) as refused:
        actions.decide_with_minute(xd.decider, case, text=MINUTE, mitigations=["trauma"], reason="too_little")
    assert codes(refused) == {"party.awaited"}


@pytest.mark.parametrize(("country", "own"), [("XD", "Act s 12(4); Statutory Guidance (UK) 14.73"), ("GB", "SG 14.70, 14.73")])
def test_what_is_refused_cites_the_country_s_own_source_first(country: str, own: str) -> None:
    world = once(World, country)
    case = world.case()
    world.heard(case, silent=(silent := asked_first(country)[0]))
    with pytest.raises(Refused) as refused:
        actions.decide_with_minute(world.decider, case, text=MINUTE, mitigations=["trauma"], reason="too_little")
    sources = {one.code: one.source for one in refused.value.refusals}
    assert sources["party.awaited"].startswith(own), silent


def test_a_no_waits_for_its_reasons(world: World) -> None:
    case = world.case()
    world.ready(case)
    with happens(), pytest.raises(Refused) as refused:
        actions.decide_with_minute(world.decider, case, text="  ", mitigations=[], reason="too_little")
    assert "identification.empty" in codes(refused)


def test_without_a_minute_no_negative_comes_about(world: World) -> None:
    case = world.case()
    world.ready(case)

    def proposed_and_confirmed() -> None:
        actions.propose_negative(world.decider, case)
        actions.confirm_negative(world.reviewer, case)

    with pytest.raises(Refused) as refused:
        proposed_and_confirmed()
    assert "minute.written:rg" in needs(refused)
    assert not door.state_of(case).facts.entries("decision:rg")


def test_everything_that_is_missing_is_said_at_once(world: World) -> None:
    case = world.case()
    with happens(), pytest.raises(Refused) as refused:
        actions.decide_with_minute(world.decider, case, text="", mitigations=[], reason="nothing such")
    assert {"identification.empty", "negative.reason"} <= codes(refused)
    assert {f"asked:{party}" for party in asked_first(world.country)} <= needs(refused)


def test_what_was_asked_before_the_referral_does_not_count(xd: World) -> None:
    case = xd.case()
    with happens(), pytest.raises(Refused) as refused:
        actions.ask_party(xd.decider, case, party="person", on=date(2026, 10, 1))
    assert codes(refused) == {"party.too-early"}


def test_nobody_is_asked_whom_the_law_does_not_name(xd: World) -> None:
    case = xd.case()
    with happens(), pytest.raises(Refused) as refused:
        actions.ask_party(xd.decider, case, party="police", on=door.today())
    assert codes(refused) == {"party.unknown"}


def test_a_party_that_did_not_answer_was_asked_all_the_same(xd: World) -> None:
    case = xd.case()
    with happens(), pytest.raises(Refused) as refused:
        actions.record_answer(xd.decider, case, party="person", on=door.today())
    assert codes(refused) == {"party.not-asked"}
    actions.ask_party(xd.decider, case, party="person", on=door.today())
    with happens(), pytest.raises(Refused) as at_once:
        actions.record_answer(xd.decider, case, party="person", on=door.today(), answered=False)
    assert codes(at_once) == {"party.too-soon", "party.attempts"}
    people.time_passes(people.STARTS + timedelta(days=1))
    with happens("identification.party_answered"):
        tried = "Two messages by the safe way, on Monday and Tuesday."
        actions.record_answer(xd.decider, case, party="person", on=door.today(), answered=False, answer=tried)
    assert door.state_of(case).facts.entries("asked:person")


def test_a_second_person_makes_it_the_decision(world: World) -> None:
    case = world.case()
    world.ready(case)
    with happens("identification.minute_written", "identification.negative_proposed"):
        actions.decide_with_minute(world.decider, case, text=MINUTE, mitigations=["trauma"], reason="too_little")
    assert not door.state_of(case).facts.entries("decision:rg")
    with happens("identification.reviewed", "identification.negative_confirmed"):
        actions.confirm_negative(world.reviewer, case)
    state = door.state_of(case)
    assert status_of(case) == "not_identified"
    assert [entry.value for entry in state.facts.entries("decision:rg")] == ["negative"]
    assert state.facts.entries("reviewed:second_reviewer")
    assert state.relations_of(world.authority.pk) == {"competent_authority"}


def test_nobody_reviews_what_they_proposed(world: World) -> None:
    case = world.case()
    world.ready(case)
    actions.decide_with_minute(world.both, case, text=MINUTE, mitigations=["trauma"], reason="too_little")
    for act in (lambda: actions.confirm_negative(world.both, case), lambda: actions.send_back(world.both, case, why="Look again.")):
        with happens(), pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == {"review.same-person"}
        profile = editions.today()
        assert [one.source for one in refused.value.refusals] == [profile.reviews["presumption_negative"].values[0].source]


def test_only_a_reviewer_of_the_authority_reviews(world: World) -> None:
    case = world.case(world.supported())
    world.proposed(case)
    elsewhere = people.a_person(people.an_agency("competent_authority", region="x"), "second_reviewer")
    with happens(), pytest.raises(NotVisible):
        actions.confirm_negative(elsewhere, case)
    for other in (world.colleague, world.responder, world.worker):
        with happens(), pytest.raises(Refused) as refused:
            actions.confirm_negative(other, case)
        assert codes(refused) == {"access.closed"}


def test_a_reviewer_decides_nothing(world: World) -> None:
    case = world.case()
    for act in (
        lambda: actions.decide_yes(world.reviewer, case),
        lambda: actions.propose_negative(world.reviewer, case),
        lambda: actions.ask_party(world.reviewer, case, party="first_responder", on=door.today()),
        lambda: actions.write_minute(world.reviewer, case, text=MINUTE),
    ):
        with happens(), pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == {"access.closed"}


def test_a_reviewer_sends_back_with_what_has_to_be_looked_at_again(world: World) -> None:
    case = world.case()
    world.proposed(case)
    with happens(), pytest.raises(Refused) as refused:
        actions.send_back(world.reviewer, case, why=" ")
    assert codes(refused) == {"identification.empty"}
    with happens("identification.sent_back"):
        actions.send_back(world.reviewer, case, why="Ask her about the second employer.")
    state = door.state_of(case)
    assert state.note("identification.proposed") is None
    assert not state.facts.entries("decision:rg")
    with happens("identification.grounds_found"):
        actions.decide_yes(world.decider, case)


def test_a_yes_may_be_made_while_a_negative_is_with_the_reviewer(world: World) -> None:
    case = world.case()
    world.proposed(case)
    with happens("identification.grounds_found"):
        actions.decide_yes(world.colleague, case)
    with happens(), pytest.raises(Refused):
        actions.confirm_negative(world.reviewer, case)
    assert "identification.review" not in {line.key for line in door.state_of(case).waiting}


def test_a_doubt_that_matters_is_put_to_the_person_first(world: World) -> None:
    case = world.case()
    world.ready(case)
    doubt = actions.note_doubt(world.decider, case, what="Why she came back", matters=True, person_asked=False).row_id("sealed")
    with happens(), pytest.raises(Refused) as refused:
        actions.decide_with_minute(world.decider, case, text=MINUTE, mitigations=["fear"], reason="too_little")
    assert codes(refused) == {"negative.doubt"}
    with happens("identification.doubt_put"):
        actions.put_doubt(world.decider, case, doubt=doubt, on=door.today(), explained_by=["fear"], answer="They held my cousin.")
    actions.decide_with_minute(world.decider, case, text=MINUTE, mitigations=["fear"], reason="too_little")


def test_a_doubt_bars_no_yes(world: World) -> None:
    case = world.case()
    actions.note_doubt(world.decider, case, what="Two dates differ", matters=True, person_asked=False)
    actions.decide_yes(world.decider, case)


def test_a_contradiction_is_weighed_with_what_may_explain_it(xd: World) -> None:
    case = xd.case()
    xd.ready(case)
    with happens(), pytest.raises(Refused) as refused:
        actions.decide_with_minute(xd.decider, case, text=MINUTE, mitigations=[], reason="contradicted")
    assert codes(refused) == {"negative.mitigations"}
    actions.decide_with_minute(xd.decider, case, text=MINUTE, mitigations=["time"], reason="contradicted")


def test_means_are_no_reason_where_the_person_was_a_child(xd: World) -> None:
    case = xd.case(then="child")
    xd.ready(case)
    with happens(), pytest.raises(Refused) as refused:
        actions.decide_with_minute(xd.decider, case, text=MINUTE, mitigations=["age"], reason="no_means")
    assert codes(refused) == {"negative.child-means"}


def test_evidence_is_weighed_again_and_the_first_weighing_stays_on_record(xd: World) -> None:
    case = xd.case()
    first = actions.weigh(xd.decider, case, side="against", weight="3", what="Two dates differ").row_id("sealed")
    other = actions.weigh(xd.decider, case, side="for", weight="2", what="Paid for one month of seven").row_id("sealed")
    with happens("identification.evidence_weighed"):
        again = actions.weigh(xd.decider, case, side="against", weight="1", what="Two dates differ", again=first).row_id("sealed")
    weighed = door.state_of(case).note("identification.weighed")
    assert [(id, one.weight) for id, one in weighed.items()] == [(again, "1"), (other, "2")]
    assert JournalEvent.objects.filter(stream=case, type="identification.evidence_weighed").count() == 3
    with happens(), pytest.raises(Refused) as refused:
        actions.weigh(xd.decider, case, side="for", weight="1", what="Two dates differ", again=first)
    assert codes(refused) == {"evidence.gone"}


@pytest.mark.parametrize(
    ("day", "test", "since"),
    [
        (29, "suspect but cannot prove", None),
        (30, "reasonable grounds to believe, based on objective factors but falling short of conclusive proof", date(2023, 1, 30)),
    ],
)
def test_the_test_of_the_day_of_the_decision_governs_whenever_the_referral_came(day: int, test: str, since: date | None) -> None:
    world = once(World, "GB", datetime(2023, 1, 10, 9, 0, tzinfo=UTC))
    case = world.case()
    people.time_passes(datetime(2023, 1, day, 12, 0, tzinfo=UTC))
    actions.decide_yes(world.decider, case)
    event = door.glance(doors.case(world.decider, case)).happened[-1].event
    assert isinstance(event, events.GroundsFound)
    assert (event.on, event.test, event.test_since) == (date(2023, 1, day), test, since)
    assert event.test_source


def test_where_the_wording_of_the_test_is_not_known_whoever_decides_states_it() -> None:
    world = once(World, "GB", datetime(2023, 11, 6, 9, 0, tzinfo=UTC))
    case = world.case()
    with happens(), pytest.raises(Refused) as refused:
        actions.decide_yes(world.decider, case)
    assert codes(refused) == {"decision.no-test"}
    with happens("identification.grounds_found"):
        actions.decide_yes(world.decider, case, test_stated="On all available evidence, short of proof (guidance of November 2023)")
    happened = door.glance(doors.case(world.decider, case)).happened[-1]
    assert (happened.event.test, happened.event.test_source) == ("", "")
    (stated,) = doors.reveal_all(doors.case(world.decider, case), "account", ["identification.test_stated"], "decision")
    assert stated.text == "On all available evidence, short of proof (guidance of November 2023)"


def test_a_proposal_keeps_the_test_by_which_it_was_proposed() -> None:
    world = once(World, "GB", datetime(2023, 1, 27, 9, 0, tzinfo=UTC))
    case = world.case()
    world.proposed(case)
    people.time_passes(datetime(2023, 1, 31, 9, 0, tzinfo=UTC))
    proposal = door.state_of(case).note("identification.proposed")[1]
    assert proposal.test == "suspect but cannot prove"
    with happens(), pytest.raises(Refused) as refused:
        actions.confirm_negative(world.reviewer, case)
    assert codes(refused) == {"review.other-test"}


def test_a_referral_taken_back_is_decided_by_nobody(xd: World) -> None:
    case = xd.case()
    referrals.take_back(xd.responder, case, Consent("referral", str(xd.authority.pk), "identification"), on=door.today())
    with happens(), pytest.raises(NotVisible):
        actions.decide_yes(xd.decider, case)


def test_support_taken_back_bars_no_decision(xd: World) -> None:
    case = xd.case(xd.supported())
    referrals.take_back(xd.responder, case, Consent("support", str(xd.provider.pk), "assistance"), on=door.today())
    with happens("identification.grounds_found"):
        actions.decide_yes(xd.decider, case)


def test_nobody_but_the_authority_decides(xd: World) -> None:
    case = xd.case(xd.supported())
    for other in (xd.responder, xd.worker):
        with happens(), pytest.raises(Refused):
            actions.decide_yes(other, case)
    with happens(), pytest.raises(NotVisible):
        actions.decide_yes(people.a_person(people.an_agency("competent_authority"), "decision_maker"), case)


def test_the_turn_goes_from_decider_to_reviewer_to_telling(xd: World) -> None:
    case = xd.case()
    xd.proposed(case)
    [line] = [line for line in door.state_of(case).waiting if line.key == "identification.review"]
    decision = next(row for row in rights_of(case) if row.entitlement == "identification.decision")
    assert line.due == decision.due_on == date(2026, 11, 9)
    actions.confirm_negative(xd.reviewer, case)
    assert [line.key for line in door.state_of(case).waiting if line.key.startswith("identification")] == ["identification.notice"]


def test_a_step_that_the_country_does_not_know_is_refused_by_name(xd: World) -> None:
    case = xd.case()
    with door.act(xd.decider, case, section="decisions") as act:
        stays, (refusal,) = act.step("rg.by_lot")
    assert (stays, refusal.code, refusal.values["step"]) == ("referred", "step.unknown", "rg.by_lot")
