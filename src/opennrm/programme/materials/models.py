"""The tables of materials. Only actions write."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from opennrm.programme.kept import TEXT, Dated, Kept

CODE = 40


class Material(Kept, Dated):
    """Something written or collected that can be used, cited or handed on."""

    kind = models.CharField(max_length=CODE)
    title = models.CharField(max_length=TEXT)
    licence = models.CharField(max_length=80, blank=True)
    bodies = models.JSONField(default=dict)  # authors, publishers: lists of keys
    confidential = models.BooleanField(default=False)  # read by the agency that keeps it alone
    laid = models.JSONField(null=True)  # past.laid: the parts that stand in rows of their own, for the past; nothing is chosen by it

    class Meta(Kept.Meta):
        indexes: ClassVar = [
            models.Index(fields=["-since", "id"], name="programme_material_by_time", condition=models.Q(removed_at=None)),
        ]

    def __str__(self) -> str:
        return self.title


class Mark(models.Model):
    """By what a material is found: a country, a clause, a topic."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=8)
    code = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["material", "kind", "code"], name="programme_material_mark_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "code", "material"], name="programme_material_by_code")]


class Version(Dated):
    """A material in one language, and where it can be read."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="versions")
    order = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=3)
    title = models.CharField(max_length=TEXT, blank=True)
    state = models.CharField(max_length=CODE)
    supported_by = models.CharField(max_length=80, blank=True)  # the key of a body
    link = models.CharField(max_length=TEXT, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["language", "material"], name="programme_version_language")]


class File(models.Model):
    """A file of a material in one language, as it was written anew when it came in. Who reads the material reads it: it is not sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    material = models.ForeignKey(Material, models.CASCADE, related_name="files")
    language = models.CharField(max_length=3)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    added_at = models.DateTimeField()
