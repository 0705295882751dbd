"""From which margins the cases of a synthetic database are invented: kept as the journal is."""

from django.db import migrations, models

from opennrm.journal import triggers


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="Invention",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("margins", models.CharField(max_length=64)),
                ("seed", models.BigIntegerField()),
                ("chosen", models.JSONField()),
                ("begun_at", models.DateTimeField()),
            ],
            options={
                "db_table": "journal_invention",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="journal_one_invention")],
            },
        ),
        migrations.RunPython(lambda apps, schema_editor: triggers.keep(schema_editor, "journal_invention"), migrations.RunPython.noop),
    ]
