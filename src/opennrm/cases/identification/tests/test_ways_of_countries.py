"""The same acts under other laws: one decision or two, bodies together, by track, by age; a no that the law does not propose first.

The profiles are drafts; what is tested is that the acts follow them, whoever they name.
"""

import pytest
from tests import people
from tests.once import once
from tests.pages import page_of, words
from tests.people import codes, happens, signed_in

from opennrm.cases.identification import actions, rules
from opennrm.cases.identification.stages import stage_of
from opennrm.cases.identification.tests.land import Land
from opennrm.cases.identification.tests.test_pages import decision_url, seen_on
from opennrm.cases.identification.tests.world import MINUTE, needs, status_of
from opennrm.cases.spine import door, editions
from opennrm.cases.spine.outcomes import is_told
from opennrm.cases.spine.reads import rights_of
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
STATED = "The standard of proof of our rules, section 3"
COUNTRIES = ("AL", "BG", "CH", "GE", "MD", "RS")


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_yes_is_decided_told_and_opens_rights_under_each_law(country: str) -> None:
    land = once(Land, country)
    case, decider = land.case()
    if country == "AL":
        actions.agree(decider, case, body=land.possible(land.contact())[0], on=door.today())
        actions.agree(land.decider("interviewing_social_services"), case, body="interviewing_social_services", on=door.today())
    before = {(row.entitlement, row.opening) for row in rights_of(case)}
    actions.decide_yes(decider, case, text=MINUTE, test_stated=STATED)
    stage = stage_of(editions.today(), door.state_of(case))
    opened = {(row.entitlement, row.opening) for row in rights_of(case)} - before
    assert ("identification.notice", 1) in opened
    assert status_of(case) in {"presumed", "formally_identified"}
    ways = rules.ways_to_tell(door.state_of(case))  # what a shelter noted of how to reach the person is not told to the authority
    to, channel = ("person", "message") if ("person", "message") in ways else ways[0]
    actions.tell_outcome(decider, case, to=to, channel=channel, on=door.today())
    assert is_told(door.state_of(case))
    if country == "MD":
        assert stage.id == "cg", "after the first decision comes the final one"
        actions.decide_yes(decider, case, text=MINUTE, test_stated=STATED)
        assert status_of(case) == "formally_identified"


@pytest.mark.parametrize("country", ["AL", "BG", "GE", "RS"])
def test_where_no_source_tells_the_test_it_is_stated_and_never_made_up(country: str) -> None:
    land = once(Land, country)
    case, decider = land.case()
    with happens(), pytest.raises(Refused) as refused:
        actions.decide_yes(decider, case, text=MINUTE)
    assert "decision.no-test" in codes(refused)
    shown = page_of(signed_in(decider), decision_url(case))
    assert "The wording of today" in words(shown)
    assert "Searched:" in words(shown)
    assert 'name="test_stated"' in shown


def test_two_bodies_decide_together_each_by_somebody_of_its_own() -> None:
    land = once(Land, "AL")
    police, services = "interviewing_police", "interviewing_social_services"
    case, officer = land.case(police)
    worker = land.decider(services)
    with happens(), pytest.raises(Refused) as refused:
        actions.decide_yes(officer, case, text=MINUTE, test_stated=STATED)
    assert needs(refused) == {f"agreed:{police}", f"agreed:{services}"}
    with happens(), pytest.raises(Refused) as other:
        actions.agree(officer, case, body=services, on=door.today())
    assert codes(other) == {"joint.other-body"}
    client = signed_in(officer)
    shown = page_of(client, f"/cases/{case}/decision/agree/")
    on = door.today()
    said = {"body": police, "words": "", "on-day": on.day, "on-month": on.month, "on-year": on.year, "seen": seen_on(shown)}
    with happens("identification.body_agreed"):
        assert client.post(f"/cases/{case}/decision/agree/", said).status_code == 302
    with happens(), pytest.raises(Refused) as lacking:
        actions.decide_yes(officer, case, text=MINUTE, test_stated=STATED)
    assert needs(lacking) == {f"agreed:{services}"}
    assert "has not agreed yet" in words(page_of(signed_in(worker), decision_url(case)))
    actions.agree(worker, case, body=services, on=door.today(), words="The joint interview of today.")
    actions.decide_yes(worker, case, text=MINUTE, test_stated=STATED)
    assert status_of(case) == "formally_identified"


@pytest.mark.parametrize(("age", "body"), [("adult", "centre_for_protection"), ("child", "centre_for_social_work")])
def test_who_decides_is_another_body_for_a_child(age: str, body: str) -> None:
    land = once(Land, "RS")
    assert land.possible(land.contact(age=age)) == [body]


@pytest.mark.parametrize(("body", "track"), [("police_unit", "police"), ("permanent_group", "permanent_group")])
def test_where_a_referral_goes_takes_the_track(body: str, track: str) -> None:
    land = once(Land, "GE")
    assert set(land.possible(land.contact())) == {"police_unit", "permanent_group"}
    case, decider = land.case(body)
    assert [entry.value for entry in door.state_of(case).facts.entries("track")] == [track]
    opened = {row.entitlement for row in rights_of(case)}
    other, _ = land.case("permanent_group" if body == "police_unit" else "police_unit")
    assert opened == {row.entitlement for row in rights_of(other)}, "help is the same on either track"
    actions.weigh(decider, case, side="against", weight="2", what="Pay slips for seven months")
    said = {"text": MINUTE, "mitigations": ["trauma"], "reason": "too_little", "test_stated": STATED}
    if track == "police":
        with happens(), pytest.raises(Refused) as refused:
            actions.decide_with_minute(decider, case, **said)
        assert "step.not-from-here" in codes(refused), "whoever does not take part may still turn to the group"
        return
    actions.decide_with_minute(decider, case, **said)
    actions.confirm_negative(land.reviewer(body), case)
    assert status_of(case) == "not_identified"


@pytest.mark.parametrize("country", ["CH", "RS"])
def test_a_no_is_read_by_a_second_person_where_the_law_does_not_even_ask_it(country: str) -> None:
    land = once(Land, country)
    body = land.possible(land.contact())[0]
    case, decider = land.case(body)
    before = door.state_of(case).state
    actions.weigh(decider, case, side="against", weight="2", what="Pay slips for seven months")
    stated = {} if country == "CH" else {"test_stated": STATED}
    with happens("identification.minute_written", "identification.negative_proposed"):
        actions.decide_with_minute(decider, case, text=MINUTE, mitigations=["trauma"], reason="too_little", **stated)
    state = door.state_of(case)
    assert (state.state, status_of(case)) == (before, status_of(case)), "nothing is decided by a proposal"
    assert not state.facts.entries("decision")
    with happens(), pytest.raises(Refused) as alone:
        actions.confirm_negative(people.a_person(land.agencies[body], "decision_maker", "second_reviewer"), case, seen=0)
    assert alone.value.refusals
    reviewer = land.reviewer(body)
    if country == "CH":
        actions.send_back(reviewer, case, why="Ask about the second employer.")
        actions.decide_with_minute(decider, case, text=MINUTE, mitigations=["trauma"], reason="too_little")
    assert "a no is proposed" in words(page_of(signed_in(reviewer), f"/cases/{case}/review/"))
    actions.confirm_negative(reviewer, case)
    assert status_of(case) in {"not_identified", "unknown"}
    assert [entry.value for entry in door.state_of(case).facts.entries("decision")] == ["negative"]


def test_where_no_source_tells_how_a_no_is_decided_no_page_offers_one() -> None:
    land = once(Land, "MD")
    case, decider = land.case()
    shown = page_of(signed_in(decider), decision_url(case))
    assert 'value="yes"' in shown
    assert 'value="no"' not in shown
    assert "How a no is decided here no source that we read tells." in words(shown)
