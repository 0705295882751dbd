"""One activity with all that belongs to it, for its page and its form: by prepared statements, a fifth of what the ORM takes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import OuterRef, Q, QuerySet, Subquery

from opennrm.journal.prepared import Prepared
from opennrm.programme.activities import models, reads
from opennrm.programme.activities.shown import chosen_as
from opennrm.programme.kept import IN_TIME

__all__ = ["belonging", "linked_from", "linked_to", "the", "version", "with_parts"]

Names = tuple[str, ...]
KEPT: Names = ("key", "language", "sources", "removed_at", "subject", "marks")
OTHER: Names = ("key", "pk", "agency", "confidential", "removed_at", "kind", "title", "subject", "said")  # of another activity
COLUMNS: Names = tuple(field.attname for field in models.Activity._meta.concrete_fields)
# Of each part: its table, the order of its rows, and what of them `reads.as_typed` looks at.
PARTS: dict[str, tuple[Any, tuple[Any, ...], Names]] = {
    "marks": (models.Mark, ("pk",), ("kind", "code")),
    "places": (models.Place, ("order",), ("country", "region", "town", "area", "about")),
    "parts": (models.Part, ("order",), ("role", "people", "country", "number", "body__key", "body__pk", "body__name")),
    "outcomes": (models.Outcome, IN_TIME, (*KEPT, "kind", "said", "evidence", "country", "body__key", "body__pk", "body__name")),
    "findings": (models.Finding, ("key",), (*KEPT, "countries")),
}
ENDS: Names = ("kind", *(f"{end}__{name}" for end in ("activity", "to") for name in OTHER))


def _latest(rows: QuerySet[models.Activity]) -> QuerySet[models.Activity, Any]:
    """The columns of an activity, and the number of its latest change."""
    changes = models.Activity.history.model.objects.filter(id=OuterRef("pk")).order_by("-history_id").values("history_id")[:1]
    return rows.values_list(*COLUMNS, Subquery(changes))


_seen = Prepared(lambda id, confidence: _latest(reads.seen(confidence).filter(pk=id)))
_open = Prepared(lambda id: _latest(reads.seen(None).filter(pk=id)))


def the(id: UUID, confidence: UUID | None) -> models.Activity | None:
    """The activity, if whoever reads what this agency keeps in confidence may see it; with its version beside it."""
    found = _seen.first(id=id, confidence=confidence) if confidence else _open.first(id=id)
    if found is None:
        return None
    row = models.Activity.from_db(DEFAULT_DB_ALIAS, COLUMNS, found[:-1])
    vars(row)[f"{reads.APART}version"] = found[-1]
    return row


def version(row: models.Activity) -> str:
    """Which state of a record somebody saw: the id of its latest change."""
    found = vars(row)[f"{reads.APART}version"]
    return "" if found is None else str(found)


def _prepared(model: Any, order: tuple[Any, ...], names: Names) -> Prepared:
    return Prepared(lambda activity: model.objects.filter(activity__id=activity).order_by(*order).values_list(*names))


_asked = {name: _prepared(*part) for name, part in PARTS.items()}
# From it and to it at once; the ones to it in order of time.
_asked_links = Prepared(
    lambda activity: (
        models.Link.objects.filter(Q(activity__id=activity) | Q(to__id=activity)).order_by("activity__since", "pk").values_list("pk", *ENDS)
    )
)


def with_parts(row: models.Activity) -> models.Activity:
    """The activity with its parts beside it, as `reads.as_typed` takes them."""
    for name, (_, _, names) in PARTS.items():
        vars(row)[f"{reads.APART}{name}"] = [_part(names, found) for found in _asked[name](activity=row.pk)]
    links = [_part(("pk", *ENDS), found) for found in _asked_links(activity=row.pk)]
    vars(row)[f"{reads.APART}links"] = sorted([one for one in links if one.activity.pk == row.pk], key=lambda one: one.pk)
    vars(row)[f"{reads.APART}links_back"] = [one for one in links if one.to.pk == row.pk]
    return row


def belonging(row: models.Activity, name: str) -> list[Any]:
    """A part of an activity that has its parts beside it: of what was taken out nothing."""
    found: list[Any] = vars(row)[f"{reads.APART}{name}"]
    return [one for one in found if getattr(one, "removed_at", None) is None]


def linked_from(row: models.Activity) -> list[Any]:
    """What other activities say of how they stand to this one; its parts stand beside it."""
    found: list[Any] = vars(row)[f"{reads.APART}links_back"]
    return found


def linked_to(row: models.Activity) -> dict[str, str]:
    """The activities to which it is linked, by key, as they are named where one is chosen; the parts stand beside it."""
    return {one.to.key: chosen_as(one.to) for one in belonging(row, "links")}


def _part(names: Names, found: tuple[Any, ...]) -> SimpleNamespace:
    """A row of a part; what it points to stands within it, or None where it points to nothing."""
    part = SimpleNamespace()
    for name, value in zip(names, found, strict=True):
        to, _, of = name.partition("__")
        if not of:
            setattr(part, name, value)
        elif of == "key":
            setattr(part, to, SimpleNamespace(key=value) if value is not None else None)
        elif getattr(part, to) is not None:
            setattr(getattr(part, to), of, value)
    return part
