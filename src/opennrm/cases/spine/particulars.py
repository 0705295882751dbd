"""Who a person is and how the person is reached: the sealed fields by name, and who noted the ways that hold. Pure.

The referral seals them first; what is learned later has the same fields, so that a page finds the latest of each.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from opennrm.access.policy import enforces
from opennrm.cases.spine.state import CaseState, noting
from opennrm.standards.refusal import gettext_noop

# Sealed fields in the order in which a page shows them.
IDENTITY = {
    "identity.given_names": gettext_noop("Given names"),
    "identity.family_names": gettext_noop("Family names"),
    "identity.aliases": gettext_noop("Other names in use"),
    "identity.birth": gettext_noop("Date of birth"),
}
WAYS = {
    "contact.phone": gettext_noop("Safe to call"),
    "contact.message": gettext_noop("Safe to write a message to"),
    "contact.email": gettext_noop("Safe e-mail"),
    "contact.post": gettext_noop("Safe address for letters"),
    "contact.through": gettext_noop("Safe through somebody"),
}
CHANNELS = tuple(code.removeprefix("contact.") for code in WAYS)  # as the fields of forms and events are named
CONTACT = {
    **WAYS,
    "contact.when_safe": gettext_noop("When it is safe"),
    "contact.never": gettext_noop("What must never be done"),
    "contact.stays": gettext_noop("Where the person stays now"),
}
# What is sealed in a field that says nothing any more: an empty text would leave the earlier one standing.
NO_LONGER = "\N{EMPTY SET}"
UNCONFIRMED_WAYS = gettext_noop(
    "An agency that can detain or remove noted these ways. None counts as safe until somebody else has asked the person: confirm or "
    "replace them under “Change how the person is reached”."
)


@dataclass(frozen=True, slots=True)
class SafeWays:
    """The ways that hold: which, by whom and in which kind noted, since when."""

    channels: tuple[str, ...]
    agency: UUID
    agency_kind: str
    on: date


def with_ways(state: CaseState, ways: SafeWays) -> CaseState:
    """The state in which these ways hold and no earlier one. Source: SG 14.182."""
    return noting(state, "person.ways", ways)


def ways_of(state: CaseState) -> SafeWays | None:
    """The ways that hold, and who noted them; None before any were. Source: SG 14.182."""
    found: SafeWays | None = state.note("person.ways")
    return found


def unconfirmed(state: CaseState) -> SafeWays | None:
    """The ways that hold, where an agency that can detain or remove noted them: safe for no notice until another agency has asked the
    person and written down which are. Source: SG 14.182; CETS 197 Art 12(2), 12(6); decision 0007.
    """
    ways = ways_of(state)
    return ways if ways and ways.channels and enforces(ways.agency_kind) else None


def told_by_authority(state: CaseState) -> tuple[str, ...]:
    """The channels by which the authority may itself reach the person: none where a provider noted them, whose note it does not read (then
    the outcome goes through the provider), and none that nobody but enforcement calls safe.

    Source: access/policy.yaml, authority.notice; decision 0007.
    """
    ways = ways_of(state)
    return ways.channels if ways and ways.agency_kind != "support_provider" and not unconfirmed(state) else ()
