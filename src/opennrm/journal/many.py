"""Many ids in one statement."""

import json
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

__all__ = ["these", "value"]


def these(ids: Collection[UUID]) -> RawSQL:
    """The ids as what follows `__in`: one value of the statement. Thousands, each a value of its own, take longer to tell than to find.

    Source: docs/decisions/0025-figures-carried-on.md.
    """
    if connection.vendor == "postgresql":
        return RawSQL("select unnest(%s::uuid[])", [value(ids)])
    return RawSQL("select value from json_each(%s)", [value(ids)])


def value(ids: Collection[UUID]) -> Any:
    """The ids as the database in use takes them for one value: an array, or a list in JSON."""
    return list(ids) if connection.vendor == "postgresql" else json.dumps([one.hex for one in ids])
