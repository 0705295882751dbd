"""The procedure adds no rows of its own: the spine's rows follow from its facts, and from what waits for whom."""

from collections.abc import Iterator

from opennrm.cases.procedure import rules, step_rules
from opennrm.cases.procedure.events import ASKED, END_PROPOSED
from opennrm.cases.spine.state import CaseState, Line
from opennrm.cases.spine.waiting import waits
from opennrm.countries.clocks import due
from opennrm.countries.profile import Profile

ANSWERED_BY = "reconsideration_answer"


@waits
def somebody_looks_whether_it_can_go_on(state: CaseState, profile: Profile) -> Iterator[Line]:
    """Where the procedure rests no clock reminds anybody, so the case itself does, as long as it can go on. Source: SG 14.196-204."""
    rested = state.facts.entries("suspended")
    if rested and rested[-1].until is None and rules.leads(profile, state.state, "resume", rested[-1].on):
        yield Line("procedure.resume", "competent_authority")


@waits
def a_step_of_this_country_waits(state: CaseState, profile: Profile) -> Iterator[Line]:
    """Where the procedure can go on by a step of this country alone and the authority's turn it is, no right reminds anybody.

    Source: domain 1.2, whose turn; profile, states.
    """
    place = next((one for one in profile.states if one.id == state.state), None)
    sent, on = state.facts.entries("referral.received"), state.since
    if not sent or place is None or place.end or place.owner != "competent_authority" or on is None:
        return
    if step_rules.steps_from(profile, place.id, on) and step_rules.decides_nothing_else(profile, place.id, on):
        yield Line("procedure.step", "competent_authority")


@waits
def an_end_wants_a_second_person(state: CaseState, profile: Profile) -> Iterator[Line]:
    """A proposal that a decision ends waits for somebody else than who made it. Source: SG 14.74, as the model."""
    if state.note(END_PROPOSED) is not None:
        yield Line("procedure.end_review", "competent_authority", lane="review")


@waits
def a_request_wants_an_answer(state: CaseState, profile: Profile) -> Iterator[Line]:
    """That it was asked to look again, until it is answered; by when, where the country sets a day. Source: SG 14.227."""
    asked = state.facts.entries("reconsideration.asked")
    if state.note(ASKED) is not None and asked:
        set_here = ANSWERED_BY in profile.clocks
        by = due(profile, ANSWERED_BY, state.facts, asked[-1].on).due_on if set_here else None
        yield Line("procedure.reconsideration", "competent_authority", by)
