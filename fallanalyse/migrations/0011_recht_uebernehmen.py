"""Every analysis there is gets its Rechtslage. Apart from the tables: a trigger fires on each row."""

from django.conf import settings
from django.db import migrations

INSERT = """
INSERT INTO fallanalyse_rechtslage (
    id, created_at, updated_at, version, jugendamt_id, analyse_id, kennung, methode,
    begonnen_datum, rechtsgrundlage, dritte_text, genehmigung_behoerde, genehmigung_dritter,
    genehmigung_daten, genehmigung_personenkreis, genehmigung_vorhaben,
    loeschen_regulaer, loeschen_datum, laenger_begruendung, vorgemerkt_grund
)
SELECT gen_random_uuid(), now(), now(), 1, jugendamt_id, id, kennung, methode,
    begonnen_datum, rechtsgrundlage, '', '', '', '', '', '', loeschen_datum, loeschen_datum, '', ''
FROM fallanalyse_fallanalyse
"""


def forwards(apps, schema_editor):
    # Without a Rolle the policies show no row.
    system = schema_editor.quote_name(settings.SYSTEM_ROLE)
    for sql in (f"SET LOCAL ROLE {system}", INSERT, "RESET ROLE"):
        schema_editor.execute(sql, params=None)


class Migration(migrations.Migration):
    dependencies = [("fallanalyse", "0010_recht")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
