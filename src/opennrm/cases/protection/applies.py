"""Protection adds no rows of its own: the spine's ledger rows follow from its facts. What waits for whom beside the rights."""

from collections.abc import Iterator

from opennrm.cases.protection import rules
from opennrm.cases.spine.state import CaseState, Line
from opennrm.cases.spine.waiting import waits
from opennrm.countries.profile import Profile


@waits
def bar_to_be_noted(state: CaseState, profile: Profile) -> Iterator[Line]:
    """Who was told of the bar puts it into its own files. Source: CETS 197 Art 10(2), 13(1)."""
    if state.note("protection.unnoted"):
        yield Line("protection.bar", "migration_authority")


@waits
def guardian_to_be_named(state: CaseState, profile: Profile) -> Iterator[Line]:
    """A child that lost its guardian waits for the next; an adult who has one is let go. Source: CETS 197 Art 10(3), 10(4)(a)."""
    if rules.guardian_wanted(state, profile):
        yield Line("protection.guardian", "child_office")
    if rules.guardian_over(state, profile):
        yield Line("protection.guardian_over", "child_office")
