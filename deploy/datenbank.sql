-- Rollen und Datenbank auf einem eigenen PostgreSQL (ab 15). Als Superuser, beliebig oft:
--
--   psql -v kennwort="$KENNWORT" -v sicherungskennwort="$SICHERUNG" -f deploy/datenbank.sql
--
-- Danach DATABASE_URL=postgres://kinderschutz:…@rechner/kinderschutz setzen, `manage.py migrate`
-- ausführen und diese Datei ein zweites Mal: Erst dann gibt es die Tabelle, deren Leeren sie verbietet.

\set ON_ERROR_STOP on

-- Die Webanwendung. Ihr gehören die Tabellen; dass Zeilenschutz trotzdem für sie gilt (FORCE), richten
-- die Migrationen ein. NOINHERIT: Die Rechte des Systemkontexts hat sie erst nach SET ROLE.
SELECT 'CREATE ROLE kinderschutz' WHERE to_regrole('kinderschutz') IS NULL \gexec
ALTER ROLE kinderschutz LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT
    PASSWORD :'kennwort';

-- Der Systemkontext für Befehle und Migrationen; niemand meldet sich damit an.
SELECT 'CREATE ROLE kinderschutz_system' WHERE to_regrole('kinderschutz_system') IS NULL \gexec
ALTER ROLE kinderschutz_system NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
SELECT 'GRANT kinderschutz_system TO kinderschutz'
    || CASE WHEN current_setting('server_version_num')::int >= 160000
            THEN ' WITH ADMIN FALSE, INHERIT FALSE, SET TRUE' ELSE '' END \gexec

-- Die Sicherung liest alles, auch an den Regeln der Zeilen vorbei (sonst wäre der Dump leer):
--   pg_dump -U kinderschutz_sicherung -Fc kinderschutz
SELECT 'CREATE ROLE kinderschutz_sicherung' WHERE to_regrole('kinderschutz_sicherung') IS NULL \gexec
ALTER ROLE kinderschutz_sicherung LOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE
    PASSWORD :'sicherungskennwort';
GRANT pg_read_all_data TO kinderschutz_sicherung;

-- C.UTF-8 als Zeichenart, damit Groß- und Kleinschreibung und die Suche nach Wortteilen Umlaute kennen.
SELECT 'CREATE DATABASE kinderschutz OWNER kinderschutz TEMPLATE template0 ENCODING ''UTF8'''
    ' LC_COLLATE ''C'' LC_CTYPE ''C.UTF-8'''
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'kinderschutz') \gexec
REVOKE ALL ON DATABASE kinderschutz FROM PUBLIC;
GRANT CONNECT ON DATABASE kinderschutz TO kinderschutz_sicherung;

\connect kinderschutz
-- Das Protokoll wächst nur: UPDATE und DELETE verweigert ein Trigger, TRUNCATE dieses Verbot.
SELECT 'REVOKE TRUNCATE ON kinderschutz_protokolleintrag FROM kinderschutz, kinderschutz_system'
WHERE to_regclass('kinderschutz_protokolleintrag') IS NOT NULL \gexec
