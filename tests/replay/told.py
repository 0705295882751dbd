"""What a database of invented cases tells: its events and rows without what is random by design, to be held against another one's.

As a process of its own it writes all of it: `python -m tests.replay.told`.
"""

import json
import re
import sys
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import django

django.setup()

from opennrm.journal import replay  # noqa: E402
from opennrm.journal.models import JournalEvent  # noqa: E402
from opennrm.mechanism.models import Agency, User  # noqa: E402

A_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b")
RANDOM = {"reference"}  # drawn for each case, from the system's own chance


class Told:
    """Streams are called by their place in the journal, agencies and people by name, positions by their rank; any other id is none."""

    def __init__(self) -> None:
        self.events = list(JournalEvent.objects.exclude(kind="reading").order_by("position"))
        self.rank = {event.position: place for place, event in enumerate(self.events)}
        self.names: dict[str, str] = {}
        for event in self.events:
            self.names.setdefault(event.stream.hex, f"stream {len(self.names)}")
        for model in (Agency, User):
            self.names |= {one.pk.hex: one.name for one in model.objects.all()}

    def journal(self) -> Iterator[tuple[object, ...]]:
        """Each event in its order: whose, what, when, and what it says in clear; of what is sealed only which fields."""
        for event in self.events:
            said = {key: value for key, value in json.loads(bytes(event.payload)).items() if key not in RANDOM}
            sealed = [item[0] for item in json.loads(bytes(event.sealed))] if event.sealed else []
            yield self.named(event.stream), event.kind, event.type, event.recorded_at.isoformat(), self.plain(said), *sealed

    def tables(self) -> dict[str, list[str]]:
        """The rows of every table that is made from the journal."""
        return {model._meta.db_table: sorted(self._rows(model)) for model in replay.projections()}

    def _rows(self, model: Any) -> Iterator[str]:
        names = [field.attname for field in model._meta.concrete_fields if field.attname not in RANDOM]
        for row in model.objects.values_list(*names):
            yield repr([self._cell(name, value) for name, value in zip(names, row, strict=True)])

    def _cell(self, name: str, value: object) -> object:
        if isinstance(value, UUID):
            return self.named(value)
        return self.rank[value] if "position" in name and isinstance(value, int) else self.plain(value)

    def named(self, id: UUID) -> str:
        return self.names.get(id.hex, "an id")

    def plain(self, value: object) -> str:
        text = json.dumps(value, default=str, sort_keys=True)
        return A_UUID.sub(lambda found: self.names.get(found[0].replace("-", ""), "an id"), text)


def main() -> None:
    """Everything, a line each."""
    told = Told()
    for event in told.journal():
        sys.stdout.write(f"{event}\n")
    for table, rows in told.tables().items():
        sys.stdout.writelines(f"{table} {row}\n" for row in rows)
    sys.stdout.write(f"faults {list(replay.verify())}\n")


if __name__ == "__main__":
    main()
