"""Writing projection rows, many at once: one prepared upsert a table, since compiling the ORM's takes longer than the insert."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import connection, models

from opennrm.journal.models import Projection, applying


def write(rows: Iterable[Projection]) -> None:
    """Put whole rows in their tables, the last one of a key winning; tables in a fixed order, so that writers do not cross."""
    grouped: dict[type[Projection], dict[Any, Projection]] = defaultdict(dict)
    for row in rows:
        grouped[type(row)].pop(row.pk, None)
        grouped[type(row)][row.pk] = row
    with applying(), connection.cursor() as cursor:
        for model in sorted(grouped, key=lambda m: m._meta.db_table):
            fields = model._meta.concrete_fields
            values = [tuple(_value(field, row) for field in fields) for row in grouped[model].values()]
            cursor.executemany(_upsert(model), values)


def _value(field: "models.Field[Any, Any]", row: Projection) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)


@cache
def _upsert(model: type[Projection]) -> str:
    columns = [field.column for field in model._meta.concrete_fields]
    keys = [field.column for field in model._meta.pk_fields]
    changes = ", ".join(f'"{c}" = excluded."{c}"' for c in columns if c not in keys)
    names = ", ".join(f'"{c}"' for c in columns)
    marks = ", ".join(["%s"] * len(columns))
    on_conflict = ", ".join(f'"{k}"' for k in keys)
    resolve = f"do update set {changes}" if changes else "do nothing"
    return f'insert into "{model._meta.db_table}" ({names}) values ({marks}) on conflict ({on_conflict}) {resolve}'
