"""The tables of reports: what was asked for, what editors and commenters wrote, what was published. Only actions write.

No generated sentence of a draft is kept: it is assembled anew each time from the record.
"""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from simple_history.models import HistoricalRecords

from opennrm.programme.kept import Kept
from opennrm.programme.report.states import DRAFT, PUBLISHED

CODE, KEY = 40, 200


class Report(Kept):
    """A report of an agency: by which template, for which time and countries, in which language, and how far it is."""

    template = models.CharField(max_length=CODE)
    since = models.DateField()
    until = models.DateField()
    countries = models.JSONField(default=list)
    us = models.CharField(max_length=80, blank=True)  # the key of the body that reports, by which it is not named
    undated = models.BooleanField(default=True)
    organisation = models.CharField(max_length=300)
    state = models.CharField(max_length=CODE, default=DRAFT)
    made_by = models.UUIDField(null=True)
    seen = models.JSONField(default=dict)  # the hash of each sentence when the report was last looked over
    law_by = models.UUIDField(null=True)  # who looked at the law in it, and at which text
    law_at = models.DateTimeField(null=True)
    law_digest = models.CharField(max_length=16, blank=True, default="")
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_hash = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)
    frozen = models.TextField(blank=True)
    frozen_hash = models.CharField(max_length=64, blank=True)

    class Meta(Kept.Meta):
        indexes: ClassVar = [models.Index(fields=["agency", "-until", "id"], name="programme_report_by_time")]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(state=PUBLISHED) | (~models.Q(frozen="") & models.Q(published_at__isnull=False)),
                name="programme_report_published_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Edit(models.Model):
    """A sentence in an editor's words, with what it was written against."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="edits")
    sentence = models.CharField(max_length=KEY)
    chapter = models.CharField(max_length=CODE)
    text = models.TextField(max_length=2000)
    new = models.BooleanField(default=False)
    after = models.CharField(max_length=KEY, blank=True)
    references = models.JSONField(default=list)
    against = models.TextField(blank=True)
    digest = models.CharField(max_length=16, blank=True)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()

    history: Any = HistoricalRecords()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "sentence"], name="programme_report_one_edit")]


class Comment(models.Model):
    """What somebody says of a chapter or a sentence, and whether it is settled."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="comments")
    chapter = models.CharField(max_length=CODE)
    sentence = models.CharField(max_length=KEY, blank=True)
    text = models.TextField(max_length=2000)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()
    settled_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)

    history: Any = HistoricalRecords()


class Checked(models.Model):
    """That an editor read a chapter, and what stood in it then: when it changes, it is no longer checked."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="checked")
    chapter = models.CharField(max_length=CODE)
    digest = models.CharField(max_length=16)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()

    history: Any = HistoricalRecords()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "chapter"], name="programme_report_chapter_checked_once")]
