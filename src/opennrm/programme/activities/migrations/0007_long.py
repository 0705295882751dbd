"""What lasts long is filed as that besides, as `opennrm programme rebuild` would; outcomes are read in the order of the page of a country.

In the words of this day, which do not follow a change.
"""

from django.db import migrations, models

P = "programme_activities_"
LASTS = {"sqlite": "julianday(a.until) - julianday(a.since)", "postgresql": "a.until - a.since"}


def fill(apps, editor):
    led_to = f"(select count(*) from {P}outcome o where o.activity_id = a.id and o.removed_at is null)"
    lasts = f"a.since is not null and (a.until is null or {LASTS[editor.connection.vendor]} > 92)"
    with editor.connection.cursor() as cursor:
        cursor.execute(
            f"insert into {P}filed (activity_id, agency, facet, code, since, until, confidential, led_to)"
            f" select a.id, a.agency, 'long', '', a.since, a.until, a.confidential, {led_to} from {P}activity a"
            f" where a.removed_at is null and {lasts}"
        )
        cursor.execute(
            f"insert into {P}tally (agency, facet, code, confidential, activities, led_to)"
            f" select agency, facet, code, confidential, count(*), sum(led_to) from {P}filed where facet = 'long'"
            " group by agency, facet, code, confidential"
        )


def empty(apps, editor):
    for name in ("Filed", "Tally"):
        apps.get_model("programme_activities", name).objects.filter(facet="long").delete()


class Migration(migrations.Migration):

    dependencies = [
        ('programme_activities', '0006_laid'),
    ]

    operations = [
        migrations.RunPython(fill, empty),
        migrations.RemoveIndex(
            model_name='outcome',
            name='programme_outcome_in_time',
        ),
        migrations.AddIndex(
            model_name='outcome',
            index=models.Index(condition=models.Q(('removed_at', None)), fields=['agency', '-since', 'key'], name='programme_outcome_in_order'),
        ),
    ]
