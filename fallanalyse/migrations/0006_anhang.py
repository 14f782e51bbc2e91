"""Attachments, readable inside their analysis only."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import kinderschutz.fields
from kinderschutz.row_protection import OWN_ANALYSE, ProtectRows


class Migration(migrations.Migration):
    dependencies = [
        ("fallanalyse", "0005_row_protection_methode"),
        ("kommunen", "0002_zeilenschutz"),
    ]
    operations = [
        migrations.CreateModel(
            name="Anhang",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("reihenfolge", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "bezeichnung",
                    kinderschutz.fields.EncryptedTextField(verbose_name="Bezeichnung"),
                ),
                (
                    "art",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word-Dokument"),
                            ("xlsx", "Excel-Tabelle"),
                            ("pptx", "PowerPoint-Präsentation"),
                            ("odt", "OpenDocument-Text"),
                            ("ods", "OpenDocument-Tabelle"),
                            ("odp", "OpenDocument-Präsentation"),
                            ("jpg", "Bild (JPG)"),
                            ("png", "Bild (PNG)"),
                            ("txt", "Text"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="Dateiart",
                    ),
                ),
                (
                    "groesse",
                    models.PositiveIntegerField(editable=False, verbose_name="Größe in Bytes"),
                ),
                (
                    "datei",
                    models.CharField(
                        editable=False, max_length=32, verbose_name="Name in der Ablage"
                    ),
                ),
                (
                    "hinzugefuegt_am",
                    models.DateTimeField(auto_now_add=True, verbose_name="hinzugefügt am"),
                ),
                (
                    "analyse",
                    models.ForeignKey(
                        editable=False,
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
            ],
            options={
                "verbose_name": "Anhang",
                "verbose_name_plural": "Anhänge",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        ProtectRows("fallanalyse_anhang", using=OWN_ANALYSE),
    ]
