"""What is due stands in the lines of worklists (`cases_line`), one row a line, and no longer as the first day of each agency and case."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("access", "0002_at_once")]
    operations: ClassVar = [
        migrations.RemoveIndex("CaseAccess", "access_due"),
        migrations.RemoveIndex("CaseAccess", "access_at_once"),
        migrations.RemoveIndex("CaseAccess", "access_due_others"),
        migrations.RemoveField("CaseAccess", "due"),
        migrations.RemoveField("CaseAccess", "at_once"),
        migrations.RemoveField("CaseAccess", "due_others"),
    ]
