"""Which agencies of a case a page may name, by who is in it and why. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opennrm.access.policy import Holder
from opennrm.cases.spine.owners import FORCE
from opennrm.cases.spine.state import CaseState

if TYPE_CHECKING:
    from opennrm.access.doors import CaseDoor


def may_name(door: CaseDoor, state: CaseState, agency: Holder) -> bool:
    """Whether a page may name this agency (`CaseDoor.names`). A police force that is in the case only because the authority told it was
    found by a place, which may be where the person lives: it is named to whoever reads where the person is, as the authority knows it.

    Source: decisions 0005 and 0016; CETS 197 Art 11(1), 12(2).
    """
    if agency.agency == door.actor.agency or not _only_told(state, agency):
        return door.names(agency)
    return door.may("contact_and_location", "read", Holder(state.agency_by("competent_authority"), "competent_authority")).allowed


def _only_told(state: CaseState, agency: Holder) -> bool:
    """By each of its ties, of those that ended too."""
    return {tie.relation for tie in state.ties if tie.agency == agency.agency} == {FORCE}
