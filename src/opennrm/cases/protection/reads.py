"""What is asked of protection: may this person be removed on a day, how does the period stand? Scoped by the door that is passed in."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from opennrm.access.doors import CaseDoor
from opennrm.cases.protection import rules
from opennrm.cases.protection.events import REFLECTION
from opennrm.cases.protection.rules import Bar, removal_on
from opennrm.cases.spine import reads
from opennrm.cases.spine.door import once
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.right_words import words_of
from opennrm.cases.spine.state import CaseState
from opennrm.countries.clocks import due
from opennrm.countries.facts import latest, running
from opennrm.countries.profile import Profile
from opennrm.mechanism import reads as mechanism


def may_be_removed(door: CaseDoor, on: date) -> Bar:
    """What bars a removal on that day, by the ledger."""
    return removal_on(tuple(reads.rights_of(door.case_id)), on)


def stands(facts: CaseFacts, profile: Profile, on: date) -> Iterator[str]:
    """How the period stands: since when it runs, until when at least, what it awaits."""
    runs = running(facts, f"period:{REFLECTION}", on)
    yield gettext("It runs since %(day)s.") % {"day": words_of(runs.on)} if runs else gettext("It does not run.")
    clock = rules.clock_of(profile)
    counted = due(profile, REFLECTION, facts, on) if clock is not None else None
    if counted is not None and counted.counted_on is not None:
        yield gettext("Its minimum is over on %(day)s, not before.") % {"day": words_of(counted.counted_on)}
    if clock is not None and clock.extends_until and latest(facts, clock.extends_until, on) is None:
        yield gettext("It lasts until the final decision, which is not taken yet.")


def kind_of(agency: UUID) -> str:
    """The kind of an agency; nothing for one that is not there."""
    found = once(("agency", agency), lambda: mechanism.agency(agency))
    return found.kind if found else ""


def guardian_of(state: CaseState) -> UUID:
    """The agency that is the child's guardian; raises LookupError where there is none."""
    if (agency := state.agency_by("guardian")) is None:
        raise LookupError("no guardian")
    return agency


def agencies(kinds: tuple[str, ...], on: date) -> list[tuple[str, str]]:
    """The agencies of these kinds that take part, as a form offers them."""
    return [(str(one.pk), one.name) for kind in kinds for one in mechanism.agencies_that(kind=kind, on=on)]


def bar_to_tell(door: CaseDoor, on: date) -> Bar:
    """The bar of which who would remove has to know, by the ledger."""
    return rules.to_tell(reads.rights_of(door.case_id), on)
