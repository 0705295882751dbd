"""What the tables of the programme have in common: who keeps a row, in which language its words are, and that its past is kept."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F
from simple_history.models import HistoricalRecords

__all__ = ["IN_TIME", "Dated", "Kept"]

TEXT = 300
# In the order of time; what has no date stands first, on every database.
IN_TIME = (F("since").asc(nulls_first=True), "key")


class Kept(models.Model):
    """A record with its past. Within an agency a key stands once; `sources` say where it is from, with lines where there are any."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    agency = models.UUIDField()
    key = models.CharField(max_length=80)
    language = models.CharField(max_length=3, default="en")
    sources = models.JSONField(default=list)
    recorded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    history: Any = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="%(app_label)s_%(class)s_key"),
        ]


class Dated(models.Model):
    """A time as it was written (`said`), and the days that it covers; no days where no date is known. Source: programme.spans."""

    said = models.CharField(max_length=40, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        abstract = True
