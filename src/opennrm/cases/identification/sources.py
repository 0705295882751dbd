"""Which text says so here: the country's own, as its profile cites it, and after it the guidance that serves as the model. Pure."""

from datetime import date

from opennrm.cases.identification.stages import stage_of
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile

GUIDANCE, AS_CITED = "Statutory Guidance (UK)", "SG"  # the model, and how the profile of its own country cites it


def cited(own: str, model: str) -> str:
    """The own source first; the model's alone where the country has none. Source: house-style 3.4, values are sourced one by one."""
    if not own:
        return f"{GUIDANCE} {model}"
    return own if own.startswith(AS_CITED) else f"{own}; {GUIDANCE} {model}"


def of_hearing(profile: Profile, state: CaseState, on: date, model: str) -> str:
    """Who is heard before a negative. Source: profile, guards of the proposal."""
    return cited(_asks(profile, state, on, "asked:"), model)


def of_reasons(profile: Profile, state: CaseState, on: date, model: str) -> str:
    """Reasons, and what they weigh. Source: profile, guards of the steps to a negative."""
    return cited(_asks(profile, state, on, stage_of(profile, state).minute), model)


def of_notice(profile: Profile, state: CaseState, on: date, model: str) -> str:
    """How the outcome is told. Source: profile, entitlements."""
    local = profile.local("identification.notice", profile.attributes(state.facts, on), on)
    return cited(local.source if local is not None else "", model)


def of_age(profile: Profile, model: str) -> str:
    """A doubt about age. Source: profile, age_unknown_as."""
    return f"{profile.age_unknown_as.source}; {model}"


def _asks(profile: Profile, state: CaseState, on: date, fact: str) -> str:
    """The source of the guard that asks for such a fact on the way to a negative, nearest first."""
    stage = stage_of(profile, state)
    events = [profile.event_for(step, state.state) for step in (stage.propose, stage.negative)]
    rows = [row for event in events for row in profile.transitions if row.event == event and row.holds_on(on)]
    guards = [guard for row in rows for guard in row.guards]
    return next((guard.source for guard in guards if any(one.startswith(fact) for one in guard.args.get("facts", ()))), "")
