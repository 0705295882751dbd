"""The tables of letters for persons. Nothing in clear says for whom. Only actions write."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from opennrm.programme.kept import Dated, Kept
from opennrm.programme.sealed import SealedText

CODE, WORDS = 40, 160


class Intervention(Kept, Dated):
    """A letter to an authority: when, where, about what, and where the reply stands."""

    agency_field: ClassVar[str] = "agency"

    country = models.CharField(max_length=2)
    concern = models.CharField(max_length=CODE)
    addressee = models.CharField(max_length=80, blank=True)  # the key of a body
    asked = models.JSONField(null=True)  # typed.Asked
    signed_with = models.JSONField(default=list)  # keys of bodies
    clauses = models.JSONField(default=list)
    reply_due = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True)  # the last day that `reply_due` covers
    reply = models.CharField(max_length=CODE)
    replied = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=WORDS, blank=True)
    told = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key


class LetterText(SealedText):
    """For whom a letter is, what happened, the letter, what was answered."""

    agency_field: ClassVar[str] = "agency"
