"""manage.py schluessel_rotieren: everything under the newest key, nothing else changed."""

import json
import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from fallanalyse.models import Anhang, Befund, Fallanalyse
from kinderschutz import ablage, key_rotation
from kinderschutz.fields import PREFIX, encrypt
from kinderschutz.models import Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.tests.welt import KANARIENVOGEL, baue_amt, lade_moderation_ein, schreibe_analyse

pytestmark = pytest.mark.django_db

ALT, NEU, FREMD = (Fernet.generate_key().decode() for _ in range(3))


@pytest.fixture(autouse=True)
def alt(settings, tmp_path):
    settings.ANHAENGE_DIR = tmp_path / "anhaenge"
    settings.FIELD_KEYS = [ALT]


@pytest.fixture
def bestand(alt):
    """An analysis with text everywhere, an invitation, an attachment, a second factor."""
    amt = baue_amt()
    schreibe_analyse(amt, "team")
    lade_moderation_ein(amt, "team")
    person = amt.rollen["fachkraft"].person
    Authenticator.objects.create(user=person, type="totp", data={"secret": encrypt("GEHEIM")})
    Authenticator.objects.create(
        user=person, type="recovery_codes", data={"seed": encrypt("SAMEN"), "used_mask": 0}
    )
    return amt


def rotiere(*arguments):
    out = StringIO()
    call_command("schluessel_rotieren", *arguments, stdout=out)
    return out.getvalue()


def gesamt():
    """Return all ciphertexts by table, and all that stands beside them in the same rows."""
    stored, rest = {}, {}
    with system_context("Test"), connection.cursor() as cursor:
        for table, key, columns in key_rotation.encrypted_columns():
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t ORDER BY {key}")
            rows = [json.loads(row) for (row,) in cursor.fetchall()]
            stored[table] = [row.pop(column) for row in rows for column in columns]
            rest[table] = rows
    return stored, rest


def opens(key, stored):
    try:
        Fernet(key).decrypt(stored.removeprefix(PREFIX).encode())
    except InvalidToken:
        return False
    return True


def all_ciphertexts():
    stored, _rest = gesamt()
    yield from (text for texts in stored.values() for text in texts if text)
    for row in Authenticator.objects.all():
        yield from (value for value in row.data.values() if isinstance(value, str))


def files(settings):
    return {path.name: path.read_bytes() for path in sorted(settings.ANHAENGE_DIR.iterdir())}


class TestFinds:
    def test_every_encrypted_field_of_every_model(self):
        tables = {table: columns for table, _key, columns in key_rotation.encrypted_columns()}
        # Text, its history, drafts, revisions, reasons, addresses.
        assert {
            "fallanalyse_fallanalyse",
            "fallanalyse_fallanalyseevent",
            "fallanalyse_zwischenstand",
            "fallanalyse_revision",
            "fallanalyse_wechsel",
            "fallanalyse_einladung",
        } <= set(tables)
        assert "leitfrage" in tables["fallanalyse_fallanalyse"]

    def test_every_place_there_is_ciphertext_in(self, bestand):
        """Whatever somebody encrypts by hand some day is found by its look, in any table."""
        known = {table for table, _key, _columns in key_rotation.encrypted_columns()}
        with system_context("Test"), connection.cursor() as cursor:
            holding = set()
            for table in connection.introspection.table_names(cursor):
                cursor.execute(
                    f"SELECT EXISTS (SELECT FROM {table} t WHERE to_jsonb(t)::text LIKE %s)",
                    [f'%"{PREFIX}gAAAA%'],
                )
                if cursor.fetchone()[0]:
                    holding.add(table)
        assert "fallanalyse_revision" in holding
        assert holding <= known | {"mfa_authenticator"}


class TestRotation:
    def test_a_dry_run_counts_and_changes_nothing(self, bestand, settings):
        settings.FIELD_KEYS = [NEU, ALT]
        before, files_before = gesamt(), files(settings)

        text = rotiere()

        assert "Probelauf" in text
        assert re.search(r"fallanalyse_revision: \d+ neu zu verschlüsseln", text)
        assert (gesamt(), files(settings)) == (before, files_before)
        with system_context("Test"):
            assert not Protokolleintrag.objects.filter(objektart="schluessel").exists()

    def test_moves_every_ciphertext_to_the_newest_key(self, bestand, settings):
        settings.FIELD_KEYS = [NEU, ALT]

        text = rotiere("--wet-run")

        ciphertexts = list(all_ciphertexts())
        assert len(ciphertexts) > 100
        assert all(opens(NEU, stored) for stored in ciphertexts)
        assert "mfa_authenticator: 2 neu verschlüsselt" in text
        assert "abgelegte Dateien: 2 neu verschlüsselt" in text

    def test_everything_reads_as_before_without_the_old_key(self, bestand, settings):
        settings.FIELD_KEYS = [NEU, ALT]
        rotiere("--wet-run")

        settings.FIELD_KEYS = [NEU]

        with system_context("Test"):
            analyse = Fallanalyse.objects.get()
            assert analyse.leitfrage == f"{KANARIENVOGEL} Fallanalyse leitfrage"
            assert KANARIENVOGEL in analyse.revision_set.filter(version=1).first().inhalt_json
            assert KANARIENVOGEL in analyse.zwischenstand_set.get().formular
            assert ablage.lies(Anhang.objects.get().datei) == f"{KANARIENVOGEL} Anhang".encode()
        secret = Authenticator.objects.get(type="totp")
        assert secret.wrap().instance.data["secret"].startswith(PREFIX)

    def test_changes_nothing_but_the_ciphertext(self, bestand, settings):
        settings.FIELD_KEYS = [NEU, ALT]
        stored_before, before = gesamt()

        rotiere("--wet-run")

        stored, after = gesamt()
        # No version, no date, no row more in the history.
        assert after == before
        for table, texts in stored.items():
            assert len(texts) == len(stored_before[table])
            for old, new in zip(stored_before[table], texts, strict=True):
                assert (old == new) == (not old)

    def test_lets_the_history_go_on_afterwards(self, bestand, settings):
        settings.FIELD_KEYS = [NEU, ALT]
        with system_context("Test"):
            befund = Befund.objects.get()
            events = apps.get_model("fallanalyse", "BefundEvent").objects.filter(
                pgh_obj_id=befund.pk
            )
            before = events.count()
            rotiere("--wet-run")
            assert events.count() == before
            befund.text = "Neu"
            befund.save()
            assert events.count() == before + 1

    def test_twice_is_once(self, bestand, settings):
        settings.FIELD_KEYS = [NEU, ALT]
        rotiere("--wet-run")
        before, files_before = gesamt(), files(settings)

        text = rotiere("--wet-run")

        assert "Zusammen: 0 neu verschlüsselt" in text
        assert (gesamt(), files(settings)) == (before, files_before)

    def test_goes_on_after_an_interruption(self, bestand, settings, monkeypatch):
        settings.FIELD_KEYS = [NEU, ALT]
        monkeypatch.setattr(key_rotation, "BATCH", 3)
        real, calls = key_rotation.renew_batch, []

        def stop_in_the_middle(*arguments, **options):
            calls.append(arguments)
            if len(calls) == 12:
                raise KeyboardInterrupt
            return real(*arguments, **options)

        monkeypatch.setattr(key_rotation, "renew_batch", stop_in_the_middle)
        with pytest.raises(KeyboardInterrupt):
            rotiere("--wet-run")
        done = [opens(NEU, stored) for stored in all_ciphertexts()]
        assert any(done)
        assert not all(done)

        rotiere("--wet-run")

        assert all(opens(NEU, stored) for stored in all_ciphertexts())

    def test_leaves_alone_what_somebody_saves_meanwhile(self, bestand, settings, monkeypatch):
        settings.FIELD_KEYS = [NEU, ALT]
        table, key, columns = next(
            entry for entry in key_rotation.encrypted_columns() if entry[0] == "fallanalyse_befund"
        )
        real = key_rotation._renew_row

        def saved_between(row, *rest):
            changes = list(real(row, *rest))
            Befund.objects.filter(pk=row[0]).update(text="Inzwischen gespeichert")
            return changes

        monkeypatch.setattr(key_rotation, "_renew_row", saved_between)
        with system_context("Test"):
            key_rotation.renew_batch(table, key, columns, after=None, wet_run=True)
            assert Befund.objects.get().text == "Inzwischen gespeichert"

    def test_leaves_one_row_in_the_audit_trail(self, bestand, settings):
        settings.FIELD_KEYS = [NEU, ALT]
        rotiere("--wet-run")
        with system_context("Test"):
            [eintrag] = Protokolleintrag.objects.filter(objektart="schluessel")
        assert (eintrag.kette, eintrag.rolle) == ("system", "schluessel_rotieren")
        assert eintrag.kennung.isdecimal()

    def test_of_an_empty_database_is_nothing(self, db):
        assert "Zusammen: 0 neu verschlüsselt" in rotiere("--wet-run")


class TestLostKey:
    """Some texts lie under a key that nobody has any more."""

    @pytest.fixture
    def verloren(self, bestand, settings):
        settings.FIELD_KEYS = [FREMD]
        stored = encrypt("Mit dem verlorenen Schlüssel geschrieben")
        with system_context("Test"), connection.cursor() as cursor:
            cursor.execute("UPDATE fallanalyse_befund SET text = %s", [stored])
            ablage_name = ablage.lege_ab(b"verloren")
        settings.FIELD_KEYS = [NEU, ALT]
        return stored, ablage_name

    @pytest.mark.parametrize("arguments", [[], ["--wet-run"]])
    def test_names_table_and_rows_and_fails(self, verloren, arguments):
        out = StringIO()
        with pytest.raises(CommandError, match="mit keinem Schlüssel") as failure:
            call_command("schluessel_rotieren", *arguments, stdout=out)

        assert re.search(r"fallanalyse_befund: .*1 lassen sich mit keinem", out.getvalue())
        assert re.search(r"abgelegte Dateien: .*1 lassen sich mit keinem", out.getvalue())
        assert failure.value.returncode == 1

    def test_changes_nothing_of_them_and_renews_all_others(self, verloren, settings):
        stored, name = verloren
        before = (settings.ANHAENGE_DIR / name).read_bytes()

        with pytest.raises(CommandError):
            rotiere("--wet-run")

        with system_context("Test"), connection.cursor() as cursor:
            cursor.execute("SELECT text FROM fallanalyse_befund")
            assert cursor.fetchall() == [(stored,)]
        assert (settings.ANHAENGE_DIR / name).read_bytes() == before
        others = [text for text in all_ciphertexts() if text != stored and not opens(FREMD, text)]
        assert all(opens(NEU, text) for text in others)

    def test_with_the_key_back_all_is_well(self, verloren, settings):
        settings.FIELD_KEYS = [NEU, ALT, FREMD]
        rotiere("--wet-run")
        assert all(opens(NEU, stored) for stored in all_ciphertexts())

    def test_text_that_is_no_ciphertext_counts_as_lost(self, bestand, settings):
        settings.FIELD_KEYS = [NEU, ALT]
        with system_context("Test"), connection.cursor() as cursor:
            cursor.execute("UPDATE fallanalyse_befund SET text = 'Klartext'")
        with pytest.raises(CommandError):
            rotiere("--wet-run")
        with system_context("Test"), connection.cursor() as cursor:
            cursor.execute("SELECT text FROM fallanalyse_befund")
            assert cursor.fetchall() == [("Klartext",)]

    def test_a_lost_second_factor_is_counted_too(self, bestand, settings):
        settings.FIELD_KEYS = [FREMD]
        Authenticator.objects.filter(type="totp").update(data={"secret": encrypt("X")})
        settings.FIELD_KEYS = [NEU, ALT]
        with pytest.raises(CommandError, match=r"^1 lassen"):
            rotiere("--wet-run")
        assert Authenticator.objects.filter(type="recovery_codes").get().data["seed"]


class TestFiles:
    def test_of_several_pieces_are_renewed_whole(self, settings):
        gross = b"a" * (2 * ablage.CHUNK + 5)
        name = ablage.lege_ab(gross)
        settings.FIELD_KEYS = [NEU, ALT]

        rotiere("--wet-run")

        settings.FIELD_KEYS = [NEU]
        assert ablage.lies(name) == gross
        assert (settings.ANHAENGE_DIR / name).stat().st_mode & 0o077 == 0

    def test_a_leftover_of_a_crash_is_in_nobodys_way(self, settings):
        name = ablage.lege_ab(b"Protokoll")
        (settings.ANHAENGE_DIR / f"{name}.neu").write_bytes(b"halb")
        settings.FIELD_KEYS = [NEU, ALT]

        rotiere("--wet-run")

        assert list(files(settings)) == [name]

    def test_one_that_opens_only_partly_stays_as_it_is(self, settings):
        name = ablage.lege_ab(b"a" * (ablage.CHUNK + 1))
        path = settings.ANHAENGE_DIR / name
        first, _second = path.read_bytes().splitlines()
        path.write_bytes(first + b"\n" + Fernet(FREMD).encrypt(b"x") + b"\n")
        before = path.read_bytes()
        settings.FIELD_KEYS = [NEU, ALT]

        with pytest.raises(CommandError):
            rotiere("--wet-run")

        assert path.read_bytes() == before

    def test_a_removed_one_does_not_come_back(self, settings, monkeypatch):
        name = ablage.lege_ab(b"Protokoll")
        path = settings.ANHAENGE_DIR / name
        settings.FIELD_KEYS = [NEU, ALT]
        real = ablage.renew_token

        def removed_meanwhile(token):
            path.unlink(missing_ok=True)
            return real(token)

        monkeypatch.setattr(ablage, "renew_token", removed_meanwhile)

        assert "Zusammen: 0 neu" in rotiere("--wet-run")
        assert files(settings) == {}
