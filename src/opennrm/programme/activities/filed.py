"""Under what each activity stands for lists and counts, and how many stand under it: made from the records, and again at any time.

Nothing here is a record: both tables can be emptied and made again with the same pages. Only actions keep them, each within its own
transaction and one after the other (`turn`), and `opennrm programme check` holds them against the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Sum, UUIDField

from opennrm.programme.activities.models import Activity, Filed, Mark, Outcome, Place, Tally

__all__ = ["FACETS", "LONG", "differences", "file_again", "rebuild", "turn"]

# What lasts longer, or nobody knows how long, is filed as `long` besides: all else that touches a day began not long before it, so that
# a month long past is found without a look at everything before it.
LONG = timedelta(days=92)
LASTS = {"sqlite": "julianday(a.until) - julianday(a.since)", "postgresql": "a.until - a.since"}  # days
FACETS = ("tasking", "aim", "country", "topic", "kind", "state", "all")  # the ones under which less stands, as a rule, first
Key = tuple[UUID, str, str, bool]
COLUMNS = "activity_id, agency, facet, code, since, until, confidential, led_to"
ACTIVITY, MARK, PLACE, OUTCOME = (f'"{model._meta.db_table}"' for model in (Activity, Mark, Place, Outcome))
LED_TO = f"(select count(*) from {OUTCOME} o where o.activity_id = a.id and o.removed_at is null)"
OF_IT = f"a.since, a.until, a.confidential, {LED_TO} from {ACTIVITY} a"
# Every facet from its records but the long ones; each statement goes on with "and a.id = …" for one activity.
FROM_RECORDS = (
    f"select a.id, a.agency, 'all', '', {OF_IT} where a.removed_at is null",
    f"select a.id, a.agency, 'kind', a.kind, {OF_IT} where a.removed_at is null",
    f"select a.id, a.agency, 'state', a.state, {OF_IT} where a.removed_at is null",
    f"select distinct a.id, a.agency, 'country', p.country, {OF_IT} join {PLACE} p on p.activity_id = a.id"
    " where a.removed_at is null and p.country <> ''",
    f"select a.id, a.agency, m.kind, m.code, {OF_IT} join {MARK} m on m.activity_id = a.id"
    " where a.removed_at is null and m.kind in ('topic', 'aim', 'tasking')",
)


def _from_records() -> tuple[str, ...]:
    """Every facet from its records, in the words of the database at hand."""
    lasts = f"(a.until is null or {LASTS[connection.vendor]} > {LONG.days})"
    return (*FROM_RECORDS, f"select a.id, a.agency, 'long', '', {OF_IT} where a.removed_at is null and a.since is not null and {lasts}")


def turn(agency: UUID) -> None:
    """Within the transaction at hand, wait until nobody else files for the agency: else two who count meet in each other's way."""
    _add([((agency, "all", "", False), 0, 0)])


def file_again(activities: Iterable[UUID]) -> None:
    """What stands of these activities is filed anew, and the counts follow: in the transaction of the change, after its turn."""
    for id in dict.fromkeys(activities):
        before = _counted(id)
        Filed.objects.filter(activity=id).delete()
        _file("and a.id = %s", [_id(id)])
        after = _counted(id)
        changed = {key for key in {*before, *after} if before.get(key) != after.get(key)}
        _add(
            (key, (key in after) - (key in before), after.get(key, 0) - before.get(key, 0)) for key in sorted(changed, key=lambda k: k[1:])
        )


@transaction.atomic
def rebuild() -> int:
    """Empty both tables and make them again; how many activities are filed. Whoever records waits for it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'lock table "{Tally._meta.db_table}", "{Filed._meta.db_table}" in exclusive mode')
    Filed.objects.all().delete()
    Tally.objects.all().delete()
    _file("", [])
    Tally.objects.bulk_create(_tallies(), 1_000)
    return Filed.objects.filter(facet="all").count()


def differences() -> tuple[int, int]:
    """How many things are filed otherwise than the records say, and how many counts are not what is filed; none, as long as all is well."""
    with connection.cursor() as cursor:
        said = " union all ".join(_from_records())
        stands = f'select {COLUMNS} from "{Filed._meta.db_table}"'
        wrong = 0
        for one, other in ((said, stands), (stands, said)):
            cursor.execute(f"select count(*) from (select * from ({one}) x except select * from ({other}) y) z")
            wrong += cursor.fetchone()[0]
    counts = set(_numbers(Tally.objects.exclude(activities=0, led_to=0))) ^ set(_numbers(_tallies()))
    return wrong, len({one[:4] for one in counts})


def _numbers(tallies: Iterable[Tally]) -> Iterator[tuple[object, ...]]:
    return ((one.agency, one.facet, one.code, one.confidential, one.activities, one.led_to) for one in tallies)


def _tallies() -> Iterator[Tally]:
    """The counts of what is filed."""
    kept = Filed.objects.order_by().values_list("agency", "facet", "code", "confidential")
    for agency, facet, code, confidential, n, led_to in kept.annotate(n=Count("pk"), outcomes=Sum("led_to")):
        yield Tally(agency=agency, facet=facet, code=code, confidential=confidential, activities=n, led_to=led_to)


def _counted(activity: UUID) -> dict[Key, int]:
    """Where an activity is filed, with its outcomes."""
    rows = Filed.objects.filter(activity=activity).values_list("agency", "facet", "code", "confidential", "led_to")
    return {(agency, facet, code, confidential): led_to for agency, facet, code, confidential, led_to in rows}


def _file(of: str, parameters: Sequence[Any]) -> None:
    """File what the records say; `of` narrows each facet, with the parameters that it takes."""
    every = _from_records()
    said = " union all ".join(f"{one} {of}" for one in every)
    with connection.cursor() as cursor:
        cursor.execute(f'insert into "{Filed._meta.db_table}" ({COLUMNS}) {said}', [*parameters] * len(every))


def _add(changes: Iterable[tuple[Key, int, int]]) -> None:
    """Add to counts, in one statement, so that two who add lose nothing."""
    rows = [(_id(agency), facet, code, confidential, n, led_to) for (agency, facet, code, confidential), n, led_to in changes]
    if not rows:
        return
    table = f'"{Tally._meta.db_table}"'
    added = f"activities = {table}.activities + excluded.activities, led_to = {table}.led_to + excluded.led_to"
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {table} (agency, facet, code, confidential, activities, led_to)"
            f" values {', '.join(['(%s, %s, %s, %s, %s, %s)'] * len(rows))}"
            f" on conflict (agency, facet, code, confidential) do update set {added}",
            [value for row in rows for value in row],
        )


def _id(id: UUID) -> Any:
    """As the driver takes it."""
    return UUIDField().get_db_prep_value(id, connection)
