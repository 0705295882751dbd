"""Whom to call: agencies of the mechanism that help, and how to reach them. Nothing of a case stands in it, so it is the same for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from opennrm.cases.spine import codes
from opennrm.cases.spine.about import About
from opennrm.mechanism import reads as mechanism

LABOUR_RIGHTS = ("labour_inspectorate", "trade_union", "legal_aid")
OTHER_HELP = ("health", "social_services", "support_provider", "legal_aid", "hotline")
TONIGHT = ("health", "social_services", "support_provider", "hotline")
CHILD_TONIGHT = ("child_office", *TONIGHT)
MOST = 12


@dataclass(frozen=True, slots=True)
class Help:
    """Where there is help: an agency and how to reach it."""

    name: str
    kind: str
    phone: str
    email: str


def tonight(about: About, on: date) -> list[Help]:
    """Whom to call where something cannot wait: for an adult who helps adults, else the child office first."""
    return whom(TONIGHT if about.age == "adult" else CHILD_TONIGHT, about.region, on)


def whom(kinds: Sequence[str], region: str, on: date) -> list[Help]:
    """Agencies of these kinds that take part in the mechanism: those of the region first, then in the order of the kinds."""
    found = [one for kind in kinds for one in mechanism.agencies_that(kind=kind, on=on)]
    nearest = sorted(found, key=lambda one: (one.region != region, kinds.index(one.kind)))[:MOST]
    return [Help(one.name, codes.word("agency_kinds", one.kind), one.contact_phone, one.contact_email) for one in nearest]
