"""What access keeps: which agency is tied to which case, and who looked. Only `opennrm.access` reads and writes these tables."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from opennrm.journal.models import Projection

LONG_AGO = date(1, 1, 1)  # of what stands nowhere: a day sorts without a null


class CaseAccess(Projection):
    """One agency's tie to one case: by which relations, on which consents, whether it is still open to it; `since` when the case stands
    where it stands, by which an agency lists its cases.
    """

    agency_field: ClassVar[str] = "agency"

    pk = models.CompositePrimaryKey("agency", "case_id")
    agency = models.UUIDField()
    case_id = models.UUIDField()
    stream_kind = models.CharField(max_length=16)
    relations = models.CharField(max_length=200)
    consents = models.JSONField()
    open = models.BooleanField()
    since = models.DateField(default=LONG_AGO)

    class Meta:
        db_table = "access_case"
        indexes = [
            models.Index(fields=["case_id", "agency"], name="access_by_case"),
            models.Index(fields=["agency", "stream_kind", "-since", "case_id", "relations"], condition=Q(open=True), name="access_by_day"),
        ]


class Look(Projection):
    """That somebody opened a page of a case, and which sections of it: computed from the read log's chain."""

    stream_field: ClassVar[str] = "log"
    agency_field: ClassVar[str] = "agency"

    id = models.UUIDField(primary_key=True)
    log = models.UUIDField()
    case_id = models.UUIDField()
    actor = models.UUIDField()
    agency = models.UUIDField()
    at = models.DateTimeField()
    page = models.CharField(max_length=64)
    sections = models.CharField(max_length=200)

    class Meta:
        db_table = "access_look"
        indexes = [
            models.Index(fields=["case_id", "-at"], name="access_look_by_case"),
            models.Index(fields=["log"], name="access_look_by_log"),
            models.Index(fields=["agency", "-at"], name="access_look_by_agency"),
            models.Index(fields=["-at"], name="access_look_by_time"),
        ]
