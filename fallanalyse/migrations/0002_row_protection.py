"""The policies of case content, and the trigger that counts the Belege of the library."""

from django.db import migrations

from kinderschutz.row_protection import (
    OWN_ANALYSE,
    OWN_ANALYSE_HEAD,
    OWN_JUGENDAMT,
    ProtectRows,
    setting,
)

TEILE = (
    "personenrolle",
    "ereignis",
    "schluesselsituation",
    "sicht",
    "einflussfaktor",
    "befund",
    "beleg",
    "empfehlungsvorschlag",
)
# What nobody but its team may read even inside the Jugendamt: one hashed sub-plan per list.
DRAFT_RULE = (
    "(freigabestufe <> 'team' OR id IN (SELECT analyse_id FROM fallanalyse_teammitglied"
    f" WHERE person_id = {setting('person')}))"
)

BELEGE = """
CREATE FUNCTION bibliothek_belege_zaehlen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    zeile fallanalyse_herkunft%ROWTYPE;
    um integer;
BEGIN
    IF TG_OP = 'INSERT' THEN zeile := NEW; um := 1; ELSE zeile := OLD; um := -1; END IF;
    UPDATE fallanalyse_freigegebenerbefund SET anzahl_belege = anzahl_belege + um
        WHERE id = zeile.freigegebener_befund_id;
    UPDATE fallanalyse_freigegebenervorschlag SET anzahl_belege = anzahl_belege + um
        WHERE id = zeile.freigegebener_vorschlag_id;
    RETURN NULL;
END $$;
CREATE TRIGGER bibliothek_belege_zaehlen AFTER INSERT OR DELETE ON fallanalyse_herkunft
    FOR EACH ROW EXECUTE FUNCTION bibliothek_belege_zaehlen();
"""
KEINE_BELEGE = """
DROP TRIGGER bibliothek_belege_zaehlen ON fallanalyse_herkunft;
DROP FUNCTION bibliothek_belege_zaehlen();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("fallanalyse", "0001_initial"),
        ("kinderschutz", "0002_row_protection"),
    ]
    operations = [
        ProtectRows(
            "fallanalyse_fallanalyse",
            using=f"{OWN_ANALYSE_HEAD} AND {DRAFT_RULE}",
            with_check=OWN_ANALYSE_HEAD,
        ),
        ProtectRows("fallanalyse_fallanalyseevent", using=OWN_ANALYSE_HEAD, append_only=True),
        *(ProtectRows(f"fallanalyse_{teil}", using=OWN_ANALYSE) for teil in TEILE),
        *(
            ProtectRows(f"fallanalyse_{teil}event", using=OWN_ANALYSE, append_only=True)
            for teil in TEILE
        ),
        ProtectRows("fallanalyse_teammitglied", using=OWN_ANALYSE),
        ProtectRows("fallanalyse_wechsel", using=OWN_ANALYSE, append_only=True),
        ProtectRows("fallanalyse_schrittstand", using=OWN_ANALYSE),
        ProtectRows("fallanalyse_revision", using=OWN_ANALYSE, append_only=True),
        ProtectRows(
            "fallanalyse_zwischenstand",
            using=f"{OWN_ANALYSE} AND person_id = {setting('person')}",
        ),
        ProtectRows("fallanalyse_herkunft", using=OWN_ANALYSE),
        ProtectRows("fallanalyse_rechtsgrundlagenvorgabe", using=OWN_JUGENDAMT),
        migrations.RunSQL(BELEGE, KEINE_BELEGE),
    ]
