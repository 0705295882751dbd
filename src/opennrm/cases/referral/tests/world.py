"""The agencies and people of these tests: one responder, the authority, a provider, police, the child office."""

from tests import people

from opennrm.access.actor import Actor
from opennrm.cases.referral.sending import Asked
from opennrm.mechanism.models import Agency


class World:
    """Everybody who takes part."""

    def __init__(self) -> None:
        people.an_installation()
        self.ngo: Agency = people.an_agency("listed_ngo", name="Open Door Association")
        self.authority: Agency = people.an_agency("competent_authority", name="Identification Office")
        self.provider: Agency = people.an_agency("support_provider", name="Harbour House")
        self.police: Agency = people.an_agency("police", name="Northgate Police")
        self.child_office: Agency = people.an_agency("child_office", name="Child Office Vellin")
        self.responder: Actor = people.a_person(self.ngo, "first_responder")
        self.colleague: Actor = people.a_person(self.ngo, "first_responder")
        self.decider: Actor = people.a_person(self.authority, "decision_maker")
        self.worker: Actor = people.a_person(self.provider, "case_worker")
        self.officer: Actor = people.a_person(self.police, "investigator")

    def supported(self) -> Asked:
        """A yes to support by the provider."""
        return Asked(scope="support", answer="yes", recipient=self.provider.pk, recipient_kind="support_provider")

    def contacted(self) -> Asked:
        """A yes to contact by the police."""
        return Asked(scope="police_contact", answer="yes", recipient=self.police.pk, recipient_kind="police")
