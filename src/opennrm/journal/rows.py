"""Writing projection rows, many at once: the last row of a key is the one that stands."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter
from typing import Any

from opennrm.journal import inserts
from opennrm.journal.models import Projection, applying

Ready = list[tuple[type[Projection], list[tuple[Any, ...]]]]  # cells as the driver takes them, by table; no key stands in two of them


def write(rows: Iterable[Projection]) -> None:
    """Put whole rows in their tables, the last one of a key winning."""
    put(ready(rows))


def ready(rows: Iterable[Projection]) -> Ready:
    """Whole rows made ready to be put; of a key the last one. Tables in a fixed order, so that writers do not cross."""
    grouped: dict[type[Projection], dict[Any, Projection]] = defaultdict(dict)
    for row in rows:
        of_a_table, key = grouped[type(row)], _key(type(row))(row)
        of_a_table.pop(key, None)
        of_a_table[key] = row
    return [(model, inserts.ready(model, grouped[model].values())) for model in sorted(grouped, key=lambda m: m._meta.db_table)]


def put(made: Ready) -> None:
    """Put rows in their tables, in the place of those that have their keys; in the caller's transaction."""
    with applying():
        for model, cells in made:
            inserts.insert_ready(model, cells, _renewing(model))


def fill(made: Ready) -> None:
    """Put rows in tables that hold none of their keys; in the caller's transaction."""
    with applying():
        for model, cells in made:
            inserts.fill_ready(model, cells)


@cache
def _key(model: type[Projection]) -> Callable[[Projection], Any]:
    return attrgetter(*[field.attname for field in model._meta.pk_fields])


@cache
def _renewing(model: type[Projection]) -> str:
    keys = [field.column for field in model._meta.pk_fields]
    changes = ", ".join(f'"{c}" = excluded."{c}"' for c in (field.column for field in model._meta.concrete_fields) if c not in keys)
    on_conflict = ", ".join(f'"{key}"' for key in keys)
    return f"on conflict ({on_conflict}) " + (f"do update set {changes}" if changes else "do nothing")
