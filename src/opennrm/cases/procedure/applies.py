"""The procedure adds no rows of its own: the spine's rows follow from its facts, and from what waits for whom."""

from collections.abc import Iterator

from opennrm.cases.spine.state import CaseState, Line
from opennrm.cases.spine.waiting import waits
from opennrm.countries.profile import Profile


@waits
def somebody_looks_whether_it_can_go_on(state: CaseState, profile: Profile) -> Iterator[Line]:
    """Where the procedure rests no clock reminds anybody, so the case itself does. Source: SG 14.196-204."""
    rested = state.facts.entries("suspended")
    if rested and rested[-1].until is None:
        yield Line("procedure.resume", "competent_authority")
