"""The stage's tables: notifications, which point to nobody, and sealed contacts, which say only who may read them."""

from django.db import models

from opennrm.journal.models import Projection


class Notification(Projection):
    """What an authority was told: codes, and a stretch of time. No column could hold a name, a day, a place smaller than a region."""

    case_id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    agency_kind = models.CharField(max_length=32)
    recipient = models.UUIDField()
    period = models.CharField(max_length=7)
    because = models.CharField(max_length=40)
    age_at_exploitation = models.CharField(max_length=8)
    sex = models.CharField(max_length=40)
    forms = models.JSONField()
    signs = models.JSONField()
    place = models.CharField(max_length=40)
    region = models.CharField(max_length=40)
    citizenship = models.CharField(max_length=2)
    has_text = models.BooleanField()

    class Meta:
        db_table = "cases_notification"
        indexes = [models.Index(fields=["period"], name="notification_by_period")]


class SealedContact(Projection):
    """That somebody may be reached by one agency; who it is and how stands sealed in the vault alone."""

    case_id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    recipient = models.UUIDField()
    recipient_kind = models.CharField(max_length=32)
    purpose = models.CharField(max_length=32)
    agreed_on = models.DateField()
    taken_back_on = models.DateField(null=True)

    class Meta:
        db_table = "cases_sealed_contact"
