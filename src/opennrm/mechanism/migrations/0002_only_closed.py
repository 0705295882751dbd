from django.core.management import call_command
from django.db import migrations

from opennrm.mechanism import closing


def make_cache(apps, schema_editor):
    call_command("createcachetable", "mechanism_cache", database=schema_editor.connection.alias, verbosity=0)


def drop_cache(apps, schema_editor):
    schema_editor.execute("drop table if exists mechanism_cache", params=None)


class Migration(migrations.Migration):
    dependencies = [("mechanism", "0001_initial")]

    operations = [
        migrations.RunPython(closing.install, closing.remove, hints={"model_name": "membership"}),
        migrations.RunPython(make_cache, drop_cache, hints={"model_name": "membership"}),
    ]
