"""What is needed at once, from the moment that somebody notes it until somebody answers it: by when, and whose turn it is. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.owners import relation_of
from opennrm.cases.spine.plan import plan_of
from opennrm.cases.spine.state import CaseState
from opennrm.countries.clocks import due_from
from opennrm.countries.facts import Entry, running
from opennrm.countries.profile import Profile
from opennrm.standards.entitlement import Kind
from opennrm.standards.load import law
from opennrm.standards.refusal import Refusal, gettext_noop

UNKNOWN = gettext_noop("%(need)s: choose from the list of what may be needed at once")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A need that nobody has answered yet: since when it is known, and by when it is to be met."""

    code: str
    since: Entry
    due: date


def may_need(codes: Collection[str]) -> Iterator[Refusal]:
    """Only what the list of needs has; which of them open a right is the law's. Source: CETS 197 Art 12(1); standards, needs."""
    for code in codes:
        if code not in law().needs:
            yield Refusal("need.unknown", UNKNOWN, "standards, needs", field="needs", need=code)


def unanswered(state: CaseState, profile: Profile) -> tuple[Wanted, ...]:
    """The needs that were noted and have neither been met nor declined since, the most pressing first. Source: CETS 197 Art 12(1)."""
    if not state.facts.protection.need:
        return ()
    found = ((code, _since(code, state.facts, profile)) for code in law().needs)
    return tuple(Wanted(code, since, _due(code, since, state.facts, profile)) for code, since in found if since is not None)


def _since(code: str, facts: CaseFacts, profile: Profile) -> Entry | None:
    things = _answers(code, profile)
    acts = [entry for thing in things for name in ("given", "declined") for entry in facts.entries(f"{name}:{thing}")]
    return next((need for need in facts.entries(f"need:{code}") if not _answered(need, acts, things, facts)), None)


def _answered(need: Entry, acts: list[Entry], things: dict[str, Kind | None], facts: CaseFacts) -> bool:
    lasts = any(running(facts, f"given:{thing}", need.on) for thing, kind in things.items() if kind is Kind.PROVIDE_WHILE)
    return lasts or any((act.on, act.seq) > (need.on, need.seq) for act in acts)


def _answers(code: str, profile: Profile) -> dict[str, Kind | None]:
    """The things that answer a need, and how each is owed here."""
    owed = {one.thing: one.kind for one in plan_of(profile).entitlements.values() if one.thing}
    opened = (one.thing for one in plan_of(profile).entitlements.values() if one.thing and f"need:{code}" in one.opens_on)
    return {thing: owed.get(thing) for thing in (*law().needs[code].answered_by, *opened)}


def _due(code: str, since: Entry, facts: CaseFacts, profile: Profile) -> date:
    """By the clocks that a need starts; without one it is needed on the very day."""
    started = (clock for clock, one in profile.clocks.items() if f"need:{code}" in one.starts_on)
    days = (due_from(profile, clock, since, facts, since.on).due_on for clock in started)
    return min((day for day in days if day), default=since.on)


def owed_here_by(state: CaseState, code: str) -> frozenset[str]:
    """The relations in the case that owe a right which the need has opened: the ledger then says that it is their turn.

    Source: law-as-data 3.
    """
    here = {tie.relation for tie in state.ties if tie.live}
    rows = (held.row for held in state.ledger.values() if held.row.opened_by == f"need:{code}")
    return frozenset(relation_of(row.responsible) for row in rows if row.flat()["wants"]) & here


def taken_up(state: CaseState, profile: Profile, need: Wanted, relations: Collection[str]) -> bool:
    """Whether an agency tied by one of these relations has recorded anything here since the need: to be named in a case is not to come.

    That what answers it is not to be had, or is withheld, gives nobody a bed: the need is then not taken up. Source: CETS 197 Art 12(1).
    """
    things = _answers(need.code, profile)
    lacking = (one for thing in things for name in ("unavailable", "withheld") for one in state.facts.entries(f"{name}:{thing}"))
    if any((one.on, one.seq) > (need.since.on, need.since.seq) for one in lacking):
        return False
    bodies = {tie.agency for tie in state.ties if tie.live and tie.relation in relations}
    return any(state.wrote.get(one, -1) >= need.since.seq for one in bodies)
