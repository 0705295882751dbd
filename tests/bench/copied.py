"""A kept SQLite database, row by row, on PostgreSQL: `python -m tests.bench.copied FILE`, run for the installation that receives it.

To make a hundred thousand cases a second time would take another hour and give the same rows. Keys stay where they are, in their own store.
"""

import sqlite3
import sys
from collections.abc import Iterator
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.management.color import no_style  # noqa: E402
from django.db import connection, router  # noqa: E402
from django.db.models import Model  # noqa: E402

from opennrm.access import row_policies  # noqa: E402


def main(file: str) -> None:
    call_command("migrate", verbosity=0)
    tables = [one for one in apps.get_models(include_auto_created=True) if _is_here(one)]
    connection.ensure_connection()
    source = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    with connection.cursor() as cursor:
        # What refuses changes to the journal, and keys between tables, would be asked of each row again.
        cursor.execute("set session_replication_role = replica")
        cursor.execute("set timezone = 'UTC'")
        begun = [_quoted(one._meta.db_table) for one in tables if one._base_manager.exists()]  # by the migrations
        cursor.execute(f"truncate {', '.join(begun)} cascade")
        for model in tables:
            _copy(cursor.cursor, source, model)
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
        cursor.execute("select setval('journal_position', (select max(position) from journal_event))")
        cursor.execute("set session_replication_role = origin")
        cursor.execute("vacuum analyze")
    assert not list(row_policies.install()), "the second lock does not hold"


def _is_here(model: type[Model]) -> bool:
    return model._meta.managed and not model._meta.proxy and bool(router.allow_migrate_model("default", model))


def _copy(cursor: Any, source: sqlite3.Connection, model: type[Model]) -> None:
    """Both databases read the same words for days, times, ids, JSON and yes or no; bytes are bytes."""
    table, columns = _quoted(model._meta.db_table), ", ".join(_quoted(field.column) for field in model._meta.local_concrete_fields)
    rows: Iterator[tuple[Any, ...]] = source.execute(f"select {columns} from {table}")
    with cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
        for row in rows:
            copy.write_row(row)


def _quoted(name: str) -> str:
    return f'"{name}"'


if __name__ == "__main__":
    main(sys.argv[1])
