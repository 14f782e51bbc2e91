"""manage.py import_profil: dry run, JSON, wet run, and what it says about bad files."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from kinderschutz.models import Protokolleintrag
from kinderschutz.system_context import system_context
from kommunen.enums import Gebietstyp, Projektebene
from kommunen.management.commands import import_profil
from kommunen.models import Bundesland, Kommune, Massnahme, Profil, Projekt, Teilnahme
from kommunen.tests.test_textauszug import as_pdf, as_word

PROFILE = Path(__file__).parent / "profile"
SEITEN = sorted(PROFILE.glob("*.txt"))
ERWARTET = json.loads((PROFILE / "erwartet.json").read_text(encoding="utf-8"))
LUDWIGSHAFEN = PROFILE / "stadt-ludwigshafen.txt"
LEIPZIG = PROFILE / "stadt-leipzig.txt"


def run(*dateien, **options):
    out, err = StringIO(), StringIO()
    call_command("import_profil", *map(str, dateien), stdout=out, stderr=err, **options)
    return out.getvalue()


def entries():
    """Return what the audit trail holds about profiles; nobody but the system sees all of it."""
    with system_context("Test"):
        return list(Protokolleintrag.objects.filter(objektart="profil"))


@pytest.fixture
def projekt(db):
    return Projekt.objects.create(
        titel="Aus Fehlern lernen",
        kurztitel="Aus Fehlern lernen",
        ebene=Projektebene.BUND,
        auftraggeber="NZFH",
        beginn=date(2009, 4, 1),
    )


@pytest.fixture
def kommunen(db):
    for schluessel, land, kuerzel, name, typ in (
        ("07", "Rheinland-Pfalz", "RP", "Stadt Ludwigshafen am Rhein", Gebietstyp.KREISFREI),
        ("14", "Sachsen", "SN", "Stadt Leipzig", Gebietstyp.KREISFREI),
    ):
        bundesland = Bundesland.objects.create(schluessel=schluessel, name=land, kuerzel=kuerzel)
        Kommune.objects.create(name=name, gebietstyp=typ, bundesland=bundesland)


class TestJson:
    def test_prints_what_the_pages_say_without_a_database(self):
        gelesen = json.loads(run(*SEITEN, json=True))

        for seite, objekt in zip(SEITEN, gelesen, strict=True):
            erwartet = dict(ERWARTET[seite.stem])
            del erwartet["auffaelligkeiten"], erwartet["umfang"]
            assert objekt == {"datei": str(seite)} | erwartet

    def test_prints_the_good_pages_and_fails_for_the_bad(self, tmp_path):
        leer = tmp_path / "leer.txt"
        leer.write_bytes(b"")
        out = StringIO()

        with pytest.raises(CommandError, match=r"leer\.txt: Die Datei ist leer\."):
            call_command("import_profil", str(LEIPZIG), str(leer), json=True, stdout=out)
        assert [objekt["kommune"] for objekt in json.loads(out.getvalue())] == ["Stadt Leipzig"]

    def test_may_be_asked_for_together_with_the_wet_run(self, projekt, kommunen):
        gelesen = json.loads(run(LEIPZIG, json=True, wet_run=True))

        assert len(gelesen) == 1
        assert Profil.objects.count() == 1

    def test_reads_pdf_and_word_as_well(self, tmp_path):
        text = LEIPZIG.read_text(encoding="utf-8")
        seiten = tmp_path / "seite.docx", tmp_path / "seite.pdf"
        seiten[0].write_bytes(as_word(text))
        seiten[1].write_bytes(as_pdf(text))

        for gelesen in json.loads(run(*seiten, json=True)):
            assert gelesen["themen"] == ERWARTET["stadt-leipzig"]["themen"]


class TestDryRun:
    def test_says_what_would_happen_and_saves_nothing(self, projekt, kommunen):
        ausgabe = run(LUDWIGSHAFEN)

        assert "Stadt Ludwigshafen am Rhein (Partnerkommune, Kinderschutzcluster 9)" in ausgabe
        assert "Zeile 1: »Dachzeile« steht vor der Rolle" in ausgabe
        assert "neue Maßnahmen: 9" in ausgabe
        assert "Probelauf: 1 Profil gelesen, nichts gespeichert" in ausgabe
        assert not Teilnahme.objects.exists()
        assert entries() == []

    @pytest.mark.django_db
    def test_needs_no_known_kommune(self):
        ausgabe = run(*SEITEN)

        assert "Noch nicht zu übernehmen: Zu welchem Projekt gehört die Seite?" in ausgabe
        assert "Probelauf: 5 Profile gelesen" in ausgabe

    def test_reads_without_a_database(self, monkeypatch):
        def unreachable(grund):
            raise OperationalError

        monkeypatch.setattr(import_profil, "system_context", unreachable)

        ausgabe = run(LEIPZIG)

        assert "Noch nicht zu übernehmen: Es ist keine Datenbank eingerichtet." in ausgabe

    def test_names_a_kommune_that_is_not_known(self, projekt):
        assert "Die Kommune »Stadt Leipzig« ist nicht bekannt." in run(LEIPZIG)


class TestWetRun:
    def test_takes_the_pages_over(self, projekt, kommunen):
        ausgabe = run(LUDWIGSHAFEN, LEIPZIG, wet_run=True, stand=date(2010, 11, 12))

        assert ausgabe.endswith("2 Profile eingelesen.\n")
        assert Profil.objects.filter(stand=date(2010, 11, 12)).count() == 2
        assert [entry.rolle for entry in entries()] == ["Profile einlesen"] * 2

    def test_a_second_time_changes_nothing_and_says_so(self, projekt, kommunen):
        run(LEIPZIG, wet_run=True)
        massnahmen = Massnahme.objects.count()

        ausgabe = run(LEIPZIG, wet_run=True)

        assert "Schon eingelesen: es hat sich nichts geändert." in ausgabe
        assert Massnahme.objects.count() == massnahmen
        assert len(entries()) == 1

    def test_the_project_may_be_named(self, projekt, kommunen):
        run(LEIPZIG, wet_run=True, projekt="Aus Fehlern lernen")

        assert Profil.objects.get().teilnahme.projekt == projekt
        with pytest.raises(CommandError, match="Ein Projekt »Land« gibt es nicht"):
            run(LEIPZIG, wet_run=True, projekt="Land")

    def test_replaces_on_demand_only(self, projekt, kommunen, tmp_path):
        run(LEIPZIG, wet_run=True)
        neuer = tmp_path / "leipzig.txt"
        neuer.write_text(LEIPZIG.read_text(encoding="utf-8") + "\nNoch ein Satz.", encoding="utf-8")

        with pytest.raises(CommandError, match="schon ein Profil mit anderem Text"):
            run(neuer, wet_run=True)
        run(neuer, wet_run=True, ersetzen=True)

        assert Profil.objects.get().punkte.filter(text="Noch ein Satz.").exists()

    @pytest.mark.parametrize(
        ("inhalt", "grund"),
        [
            (b"", "leer"),
            (b"%PDF-1.4", "passen nicht zusammen"),
            (b"PK\x03\x04", "beschädigt oder unvollständig"),
            (b"\x00\xff" * 100, "keinen lesbaren Text"),
            (b"Guten Tag", "keine Profilseite"),
            (b"PARTNERKOMMUNE\n\nStadt Leipzig\n\nwww.leip", "bricht ab, bevor"),
        ],
    )
    def test_a_bad_file_among_good_ones_lets_nothing_in(
        self, projekt, kommunen, tmp_path, inhalt, grund
    ):
        schlecht = tmp_path / "schlecht.txt"
        schlecht.write_bytes(inhalt)

        with pytest.raises(CommandError, match=rf"(?s)schlecht\.txt: .*{grund}.*nichts übernommen"):
            run(LEIPZIG, schlecht, wet_run=True)
        assert not Teilnahme.objects.exists()

    def test_an_unknown_kommune_among_known_ones_lets_nothing_in(self, projekt, kommunen):
        unbekannt = PROFILE / "landkreis-friesland.txt"

        with pytest.raises(CommandError, match="»Landkreis Friesland« ist nicht bekannt"):
            run(LEIPZIG, unbekannt, wet_run=True)
        assert not Teilnahme.objects.exists()
        assert entries() == []

    def test_a_file_that_is_none_is_named(self, projekt, tmp_path):
        with pytest.raises(CommandError, match="gibt es nicht") as fehler:
            run(tmp_path / "fehlt.txt", tmp_path, wet_run=True)
        assert "Das ist ein Ordner" in str(fehler.value)

    def test_an_impossible_day_is_refused(self, projekt):
        with pytest.raises(CommandError, match="»2010-13-40« ist kein Tag der Form JJJJ-MM-TT"):
            call_command("import_profil", str(LEIPZIG), "--stand", "2010-13-40")
