"""What the pages of the procedure ask. Scoped by the door that is passed in."""

from datetime import date

from opennrm.cases.procedure import rules
from opennrm.cases.spine import codes
from opennrm.cases.spine.codes import Choices
from opennrm.cases.spine.state import CaseState
from opennrm.countries.clocks import due
from opennrm.countries.profile import Profile


def held_clocks(profile: Profile, state: CaseState, on: date) -> list[str]:
    """The clocks that the law here holds while the procedure rests, by their names; those alone that run in this case."""
    held = {id: clock for id, clock in profile.clocks.items() if "suspended" in clock.suspended_by}
    return [clock.label.told(codes.reads_in()) for id, clock in held.items() if due(profile, id, state.facts, on).starts_on is not None]


def found_by() -> Choices:
    """Who may find that to leave is in the child's best interests, in words."""
    return [(kind, codes.word("agency_kinds", kind)) for kind in rules.FOUND_BY_KINDS]
