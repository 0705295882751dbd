"""The past of an entry, for whoever keeps it: what was put right, and each consent. Who it is has no past, and an erased entry has none.

It is not told to those to whom somebody is shown: they agreed that these see what stands now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop, pgettext

from opennrm.cases.spine import codes
from opennrm.programme import past, words
from opennrm.programme.contacts import models, shown
from opennrm.programme.contacts.typed import Evidence, Role
from opennrm.programme.past import COLUMNS, TURNS, Change, Table
from opennrm.programme.pointers import Pointer, pointed
from opennrm.ui.written import written

__all__ = ["PARTS", "past_of"]

# What is laid down with an entry, in the order of the page.
PARTS: Mapping[str, str] = {
    "professions": gettext_noop("Profession"),
    "topics": gettext_noop("What they know"),
    "languages": gettext_noop("Languages"),
    "countries": gettext_noop("Countries"),
    "roles": gettext_noop("Worked as"),
    "evidence": gettext_noop("What they have done"),
}


def _day(on: date) -> str:
    return written(on, pgettext("day", "j F Y"))


CONTACT = Table(
    gettext_noop("The entry"),
    columns={
        "kind": gettext_noop("Kind"),
        "shown_to": gettext_noop("To whom it is shown"),
        "agreed_on": gettext_noop("Day of the consent"),
        "agreed_until": gettext_noop("Until when the consent holds"),
        "agreed_how": gettext_noop("How they agreed"),
        "interviewed_in": gettext_noop("Interviewed in"),
        "sources": COLUMNS["sources"],
        "language": COLUMNS["language"],
    },
    told={
        "shown_to": lambda code: words.word("audiences", code),
        "agreed_on": _day,
        "agreed_until": _day,
        "agreed_how": lambda code: words.word("consents", code),
    },
    parts=PARTS,
    turns={"withdrawn_on": gettext_noop("the consent was taken back"), **TURNS},
)


@dataclass(frozen=True, slots=True)
class _Named:
    """Organisations and activities by key, as far as the reader may see them."""

    bodies: Mapping[str, Pointer]
    activities: Mapping[str, Pointer]


def past_of(row: models.Contact, confidence: UUID | None) -> list[Change]:
    """The past of an entry, the latest first, for whoever keeps it."""
    found = list(past.steps(CONTACT, models.Contact, id=row.pk))
    named = _Named(
        bodies=pointed("body", row.agency, confidence, past.named_in(found, "roles", "body")),
        activities=pointed("activity", row.agency, confidence, past.named_in(found, "evidence", "activity")),
    )
    return past.changes(found, lambda part, item: TELLS[part](item, named))


def _evidence(one: Mapping[str, Any], named: _Named) -> str:
    said = Evidence(**one)
    activity = named.activities.get(said.activity or "")
    return " · ".join(part for part in (shown.evidence_line(said, {}).words, activity.words if activity else "") if part)


TELLS: Mapping[str, Callable[[Any, _Named], str]] = {
    **past.TELLS,
    "professions": lambda one, named: words.word("professions", one),
    "languages": lambda one, named: codes.language(one),
    "roles": lambda one, named: shown.role_line(Role(**one), named.bodies),
    "evidence": _evidence,
}
