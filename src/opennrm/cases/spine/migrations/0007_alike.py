import json

from django.db import migrations, models

CODES = ("sex", "place", "age", "age_at_exploitation", "referrer_kind", "competent_authority", "nationality", "citizenships", "region")
CODES += ("state", "forms")


def fill(apps, schema_editor):
    """What a rebuild would write: the codes of each version that stands already, in one text."""
    rows = apps.get_model("cases_spine", "Counted").objects.using(schema_editor.connection.alias)
    page = []
    for row in rows.iterator(chunk_size=1000):
        codes = (getattr(row, name) for name in CODES)
        row.alike = json.dumps(["+".join(sorted(code)) if isinstance(code, list) else code for code in codes], separators=(",", ":"))
        page.append(row)
        if len(page) == 1000:
            rows.bulk_update(page, ["alike"])
            page = []
    rows.bulk_update(page, ["alike"])


class Migration(migrations.Migration):
    dependencies = [
        ("cases_spine", "0006_counted_authority"),
    ]

    operations = [
        migrations.AddField(
            model_name="counted",
            name="alike",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="counted", name="counted_by_referral"),
        migrations.RemoveIndex(model_name="counted", name="counted_by_case"),
        migrations.RemoveIndex(model_name="decided", name="decided_by_day"),
        migrations.AddIndex(
            model_name="counted",
            index=models.Index(fields=["referred_on", "from_position", "until_position", "alike"], name="counted_by_referral"),
        ),
        migrations.AddIndex(
            model_name="counted",
            index=models.Index(fields=["case_id", "from_position", "until_position", "alike"], name="counted_by_case"),
        ),
        migrations.AddIndex(
            model_name="decided",
            index=models.Index(fields=["stage", "on", "from_position", "until_position", "value", "case_id"], name="decided_by_day"),
        ),
    ]
