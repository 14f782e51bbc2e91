"""Why the Datenschutz looked up names in the audit trail: for her alone, and only added to."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kinderschutz.fields
from kinderschutz.row_protection import OWN_JUGENDAMT, ProtectRows, setting

DATENSCHUTZ = f"{OWN_JUGENDAMT} AND {setting('rolle', 'text')} = 'datenschutz'"


class Migration(migrations.Migration):
    dependencies = [
        ("kommunen", "0002_zeilenschutz"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Einsichtnahme",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kennung", models.CharField(max_length=80, verbose_name="Kennung")),
                ("grund", kinderschutz.fields.EncryptedTextField(verbose_name="Grund")),
                ("am", models.DateTimeField(auto_now_add=True, verbose_name="am")),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "Einsichtnahme", "verbose_name_plural": "Einsichtnahmen"},
        ),
        ProtectRows(
            "kommunen_einsichtnahme",
            using=DATENSCHUTZ,
            with_check=f"{DATENSCHUTZ} AND person_id = {setting('person')}",
            append_only=True,
        ),
    ]
