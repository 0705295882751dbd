"""Help is never conditional: where in a profile a right hangs on facts about cooperation, and on nothing else.

A fact marked `cooperation` in the standards taints what can be had through it alone: guards, early ends, clocks, states, entitlements.
Where the law itself is so, the line says `conditional_by_law` and it becomes a finding for the monitor; anywhere else it is a mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from opennrm.countries.facts import Asked
from opennrm.countries.guards import GUARDS
from opennrm.countries.profile import Profile, Transition
from opennrm.standards.load import law
from opennrm.standards.reading import Path

__all__ = ["Condition", "conditions", "only_with_cooperation", "reachable"]

UNREACHED = frozenset({"none", "indicated", "not_identified", "unknown"})


@dataclass(frozen=True, slots=True)
class Condition:
    """One place where something is to be had, or lost, only through facts about cooperation; `by_law` names the clause that says so.

    Source: law-as-data 4.
    """

    path: Path
    says: str
    by_law: str | None


def only_with_cooperation(alternatives: Iterable[Iterable[str]]) -> bool:
    """Whether every way (any-of over all-of) needs a fact about cooperation; False where there is no way. Source: law-as-data 4."""
    ways = [tuple(way) for way in alternatives]
    return bool(ways) and all(any(_is_cooperation(fact) for fact in way) for way in ways)


def reachable(profile: Profile, *, freely: bool = False) -> frozenset[str]:
    """The states reached from the start; `freely`: without any transition that only cooperation opens. Source: law-as-data 4."""
    found = {profile.start}
    ways = [row for row in profile.transitions if not (freely and _tainted(profile, row))]
    grown = True
    while grown:
        reached = {row.to for row in ways if found & set(row.origins)}
        grown = not reached <= found
        found |= reached
    return frozenset(found)


def conditions(profile: Profile) -> Iterator[Condition]:
    """Every place where a right hangs on cooperation, whether the law says so or not. Source: law-as-data 4; CETS 197 Art 12(6)."""
    yield from _early_ends(profile)
    yield from _clocks(profile)
    yield from _transitions(profile)
    yield from _states(profile)
    yield from _entitlements(profile)


def _is_cooperation(fact: str) -> bool:
    known = law().facts.get(Asked.parse(fact).name)
    return known is not None and known.cooperation


def _tainted(profile: Profile, row: Transition) -> bool:
    return any(only_with_cooperation(GUARDS[guard.guard].rests_on(profile, guard.args)) for guard in row.guards)


def _early_ends(profile: Profile) -> Iterator[Condition]:
    for place, row in enumerate(profile.early_ends):
        if any(_is_cooperation(fact) for fact in row.all_of):
            yield Condition(("early_ends", place), f"{row.period} may be ended for {row.reason}", row.conditional_by_law)


def _clocks(profile: Profile) -> Iterator[Condition]:
    for name, clock in profile.clocks.items():
        hangs = [fact for fact in (*clock.extends_until, *clock.suspended_by) if _is_cooperation(fact)]
        if hangs or only_with_cooperation((fact,) for fact in clock.starts_on):
            yield Condition(("clocks", name), f"the clock {name} runs only with cooperation", clock.conditional_by_law)


def _transitions(profile: Profile) -> Iterator[Condition]:
    for place, row in enumerate(profile.transitions):
        if _tainted(profile, row):
            says = f"{profile.events[row.event].label}: open only with cooperation"
            yield Condition(("transitions", place), says, row.conditional_by_law)


def _states(profile: Profile) -> Iterator[Condition]:
    """A status with rights of its own that only cooperation opens, by whichever of its states: told once, at the first of them."""
    free = reachable(profile, freely=True)
    given = UNREACHED | {state.status for state in profile.states if state.id in free}
    gates = [row for row in profile.transitions if row.to not in free and free & set(row.origins)]
    by_law = gates[0].conditional_by_law if gates and all(row.conditional_by_law for row in gates) else None
    for place, state in enumerate(profile.states):
        if state.id not in free and state.status not in given:
            given |= {state.status}
            says = f"the rights of a person who is {state.status} are reached in {state.id} only with cooperation"
            yield Condition(("states", place), says, by_law)


def _entitlements(profile: Profile) -> Iterator[Condition]:
    for place, row in enumerate(profile.entitlements):
        opens, ends = row.opens_on or (), row.ends_on or ()
        if only_with_cooperation((fact,) for fact in opens) or any(_is_cooperation(fact) for fact in ends):
            says = f"{', '.join(row.id)} opens or ends with cooperation"
            yield Condition(("entitlements", place), says, row.conditional_by_law)
    for place, own in enumerate(profile.own):
        if only_with_cooperation((fact,) for fact in own.opens_on) or any(_is_cooperation(fact) for fact in own.ends_on):
            yield Condition(("own", place), f"{own.id} opens or ends with cooperation", None)
