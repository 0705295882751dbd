"""Whole rows put into a table with a statement that is written once a table, since compiling the ORM's takes longer than the insert."""

from collections.abc import Callable, Iterable
from functools import cache
from types import NoneType
from typing import Any, TypeVar

from django.db import connections, models, router

Row = TypeVar("Row", bound=models.Model)
AS_IT_IS = (models.CharField, models.TextField, models.BooleanField)  # what the driver takes as it stands, on both databases


def insert(model: type[Row], rows: Iterable[Row], on_conflict: str = "") -> None:
    """Insert rows of one table, in the caller's transaction; `on_conflict` says what becomes of a key that is there."""
    connection = connections[router.db_for_write(model)]
    cells = [(field.attname, _cell(field, connection)) for field in model._meta.concrete_fields]
    values = [tuple([cell(getattr(row, name)) for name, cell in cells]) for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(f"{_statement(model)} {on_conflict}", values)


def _cell(field: "models.Field[Any, Any]", connection: Any) -> Callable[[Any], Any]:
    given = (str, bool, NoneType) if isinstance(field, AS_IT_IS) else (NoneType,)

    def cell(value: Any) -> Any:
        return value if type(value) in given else field.get_db_prep_save(value, connection)

    return cell


@cache
def _statement(model: type[models.Model]) -> str:
    columns = [field.column for field in model._meta.concrete_fields]
    names = ", ".join(f'"{column}"' for column in columns)
    return f'insert into "{model._meta.db_table}" ({names}) values ({", ".join(["%s"] * len(columns))})'
