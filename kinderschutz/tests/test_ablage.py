"""The files of attachments: encrypted, whole or not at all, there exactly as long as their rows."""

import errno
import os
import time
from io import StringIO
from pathlib import Path

import psycopg2
import pytest
from cryptography.fernet import Fernet
from django.conf import settings as project_settings
from django.core.management import call_command
from django.db import OperationalError, connection, transaction

from fallanalyse.models import Anhang
from fallanalyse.tests.factories import amt
from kinderschutz import ablage
from kinderschutz.ablage import NichtGespeichert, NichtLesbar
from kinderschutz.dateipruefung import Dateiart
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context

WORD = b"Kanarienvogel"
GROSS = WORD + bytes(2 * ablage.CHUNK) + WORD


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ANHAENGE_DIR = tmp_path / "anhaenge"
    return settings.ANHAENGE_DIR


def names(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.mark.django_db
class TestKeeping:
    @pytest.mark.parametrize("content", [b"", b"a", WORD, GROSS, bytes(ablage.CHUNK)])
    def test_gives_back_what_was_kept(self, content):
        assert ablage.lies(ablage.lege_ab(content)) == content

    def test_nobody_reads_it_on_the_disk(self, folder):
        name = ablage.lege_ab(GROSS)
        stored = (folder / name).read_bytes()
        assert WORD not in stored
        assert (folder / name).stat().st_mode & 0o077 == 0
        assert folder.stat().st_mode & 0o077 == 0

    def test_the_same_twice_cannot_be_told(self, folder):
        one, other = ablage.lege_ab(WORD), ablage.lege_ab(WORD)
        assert one != other
        assert (folder / one).read_bytes() != (folder / other).read_bytes()

    def test_an_older_key_still_opens_it(self, settings):
        name = ablage.lege_ab(WORD)
        settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
        assert ablage.lies(name) == WORD

    @pytest.mark.parametrize(
        "damage",
        [
            lambda lines: lines[:-1],
            lambda lines: [lines[1], lines[0], *lines[2:]],
            lambda lines: [*lines, lines[-1]],
            lambda lines: [lines[0][:-9] + b"AAAAAAAA\n", *lines[1:]],
            lambda lines: [],
        ],
        ids=["cut off", "exchanged", "doubled", "changed", "empty"],
    )
    def test_what_somebody_changed_on_the_disk_is_not_handed_out(self, folder, damage, log_lines):
        name = ablage.lege_ab(GROSS)
        lines = (folder / name).read_bytes().splitlines(keepends=True)
        (folder / name).write_bytes(b"".join(damage(lines)))

        with pytest.raises(NichtLesbar, match="Datensicherung"):
            ablage.lies(name)
        assert "cannot be read" in log_lines.getvalue()

    def test_neither_is_the_file_of_another_row(self, folder):
        mine, other = ablage.lege_ab(b"mine"), ablage.lege_ab(b"of another Jugendamt")
        (folder / other).replace(folder / mine)
        with pytest.raises(NichtLesbar):
            ablage.lies(mine)

    @pytest.mark.parametrize("name", ["../../etc/passwd", "", "0" * 31, "0" * 32])
    def test_no_other_file_of_the_machine_either(self, name):
        with pytest.raises(NichtLesbar):
            ablage.lies(name)


@pytest.mark.django_db
class TestFullDisk:
    @pytest.mark.parametrize("step", ["fsync", "open", "mkdir"])
    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
    def test_is_a_sentence_and_leaves_nothing(self, folder, monkeypatch, log_lines, step, number):
        def fail(*args, **kwargs):
            raise OSError(number, "full")

        with monkeypatch.context() as patch:
            patch.setattr(os, step, fail)
            with pytest.raises(
                NichtGespeichert, match=r"kein Platz mehr.*nicht gespeichert\. Bitte"
            ):
                ablage.lege_ab(GROSS)

        assert names(folder) == []
        assert errno.errorcode[number] in log_lines.getvalue()

    def test_in_the_middle_of_the_file_leaves_nothing(self, folder, monkeypatch):
        pieces = ablage._encrypted

        def half(name, content):
            yield next(pieces(name, content))
            raise OSError(errno.ENOSPC, "full")

        monkeypatch.setattr(ablage, "_encrypted", half)
        with pytest.raises(NichtGespeichert):
            ablage.lege_ab(GROSS)
        assert names(folder) == []

    def test_another_failure_of_the_disk_is_a_sentence_too(self, monkeypatch):
        def fail(*args, **kwargs):
            raise OSError(errno.EROFS, "read-only")

        monkeypatch.setattr(os, "open", fail)
        with pytest.raises(NichtGespeichert, match="ließ sich nicht speichern"):
            ablage.lege_ab(WORD)


@pytest.mark.django_db(transaction=True)
class TestTransaction:
    """With real transactions: what the tests above undo is committed here."""

    def test_the_file_stays_with_its_commit(self, folder):
        with transaction.atomic():
            name = ablage.lege_ab(WORD)
            assert names(folder) == [name]
        assert names(folder) == [name]

    def test_goes_with_its_rollback(self, folder):
        with transaction.atomic():
            ablage.lege_ab(WORD)
            transaction.set_rollback(True)
        assert names(folder) == []

    def test_goes_with_the_rollback_of_a_part(self, folder):
        with transaction.atomic():
            kept = ablage.lege_ab(WORD)
            with transaction.atomic():
                ablage.lege_ab(WORD)
                transaction.set_rollback(True)
        assert names(folder) == [kept]

    def test_stays_when_nobody_knows_whether_it_was_committed(self, folder, monkeypatch):
        """The connection breaks behind the COMMIT: the row may be there, so the file must be."""
        commit = connection._commit

        def commit_and_break():
            commit()
            with connection.wrap_database_errors:
                connection.connection.close()
                raise psycopg2.OperationalError("server closed the connection")

        monkeypatch.setattr(connection, "_commit", commit_and_break)
        with pytest.raises(OperationalError), transaction.atomic():
            ablage.lege_ab(WORD)
        assert len(names(folder)) == 1

    def test_removing_waits_for_the_commit(self, folder):
        with transaction.atomic():
            name = ablage.lege_ab(WORD)
        with transaction.atomic():
            ablage.entferne(name)
            assert names(folder) == [name]
        assert names(folder) == []

    def test_removing_is_undone_by_a_rollback(self, folder):
        with transaction.atomic():
            name = ablage.lege_ab(WORD)
        with transaction.atomic():
            ablage.entferne(name)
            transaction.set_rollback(True)
        assert ablage.lies(name) == WORD


@pytest.mark.django_db
class TestRaeumeAnhaengeAuf:
    @pytest.fixture
    def anhang(self):
        eines = amt()
        analyse = eines.beginne()
        with acting_as(eines.fachkraft):
            return Anhang.haenge_an(analyse, bezeichnung="Protokoll", art=Dateiart.TXT, inhalt=WORD)

    @pytest.fixture
    def orphan(self, folder, anhang):
        """A file without a row: what a crash leaves, or the deletion of a whole analysis."""
        path = folder / ablage.secrets.token_hex(16)
        path.write_bytes(bytes(1024 * 1024))
        return path

    def run(self, *arguments):
        out, err = StringIO(), StringIO()
        call_command("raeume_anhaenge_auf", *arguments, stdout=out, stderr=err)
        return out.getvalue().strip(), err.getvalue().strip()

    def age(self, path):
        long_ago = time.time() - ablage.ALT_SECONDS - 1
        os.utime(path, (long_ago, long_ago))

    def test_removes_what_no_row_names(self, folder, anhang, orphan):
        half = folder / f"{'0' * 32}.neu"
        half.write_bytes(b"")
        for path in folder.iterdir():
            self.age(path)

        assert self.run() == ("Probelauf: 2 Dateien würden entfernt (1.0 MB).", "")
        assert len(names(folder)) == 3
        assert self.run("--wet-run") == ("2 Dateien entfernt (1.0 MB).", "")
        assert names(folder) == [anhang.datei]
        assert self.run("--wet-run") == ("0 Dateien entfernt (0.0 MB).", "")

    def test_leaves_what_may_still_be_in_the_making(self, folder, orphan):
        self.run("--wet-run")
        assert orphan.exists()

    def test_leaves_what_is_not_ours(self, folder, anhang):
        other = folder / "wichtig.docx"
        other.write_bytes(b"")
        self.age(other)
        self.run("--wet-run")
        assert other.exists()

    def test_says_which_file_is_missing(self, folder, anhang):
        (folder / anhang.datei).unlink()
        _out, err = self.run()
        assert "Zu 1 Einträgen fehlt die Datei" in err
        assert anhang.datei in err
        assert WORD.decode() not in err

    def test_has_nothing_to_do_where_nothing_was_ever_kept(self, settings, tmp_path):
        settings.ANHAENGE_DIR = tmp_path / "gibt es nicht"
        assert self.run() == ("Probelauf: 0 Dateien würden entfernt (0.0 MB).", "")

    def test_removes_the_file_of_an_analysis_that_was_deleted(self, folder, anhang):
        with system_context("Test"):
            anhang.analyse.team.all().delete()
            Anhang.objects.filter(pk=anhang.pk).delete()
        self.age(folder / anhang.datei)
        self.run("--wet-run")
        assert names(folder) == []


class TestFolder:
    def test_lies_beside_everything_a_web_server_hands_out(self):
        assert ablage.check_folder(None) == []

    @pytest.mark.parametrize("below", ["staticfiles", "static/anhaenge"])
    def test_below_the_static_files_is_a_mistake(self, settings, below):
        settings.ANHAENGE_DIR = project_settings.BASE_DIR / below
        assert [error.id for error in ablage.check_folder(None)] == ["ablage.E1"]

    def test_is_not_in_the_repository(self):
        ignored = (Path(project_settings.BASE_DIR) / ".gitignore").read_text().splitlines()
        assert "medien/" in ignored
