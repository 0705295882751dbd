"""The shared cache holds counts of attempts and codes that were used; its keys say nothing of whom, its values are JSON.

Django's own cache in the database unpickles what it finds there: whoever can write a row would run code in the process that opens keys.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import DatabaseError, connection, transaction
from django.utils.crypto import salted_hmac

from opennrm.journal.clock import real
from opennrm.mechanism.models import Cached

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
# One statement: of several who take a place at once, one does, and nobody looks first.
TAKEN = (
    "insert into mechanism_cached (key, value, expires) values (%s, %s, %s) on conflict (key) do update "
    "set value = excluded.value, expires = excluded.expires where mechanism_cached.expires < %s"
)
FREE = (
    "insert into mechanism_cached (key, value, expires) select place.column1, %s, %s from (values {}) as place "
    "left join mechanism_cached taken on taken.key = place.column1 and taken.expires >= %s where taken.key is null limit 1 "
    "on conflict (key) do update set value = excluded.value, expires = excluded.expires where mechanism_cached.expires < %s"
)
ROOM = "0"  # the first digit of the keys at which room is looked for: one in sixteen, for counting all rows is dear


def hidden(key: str, prefix: str, version: int) -> str:
    """The key under which an entry stands: a keyed hash."""
    return salted_hmac("opennrm.mechanism.cache", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()


def sweep(at: datetime) -> int:
    """Delete entries that have expired; how many."""
    return Cached.objects.filter(expires__lt=at).delete()[0]


def _as_stored(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


class JsonCache(BaseCache):
    """Entries as JSON in a table of ours. What is no JSON, an old pickle too, is absent; what cannot be JSON is not taken."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self.get_many([key], version).get(key, default)

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        asked = {self.make_and_validate_key(key, version=version): key for key in keys}
        found = {}
        for row in Cached.objects.filter(pk__in=asked, expires__gte=real()) if asked else ():
            try:
                found[asked[row.key]] = json.loads(row.value)
            except ValueError:
                continue
        return found

    def set(self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:  # type: ignore[override]
        row = self._row(key, value, timeout, version)
        self._make_room()
        try:
            with transaction.atomic():
                Cached.objects.bulk_create([row], update_conflicts=True, unique_fields=["key"], update_fields=["value", "expires"])
        except DatabaseError:
            return  # as in Django's own: a cache that cannot write holds nobody up

    def add(self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:  # type: ignore[override]
        """Take a place that is free or has expired: of several at once, one takes it."""
        row = self._row(key, value, timeout, version)
        if row.key.startswith(ROOM):
            self._make_room()
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(TAKEN, [row.key, row.value, _as_stored(row.expires), _as_stored(real())])
                return cursor.rowcount == 1
        except DatabaseError:
            return False

    def take(self, keys: Sequence[str], timeout: float) -> bool:
        """Take one of these places that is free or has expired; False where none is. Asked in one statement, unless two take at once."""
        rows = [self._row(key, 1, timeout, None) for key in keys]
        for _again in rows:
            if self._took(rows):
                return True
            if len(self.get_many(keys)) == len(rows):
                return False
        return False

    def _took(self, rows: Sequence[Cached]) -> bool:
        now, until = _as_stored(real()), _as_stored(rows[0].expires)
        places = ", ".join(["(%s)"] * len(rows))
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(FREE.format(places), [rows[0].value, until, *(row.key for row in rows), now, now])
                return cursor.rowcount == 1
        except DatabaseError:
            return False

    def touch(self, key: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:  # type: ignore[override]
        row = self._row(key, None, timeout, version)
        return bool(Cached.objects.filter(pk=row.key, expires__gte=real()).update(expires=row.expires))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(Cached.objects.filter(pk=self.make_and_validate_key(key, version=version)).delete()[0])

    def clear(self) -> None:
        Cached.objects.all().delete()

    def _row(self, key: Any, value: Any, timeout: float | None, version: int | None) -> Cached:
        until = self.get_backend_timeout(timeout)  # type: ignore[arg-type]
        expires = NEVER if until is None else datetime.fromtimestamp(until, UTC)
        return Cached(key=self.make_and_validate_key(key, version=version), value=json.dumps(value, allow_nan=False), expires=expires)

    def _make_room(self) -> None:
        """The worker sweeps; where none runs, a flood of attempts may not fill the disk."""
        if Cached.objects.count() > self._max_entries and not sweep(real()):  # type: ignore[attr-defined]
            soonest = Cached.objects.order_by("expires").values("pk")[: self._max_entries // self._cull_frequency]  # type: ignore[attr-defined]
            Cached.objects.filter(pk__in=list(soonest.values_list("pk", flat=True))).delete()
