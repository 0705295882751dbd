from django.db import migrations, models


class Migration(migrations.Migration):
    """Since when something is owed at once that has no day; `opennrm journal rebuild` fills it for what was recorded before."""

    dependencies = [("access", "0001_initial")]

    operations = [
        migrations.AddField("caseaccess", "at_once", models.DateField(default="9999-12-31")),
        migrations.AddIndex(
            "caseaccess",
            models.Index(condition=models.Q(("open", True)), fields=["agency", "at_once", "case_id"], name="access_at_once"),
        ),
    ]
