"""The law of each analysis in rows of its own, readable by the Kennung alone."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import kinderschutz.fields
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from kinderschutz.row_protection import OWN_ANALYSE, OWN_JUGENDAMT, ProtectRows


class Migration(migrations.Migration):
    dependencies = [
        ("fallanalyse", "0009_pruefung"),
        ("kinderschutz", "0002_row_protection"),
        ("kommunen", "0002_zeilenschutz"),
    ]

    operations = [
        migrations.CreateModel(
            name="Einwilligung",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "personenrolle",
                    models.CharField(
                        help_text="Die Rolle im Fall, zum Beispiel Mutter oder Kind 1. Kein Name.",
                        max_length=60,
                        verbose_name="Wer hat eingewilligt?",
                    ),
                ),
                (
                    "umfang",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("akte", "Auswertung der Akte"),
                                ("interview", "Gespräch oder Interview"),
                                ("zitat", "wörtliche Zitate"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="Worin?",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("schriftlich", "schriftlich"),
                            ("elektronisch", "elektronisch"),
                            ("muendlich", "mündlich"),
                        ],
                        max_length=20,
                        verbose_name="In welcher Form?",
                    ),
                ),
                (
                    "form_begruendung",
                    kinderschutz.fields.EncryptedTextField(
                        blank=True, verbose_name="Mündlich, weil …"
                    ),
                ),
                (
                    "gesundheitsdaten",
                    models.BooleanField(
                        default=False, verbose_name="Sie umfasst Angaben zur Gesundheit"
                    ),
                ),
                ("erteilt_am", models.DateField(verbose_name="erteilt am")),
                (
                    "widerrufen_am",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="widerrufen am"
                    ),
                ),
            ],
            options={
                "verbose_name": "Einwilligung",
                "verbose_name_plural": "Einwilligungen",
            },
        ),
        migrations.CreateModel(
            name="EinwilligungEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "personenrolle",
                    models.CharField(
                        help_text="Die Rolle im Fall, zum Beispiel Mutter oder Kind 1. Kein Name.",
                        max_length=60,
                        verbose_name="Wer hat eingewilligt?",
                    ),
                ),
                (
                    "umfang",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("akte", "Auswertung der Akte"),
                                ("interview", "Gespräch oder Interview"),
                                ("zitat", "wörtliche Zitate"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="Worin?",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("schriftlich", "schriftlich"),
                            ("elektronisch", "elektronisch"),
                            ("muendlich", "mündlich"),
                        ],
                        max_length=20,
                        verbose_name="In welcher Form?",
                    ),
                ),
                (
                    "form_begruendung",
                    kinderschutz.fields.EncryptedTextField(
                        blank=True, verbose_name="Mündlich, weil …"
                    ),
                ),
                (
                    "gesundheitsdaten",
                    models.BooleanField(
                        default=False, verbose_name="Sie umfasst Angaben zur Gesundheit"
                    ),
                ),
                ("erteilt_am", models.DateField(verbose_name="erteilt am")),
                (
                    "widerrufen_am",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="widerrufen am"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GeloeschteAnalysen",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("jahr", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=60, verbose_name="Kennzahl")),
                ("anzahl", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "gelöschte Fallanalysen",
                "verbose_name_plural": "gelöschte Fallanalysen",
            },
        ),
        migrations.CreateModel(
            name="Loeschfrist",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "rechtsgrundlage",
                    models.CharField(
                        choices=[
                            (
                                "a79a2",
                                "Wissenschaftliche Analyse nach § 79a Abs. 2, § 64 Abs. 2c SGB VIII",
                            ),
                            (
                                "einwilligung",
                                "Einwilligung der betroffenen Personen (§ 65 Abs. 1 Nr. 1 SGB VIII, § 67b SGB X)",
                            ),
                            (
                                "orguntersuchung",
                                "Organisationsuntersuchung für den Verantwortlichen (§ 67c Abs. 4 SGB X)",
                            ),
                            (
                                "forschung75",
                                "Forschung/Planung mit Genehmigung (§ 67c Abs. 2 Nr. 2, § 75 SGB X)",
                            ),
                            ("anonym", "kein Personenbezug (anonymisiert)"),
                            ("offen", "noch nicht geklärt (Erfassung gesperrt)"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="Rechtsgrundlage",
                    ),
                ),
                (
                    "monate",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1, "Mindestens einen Monat."),
                            django.core.validators.MaxValueValidator(
                                120,
                                "Höchstens 120 Monate, das sind zehn Jahre. Für eine einzelne Fallanalyse können Sie mit Begründung länger festlegen.",
                            ),
                        ],
                        verbose_name="Löschen nach Monaten",
                    ),
                ),
            ],
            options={
                "verbose_name": "Löschfrist",
                "verbose_name_plural": "Löschfristen",
            },
        ),
        migrations.CreateModel(
            name="Rechtslage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("kennung", models.CharField(editable=False, max_length=7, verbose_name="Kennung")),
                (
                    "methode",
                    models.CharField(
                        choices=[
                            ("fallreflexion", "Fallreflexion (NZFH 2025)"),
                            ("fischgraeten", "Fischgräten-Diagramm (NZFH 2025)"),
                            ("fallwerkstatt", "Fallwerkstatt"),
                            (
                                "fallrueckschau",
                                "Analysierende Fallrückschau (Kinderschutzbund NRW)",
                            ),
                            ("falllabor", "dialogisch-systemisches Fall-Labor"),
                            ("lew", "Lern- und Entwicklungswerkstatt (Schrapper / ISA)"),
                            ("nzfh_fallanalyse", "NZFH-Fallanalyse (Gerber/Lillig)"),
                            ("scie", "Learning Together (SCIE)"),
                            ("sonstige", "eine andere Methode"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="Methode",
                    ),
                ),
                ("begonnen_datum", models.DateField(editable=False, verbose_name="begonnen am")),
                (
                    "rechtsgrundlage",
                    models.CharField(
                        choices=[
                            (
                                "a79a2",
                                "Wissenschaftliche Analyse nach § 79a Abs. 2, § 64 Abs. 2c SGB VIII",
                            ),
                            (
                                "einwilligung",
                                "Einwilligung der betroffenen Personen (§ 65 Abs. 1 Nr. 1 SGB VIII, § 67b SGB X)",
                            ),
                            (
                                "orguntersuchung",
                                "Organisationsuntersuchung für den Verantwortlichen (§ 67c Abs. 4 SGB X)",
                            ),
                            (
                                "forschung75",
                                "Forschung/Planung mit Genehmigung (§ 67c Abs. 2 Nr. 2, § 75 SGB X)",
                            ),
                            ("anonym", "kein Personenbezug (anonymisiert)"),
                            ("offen", "noch nicht geklärt (Erfassung gesperrt)"),
                        ],
                        default="offen",
                        max_length=20,
                        verbose_name="Rechtsgrundlage",
                    ),
                ),
                (
                    "dritte_text",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="oder eine andere Stelle"
                    ),
                ),
                (
                    "beauftragt_am",
                    models.DateField(blank=True, null=True, verbose_name="Beauftragt am"),
                ),
                (
                    "genehmigung_behoerde",
                    models.CharField(blank=True, max_length=200, verbose_name="Wer hat genehmigt?"),
                ),
                (
                    "genehmigt_am",
                    models.DateField(blank=True, null=True, verbose_name="Genehmigt am"),
                ),
                (
                    "genehmigung_dritter",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Wer bekommt die Daten?"
                    ),
                ),
                (
                    "genehmigung_daten",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="Welche Art von Daten?"
                    ),
                ),
                (
                    "genehmigung_personenkreis",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="Von welchem Personenkreis?"
                    ),
                ),
                (
                    "genehmigung_vorhaben",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="Für welches Vorhaben?"
                    ),
                ),
                (
                    "verarbeitung_bis",
                    models.DateField(
                        blank=True, null=True, verbose_name="Letzter Tag der Verarbeitung"
                    ),
                ),
                (
                    "loeschen_regulaer",
                    models.DateField(editable=False, verbose_name="Löschfrist endet am"),
                ),
                ("loeschen_datum", models.DateField(verbose_name="Löschen am")),
                (
                    "laenger_begruendung",
                    kinderschutz.fields.EncryptedTextField(
                        blank=True, verbose_name="Länger, weil …"
                    ),
                ),
                (
                    "laenger_am",
                    models.DateField(editable=False, null=True, verbose_name="verlängert am"),
                ),
                (
                    "vorgemerkt_am",
                    models.DateField(
                        editable=False, null=True, verbose_name="zum Löschen vorgemerkt am"
                    ),
                ),
                (
                    "vorgemerkt_grund",
                    kinderschutz.fields.EncryptedTextField(
                        blank=True, editable=False, verbose_name="Warum jetzt?"
                    ),
                ),
                (
                    "akte_aufbewahren_bis",
                    models.DateField(blank=True, null=True, verbose_name="Akte aufbewahren bis"),
                ),
                (
                    "akte_hinweis_am",
                    models.DateField(
                        blank=True, null=True, verbose_name="Der Aktenführung gesagt am"
                    ),
                ),
            ],
            options={
                "verbose_name": "Rechtslage",
                "verbose_name_plural": "Rechtslagen",
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="RechtslageEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("kennung", models.CharField(editable=False, max_length=7, verbose_name="Kennung")),
                (
                    "methode",
                    models.CharField(
                        choices=[
                            ("fallreflexion", "Fallreflexion (NZFH 2025)"),
                            ("fischgraeten", "Fischgräten-Diagramm (NZFH 2025)"),
                            ("fallwerkstatt", "Fallwerkstatt"),
                            (
                                "fallrueckschau",
                                "Analysierende Fallrückschau (Kinderschutzbund NRW)",
                            ),
                            ("falllabor", "dialogisch-systemisches Fall-Labor"),
                            ("lew", "Lern- und Entwicklungswerkstatt (Schrapper / ISA)"),
                            ("nzfh_fallanalyse", "NZFH-Fallanalyse (Gerber/Lillig)"),
                            ("scie", "Learning Together (SCIE)"),
                            ("sonstige", "eine andere Methode"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="Methode",
                    ),
                ),
                ("begonnen_datum", models.DateField(editable=False, verbose_name="begonnen am")),
                (
                    "rechtsgrundlage",
                    models.CharField(
                        choices=[
                            (
                                "a79a2",
                                "Wissenschaftliche Analyse nach § 79a Abs. 2, § 64 Abs. 2c SGB VIII",
                            ),
                            (
                                "einwilligung",
                                "Einwilligung der betroffenen Personen (§ 65 Abs. 1 Nr. 1 SGB VIII, § 67b SGB X)",
                            ),
                            (
                                "orguntersuchung",
                                "Organisationsuntersuchung für den Verantwortlichen (§ 67c Abs. 4 SGB X)",
                            ),
                            (
                                "forschung75",
                                "Forschung/Planung mit Genehmigung (§ 67c Abs. 2 Nr. 2, § 75 SGB X)",
                            ),
                            ("anonym", "kein Personenbezug (anonymisiert)"),
                            ("offen", "noch nicht geklärt (Erfassung gesperrt)"),
                        ],
                        default="offen",
                        max_length=20,
                        verbose_name="Rechtsgrundlage",
                    ),
                ),
                (
                    "dritte_text",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="oder eine andere Stelle"
                    ),
                ),
                (
                    "beauftragt_am",
                    models.DateField(blank=True, null=True, verbose_name="Beauftragt am"),
                ),
                (
                    "genehmigung_behoerde",
                    models.CharField(blank=True, max_length=200, verbose_name="Wer hat genehmigt?"),
                ),
                (
                    "genehmigt_am",
                    models.DateField(blank=True, null=True, verbose_name="Genehmigt am"),
                ),
                (
                    "genehmigung_dritter",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Wer bekommt die Daten?"
                    ),
                ),
                (
                    "genehmigung_daten",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="Welche Art von Daten?"
                    ),
                ),
                (
                    "genehmigung_personenkreis",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="Von welchem Personenkreis?"
                    ),
                ),
                (
                    "genehmigung_vorhaben",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="Für welches Vorhaben?"
                    ),
                ),
                (
                    "verarbeitung_bis",
                    models.DateField(
                        blank=True, null=True, verbose_name="Letzter Tag der Verarbeitung"
                    ),
                ),
                (
                    "loeschen_regulaer",
                    models.DateField(editable=False, verbose_name="Löschfrist endet am"),
                ),
                ("loeschen_datum", models.DateField(verbose_name="Löschen am")),
                (
                    "laenger_begruendung",
                    kinderschutz.fields.EncryptedTextField(
                        blank=True, verbose_name="Länger, weil …"
                    ),
                ),
                (
                    "laenger_am",
                    models.DateField(editable=False, null=True, verbose_name="verlängert am"),
                ),
                (
                    "vorgemerkt_am",
                    models.DateField(
                        editable=False, null=True, verbose_name="zum Löschen vorgemerkt am"
                    ),
                ),
                (
                    "vorgemerkt_grund",
                    kinderschutz.fields.EncryptedTextField(
                        blank=True, editable=False, verbose_name="Warum jetzt?"
                    ),
                ),
                (
                    "akte_aufbewahren_bis",
                    models.DateField(blank=True, null=True, verbose_name="Akte aufbewahren bis"),
                ),
                (
                    "akte_hinweis_am",
                    models.DateField(
                        blank=True, null=True, verbose_name="Der Aktenführung gesagt am"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AlterField(
            model_name="herkunft",
            name="analyse",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="herkunft_set",
                to="fallanalyse.fallanalyse",
            ),
        ),
        migrations.AddField(
            model_name="einwilligung",
            name="analyse",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="einwilligung_set",
                to="fallanalyse.fallanalyse",
            ),
        ),
        migrations.AddField(
            model_name="einwilligung",
            name="jugendamt",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kommunen.jugendamt",
            ),
        ),
        migrations.AddField(
            model_name="einwilligungevent",
            name="analyse",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="fallanalyse.fallanalyse",
            ),
        ),
        migrations.AddField(
            model_name="einwilligungevent",
            name="jugendamt",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="kommunen.jugendamt",
            ),
        ),
        migrations.AddField(
            model_name="einwilligungevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="fallanalyse.einwilligung",
            ),
        ),
        migrations.AddField(
            model_name="geloeschteanalysen",
            name="jugendamt",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kommunen.jugendamt",
            ),
        ),
        migrations.AddField(
            model_name="geloeschteanalysen",
            name="projekt",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kommunen.projekt",
            ),
        ),
        migrations.AddField(
            model_name="loeschfrist",
            name="festgelegt_durch",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="loeschfrist",
            name="jugendamt",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kommunen.jugendamt",
            ),
        ),
        migrations.AddField(
            model_name="rechtslage",
            name="analyse",
            field=models.OneToOneField(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rechtslage",
                to="fallanalyse.fallanalyse",
            ),
        ),
        migrations.AddField(
            model_name="rechtslage",
            name="dritte_institution",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kommunen.institution",
                verbose_name="Beauftragt ist",
            ),
        ),
        migrations.AddField(
            model_name="rechtslage",
            name="festgelegt_durch",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rechtslage",
            name="jugendamt",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kommunen.jugendamt",
            ),
        ),
        migrations.AddField(
            model_name="rechtslage",
            name="laenger_durch",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rechtslage",
            name="vorgemerkt_durch",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rechtslageevent",
            name="analyse",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="fallanalyse.fallanalyse",
            ),
        ),
        migrations.AddField(
            model_name="rechtslageevent",
            name="dritte_institution",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="kommunen.institution",
                verbose_name="Beauftragt ist",
            ),
        ),
        migrations.AddField(
            model_name="rechtslageevent",
            name="festgelegt_durch",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rechtslageevent",
            name="jugendamt",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="kommunen.jugendamt",
            ),
        ),
        migrations.AddField(
            model_name="rechtslageevent",
            name="laenger_durch",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rechtslageevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="fallanalyse.rechtslage",
            ),
        ),
        migrations.AddField(
            model_name="rechtslageevent",
            name="vorgemerkt_durch",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="einwilligung",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("widerrufen_am__isnull", True),
                    ("widerrufen_am__gte", models.F("erteilt_am")),
                    _connector="OR",
                ),
                name="widerrufen_nicht_vor_dem_erteilen",
                violation_error_message="Der Widerruf liegt vor der Einwilligung.",
            ),
        ),
        migrations.AddConstraint(
            model_name="einwilligung",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("gesundheitsdaten", False),
                    models.Q(("form", "muendlich"), _negated=True),
                    _connector="OR",
                ),
                name="einwilligung_gesundheit_nicht_muendlich",
                violation_error_message="Angaben zur Gesundheit brauchen eine schriftliche oder elektronische Einwilligung (§ 67b Abs. 2 SGB X).",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="einwilligung",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fallanalyse_einwilligungevent" ("analyse_id", "created_at", "erteilt_am", "form", "form_begruendung", "gesundheitsdaten", "id", "jugendamt_id", "personenrolle", "pgh_created_at", "pgh_label", "pgh_obj_id", "umfang", "updated_at", "version", "widerrufen_am") VALUES (NEW."analyse_id", NEW."created_at", NEW."erteilt_am", NEW."form", NEW."form_begruendung", NEW."gesundheitsdaten", NEW."id", NEW."jugendamt_id", NEW."personenrolle", NOW(), \'insert\', NEW."id", NEW."umfang", NEW."updated_at", NEW."version", NEW."widerrufen_am"); RETURN NULL;',
                    hash="cd30130b9a4153a394df78123401af824acbf7c8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f466f",
                    table="fallanalyse_einwilligung",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="einwilligung",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "fallanalyse_einwilligungevent" ("analyse_id", "created_at", "erteilt_am", "form", "form_begruendung", "gesundheitsdaten", "id", "jugendamt_id", "personenrolle", "pgh_created_at", "pgh_label", "pgh_obj_id", "umfang", "updated_at", "version", "widerrufen_am") VALUES (NEW."analyse_id", NEW."created_at", NEW."erteilt_am", NEW."form", NEW."form_begruendung", NEW."gesundheitsdaten", NEW."id", NEW."jugendamt_id", NEW."personenrolle", NOW(), \'update\', NEW."id", NEW."umfang", NEW."updated_at", NEW."version", NEW."widerrufen_am"); RETURN NULL;',
                    hash="e0645278aee3b8e8c7035d57bc2f5a3bd4c7db34",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c5a11",
                    table="fallanalyse_einwilligung",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="einwilligung",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fallanalyse_einwilligungevent" ("analyse_id", "created_at", "erteilt_am", "form", "form_begruendung", "gesundheitsdaten", "id", "jugendamt_id", "personenrolle", "pgh_created_at", "pgh_label", "pgh_obj_id", "umfang", "updated_at", "version", "widerrufen_am") VALUES (OLD."analyse_id", OLD."created_at", OLD."erteilt_am", OLD."form", OLD."form_begruendung", OLD."gesundheitsdaten", OLD."id", OLD."jugendamt_id", OLD."personenrolle", NOW(), \'delete\', OLD."id", OLD."umfang", OLD."updated_at", OLD."version", OLD."widerrufen_am"); RETURN NULL;',
                    hash="3f01aeaf7e0bfe520c696be9d265b15d83f1e121",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7a5e8",
                    table="fallanalyse_einwilligung",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="geloeschteanalysen",
            constraint=models.UniqueConstraint(
                fields=("jugendamt", "projekt", "jahr", "name"),
                name="geloeschte_einmal_je_schluessel",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="loeschfrist",
            constraint=models.UniqueConstraint(
                fields=("jugendamt", "rechtsgrundlage"),
                name="loeschfrist_eine_je_rechtsgrundlage",
                violation_error_message="Für diese Rechtsgrundlage gibt es schon eine Löschfrist.",
            ),
        ),
        migrations.AddConstraint(
            model_name="loeschfrist",
            constraint=models.CheckConstraint(
                condition=models.Q(("monate__gte", 1), ("monate__lte", 120)),
                name="loeschfrist_zwischen_einem_monat_und_zehn_jahren",
                violation_error_message="Zwischen einem Monat und zehn Jahren.",
            ),
        ),
        migrations.AddIndex(
            model_name="rechtslage",
            index=models.Index(
                fields=["jugendamt", "loeschen_datum"], name="rechtslage_je_loeschdatum"
            ),
        ),
        migrations.AddIndex(
            model_name="rechtslage",
            index=models.Index(
                fields=["jugendamt", "-begonnen_datum", "-id"], name="rechtslage_liste"
            ),
        ),
        migrations.AddIndex(
            model_name="rechtslage",
            index=models.Index(
                condition=models.Q(
                    ("verarbeitung_bis__isnull", False),
                    ("vorgemerkt_am__isnull", False),
                    _connector="OR",
                ),
                fields=["jugendamt"],
                include=("analyse",),
                name="rechtslage_verschlossen",
            ),
        ),
        migrations.AddConstraint(
            model_name="rechtslage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("loeschen_datum__lte", models.F("loeschen_regulaer")),
                    models.Q(("laenger_am__isnull", False), ("laenger_durch__isnull", False)),
                    _connector="OR",
                ),
                name="rechtslage_laenger_nur_mit_begruendung",
                violation_error_message="Länger als die Löschfrist geht es nur mit Begründung.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rechtslage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("genehmigt_am", None),
                    ("verarbeitung_bis", None),
                    ("verarbeitung_bis__gte", models.F("genehmigt_am")),
                    _connector="OR",
                ),
                name="rechtslage_genehmigung_endet_nicht_vor_dem_beginn",
                violation_error_message="Der letzte Tag liegt vor der Genehmigung.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rechtslage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fallanalyse_rechtslageevent" ("akte_aufbewahren_bis", "akte_hinweis_am", "analyse_id", "beauftragt_am", "begonnen_datum", "created_at", "dritte_institution_id", "dritte_text", "festgelegt_durch_id", "genehmigt_am", "genehmigung_behoerde", "genehmigung_daten", "genehmigung_dritter", "genehmigung_personenkreis", "genehmigung_vorhaben", "id", "jugendamt_id", "kennung", "laenger_am", "laenger_begruendung", "laenger_durch_id", "loeschen_datum", "loeschen_regulaer", "methode", "pgh_created_at", "pgh_label", "pgh_obj_id", "rechtsgrundlage", "updated_at", "verarbeitung_bis", "version", "vorgemerkt_am", "vorgemerkt_durch_id", "vorgemerkt_grund") VALUES (NEW."akte_aufbewahren_bis", NEW."akte_hinweis_am", NEW."analyse_id", NEW."beauftragt_am", NEW."begonnen_datum", NEW."created_at", NEW."dritte_institution_id", NEW."dritte_text", NEW."festgelegt_durch_id", NEW."genehmigt_am", NEW."genehmigung_behoerde", NEW."genehmigung_daten", NEW."genehmigung_dritter", NEW."genehmigung_personenkreis", NEW."genehmigung_vorhaben", NEW."id", NEW."jugendamt_id", NEW."kennung", NEW."laenger_am", NEW."laenger_begruendung", NEW."laenger_durch_id", NEW."loeschen_datum", NEW."loeschen_regulaer", NEW."methode", NOW(), \'insert\', NEW."id", NEW."rechtsgrundlage", NEW."updated_at", NEW."verarbeitung_bis", NEW."version", NEW."vorgemerkt_am", NEW."vorgemerkt_durch_id", NEW."vorgemerkt_grund"); RETURN NULL;',
                    hash="0261cc2cf21f9afdfc16ec934427a5dc2b39b678",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_462ab",
                    table="fallanalyse_rechtslage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rechtslage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "fallanalyse_rechtslageevent" ("akte_aufbewahren_bis", "akte_hinweis_am", "analyse_id", "beauftragt_am", "begonnen_datum", "created_at", "dritte_institution_id", "dritte_text", "festgelegt_durch_id", "genehmigt_am", "genehmigung_behoerde", "genehmigung_daten", "genehmigung_dritter", "genehmigung_personenkreis", "genehmigung_vorhaben", "id", "jugendamt_id", "kennung", "laenger_am", "laenger_begruendung", "laenger_durch_id", "loeschen_datum", "loeschen_regulaer", "methode", "pgh_created_at", "pgh_label", "pgh_obj_id", "rechtsgrundlage", "updated_at", "verarbeitung_bis", "version", "vorgemerkt_am", "vorgemerkt_durch_id", "vorgemerkt_grund") VALUES (NEW."akte_aufbewahren_bis", NEW."akte_hinweis_am", NEW."analyse_id", NEW."beauftragt_am", NEW."begonnen_datum", NEW."created_at", NEW."dritte_institution_id", NEW."dritte_text", NEW."festgelegt_durch_id", NEW."genehmigt_am", NEW."genehmigung_behoerde", NEW."genehmigung_daten", NEW."genehmigung_dritter", NEW."genehmigung_personenkreis", NEW."genehmigung_vorhaben", NEW."id", NEW."jugendamt_id", NEW."kennung", NEW."laenger_am", NEW."laenger_begruendung", NEW."laenger_durch_id", NEW."loeschen_datum", NEW."loeschen_regulaer", NEW."methode", NOW(), \'update\', NEW."id", NEW."rechtsgrundlage", NEW."updated_at", NEW."verarbeitung_bis", NEW."version", NEW."vorgemerkt_am", NEW."vorgemerkt_durch_id", NEW."vorgemerkt_grund"); RETURN NULL;',
                    hash="c73a2d6fdfba05b2e6c8e98b8a70271d06b3f4d3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4bd5b",
                    table="fallanalyse_rechtslage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rechtslage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fallanalyse_rechtslageevent" ("akte_aufbewahren_bis", "akte_hinweis_am", "analyse_id", "beauftragt_am", "begonnen_datum", "created_at", "dritte_institution_id", "dritte_text", "festgelegt_durch_id", "genehmigt_am", "genehmigung_behoerde", "genehmigung_daten", "genehmigung_dritter", "genehmigung_personenkreis", "genehmigung_vorhaben", "id", "jugendamt_id", "kennung", "laenger_am", "laenger_begruendung", "laenger_durch_id", "loeschen_datum", "loeschen_regulaer", "methode", "pgh_created_at", "pgh_label", "pgh_obj_id", "rechtsgrundlage", "updated_at", "verarbeitung_bis", "version", "vorgemerkt_am", "vorgemerkt_durch_id", "vorgemerkt_grund") VALUES (OLD."akte_aufbewahren_bis", OLD."akte_hinweis_am", OLD."analyse_id", OLD."beauftragt_am", OLD."begonnen_datum", OLD."created_at", OLD."dritte_institution_id", OLD."dritte_text", OLD."festgelegt_durch_id", OLD."genehmigt_am", OLD."genehmigung_behoerde", OLD."genehmigung_daten", OLD."genehmigung_dritter", OLD."genehmigung_personenkreis", OLD."genehmigung_vorhaben", OLD."id", OLD."jugendamt_id", OLD."kennung", OLD."laenger_am", OLD."laenger_begruendung", OLD."laenger_durch_id", OLD."loeschen_datum", OLD."loeschen_regulaer", OLD."methode", NOW(), \'delete\', OLD."id", OLD."rechtsgrundlage", OLD."updated_at", OLD."verarbeitung_bis", OLD."version", OLD."vorgemerkt_am", OLD."vorgemerkt_durch_id", OLD."vorgemerkt_grund"); RETURN NULL;',
                    hash="ca979a037110802f106084ee0fa77c881b92799f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d95a7",
                    table="fallanalyse_rechtslage",
                    when="AFTER",
                ),
            ),
        ),
        ProtectRows("fallanalyse_rechtslage", using=OWN_ANALYSE),
        ProtectRows("fallanalyse_rechtslageevent", using=OWN_ANALYSE, append_only=True),
        ProtectRows("fallanalyse_einwilligung", using=OWN_ANALYSE),
        ProtectRows("fallanalyse_einwilligungevent", using=OWN_ANALYSE, append_only=True),
        ProtectRows("fallanalyse_loeschfrist", using=OWN_JUGENDAMT),
        ProtectRows("fallanalyse_geloeschteanalysen", using=OWN_JUGENDAMT),
    ]
