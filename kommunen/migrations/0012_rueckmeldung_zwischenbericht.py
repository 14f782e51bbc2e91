"""What the coordination asks, what each Kommune answers, and the report to the funding body."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models


from kinderschutz.row_protection import OWN_JUGENDAMT, ProtectRows, setting

# The Wissenschaftliche Begleitung of the same Projekt is not asked.
COORDINATION = (
    f"projekt_id = {setting('projekt')} AND {setting('rolle', 'text')} = 'projektkoordination'"
)
EITHER = f"{OWN_JUGENDAMT} OR ({COORDINATION})"


def follows_teilnahme(column):
    """Return the operation that keeps a column equal to the Teilnahme's own, also when it moves."""
    return migrations.RunSQL(
        f"ALTER TABLE kommunen_rueckmeldung ADD CONSTRAINT rueckmeldung_{column}_der_teilnahme"
        f" FOREIGN KEY (teilnahme_id, {column}_id) REFERENCES kommunen_teilnahme (id, {column}_id)"
        " ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE kommunen_rueckmeldung DROP CONSTRAINT rueckmeldung_{column}_der_teilnahme",
    )


class Migration(migrations.Migration):

    dependencies = [
        ('kommunen', '0011_swot'),
    ]

    operations = [
        migrations.CreateModel(
            name='Anfrage',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('titel', models.CharField(max_length=120, verbose_name='Worum geht es?')),
                ('frage', models.TextField(verbose_name='Ihre Frage')),
                ('faellig_am', models.DateField(verbose_name='Antwort bis')),
                ('gestellt_am', models.DateField(default=django.utils.timezone.localdate, verbose_name='gestellt am')),
                ('geschlossen_am', models.DateField(blank=True, null=True, verbose_name='geschlossen am')),
                ('cluster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='anfragen', to='kommunen.cluster', verbose_name='Wer soll antworten?')),
                ('projekt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anfragen', to='kommunen.projekt', verbose_name='Projekt')),
            ],
            options={
                'verbose_name': 'Anfrage',
                'verbose_name_plural': 'Anfragen',
            },
        ),
        migrations.CreateModel(
            name='Rueckmeldung',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('stand', models.CharField(choices=[('offen', 'noch keine Antwort'), ('beantwortet', 'beantwortet'), ('nicht_noetig', 'keine Rückmeldung nötig, weil …')], default='offen', max_length=12, verbose_name='Ihre Antwort')),
                ('text', models.TextField(blank=True, verbose_name='Antwort')),
                ('beantwortet_am', models.DateField(blank=True, editable=False, null=True, verbose_name='beantwortet am')),
                ('anfrage', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rueckmeldungen', to='kommunen.anfrage', verbose_name='Anfrage')),
                ('jugendamt', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommunen.jugendamt')),
                ('projekt', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommunen.projekt')),
                ('teilnahme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rueckmeldungen', to='kommunen.teilnahme', verbose_name='Teilnahme')),
            ],
            options={
                'verbose_name': 'Rückmeldung',
                'verbose_name_plural': 'Rückmeldungen',
            },
        ),
        migrations.CreateModel(
            name='RueckmeldungEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('stand', models.CharField(choices=[('offen', 'noch keine Antwort'), ('beantwortet', 'beantwortet'), ('nicht_noetig', 'keine Rückmeldung nötig, weil …')], default='offen', max_length=12, verbose_name='Ihre Antwort')),
                ('text', models.TextField(blank=True, verbose_name='Antwort')),
                ('beantwortet_am', models.DateField(blank=True, editable=False, null=True, verbose_name='beantwortet am')),
                ('anfrage', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kommunen.anfrage', verbose_name='Anfrage')),
                ('jugendamt', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kommunen.jugendamt')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kommunen.rueckmeldung')),
                ('projekt', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kommunen.projekt')),
                ('teilnahme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kommunen.teilnahme', verbose_name='Teilnahme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Zwischenbericht',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('titel', models.CharField(max_length=120, verbose_name='Titel')),
                ('von', models.DateField(verbose_name='Zeitraum von')),
                ('bis', models.DateField(verbose_name='Zeitraum bis')),
                ('abschnitte', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('meilensteine', 'Stand der Meilensteine'), ('profile', 'Profile'), ('analysen', 'Fallanalysen'), ('massnahmen', 'Maßnahmen'), ('rueckmeldungen', 'Rückmeldungen'), ('veranstaltungen', 'Veranstaltungen')], max_length=16), blank=True, default=list, size=None, verbose_name='Abschnitte')),
                ('texte', models.JSONField(blank=True, default=dict, verbose_name='eigene Texte')),
                ('inhalt', models.JSONField(editable=False, null=True, verbose_name='eingefrorener Inhalt')),
                ('pruefsumme', models.CharField(blank=True, editable=False, max_length=64, verbose_name='Prüfsumme')),
                ('eingefroren_am', models.DateTimeField(editable=False, null=True, verbose_name='eingefroren am')),
                ('cluster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='zwischenberichte', to='kommunen.cluster', verbose_name='Worüber?')),
                ('projekt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='zwischenberichte', to='kommunen.projekt', verbose_name='Projekt')),
                ('stichtag', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommunen.stichtag', verbose_name='Stichtag der Fallanalysen')),
            ],
            options={
                'verbose_name': 'Zwischenbericht',
                'verbose_name_plural': 'Zwischenberichte',
            },
        ),
        migrations.AddConstraint(
            model_name='anfrage',
            constraint=models.CheckConstraint(condition=models.Q(('faellig_am__gte', models.F('gestellt_am'))), name='anfrage_faellig_nicht_vor_der_frage', violation_error_message='Die Frist liegt vor dem Tag der Frage.'),
        ),
        migrations.AddConstraint(
            model_name='rueckmeldung',
            constraint=models.UniqueConstraint(fields=('anfrage', 'teilnahme'), name='rueckmeldung_eine_je_teilnahme'),
        ),
        migrations.AddConstraint(
            model_name='rueckmeldung',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('beantwortet_am', None), ('stand', 'offen')), models.Q(models.Q(('stand', 'offen'), _negated=True), models.Q(('text', ''), _negated=True), ('beantwortet_am__isnull', False)), _connector='OR'), name='rueckmeldung_offen_oder_mit_text', violation_error_message='Eine Antwort braucht einen Text.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rueckmeldung',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommunen_rueckmeldungevent" ("anfrage_id", "beantwortet_am", "created_at", "id", "jugendamt_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "stand", "teilnahme_id", "text", "updated_at", "version") VALUES (NEW."anfrage_id", NEW."beantwortet_am", NEW."created_at", NEW."id", NEW."jugendamt_id", NOW(), \'insert\', NEW."id", NEW."projekt_id", NEW."stand", NEW."teilnahme_id", NEW."text", NEW."updated_at", NEW."version"); RETURN NULL;', hash='0baad405572d1eb8be1bea1b75f18c484358146f', operation='INSERT', pgid='pgtrigger_insert_insert_36582', table='kommunen_rueckmeldung', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rueckmeldung',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kommunen_rueckmeldungevent" ("anfrage_id", "beantwortet_am", "created_at", "id", "jugendamt_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "stand", "teilnahme_id", "text", "updated_at", "version") VALUES (NEW."anfrage_id", NEW."beantwortet_am", NEW."created_at", NEW."id", NEW."jugendamt_id", NOW(), \'update\', NEW."id", NEW."projekt_id", NEW."stand", NEW."teilnahme_id", NEW."text", NEW."updated_at", NEW."version"); RETURN NULL;', hash='552107c56ed841a8ea5b27a7c3da0ba8a6785e82', operation='UPDATE', pgid='pgtrigger_update_update_fe496', table='kommunen_rueckmeldung', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rueckmeldung',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommunen_rueckmeldungevent" ("anfrage_id", "beantwortet_am", "created_at", "id", "jugendamt_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "stand", "teilnahme_id", "text", "updated_at", "version") VALUES (OLD."anfrage_id", OLD."beantwortet_am", OLD."created_at", OLD."id", OLD."jugendamt_id", NOW(), \'delete\', OLD."id", OLD."projekt_id", OLD."stand", OLD."teilnahme_id", OLD."text", OLD."updated_at", OLD."version"); RETURN NULL;', hash='9ed2ea4b0b5482c367607661d8b786464947b35d', operation='DELETE', pgid='pgtrigger_delete_delete_0b47d', table='kommunen_rueckmeldung', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='zwischenbericht',
            constraint=models.CheckConstraint(condition=models.Q(('bis__gte', models.F('von'))), name='zwischenbericht_endet_nicht_vor_dem_beginn', violation_error_message='Das Ende des Zeitraums liegt vor seinem Beginn.'),
        ),
        migrations.AddConstraint(
            model_name='zwischenbericht',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('eingefroren_am', None), ('inhalt', None), ('pruefsumme', '')), models.Q(('eingefroren_am__isnull', False), ('inhalt__isnull', False), models.Q(('pruefsumme', ''), _negated=True)), _connector='OR'), name='zwischenbericht_eingefroren_mit_inhalt', violation_error_message='Eingefroren wird ein Bericht mit seinem Inhalt.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='zwischenbericht',
            trigger=pgtrigger.compiler.Trigger(name='zwischenbericht_eingefroren_bleibt', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."eingefroren_am" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='341af2c5e2512f624d6a6a35445d87553fd16733', operation='UPDATE OR DELETE', pgid='pgtrigger_zwischenbericht_eingefroren_bleibt_2da7e', table='kommunen_zwischenbericht', when='BEFORE')),
        ),
        ProtectRows("kommunen_rueckmeldung", using=EITHER),
        ProtectRows("kommunen_rueckmeldungevent", using=EITHER, append_only=True),
        ProtectRows("kommunen_zwischenbericht", using=COORDINATION),
        follows_teilnahme("jugendamt"),
        follows_teilnahme("projekt"),
    ]
