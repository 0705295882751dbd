"""Which police force is told of a referral, and whether it gives a crime reference back: what the profile says of a case. Pure.

Nothing that a person is owed is asked here or follows from it (CETS 197 Art 12(6)).
"""

from __future__ import annotations

from datetime import date, datetime

from opennrm.countries.dated import Answer
from opennrm.countries.facts import Facts, happened, standing
from opennrm.countries.profile import PoliceRouting, Profile

__all__ = ["ABROAD", "crime_wanted", "in_short", "places", "routing"]

ABROAD = "abroad"


def routing(profile: Profile, facts: Facts, on: date | datetime) -> Answer[PoliceRouting] | None:
    """What the law of the day says of the force that is told; None where the profile is silent. Source: law-as-data 1, Series."""
    return profile.value(profile.police_routing, on=on, facts=facts) if profile.police_routing is not None else None


def places(law: PoliceRouting, facts: Facts, on: date | datetime) -> tuple[str, ...]:
    """The places that may lead to a force here, in their order: not that of an exploitation which was abroad altogether.

    Source: statutory guidance (UK) 11.2, as the model.
    """
    abroad = standing(facts, "place", on) == ABROAD
    return tuple(place for place in law.places if not (abroad and place == "exploitation"))


def crime_wanted(law: PoliceRouting, facts: Facts, on: date | datetime) -> bool:
    """Whether the force is to record a crime and to give its reference back. Source: statutory guidance (UK) 11.18-11.19, as the model."""
    abroad = standing(facts, "place", on) == ABROAD and not law.recorded_if_abroad
    return not abroad and any(happened(facts, fact, on) for fact in law.recorded_after)


def in_short(law: PoliceRouting, about: str, facts: Facts, on: date | datetime) -> str:
    """The `places` or the `reference` as scenarios write them. Raises KeyError for another question. Source: house-style 3.4, scenarios."""
    wanted = "wanted" if crime_wanted(law, facts, on) else "not wanted"
    return {"places": ", ".join(places(law, facts, on)), "reference": wanted}[about]
