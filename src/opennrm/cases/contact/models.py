"""The stage's table: contacts, for the list of an agency. Coarse facts and the place in the procedure stand in the spine's row."""

from django.db import models

from opennrm.journal.models import Projection


class FirstContact(Projection):
    """A first contact: who took it up, by which channel, where its draft is, and which way it went."""

    case_id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    opened_by = models.UUIDField()
    opened_on = models.DateField()
    channel = models.CharField(max_length=40)
    draft = models.UUIDField(null=True)
    result = models.CharField(max_length=40)
    way = models.CharField(max_length=16)

    class Meta:
        db_table = "cases_first_contact"
        indexes = [
            models.Index(fields=["draft"], name="first_contact_by_draft"),
            models.Index(fields=["agency", "-opened_on"], name="first_contact_by_agency"),
        ]
