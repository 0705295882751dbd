"""From when an edition of the law is in force in this installation: null for one that was only used."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases_spine", "0003_lines_of_worklists")]
    operations: ClassVar = [
        migrations.AddField("Edition", "in_force_at", models.DateTimeField(null=True)),
    ]
