"""A plan counted by hand, as a table would: written apart from what makes plans."""

from collections.abc import Iterator

from opennrm.countries.load import load_profile
from opennrm.countries.profile import Profile
from opennrm.statistics.margins.plan import Invented, Plan
from opennrm.statistics.tables import Group

DOES = {"withdrawn": "withdraw", "suspended": "suspend", "reconsidered": "reconsider.ask"}


def groups(plan: Plan, measure: str) -> list[Group]:
    """Each case, decision or notification of the period as a group of one."""
    if measure == "notifications":
        return [Group({}, sum(plan.period.start <= day < plan.period.end for day in plan.notifications))]
    if measure == "referrals":
        return [Group(codes(one, plan.country), 1) for one in plan.cases if in_period(plan, one)]
    if measure == "identified":
        return [Group(codes(one, plan.country), 1) for one in plan.cases if ("cg", True) in decided(plan, one)]
    stage = {"reasonable_grounds": "rg", "conclusive_grounds": "cg"}[measure]
    found = [one for case in plan.cases for one in decided(plan, case)]
    return [Group({"value": "positive" if positive else "negative"}, 1) for of, positive in found if of == stage]


def in_period(plan: Plan, one: Invented) -> bool:
    return plan.period.start <= one.referred_on < plan.period.end


def decided(plan: Plan, one: Invented) -> list[tuple[str, bool]]:
    return [(decision.stage, decision.positive) for decision in one.decisions if plan.period.start <= decision.on < plan.period.end]


def codes(one: Invented, country: str) -> dict[str, str]:
    return {
        "sex": one.sex,
        "place": one.place,
        "age": one.age,
        "age_at_exploitation": one.age_at_exploitation,
        "forms": "+".join(one.forms),
        "referrer": one.referrer_kind,
        "referrer_kind": one.referrer_kind,
        "competent_authority": one.competent_authority,
        "nationality": one.nationality,
        "citizenships": "+".join(one.citizenships),
        "region": one.region,
        "status": status(one, load_profile(country)),
    }


def status(one: Invented, profile: Profile) -> str:
    """Walks the country's own transitions, one step after another."""
    steps = [f"{decision.stage}.{'positive' if decision.positive else 'negative'}" for decision in one.decisions]
    state = "nowhere"
    for does in ["refer", *steps, *([DOES[one.becomes]] if one.becomes else [])]:
        state = next(to for origins, to in ways(profile, does) if does == "refer" or leads(profile, state, origins, does))
    return profile.state(state).status


def ways(profile: Profile, does: str) -> Iterator[tuple[tuple[str, ...], str]]:
    yield from ((row.origins, row.to) for row in profile.transitions if profile.events[row.event].does == does)


def leads(profile: Profile, state: str, origins: tuple[str, ...], does: str) -> bool:
    """From that state, or, of a no that is proposed first, from the state in which it waits for a second look."""
    proposed = [to for start, to in ways(profile, does.replace(".", ".propose_")) if state in start]
    return state in origins or any(one in origins for one in proposed)
