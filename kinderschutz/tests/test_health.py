"""/healthz and /readyz: asked by a load balancer, without host, cookie or TLS."""

import shutil

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.test import Client

from kinderschutz import health


@pytest.fixture
def probe():
    return Client(headers={"Host": "10.0.0.7:8000"})


class TestHealthz:
    def test_answers_without_the_database(self, probe):
        response = probe.get("/healthz")
        assert (response.status_code, response.json()) == (200, {"status": "ok"})

    def test_is_not_sent_to_tls(self, probe, settings):
        settings.SECURE_SSL_REDIRECT = True
        assert Client().get("/healthz").status_code == 200

    def test_says_nothing_about_the_inside(self, probe):
        assert set(probe.get("/healthz").json()) == {"status"}


class TestReadyz:
    def test_is_ready_when_everything_is_there(self, probe, db):
        response = probe.get("/readyz")
        assert response.status_code == 200
        assert response.json() == {
            "status": "ok",
            "datenbank": True,
            "migrationen": True,
            "speicherplatz": True,
        }

    @pytest.mark.parametrize("error", [OperationalError, InterfaceError])
    def test_is_not_without_the_database(self, probe, db, monkeypatch, error):
        def execute(self, *args, **kwargs):
            raise error("gone")

        with monkeypatch.context() as patch:
            patch.setattr(CursorWrapper, "execute", execute)
            response = probe.get("/readyz")

        assert response.status_code == 503
        assert response.json() == {"status": "nicht bereit", "datenbank": False}

    def test_is_not_before_the_migrations(self, probe, db, monkeypatch):
        monkeypatch.setattr(health, "_pending_migrations", lambda: [("kommunen", "0099")])
        response = probe.get("/readyz")
        assert response.status_code == 503
        assert response.json()["migrationen"] is False

    def test_looks_for_the_migrations_until_they_are_there(self, db, monkeypatch, rf):
        asked = []

        def pending():
            asked.append(1)
            return [] if len(asked) > 1 else [("kommunen", "0099")]

        monkeypatch.setattr(health, "_pending_migrations", pending)
        middleware = health.HealthMiddleware(lambda request: None)

        codes = [middleware(rf.get("/readyz")).status_code for _ in range(4)]

        assert codes == [503, 200, 200, 200]
        assert len(asked) == 2

    def test_is_not_on_a_full_disk(self, probe, db, monkeypatch):
        usage = shutil.disk_usage("/")._replace(free=health.LEAST_FREE_BYTES)
        monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
        response = probe.get("/readyz")
        assert response.status_code == 503
        assert response.json()["speicherplatz"] is False

    def test_is_not_when_there_is_no_room_for_attachments(
        self, probe, db, monkeypatch, settings, tmp_path
    ):
        settings.ANHAENGE_DIR = tmp_path / "noch" / "nicht" / "da"
        full = shutil.disk_usage("/")._replace(free=0)
        usage = shutil.disk_usage
        monkeypatch.setattr(
            shutil, "disk_usage", lambda path: full if path == tmp_path else usage(path)
        )
        assert probe.get("/readyz").json()["speicherplatz"] is False

    def test_leaves_no_transaction_open(self, probe, db):
        before = len(connection.savepoint_ids)
        probe.get("/readyz")
        assert len(connection.savepoint_ids) == before


def test_every_other_page_goes_on(client, db):
    assert client.get("/").status_code == 200
