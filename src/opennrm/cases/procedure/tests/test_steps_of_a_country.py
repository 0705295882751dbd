"""Countries whose procedure has steps of its own, or wants one before a referral: each runs to a decision that is told."""

from typing import Any
from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.people import happens, lines_of, signed_in

from opennrm.access.actor import Actor
from opennrm.cases.identification import actions as identification
from opennrm.cases.identification.rules import ways_to_tell
from opennrm.cases.identification.tests.land import Land
from opennrm.cases.procedure import actions, step_rules
from opennrm.cases.referral import actions as referrals
from opennrm.cases.referral import presuming
from opennrm.cases.spine import door
from opennrm.cases.spine.outcomes import is_owed_word
from opennrm.countries.load import countries, load_profile
from opennrm.journal import replay
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
STATED = {"test_stated": "The standard of proof of our rules, section 3"}


def state(case: UUID) -> Any:
    found = door.state_of(case)
    assert found is not None
    return found


def told(decider: Actor, case: UUID) -> None:
    """The outcome is told by the first way that is open to it."""
    to, channel = ways_to_tell(state(case))[0]
    identification.tell_outcome(decider, case, to=to, channel=channel, on=door.today())
    assert not is_owed_word(state(case))
    assert list(replay.verify()) == []


def norway() -> tuple[Land, UUID]:
    land = once(Land, "NO")
    return land, land.contact()


# --- Norway: who meets the person presumes, then the directorate grants a permit ----------------------------------------------


def test_in_norway_nobody_refers_before_it_is_presumed() -> None:
    land, contact = norway()
    with pytest.raises(Refused) as refused:
        people.a_referral(land.responder, land.agencies["immigration_directorate"], contact=contact)
    assert "step.not-from-here" in {one.code for one in refused.value.refusals}


def test_in_norway_whoever_meets_the_person_presumes_once_and_the_case_knows_it() -> None:
    land, contact = norway()
    with happens("referral.person_presumed"):
        referrals.presume(land.responder, contact)
    assert state(contact).state == "presumed"
    with pytest.raises(Refused) as refused:
        referrals.presume(land.responder, contact)
    assert "presume.not-first" in {one.code for one in refused.value.refusals}
    case = people.a_referral(land.responder, land.agencies["immigration_directorate"], contact=contact)
    assert [entry.value for entry in state(case).facts.entries("decision:rg")] == ["positive"]


def test_an_agency_that_the_law_does_not_name_presumes_nothing() -> None:
    _, contact = norway()
    profile = load_profile("NO")
    for kind, codes in (("listed_ngo", set()), ("police", set()), ("legal_aid", {"presume.not-yours"})):
        assert {one.code for one in presuming.may_presume(profile, state(contact), kind, door.today())} == codes


def test_norway_runs_to_a_permit_that_is_told() -> None:
    land, contact = norway()
    referrals.presume(land.responder, contact)
    case = people.a_referral(land.responder, land.agencies["immigration_directorate"], contact=contact)
    decider = land.decider("immigration_directorate")
    referrals.accept(decider, case)
    assert {line.key for line in lines_of(decider)} >= {"procedure.step"}
    with pytest.raises(Refused) as refused:
        actions.take_step(decider, case, step="grant_reflection", on=door.today())
    assert {one.field for one in refused.value.refusals} == {"words"}
    with happens("procedure.step_taken"):
        actions.take_step(decider, case, step="grant_reflection", on=door.today(), words="What she told fits what was found")
    assert state(case).state == "in_reflection"
    assert is_owed_word(state(case))
    told(decider, case)


# --- Germany, Armenia, Ukraine, Kazakhstan -------------------------------------------------------------------------------------


def test_in_germany_a_counselling_centre_refers_and_others_do_not() -> None:
    land = once(Land, "DE")
    assert land.responder.agency_kind == "support_provider"
    ngo = people.a_person(people.an_agency("listed_ngo", region=land.region), "first_responder")
    contact = people.a_contact(ngo, region=land.region)
    with pytest.raises(Refused) as refused:
        people.a_referral(ngo, land.agencies[land.possible(contact)[0]], contact=contact)
    assert "refer.kind" in {one.code for one in refused.value.refusals}


def test_germany_runs_to_a_decision_once_police_or_prosecutor_were_asked() -> None:
    case, decider = once(Land, "DE").case()
    with pytest.raises(Refused):
        identification.decide_yes(decider, case)
    identification.ask_party(decider, case, party="police", on=door.today(), question="Is a case known?")
    identification.decide_yes(decider, case)
    assert state(case).state == "presumed"
    told(decider, case)


def test_in_armenia_what_was_gathered_is_put_before_the_commission_first() -> None:
    case, decider = once(Land, "AM").case()
    with pytest.raises(Refused):
        identification.decide_yes(decider, case, **STATED)
    assert {line.key for line in lines_of(decider)} >= {"procedure.step"}
    actions.take_step(decider, case, step="submit", on=door.today())
    assert state(case).state == "before_commission"
    identification.decide_yes(decider, case, **STATED)
    assert state(case).state == "identified"
    told(decider, case)


@pytest.mark.parametrize(("country", "stated"), [("UA", {}), ("KZ", STATED)])
def test_ukraine_and_kazakhstan_run_to_a_decision(country: str, stated: dict[str, str]) -> None:
    case, decider = Land(country).case()
    identification.decide_yes(decider, case, **stated)
    assert state(case).facts.entries("decision:cg")
    told(decider, case)


# --- every country ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("country", countries())
def test_what_other_pages_record_is_no_step_of_a_country_alone(country: str) -> None:
    profile = load_profile(country)
    for step in step_rules.own_steps(profile):
        event = profile.events[step]
        assert event.does is None
        assert not (event.records or "").startswith(("decision:rg", "decision:cg", "notified:"))


def test_a_step_that_is_none_or_leads_from_elsewhere_is_refused_with_the_reason() -> None:
    case, decider = once(Land, "AM").case()
    for step, code in (("fly", "procedure.no-step"), ("refer", "procedure.no-step"), ("close", "procedure.no-step")):
        with pytest.raises(Refused) as refused:
            actions.take_step(decider, case, step=step, on=door.today())
        assert code in {one.code for one in refused.value.refusals}
    page = signed_in(decider).get(f"/cases/{case}/procedure/step/fly/")
    assert page.status_code == 200
    assert "This cannot be recorded from where the case stands now" in page.content.decode()


def test_the_pages_offer_the_step_and_say_that_the_law_is_a_draft() -> None:
    case, decider = once(Land, "AM").case()
    browser = signed_in(decider)
    assert "Put what was gathered before the Commission" in browser.get(f"/cases/{case}/").content.decode()
    address = f"/cases/{case}/procedure/step/submit/"
    page = browser.get(address)
    assert "its law here is a draft" in page.content.decode()
    said = {"on-day": "2", "on-month": "3", "on-year": "2026", "seen": page.context["seen"], "words": ""}
    assert browser.post(address, said).status_code == 302
    assert state(case).state == "before_commission"
