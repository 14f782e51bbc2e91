"""Where a Kommune stands on one day: strengths, weaknesses, chances, risks."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kommunen', '0050_meilenstein'),
    ]

    operations = [
        migrations.CreateModel(
            name='Swot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('datum', models.DateField(verbose_name='Datum')),
                ('staerken', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None, verbose_name='Stärken')),
                ('schwaechen', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None, verbose_name='Schwächen')),
                ('chancen', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None, verbose_name='Chancen')),
                ('risiken', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None, verbose_name='Risiken')),
                ('teilnahme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='swot_analysen', to='kommunen.teilnahme', verbose_name='Teilnahme')),
            ],
            options={
                'verbose_name': 'SWOT-Analyse',
                'verbose_name_plural': 'SWOT-Analysen',
            },
        ),
        migrations.CreateModel(
            name='SwotEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('datum', models.DateField(verbose_name='Datum')),
                ('staerken', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None, verbose_name='Stärken')),
                ('schwaechen', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None, verbose_name='Schwächen')),
                ('chancen', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None, verbose_name='Chancen')),
                ('risiken', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None, verbose_name='Risiken')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kommunen.swot')),
                ('teilnahme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kommunen.teilnahme', verbose_name='Teilnahme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='swot',
            constraint=models.UniqueConstraint(fields=('teilnahme', 'datum'), name='swot_eine_je_tag', violation_error_message='An diesem Tag gibt es schon eine SWOT-Analyse.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='swot',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommunen_swotevent" ("chancen", "created_at", "datum", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "risiken", "schwaechen", "staerken", "teilnahme_id", "updated_at", "version") VALUES (NEW."chancen", NEW."created_at", NEW."datum", NEW."id", NOW(), \'insert\', NEW."id", NEW."risiken", NEW."schwaechen", NEW."staerken", NEW."teilnahme_id", NEW."updated_at", NEW."version"); RETURN NULL;', hash='dbbe0c40e0ad98163399bd8d5ad21500cd9b6ce5', operation='INSERT', pgid='pgtrigger_insert_insert_84b51', table='kommunen_swot', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='swot',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kommunen_swotevent" ("chancen", "created_at", "datum", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "risiken", "schwaechen", "staerken", "teilnahme_id", "updated_at", "version") VALUES (NEW."chancen", NEW."created_at", NEW."datum", NEW."id", NOW(), \'update\', NEW."id", NEW."risiken", NEW."schwaechen", NEW."staerken", NEW."teilnahme_id", NEW."updated_at", NEW."version"); RETURN NULL;', hash='412fde0b6ab7e70fbc8815b718f669145df1762c', operation='UPDATE', pgid='pgtrigger_update_update_f8dbc', table='kommunen_swot', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='swot',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommunen_swotevent" ("chancen", "created_at", "datum", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "risiken", "schwaechen", "staerken", "teilnahme_id", "updated_at", "version") VALUES (OLD."chancen", OLD."created_at", OLD."datum", OLD."id", NOW(), \'delete\', OLD."id", OLD."risiken", OLD."schwaechen", OLD."staerken", OLD."teilnahme_id", OLD."updated_at", OLD."version"); RETURN NULL;', hash='469918dda94a4a8845a086d1cd5ec9710a3addd0', operation='DELETE', pgid='pgtrigger_delete_delete_fe640', table='kommunen_swot', when='AFTER')),
        ),
    ]
