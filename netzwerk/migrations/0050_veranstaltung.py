"""Meetings with invitation, minutes, decisions and tasks."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kommunen', '0051_swot'),
        ('netzwerk', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Aufgabe',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300, verbose_name='Aufgabe')),
                ('stelle', models.CharField(blank=True, max_length=200, verbose_name='andere Stelle')),
                ('faellig_am', models.DateField(blank=True, null=True, verbose_name='bis wann')),
                ('erledigt_am', models.DateField(blank=True, null=True, verbose_name='erledigt am')),
                ('institution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommunen.institution', verbose_name='Institution')),
            ],
            options={
                'verbose_name': 'Aufgabe',
                'verbose_name_plural': 'Aufgaben',
            },
        ),
        migrations.CreateModel(
            name='Veranstaltung',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('art', models.CharField(choices=[('qe_werkstatt', 'Qualitätsentwicklungswerkstatt'), ('expertenworkshop', 'Expertenworkshop'), ('fachtagung', 'Fachtagung'), ('hospitation', 'Hospitation'), ('netzwerkkonferenz', 'Netzwerkkonferenz'), ('arbeitsgruppe', 'Arbeitsgruppe'), ('runder_tisch', 'Runder Tisch')], max_length=20, verbose_name='Art')),
                ('titel', models.CharField(max_length=200, verbose_name='Titel')),
                ('thema', models.CharField(blank=True, max_length=200, verbose_name='Thema')),
                ('beginn', models.DateTimeField(verbose_name='Beginn')),
                ('ende', models.DateTimeField(verbose_name='Ende')),
                ('ort', models.CharField(blank=True, max_length=200, verbose_name='Ort')),
                ('moderation', models.CharField(blank=True, max_length=200, verbose_name='Moderation')),
                ('programm', models.TextField(blank=True, verbose_name='Programm')),
                ('abgesagt_am', models.DateField(blank=True, null=True, verbose_name='abgesagt am')),
                ('protokoll', models.TextField(blank=True, verbose_name='Protokoll')),
                ('protokoll_freigegeben_am', models.DateField(blank=True, null=True, verbose_name='Protokoll freigegeben am')),
                ('folge', models.PositiveIntegerField(default=0, editable=False)),
                ('cluster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='veranstaltungen', to='kommunen.cluster', verbose_name='Cluster')),
                ('jugendamt', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='veranstaltungen', to='kommunen.jugendamt', verbose_name='Jugendamt')),
                ('netzwerk', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='veranstaltungen', to='netzwerk.netzwerk', verbose_name='Netzwerk')),
                ('projekt', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='veranstaltungen', to='kommunen.projekt', verbose_name='Projekt')),
            ],
            options={
                'verbose_name': 'Veranstaltung',
                'verbose_name_plural': 'Veranstaltungen',
            },
        ),
        migrations.CreateModel(
            name='Teilnehmende',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stelle', models.CharField(blank=True, max_length=200, verbose_name='andere Stelle')),
                ('anzahl', models.PositiveSmallIntegerField(verbose_name='Personen')),
                ('institution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommunen.institution', verbose_name='Institution')),
                ('veranstaltung', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teilnehmende', to='netzwerk.veranstaltung', verbose_name='Veranstaltung')),
            ],
            options={
                'verbose_name': 'Teilnehmende',
                'verbose_name_plural': 'Teilnehmende',
            },
        ),
        migrations.CreateModel(
            name='Beschluss',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nummer', models.PositiveSmallIntegerField(verbose_name='Nummer')),
                ('text', models.TextField(verbose_name='Beschluss')),
                ('veranstaltung', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='beschluesse', to='netzwerk.veranstaltung', verbose_name='Veranstaltung')),
            ],
            options={
                'verbose_name': 'Beschluss',
                'verbose_name_plural': 'Beschlüsse',
            },
        ),
        migrations.CreateModel(
            name='AufgabeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.CharField(max_length=300, verbose_name='Aufgabe')),
                ('stelle', models.CharField(blank=True, max_length=200, verbose_name='andere Stelle')),
                ('faellig_am', models.DateField(blank=True, null=True, verbose_name='bis wann')),
                ('erledigt_am', models.DateField(blank=True, null=True, verbose_name='erledigt am')),
                ('institution', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kommunen.institution', verbose_name='Institution')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='netzwerk.aufgabe')),
                ('veranstaltung', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='netzwerk.veranstaltung', verbose_name='Veranstaltung')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='aufgabe',
            name='veranstaltung',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aufgaben', to='netzwerk.veranstaltung', verbose_name='Veranstaltung'),
        ),
        migrations.CreateModel(
            name='VeranstaltungEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('art', models.CharField(choices=[('qe_werkstatt', 'Qualitätsentwicklungswerkstatt'), ('expertenworkshop', 'Expertenworkshop'), ('fachtagung', 'Fachtagung'), ('hospitation', 'Hospitation'), ('netzwerkkonferenz', 'Netzwerkkonferenz'), ('arbeitsgruppe', 'Arbeitsgruppe'), ('runder_tisch', 'Runder Tisch')], max_length=20, verbose_name='Art')),
                ('titel', models.CharField(max_length=200, verbose_name='Titel')),
                ('thema', models.CharField(blank=True, max_length=200, verbose_name='Thema')),
                ('beginn', models.DateTimeField(verbose_name='Beginn')),
                ('ende', models.DateTimeField(verbose_name='Ende')),
                ('ort', models.CharField(blank=True, max_length=200, verbose_name='Ort')),
                ('moderation', models.CharField(blank=True, max_length=200, verbose_name='Moderation')),
                ('programm', models.TextField(blank=True, verbose_name='Programm')),
                ('abgesagt_am', models.DateField(blank=True, null=True, verbose_name='abgesagt am')),
                ('protokoll', models.TextField(blank=True, verbose_name='Protokoll')),
                ('protokoll_freigegeben_am', models.DateField(blank=True, null=True, verbose_name='Protokoll freigegeben am')),
                ('folge', models.PositiveIntegerField(default=0, editable=False)),
                ('cluster', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kommunen.cluster', verbose_name='Cluster')),
                ('jugendamt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kommunen.jugendamt', verbose_name='Jugendamt')),
                ('netzwerk', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='netzwerk.netzwerk', verbose_name='Netzwerk')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='netzwerk.veranstaltung')),
                ('projekt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kommunen.projekt', verbose_name='Projekt')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='veranstaltung',
            index=models.Index(fields=['projekt', 'beginn'], name='veranstaltung_je_projekt'),
        ),
        migrations.AddIndex(
            model_name='veranstaltung',
            index=models.Index(fields=['jugendamt', 'beginn'], name='veranstaltung_je_jugendamt'),
        ),
        migrations.AddConstraint(
            model_name='veranstaltung',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('jugendamt', None), ('netzwerk', None), ('projekt__isnull', False)), models.Q(('cluster', None), ('jugendamt__isnull', False), ('projekt', None)), _connector='OR'), name='veranstaltung_hat_einen_veranstalter', violation_error_message='Eine Veranstaltung richtet ein Projekt aus oder ein Jugendamt.'),
        ),
        migrations.AddConstraint(
            model_name='veranstaltung',
            constraint=models.CheckConstraint(condition=models.Q(('ende__gt', models.F('beginn'))), name='veranstaltung_endet_nach_dem_beginn', violation_error_message='Das Ende liegt nicht nach dem Beginn.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='veranstaltung',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "netzwerk_veranstaltungevent" ("abgesagt_am", "art", "beginn", "cluster_id", "created_at", "ende", "folge", "id", "jugendamt_id", "moderation", "netzwerk_id", "ort", "pgh_created_at", "pgh_label", "pgh_obj_id", "programm", "projekt_id", "protokoll", "protokoll_freigegeben_am", "thema", "titel", "updated_at", "version") VALUES (NEW."abgesagt_am", NEW."art", NEW."beginn", NEW."cluster_id", NEW."created_at", NEW."ende", NEW."folge", NEW."id", NEW."jugendamt_id", NEW."moderation", NEW."netzwerk_id", NEW."ort", NOW(), \'insert\', NEW."id", NEW."programm", NEW."projekt_id", NEW."protokoll", NEW."protokoll_freigegeben_am", NEW."thema", NEW."titel", NEW."updated_at", NEW."version"); RETURN NULL;', hash='b708b73c376793a7b99b22f3a08f4cd0bad3f410', operation='INSERT', pgid='pgtrigger_insert_insert_ed6e6', table='netzwerk_veranstaltung', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='veranstaltung',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "netzwerk_veranstaltungevent" ("abgesagt_am", "art", "beginn", "cluster_id", "created_at", "ende", "folge", "id", "jugendamt_id", "moderation", "netzwerk_id", "ort", "pgh_created_at", "pgh_label", "pgh_obj_id", "programm", "projekt_id", "protokoll", "protokoll_freigegeben_am", "thema", "titel", "updated_at", "version") VALUES (NEW."abgesagt_am", NEW."art", NEW."beginn", NEW."cluster_id", NEW."created_at", NEW."ende", NEW."folge", NEW."id", NEW."jugendamt_id", NEW."moderation", NEW."netzwerk_id", NEW."ort", NOW(), \'update\', NEW."id", NEW."programm", NEW."projekt_id", NEW."protokoll", NEW."protokoll_freigegeben_am", NEW."thema", NEW."titel", NEW."updated_at", NEW."version"); RETURN NULL;', hash='4c1c1bd0534f65b904298461e12841ba4d9b2329', operation='UPDATE', pgid='pgtrigger_update_update_08781', table='netzwerk_veranstaltung', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='veranstaltung',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "netzwerk_veranstaltungevent" ("abgesagt_am", "art", "beginn", "cluster_id", "created_at", "ende", "folge", "id", "jugendamt_id", "moderation", "netzwerk_id", "ort", "pgh_created_at", "pgh_label", "pgh_obj_id", "programm", "projekt_id", "protokoll", "protokoll_freigegeben_am", "thema", "titel", "updated_at", "version") VALUES (OLD."abgesagt_am", OLD."art", OLD."beginn", OLD."cluster_id", OLD."created_at", OLD."ende", OLD."folge", OLD."id", OLD."jugendamt_id", OLD."moderation", OLD."netzwerk_id", OLD."ort", NOW(), \'delete\', OLD."id", OLD."programm", OLD."projekt_id", OLD."protokoll", OLD."protokoll_freigegeben_am", OLD."thema", OLD."titel", OLD."updated_at", OLD."version"); RETURN NULL;', hash='a0c5542ce6e023c826acffd5ba182524bc05b910', operation='DELETE', pgid='pgtrigger_delete_delete_64d57', table='netzwerk_veranstaltung', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='teilnehmende',
            constraint=models.CheckConstraint(condition=models.Q(('institution__isnull', False), models.Q(('stelle', ''), _negated=True), _connector='OR'), name='teilnehmende_von_irgendwoher', violation_error_message='Bitte nennen Sie eine Institution oder eine Stelle.'),
        ),
        migrations.AddConstraint(
            model_name='aufgabe',
            constraint=models.CheckConstraint(condition=models.Q(('institution__isnull', False), models.Q(('stelle', ''), _negated=True), _connector='OR'), name='aufgabe_hat_wen_der_sie_tut', violation_error_message='Bitte nennen Sie eine Institution oder eine Stelle.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='aufgabe',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "netzwerk_aufgabeevent" ("erledigt_am", "faellig_am", "id", "institution_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stelle", "text", "veranstaltung_id") VALUES (NEW."erledigt_am", NEW."faellig_am", NEW."id", NEW."institution_id", NOW(), \'insert\', NEW."id", NEW."stelle", NEW."text", NEW."veranstaltung_id"); RETURN NULL;', hash='bc1553665de00af97df366983728642614997f20', operation='INSERT', pgid='pgtrigger_insert_insert_30dfe', table='netzwerk_aufgabe', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='aufgabe',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "netzwerk_aufgabeevent" ("erledigt_am", "faellig_am", "id", "institution_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stelle", "text", "veranstaltung_id") VALUES (NEW."erledigt_am", NEW."faellig_am", NEW."id", NEW."institution_id", NOW(), \'update\', NEW."id", NEW."stelle", NEW."text", NEW."veranstaltung_id"); RETURN NULL;', hash='3f9deb4537405756cee67ff2153f0bfd09aa3c22', operation='UPDATE', pgid='pgtrigger_update_update_b6a13', table='netzwerk_aufgabe', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='aufgabe',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "netzwerk_aufgabeevent" ("erledigt_am", "faellig_am", "id", "institution_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stelle", "text", "veranstaltung_id") VALUES (OLD."erledigt_am", OLD."faellig_am", OLD."id", OLD."institution_id", NOW(), \'delete\', OLD."id", OLD."stelle", OLD."text", OLD."veranstaltung_id"); RETURN NULL;', hash='2d84c94372d1afb9a4d21d3b241133efc90e35e5', operation='DELETE', pgid='pgtrigger_delete_delete_f321e', table='netzwerk_aufgabe', when='AFTER')),
        ),
    ]
