"""What is asked of protection: may this person be removed on a day? Scoped by the door that is passed in."""

from datetime import date

from opennrm.access.doors import CaseDoor
from opennrm.cases.protection.rules import Bar, removal_on
from opennrm.cases.spine import reads


def may_be_removed(door: CaseDoor, on: date) -> Bar:
    """What bars a removal on that day, by the ledger."""
    return removal_on(tuple(reads.rights_of(door.case_id)), on)
