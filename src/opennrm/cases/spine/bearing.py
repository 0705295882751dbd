"""On which facts the rows of each right depend: what an event does not bear on stays in the ledger as it is, and is not counted again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from opennrm.cases.spine.facts import DERIVED_FROM
from opennrm.cases.spine.once import once_a_profile
from opennrm.cases.spine.plan import Right, plan_of
from opennrm.countries.dated import ATTRIBUTES
from opennrm.countries.facts import Asked
from opennrm.countries.profile import Clock, Profile
from opennrm.standards.entitlement import Entitlement
from opennrm.standards.load import law

__all__ = ["Owed", "fields_that_bear", "owed", "places"]


@dataclass(frozen=True, slots=True)
class Owed:
    """One entitlement as a profile has it, and all on which its rows depend.

    `keys`: what is asked of the facts, with the qualifier where there is one. `always`: any fact may bear on it, since it is open from the
    first that is known, or counts to the last.
    """

    entitlement: str
    rights: tuple[Right, ...]
    keys: frozenset[str]
    always: bool

    def touched_by(self, changed: frozenset[str]) -> bool:
        """Whether its rows may differ after a change under these names. Source: law-as-data 3."""
        return self.always or not self.keys.isdisjoint(changed)


@once_a_profile
def owed(profile: Profile) -> tuple[Owed, ...]:
    """Every entitlement of a profile that a case can show, in their order. Source: law-as-data 3."""
    return tuple(_owed(profile, tuple(rights)) for _, rights in groupby(plan_of(profile).rights, key=lambda right: right.entitlement.id))


@once_a_profile
def places(profile: Profile) -> dict[str, int]:
    """The place of each entitlement in their order. Source: law-as-data 3."""
    return {one.entitlement: place for place, one in enumerate(owed(profile))}


@once_a_profile
def fields_that_bear(profile: Profile) -> frozenset[str]:
    """The fields of the facts on which some row of the ledger here can depend: an event that changes no other leaves the ledger as it is.

    Source: design 3, projections; law-as-data 3.
    """
    asked = {Asked.parse(key).name for one in owed(profile) for key in one.keys}
    return frozenset(law().facts[name].field for name in asked if name in law().facts)


def _owed(profile: Profile, rights: tuple[Right, ...]) -> Owed:
    one = rights[0].entitlement
    ids = {right.local.clock for right in rights if right.local is not None and right.local.clock is not None}
    clocks = [profile.clocks[id] for id in sorted(ids)]
    asked = {asked.key for right in rights for asked in (*right.opens_on, *right.ends_on)}
    named = chain(one.met_by, one.reasons, *((*clock.starts_on, *clock.extends_until, *clock.suspended_by) for clock in clocks))
    keys = {*asked, *(Asked.parse(name).key for name in named), *one.breached_by, *ATTRIBUTES, *_done(one), *_time(profile, one)}
    keys |= {f"period.length:{id}" for id in ids}
    if any(right.who for right in rights):
        keys.add("state")
    return Owed(
        entitlement=one.id,
        rights=rights,
        keys=frozenset(keys | {under for key in keys for under in DERIVED_FROM.get(Asked.parse(key).name, ())}),
        always=any(not right.who and not right.opens_on for right in rights) or any(_to_the_last(clock) for clock in clocks),
    )


def _to_the_last(clock: Clock) -> bool:
    """Whether it counts to the last day of which anything is known: what holds it may, and another length may begin by then."""
    return bool(clock.suspended_by) or clock.governed_by != "start"


def _done(one: Entitlement) -> Iterator[str]:
    for what in ("given", "declined", "unavailable", "withheld", "asked_for"):
        yield f"{what}:{one.asked_as}"


def _time(profile: Profile, one: Entitlement) -> Iterator[str]:
    """What is asked of a protected time."""
    if one.period is not None:
        yield from (f"period:{one.period}", f"period.refused:{one.period}")
        yield from (Asked.parse(name).key for end in profile.early_ends if end.period == one.period for name in end.all_of)
