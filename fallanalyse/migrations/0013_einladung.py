"""
The invitation of somebody from outside, and what the database lets the holder of its link do.

The link knows `app.einladung` and nothing else: it opens its own row, and one Rolle may be made of
it, for who is signed in and exactly as the row says. Case content stays shut.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kinderschutz.fields
from kinderschutz.row_protection import OWN_ANALYSE, OWN_JUGENDAMT, ProtectRows, setting

LINK = setting("einladung", "uuid")
PERSON = setting("person")
# As in kommunen 0002.
GIBT_ROLLEN = (
    f"{setting('rolle', 'text')} = 'administration'"
    f" OR ({setting('rolle', 'text')} = 'leitung' AND {OWN_JUGENDAMT})"
)
# What a team gave by an invitation it may take; the Rolle itself says that it is no other.
EINGELADEN = (
    f"art = 'moderation' AND {OWN_JUGENDAMT}"
    f" AND {setting('rolle', 'text')} IN ('fachkraft', 'leitung')"
    " AND EXISTS (SELECT FROM fallanalyse_einladung einladung"
    " WHERE einladung.analyse_id = kommunen_rolle.analyse"
    " AND einladung.person_id = kommunen_rolle.person_id)"
)
POLICIES = [
    # See one row; accept it, for oneself.
    (
        f"CREATE POLICY link_liest ON fallanalyse_einladung FOR SELECT USING (id = {LINK})",
        "DROP POLICY link_liest ON fallanalyse_einladung",
    ),
    (
        "CREATE POLICY link_nimmt_an ON fallanalyse_einladung FOR UPDATE"
        f" USING (id = {LINK} AND angenommen_am IS NULL AND beendet_am IS NULL)"
        f" WITH CHECK (id = {LINK} AND person_id = {PERSON} AND beendet_am IS NULL)",
        "DROP POLICY link_nimmt_an ON fallanalyse_einladung",
    ),
    # The Rolle it promises: once, to who is signed in, for that analysis, until that day.
    (
        "CREATE POLICY link_wird_rolle ON kommunen_rolle FOR INSERT WITH CHECK ("
        f"art = 'moderation' AND person_id = {PERSON} AND EXISTS ("
        f"SELECT FROM fallanalyse_einladung einladung WHERE einladung.id = {LINK}"
        " AND einladung.analyse_id = kommunen_rolle.analyse"
        " AND einladung.jugendamt_id = kommunen_rolle.jugendamt_id"
        " AND einladung.bis = kommunen_rolle.bis"
        " AND einladung.angenommen_am IS NULL AND einladung.beendet_am IS NULL"
        " AND einladung.laeuft_ab_am > now()))",
        "DROP POLICY link_wird_rolle ON kommunen_rolle",
    ),
]


def _wer_rollen_nimmt(*conditions):
    def alter(apps, schema_editor):
        system = schema_editor.quote_value(settings.SYSTEM_ROLE)
        using = " OR ".join(f"({condition})" for condition in conditions)
        schema_editor.execute(
            "ALTER POLICY wer_rollen_nimmt ON kommunen_rolle"
            f" USING (current_user = {system} OR {using})",
            params=None,
        )

    return alter


class Migration(migrations.Migration):
    dependencies = [
        ("fallanalyse", "0012_recht_loeschdatum"),
        ("kommunen", "0002_zeilenschutz"),
        ("kinderschutz", "0003_einladung"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Einladung",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("email", kinderschutz.fields.EncryptedTextField(verbose_name="E-Mail-Adresse")),
                ("bis", models.DateField(verbose_name="Zugang bis")),
                ("laeuft_ab_am", models.DateTimeField(verbose_name="Link gilt bis")),
                ("eingeladen_am", models.DateTimeField(verbose_name="eingeladen am")),
                ("angenommen_am", models.DateTimeField(null=True, verbose_name="angenommen am")),
                ("beendet_am", models.DateTimeField(null=True, verbose_name="beendet am")),
                (
                    "analyse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="einladungen",
                        to="fallanalyse.fallanalyse",
                    ),
                ),
                (
                    "eingeladen_durch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "jugendamt",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kommunen.jugendamt",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Einladung",
                "verbose_name_plural": "Einladungen",
                "constraints": [
                    models.CheckConstraint(
                        name="einladung_angenommen_durch_eine_person",
                        condition=models.Q(
                            models.Q(("angenommen_am", None), ("person", None)),
                            models.Q(
                                ("angenommen_am__isnull", False), ("person__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        violation_error_message=(
                            "Eine Einladung wird von einer Person angenommen."
                        ),
                    )
                ],
            },
        ),
        ProtectRows("fallanalyse_einladung", using=OWN_ANALYSE),
        *(migrations.RunSQL(forwards, backwards) for forwards, backwards in POLICIES),
        migrations.RunPython(
            _wer_rollen_nimmt(GIBT_ROLLEN, EINGELADEN), _wer_rollen_nimmt(GIBT_ROLLEN)
        ),
    ]
