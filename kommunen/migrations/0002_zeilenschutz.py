"""Row protection of Rolle, contacts and live counts; keys that keep repeated columns true."""

from django.conf import settings
from django.db import migrations

from kinderschutz.row_protection import OWN_JUGENDAMT, ProtectRows, setting

OWN_PROJEKT = f"projekt_id = {setting('projekt')}"
ADMINISTRATION = f"{setting('rolle', 'text')} = 'administration'"
# Who gives roles: the Administration, and a Leitung in her own Jugendamt.
GIBT_ROLLEN = f"{ADMINISTRATION} OR ({setting('rolle', 'text')} = 'leitung' AND {OWN_JUGENDAMT})"


def composite_key(table, columns, target, target_columns, name):
    """Return the operation that makes two columns together point to one row of the target."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns})"
        f" REFERENCES {target} ({target_columns}) ON UPDATE CASCADE"
        " DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def only_who_gives_roles_takes_them(apps, schema_editor):
    # The policy of ProtectRows lets everybody see her own Rollen; seeing is enough for a DELETE.
    system = schema_editor.quote_value(settings.SYSTEM_ROLE)
    schema_editor.execute(
        "CREATE POLICY wer_rollen_nimmt ON kommunen_rolle AS RESTRICTIVE FOR DELETE"
        f" USING (current_user = {system} OR {GIBT_ROLLEN})",
        params=None,
    )


def everybody_may_take_them(apps, schema_editor):
    schema_editor.execute("DROP POLICY wer_rollen_nimmt ON kommunen_rolle", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("kommunen", "0001_initial"),
        ("kinderschutz", "0002_row_protection"),
    ]

    operations = [
        ProtectRows(
            "kommunen_rolle",
            using=f"person_id = {setting('person')} OR {OWN_JUGENDAMT} OR {ADMINISTRATION}",
            with_check=GIBT_ROLLEN,
        ),
        migrations.RunPython(only_who_gives_roles_takes_them, everybody_may_take_them),
        ProtectRows("kommunen_ansprechperson", using=f"{OWN_JUGENDAMT} OR {OWN_PROJEKT}"),
        ProtectRows(
            "kommunen_kennzahlwert",
            using=f"{OWN_JUGENDAMT} OR {OWN_PROJEKT}",
            with_check=OWN_JUGENDAMT,
        ),
        composite_key(
            "kommunen_teilnahme",
            "cluster_id, projekt_id",
            "kommunen_cluster",
            "id, projekt_id",
            "teilnahme_cluster_aus_demselben_projekt",
        ),
        composite_key(
            "kommunen_ansprechperson",
            "teilnahme_id, projekt_id",
            "kommunen_teilnahme",
            "id, projekt_id",
            "ansprechperson_projekt_der_teilnahme",
        ),
        composite_key(
            "kommunen_ansprechperson",
            "teilnahme_id, jugendamt_id",
            "kommunen_teilnahme",
            "id, jugendamt_id",
            "ansprechperson_jugendamt_der_teilnahme",
        ),
    ]
