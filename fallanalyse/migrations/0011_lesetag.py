"""Who read an analysis, by group and day: told inside the Jugendamt, and only added to."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from kinderschutz.row_protection import OWN_ANALYSE, ProtectRows


class Migration(migrations.Migration):
    dependencies = [
        ("fallanalyse", "0011_einladung"),
        ("kommunen", "0003_einsichtnahme"),
    ]
    operations = [
        migrations.CreateModel(
            name="Lesetag",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kennung", models.CharField(editable=False, max_length=7)),
                ("tag", models.DateField()),
                (
                    "gruppe",
                    models.CharField(
                        choices=[
                            ("team", "Team"),
                            ("moderation", "Moderation"),
                            ("leserkreis", "Leserkreis"),
                            ("datenschutz", "Datenschutz"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "analyse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lesetage",
                        to="fallanalyse.fallanalyse",
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
            ],
            options={
                "verbose_name": "Lesetag",
                "verbose_name_plural": "Lesetage",
                "indexes": [
                    models.Index(name="lesetag_je_kennung", fields=["jugendamt", "kennung"])
                ],
                "constraints": [
                    models.UniqueConstraint(
                        name="lesetag_einmal_je_gruppe", fields=["analyse", "tag", "gruppe"]
                    )
                ],
            },
        ),
        ProtectRows("fallanalyse_lesetag", using=OWN_ANALYSE, append_only=True),
    ]
