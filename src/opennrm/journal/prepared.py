"""Questions that pages ask over and over, compiled once: the ORM takes longer to write such a statement than the database to answer it.

Only the text of the statement is kept, for as long as the connection lives. Each time it is asked with the values of that moment.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import Value

# How a value reaches the database; a column of another kind needs a line here.
AS: dict[type, "models.Field[Any, Any]"] = {
    UUID: models.UUIDField(),
    datetime: models.DateTimeField(),
    date: models.DateField(),
    str: models.CharField(),
    int: models.BigIntegerField(),
}
STEP = 256  # lengths of collections are rounded up to a power of two, from here on to a multiple of it
KEPT = "_opennrm_prepared"  # the attribute of a connection that holds what was compiled for it


class Given(Value):
    """The place of a value in a statement; `place` counts within a collection."""

    def __init__(self, name: str, place: int | None = None) -> None:
        super().__init__(None)
        self.name, self.place = name, place

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def of(self, values: dict[str, Any], connection: Any) -> Any:
        """The value that was given for this place, as the driver takes it."""
        value = values[self.name] if self.place is None else values[self.name][self.place]
        if type(value) is UUID:  # as its field does, which looks at each of a hundred ids first
            return value if connection.features.has_native_uuid_field else value.hex
        return AS[type(value)].get_db_prep_value(value, connection=connection)


@dataclass(frozen=True, slots=True)
class _Compiled:
    compiler: Any
    sql: str
    parameters: tuple[Any, ...]


class Prepared:
    """A queryset of values made by a function of its parameters, which stands for all values of them.

    A parameter is an id, a moment, a day, a text, a number, or a collection of these for `__in`; None is none of them. The function is
    asked once: it looks at nothing that may change, and makes a `values_list`.
    """

    def __init__(self, make: Callable[..., "models.QuerySet[Any, Any]"]) -> None:
        self.make = make

    def __call__(self, **given: Any) -> list[tuple[Any, ...]]:
        """The rows, each as a tuple, in the order of `values_list`."""
        values = {name: _padded(value) if _is_many(value) else value for name, value in given.items()}
        compiled = self._compiled(values)
        if compiled is None:
            return []
        connection = compiled.compiler.connection
        parameters = [one.of(values, connection) if isinstance(one, Given) else one for one in compiled.parameters]
        with connection.cursor() as cursor:
            cursor.execute(compiled.sql, parameters)
            return self._read(compiled, cursor.fetchall())

    def first(self, **given: Any) -> tuple[Any, ...] | None:
        """The first row, or None; whoever makes the queryset limits it."""
        return next(iter(self(**given)), None)

    @staticmethod
    def _read(compiled: _Compiled, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        return list(compiled.compiler.results_iter(results=[rows], tuple_expected=True))

    def _compiled(self, values: dict[str, Any]) -> _Compiled | None:
        made = vars(connections[DEFAULT_DB_ALIAS]).setdefault(KEPT, {}).setdefault(self, {})
        key = tuple([(name, len(value)) for name, value in values.items() if _is_many(value)])
        if key not in made:
            made[key] = self._compile(values)
        return made[key]  # type: ignore[no-any-return]

    def _compile(self, values: dict[str, Any]) -> _Compiled | None:
        """None where nothing can be found, as in an empty collection."""
        places = {name: _places(name, value) if _is_many(value) else Given(name) for name, value in values.items()}
        rows = self.make(**places)
        compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        return _Compiled(compiler, sql, tuple(parameters))


def _is_many(value: object) -> bool:
    return isinstance(value, Collection) and not isinstance(value, str | bytes)


def _padded(values: Collection[Any]) -> list[Any]:
    """A few more of the last one: `__in` asks the same, and few statements serve all lengths."""
    found = list(values)
    size = 1 << max(len(found) - 1, 0).bit_length() if len(found) <= STEP else -(-len(found) // STEP) * STEP
    return found + found[-1:] * (size - len(found))


def _places(name: str, values: Collection[Any]) -> list[Given]:
    return [Given(name, place) for place in range(len(values))]
