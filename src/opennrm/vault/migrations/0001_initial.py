import uuid
from django.db import migrations, models


ORDERLESS = ("vault_indexrow", "vault_documentrow")


def without_rowid(apps, schema_editor):
    """SQLite numbers rows as they come, which would put a person's tokens side by side; without a rowid the random id is the order."""
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        for table in ORDERLESS:
            cursor.execute("select sql from sqlite_master where tbl_name = %s and sql is not null order by type desc", [table])
            made = [sql for (sql,) in cursor.fetchall()]
            cursor.execute(f"drop table {table}")
            for sql in made:
                cursor.execute(f"{sql} without rowid" if sql.startswith("CREATE TABLE") else sql)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='KeyStoreState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('epoch', models.PositiveIntegerField()),
                ('erasures', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='VaultState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('erasures', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='DocumentRow',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('pointer', models.BinaryField()),
                ('sealed', models.BinaryField()),
                ('token', models.BinaryField()),
            ],
            options={
                'indexes': [models.Index(fields=['token'], name='document_row_token')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('owner', models.UUIDField()),
                ('agency', models.UUIDField()),
                ('kind', models.CharField(max_length=40)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('ciphertext', models.BinaryField()),
            ],
            options={
                'indexes': [models.Index(fields=['owner', 'kind'], name='draft_owner')],
            },
        ),
        migrations.CreateModel(
            name='DraftKey',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('epoch', models.PositiveIntegerField()),
                ('wrapped', models.BinaryField()),
                ('minted_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['epoch'], name='draft_key_epoch')],
            },
        ),
        migrations.CreateModel(
            name='IndexKey',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('epoch', models.PositiveIntegerField()),
                ('wrapped', models.BinaryField()),
                ('kind', models.CharField(max_length=16)),
                ('version', models.PositiveIntegerField()),
                ('population', models.PositiveBigIntegerField()),
                ('table', models.CharField(max_length=64)),
                ('idle_since', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'version'), name='one_index_key_per_kind_and_version')],
            },
        ),
        migrations.CreateModel(
            name='IndexRow',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('pointer', models.BinaryField()),
                ('sealed', models.BinaryField()),
                ('token', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['token'], name='index_row_token')],
            },
        ),
        migrations.CreateModel(
            name='SealedValue',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('stream', models.UUIDField()),
                ('subject', models.UUIDField()),
                ('section', models.CharField(max_length=40)),
                ('code', models.CharField(max_length=80)),
                ('holder', models.UUIDField()),
                ('holder_kind', models.CharField(max_length=40)),
                ('event_id', models.UUIDField()),
                ('envelope', models.BinaryField()),
                ('position', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['stream', 'section'], name='sealed_value_stream'), models.Index(fields=['subject'], name='sealed_value_subject')],
                'constraints': [models.UniqueConstraint(fields=('event_id', 'subject', 'section', 'code'), name='one_sealed_value_per_event_and_field')],
            },
        ),
        migrations.CreateModel(
            name='SubjectKey',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('epoch', models.PositiveIntegerField()),
                ('wrapped', models.BinaryField()),
                ('subject', models.UUIDField(unique=True)),
                ('minted_at', models.DateTimeField()),
                ('settled', models.BooleanField(default=False)),
                ('erased_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['epoch'], name='subject_key_epoch'), models.Index(condition=models.Q(('erased_at', None), ('settled', False)), fields=['minted_at'], name='subject_key_unsettled')],
            },
        ),
        migrations.RunPython(without_rowid, migrations.RunPython.noop, elidable=False),
    ]
