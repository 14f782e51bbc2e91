"""What a Teilnahme goes through, until when, and when it got there."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kommunen', '0032_massnahme_erster_schritt'),
    ]

    operations = [
        migrations.CreateModel(
            name='Meilenstein',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('art', models.CharField(choices=[('auftakt', 'Auftakt'), ('swot', 'SWOT-Analyse'), ('qe_werkstatt', 'QE-Werkstätten'), ('fallanalyse', 'Fallanalyse'), ('expertenworkshop', 'Expertenworkshops'), ('abschluss', 'Abschluss')], max_length=20, verbose_name='Meilenstein')),
                ('soll', models.DateField(blank=True, null=True, verbose_name='Zieldatum')),
                ('erreicht_am', models.DateField(blank=True, null=True, verbose_name='erreicht am')),
                ('teilnahme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meilensteine', to='kommunen.teilnahme', verbose_name='Teilnahme')),
            ],
            options={
                'verbose_name': 'Meilenstein',
                'verbose_name_plural': 'Meilensteine',
            },
        ),
        migrations.CreateModel(
            name='MeilensteinEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('art', models.CharField(choices=[('auftakt', 'Auftakt'), ('swot', 'SWOT-Analyse'), ('qe_werkstatt', 'QE-Werkstätten'), ('fallanalyse', 'Fallanalyse'), ('expertenworkshop', 'Expertenworkshops'), ('abschluss', 'Abschluss')], max_length=20, verbose_name='Meilenstein')),
                ('soll', models.DateField(blank=True, null=True, verbose_name='Zieldatum')),
                ('erreicht_am', models.DateField(blank=True, null=True, verbose_name='erreicht am')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kommunen.meilenstein')),
                ('teilnahme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kommunen.teilnahme', verbose_name='Teilnahme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='meilenstein',
            constraint=models.UniqueConstraint(fields=('teilnahme', 'art'), name='meilenstein_einmal_je_teilnahme', violation_error_message='Diesen Meilenstein hat die Teilnahme schon.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meilenstein',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommunen_meilensteinevent" ("art", "created_at", "erreicht_am", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "soll", "teilnahme_id", "updated_at", "version") VALUES (NEW."art", NEW."created_at", NEW."erreicht_am", NEW."id", NOW(), \'insert\', NEW."id", NEW."soll", NEW."teilnahme_id", NEW."updated_at", NEW."version"); RETURN NULL;', hash='75e5bd361cd9619079ba3799120ba5febe11ecd2', operation='INSERT', pgid='pgtrigger_insert_insert_36133', table='kommunen_meilenstein', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meilenstein',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kommunen_meilensteinevent" ("art", "created_at", "erreicht_am", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "soll", "teilnahme_id", "updated_at", "version") VALUES (NEW."art", NEW."created_at", NEW."erreicht_am", NEW."id", NOW(), \'update\', NEW."id", NEW."soll", NEW."teilnahme_id", NEW."updated_at", NEW."version"); RETURN NULL;', hash='ad19461093ca4e27ebf4c4d78bf3ec0c511abd0c', operation='UPDATE', pgid='pgtrigger_update_update_06d3a', table='kommunen_meilenstein', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meilenstein',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommunen_meilensteinevent" ("art", "created_at", "erreicht_am", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "soll", "teilnahme_id", "updated_at", "version") VALUES (OLD."art", OLD."created_at", OLD."erreicht_am", OLD."id", NOW(), \'delete\', OLD."id", OLD."soll", OLD."teilnahme_id", OLD."updated_at", OLD."version"); RETURN NULL;', hash='717f34cf084e151c1347cbcea2dd604231cbb3db', operation='DELETE', pgid='pgtrigger_delete_delete_e90a2', table='kommunen_meilenstein', when='AFTER')),
        ),
    ]
