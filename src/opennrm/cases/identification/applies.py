"""Identification adds no rows of its own: the spine's rows follow from its facts, and from what waits for whom."""

from collections.abc import Iterator
from datetime import date

from opennrm.cases.identification.police_rules import AUTHORITY, is_awaited, is_to_tell
from opennrm.cases.identification.stages import stage_of
from opennrm.cases.spine.begun import unsaid
from opennrm.cases.spine.outcomes import is_owed_word
from opennrm.cases.spine.owners import FORCE
from opennrm.cases.spine.state import CaseState, Line
from opennrm.cases.spine.waiting import waits
from opennrm.countries.profile import Profile


@waits
def review_and_notice(state: CaseState, profile: Profile) -> Iterator[Line]:
    """A proposal waits for the second reviewer, a decision for being told. The decision itself stands in the ledger."""
    if state.note("identification.proposed") is not None:
        yield Line("identification.review", "competent_authority", _decision_due(state, profile), lane="review")
    if is_owed_word(state):
        yield Line("identification.notice", "competent_authority")


@waits
def what_a_time_depends_on(state: CaseState, profile: Profile) -> Iterator[Line]:
    """A protected time would begin by law if the case said for whom: the authority that decided records it. Source: CETS 197 Art 13(1)."""
    if state.kind == "case" and not profile.is_end(state.state) and unsaid(state.facts, profile):
        yield Line("identification.unsaid", AUTHORITY)


@waits
def police_to_be_told(state: CaseState, profile: Profile) -> Iterator[Line]:
    """The law here names a police force that is told of a referral, and nobody told one yet. Source: profile, police_routing."""
    if is_to_tell(profile, state):
        yield Line("identification.force", AUTHORITY)


@waits
def crime_reference(state: CaseState, profile: Profile) -> Iterator[Line]:
    """The force that was told gives its reference back, once it is a crime by the law here. Source: profile, police_routing."""
    if is_awaited(profile, state):
        yield Line("identification.crime_reference", FORCE)


def _decision_due(state: CaseState, profile: Profile) -> date | None:
    opens = stage_of(profile, state).opens
    return next((held.row.due_on for held in state.ledger.values() if held.row.entitlement == opens), None)
