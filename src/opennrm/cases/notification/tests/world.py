"""The agencies and people of these tests, and a contact whose person said no."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tests import people

from opennrm.access.actor import Actor
from opennrm.cases.contact import actions as contacts
from opennrm.cases.notification.actions import Reach
from opennrm.cases.notification.telling import Telling
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral.sending import Talk
from opennrm.cases.spine import door
from opennrm.mechanism.models import Agency

ALL = ("age_group", "age_at_exploitation", "sex", "forms", "signs", "place", "region")


class World:
    """Everybody who takes part; a country with its first moment."""

    def __init__(self, country: str = "XD", at: datetime = people.STARTS, **where: str) -> None:
        people.an_installation(country, at)
        self.region = where.get("region", "VEL")
        self.ngo: Agency = people.an_agency("listed_ngo", **where)
        self.authority: Agency = people.an_agency("competent_authority", **where)
        self.police: Agency = people.an_agency("police", **where)
        self.other_police: Agency = people.an_agency("police", **where)
        self.responder: Actor = people.a_person(self.ngo, "first_responder")
        self.patrol: Actor = people.a_person(self.police, "first_responder")
        self.decider: Actor = people.a_person(self.authority, "decision_maker")
        self.officer: Actor = people.a_person(self.police, "investigator")
        self.other_officer: Actor = people.a_person(self.other_police, "investigator")

    def said_no(self, by: Actor | None = None, **about: Any) -> UUID:
        """A contact whose person, an adult, said no to a referral."""
        by = by or self.responder
        contact = people.a_contact(by, signs=None, **{"region": self.region, **about})
        told = {
            "acts": ("recruitment",),
            "means": ("deception",),
            "purposes": ("forced_labour",),
            "forms": ("labour",),
            "age_then": "adult",
        }
        contacts.look_at_signs(by, contact, observations=people.HELD, episodes=[{**told, "place": "in_country"}], way="refer")
        referral.record_answer(by, contact, answer="no", talk=Talk(on=door.today(), language="ro"))
        return contact

    def telling(self, **more: Any) -> Telling:
        """All that may be told, with the rarity cleared as fitting many."""
        said: dict[str, Any] = {"recipient": self.authority.pk, "because": "not_said", "fields": ALL, "width": "quarter"}
        return Telling(**{**said, "cleared": {"rare": "fits_many"}, **more})

    def reach(self, **more: Any) -> Reach:
        """What a cooperating person allows."""
        said: dict[str, Any] = {
            "recipient": self.police.pk,
            "on": door.today(),
            "language": "ro",
            "name": "CANARY-Lena",
            "way": "CANARY-WAY 079",
        }
        return Reach(**{**said, **more})
