"""What stood before these tables did is filed, as `opennrm programme rebuild` would; in the words of this day, which do not follow a change."""

from django.db import migrations

P = "programme_activities_"
LED_TO = f"(select count(*) from {P}outcome o where o.activity_id = a.id and o.removed_at is null)"
OF_IT = f"a.since, a.until, a.confidential, {LED_TO} from {P}activity a"
FILED = (
    f"select a.id, a.agency, 'all', '', {OF_IT} where a.removed_at is null",
    f"select a.id, a.agency, 'kind', a.kind, {OF_IT} where a.removed_at is null",
    f"select a.id, a.agency, 'state', a.state, {OF_IT} where a.removed_at is null",
    f"select distinct a.id, a.agency, 'country', p.country, {OF_IT} join {P}place p on p.activity_id = a.id"
    " where a.removed_at is null and p.country <> ''",
    f"select a.id, a.agency, m.kind, m.code, {OF_IT} join {P}mark m on m.activity_id = a.id"
    " where a.removed_at is null and m.kind in ('topic', 'aim', 'tasking')",
)


def fill(apps, editor):
    with editor.connection.cursor() as cursor:
        for statement in FILED:
            cursor.execute(
                f"insert into {P}filed (activity_id, agency, facet, code, since, until, confidential, led_to) {statement}"
            )
        cursor.execute(
            f"insert into {P}tally (agency, facet, code, confidential, activities, led_to)"
            f" select agency, facet, code, confidential, count(*), sum(led_to) from {P}filed group by agency, facet, code, confidential"
        )


class Migration(migrations.Migration):

    dependencies = [
        ('programme_activities', '0004_filed'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
