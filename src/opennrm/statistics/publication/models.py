"""The editions that were published, as lists and pages need them; `content` holds the very bytes that are hashed."""

from typing import ClassVar

from django.db import models

from opennrm.journal.models import Projection


class PublishedEdition(Projection):
    """One edition of the figures of a period, from its publication on; marked, not removed, when it is withdrawn.

    `position`: what it looked at; `recorded`: its own place in the journal, by which editions of all periods follow one another.
    """

    stream_field: ClassVar[str] = "publication"

    id = models.UUIDField(primary_key=True)
    publication = models.UUIDField()
    period = models.CharField(max_length=16)
    edition = models.PositiveSmallIntegerField()
    position = models.BigIntegerField()
    recorded = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    content = models.TextField()
    published_at = models.DateTimeField()
    actor = models.UUIDField()
    agency = models.UUIDField()
    account = models.CharField(max_length=80, default="")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=32, default="")

    class Meta:
        db_table = "statistics_edition"
        constraints = [models.UniqueConstraint(fields=["period", "edition"], name="one_edition_of_a_number")]
