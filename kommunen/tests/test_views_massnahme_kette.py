"""The page of a measure and its links: Belege, effect; filters; a form sent twice."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from kinderschutz import ablage
from kinderschutz.models import Protokolleintrag
from kinderschutz.monate import in_monaten
from kinderschutz.system_context import system_context
from kinderschutz.testing import text
from kinderschutz.tests.dateien import GOOD
from kommunen.enums import Profilabschnitt, Reichweite
from kommunen.models import Massnahme, Massnahmenbeleg, Wirkungsbeurteilung
from kommunen.tests.factories import (
    MassnahmeFactory,
    MassnahmenanteilFactory,
    MassnahmenbelegFactory,
    ProfilFactory,
    ProfilpunktFactory,
    TeilnahmeFactory,
)
from kommunen.tests.massnahmen import NEU, create_url, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ANHAENGE_DIR = tmp_path


class TestSentTwice:
    def test_makes_one_measure(self, client, leitung, teilnahme):
        data = NEU | {"formular": str(uuid.uuid4())}

        client.post(create_url(teilnahme), data)
        zweite = client.post(create_url(teilnahme), data, follow=True)

        massnahme = Massnahme.objects.get()
        assert zweite.redirect_chain[-1][0] == massnahme.get_absolute_url()
        assert "eine zweite ist nicht entstanden" in text(zweite)
        assert massnahme.schritte.count() == 1

    def test_another_form_makes_another(self, client, leitung, teilnahme):
        for _ in range(2):
            formular = client.get(create_url(teilnahme)).context["form"]["formular"].value()
            client.post(create_url(teilnahme), NEU | {"formular": str(formular)})

        assert Massnahme.objects.count() == 2

    def test_the_form_of_somebody_else_leads_nowhere(self, client, login_as, teilnahme, massnahme):
        massnahme.formular = uuid.uuid4()
        massnahme.save()
        anderswo = TeilnahmeFactory()
        login_as("leitung", jugendamt=anderswo.jugendamt)

        antwort = client.post(create_url(anderswo), NEU | {"formular": str(massnahme.formular)})

        assert antwort.status_code == 404

    def test_makes_one_beleg(self, client, leitung, massnahme):
        data = {"art": "link", "bezeichnung": "Leitbild", "link": "example.org/leitbild"}
        data["formular"] = str(uuid.uuid4())

        for _ in range(2):
            antwort = client.post(url("beleg_neu", massnahme), data, follow=True)

        assert "schon gespeichert" in text(antwort)
        with system_context("Test"):
            assert Massnahmenbeleg.objects.get().link == "https://example.org/leitbild"


class TestBadInput:
    @pytest.mark.parametrize(
        ("feld", "wert", "satz"),
        [
            ("zieldatum", "31.02.2027", "gültiges Datum"),
            ("zieldatum", "01.01.0202", "Bitte prüfen Sie das Jahr"),
            ("beginn", "01.01.2190", "Bitte prüfen Sie das Jahr"),
            ("text", "=HYPERLINK(1)", "wie eine Formel"),
            ("thema", "@SUM(A1)", "wie eine Formel"),
            ("verantwortlich", "-cmd(1)", "wie eine Formel"),
            ("text", "Leit\x07bild", "Steuerzeichen"),
            ("text", "a" * 4001, "4000"),
            ("anpassung", "Kürzer", "von welcher Kommune"),
        ],
    )
    def test_gets_a_sentence_and_loses_nothing(self, client, leitung, teilnahme, feld, wert, satz):
        antwort = client.post(
            create_url(teilnahme), NEU | {"verantwortlich": "Sozialer Dienst", feld: wert}
        )

        assert antwort.status_code == 200
        assert satz in text(antwort)
        assert antwort.context["form"]["reichweite"].value() == "kommunal"
        assert not Massnahme.objects.exists()

    def test_the_target_does_not_lie_before_the_start(self, client, leitung, teilnahme):
        antwort = client.post(
            create_url(teilnahme), NEU | {"beginn": "01.05.2027", "zieldatum": "30.04.2027"}
        )

        assert antwort.context["form"].errors == {
            "zieldatum": ["Das Zieldatum liegt vor dem Beginn (01.05.2027)."]
        }

    @pytest.mark.parametrize("wert", ["- mit Strich", "+ mehr Zeit", "Ziel = Klarheit", "–"])
    def test_a_dash_is_no_formula(self, client, leitung, teilnahme, wert):
        client.post(create_url(teilnahme), NEU | {"text": wert})

        assert Massnahme.objects.exists()

    def test_a_step_cannot_be_before_the_last_one(self, client, leitung, massnahme):
        massnahme.setze_status("begonnen", am=date(2026, 5, 1))

        antwort = client.post(
            url("massnahme_status", massnahme),
            {"version": massnahme.version, "status": "umgesetzt", "am": "30.04.2026"},
        )

        assert "vor dem letzten Schritt dieser Maßnahme (01.05.2026)" in text(antwort)

    def test_a_step_that_cannot_follow_is_refused(self, client, leitung, massnahme):
        antwort = client.post(
            url("massnahme_status", massnahme),
            {"version": "1", "status": "dauer", "am": "01.05.2026", "begruendung": "Mein Satz"},
        )

        assert "führt kein Weg zu" in text(antwort)
        assert "Mein Satz" in text(antwort)


class TestBeleg:
    def post(self, client, massnahme, **data):
        return client.post(
            url("beleg_neu", massnahme), {"bezeichnung": "Leitbild"} | data, follow=True
        )

    def test_is_asked_for_when_it_is_done_and_not_forced(self, client, leitung, massnahme):
        heute = f"{timezone.localdate():%d.%m.%Y}"
        antwort = client.post(
            url("massnahme_status", massnahme),
            {"version": "1", "status": "umgesetzt", "am": heute},
            follow=True,
        )

        assert antwort.redirect_chain[-1][0] == url("beleg_neu", massnahme)
        assert "Ohne Beleg weiter" in text(antwort)
        massnahme.refresh_from_db()
        assert massnahme.is_erreicht
        liste = reverse("kommunen:massnahmen", args=[massnahme.kommune.slug])
        assert "ohne Beleg" in text(client.get(liste))

    @pytest.mark.parametrize("art", ["pdf", "docx", "jpg"])
    def test_a_file_is_kept_without_its_author_and_handed_out_to_be_saved(
        self, client, leitung, massnahme, art
    ):
        datei = SimpleUploadedFile(f"Leitbild.{art}", GOOD[art])
        antwort = self.post(client, massnahme, art="datei", datei=datei)
        with system_context("Test"):
            beleg = Massnahmenbeleg.objects.get()

        assert "Der Beleg ist gespeichert" in text(antwort)
        download = client.get(url("beleg", massnahme, beleg.pk))
        assert download["Content-Disposition"].startswith("attachment;")
        assert "sandbox" in download["Content-Security-Policy"]
        assert download.content == ablage.lies(beleg.datei)
        assert (beleg.rolle, beleg.jugendamt) == ("leitung", massnahme.jugendamt)
        with system_context("Test"):
            aktionen = Protokolleintrag.objects.filter(objektart="massnahmenbeleg")
            assert set(aktionen.values_list("aktion", flat=True)) == {"angelegt", "gelesen"}

    @pytest.mark.parametrize(
        ("data", "feld", "satz"),
        [
            ({"art": "datei"}, "datei", "Bitte wählen Sie eine Datei."),
            ({"art": "link"}, "link", "Bitte geben Sie die Adresse an."),
            ({"art": "protokoll"}, "auszug", "Bitte schreiben Sie die Stelle auf"),
            ({"art": "link", "link": "ftp://example.org/a"}, "link", "https://"),
            ({"art": "link", "link": "https://ich:geheim@example.org"}, "link", "kein Passwort"),
            ({"art": "link", "link": "javascript:alert(1)"}, "link", "gültige"),
            ({"art": "datei", "link": "https://example.org"}, "link", "gehört zur Art »Link«"),
            ({"art": "protokoll", "auszug": "Gut", "vom": "01.01.2099"}, "vom", "das Jahr"),
        ],
    )
    def test_what_does_not_fit_gets_a_sentence_at_its_field(
        self, client, leitung, massnahme, data, feld, satz
    ):
        antwort = self.post(client, massnahme, **data)

        assert satz in " ".join(antwort.context["form"].errors[feld])
        assert 'value="Leitbild"' in text(antwort)

    @pytest.mark.parametrize(
        ("name", "inhalt"), [("a.exe", b"MZ\x90"), ("a.pdf", b"kein PDF"), ("a.txt", b"")]
    )
    def test_a_wrong_file_is_refused(self, client, leitung, massnahme, name, inhalt):
        antwort = self.post(client, massnahme, art="datei", datei=SimpleUploadedFile(name, inhalt))

        assert antwort.context["form"].errors["datei"]
        with system_context("Test"):
            assert not Massnahmenbeleg.objects.exists()

    def test_goes_with_its_file(self, client, leitung, massnahme):
        with system_context("Test"):
            beleg = MassnahmenbelegFactory(massnahme=massnahme)
        assert "Diesen Beleg entfernen?" in text(
            client.get(url("beleg_entfernen", massnahme, beleg.pk))
        )

        antwort = client.post(url("beleg_entfernen", massnahme, beleg.pk), follow=True)

        assert "Der Beleg ist entfernt" in text(antwort)
        with system_context("Test"):
            assert not Massnahmenbeleg.objects.exists()

    def test_a_lost_file_is_a_sentence(self, client, leitung, massnahme):
        with system_context("Test"):
            beleg = MassnahmenbelegFactory(massnahme=massnahme, datei="0" * 32)

        antwort = client.get(url("beleg", massnahme, beleg.pk), follow=True)

        assert "lässt sich nicht mehr öffnen" in text(antwort)

    def test_minutes_have_no_file_to_download(self, client, leitung, massnahme):
        with system_context("Test"):
            beleg = MassnahmenbelegFactory(massnahme=massnahme, protokoll=True)

        assert client.get(url("beleg", massnahme, beleg.pk)).status_code == 404
        assert "Beschlossen." in text(client.get(massnahme.get_absolute_url()))

    def test_there_is_an_end_to_them(self, client, leitung, massnahme, monkeypatch):
        monkeypatch.setattr("kommunen.models.beleg.HOECHSTENS", 1)
        for nummer in range(2):
            antwort = self.post(client, massnahme, art="protokoll", auszug=f"Satz {nummer}")

        assert "Mehr als 1 Belege" in text(antwort)
        assert "Satz 1" in text(antwort)

    def test_the_land_learns_nothing_of_them(self, client, login_as, massnahme):
        with system_context("Test"):
            MassnahmenbelegFactory(massnahme=massnahme)
        login_as("ministerium")

        seite = text(client.get(massnahme.get_absolute_url()))

        assert massnahme.text in seite
        assert "Beleg" not in seite

    def test_goes_along_when_another_jugendamt_takes_over(self, massnahme):
        with system_context("Test"):
            beleg = MassnahmenbelegFactory(massnahme=massnahme)
            neues = TeilnahmeFactory().jugendamt
            massnahme.jugendamt = neues
            massnahme.save()
            beleg.refresh_from_db()
            assert beleg.jugendamt == neues


URTEIL = {"angewendet": "ja", "verbessert": "teilweise", "spuerbar": "offen", "text": "Im Plan."}


class TestWirkung:
    @pytest.fixture
    def erreichte(self, teilnahme):
        massnahme = MassnahmeFactory(jugendamt=teilnahme.jugendamt, projekt=teilnahme.projekt)
        massnahme.setze_status("umgesetzt", am=timezone.localdate() - timedelta(days=200))
        return massnahme

    def test_is_judged_after_six_months(self, client, leitung, erreichte):
        assert "Wirkung beurteilen" in text(client.get(erreichte.get_absolute_url()))

        client.post(url("wirkung", erreichte), URTEIL)

        wirkung = erreichte.wirkungen.get()
        assert (wirkung.nach_monaten, wirkung.rolle) == (6, "leitung")
        seite = text(client.get(erreichte.get_absolute_url()))
        assert "ja, deutlich" in seite
        assert "kann noch nicht beurteilt werden" in seite
        assert "schon beurteilt" in text(client.get(url("wirkung", erreichte), follow=True))

    def test_not_yet_is_an_answer_that_needs_no_text(self, client, leitung, erreichte):
        client.post(
            url("wirkung", erreichte),
            dict.fromkeys(("angewendet", "verbessert", "spuerbar"), "offen"),
        )

        assert erreichte.wirkungen.get().is_offen

    def test_an_answer_needs_what_shows_it(self, client, leitung, erreichte):
        antwort = client.post(url("wirkung", erreichte), URTEIL | {"text": ""})

        assert "woran Sie das erkennen" in text(antwort)
        assert not Wirkungsbeurteilung.objects.exists()

    def test_not_by_whoever_entered_it_as_reached(self, client, leitung, login_as, teilnahme):
        client.post(create_url(teilnahme), NEU)
        massnahme = Massnahme.objects.get()
        damals = timezone.localdate() - timedelta(days=200)
        client.post(
            url("massnahme_status", massnahme),
            {"version": "1", "status": "umgesetzt", "am": f"{damals:%d.%m.%Y}"},
        )

        assert "beurteilt jemand anderes" in text(
            client.get(url("wirkung", massnahme), follow=True)
        )
        assert "haben Sie selbst eingetragen" in text(
            client.post(url("wirkung", massnahme), URTEIL)
        )
        assert "Wirkung einer Maßnahme beurteilen" not in text(client.get("/arbeit/"))
        assert not Wirkungsbeurteilung.objects.exists()

        login_as("fachkraft", jugendamt=teilnahme.jugendamt)
        assert "Wirkung einer Maßnahme beurteilen" in text(client.get("/arbeit/"))
        client.post(url("wirkung", massnahme), URTEIL)
        assert Wirkungsbeurteilung.objects.get().rolle == "fachkraft"
        assert "Wirkung einer Maßnahme beurteilen" not in text(client.get("/arbeit/"))

    def test_waits_until_it_is_due(self, client, leitung, massnahme):
        massnahme.setze_status("umgesetzt")

        antwort = client.post(url("wirkung", massnahme), URTEIL)

        assert "steht jetzt nicht zur Beurteilung an" in text(antwort)
        ab = in_monaten(timezone.localdate(), 6)
        assert f"Ab {ab:%d.%m.%Y}" in text(client.get(massnahme.get_absolute_url()))

    def test_of_what_was_done_nobody_knows_when_asks_for_the_day_first(
        self, client, leitung, teilnahme
    ):
        """So it comes out of the profiles: »erreicht«, without a day."""
        massnahme = MassnahmeFactory(
            kommune=teilnahme.kommune,
            jugendamt=teilnahme.jugendamt,
            projekt=teilnahme.projekt,
            status="umgesetzt",
        )
        seite = text(client.get(massnahme.get_absolute_url()))
        assert "Tragen Sie den Tag ein" in seite
        assert "Tag der Umsetzung fehlt" in seite

        client.post(
            url("massnahme_status", massnahme),
            {"version": massnahme.version, "status": "umgesetzt", "am": "01.02.2026"},
        )

        seite = text(client.get(massnahme.get_absolute_url()))
        assert "Tragen Sie den Tag ein" not in seite
        assert "Nach 6 Monaten" in seite

    def test_a_second_judgement_at_once_keeps_its_text(self, client, leitung, erreichte):
        Wirkungsbeurteilung.objects.create(
            massnahme=erreichte,
            erreicht_am=erreichte.erreicht_am,
            nach_monaten=6,
            **URTEIL,
        )

        antwort = client.post(url("wirkung", erreichte), URTEIL | {"text": "Mein Satz"})

        assert "inzwischen beurteilt" in text(antwort)
        assert "Mein Satz" in text(antwort)


class TestFilter:
    @pytest.mark.parametrize(
        ("frage", "gefunden"),
        [
            ({}, {"Tagdienst", "Altes", "Belegtes"}),
            ({"stand": "in_arbeit"}, {"Tagdienst"}),
            ({"stand": "umgesetzt"}, {"Altes", "Belegtes"}),
            ({"was": "dienst"}, {"Tagdienst"}),
            ({"was": "netz"}, {"Altes"}),
            ({"reichweite": "cluster"}, {"Belegtes"}),
            ({"zu_tun": "ueberfaellig"}, {"Tagdienst"}),
            ({"zu_tun": "ohne_beleg"}, {"Altes"}),
            ({"zu_tun": "wirkung"}, {"Altes"}),
            ({"stand": "gibt es nicht"}, {"Tagdienst", "Altes", "Belegtes"}),
        ],
    )
    def test_is_in_the_address(self, client, leitung, teilnahme, frage, gefunden):
        eigene = {"jugendamt": teilnahme.jugendamt, "projekt": teilnahme.projekt}
        MassnahmeFactory(text="Tagdienst", ueberfaellig=True, **eigene)
        altes = MassnahmeFactory(text="Altes", thema="Netzwerk", **eigene)
        altes.setze_status("umgesetzt", am=timezone.localdate() - timedelta(days=200))
        belegtes = MassnahmeFactory(
            text="Belegtes", erreicht=True, reichweite=Reichweite.CLUSTER, **eigene
        )
        with system_context("Test"):
            MassnahmenbelegFactory(massnahme=belegtes)

        antwort = client.get(reverse("kommunen:massnahmen", args=[teilnahme.kommune.slug]), frage)

        assert {
            zeile.massnahme.text
            for _titel, zeilen in antwort.context["gruppen"]
            for zeile in zeilen
        } == gefunden


class TestQueries:
    def test_of_the_page_do_not_grow_with_what_hangs_on_it(
        self, leitung, massnahme, teilnahme, assert_constant_queries
    ):
        def add_row():
            with system_context("Test"):
                MassnahmenbelegFactory(massnahme=massnahme)
            MassnahmenanteilFactory(massnahme=massnahme, teilnahme__projekt=teilnahme.projekt)
            massnahme.setze_status(massnahme.status)
            ProfilpunktFactory(
                profil=ProfilFactory(teilnahme__projekt=teilnahme.projekt, veroeffentlicht=True),
                massnahme=massnahme,
            )

        massnahme.reichweite = Reichweite.CLUSTER
        massnahme.save()
        assert_constant_queries(massnahme.get_absolute_url(), add_row=add_row)

    def test_of_the_finds_do_not_grow_with_them(self, leitung, teilnahme, assert_constant_queries):
        assert_constant_queries(
            f"{reverse('kommunen:vorbilder', args=[teilnahme.kommune.slug])}?thema=Babylotse",
            add_row=lambda: ProfilpunktFactory(
                profil=ProfilFactory(veroeffentlicht=True),
                abschnitt=Profilabschnitt.ERG_KOMMUNAL,
                text="Babylotsen",
            ),
        )

    def test_of_meine_arbeit_do_not_grow_with_the_effects(
        self, leitung, teilnahme, assert_constant_queries
    ):
        def add_row():
            massnahme = MassnahmeFactory(jugendamt=teilnahme.jugendamt, projekt=teilnahme.projekt)
            massnahme.setze_status("umgesetzt", am=timezone.localdate() - timedelta(days=200))

        assert_constant_queries("/arbeit/", add_row=add_row)
