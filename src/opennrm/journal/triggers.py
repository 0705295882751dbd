"""What the database itself refuses: changing, replacing, deleting or truncating the journal, on SQLite and PostgreSQL alike."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

# table → the keys whose second use would be a silent replacement
KEPT: dict[str, tuple[tuple[str, ...], ...]] = {
    "journal_event": (("position",), ("stream", "seq")),
    "journal_installation": (("id",),),
    "journal_simulated_time": (("id",),),
    "journal_invention": (("id",),),
}
FIRST = ("journal_event", "journal_installation", "journal_simulated_time")  # those that the first migration made
MESSAGE = "the journal is append-only"
SYNTHETIC = "only a synthetic database may run on simulated time, and never backwards"

PG_FUNCTIONS = f"""
create or replace function journal_refuse() returns trigger language plpgsql as $$ begin raise exception '{MESSAGE}'; end $$;
create or replace function journal_time_refuse() returns trigger language plpgsql as $$ begin
  if not exists (select 1 from journal_installation where kind in ('demo', 'synth'))
     or exists (select 1 from journal_simulated_time where stands_at > new.stands_at) then raise exception '{SYNTHETIC}'; end if;
  return new; end $$;
create sequence if not exists journal_position;
"""


def sqlite_statements(table: str, keys: Sequence[Sequence[str]]) -> list[str]:
    """The triggers of one table on SQLite; `INSERT OR REPLACE` deletes without firing a delete trigger, so it is refused at the insert."""
    taken = " or ".join("(" + " and ".join(f"{column} = new.{column}" for column in key) + ")" for key in keys)
    refuse = f"select raise(abort, '{MESSAGE}')"
    return [
        f"create trigger {table}_no_update before update on {table} begin {refuse}; end",
        f"create trigger {table}_no_delete before delete on {table} begin {refuse}; end",
        f"create trigger {table}_no_replace before insert on {table} when exists (select 1 from {table} where {taken}) begin {refuse}; end",
    ]


def sqlite_time() -> str:
    return (
        "create trigger journal_simulated_time_honest before insert on journal_simulated_time "
        "when not exists (select 1 from journal_installation where kind in ('demo', 'synth')) "
        "or exists (select 1 from journal_simulated_time where stands_at > new.stands_at) "
        f"begin select raise(abort, '{SYNTHETIC}'); end"
    )


def postgresql_statements(table: str) -> list[str]:
    """The triggers of one table on PostgreSQL; ENABLE ALWAYS holds them in replica mode too."""
    made = []
    for name, when in (
        ("no_change", "before update or delete on {t} for each row"),
        ("no_truncate", "before truncate on {t} for each statement"),
    ):
        made.append(f"create trigger {table}_{name} {when.format(t=table)} execute function journal_refuse()")
        made.append(f"alter table {table} enable always trigger {table}_{name}")
    return made


def postgresql_time() -> list[str]:
    name = "journal_simulated_time_honest"
    return [
        f"create trigger {name} before insert on journal_simulated_time for each row execute function journal_time_refuse()",
        f"alter table journal_simulated_time enable always trigger {name}",
    ]


def install(schema_editor: Any) -> None:
    """Put the triggers of the first tables in place; the migration calls it."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    with schema_editor.connection.cursor() as cursor:
        if postgresql:
            cursor.execute(PG_FUNCTIONS)
    for table in FIRST:
        keep(schema_editor, table)
    with schema_editor.connection.cursor() as cursor:
        for statement in postgresql_time() if postgresql else [sqlite_time()]:
            cursor.execute(statement)


def keep(schema_editor: Any, table: str) -> None:
    """Put the triggers of one table in place; the migration that makes it calls this."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    with schema_editor.connection.cursor() as cursor:
        for statement in postgresql_statements(table) if postgresql else sqlite_statements(table, KEPT[table]):
            cursor.execute(statement)


@contextmanager
def lifted(connection: Any) -> Iterator[None]:
    """Without the triggers, for the clean-up between tests alone: a flush is a DELETE or a TRUNCATE."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in KEPT:
                cursor.execute(f"alter table {table} disable trigger user")
            restore = [f"alter table {table} enable always trigger {name}" for table, name in _names(cursor)]
        else:
            cursor.execute("select name, sql from sqlite_master where type = 'trigger' and name like 'journal_%%'")
            found = cursor.fetchall()
            for name, _ in found:
                cursor.execute(f"drop trigger {name}")
            restore = [sql for _, sql in found]
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in restore:
                cursor.execute(statement)


def _names(cursor: Any) -> list[tuple[str, str]]:
    cursor.execute(
        "select c.relname, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid "
        "where not t.tgisinternal and c.relname = any(%s)",
        [list(KEPT)],
    )
    return list(cursor.fetchall())
