"""What a line of a worklist needs of a right, beside its body; `opennrm journal rebuild` fills it for rows that were there before."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases_spine", "0001_initial")]
    operations: ClassVar = [
        migrations.AddField("Right", "opened_on", models.DateField(null=True)),
        migrations.AddField("Right", "opened_by", models.CharField(default="", max_length=80)),
        migrations.AddField("Right", "at_once", models.BooleanField(default=False)),
    ]
