"""Who is at which step: told inside the analysis only."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kinderschutz.row_protection import OWN_ANALYSE, ProtectRows


class Migration(migrations.Migration):
    dependencies = [
        ("fallanalyse", "0006_anhang"),
        ("kommunen", "0002_zeilenschutz"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Anwesenheit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "schritt",
                    models.CharField(
                        choices=[
                            ("anlass", "Anlass und Leitfrage"),
                            ("beteiligte", "Beteiligte"),
                            ("quellen", "Quellen"),
                            ("zeitstrahl", "Zeitstrahl"),
                            ("gesetz", "Schritte nach § 8a"),
                            ("schluesselsituationen", "Schlüsselsituationen"),
                            ("einflussfaktoren", "Einflussfaktoren"),
                            ("befunde", "Befunde"),
                            ("empfehlungen", "Empfehlungen"),
                            ("rueckkopplung", "Rückkopplung"),
                            ("sitzungen", "Sitzungen"),
                        ],
                        max_length=30,
                        verbose_name="Schritt",
                    ),
                ),
                ("zuletzt", models.DateTimeField()),
                (
                    "analyse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_set",
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "Anwesenheit", "verbose_name_plural": "Anwesenheiten"},
        ),
        migrations.AddConstraint(
            model_name="anwesenheit",
            constraint=models.UniqueConstraint(
                fields=["analyse", "schritt", "person"], name="anwesenheit_eine_je_person"
            ),
        ),
        ProtectRows("fallanalyse_anwesenheit", using=OWN_ANALYSE),
    ]
