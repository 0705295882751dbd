"""Whole rows put into a table with a statement that is written once a table, since compiling the ORM's takes longer than the insert."""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from types import NoneType
from typing import Any, TypeVar
from uuid import UUID

from django.db import connections, models, router

Row = TypeVar("Row", bound=models.Model)
# What the driver takes as it stands, on both databases: asking the field takes longer than writing.
AS_IT_IS = (
    ((models.CharField, models.TextField, models.BooleanField), (str, bool, NoneType)),
    ((models.IntegerField,), (int, NoneType)),
)
AT_ONCE = 200  # rows of one statement on PostgreSQL, which parses, plans and answers each; SQLite keeps a statement ready


def insert(model: type[Row], rows: Iterable[Row], on_conflict: str = "") -> None:
    """Insert rows of one table, in the caller's transaction; `on_conflict` says what becomes of a key that is there."""
    insert_ready(model, ready(model, rows), on_conflict)


def ready(model: type[Row], rows: Iterable[Row]) -> list[tuple[Any, ...]]:
    """The cells of whole rows as the driver of the table's database takes them."""
    using = router.db_for_write(model)
    fields = model._meta.concrete_fields
    cells = [_cell(field, connections[using]) for field in fields]
    cells_of = attrgetter(*[field.attname for field in fields])
    return [
        tuple([value if type(value) in as_it_is else made(value) for value, (as_it_is, made) in zip(cells_of(row), cells, strict=True)])
        for row in rows
    ]


def insert_ready(model: type[models.Model], rows: Sequence[tuple[Any, ...]], on_conflict: str = "") -> None:
    """Insert what `ready` gave, in the caller's transaction."""
    columns = [str(field.column) for field in model._meta.concrete_fields]
    put(router.db_for_write(model), model._meta.db_table, columns, rows, on_conflict)


def put(using: str, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]], on_conflict: str = "") -> None:
    """Insert rows whose cells are as the driver of this database takes them; no key may stand in two of them."""
    named = ", ".join(f'"{column}"' for column in columns)
    into = f'insert into "{table}" ({named}) values '
    marks = f"({', '.join(['%s'] * len(columns))})"
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql" and rows:
            cursor.executemany(f"{into}{marks} {on_conflict}", rows)
            return
        for first in range(0, len(rows), AT_ONCE):
            part = rows[first : first + AT_ONCE]
            cursor.execute(f"{into}{', '.join([marks] * len(part))} {on_conflict}", [cell for row in part for cell in row])


def fill_ready(model: type[models.Model], rows: Sequence[tuple[Any, ...]]) -> None:
    """As `insert_ready` where none of the keys is there, in one stream of rows: PostgreSQL parses, plans and answers nothing of it."""
    connection = connections[router.db_for_write(model)]
    if connection.vendor != "postgresql":
        insert_ready(model, rows)
        return
    named = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    with connection.cursor() as cursor, cursor.copy(f'copy "{model._meta.db_table}" ({named}) from stdin') as stream:
        for row in rows:
            stream.write_row(row)


def _cell(field: "models.Field[Any, Any]", connection: Any) -> tuple[tuple[type, ...], Callable[[Any], Any]]:
    """The types of values that the driver takes as they stand, and how one of another type is made ready."""
    as_it_is = next((types for kinds, types in AS_IT_IS if isinstance(field, kinds)), (NoneType,))

    def made(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    if isinstance(field, models.UUIDField) and not connection.features.has_native_uuid_field:
        return as_it_is, lambda value: value.hex if type(value) is UUID else made(value)
    return as_it_is, made
