"""What a form of the programme offers to choose from: bodies, countries, activities, materials, aims, taskings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from uuid import UUID

from django.utils.safestring import SafeString

from opennrm.programme import clauses, words
from opennrm.programme.activities import reads
from opennrm.programme.fields import NamedField, offers
from opennrm.programme.found import Found, FoundField
from opennrm.standards.load import law
from opennrm.ui.components.markup import joined
from opennrm.ui.forms import Sheet

__all__ = ["Offered", "offered", "taskings"]

STATES = ("state", "returning_state", "state_of_nationality")


class Offered:
    """Names by the code or key behind them, and what stands in no list but in boxes. What no field asks for is not read."""

    def __init__(self, agency: UUID, found: Mapping[str, Found]) -> None:
        self._agency, self._found = agency, found

    @cached_property
    def bodies(self) -> Mapping[str, str]:
        """The organisations of the agency."""
        return reads.body_names(self._agency)

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """Every country."""
        return dict(words.countries())

    @cached_property
    def _aims(self) -> list[tuple[str, str, list[str]]]:
        return reads.aims_named(self._agency)

    @property
    def aims(self) -> words.Choices:
        """The aims of the agency."""
        return [(key, subject) for key, subject, _ in self._aims]

    @property
    def taskings(self) -> words.Choices:
        """The taskings that there are."""
        return [(id, clauses.listed()[id]) for id in taskings(id for _, _, named in self._aims for id in named)]

    def names(self, offered: str) -> Mapping[str, str]:
        """The names that a field offers: bodies or countries."""
        found: Mapping[str, str] = getattr(self, offered)
        return found

    def found(self, kind: str) -> Found:
        """What is found by words: activities or materials."""
        return self._found[kind]

    def lists(self, *sheets: Sheet) -> SafeString:
        """The lists of names that fields of these forms offer, each once on the page."""
        fields = [field for sheet in sheets for field in sheet.fields.values()]
        asked = {field.offered: self.names(field.offered) for field in fields if isinstance(field, NamedField)}
        if any(isinstance(field, clauses.ClausesField) for field in fields):
            asked[clauses.OFFERED] = clauses.listed()
        asked |= {field.kind: field.of.latest for field in fields if isinstance(field, FoundField)}
        return joined(*(offers(name, asked[name]) for name in sorted(asked)))


def offered(
    agency: UUID, confidence: UUID | None, linked: Mapping[str, str] = MappingProxyType({}), materials: Iterable[str] = ()
) -> Offered:
    """What an officer of the agency chooses from; of activities and materials the latest and those that a record names already.

    `linked`: activities by key with their names, or nothing where the name is to be looked up; `materials`: keys.
    """
    named = {"activity": linked, "material": dict.fromkeys(materials, "")}
    return Offered(agency, {kind: Found(kind, agency, confidence, standing) for kind, standing in named.items()})


def taskings(named: Iterable[str]) -> list[str]:
    """The clauses with which an organisation is tasked, as the law has them, and those that are named as such besides."""
    chosen = set(named)
    return [id for id, clause in law().clauses.items() if id in chosen or clause.addressee not in STATES]
