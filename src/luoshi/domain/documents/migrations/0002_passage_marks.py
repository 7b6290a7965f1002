import django.db.models.deletion
from django.db import migrations, models

from luoshi.domain.documents.rules import marks_for

FINDINGS_AT_ONCE = 1000


def mark_what_stands(apps, schema_editor):
    """Mark the findings that were read before there were marks."""
    finding_model, mark_model = apps.get_model("documents", "Finding"), apps.get_model("documents", "PassageMark")
    rows = finding_model.objects.values_list("pk", "kind", "quote", "fields").order_by("pk")
    marks = []
    for pk, kind, quote, fields in rows.iterator(chunk_size=FINDINGS_AT_ONCE):
        marks += [mark_model(finding_id=pk, value=value) for value in marks_for(kind, quote, fields)]
        if len(marks) > FINDINGS_AT_ONCE:
            mark_model.objects.bulk_create(marks)
            marks = []
    mark_model.objects.bulk_create(marks)


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PassageMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.BigIntegerField()),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='documents.finding')),
            ],
            options={
                'indexes': [models.Index(fields=['value', 'finding'], name='passage_mark')],
            },
        ),
        migrations.RunPython(mark_what_stands, migrations.RunPython.noop),
    ]
