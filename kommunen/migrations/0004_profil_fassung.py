"""Drafts beside the published profile: every saved text, protected until it is public."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from kinderschutz.row_protection import OWN_JUGENDAMT, ProtectRows, setting


OWN_PROJEKT = f"projekt_id = {setting('projekt')}"


def composite_key(columns, target_columns, name):
    """Return the operation that keeps a repeated column equal to the Teilnahme's own."""
    return migrations.RunSQL(
        f"ALTER TABLE kommunen_profilfassung ADD CONSTRAINT {name} FOREIGN KEY ({columns})"
        f" REFERENCES kommunen_teilnahme ({target_columns}) ON UPDATE CASCADE"
        " DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE kommunen_profilfassung DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):

    dependencies = [
        ('kommunen', '0003_einsichtnahme'),
    ]

    operations = [
        migrations.CreateModel(
            name='Profilfassung',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(verbose_name='Version des Profils')),
                ('am', models.DateTimeField(auto_now_add=True, verbose_name='gespeichert am')),
                ('inhalt_json', models.JSONField(verbose_name='Inhalt')),
            ],
            options={
                'verbose_name': 'Profilfassung',
                'verbose_name_plural': 'Profilfassungen',
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='profil',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='profil',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='profil',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='profil',
            name='entwurf_version',
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name='Version des Entwurfs'),
        ),
        migrations.AddField(
            model_name='profilevent',
            name='entwurf_version',
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name='Version des Entwurfs'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='profil',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommunen_profilevent" ("created_at", "entwurf_version", "id", "leere_abschnitte", "pgh_created_at", "pgh_label", "pgh_obj_id", "quelltext_pruefsumme", "stand", "status", "status_seit", "teilnahme_id", "unvollstaendig", "updated_at", "version", "warnungen") VALUES (NEW."created_at", NEW."entwurf_version", NEW."id", NEW."leere_abschnitte", NOW(), \'insert\', NEW."id", NEW."quelltext_pruefsumme", NEW."stand", NEW."status", NEW."status_seit", NEW."teilnahme_id", NEW."unvollstaendig", NEW."updated_at", NEW."version", NEW."warnungen"); RETURN NULL;', hash='f78912d683c3c205a6f7d20849e2609d24d54ae3', operation='INSERT', pgid='pgtrigger_insert_insert_1e09e', table='kommunen_profil', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='profil',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kommunen_profilevent" ("created_at", "entwurf_version", "id", "leere_abschnitte", "pgh_created_at", "pgh_label", "pgh_obj_id", "quelltext_pruefsumme", "stand", "status", "status_seit", "teilnahme_id", "unvollstaendig", "updated_at", "version", "warnungen") VALUES (NEW."created_at", NEW."entwurf_version", NEW."id", NEW."leere_abschnitte", NOW(), \'update\', NEW."id", NEW."quelltext_pruefsumme", NEW."stand", NEW."status", NEW."status_seit", NEW."teilnahme_id", NEW."unvollstaendig", NEW."updated_at", NEW."version", NEW."warnungen"); RETURN NULL;', hash='1060f343c73e66710a760a764f44b15ac37d8f0e', operation='UPDATE', pgid='pgtrigger_update_update_d3880', table='kommunen_profil', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='profil',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kommunen_profilevent" ("created_at", "entwurf_version", "id", "leere_abschnitte", "pgh_created_at", "pgh_label", "pgh_obj_id", "quelltext_pruefsumme", "stand", "status", "status_seit", "teilnahme_id", "unvollstaendig", "updated_at", "version", "warnungen") VALUES (OLD."created_at", OLD."entwurf_version", OLD."id", OLD."leere_abschnitte", NOW(), \'delete\', OLD."id", OLD."quelltext_pruefsumme", OLD."stand", OLD."status", OLD."status_seit", OLD."teilnahme_id", OLD."unvollstaendig", OLD."updated_at", OLD."version", OLD."warnungen"); RETURN NULL;', hash='2d42fb04b93468fc98448d29c50322a712ba6e7c', operation='DELETE', pgid='pgtrigger_delete_delete_74080', table='kommunen_profil', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='profil',
            constraint=models.CheckConstraint(condition=models.Q(('entwurf_version', None), ('status', 'veroeffentlicht'), _connector='OR'), name='profil_zweite_fassung_nur_neben_der_veroeffentlichten', violation_error_message='Neben einem Entwurf steht ein öffentliches Profil.'),
        ),
        migrations.AddField(
            model_name='profilfassung',
            name='jugendamt',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommunen.jugendamt'),
        ),
        migrations.AddField(
            model_name='profilfassung',
            name='projekt',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommunen.projekt'),
        ),
        migrations.AddField(
            model_name='profilfassung',
            name='teilnahme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='profilfassungen', to='kommunen.teilnahme', verbose_name='Teilnahme'),
        ),
        migrations.AddConstraint(
            model_name='profilfassung',
            constraint=models.UniqueConstraint(fields=('teilnahme', 'version'), name='profilfassung_einmal_je_version', violation_error_message='Diese Version ist schon aufgehoben.'),
        ),
        ProtectRows("kommunen_profilfassung", using=f"{OWN_JUGENDAMT} OR {OWN_PROJEKT}"),
        composite_key(
            "teilnahme_id, projekt_id", "id, projekt_id", "profilfassung_projekt_der_teilnahme"
        ),
        composite_key(
            "teilnahme_id, jugendamt_id",
            "id, jugendamt_id",
            "profilfassung_jugendamt_der_teilnahme",
        ),
    ]
