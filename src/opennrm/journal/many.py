"""Many ids in one statement."""

import json
from collections.abc import Collection
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

__all__ = ["these"]


def these(ids: Collection[UUID]) -> RawSQL:
    """The ids as what follows `__in`: one value of the statement. Thousands, each a value of its own, take longer to tell than to find.

    Source: docs/decisions/0025-figures-carried-on.md.
    """
    if connection.vendor == "postgresql":
        return RawSQL("select unnest(%s::uuid[])", [list(ids)])
    return RawSQL("select value from json_each(%s)", [json.dumps([one.hex for one in ids])])
