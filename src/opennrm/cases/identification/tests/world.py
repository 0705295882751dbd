"""The agencies and people of these tests, in either country: a responder, an authority of four people, a provider, the child office."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests import people

from opennrm.access.actor import Actor
from opennrm.cases.contact import actions as contacts
from opennrm.cases.identification import actions, rules
from opennrm.cases.identification.stages import FIRST, Stage
from opennrm.cases.referral import actions as referrals
from opennrm.cases.referral.sending import Asked, Talk
from opennrm.cases.spine import door, editions
from opennrm.cases.spine.about import About
from opennrm.countries.load import load_profile
from opennrm.mechanism.models import Agency

REGIONS = {"XD": "VEL", "GB": "ENG"}
STARTS = {"XD": people.STARTS, "GB": datetime(2026, 3, 2, 9, 0, tzinfo=UTC)}
SAID: dict[str, dict[str, Any]] = {"XD": {}, "GB": {"others": "Two men from the site.", "more": {"last_contact": "Two weeks ago."}}}
YOUNG: dict[str, dict[str, Any]] = {
    "XD": {},
    "GB": {"others": "Two men from the site.", "more": {"last_contact": "Two weeks ago.", "local_authority_asked": "Children's services."}},
}
MINUTE = "We accept that you worked there. We are not satisfied that you could not leave."


class World:
    """Everybody who takes part."""

    def __init__(self, country: str = "XD", at: datetime | None = None) -> None:
        people.an_installation(country, at or STARTS[country])
        self.country = country
        region = {"region": REGIONS[country]}
        self.ngo: Agency = people.an_agency("listed_ngo", name="Open Door Association", **region)
        self.authority: Agency = people.an_agency("competent_authority", name="Identification Office", **region)
        self.provider: Agency = people.an_agency("support_provider", name="Harbour House", **region)
        self.child_office: Agency = people.an_agency("child_office", name="Child Office", **region)
        self.responder: Actor = people.a_person(self.ngo, "first_responder")
        self.decider: Actor = people.a_person(self.authority, "decision_maker", name="Oda Brissen")
        self.colleague: Actor = people.a_person(self.authority, "decision_maker", name="Mirel Tanase")
        self.reviewer: Actor = people.a_person(self.authority, "second_reviewer", name="Tomas Ekrel")
        self.both: Actor = people.a_person(self.authority, "decision_maker", "second_reviewer")
        self.far: list[Any] = []
        self.worker: Actor = people.a_person(self.provider, "case_worker")

    def contact(self, age: str = "adult", then: str = "adult") -> UUID:
        """A first contact in which signs were seen."""
        known = About(age=age, sex="female", nationality="foreign", residence="none", region=REGIONS[self.country])
        reasons = ("looks",) if age == "unknown" else ()
        contact = contacts.open_contact(self.responder, on=door.today(), channel="outreach", about=known, reasons=reasons)
        told = {"acts": ("recruitment",), "means": ("deception",), "purposes": ("forced_labour",), "forms": ("labour",)}
        episode = {**told, "place": "in_country", "region": REGIONS[self.country], "began": "2018-08", "age_then": then}
        contacts.look_at_signs(self.responder, contact, observations=people.HELD, episodes=[episode], way="refer")
        return contact

    def case(self, *asked: Asked, then: str = "adult", **more: Any) -> UUID:
        """A referral of an adult that the authority has taken up."""
        said = {**SAID[self.country], **more}
        case = people.a_referral(self.responder, self.authority, *asked, contact=self.contact(then=then), **said)
        referrals.accept(self.decider, case)
        return case

    def young(self, age: str = "child") -> UUID:
        """A referral of a child, or of somebody whose age is in doubt, taken up: the child office was told first."""
        contact, talk = self.contact(age=age, then="unknown"), Talk(on=door.today(), language="ro")
        party = {"XD": "child_office", "GB": "local_authority"}[self.country]
        told = {"party": party, "agency": self.child_office.pk, "on": door.today(), "talk": talk}
        referrals.prepare_child(self.responder, contact, **told)
        case = people.a_referral(self.responder, self.authority, contact=contact, talk=None, asked=(), **YOUNG[self.country])
        referrals.accept(self.decider, case)
        return case

    def supported(self) -> Asked:
        """A yes to support by the provider."""
        return Asked(scope="support", answer="yes", recipient=self.provider.pk, recipient_kind="support_provider")

    def heard(self, case: UUID, *, but: str = "", silent: str = "", stage: Stage = FIRST) -> None:
        """Every party that the law names was asked today and answered, but one; of a silent one the answer is awaited."""
        for party in asked_first(self.country, stage):
            if party != but:
                actions.ask_party(self.decider, case, party=party, on=door.today(), question="What do you know of it?")
            if party not in (but, silent):
                actions.record_answer(self.decider, case, party=party, on=door.today(), answer="Nothing that was not written.")

    def ready(self, case: UUID, *, but: str = "", stage: Stage = FIRST) -> None:
        """All that a no waits for but the reasons: everybody was heard, but one, and evidence is weighed."""
        self.heard(case, but=but, stage=stage)
        actions.weigh(self.decider, case, side="against", weight="2", what="Pay slips for seven months")

    def proposed(self, case: UUID, *, stage: Stage = FIRST) -> None:
        """A negative, proposed by the decision maker."""
        self.ready(case, stage=stage)
        actions.decide_with_minute(self.decider, case, text=MINUTE, mitigations=["trauma"], reason="too_little")


def asked_first(country: str, stage: Stage = FIRST) -> tuple[str, ...]:
    """The parties that are asked before a negative there, as the profile's guard names them."""
    profile = load_profile(country)
    return rules.parties(profile, stage, profile.start, STARTS[country].date())


def needs(refused: Any) -> set[str]:
    """The facts that everything refused asks for."""
    return {need for refusal in refused.value.refusals for need in refusal.needs}


def status_of(case: UUID) -> str:
    """Where the case stands, in the words that all countries share."""
    return editions.today().state(door.state_of(case).state).status
