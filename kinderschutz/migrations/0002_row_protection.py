"""The system role's rights, the triggers of the audit trail, and its policies."""

from django.conf import settings
from django.db import migrations

from kinderschutz.row_protection import setting

GRANTS = """
GRANT USAGE ON SCHEMA public TO {system};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {system};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {system};
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {system};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {system};
"""

# The canonical form is that of kinderschutz.audit.checksum: a JSON list with ", " between.
CHAIN = """
CREATE FUNCTION protokoll_verketten() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kopf kinderschutz_protokollkette%ROWTYPE;
BEGIN
    INSERT INTO kinderschutz_protokollkette (kette, nummer, pruefsumme)
        VALUES (NEW.kette, 0, '') ON CONFLICT (kette) DO NOTHING;
    SELECT * INTO kopf FROM kinderschutz_protokollkette WHERE kette = NEW.kette FOR UPDATE;
    NEW.nummer := kopf.nummer + 1;
    NEW.vorgaenger := kopf.pruefsumme;
    NEW.pruefsumme := encode(sha256(convert_to(jsonb_build_array(
        NEW.kette, NEW.nummer,
        to_char(NEW.zeitpunkt AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        NEW.person, NEW.rolle, NEW.jugendamt, NEW.aktion, NEW.objektart, NEW.kennung,
        NEW.anfrage, NEW.vorgaenger)::text, 'UTF8')), 'hex');
    UPDATE kinderschutz_protokollkette
        SET nummer = NEW.nummer, pruefsumme = NEW.pruefsumme WHERE kette = NEW.kette;
    RETURN NEW;
END $$;
CREATE TRIGGER protokoll_verketten BEFORE INSERT ON kinderschutz_protokolleintrag
    FOR EACH ROW EXECUTE FUNCTION protokoll_verketten();

CREATE FUNCTION protokoll_unveraenderlich() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Das Protokoll wird nur fortgeschrieben, nie geändert.';
END $$;
CREATE TRIGGER protokoll_unveraenderlich BEFORE UPDATE OR DELETE ON kinderschutz_protokolleintrag
    FOR EACH ROW EXECUTE FUNCTION protokoll_unveraenderlich();
"""

# Everybody writes into the own chain or the system's; only Datenschutz reads, and only the own.
POLICIES = f"""
ALTER TABLE kinderschutz_protokolleintrag ENABLE ROW LEVEL SECURITY;
ALTER TABLE kinderschutz_protokolleintrag FORCE ROW LEVEL SECURITY;
CREATE POLICY lesen ON kinderschutz_protokolleintrag FOR SELECT USING (
    current_setting('app.rolle', true) = 'datenschutz' AND jugendamt = {setting("jugendamt")});
CREATE POLICY schreiben ON kinderschutz_protokolleintrag FOR INSERT WITH CHECK (
    (jugendamt IS NULL OR jugendamt = {setting("jugendamt")})
    AND kette = COALESCE(jugendamt::text, 'system'));
CREATE POLICY systemkontext ON kinderschutz_protokolleintrag TO {{system}}
    USING (true) WITH CHECK (true);
"""


def forwards(apps, schema_editor):
    system = schema_editor.quote_name(settings.SYSTEM_ROLE)
    for sql in (GRANTS, CHAIN, POLICIES):
        schema_editor.execute(sql.replace("{system}", system), params=None)


class Migration(migrations.Migration):
    dependencies = [("kinderschutz", "0001_initial")]
    operations = [migrations.RunPython(forwards)]
