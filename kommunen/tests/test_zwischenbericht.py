"""The report to the funding body: live as a draft, for ever the same once it is frozen."""

import io
from datetime import date

import docx
import pytest
from django.conf import settings
from django.db import InternalError, transaction
from pypdf import PdfReader

from kinderschutz.identity import acting_as
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.testing import text
from kommunen.berichtsdatei import datei
from kommunen.berichtsinhalt import inhalt_von
from kommunen.enums import Berichtsabschnitt, Massnahmenstatus, Meilensteinart, Rueckmeldestand
from kommunen.models import Meilenstein, Zwischenbericht
from kommunen.models.zwischenbericht import BerichtNichtMoeglich
from kommunen.tests.factories import (
    ClusterFactory,
    MassnahmeFactory,
    ProfilFactory,
    RueckmeldungFactory,
    StichtagFactory,
    StichtagswertFactory,
    TeilnahmeFactory,
    ZwischenberichtFactory,
)
from kommunen.verlauf import quartalsenden
from kommunen.views.bericht import letztes_halbjahr

pytestmark = pytest.mark.django_db

URL = "/berichte/"


@pytest.fixture
def rolle(rolle_als, projekt):
    return rolle_als("projektkoordination", projekt=projekt)


@pytest.fixture
def teilnahme(projekt):
    return TeilnahmeFactory(projekt=projekt, kommune__name="Stadt Trier")


@pytest.fixture
def stichtag():
    return StichtagFactory(datum=date(2026, 6, 30))


def entwurf(projekt, **felder):
    with system_context("Test"):
        return ZwischenberichtFactory(projekt=projekt, **felder)


def inhalt(rolle, bericht):
    with acting_as(rolle) as person:
        return inhalt_von(person, bericht)


def abschnitt(inhalt, name):
    [einer] = [eines for eines in inhalt["abschnitte"] if eines["name"] == name]
    return einer


def massnahme(teilnahme, text, *schritte):
    """A measure that went through these steps: (status, day)."""
    eine = MassnahmeFactory.build(
        kommune=teilnahme.kommune,
        jugendamt=teilnahme.jugendamt,
        projekt=teilnahme.projekt,
        text=text,
        status_geaendert_am=date(2026, 1, 10),
    )
    eine.save()
    for status, tag in schritte:
        eine.setze_status(status, am=tag)
    return eine


class TestInhalt:
    def test_measures_stand_as_they_stood_on_the_last_day_of_the_period(
        self, rolle, projekt, teilnahme
    ):
        massnahme(
            teilnahme,
            "Runder Tisch",
            (Massnahmenstatus.BEGONNEN, date(2026, 3, 1)),
            (Massnahmenstatus.UMGESETZT, date(2026, 5, 1)),
        )
        massnahme(
            teilnahme,
            "Leitfaden",
            (Massnahmenstatus.BEGONNEN, date(2026, 6, 1)),
            (Massnahmenstatus.UMGESETZT, date(2026, 9, 1)),
        )
        massnahme(teilnahme, "Organigramm")

        einer = abschnitt(inhalt(rolle, entwurf(projekt)), "massnahmen")

        assert einer["tabelle"]["zeilen"][0] == ["Stadt Trier", "1", "1", "1", "0"]
        assert "Erreicht: Runder Tisch (Stadt Trier)" in einer["absaetze"]
        assert not [satz for satz in einer["absaetze"] if "Leitfaden" in satz]

    def test_milestones_are_those_of_the_last_day_of_the_period(self, rolle, projekt, teilnahme):
        Meilenstein.objects.create(
            teilnahme=teilnahme,
            art=Meilensteinart.AUFTAKT,
            soll=date(2026, 2, 1),
            erreicht_am=date(2026, 2, 3),
        )
        # Overdue at the end of the period, reached since.
        Meilenstein.objects.create(
            teilnahme=teilnahme,
            art=Meilensteinart.SWOT,
            soll=date(2026, 6, 1),
            erreicht_am=date(2026, 7, 15),
        )

        einer = abschnitt(
            inhalt(rolle, entwurf(projekt, abschnitte=["meilensteine"])), "meilensteine"
        )

        assert einer["tabelle"]["zeilen"][0][1:3] == [
            "erreicht 03.02.2026",
            "überfällig seit 01.06.2026",
        ]
        assert einer["absaetze"] == [
            "1 von 2 geplanten Meilensteinen sind erreicht, 1 davon im Berichtszeitraum."
            " Überfällig: 1."
        ]

    def test_answers_are_counted_and_never_told(self, rolle, projekt, teilnahme):
        with system_context("Test"):
            eine = RueckmeldungFactory(
                teilnahme=teilnahme,
                anfrage__titel="Termin",
                anfrage__gestellt_am=date(2026, 3, 1),
                anfrage__faellig_am=date(2026, 4, 1),
            )
            eine.beantworte(Rueckmeldestand.BEANTWORTET, "Vertraulich im Mai")

        alles = inhalt(rolle, entwurf(projekt, abschnitte=["rueckmeldungen"]))

        [zeile] = abschnitt(alles, "rueckmeldungen")["tabelle"]["zeilen"]
        assert zeile == ["Termin", "01.04.2026", "1", "1", "0", "0"]
        assert "Vertraulich" not in str(alles)

    def test_tells_of_one_cluster_only(self, rolle, projekt, teilnahme):
        cluster = ClusterFactory(projekt=projekt)
        TeilnahmeFactory(projekt=projekt, cluster=cluster, kommune__name="Stadt Mainz")

        assert inhalt(rolle, entwurf(projekt, cluster=cluster))["kommunen"] == ["Stadt Mainz"]

    def test_of_a_projekt_that_is_over_it_is_told_who_took_part_last(self, rolle, projekt):
        projekt.ende = date(2010, 11, 30)
        projekt.save()
        TeilnahmeFactory(projekt=projekt, kommune__name="Stadt Bonn", bis=date(2010, 11, 30))

        assert inhalt(rolle, entwurf(projekt))["kommunen"] == ["Stadt Bonn"]


class TestFallzahlen:
    """They leave the Projekt: frozen, through the small-cell rule, whoever asks."""

    @pytest.fixture
    def zahlen(self, teilnahme, projekt, stichtag):
        def lege(anzahl, eine=teilnahme):
            StichtagswertFactory(
                stichtag=stichtag,
                jugendamt=eine.jugendamt,
                projekt=projekt,
                name="analysen_abgeschlossen",
                anzahl=anzahl,
            )

        return lege

    def bericht(self, projekt, stichtag):
        return entwurf(projekt, abschnitte=["analysen"], stichtag=stichtag)

    def zellen(self, alles):
        tabelle = abschnitt(alles, "analysen")["tabelle"]
        spalte = tabelle["kopf"].index("Fallanalysen abgeschlossen")
        return [zeile[spalte] for zeile in tabelle["zeilen"]]

    def test_small_ones_are_withheld_from_the_report_and_from_politics(
        self, rolle, projekt, stichtag, zahlen
    ):
        zahlen(settings.SMALL_CELL_THRESHOLD - 1)

        alles = inhalt(rolle, self.bericht(projekt, stichtag))

        assert set(self.zellen(alles)) == {"."}
        assert "ausgewertet" not in str(alles["kurzfassung"])

    def test_others_are_shown_as_they_were_frozen(self, rolle, projekt, stichtag, zahlen):
        zahlen(7)

        alles = inhalt(rolle, self.bericht(projekt, stichtag))

        assert self.zellen(alles) == ["7", "7"]
        assert ["Fälle gemeinsam ausgewertet", "7"] in alles["kurzfassung"]["zahlen"]

    def test_a_secret_one_is_in_no_sum(self, rolle, projekt, stichtag, teilnahme, zahlen):
        zahlen(7)
        zahlen(1, TeilnahmeFactory(projekt=projekt))
        # Of the same Land, in another Projekt.
        zahlen(9, TeilnahmeFactory())

        zellen = self.zellen(inhalt(rolle, self.bericht(projekt, stichtag)))

        assert zellen[-1] == "."
        assert "." in zellen[:-1]


class TestEinfrieren:
    def test_later_changes_do_not_alter_it(self, client, login_as, rolle, projekt, teilnahme):
        bericht = entwurf(projekt)
        massnahme(teilnahme, "Runder Tisch", (Massnahmenstatus.UMGESETZT, date(2026, 5, 1)))
        login_as(rolle)

        client.post(f"{URL}{bericht.pk}/einfrieren/", {"version": bericht.version})
        massnahme(teilnahme, "Nachzügler", (Massnahmenstatus.UMGESETZT, date(2026, 5, 2)))

        seite = client.get(f"{URL}{bericht.pk}/")
        assert "Runder Tisch" in text(seite)
        assert "Nachzügler" not in text(seite)
        gefroren = seite.context["bericht"]
        assert gefroren.pruefsumme in text(seite)
        assert gefroren.is_unversehrt
        assert (
            gefroren.pruefsumme.encode() not in client.get(f"{URL}{entwurf(projekt).pk}/").content
        )

    def test_the_database_refuses_to_change_or_remove_it(self, rolle, projekt):
        bericht = entwurf(projekt)
        with system_context("Test"):
            bericht.friere_ein({"titel": "x"})
            for verboten in (bericht.save, bericht.delete):
                with pytest.raises(InternalError, match="zwischenbericht"), transaction.atomic():
                    verboten()

    def test_is_refused_a_second_time(self, client, login_as, rolle, projekt):
        bericht = entwurf(projekt)
        with acting_as(rolle) as person:
            bericht.friere_ein(inhalt_von(person, bericht))
            with pytest.raises(BerichtNichtMoeglich, match="eingefroren"):
                bericht.friere_ein({})
        login_as(rolle)

        daten = {"version": bericht.version}
        for weg in ("einfrieren", "loeschen"):
            response = client.post(f"{URL}{bericht.pk}/{weg}/", daten, follow=True)
            assert "ändert sich nicht mehr" in text(response)
        bearbeiten = client.get(f"{URL}{bericht.pk}/bearbeiten/", follow=True)
        assert "ändert sich nicht mehr" in text(bearbeiten)

    def test_a_draft_that_somebody_changed_meanwhile_is_looked_at_again(
        self, client, login_as, rolle, projekt
    ):
        bericht = entwurf(projekt)
        login_as(rolle)

        response = client.post(
            f"{URL}{bericht.pk}/einfrieren/", {"version": bericht.version + 1}, follow=True
        )

        assert "inzwischen geändert" in text(response)
        assert not response.context["bericht"].is_eingefroren

    def test_what_was_tampered_with_is_told(self, projekt):
        bericht = entwurf(projekt)
        with system_context("Test"):
            bericht.friere_ein({"titel": "x"})
        bericht.inhalt = {"titel": "y"}

        assert not bericht.is_unversehrt


class TestSchreiben:
    @pytest.fixture(autouse=True)
    def koordination(self, login_as, rolle):
        return login_as(rolle)

    def daten(self, **felder):
        return {
            "titel": "Bericht",
            "von": "01.01.2026",
            "bis": "30.06.2026",
            "abschnitte": ["massnahmen"],
            "text_massnahmen": "Es geht voran.",
            "version": 1,
        } | felder

    def test_begins_with_the_last_half_year_and_keeps_the_words(self, client):
        assert 'name="titel"' in text(client.get(f"{URL}neu/"))

        response = client.post(f"{URL}neu/", self.daten(), follow=True)

        assert "Es geht voran." in text(response)

    @pytest.mark.parametrize(
        ("felder", "satz"),
        [
            ({"bis": "01.12.2025"}, "liegt vor seinem Beginn"),
            ({"bis": "31.12.2098"}, "Bitte prüfen Sie das Jahr"),
            ({"von": "30.02.2026"}, "gültiges Datum"),
            ({"abschnitte": ["analysen"]}, "braucht einen Stichtag"),
            ({"abschnitte": []}, "zwingend erforderlich"),
            ({"vorwort": "=1+1"}, "beginnt wie eine Formel"),
        ],
    )
    def test_bad_input_is_refused_and_nothing_is_lost(self, client, felder, satz):
        response = client.post(f"{URL}neu/", self.daten(**felder))

        assert satz in text(response)
        assert "Es geht voran." in text(response)

    def test_two_at_once_see_each_other(self, client, projekt):
        bericht = entwurf(projekt, texte={"massnahmen": "Ihr Satz."})
        with system_context("Test"):
            bericht.save()

        response = client.post(f"{URL}{bericht.pk}/bearbeiten/", self.daten())

        assert response.status_code == 409
        assert "Ihr Satz." in text(response)
        assert "Es geht voran." in text(response)

    def test_saves_and_throws_away(self, client, projekt):
        bericht = entwurf(projekt)

        seite = client.post(f"{URL}{bericht.pk}/bearbeiten/", self.daten(), follow=True)
        assert "Es geht voran." in text(seite)
        client.post(f"{URL}{bericht.pk}/loeschen/")

        assert client.get(f"{URL}{bericht.pk}/").status_code == 404

    def test_another_projekt_finds_nothing(self, client, login_as, projekt):
        bericht = entwurf(projekt)
        login_as("projektkoordination")

        assert client.get(f"{URL}{bericht.pk}/").status_code == 404
        assert client.get(f"{URL}{bericht.pk}/datei/docx/").status_code == 404

    def test_the_database_hides_it_from_everybody_else(self, projekt, rolle_als):
        entwurf(projekt)

        with acting_as(rolle_als("wissenschaft", projekt=projekt)):
            assert not Zwischenbericht.objects.exists()

    def test_queries_do_not_grow_with_the_reports(self, projekt, assert_constant_queries):
        assert_constant_queries(URL, add_row=lambda: ZwischenberichtFactory(projekt=projekt))

    def test_queries_do_not_grow_with_the_kommunen(
        self, projekt, stichtag, assert_constant_queries
    ):
        bericht = entwurf(projekt, abschnitte=Berichtsabschnitt.values, stichtag=stichtag)

        def add_row():
            eine = TeilnahmeFactory(projekt=projekt, cluster=ClusterFactory(projekt=projekt))
            ProfilFactory(teilnahme=eine, veroeffentlicht=True)
            massnahme(eine, "Runder Tisch")
            RueckmeldungFactory(teilnahme=eine)

        assert_constant_queries(f"{URL}{bericht.pk}/", add_row=add_row)


class TestDateien:
    @pytest.fixture
    def alles(self, rolle, projekt, teilnahme, stichtag):
        massnahme(
            teilnahme,
            "Notfallplan & <b>Fortbildung</b>",
            (Massnahmenstatus.UMGESETZT, date(2026, 5, 1)),
        )
        bericht = entwurf(
            projekt,
            abschnitte=Berichtsabschnitt.values,
            stichtag=stichtag,
            texte={"vorwort": "Erster Absatz.\n\nZweiter Absatz.", "kurz": "Kurz gesagt."},
        )
        return inhalt(rolle, bericht)

    def test_word_holds_every_section_and_says_whether_it_is_frozen(self, alles):
        for pruefsumme, satz in (("", "Entwurf"), ("abc123", "abc123")):
            word = docx.Document(io.BytesIO(datei(alles, "docx", pruefsumme=pruefsumme)))
            worte = "\n".join(absatz.text for absatz in word.paragraphs)
            for name in ("Stand der Meilensteine", "Fallanalysen", "Zweiter Absatz.", satz):
                assert name in worte
            assert "Notfallplan & <b>Fortbildung</b>" in worte
            assert len(word.tables) >= 4

    def test_pdf_is_tagged_and_whole(self, alles):
        pdf = PdfReader(io.BytesIO(datei(alles, "pdf", pruefsumme="abc123")))

        assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
        worte = "\n".join(seite.extract_text() for seite in pdf.pages)
        assert "Notfallplan & <b>Fortbildung</b>" in worte
        assert "abc123" in worte

    def test_politics_gets_one_page_even_of_42_kommunen(self, alles):
        alles["kommunen"] = [f"Landkreis Rendsburg-Eckernförde {nummer}" for nummer in range(42)]
        kurz = alles["kurzfassung"]
        kurz["text"] = "Verbindliche Übergaben helfen Kindern. " * 15
        kurz["erreicht"] = ["Ein gemeinsamer Eingang für alle Meldungen " * 3 + "(Trier)"] * 4
        kurz["themen"] = [
            "Kooperation zwischen Jugendhilfe, Gesundheitswesen, Schulen und Familiengerichten vor Ort"
        ] * 5
        kurz["zahlen"] = [*kurz["zahlen"][:4], ["Fälle gemeinsam ausgewertet", "117"]]

        pdf = PdfReader(io.BytesIO(datei(alles, "politik", pruefsumme="abc123")))

        assert len(pdf.pages) == 1
        assert "Diese Seite enthält keinen Fall." in pdf.pages[0].extract_text()

    @pytest.mark.parametrize("art", ["docx", "pdf", "politik"])
    def test_a_download_is_kept_in_the_audit_trail(self, client, login_as, rolle, projekt, art):
        bericht = entwurf(projekt)
        login_as(rolle)

        response = client.get(f"{URL}{bericht.pk}/datei/{art}/")

        assert response["Content-Disposition"].startswith("attachment")
        assert "entwurf" in response["Content-Disposition"]
        with system_context("Test"):
            [eintrag] = Protokolleintrag.objects.filter(aktion=Aktion.EXPORTIERT)
        assert (eintrag.objektart, eintrag.kennung) == ("zwischenbericht", str(bericht.pk))
        assert client.get(f"{URL}{bericht.pk}/datei/exe/").status_code == 404


@pytest.mark.parametrize(
    ("heute", "zeitraum"),
    [
        (date(2026, 7, 1), (date(2026, 1, 1), date(2026, 6, 30))),
        (date(2026, 6, 30), (date(2025, 7, 1), date(2025, 12, 31))),
    ],
)
def test_the_last_half_year_is_the_one_that_is_over(heute, zeitraum):
    assert letztes_halbjahr(heute) == zeitraum


def test_quarters_end_before_today():
    assert quartalsenden(date(2026, 3, 31), 2) == [date(2025, 9, 30), date(2025, 12, 31)]
