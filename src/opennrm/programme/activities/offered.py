"""What a form of the programme offers to choose from: bodies, countries, activities, aims, clauses of the own record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.safestring import SafeString

from opennrm.programme import words
from opennrm.programme.activities import reads
from opennrm.programme.fields import NamedField, offers
from opennrm.ui.components.markup import joined
from opennrm.ui.forms import Sheet

__all__ = ["Offered", "offered"]


@dataclass(frozen=True)
class Offered:
    """Names by the code or key behind them, and what stands in no list but in boxes."""

    bodies: Mapping[str, str]
    countries: Mapping[str, str]
    activities: Mapping[str, str]
    aims: words.Choices
    taskings: words.Choices

    def lists(self, *sheets: Sheet) -> SafeString:
        """The lists of names that fields of these forms offer, each once on the page."""
        names = {"bodies": self.bodies, "countries": self.countries, "activities": self.activities}
        asked = {field.offered for sheet in sheets for field in sheet.fields.values() if isinstance(field, NamedField)}
        return joined(*(offers(name, names[name]) for name in sorted(asked)))


def offered(agency: UUID, confidence: UUID | None) -> Offered:
    """What an officer of the agency chooses from; of activities the latest."""
    aims = reads.aims_named(agency)
    taskings = sorted({id for _, _, named in aims for id in named})
    return Offered(
        bodies=reads.body_names(agency),
        countries=dict(words.countries()),
        activities=reads.latest_names(agency, confidence),
        aims=[(key, subject) for key, subject, _ in aims],
        taskings=[(id, f"{id}: {words.clause(id)}") for id in taskings],
    )
