"""What stands on record, for whoever makes a report or a list of it: in the shapes in which it was typed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID

from opennrm.programme import typed

__all__ = ["Dossier"]

_NOTHING: Mapping[str, UUID] = MappingProxyType({})


@dataclass(frozen=True)
class Dossier:
    """Everything of one agency that a reader may see: nothing in it hints at what was left out. Bodies by key; the rest in order of time.

    Source: issue 13, point 7 and Not this (a reader without the right sees neither confidential records nor their effect on counts).
    """

    bodies: Mapping[str, typed.Body]
    aims: tuple[typed.Aim, ...]
    promises: tuple[typed.Promise, ...]
    activities: tuple[typed.Activity, ...]
    ids: Mapping[str, UUID] = field(default_factory=lambda: _NOTHING)  # of activities, by key: where a record is opened
    materials: tuple[typed.Material, ...] = ()
    interventions: tuple[typed.Intervention, ...] = ()  # the open part of those that reports may tell of

    def activity(self, key: str) -> typed.Activity | None:
        """The activity under a key, if it is among them. Source: issue 13, point 7."""
        return next((one for one in self.activities if one.key == key), None)
