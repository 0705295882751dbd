"""Where the counts of a page stood at a position and the end of a day; thrown away, they are counted anew from what they count."""

from django.db import models


class Carried(models.Model):
    """The exact counts of one year, or of what a page shows of now (`what`).

    `basis`: the law, the installation and the questions by which they were counted; others do not go on from them.
    """

    what = models.CharField(max_length=16, primary_key=True)
    on = models.DateField()
    position = models.BigIntegerField()
    basis = models.CharField(max_length=64)
    counts = models.JSONField()

    class Meta:
        db_table = "statistics_carried"
