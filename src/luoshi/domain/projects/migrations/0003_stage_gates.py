import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0001_initial'),
        ('projects', '0002_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='StageGate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('conceived', '谋划'), ('preliminary', '前期'), ('building', '在建'), ('completed', '竣工'), ('producing', '投产'), ('at_design_effect', '达效'), ('stopped', '终止')], max_length=18)),
                ('requirements', models.JSONField(default=list)),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stage_gates', to='organizations.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('jurisdiction', 'stage'), name='stage_gate_once')],
            },
        ),
        migrations.AddField(
            model_name='projectyear',
            name='declared_wan_yuan',
            field=models.DecimalField(decimal_places=4, default=0, max_digits=18),
        ),
        migrations.AddField(
            model_name='projectyear',
            name='verified_wan_yuan',
            field=models.DecimalField(decimal_places=4, default=0, max_digits=18),
        ),
    ]
