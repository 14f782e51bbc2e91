"""The progress as a file and as a ready mail: what the page shows, nothing a spreadsheet runs."""

import csv
import io
import zipfile
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.tests.tage import gestern
from kommunen.ausgabe import Ausgabe, Blatt, schreibe, ungefaehrlich
from kommunen.erinnerung import LAENGSTE_ADRESSE
from kommunen.kleine_zellen import GEHEIM, KEINE_ANGABE, offen
from kommunen.models import Meilenstein
from kommunen.tests.factories import (
    AnsprechpersonFactory,
    MassnahmeFactory,
    ProfilFactory,
    ProjektFactory,
    RueckmeldungFactory,
    TeilnahmeFactory,
)

URL = "/cluster/fortschritt/ausgabe/"
ANSICHTEN = ["", "stand", "themen", "verlauf", "meilensteine"]


@pytest.fixture
def projekt(db):
    return ProjektFactory()


@pytest.fixture
def teilnahme(projekt):
    return TeilnahmeFactory(projekt=projekt, kommune__name="Stadt Trier")


@pytest.fixture
def koordination(login_as, projekt):
    return login_as("projektkoordination", projekt=projekt)


def zeilen(inhalt):
    return list(csv.reader(io.StringIO(inhalt.decode("utf-8-sig")), delimiter=";"))


class TestAlsDatei:
    @pytest.mark.parametrize("ansicht", ANSICHTEN)
    @pytest.mark.parametrize("format", ["csv", "xlsx", "pdf"])
    def test_every_view_can_be_taken_along_and_the_audit_trail_says_so(
        self, client, koordination, teilnahme, ansicht, format
    ):
        MassnahmeFactory(jugendamt=teilnahme.jugendamt, projekt=teilnahme.projekt, thema="Netz")

        response = client.get(f"{URL}{format}/", {"ansicht": ansicht})

        assert response.status_code == 200
        assert f".{format}" in response["Content-Disposition"]
        inhalt = response.content
        if format == "pdf":
            pdf = PdfReader(io.BytesIO(inhalt))
            inhalt = "".join(seite.extract_text() for seite in pdf.pages).encode()
            assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
        elif format == "xlsx":
            mappe = zipfile.ZipFile(io.BytesIO(inhalt))
            inhalt = b"".join(mappe.read(name) for name in mappe.namelist())
        for wort in ("laufender Stand", "Eingaben der Kommunen"):
            assert wort.encode() in inhalt, "Stichtag and Quelle belong to every figure"
        with system_context("Test"):
            [eintrag] = Protokolleintrag.objects.filter(aktion=Aktion.EXPORTIERT)
        assert eintrag.objektart == "fortschritt"

    def test_holds_what_the_page_shows_with_the_same_choice(
        self, client, koordination, projekt, teilnahme
    ):
        TeilnahmeFactory(projekt=projekt, kommune__name="Stadt Bonn", rolle="modell")

        alle = zeilen(client.get(f"{URL}csv/", {"ansicht": "stand"}).content)
        wahl = zeilen(client.get(f"{URL}csv/", {"ansicht": "stand", "rolle": "modell"}).content)

        assert {zeile[0] for zeile in alle if zeile} >= {"Stadt Bonn", "Stadt Trier"}
        assert "Stadt Trier" not in {zeile[0] for zeile in wahl if zeile}
        assert ["Rolle im Projekt", "Modellkommune"] in wahl

    def test_there_is_no_other_format(self, client, koordination):
        assert client.get(f"{URL}exe/").status_code == 404

    def test_a_formula_stays_a_text(self, client, koordination, projekt):
        boese = '=HYPERLINK("http://x";"y")'
        teilnahme = TeilnahmeFactory(projekt=projekt, kommune__name=boese)

        inhalt = client.get(f"{URL}csv/", {"ansicht": "stand"}).content
        xlsx = client.get(f"{URL}xlsx/", {"ansicht": "stand"}).content

        assert f"'{boese}" in {zeile[0] for zeile in zeilen(inhalt) if zeile}
        mappe = zipfile.ZipFile(io.BytesIO(xlsx))
        blatt = b"".join(mappe.read(name) for name in mappe.namelist() if "sheet" in name)
        assert b"<f>" not in blatt
        assert str(teilnahme.kommune) == boese


class TestSchreiben:
    def test_signs_of_figures_stay_signs(self):
        ausgabe = Ausgabe(
            "Probe", (), (Blatt("B", ("a",), ((offen(3),), (GEHEIM,), (KEINE_ANGABE,), (None,))),)
        )

        werte = [zeile[0] for zeile in zeilen(schreibe(ausgabe, "csv"))[4:] if zeile]

        assert werte[:3] == ["3", ".", "keine Angabe"]

    @given(st.text())
    def test_no_cell_begins_like_a_formula(self, text):
        sicher = ungefaehrlich(text)

        assert not sicher.lstrip(" \xa0").startswith(("=", "+", "-", "@", "\t", "\r"))
        assert sicher.removeprefix("'") == text.removeprefix("'") or sicher == text


class TestErinnern:
    def mail(self, client, teilnahme):
        response = client.get(f"/cluster/fortschritt/erinnern/{teilnahme.pk}/")
        return response, response.context["mail"]

    def test_names_what_is_open_in_friendly_words(self, client, koordination, projekt, teilnahme):
        ProfilFactory(teilnahme=teilnahme)
        MassnahmeFactory(
            jugendamt=teilnahme.jugendamt, projekt=projekt, text="Runder Tisch", ueberfaellig=True
        )
        MassnahmeFactory(
            jugendamt=teilnahme.jugendamt,
            projekt=projekt,
            text="Leitfaden " * 20,
            status_geaendert_am=timezone.localdate() - timedelta(days=200),
        )
        Meilenstein.objects.create(teilnahme=teilnahme, art="swot", soll=gestern())
        with system_context("Test"):
            AnsprechpersonFactory(teilnahme=teilnahme, name="Paula & Probe", email="p+a@x.test")
            RueckmeldungFactory(teilnahme=teilnahme, anfrage__titel="Termin")

        response, mail = self.mail(client, teilnahme)

        for satz in (
            "Guten Tag Paula & Probe,",
            "Maßnahme »Runder Tisch«: das Zieldatum war der",
            "zuletzt bestätigt am",
            "Meilenstein »SWOT-Analyse« war bis",
            "Rückmeldung »Termin« ist bis",
            "noch ein Entwurf",
            "Eine Fallanalyse ist noch nicht begonnen.",
        ):
            assert satz in mail.text
        teile = urlsplit(mail.adresse)
        assert (teile.scheme, teile.path) == ("mailto", "p%2Ba@x.test")
        query = parse_qs(teile.query)
        assert query["subject"] == [f"{projekt}: was noch offen ist"]
        assert query["body"] == [mail.text.replace("\n", "\r\n")]
        assert "+" not in teile.query, "mail programs show a plus sign"
        assert "<textarea" in response.content.decode()

    def test_a_long_one_is_copied_instead(self, client, koordination, projekt, teilnahme):
        for nummer in range(20):
            MassnahmeFactory(
                jugendamt=teilnahme.jugendamt,
                projekt=projekt,
                text=f"Maßnahme mit einem längeren Namen Nummer {nummer}",
                ueberfaellig=True,
            )

        response, mail = self.mail(client, teilnahme)

        assert mail.is_gekuerzt
        assert len(mail.adresse) <= LAENGSTE_ADRESSE
        assert "Nummer 19" in response.content.decode()
        assert "zu lang" in response.content.decode()

    def test_without_a_contact_the_text_is_there_all_the_same(
        self, client, koordination, teilnahme
    ):
        response, mail = self.mail(client, teilnahme)

        assert mail.adresse.startswith("mailto:?")
        assert "Uns fehlt eine Ansprechperson" in mail.text
        assert "noch niemand eingetragen" in response.content.decode()

    def test_of_another_projekt_there_is_nothing(self, client, koordination):
        fremde = TeilnahmeFactory()

        assert client.get(f"/cluster/fortschritt/erinnern/{fremde.pk}/").status_code == 404
