"""A world made once by the real actions, and put back row by row for every further test that begins with it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from copy import deepcopy
from typing import Any, TypeVar

from django.conf import settings
from django.db import connections, transaction
from tests import people
from tests.forgetting import forget

from opennrm.journal.models import JournalEvent
from opennrm.vault import provider

W = TypeVar("W")
# What migrations have filled, and no test empties.
MIGRATED = {"django_migrations", "django_content_type", "auth_permission"}
Rows = list[tuple[str, str, Any]]
_made: dict[tuple[object, ...], tuple[Any, dict[str, Any], Rows]] = {}


def once(make: Callable[..., W], *given: object, **named: object) -> W:
    """What `make` gives and leaves in both databases: made the first time, later put back, and each time a copy of its own.

    It begins in an empty database, and keeps all that it makes in the databases and in what it gives. Only the first test of a process
    waits for it; those after it find the same rows under the same ids.
    """
    assert not JournalEvent.objects.exists(), "a world is made where nothing is yet"
    key = (make, *given, *sorted(named.items()))
    if key not in _made:
        made = make(*given, **named)
        _made[key] = deepcopy(made), dict(people.coordinators), list(_rows())
        return made
    kept, coordinators, rows = _made[key]
    provider.ensure()
    with ExitStack() as together:
        for using in settings.DATABASES:
            together.enter_context(transaction.atomic(using=using))
        for using, table, content in rows:
            _put_back(using, table, content)
    people.coordinators.update(coordinators)
    forget()
    return deepcopy(kept)


def _rows() -> Iterator[tuple[str, str, Any]]:
    """Each table that holds something, as its database writes it: nothing is read as a value of ours and written again."""
    for using in settings.DATABASES:
        connection = connections[using]
        with connection.cursor() as cursor:
            for table in sorted(set(connection.introspection.table_names(cursor)) - MIGRATED):
                cursor.execute(f'select exists (select 1 from "{table}")')
                if cursor.fetchone()[0]:
                    yield using, table, _content(connection, table)


def _content(connection: Any, table: str) -> Any:
    with connection.connection.cursor() if connection.vendor == "postgresql" else connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'copy "{table}" to stdout') as copied:
                return b"".join(copied)
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        # A plus keeps the driver from reading a column by its declared type.
        cursor.execute("select " + ", ".join(f'+"{name}"' for name in columns) + f' from "{table}"')
        return columns, cursor.fetchall()


def _put_back(using: str, table: str, content: Any) -> None:
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.connection.cursor() as cursor, cursor.copy(f'copy "{table}" from stdin') as copied:
            copied.write(content)
        return
    columns, rows = content
    named, marks = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f'insert into "{table}" ({named}) values ({marks})', rows)
