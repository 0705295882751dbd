"""Making the index again when there are twice as many persons, or another table of names; and undoing the order of insertion."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from opennrm.vault import index_keys
from opennrm.vault.errors import Unreadable
from opennrm.vault.index import point, remade
from opennrm.vault.index_keys import Version
from opennrm.vault.keys import load
from opennrm.vault.models import DocumentRow, IndexEntry, IndexRow
from opennrm.vault.wrapping import truncate_log

BATCH = 500
Progress = Callable[[int], None]


def reindex(at: datetime, progress: Progress = lambda done: None) -> int:
    """Bring every row to the newest version, a new one when the newest is outgrown; how many rows were made again.

    Old keys stay an hour longer than the new ones are there: somebody may still be writing with them. Until then both are searched.
    It can be killed anywhere and taken up again.
    """
    known = index_keys.versions()
    if not known:
        return 0
    target = index_keys.begin(after=known[-1].number) if index_keys.outgrown() else known[-1]
    done = 0
    for model in (IndexRow, DocumentRow):
        done = _bring(model, target, done, progress)
    for version in known:
        if version.number < target.number and not _stands(version):
            index_keys.retire(version.number, at)
    truncate_log()
    scatter()
    return done


def scatter() -> None:
    """Put the rows in the order of their random ids, all as if written at once: PostgreSQL keeps rows as they came, a person's together.

    On SQLite the tables have no order but that of the ids.
    """
    if connection.vendor != "postgresql":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for model in (IndexRow, DocumentRow):
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"lock table {table} in exclusive mode")
            cursor.execute(f"create temporary table scattered on commit drop as select * from {table}")  # noqa: S608
            cursor.execute(f"delete from {table}")  # noqa: S608
            cursor.execute(f"insert into {table} select * from scattered order by id")  # noqa: S608
            cursor.execute("drop table scattered")


def _bring(model: type[IndexEntry], target: Version, done: int, progress: Progress) -> int:
    after = UUID(int=0)
    while page := list(model._default_manager.filter(version__lt=target.number, id__gt=after).order_by("id")[:BATCH]):
        made = _made(page, target)
        with transaction.atomic():
            model._default_manager.filter(id__in=[row.id for row in page]).delete()
            model._default_manager.bulk_create(made)
        after, done = page[-1].id, done + len(page)
        progress(done)
    return done


def _made(page: Collection[IndexEntry], target: Version) -> list[IndexEntry]:
    """The rows again; one whose subject is gone, or that was changed, is left out."""
    pointed = {row.id: point(row) for row in page}
    keys = load({subject for subject in pointed.values() if subject})
    made: list[IndexEntry] = []
    for row in page:
        subject = pointed[row.id]
        if subject in keys:
            try:
                made.append(remade(keys[subject], target, row))
            except Unreadable:
                continue
    return made


def _stands(version: Version) -> bool:
    return any(model._default_manager.filter(version=version.number).exists() for model in (IndexRow, DocumentRow))
