"""What PostgreSQL itself keeps from a page: the role in which pages read, its rights, and the rows that it sees. Source: decision 0006.

One list for all tables. Rows that belong to a stream (`stream_field`: every projection, the events, the sealed values) are shown to the
agencies tied to it, rows of an agency (`agency_field`) to that one; what else pages read or write is named by its application
(`read_by_pages`, `written_by_pages`), as are the rows of streams that are no cases. A table that nobody names is closed to them.
"""

from collections.abc import Iterator
from contextlib import suppress

from django.apps import apps
from django.db import DataError, ProgrammingError, connection, models, router, transaction
from django.utils.translation import gettext as _

from opennrm.access.models import CaseAccess
from opennrm.vault.models import Draft, DraftPiece

Model = type[models.Model]

POLICY = "opennrm_pages"
AGENCY = "(select nullif(current_setting('opennrm.agency', true), '')::uuid)"  # a sub-select is evaluated once; nothing set, no rows
READ, WRITE = frozenset({"SELECT"}), frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
# A row is locked by whoever may change it: this column the policy lets nobody change.
LOCKED: dict[Model, str] = {CaseAccess: "agency"}


def role() -> str:
    """The role of pages in this database: named after it, since roles belong to all databases of a server."""
    return f"{connection.settings_dict['NAME']}_pages"[:63]


def guarded() -> dict[Model, str]:
    """The tables whose rows belong to cases, contacts or agencies, each with the condition on which a page sees a row."""
    owned, streams = of_an_agency(), [model for model in apps.get_models() if hasattr(model, "stream_field") and not _of_no_case(model)]
    tied = {model: _tied(model, model.stream_field) for model in streams if model not in owned}
    return tied | {model: f"{_name(column)} = {AGENCY}" for model, column in owned.items()}


def _of_no_case(model: Model) -> bool:
    """Whether its application opens it to pages by its very name: rows of streams that are tied to no agency, as released figures."""
    return model._meta.label in getattr(apps.get_app_config(model._meta.app_label), "read_by_pages", ())


def of_an_agency() -> dict[Model, str]:
    """The tables whose rows belong to one agency, each with the column that names it."""
    return {model: model.agency_field for model in apps.get_models() if hasattr(model, "agency_field")}


def _tied(model: Model, column: str) -> str:
    """Whether the agency has a tie to the stream of the row that has not ended: one row of the key.

    Not `exists`, of which PostgreSQL would hash everything that the agency is tied to, for each statement of a page.
    """
    return (
        f"(select tie.relations <> '' from {_table(CaseAccess)} tie "
        f"where tie.agency = {AGENCY} and tie.case_id = {_table(model)}.{_name(column)})"
    )


def rights() -> dict[Model, frozenset[str]]:
    """What pages may do with each table of the database; every other is closed to them."""
    given: dict[Model, frozenset[str]] = {}
    for config in apps.get_app_configs():
        for allowed, labels in ((READ, "read_by_pages"), (WRITE, "written_by_pages")):
            for label in getattr(config, labels, ()):
                given |= dict.fromkeys(_labelled(label), allowed)
    return given | dict.fromkeys(guarded(), READ) | {Draft: WRITE, DraftPiece: WRITE}


def _labelled(label: str) -> list[Model]:
    """The tables of an application, or the one of a model, in this database."""
    found = [m for m in apps.get_models(include_auto_created=True) if label in (m._meta.app_label, m._meta.label)]
    return [m for m in found if router.db_for_read(m) == connection.alias]


def install() -> tuple[str, ...]:
    """Put role, rights and policies in place, after every migration; what does not stand then, in sentences."""
    if connection.vendor != "postgresql":
        return ()
    with suppress(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select from pg_roles where rolname = %s", [role()])
        if cursor.fetchone() is None:
            for statement in making():
                cursor.execute(statement)
    if can_be_taken():
        with suppress(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            for statement in _statements():
                cursor.execute(statement)
    return faults()


def making() -> tuple[str, str]:
    """The statements that make the role and let the connecting user step down to it: the only ones that need more than an owner."""
    made = f"create role {_name(role())} nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit"
    return made, f"grant {_name(role())} to current_user"


def _statements() -> Iterator[str]:
    pages = _name(role())
    yield f"grant usage on schema public to {pages}"
    yield f"revoke all on all tables in schema public from {pages}"
    for model, condition in guarded().items():
        table = _table(model)
        yield f"alter table {table} enable row level security"
        yield f"drop policy if exists {POLICY} on {table}"
        yield f"create policy {POLICY} on {table} to {pages} using ({condition})"
    for model, allowed in rights().items():
        yield f"grant {', '.join(sorted(allowed))} on {_table(model)} to {pages}"
    for model, column in LOCKED.items():
        yield f"grant update ({_name(column)}) on {_table(model)} to {pages}"


def can_be_taken() -> bool:
    """Whether there is such a role and the connecting user may step down to it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('role', %s, true)", [role()])
            transaction.set_rollback(True)
    except (DataError, ProgrammingError):  # no such role; not ours
        return False
    return True


def faults() -> tuple[str, ...]:
    """Everything that is not as it should be in the second lock, in sentences; nothing on SQLite, which has none."""
    if connection.vendor != "postgresql":
        return ()
    if not can_be_taken():
        by_hand = "; ".join(making()).replace("current_user", _name(connection.settings_dict["USER"] or "…"))
        says = _("The second lock is OFF: pages are not held by row-level security, since this database user may not make the role. "
                 "As a superuser run: %(statements)s. Then `opennrm init` as before, and serve again.")  # fmt: skip
        return (says % {"statements": by_hand},)
    return tuple(_weaknesses())


def _weaknesses() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication "
            "or exists (select from pg_auth_members where member = r.oid) or exists (select from pg_class where relowner = r.oid) "
            "from pg_roles r where rolname = %s",
            [role()],
        )
        if cursor.fetchone() != (False,):
            yield _("The second lock is weak: the role %(role)s may do more than read pages.") % {"role": role()}
        cursor.execute(
            "select c.relname from pg_class c join pg_policy p on p.polrelid = c.oid join pg_roles r on r.oid = any(p.polroles) "
            "where c.relrowsecurity and p.polname = %s and r.rolname = %s",
            [POLICY, role()],
        )
        held = {table for (table,) in cursor.fetchall()}
        cursor.execute("select table_name, privilege_type from information_schema.role_table_grants where grantee = %s", [role()])
        granted = set(cursor.fetchall())
    for table in sorted({model._meta.db_table for model in guarded()} - held):
        yield _("The second lock is open: the rows of %(table)s have no policy. Run `opennrm init` again.") % {"table": table}
    wanted = {(model._meta.db_table, right) for model, allowed in rights().items() for right in allowed}
    for table in sorted({table for table, _right in granted ^ wanted}):
        yield _("The second lock is not as it was made: the rights of pages on %(table)s differ. Run `opennrm init` again.") % {
            "table": table
        }


def _table(model: Model) -> str:
    return _name(model._meta.db_table)


def _name(name: str) -> str:
    return connection.ops.quote_name(name)
