"""The tables of a year in a country ten times as large: every row that they count stands ten times, for as long as they are measured.

No case is made, so this measures what a table asks of the database and nothing else. The rows are taken back at once.
"""

from django.db import connection, transaction
from tests.bench.pages import between
from tests.bench.timing import Found, Job, beside

from opennrm.cases.spine import editions
from opennrm.cases.spine.models import Counted, Decided
from opennrm.journal import places
from opennrm.journal.models import JournalEvent
from opennrm.statistics import reads
from opennrm.statistics.definition import definitions
from opennrm.statistics.period import Period

FOLD, TIMES = 10, 5
POSITIONS, IDS = ("from_position", "until_position", "position"), ("id", "case_id", "stream")


def counted(bare: Job, year: Period, found: dict[str, Found]) -> None:
    """Every table of a year with ten times the rows: now, and as it stood half of them ago."""
    profile, last = editions.today(), places.last()
    with transaction.atomic():
        for model, which in ((Counted, "true"), (Decided, "true"), (JournalEvent, f"type = '{reads.NOTIFIED}'")):
            _multiply(model._meta.db_table, [field.column for field in model._meta.local_concrete_fields], which, last + 1)
        for name, position in (("", (last + 1) * FOLD), (", as at half of them", (last + 1) * FOLD // 2)):
            times, beside_it = between(bare, TIMES, lambda at=position: reads.tables(definitions(), profile, year, at))
            label = f"all tables of a year, each row that they count {FOLD} times{name}: p50 / p95 · p95 against the bare view"
            found[label] = beside(times, beside_it)
        transaction.set_rollback(True)


def _multiply(table: str, columns: list[str], which: str, journal: int) -> None:
    """Each copy of a row is another case's, recorded when the copy before it had ended."""
    quoted = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        for n in range(1, FOLD):
            told = ", ".join(_shifted(column, n, journal) for column in columns)
            cursor.execute(f"insert into {table} ({quoted}) select {told} from {table} where {which} and {_first(columns)} <= {journal}")
        if connection.vendor == "postgresql":
            cursor.execute(f"analyze {table}")


def _first(columns: list[str]) -> str:
    return "from_position" if "from_position" in columns else "position"


def _shifted(column: str, n: int, journal: int) -> str:
    if column in POSITIONS:
        return f"{column} + {n * journal}"
    if column not in IDS:
        return f'"{column}"'
    if connection.vendor == "postgresql":
        return f"('{n:016x}' || right(replace({column}::text, '-', ''), 16))::uuid"
    return f"'{n:016x}' || substr({column}, 17)"
