"""Whom a person's yes brings into the case: a lawyer, the labour inspectorate, police; and that taking it back sends them out again."""

from typing import Any
from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.pages import text
from tests.people import a_referral, codes, happens, signed_in

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.access.policy import Consent
from opennrm.cases.protection import actions as protection
from opennrm.cases.referral import actions, rules
from opennrm.cases.referral.sending import Asked, Talk
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door
from opennrm.countries.load import load_profile
from opennrm.mechanism.models import Agency
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

# Scope, kind of agency, the role that works there, the relation, the purpose: docs/access-in-words.md, How an agency comes into a case.
BROUGHT_IN = {
    "a lawyer": ("legal_help", "legal_aid", "lawyer", "lawyer", "legal_help"),
    "the labour inspectorate": ("disclosure", "labour_inspectorate", "labour_inspector", "labour_inspectorate", "labour_claim"),
    "police": ("police_contact", "police", "investigator", "investigator", "investigation"),
    "a prosecutor": ("police_contact", "prosecutor", "prosecutor", "prosecutor", "investigation"),
}


@pytest.fixture
def world() -> World:
    return once(World)


def taken_up(world: World) -> UUID:
    case = a_referral(world.responder, world.authority, world.supported())
    actions.accept(world.decider, case)
    return case


def sees(actor: Actor, case: UUID) -> frozenset[str]:
    try:
        return doors.case(actor, case).relations
    except doors.NotVisible:
        return frozenset()


def a_yes(agency: Agency, **more: str) -> dict[str, str]:
    on = door.today()
    day = {"on-day": str(on.day), "on-month": str(on.month), "on-year": str(on.year)}
    return {"recipient": str(agency.pk), "answer": "yes", "language": "ro", "interpreter": "none", **day, **more}


@pytest.mark.parametrize("who", BROUGHT_IN)
def test_a_yes_on_the_page_brings_in_and_taking_it_back_sends_out(world: World, who: str) -> None:
    scope, kind, role, relation, purpose = BROUGHT_IN[who]
    case, agency = taken_up(world), people.an_agency(kind, name=f"Agency of {kind}")
    actor, client = people.a_person(agency, role), signed_in(world.worker)
    assert sees(actor, case) == frozenset()
    assert f"/cases/{case}/consents/ask/{scope}/" in text(client.get(f"/cases/{case}/consents/"))
    with happens("referral.consent_given"):
        assert client.post(f"/cases/{case}/consents/ask/{scope}/", a_yes(agency)).status_code == 302
    assert sees(actor, case) == {relation}
    assert agency.name in text(client.get(f"/cases/{case}/")).partition('id="h-people"')[2].partition("</section>")[0]
    consent = Consent(scope, str(agency.pk), purpose)
    assert consent in door.state_of(case).consents
    with happens("referral.consent_withdrawn"):
        actions.take_back(world.worker, case, consent, on=door.today())
    assert sees(actor, case) == frozenset()


def test_the_page_of_wages_says_for_which_purpose_and_a_no_brings_nobody_in(world: World) -> None:
    case, agency = taken_up(world), people.an_agency("labour_inspectorate")
    client, url = signed_in(world.worker), f"/cases/{case}/consents/ask/disclosure/"
    assert "To pursue wages and conditions of work." in text(client.get(url))
    with happens("referral.consent_refused"):
        assert client.post(url, a_yes(agency, answer="no")).status_code == 302
    assert sees(people.a_person(agency, "labour_inspector"), case) == frozenset()


OTHERWISE: dict[str, tuple[str, str]] = {
    "to police": ("police", "investigation"),
    "for another purpose": ("labour_inspectorate", "investigation"),
    "for no purpose": ("labour_inspectorate", ""),
}


@pytest.mark.parametrize("how", OTHERWISE)
def test_disclosure_is_asked_for_nothing_else(world: World, how: str) -> None:
    kind, purpose = OTHERWISE[how]
    asked = Asked(scope="disclosure", answer="yes", recipient=people.an_agency(kind).pk, purpose=purpose)
    case = taken_up(world)
    with happens(), pytest.raises(Refused) as refused:
        actions.ask_consent(world.worker, case, asked=asked, talk=Talk(on=door.today(), language="ro"))
    assert codes(refused) == {"consent.purpose"}


def test_a_country_that_does_not_say_how_is_not_offered_it() -> None:
    assert rules.disclosed_to(load_profile("GB"), people.STARTS.date()) == ()
    assert rules.disclosed_to(load_profile("XD"), people.STARTS.date()) == ("labour_inspectorate",)


def a_child(world: World, guardians: Agency) -> UUID:
    """A child whose guardian the child office has named."""
    contact = people.a_contact(world.responder, age="child", unaccompanied=True)
    told: dict[str, Any] = {"on": door.today(), "talk": Talk(on=door.today(), language="ro")}
    actions.prepare_child(world.responder, contact, party="child_office", agency=world.child_office.pk, **told)
    case = a_referral(world.responder, world.authority, contact=contact, talk=None, asked=(), support="not_asked")
    actions.accept(world.decider, case)
    office = people.a_person(world.child_office, "case_worker")
    protection.appoint_guardian(office, case, agency=guardians.pk, on=door.today(), decision="Court of Vellin, no. 12")
    return case


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_the_guardian_answers_for_the_child_who_may_help(world: World, answer: str) -> None:
    guardians = people.an_agency("guardian_office")
    guardian, case = people.a_person(guardians, "guardian"), a_child(world, guardians)
    client, url = signed_in(guardian), f"/cases/{case}/consents/ask/support/"
    assert "Answer for the child who may help" in text(client.get("/today/"))
    assert url in text(client.get(f"/cases/{case}/"))
    assert client.post(url, a_yes(world.provider, answer=answer, by="guardian")).status_code == 302
    assert sees(world.worker, case) == (frozenset() if answer == "no" else {"support_provider"})
    assert "Answer for the child who may help" not in text(client.get("/today/"))
