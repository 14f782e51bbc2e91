"""
What the gate knows and decided, and the one way to what is otherwise only ever added to.

When an analysis leaves its team, dates and names that were replaced have to go from its revisions
and its history, too. No policy lets anybody change these; the function does, run as the system
role, and it refuses everything but: ciphertext for ciphertext, in the columns named here, of an
analysis of the acting Jugendamt that is no longer with its team.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import kinderschutz.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from kinderschutz.row_protection import OWN_ANALYSE, ProtectRows

SPALTEN = """
    fallanalyse_revision.inhalt_json
    fallanalyse_zwischenstand.formular
    fallanalyse_wechsel.begruendung
    fallanalyse_fallanalyseevent.anlass_text
    fallanalyse_fallanalyseevent.leitfrage
    fallanalyse_fallanalyseevent.auftrag
    fallanalyse_fallanalyseevent.verfahren_text
    fallanalyse_fallanalyseevent.keine_rueckkopplung
    fallanalyse_personenrolleevent.kuerzel
    fallanalyse_personenrolleevent.beziehung
    fallanalyse_quelleevent.bezeichnung
    fallanalyse_quelleevent.umfang
    fallanalyse_quelleevent.luecken
    fallanalyse_ereignisevent.titel
    fallanalyse_ereignisevent.beschreibung
    fallanalyse_gesetzesschrittevent.text
    fallanalyse_schluesselsituationevent.titel
    fallanalyse_schluesselsituationevent.beschreibung
    fallanalyse_schluesselsituationevent.bedeutung
    fallanalyse_schluesselsituationevent.hypothesen
    fallanalyse_schluesselsituationevent.spricht_dafuer
    fallanalyse_schluesselsituationevent.spricht_dagegen
    fallanalyse_sichtevent.damals
    fallanalyse_sichtevent.heute
    fallanalyse_sichtevent.dissens
    fallanalyse_einflussfaktorevent.text
    fallanalyse_befundevent.titel
    fallanalyse_befundevent.text
    fallanalyse_befundevent.praxis_vorschlag
    fallanalyse_empfehlungsvorschlagevent.text
    fallanalyse_rueckkopplungevent.wer
    fallanalyse_rueckkopplungevent.korrektur
    fallanalyse_rueckkopplungevent.dissens
    fallanalyse_sitzungevent.protokoll
    fallanalyse_sitzungsfrageevent.frage
    fallanalyse_sitzungsfrageevent.beschluss
    fallanalyse_sitzungsfrageevent.minderheit
""".split()

FUNKTIONEN = """
CREATE FUNCTION fallanalyse_jugendamt_nach_dem_team(die_analyse uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    das_jugendamt bigint;
BEGIN
    SELECT jugendamt_id INTO das_jugendamt FROM fallanalyse_fallanalyse
        WHERE id = die_analyse
        AND jugendamt_id = NULLIF(current_setting('app.jugendamt', true), '')::bigint
        AND NULLIF(current_setting('app.analyse', true), '') IS NULL
        AND freigabestufe NOT IN ('team', 'zurueckgegeben', 'zurueckgezogen');
    IF das_jugendamt IS NULL THEN
        RAISE EXCEPTION 'Geschwärzt wird nur, was das Team verlassen hat.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN das_jugendamt;
END $$;

CREATE FUNCTION fallanalyse_zwischenstaende_von(die_analyse uuid)
RETURNS TABLE (id uuid, schritt varchar, formular text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    das_jugendamt bigint := fallanalyse_jugendamt_nach_dem_team(die_analyse);
BEGIN
    RETURN QUERY SELECT z.id, z.schritt, z.formular FROM fallanalyse_zwischenstand z
        WHERE z.analyse_id = die_analyse AND z.jugendamt_id = das_jugendamt;
END $$;

CREATE FUNCTION fallanalyse_schwaerze(
    tabelle text, spalte text, die_analyse uuid, schluessel text[], alt text[], neu text[]
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    das_jugendamt bigint := fallanalyse_jugendamt_nach_dem_team(die_analyse);
    is_verlauf boolean := tabelle LIKE '%event';
    anzahl bigint;
BEGIN
    IF NOT tabelle || '.' || spalte = ANY ('{SPALTEN}'::text[]) THEN
        RAISE EXCEPTION 'Diese Spalte wird nicht geschwärzt: %.%', tabelle, spalte
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- Only what people are called in a case (kuerzel) is kept readably.
    IF spalte <> 'kuerzel' AND EXISTS (SELECT FROM unnest(neu) n WHERE n NOT LIKE 'f1:%') THEN
        RAISE EXCEPTION 'Geschwärzt wird nur verschlüsselter Text.';
    END IF;
    EXECUTE format(
        'UPDATE %I z SET %I = w.neu FROM unnest($1, $2, $3) AS w(schluessel, alt, neu)'
        ' WHERE z.%I = $4 AND z.jugendamt_id = $5 AND z.%I::text = w.schluessel AND z.%I = w.alt',
        tabelle,
        spalte,
        CASE WHEN tabelle = 'fallanalyse_fallanalyseevent' THEN 'pgh_obj_id'
            ELSE 'analyse_id' END,
        CASE WHEN is_verlauf THEN 'pgh_id' ELSE 'id' END,
        spalte
    ) USING schluessel, alt, neu, die_analyse, das_jugendamt;
    GET DIAGNOSTICS anzahl = ROW_COUNT;
    RETURN anzahl;
END $$;
""".replace("{SPALTEN}", "{" + ",".join(SPALTEN) + "}")

NAMEN = (
    "fallanalyse_jugendamt_nach_dem_team(uuid)",
    "fallanalyse_zwischenstaende_von(uuid)",
    "fallanalyse_schwaerze(text, text, uuid, text[], text[], text[])",
)


def lege_funktionen_an(apps, schema_editor):
    system = schema_editor.quote_name(settings.SYSTEM_ROLE)
    schema_editor.execute(FUNKTIONEN, params=None)
    # Who is to own a function must be allowed to have one there: for this moment.
    schema_editor.execute(f"GRANT CREATE ON SCHEMA public TO {system}")
    for name in NAMEN:
        schema_editor.execute(f"ALTER FUNCTION {name} OWNER TO {system}")
    schema_editor.execute(f"REVOKE CREATE ON SCHEMA public FROM {system}")
    # A change of owner takes the old one's rights along: they are given by the new one.
    schema_editor.execute(f"SET LOCAL ROLE {system}")
    for name in NAMEN:
        schema_editor.execute(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")
        schema_editor.execute(f"GRANT EXECUTE ON FUNCTION {name} TO SESSION_USER")
    schema_editor.execute("RESET ROLE")


def entferne_funktionen(apps, schema_editor):
    for name in reversed(NAMEN):
        schema_editor.execute(f"DROP FUNCTION {name}")


class Migration(migrations.Migration):

    dependencies = [
        ('fallanalyse', '0008_katalog_verlauf'),
        ('kommunen', '0002_zeilenschutz'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Bestaetigung',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('ergebnis', models.CharField(choices=[('bestaetigt', 'bestätigt'), ('zurueckgegeben', 'zurückgegeben')], max_length=20, verbose_name='Ergebnis')),
                ('version', models.PositiveIntegerField(verbose_name='gelesene Version')),
                ('stand', models.CharField(editable=False, max_length=64, verbose_name='Stand der Prüfung')),
                ('kombinationen', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('alter', 'das Alter oder mehrere Altersangaben'), ('geschlecht', 'das Geschlecht oder die Reihe der Geschwister'), ('herkunft', 'Herkunft, Sprache oder Religion'), ('beruf', 'ein Beruf, ein Ehrenamt, ein Verein'), ('ort', 'ein Ort, ein Stadtteil, eine einzelne Einrichtung'), ('gesundheit', 'eine seltene Krankheit oder Behinderung'), ('familie', 'eine ungewöhnliche Familienform oder viele Kinder'), ('ereignis', 'ein Ereignis, über das man sprach (Brand, Unfall, Polizeieinsatz)'), ('oeffentlich', 'etwas, das in der Zeitung oder im Netz stand')], max_length=20), blank=True, default=list, size=None)),
                ('begruendung', kinderschutz.fields.EncryptedTextField(blank=True, verbose_name='Warum trotzdem niemand erkannt wird')),
                ('am', models.DateTimeField(auto_now_add=True)),
                ('analyse', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bestaetigung_set', to='fallanalyse.fallanalyse')),
                ('durch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('jugendamt', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommunen.jugendamt')),
            ],
            options={
                'verbose_name': 'Bestätigung',
                'verbose_name_plural': 'Bestätigungen',
            },
        ),
        migrations.CreateModel(
            name='Textpruefung',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('schritt', models.CharField(choices=[('anlass', 'Anlass und Leitfrage'), ('beteiligte', 'Beteiligte'), ('quellen', 'Quellen'), ('zeitstrahl', 'Zeitstrahl'), ('gesetz', 'Schritte nach § 8a'), ('schluesselsituationen', 'Schlüsselsituationen'), ('einflussfaktoren', 'Einflussfaktoren'), ('befunde', 'Befunde'), ('empfehlungen', 'Empfehlungen'), ('rueckkopplung', 'Rückkopplung'), ('sitzungen', 'Sitzungen'), ('anhaenge', 'Anhänge')], max_length=30, verbose_name='Schritt')),
                ('stand', models.CharField(editable=False, max_length=64, verbose_name='Stand der Prüfung')),
                ('ergebnis', kinderschutz.fields.EncryptedTextField()),
                ('analyse', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_set', to='fallanalyse.fallanalyse')),
                ('jugendamt', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommunen.jugendamt')),
            ],
            options={
                'verbose_name': 'Textprüfung',
                'verbose_name_plural': 'Textprüfungen',
                'constraints': [models.UniqueConstraint(fields=('analyse', 'schritt'), name='textpruefung_eine_je_schritt', violation_error_message='Dieser Schritt ist schon geprüft.')],
            },
        ),
        migrations.CreateModel(
            name='Trefferentscheidung',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('wahl', models.CharField(choices=[('ersetzt', 'ersetzt'), ('kein_name', 'verrät niemanden'), ('gelesen', 'gelesen')], max_length=20, verbose_name='Entscheidung')),
                ('stelle', models.CharField(editable=False, max_length=120, verbose_name='Stelle')),
                ('abdruck', models.CharField(editable=False, max_length=32)),
                ('start', models.PositiveIntegerField(editable=False)),
                ('end', models.PositiveIntegerField(editable=False)),
                ('sicher', models.BooleanField(editable=False)),
                ('art', models.CharField(editable=False, max_length=40)),
                ('grund', models.CharField(editable=False, max_length=200)),
                ('wort', kinderschutz.fields.EncryptedTextField(blank=True, verbose_name='Wort')),
                ('ersatz', kinderschutz.fields.EncryptedTextField(blank=True, verbose_name='ersetzt durch')),
                ('begruendung', kinderschutz.fields.EncryptedTextField(blank=True, verbose_name='Begründung')),
                ('am', models.DateTimeField(auto_now_add=True)),
                ('analyse', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trefferentscheidung_set', to='fallanalyse.fallanalyse')),
                ('durch', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('jugendamt', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommunen.jugendamt')),
            ],
            options={
                'verbose_name': 'Entscheidung über einen Treffer',
                'verbose_name_plural': 'Entscheidungen über Treffer',
                'constraints': [models.UniqueConstraint(condition=models.Q(('wahl', 'ersetzt'), _negated=True), fields=('analyse', 'abdruck', 'start', 'end', 'sicher'), name='trefferentscheidung_eine_je_treffer', violation_error_message='Darüber ist schon entschieden.')],
            },
        ),
        ProtectRows("fallanalyse_textpruefung", using=OWN_ANALYSE),
        ProtectRows("fallanalyse_trefferentscheidung", using=OWN_ANALYSE),
        ProtectRows("fallanalyse_bestaetigung", using=OWN_ANALYSE, append_only=True),
        migrations.RunPython(lege_funktionen_an, entferne_funktionen),
    ]
