"""One row for each line of each agency's worklist instead of the steps that wait; `opennrm journal rebuild` fills it."""

from datetime import date
from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases_spine", "0002_lines_without_the_body")]
    operations: ClassVar = [
        migrations.DeleteModel("Waiting"),
        migrations.CreateModel(
            "WorklistLine",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "agency", "key", "opening", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("agency", models.UUIDField()),
                ("key", models.CharField(max_length=60)),
                ("opening", models.PositiveSmallIntegerField()),
                ("lane", models.CharField(max_length=8)),
                ("relation", models.CharField(default="", max_length=32)),
                ("due", models.DateField(default=date(9999, 12, 31))),
                ("since", models.DateField(null=True)),
                ("own_words", models.BooleanField(default=False)),
                ("child", models.BooleanField(default=False)),
                ("ties", models.CharField(default="", max_length=200)),
                ("changed_on", models.DateField(null=True)),
                ("open", models.BooleanField()),
            ],
            options={
                "db_table": "cases_line",
                "indexes": [
                    models.Index(
                        fields=["agency", "lane", "due", "since", "case_id", "key", "opening"],
                        condition=models.Q(("open", True)),
                        name="line_by_day",
                    )
                ],
            },
        ),
    ]
