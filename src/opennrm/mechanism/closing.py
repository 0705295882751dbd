"""What the database itself refuses: changing a role once given, other than to end it; on SQLite and PostgreSQL alike."""

from typing import Any

MESSAGE = "a role is only ever closed"
TABLE = "mechanism_membership"
FIXED = ("id", "user_id", "agency_id", "role", "starts_at", "given_by_id")

_CHANGED = " or ".join(f"new.{column} is not old.{column}" for column in FIXED)
SQLITE = (
    f"create trigger {TABLE}_only_closed before update on {TABLE} "
    f"when old.ends_at is not null or new.ends_at is null or {_CHANGED} begin select raise(abort, '{MESSAGE}'); end"
)

_DISTINCT = " or ".join(f"new.{column} is distinct from old.{column}" for column in FIXED)
POSTGRESQL = (
    f"create or replace function {TABLE}_refuse() returns trigger language plpgsql as $$ begin raise exception '{MESSAGE}'; end $$",
    f"create trigger {TABLE}_only_closed before update on {TABLE} for each row "
    f"when (old.ends_at is not null or new.ends_at is null or {_DISTINCT}) execute function {TABLE}_refuse()",
    f"alter table {TABLE} enable always trigger {TABLE}_only_closed",
)


def install(apps: Any, schema_editor: Any) -> None:
    """Put the trigger in place; the migration calls it."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else (SQLITE,):
        schema_editor.execute(statement, params=None)


def remove(apps: Any, schema_editor: Any) -> None:
    """Take the trigger away when the migration is undone."""
    on = f" on {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"drop trigger {TABLE}_only_closed{on}", params=None)
