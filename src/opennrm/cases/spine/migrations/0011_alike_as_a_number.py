from hashlib import blake2b

from django.db import migrations, models

CODES = ("sex", "place", "age", "age_at_exploitation", "referrer_kind", "competent_authority", "nationality", "citizenships", "region")
CODES += ("state", "forms")
AT_ONCE = 1000


def fill(apps, schema_editor):
    """What a rebuild would write: one number for the codes of each version that stands already."""
    rows = apps.get_model("cases_spine", "Counted").objects.using(schema_editor.connection.alias)
    page = []
    for row in rows.iterator(chunk_size=AT_ONCE):
        codes = (getattr(row, name) for name in CODES)
        text = "\0".join("+".join(sorted(code)) if isinstance(code, list) else code for code in codes)
        row.alike = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 1
        page.append(row)
        if len(page) == AT_ONCE:
            rows.bulk_update(page, ["alike"])
            page = []
    rows.bulk_update(page, ["alike"])


class Migration(migrations.Migration):
    dependencies = [
        ("cases_spine", "0010_days_of_ties"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="counted", name="counted_by_referral"),
        migrations.RemoveIndex(model_name="counted", name="counted_by_case"),
        migrations.RemoveField(model_name="counted", name="alike"),
        migrations.AddField(model_name="counted", name="alike", field=models.BigIntegerField(default=0), preserve_default=False),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="counted",
            index=models.Index(
                condition=models.Q(("until_position__isnull", True)),
                fields=["referred_on", "alike", "from_position"],
                name="counted_standing",
            ),
        ),
        migrations.AddIndex(
            model_name="counted",
            index=models.Index(
                condition=models.Q(("until_position__isnull", False)),
                fields=["until_position", "referred_on", "alike", "from_position"],
                name="counted_ended",
            ),
        ),
        migrations.AddIndex(
            model_name="counted",
            index=models.Index(fields=["case_id", "from_position", "until_position", "alike"], name="counted_by_case"),
        ),
        migrations.AddIndex(
            model_name="counted",
            index=models.Index(fields=["from_position"], name="counted_by_position"),
        ),
    ]
