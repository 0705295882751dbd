"""A country under its own profile: an agency for each body that decides there, its people, and a responder."""

from datetime import UTC, datetime
from uuid import UUID

from tests import people

from opennrm.access.actor import Actor
from opennrm.cases.referral import actions as referrals
from opennrm.cases.referral import addressing
from opennrm.cases.spine import door, editions
from opennrm.countries.load import load_profile
from opennrm.mechanism.kinds import capacity_of
from opennrm.mechanism.models import Agency

STARTS = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Land:
    """A country with an agency for each body that decides there, three of its people, and a responder."""

    def __init__(self, country: str) -> None:
        people.an_installation(country, STARTS)
        self.country, profile = country, load_profile(country)
        self.region = next(iter(profile.regions), "")
        deciding = [
            code for code, party in profile.parties.items() if party.kind == "competent_authority" and code != "competent_authority"
        ]
        self.agencies: dict[str, Agency] = {
            body: people.an_agency("competent_authority", name=f"Office {body}", region=self.region, body=body) for body in deciding
        }
        kind = self._refers()
        agency = people.an_agency(kind, region=self.region, capacities=tuple(dict.fromkeys((capacity_of(kind), "first_responder"))))
        self.responder: Actor = people.a_person(agency, "first_responder")

    def _refers(self) -> str:
        """A kind of agency that may refer here: an organisation, else whoever counsels or shelters."""
        named = load_profile(self.country).referrers.values[-1].value or ()
        return next((kind for kind in ("listed_ngo", "support_provider", "police") if kind in named), "listed_ngo")

    def decider(self, body: str) -> Actor:
        """Somebody of this body who decides."""
        return people.a_person(self.agencies[body], "decision_maker")

    def reviewer(self, body: str) -> Actor:
        """Somebody of this body who reads a second time."""
        return people.a_person(self.agencies[body], "second_reviewer")

    def contact(self, age: str = "adult") -> UUID:
        """A first contact in which signs were seen."""
        return people.a_contact(self.responder, age=age, region=self.region)

    def possible(self, contact: UUID) -> list[str]:
        """The bodies to which this contact may be referred."""
        return [one.body for one in addressing.recipients(door.state_of(contact), editions.today(), door.today())[0]]

    def case(self, body: str | None = None) -> tuple[UUID, Actor]:
        """An adult's case, sent to this body, or to the first that is offered, and taken up; with somebody of it who decides."""
        contact = self.contact()
        to = body or self.possible(contact)[0]
        case = people.a_referral(self.responder, self.agencies[to], contact=contact)
        decider = self.decider(to)
        referrals.accept(decider, case)
        return case, decider
