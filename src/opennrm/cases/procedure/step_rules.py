"""Which steps only this country's procedure has, and whether one may be taken. Pure.

The guards of the profile stand against it beside. Cooperation with the authorities is no argument here: where the law itself asks for it,
the profile says so by its clause. Source of that: CETS 197 Art 12(6).
"""

from collections.abc import Iterator
from datetime import date

from opennrm.cases.procedure.rules import leads, may_have_been, source_of, written
from opennrm.cases.procedure.step_events import DECISION
from opennrm.cases.spine.once import once_a_profile
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile
from opennrm.standards.refusal import Refusal, gettext_noop

__all__ = ["decides_nothing_else", "is_a_decision", "may_take", "own_steps", "steps_from"]

NONE_SUCH = gettext_noop("The procedure of this country has no such step of its own")
# What other pages record with all that belongs to it: the decisions on identification, word of a decision, the end of a time.
ELSEWHERE = ("decision:rg", "decision:cg", "notified:")
ENDS_A_TIME = frozenset({"early_end_ground", "minimum_over"})
DECIDING = ("rg.positive", "rg.propose_negative", "rg.negative", "cg.positive", "cg.propose_negative", "cg.negative", "joint.agree")


@once_a_profile
def own_steps(profile: Profile) -> tuple[str, ...]:
    """The steps that no other country has and that no page of ours records otherwise. Source: profile, events and transitions."""
    ends = {row.event for row in profile.transitions if {guard.guard for guard in row.guards} & ENDS_A_TIME}
    return tuple(
        name
        for name, event in profile.events.items()
        if event.does is None and name not in ends and not (event.records or "").startswith(ELSEWHERE)
    )


def steps_from(profile: Profile, place: str, on: date) -> tuple[str, ...]:
    """Of these the steps that lead from here. Source: law-as-data 1, Transition."""
    return tuple(step for step in own_steps(profile) if leads(profile, place, step, on))


def decides_nothing_else(profile: Profile, place: str, on: date) -> bool:
    """Whether no decision on identification can be made from here, so that the case waits for such a step. Source: law-as-data 1."""
    return not any(leads(profile, place, does, on) for does in DECIDING)


def is_a_decision(profile: Profile, step: str) -> bool:
    """Whether something is decided about the person by it. Source: profile, events."""
    return (profile.events[step].records or "").startswith(DECISION)


def may_take(state: CaseState, profile: Profile, step: str, said: tuple[date, str], today: date) -> Iterator[Refusal]:
    """It is a step of this country, on a day that has come; a decision has its reasons. `said`: day and words. Source: SG 14.181."""
    on, words = said
    if step not in own_steps(profile):
        yield Refusal("procedure.no-step", NONE_SUCH, f"{profile.country} profile, events")
        return
    yield from may_have_been(state, on, today)
    if is_a_decision(profile, step):
        yield from written(words, "words", source_of(profile, state.state, step, today))
