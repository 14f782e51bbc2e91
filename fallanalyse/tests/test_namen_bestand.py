"""The lists and the model: loaded once, by all threads together, or not at all."""

import shutil
import threading

import pytest

from fallanalyse import pseudonymisierung
from fallanalyse.pseudonymisierung import PruefungNichtMoeglich, bestand


@pytest.fixture
def kopie(tmp_path, monkeypatch):
    """Let the detectors read a copy of the data that a test may spoil."""
    ordner = tmp_path / "namen"
    shutil.copytree(bestand.ORDNER, ordner)
    monkeypatch.setattr(bestand, "ORDNER", ordner)
    bestand.vergiss()
    yield ordner
    monkeypatch.undo()
    bestand.vergiss()


DATEIEN = sorted(pfad.name for pfad in bestand.ORDNER.iterdir() if pfad.suffix in {".csv", ".txt"})


class TestFailClosed:
    def test_the_copy_works(self, kopie):
        assert [einer.text for einer in pseudonymisierung.pruefe("Kevin schlief.")] == ["Kevin"]

    @pytest.mark.parametrize("datei", [*DATEIEN, "SHA256SUMS"])
    def test_without_a_file_nothing_is_checked(self, kopie, datei):
        (kopie / datei).unlink()

        with pytest.raises(PruefungNichtMoeglich, match="läuft gerade nicht"):
            pseudonymisierung.pruefe("ein harmloser Text")

    @pytest.mark.parametrize("datei", DATEIEN)
    def test_a_file_cut_off_is_no_file(self, kopie, datei):
        pfad = kopie / datei
        pfad.write_bytes(pfad.read_bytes()[:-200])

        with pytest.raises(PruefungNichtMoeglich):
            pseudonymisierung.pruefe("ein harmloser Text")

    def test_without_the_model_nothing_is_checked(self, kopie, monkeypatch):
        monkeypatch.setattr(bestand, "MODELL", "gibt_es_nicht.pgz")

        with pytest.raises(PruefungNichtMoeglich):
            pseudonymisierung.pruefe("ein harmloser Text")
        with pytest.raises(PruefungNichtMoeglich):
            pseudonymisierung.stand()

    def test_what_failed_once_is_tried_again(self, kopie):
        (kopie / "vornamen.csv").rename(kopie / "weg.csv")
        with pytest.raises(PruefungNichtMoeglich):
            pseudonymisierung.pruefe("Kevin schlief.")
        (kopie / "weg.csv").rename(kopie / "vornamen.csv")

        assert pseudonymisierung.pruefe("Kevin schlief.")

    def test_every_file_has_a_checksum(self):
        genannt = {
            zeile.split()[1]
            for zeile in (bestand.ORDNER / "SHA256SUMS").read_text("ascii").splitlines()
        }

        assert genannt == set(DATEIEN)


class TestLoading:
    def test_happens_once_however_many_ask(self, kopie, monkeypatch):
        gelesen, echt = [], bestand._lies_alles
        start = threading.Barrier(6)

        def zaehle():
            gelesen.append(1)
            return echt()

        def frage():
            start.wait()
            ergebnisse.append(pseudonymisierung.pruefe("Kevin schlief."))

        monkeypatch.setattr(bestand, "_lies_alles", zaehle)
        ergebnisse = []
        threads = [threading.Thread(target=frage) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(gelesen) == 1
        assert len(ergebnisse) == 6
        assert all(ergebnis == ergebnisse[0] != [] for ergebnis in ergebnisse)


class TestStand:
    def test_is_short_and_stays(self):
        assert pseudonymisierung.stand() == pseudonymisierung.stand()
        assert 8 <= len(pseudonymisierung.stand()) <= 40

    def test_changes_with_the_data(self, kopie):
        vorher = pseudonymisierung.stand()
        summen = kopie / "SHA256SUMS"
        summen.write_text(summen.read_text().replace("a", "b"))
        bestand.vergiss()

        assert pseudonymisierung.stand() != vorher
