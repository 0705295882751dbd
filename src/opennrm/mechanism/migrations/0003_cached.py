from django.db import migrations, models


class Migration(migrations.Migration):
    """The cache of 0002 held pickles: it goes, with what is in it."""

    dependencies = [("mechanism", "0002_only_closed")]

    operations = [
        migrations.RunSQL("drop table if exists mechanism_cache", migrations.RunSQL.noop, hints={"model_name": "membership"}),
        migrations.CreateModel(
            name="Cached",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
