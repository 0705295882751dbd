"""Since when a case stands where it stands, beside each tie: what a rebuild would write."""

from typing import ClassVar

from django.db import migrations

FILL = (
    "update access_case set since = (select since from cases_case stands where stands.case_id = access_case.case_id) "
    "where case_id in (select case_id from cases_case where since is not null)"
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases_spine", "0009_turns"), ("access", "0004_days")]
    operations: ClassVar = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
