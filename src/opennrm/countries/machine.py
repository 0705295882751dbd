"""The state machine of a profile: which steps lead out of a state on a day, and what stands against each. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from opennrm.countries.dated import fits
from opennrm.countries.facts import Facts, day
from opennrm.countries.guards import Ask, refusals_of
from opennrm.countries.profile import Profile, State, Transition
from opennrm.countries.wording import listed
from opennrm.standards.refusal import Refusal, gettext_noop

__all__ = ["Offer", "offered", "step"]

NOT_FROM_HERE = gettext_noop("This cannot be done now. What can be done: %(events)s")
NOT_RECORDED = gettext_noop("Record this first, the next step depends on it: %(attributes)s")


@dataclass(frozen=True, slots=True)
class Offer:
    """A way out of a state, and every reason against taking it; open when there is none. Source: docs/architecture.md, Profile."""

    transition: Transition
    to: State
    refusals: tuple[Refusal, ...]

    @property
    def event(self) -> str:
        """The event that takes this way. Source: law-as-data 1, Transition."""
        return self.transition.event


def offered(profile: Profile, state: str, facts: Facts, on: date | datetime) -> tuple[Offer, ...]:
    """Every transition out of `state` that the law knows on `on` for this person, each with what stands against it.

    Where the case does not say what a transition depends on, it is offered with that as its refusal. Source: house-style 3.4.
    """
    attributes = profile.attributes(facts, on)
    rows = [row for row in profile.transitions if state in row.origins and row.holds_on(day(on))]
    ways = [(row, fits(row.when, attributes)) for row in rows]
    return tuple(
        Offer(row, profile.state(row.to), _against(profile, state, row, facts, on) if sure else _not_recorded(row, attributes.keys()))
        for row, sure in ways
        if sure is not False
    )


def step(profile: Profile, state: str, event: str, facts: Facts, on: date | datetime) -> State | tuple[Refusal, ...]:
    """The state that `event` leads to from `state` on `on`, or every refusal. Raises KeyError for a state the profile does not have.

    Source: docs/architecture.md, Profile; house-style 3.4.
    """
    profile.state(state)
    ways = offered(profile, state, facts, on)
    wanted = [way for way in ways if way.event == event]
    if not wanted:
        return (_not_from_here(profile, state, ways),)
    free = next((way.to for way in wanted if not way.refusals), None)
    return free or tuple(dict.fromkeys(refusal for way in wanted for refusal in way.refusals))


def _against(profile: Profile, state: str, row: Transition, facts: Facts, on: date | datetime) -> tuple[Refusal, ...]:
    asks = [(guard.guard, Ask(profile, state, facts, on, guard.args, guard.source)) for guard in row.guards]
    return tuple(refusal for name, ask in asks for refusal in refusals_of(ask, name))


def _not_recorded(row: Transition, known: object) -> tuple[Refusal, ...]:
    missing = [name for name in row.when if name not in set(known)]  # type: ignore[call-overload]
    return (Refusal("step.not-recorded", NOT_RECORDED, row.source, needs=missing, attributes=", ".join(missing)),)


def _not_from_here(profile: Profile, state: str, ways: tuple[Offer, ...]) -> Refusal:
    events = tuple(dict.fromkeys(way.event for way in ways))
    says = listed(profile.events[event].label for event in events)
    source = f"{profile.country} profile, states"
    return Refusal("step.not-from-here", NOT_FROM_HERE, source, state=state, events=says, event_ids=", ".join(events))
