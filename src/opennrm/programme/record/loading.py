"""A document's records into an installation, through the actions alone; as often as one likes, with the same end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction

from opennrm.programme import typed
from opennrm.programme.activities import actions, models, reads
from opennrm.programme.door import Keeper
from opennrm.programme.interventions import actions as letter_actions
from opennrm.programme.interventions import reads as letters
from opennrm.programme.interventions.models import Intervention
from opennrm.programme.materials import actions as material_actions
from opennrm.programme.materials import reads as texts
from opennrm.programme.materials.models import Material
from opennrm.programme.record.source import Record

__all__ = ["Loaded", "load"]

# Who writes each kind and where it lies, in the order in which they are taken out: what names others first.
ROOMS: Mapping[type[typed.Typed], tuple[Any, Any]] = MappingProxyType(
    {
        typed.Promise: (actions, models.Promise),
        typed.Activity: (actions, models.Activity),
        typed.Aim: (actions, models.Aim),
        typed.Intervention: (letter_actions, Intervention),
        typed.Material: (material_actions, Material),
        typed.Body: (actions, models.Body),
    }
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many records were new, put right, as they stood, and taken out because the files hold them no more."""

    new: int
    changed: int
    same: int
    removed: int


@transaction.atomic
def load(keeper: Keeper, record: Record, at: datetime) -> Loaded:
    """Record what the files say, for the keeper's agency; what they say no more is taken out. Source: issue 13, point 8."""
    standing = {(type(one), one.key): one for one in _standing(keeper)}
    wanted = {(type(one), one.key): one for one in record.in_order()}
    new = [one for name, one in wanted.items() if name not in standing]
    changed = [one for name, one in wanted.items() if name in standing and _plain(standing[name]) != _plain(one)]
    for one in (*new, *changed):
        ROOMS[type(one)][0].record(keeper, one, at)
    ours = [name for name, one in standing.items() if name not in wanted and _is_from(one, record.source.id)]
    for kind, key in sorted(ours, key=lambda name: list(ROOMS).index(name[0])):
        room, table = ROOMS[kind]
        room.remove(keeper, table.objects.get(agency=keeper.agency, key=key), at)
    return Loaded(len(new), len(changed), len(wanted) - len(new) - len(changed), len(ours))


def _standing(keeper: Keeper) -> Iterator[typed.Typed]:
    found = reads.dossier(keeper.agency, keeper.agency)
    yield from (*found.bodies.values(), *found.aims, *found.activities, *found.promises)
    yield from texts.materials(texts.readable(keeper.agency, keeper.agency))
    yield from letters.recorded(keeper.agency)


def _plain(one: typed.Typed) -> typed.Typed:
    """A record with what belongs to it in the order of keys, as no table keeps another."""
    if not isinstance(one, typed.Activity):
        return one
    return one.model_copy(update={"outcomes": _sorted(one.outcomes), "findings": _sorted(one.findings)})


def _sorted(rows: Iterable[typed.Typed]) -> tuple[typed.Typed, ...]:
    return tuple(sorted(rows, key=lambda row: row.key))


def _is_from(one: typed.Typed, source: str) -> bool:
    return any(of.partition(":")[0] == source for of in one.sources)
