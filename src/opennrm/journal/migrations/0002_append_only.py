"""The database itself refuses to change the journal."""

from django.db import migrations

from opennrm.journal import triggers


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(lambda apps, schema_editor: triggers.install(schema_editor), migrations.RunPython.noop)]
