"""Cases as the journeys find them: made by the real actions, by people of the demonstration."""

from dataclasses import dataclass
from uuid import UUID

from tests import people

from opennrm.access.actor import Actor
from opennrm.cases.identification import actions as identification
from opennrm.cases.referral import actions as referrals
from opennrm.cases.referral.sending import Asked
from opennrm.portal.demo.mechanism import Mechanism


@dataclass(frozen=True, slots=True)
class Country:
    """The Demo Republic, and how far a case in it has come."""

    mechanism: Mechanism

    def who(self, name: str) -> Actor:
        return self.mechanism.who(name)

    def referred(self) -> UUID:
        """An adult who said yes to being referred and to support by Harbour House."""
        provider = self.mechanism.agency("Harbour House")
        support = Asked(scope="support", answer="yes", recipient=provider, recipient_kind="support_provider")
        return people.a_referral(self.who("Pell Haro"), self.mechanism.agencies["Identification Office"], support)

    def taken_up(self) -> UUID:
        """As above, and the authority has taken it up."""
        case = self.referred()
        referrals.accept(self.who("Oda Brissen"), case)
        return case

    def presumed(self) -> UUID:
        """As above, and there are reasonable grounds: rights are open, the time to recover and decide runs."""
        case = self.taken_up()
        identification.decide_yes(self.who("Oda Brissen"), case)
        return case

    def sent_back(self) -> UUID:
        """A referral that the authority did not take up, as something is missing."""
        case = self.referred()
        referrals.refuse(self.who("Oda Brissen"), case, reason="incomplete", words="Say where the person may be reached")
        return case
