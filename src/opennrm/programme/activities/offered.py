"""What a form of the programme offers to choose from: bodies, countries, activities, aims, clauses of the own record."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from uuid import UUID

from django.utils.safestring import SafeString

from opennrm.programme import words
from opennrm.programme.activities import reads
from opennrm.programme.fields import NamedField, offers
from opennrm.ui.components.markup import joined
from opennrm.ui.forms import Sheet

__all__ = ["Offered", "offered"]


class Offered:
    """Names by the code or key behind them, and what stands in no list but in boxes. What no field asks for is not read."""

    def __init__(self, agency: UUID, confidence: UUID | None, linked: Mapping[str, str]) -> None:
        self._agency, self._confidence, self._linked = agency, confidence, linked

    @cached_property
    def bodies(self) -> Mapping[str, str]:
        """The organisations of the agency."""
        return reads.body_names(self._agency)

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """Every country."""
        return dict(words.countries())

    @cached_property
    def activities(self) -> Mapping[str, str]:
        """The latest activities, and those to which a record is linked already, however old they are."""
        return {**reads.latest_names(self._agency, self._confidence), **self._linked}

    @cached_property
    def _aims(self) -> list[tuple[str, str, list[str]]]:
        return reads.aims_named(self._agency)

    @property
    def aims(self) -> words.Choices:
        """The aims of the agency."""
        return [(key, subject) for key, subject, _ in self._aims]

    @property
    def taskings(self) -> words.Choices:
        """The taskings that its aims answer."""
        return [(id, f"{id}: {words.clause(id)}") for id in sorted({id for _, _, named in self._aims for id in named})]

    def names(self, offered: str) -> Mapping[str, str]:
        """The names that a field offers: bodies, countries or activities."""
        found: Mapping[str, str] = getattr(self, offered)
        return found

    def lists(self, *sheets: Sheet) -> SafeString:
        """The lists of names that fields of these forms offer, each once on the page."""
        asked = {field.offered for sheet in sheets for field in sheet.fields.values() if isinstance(field, NamedField)}
        return joined(*(offers(name, self.names(name)) for name in sorted(asked)))


def offered(agency: UUID, confidence: UUID | None, linked: Mapping[str, str] = MappingProxyType({})) -> Offered:
    """What an officer of the agency chooses from; of activities the latest and those that are `linked`, by key."""
    return Offered(agency, confidence, linked)
