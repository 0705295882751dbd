from django.db import migrations, models


class Migration(migrations.Migration):
    """Of cases that were referred before, nothing tells the body: the rows of old events are the same after a rebuild."""

    dependencies = [
        ("cases_spine", "0005_counted"),
    ]

    operations = [
        migrations.AddField(
            model_name="counted",
            name="competent_authority",
            field=models.CharField(default="", max_length=60),
            preserve_default=False,
        ),
    ]
