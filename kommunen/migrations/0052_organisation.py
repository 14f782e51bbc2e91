"""How a Jugendamt is staffed in a year: its own only; the distribution of the Land is frozen."""

import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from decimal import Decimal
from django.db import migrations, models

from kinderschutz.row_protection import OWN_JUGENDAMT, ProtectRows


class Migration(migrations.Migration):

    dependencies = [
        ('kommunen', '0051_swot'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisationsstand',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('jahr', models.PositiveSmallIntegerField(verbose_name='Jahr')),
                ('asd_vzae', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('2000'))], verbose_name='Stellen im Allgemeinen Sozialen Dienst (VZÄ)')),
                ('asd_vzae_fehlt', models.CharField(blank=True, choices=[('nicht_bekannt', 'nicht bekannt'), ('nicht_erhoben', 'nicht erhoben')], max_length=14, verbose_name='Stellen im ASD: warum keine Zahl?')),
                ('fruehe_hilfen_vzae', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('2000'))], verbose_name='Stellen in den Frühen Hilfen (VZÄ)')),
                ('fruehe_hilfen_vzae_fehlt', models.CharField(blank=True, choices=[('nicht_bekannt', 'nicht bekannt'), ('nicht_erhoben', 'nicht erhoben')], max_length=14, verbose_name='Stellen in den Frühen Hilfen: warum keine Zahl?')),
                ('unbesetzt_vzae', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('2000'))], verbose_name='davon im ASD unbesetzt (VZÄ)')),
                ('unbesetzt_vzae_fehlt', models.CharField(blank=True, choices=[('nicht_bekannt', 'nicht bekannt'), ('nicht_erhoben', 'nicht erhoben')], max_length=14, verbose_name='unbesetzte Stellen: warum keine Zahl?')),
                ('insoweit_erfahrene', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='Insoweit erfahrene Fachkräfte')),
                ('insoweit_erfahrene_fehlt', models.CharField(blank=True, choices=[('nicht_bekannt', 'nicht bekannt'), ('nicht_erhoben', 'nicht erhoben')], max_length=14, verbose_name='Insoweit erfahrene Fachkräfte: warum keine Zahl?')),
                ('verfahren_je_fachkraft', models.CharField(blank=True, choices=[('bis_10', 'bis 10'), ('bis_20', '11 bis 20'), ('bis_30', '21 bis 30'), ('ueber_30', 'mehr als 30'), ('nicht_bekannt', 'nicht bekannt'), ('nicht_erhoben', 'nicht erhoben')], max_length=16, verbose_name='Verfahren nach § 8a je Fachkraft und Jahr')),
                ('faelle_je_fachkraft', models.CharField(blank=True, choices=[('bis_20', 'bis 20'), ('bis_35', '21 bis 35'), ('bis_50', '36 bis 50'), ('bis_70', '51 bis 70'), ('ueber_70', 'mehr als 70'), ('nicht_bekannt', 'nicht bekannt'), ('nicht_erhoben', 'nicht erhoben')], max_length=16, verbose_name='Familien je Vollzeitstelle')),
                ('dienstform', models.CharField(blank=True, choices=[('generalistisch', 'alle machen alles (generalistisch)'), ('spezialdienst', 'eigener Dienst für Kinderschutz'), ('gemischt', 'gemischt'), ('nicht_bekannt', 'nicht bekannt')], max_length=16, verbose_name='Wer bearbeitet Kinderschutz?')),
                ('rufbereitschaft', models.CharField(blank=True, choices=[('eigene', 'eigene, rund um die Uhr'), ('gemeinsam', 'gemeinsam mit anderen'), ('teilweise', 'nur zu bestimmten Zeiten'), ('keine', 'keine'), ('nicht_bekannt', 'nicht bekannt')], max_length=16, verbose_name='Rufbereitschaft')),
                ('vier_augen', models.CharField(blank=True, choices=[('immer', 'verbindlich, immer'), ('regel', 'in der Regel'), ('selten', 'selten möglich'), ('ungeregelt', 'nicht geregelt'), ('nicht_bekannt', 'nicht bekannt')], max_length=16, verbose_name='Vier-Augen-Prinzip')),
                ('supervision', models.CharField(blank=True, choices=[('regelmaessig', 'regelmäßig'), ('anfrage', 'auf Anfrage'), ('keine', 'keine'), ('nicht_bekannt', 'nicht bekannt')], max_length=16, verbose_name='Supervision')),
                ('fortbildung', models.CharField(blank=True, choices=[('keine', 'keine'), ('bis_2', '1 bis 2 Tage'), ('bis_5', '3 bis 5 Tage'), ('ueber_5', 'mehr als 5 Tage'), ('nicht_bekannt', 'nicht bekannt'), ('nicht_erhoben', 'nicht erhoben')], max_length=16, verbose_name='Fortbildung je Fachkraft und Jahr')),
                ('jugendamt', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommunen.jugendamt')),
            ],
            options={
                'verbose_name': 'Organisation und Personal',
                'verbose_name_plural': 'Organisation und Personal',
            },
        ),
        migrations.CreateModel(
            name='OrganisationsstandEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('jahr', models.PositiveSmallIntegerField(verbose_name='Jahr')),
                ('asd_vzae', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('2000'))], verbose_name='Stellen im Allgemeinen Sozialen Dienst (VZÄ)')),
                ('asd_vzae_fehlt', models.CharField(blank=True, choices=[('nicht_bekannt', 'nicht bekannt'), ('nicht_erhoben', 'nicht erhoben')], max_length=14, verbose_name='Stellen im ASD: warum keine Zahl?')),
                ('fruehe_hilfen_vzae', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('2000'))], verbose_name='Stellen in den Frühen Hilfen (VZÄ)')),
                ('fruehe_hilfen_vzae_fehlt', models.CharField(blank=True, choices=[('nicht_bekannt', 'nicht bekannt'), ('nicht_erhoben', 'nicht erhoben')], max_length=14, verbose_name='Stellen in den Frühen Hilfen: warum keine Zahl?')),
                ('unbesetzt_vzae', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('2000'))], verbose_name='davon im ASD unbesetzt (VZÄ)')),
                ('unbesetzt_vzae_fehlt', models.CharField(blank=True, choices=[('nicht_bekannt', 'nicht bekannt'), ('nicht_erhoben', 'nicht erhoben')], max_length=14, verbose_name='unbesetzte Stellen: warum keine Zahl?')),
                ('insoweit_erfahrene', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='Insoweit erfahrene Fachkräfte')),
                ('insoweit_erfahrene_fehlt', models.CharField(blank=True, choices=[('nicht_bekannt', 'nicht bekannt'), ('nicht_erhoben', 'nicht erhoben')], max_length=14, verbose_name='Insoweit erfahrene Fachkräfte: warum keine Zahl?')),
                ('verfahren_je_fachkraft', models.CharField(blank=True, choices=[('bis_10', 'bis 10'), ('bis_20', '11 bis 20'), ('bis_30', '21 bis 30'), ('ueber_30', 'mehr als 30'), ('nicht_bekannt', 'nicht bekannt'), ('nicht_erhoben', 'nicht erhoben')], max_length=16, verbose_name='Verfahren nach § 8a je Fachkraft und Jahr')),
                ('faelle_je_fachkraft', models.CharField(blank=True, choices=[('bis_20', 'bis 20'), ('bis_35', '21 bis 35'), ('bis_50', '36 bis 50'), ('bis_70', '51 bis 70'), ('ueber_70', 'mehr als 70'), ('nicht_bekannt', 'nicht bekannt'), ('nicht_erhoben', 'nicht erhoben')], max_length=16, verbose_name='Familien je Vollzeitstelle')),
                ('dienstform', models.CharField(blank=True, choices=[('generalistisch', 'alle machen alles (generalistisch)'), ('spezialdienst', 'eigener Dienst für Kinderschutz'), ('gemischt', 'gemischt'), ('nicht_bekannt', 'nicht bekannt')], max_length=16, verbose_name='Wer bearbeitet Kinderschutz?')),
                ('rufbereitschaft', models.CharField(blank=True, choices=[('eigene', 'eigene, rund um die Uhr'), ('gemeinsam', 'gemeinsam mit anderen'), ('teilweise', 'nur zu bestimmten Zeiten'), ('keine', 'keine'), ('nicht_bekannt', 'nicht bekannt')], max_length=16, verbose_name='Rufbereitschaft')),
                ('vier_augen', models.CharField(blank=True, choices=[('immer', 'verbindlich, immer'), ('regel', 'in der Regel'), ('selten', 'selten möglich'), ('ungeregelt', 'nicht geregelt'), ('nicht_bekannt', 'nicht bekannt')], max_length=16, verbose_name='Vier-Augen-Prinzip')),
                ('supervision', models.CharField(blank=True, choices=[('regelmaessig', 'regelmäßig'), ('anfrage', 'auf Anfrage'), ('keine', 'keine'), ('nicht_bekannt', 'nicht bekannt')], max_length=16, verbose_name='Supervision')),
                ('fortbildung', models.CharField(blank=True, choices=[('keine', 'keine'), ('bis_2', '1 bis 2 Tage'), ('bis_5', '3 bis 5 Tage'), ('ueber_5', 'mehr als 5 Tage'), ('nicht_bekannt', 'nicht bekannt'), ('nicht_erhoben', 'nicht erhoben')], max_length=16, verbose_name='Fortbildung je Fachkraft und Jahr')),
                ('jugendamt', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kommunen.jugendamt')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kommunen.organisationsstand')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Landesverteilung',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jahr', models.PositiveSmallIntegerField(verbose_name='Jahr')),
                ('merkmal', models.CharField(max_length=40, verbose_name='Merkmal')),
                ('auspraegung', models.CharField(max_length=16, verbose_name='Ausprägung')),
                ('anzahl', models.PositiveSmallIntegerField(null=True, verbose_name='Anzahl')),
                ('wert', models.DecimalField(decimal_places=2, max_digits=8, null=True, verbose_name='Wert')),
                ('bundesland', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommunen.bundesland')),
                ('stichtag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommunen.stichtag')),
            ],
            options={
                'verbose_name': 'Landesverteilung',
                'verbose_name_plural': 'Landesverteilungen',
                'constraints': [models.UniqueConstraint(fields=('bundesland', 'jahr', 'merkmal', 'auspraegung'), name='landesverteilung_einmal_je_jahr', violation_error_message='Die Verteilung dieses Jahres ist schon eingefroren.')],
            },
        ),
        migrations.AddConstraint(
            model_name='organisationsstand',
            constraint=models.UniqueConstraint(fields=('jugendamt', 'jahr'), name='organisation_einmal_je_jahr', violation_error_message='Für dieses Jahr gibt es schon Angaben.'),
        ),
        migrations.AddConstraint(
            model_name='organisationsstand',
            constraint=models.CheckConstraint(condition=models.Q(('unbesetzt_vzae', None), ('asd_vzae', None), ('unbesetzt_vzae__lte', models.F('asd_vzae')), _connector='OR'), name='organisation_nicht_mehr_leer_als_da', violation_error_message='Es sind mehr Stellen unbesetzt, als es gibt.'),
        ),
        migrations.AddConstraint(
            model_name='organisationsstand',
            constraint=models.CheckConstraint(condition=models.Q(('asd_vzae__isnull', True), ('asd_vzae_fehlt', ''), _connector='OR'), name='organisation_asd_vzae_zahl_oder_grund', violation_error_message='Entweder eine Zahl oder der Grund, warum es keine gibt.'),
        ),
        migrations.AddConstraint(
            model_name='organisationsstand',
            constraint=models.CheckConstraint(condition=models.Q(('fruehe_hilfen_vzae__isnull', True), ('fruehe_hilfen_vzae_fehlt', ''), _connector='OR'), name='organisation_fruehe_hilfen_vzae_zahl_oder_grund', violation_error_message='Entweder eine Zahl oder der Grund, warum es keine gibt.'),
        ),
        migrations.AddConstraint(
            model_name='organisationsstand',
            constraint=models.CheckConstraint(condition=models.Q(('unbesetzt_vzae__isnull', True), ('unbesetzt_vzae_fehlt', ''), _connector='OR'), name='organisation_unbesetzt_vzae_zahl_oder_grund', violation_error_message='Entweder eine Zahl oder der Grund, warum es keine gibt.'),
        ),
        migrations.AddConstraint(
            model_name='organisationsstand',
            constraint=models.CheckConstraint(condition=models.Q(('insoweit_erfahrene__isnull', True), ('insoweit_erfahrene_fehlt', ''), _connector='OR'), name='organisation_insoweit_erfahrene_zahl_oder_grund', violation_error_message='Entweder eine Zahl oder der Grund, warum es keine gibt.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationsstand',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommunen_organisationsstandevent" ("asd_vzae", "asd_vzae_fehlt", "created_at", "dienstform", "faelle_je_fachkraft", "fortbildung", "fruehe_hilfen_vzae", "fruehe_hilfen_vzae_fehlt", "id", "insoweit_erfahrene", "insoweit_erfahrene_fehlt", "jahr", "jugendamt_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rufbereitschaft", "supervision", "unbesetzt_vzae", "unbesetzt_vzae_fehlt", "updated_at", "verfahren_je_fachkraft", "version", "vier_augen") VALUES (NEW."asd_vzae", NEW."asd_vzae_fehlt", NEW."created_at", NEW."dienstform", NEW."faelle_je_fachkraft", NEW."fortbildung", NEW."fruehe_hilfen_vzae", NEW."fruehe_hilfen_vzae_fehlt", NEW."id", NEW."insoweit_erfahrene", NEW."insoweit_erfahrene_fehlt", NEW."jahr", NEW."jugendamt_id", NOW(), \'insert\', NEW."id", NEW."rufbereitschaft", NEW."supervision", NEW."unbesetzt_vzae", NEW."unbesetzt_vzae_fehlt", NEW."updated_at", NEW."verfahren_je_fachkraft", NEW."version", NEW."vier_augen"); RETURN NULL;', hash='cb98693fa34bb0694cdb759b2aa94193c04b8e7d', operation='INSERT', pgid='pgtrigger_insert_insert_24dfb', table='kommunen_organisationsstand', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationsstand',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kommunen_organisationsstandevent" ("asd_vzae", "asd_vzae_fehlt", "created_at", "dienstform", "faelle_je_fachkraft", "fortbildung", "fruehe_hilfen_vzae", "fruehe_hilfen_vzae_fehlt", "id", "insoweit_erfahrene", "insoweit_erfahrene_fehlt", "jahr", "jugendamt_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rufbereitschaft", "supervision", "unbesetzt_vzae", "unbesetzt_vzae_fehlt", "updated_at", "verfahren_je_fachkraft", "version", "vier_augen") VALUES (NEW."asd_vzae", NEW."asd_vzae_fehlt", NEW."created_at", NEW."dienstform", NEW."faelle_je_fachkraft", NEW."fortbildung", NEW."fruehe_hilfen_vzae", NEW."fruehe_hilfen_vzae_fehlt", NEW."id", NEW."insoweit_erfahrene", NEW."insoweit_erfahrene_fehlt", NEW."jahr", NEW."jugendamt_id", NOW(), \'update\', NEW."id", NEW."rufbereitschaft", NEW."supervision", NEW."unbesetzt_vzae", NEW."unbesetzt_vzae_fehlt", NEW."updated_at", NEW."verfahren_je_fachkraft", NEW."version", NEW."vier_augen"); RETURN NULL;', hash='568b349b25a2342759e1f04de2369170ece74347', operation='UPDATE', pgid='pgtrigger_update_update_85c2d', table='kommunen_organisationsstand', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationsstand',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommunen_organisationsstandevent" ("asd_vzae", "asd_vzae_fehlt", "created_at", "dienstform", "faelle_je_fachkraft", "fortbildung", "fruehe_hilfen_vzae", "fruehe_hilfen_vzae_fehlt", "id", "insoweit_erfahrene", "insoweit_erfahrene_fehlt", "jahr", "jugendamt_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rufbereitschaft", "supervision", "unbesetzt_vzae", "unbesetzt_vzae_fehlt", "updated_at", "verfahren_je_fachkraft", "version", "vier_augen") VALUES (OLD."asd_vzae", OLD."asd_vzae_fehlt", OLD."created_at", OLD."dienstform", OLD."faelle_je_fachkraft", OLD."fortbildung", OLD."fruehe_hilfen_vzae", OLD."fruehe_hilfen_vzae_fehlt", OLD."id", OLD."insoweit_erfahrene", OLD."insoweit_erfahrene_fehlt", OLD."jahr", OLD."jugendamt_id", NOW(), \'delete\', OLD."id", OLD."rufbereitschaft", OLD."supervision", OLD."unbesetzt_vzae", OLD."unbesetzt_vzae_fehlt", OLD."updated_at", OLD."verfahren_je_fachkraft", OLD."version", OLD."vier_augen"); RETURN NULL;', hash='d0487ba2404d1dcf004b3a1323cb8723734db8c8', operation='DELETE', pgid='pgtrigger_delete_delete_48b5d', table='kommunen_organisationsstand', when='AFTER')),
        ),
        ProtectRows('kommunen_organisationsstand', using=OWN_JUGENDAMT),
        ProtectRows('kommunen_organisationsstandevent', using=OWN_JUGENDAMT, append_only=True),
    ]
