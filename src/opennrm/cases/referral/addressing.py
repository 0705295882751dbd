"""To which agencies a referral may go: those that are the bodies which decide about this person, the nearest first."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from opennrm.cases.referral import bodies
from opennrm.cases.spine.door import once
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile
from opennrm.mechanism import reads as mechanism

COMPETENT = "competent_authority"


@dataclass(frozen=True, slots=True)
class Recipient:
    """An authority whose queue may take the referral."""

    id: UUID
    name: str
    kind: str
    region: str
    body: str = ""  # of the country's law: the party that the agency was admitted as


def recipients(state: CaseState, profile: Profile, on: date) -> tuple[list[Recipient], str]:
    """The authorities that take the first decision on `on`, the nearest first, with the source; of several in a region all are offered.

    An authority of the person's region goes before others; where the region has none, all of the country are possible.
    """
    decides = bodies.deciding(profile, state, on)
    agencies = [one for one in _authorities(on) if bodies.is_one_of(profile, decides.bodies, one.body, one.kind)]
    here = [one for one in agencies if state.about.region and one.region == state.about.region]
    return [Recipient(one.id, one.name, one.kind, one.region, one.body) for one in here or agencies], decides.source


def beside(state: CaseState, profile: Profile, on: date, recipient: Recipient) -> list[Recipient]:
    """Where several bodies decide together: the nearest agency of each other one, which the referral reaches too."""
    decides = bodies.deciding(profile, state, on)
    if not decides.jointly:
        return []
    possible = recipients(state, profile, on)[0]
    others = [body for body in decides.bodies if not bodies.is_one_of(profile, [body], recipient.body, recipient.kind)]
    found = [next((one for one in possible if bodies.is_one_of(profile, [body], one.body, one.kind)), None) for body in others]
    return [one for one in found if one is not None]


def _authorities(on: date) -> list[mechanism.Designated]:
    return once(("authorities", on), lambda: mechanism.designated(COMPETENT, on))
