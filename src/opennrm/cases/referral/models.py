"""The stage's table: referrals, for the lists of both sides."""

from django.db import models

from opennrm.journal.models import Projection


class Referral(Projection):
    """A referral as both sides see it in a list: from whom, to whom, since when, how urgent, and what became of it."""

    case_id = models.UUIDField(primary_key=True)
    referrer = models.UUIDField()
    referrer_kind = models.CharField(max_length=32)
    recipient = models.UUIDField()
    recipient_kind = models.CharField(max_length=32)
    urgency = models.CharField(max_length=16)
    sent_at = models.DateTimeField()
    answer = models.CharField(max_length=16)
    reason = models.CharField(max_length=24)
    answered_on = models.DateField(null=True)
    outcome = models.CharField(max_length=16)
    outcome_on = models.DateField(null=True)

    class Meta:
        db_table = "cases_referral"
        indexes = [
            models.Index(fields=["recipient", "answer", "sent_at"], name="referral_to_answer"),
            models.Index(fields=["referrer", "-sent_at"], name="referral_sent"),
        ]
