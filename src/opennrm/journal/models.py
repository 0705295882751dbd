"""The journal's tables: the events, the installation they belong to, the simulated time of invented data, and what these came from."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, NoReturn
from uuid import UUID

from django.db import models

_applying: ContextVar[bool] = ContextVar("applying", default=False)


class JournalEvent(models.Model):
    """One event, for ever: triggers refuse every update and delete on both databases."""

    stream_field: ClassVar[str] = "stream"

    position = models.BigIntegerField(primary_key=True)
    stream = models.UUIDField()
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=32)
    type = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    header = models.BinaryField()
    payload = models.BinaryField()
    sealed = models.BinaryField()
    prev = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "journal_event"
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="journal_one_event_per_place")]
        indexes = [
            models.Index(fields=["kind", "position"], name="journal_by_kind"),
            models.Index(fields=["recorded_at"], name="journal_by_time"),
            # One row a stream: all streams of a kind are read some hundred at a time, each time from where the last page ended.
            models.Index(fields=["kind", "stream"], condition=models.Q(seq=1), name="journal_streams"),
            # What is counted by how it began and when is counted within the index, which names `seq` so that no event is read for it.
            models.Index(fields=["kind", "type", "recorded_at", "position", "seq"], condition=models.Q(seq=1), name="journal_begun"),
        ]


class Installation(models.Model):
    """What this database is for: one operating country or none, and one kind of data, fixed when it was made."""

    KINDS: ClassVar[dict[str, str]] = {"demo": "demonstration", "synth": "synthetic", "record": "record", "live": "live"}

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    country = models.CharField(max_length=2, blank=True)
    kind = models.CharField(max_length=8)
    created_at = models.DateTimeField()
    _standing: ClassVar["Installation | None"] = None

    class Meta:
        db_table = "journal_installation"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="journal_one_installation"),
            models.CheckConstraint(condition=models.Q(kind__in=["demo", "synth", "record", "live"]), name="journal_known_kind"),
        ]

    @property
    def has_open_doors(self) -> bool:
        """Whether whoever comes walks in as anybody: into a demonstration, or a country whose every person was invented from margins."""
        return self.kind == "demo" or (self.kind == "synth" and Invention.objects.exists())

    @property
    def synthetic(self) -> bool:
        """Whether every person in it is invented: only then may time be simulated, and each page says so."""
        return self.kind in ("demo", "synth")

    @classmethod
    def current(cls) -> "Installation | None":
        """The one installation of this database, or None before `opennrm init`. Remembered once it stands: it never changes."""
        if cls._standing is None:
            cls._standing = cls.objects.filter(id=1).first()
        return cls._standing

    @classmethod
    def forget(cls) -> None:
        """Read it again: for tests and for a demonstration that is thrown away, where the database changes under the process."""
        cls._standing = None


class SimulatedTime(models.Model):
    """Where the clock of invented data stands; each move is a row, none goes back."""

    id = models.BigAutoField(primary_key=True)
    stands_at = models.DateTimeField()

    class Meta:
        db_table = "journal_simulated_time"


class Invention(models.Model):
    """From which margins, and by which seed, the cases of a synthetic database are invented: one row, as long as the database stands.

    `margins` is the hash of the file as it was read; `chosen` the counts that it left open, as they were chosen.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    margins = models.CharField(max_length=64)
    seed = models.BigIntegerField()
    chosen = models.JSONField()
    begun_at = models.DateTimeField()

    class Meta:
        db_table = "journal_invention"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="journal_one_invention")]


class WrittenOnlyByReplay(Exception):
    """A projection was written from outside `applies.py`: record an event instead."""


@contextmanager
def applying() -> Iterator[None]:
    """The block in which projections may be written; the journal's writer and rebuild are its only users."""
    token = _applying.set(True)
    try:
        yield
    finally:
        _applying.reset(token)


class ProjectionQuerySet(models.QuerySet[Any]):
    """Reads freely; writes only while events are applied."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnlyByReplay(f"{self.model.__name__} is computed from events: record one through the door")

    create = bulk_create = update = bulk_update = get_or_create = update_or_create = _refuse

    def delete(self) -> tuple[int, dict[str, int]]:
        if not _applying.get():
            self._refuse()
        return super().delete()


class Projection(models.Model):
    """A table computed from events. A row belongs to the one stream named by `stream_field`."""

    stream_field: ClassVar[str] = "case_id"
    objects = ProjectionQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnlyByReplay(f"{type(self).__name__} is computed from events: record one through the door")

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnlyByReplay(f"{type(self).__name__} is computed from events")

    @property
    def stream_id(self) -> UUID:
        return getattr(self, self.stream_field)  # type: ignore[no-any-return]
