"""The pages of the law: what Leitung and Datenschutz enter, and what contradicts itself."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from fallanalyse.anliegen_recht import bedingungen, loeschungen
from fallanalyse.enums import Freigabestufe, Methode, Rechtsgrundlage, Schritt
from fallanalyse.models import (
    Einwilligung,
    Fallanalyse,
    Loeschfrist,
    Rechtsgrundlagenvorgabe,
    Rechtslage,
)
from fallanalyse.tests.factories import amt_im_cluster
from fallanalyse.tests.formulare import lies_formular
from fallanalyse.tests.recht import GENEHMIGUNG, fehler, lage_of, sende, setze
from fallanalyse.tests.seiten import text_of, url_of
from kinderschutz.identity import acting_as
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle
from kommunen.tests.factories import InstitutionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def eines():
    eines = amt_im_cluster()
    eines.rollen["datenschutz"] = make_rolle("datenschutz", jugendamt=eines.jugendamt)
    return eines


@pytest.fixture
def analyse(eines):
    return eines.analyse()


@pytest.fixture
def datenschutz(login_as, eines):
    return login_as(eines.datenschutz)


class TestVorgaben:
    def test_the_datenschutz_presets_the_law_of_a_method_too(self, client, datenschutz, analyse):
        url = reverse("fallanalyse:vorgaben")

        response = sende(client, url, **{"lew-rechtsgrundlage": Rechtsgrundlage.A79A2})

        assert response.status_code == 302
        with system_context("Test"):
            vorgabe = Rechtsgrundlagenvorgabe.objects.get(methode=Methode.LEW)
            assert vorgabe.rechtsgrundlage == Rechtsgrundlage.A79A2
            assert vorgabe.festgelegt_durch == datenschutz

    @pytest.mark.parametrize(
        ("methode", "angeboten"), [(Methode.NZFH, False), (Methode.FALLREFLEXION, True)]
    )
    def test_anonymous_is_no_easy_way_where_one_works_with_the_file(
        self, client, datenschutz, methode, angeboten
    ):
        url = reverse("fallanalyse:vorgaben")

        form = {form.instance.methode: form for _label, form in client.get(url).context["forms"]}[
            methode
        ]
        response = sende(client, url, **{f"{methode}-rechtsgrundlage": Rechtsgrundlage.ANONYM})

        assert ("anonym" in dict(form.fields["rechtsgrundlage"].choices)) == angeboten
        assert (response.status_code == 302) == angeboten
        if not angeboten:
            assert "arbeitet mit Akten" in text_of(response)


class TestListe:
    def test_shows_drafts_by_their_kennung_and_nothing_they_say(self, client, datenschutz, eines):
        analyse = eines.analyse(leitfrage="Kanarienvogel?")

        seite = text_of(client.get(reverse("recht:list")))

        assert analyse.kennung in seite
        assert "Kanarienvogel" not in seite

    def test_can_be_narrowed_to_where_something_is_missing(self, client, datenschutz, eines):
        ganz, halb = eines.beginne(), eines.beginne()
        setze(halb, Rechtsgrundlage.A79A2)

        seite = text_of(client.get(reverse("recht:list"), {"luecken": "ja"}))

        assert halb.kennung in seite
        assert ganz.kennung not in seite

    def test_costs_the_same_with_one_or_ten(self, datenschutz, eines, assert_constant_queries):
        def add_row():
            analyse = Fallanalyse(
                jugendamt=eines.jugendamt, methode=Methode.NZFH, rechtsgrundlage="einwilligung"
            )
            analyse.save()
            Einwilligung(
                personenrolle="Mutter", umfang=["akte"], form="schriftlich", erteilt_am="2026-01-01"
            ).halte_fest(analyse.rechtslage)

        assert_constant_queries(reverse("recht:list"), add_row=add_row)

    def test_what_is_still_open_costs_no_query_each(
        self, datenschutz, eines, assert_constant_queries
    ):
        def add_row():
            Fallanalyse(jugendamt=eines.jugendamt, methode=Methode.NZFH).save()

        assert_constant_queries(reverse("recht:list"), add_row=add_row)


class TestSeite:
    def test_explains_it_to_the_fachkraft_who_changes_nothing(
        self, client, login_as, eines, analyse
    ):
        login_as(eines.fachkraft)

        seite = client.get(url_of("rechtsgrundlage", analyse))

        assert "untersucht seine eigenen Abläufe" in text_of(seite)
        assert "Rechtsgrundlage ändern" not in text_of(seite)

    @pytest.mark.parametrize("grundlage", list(Rechtsgrundlage))
    def test_there_is_one_for_every_rechtsgrundlage(self, client, datenschutz, analyse, grundlage):
        setze(analyse, grundlage)
        with system_context("Test"):
            Rechtsgrundlagenvorgabe.objects.all().delete()

        assert client.get(url_of("rechtsgrundlage", analyse)).status_code == 200
        assert client.get(url_of("recht_angaben", analyse)).status_code in (200, 302)

    def test_costs_the_same_with_one_consent_or_ten(
        self, datenschutz, eines, analyse, assert_constant_queries
    ):
        lage = lage_of(analyse)

        def add_row():
            Einwilligung(
                personenrolle="Mutter", umfang=["akte"], form="schriftlich", erteilt_am="2026-01-01"
            ).halte_fest(lage)

        assert_constant_queries(url_of("rechtsgrundlage", analyse), add_row=add_row)

    def test_every_look_at_it_is_kept(self, client, datenschutz, analyse):
        client.get(url_of("rechtsgrundlage", analyse))

        with system_context("Test"):
            eintrag = Protokolleintrag.objects.filter(objektart="rechtslage").latest("nummer")
            assert (eintrag.aktion, eintrag.kennung) == (Aktion.GELESEN, analyse.kennung)


class TestAendern:
    def test_for_one_analysis_only(self, client, datenschutz, eines, analyse):
        andere = eines.beginne()

        response = sende(client, url_of("recht_aendern", analyse), rechtsgrundlage="a79a2")

        assert response.status_code == 302
        assert lage_of(analyse).rechtsgrundlage == Rechtsgrundlage.A79A2
        assert lage_of(andere).rechtsgrundlage == Rechtsgrundlage.ORGUNTERSUCHUNG

    def test_anonymous_is_refused_at_its_place_where_it_is_not(self, client, datenschutz, eines):
        analyse = eines.beginne(methode=Methode.NZFH)

        response = sende(client, url_of("recht_aendern", analyse), rechtsgrundlage="anonym")

        assert "arbeitet mit Akten" in fehler(response)["rechtsgrundlage"]

    def test_who_was_overtaken_is_told_and_can_send_it_again(self, client, datenschutz, analyse):
        url = url_of("recht_aendern", analyse)
        daten = lies_formular(client.get(url), auswahl="novalidate") | {"rechtsgrundlage": "a79a2"}
        setze(analyse, Rechtsgrundlage.ORGUNTERSUCHUNG, version=7)

        response = client.post(url, daten)

        assert "inzwischen geändert" in fehler(response)["__all__"]
        nochmal = lies_formular(response, auswahl="novalidate")
        assert nochmal["rechtsgrundlage"] == ["a79a2"]
        assert client.post(url, nochmal).status_code == 302


class TestBeauftragung:
    @pytest.fixture
    def url(self, datenschutz, analyse):
        setze(analyse, Rechtsgrundlage.A79A2)
        return url_of("recht_angaben", analyse)

    def test_is_entered_by_the_datenschutz(self, client, url, analyse):
        response = sende(client, url, dritte_text="Institut", beauftragt_am="01.02.2026")

        assert response.status_code == 302
        lage = lage_of(analyse)
        assert (lage.dritte, lage.beauftragt_am) == ("Institut", date(2026, 2, 1))

    def test_offers_the_institutions_of_the_own_kommune_only(self, client, url, eines):
        with system_context("Test"):
            eigene = InstitutionFactory(kommune=eines.jugendamt.traeger)
            InstitutionFactory()

        feld = client.get(url).context["form"].fields["dritte_institution"]

        assert list(feld.queryset) == [eigene]

    @pytest.mark.parametrize(
        ("felder", "wo", "satz"),
        [
            ({"beauftragt_am": "01.01.2099"}, "beauftragt_am", "in der Zukunft"),
            ({"beauftragt_am": "32.01.2026"}, "beauftragt_am", "Datum"),
        ],
    )
    def test_says_at_the_field_what_cannot_be_and_keeps_the_rest(
        self, client, url, felder, wo, satz
    ):
        response = sende(client, url, dritte_text="Institut", **felder)

        assert satz in fehler(response)[wo]
        assert lies_formular(response, auswahl="novalidate")["dritte_text"] == ["Institut"]

    def test_one_or_the_other(self, client, url, eines):
        with system_context("Test"):
            eigene = InstitutionFactory(kommune=eines.jugendamt.traeger)

        response = sende(client, url, dritte_text="Institut", dritte_institution=str(eigene.pk))

        assert "nicht beides" in fehler(response)["dritte_text"]


class TestGenehmigung:
    @pytest.fixture
    def url(self, datenschutz, analyse):
        setze(analyse, Rechtsgrundlage.FORSCHUNG75)
        return url_of("recht_angaben", analyse)

    def test_is_entered_part_by_part(self, client, url, analyse):
        assert sende(client, url, genehmigung_behoerde="Ministerium").status_code == 302
        assert lage_of(analyse).genehmigung_behoerde == "Ministerium"

    @pytest.mark.parametrize(
        ("felder", "wo", "satz"),
        [
            (
                {"genehmigt_am": "10.02.2026", "verarbeitung_bis": "09.02.2026"},
                "verarbeitung_bis",
                "vor der Genehmigung",
            ),
            ({"genehmigt_am": "01.01.2099"}, "genehmigt_am", "in der Zukunft"),
        ],
    )
    def test_a_last_day_before_the_first_is_asked_back(self, client, url, felder, wo, satz):
        response = sende(client, url, genehmigung_vorhaben="Vorhaben", **felder)

        assert satz in fehler(response)[wo]
        assert "Vorhaben" in response.content.decode()

    def test_if_it_ended_yesterday_the_team_is_led_to_the_page_that_says_so(
        self, client, login_as, eines, analyse
    ):
        gestern = timezone.localdate() + timedelta(days=5)
        setze(analyse, Rechtsgrundlage.FORSCHUNG75, **GENEHMIGUNG | {"verarbeitung_bis": gestern})
        with time_machine.travel(timezone.now() + timedelta(days=6)):
            login_as(eines.fachkraft)
            response = client.get(analyse.get_absolute_url(), follow=True)
            assert response.redirect_chain[-1][0] == url_of("rechtsgrundlage", analyse)
            assert "endete am" in text_of(response)
            schritt = url_of("schritt", analyse, Schritt.ANLASS)
            assert client.get(schritt).status_code == 404
            assert client.post(schritt, {"version": "0"}).status_code == 404
            login_as(eines.kollegin)
            assert client.get(analyse.get_absolute_url()).status_code == 404


class TestFristen:
    @pytest.fixture
    def url(self, datenschutz, analyse):
        return url_of("fristen", analyse)

    def test_earlier_needs_no_reason(self, client, url, analyse):
        morgen = timezone.localdate() + timedelta(days=1)

        assert sende(client, url, loeschen_datum=f"{morgen:%d.%m.%Y}").status_code == 302
        assert lage_of(analyse).loeschen_datum == morgen

    def test_later_needs_one_and_tells_who_and_when(self, client, url, analyse, datenschutz):
        spaeter = f"{timezone.localdate() + timedelta(days=2_000):%d.%m.%Y}"

        ohne = sende(client, url, loeschen_datum=spaeter)
        assert "warum" in fehler(ohne)["laenger_begruendung"]
        assert spaeter in ohne.content.decode()
        mit = sende(client, url, loeschen_datum=spaeter, laenger_begruendung="Querauswertung")

        assert mit.status_code == 302
        lage = lage_of(analyse)
        assert (lage.laenger_durch_id, lage.laenger_am) == (datenschutz.pk, timezone.localdate())
        assert "Querauswertung" in text_of(client.get(url_of("rechtsgrundlage", analyse)))

    @pytest.mark.parametrize(
        ("felder", "wo", "satz"),
        [
            ({"loeschen_datum": "01.01.2020"}, "loeschen_datum", "nicht in der Zukunft"),
            (
                {"loeschen_datum": "01.01.2999", "laenger_begruendung": "x"},
                "loeschen_datum",
                "zehn Jahre",
            ),
            ({"akte_hinweis_am": "01.01.2099"}, "akte_hinweis_am", "in der Zukunft"),
            ({"akte_hinweis_am": "01.02.2026"}, "akte_aufbewahren_bis", "Bis wann"),
            (
                {"loeschen_datum": "01.01.2030", "laenger_begruendung": "Tel. 0151 23456789"},
                "laenger_begruendung",
                "Im Text steht",
            ),
        ],
    )
    def test_says_at_the_field_what_cannot_be(self, client, url, felder, wo, satz):
        assert satz in fehler(sende(client, url, **felder))[wo]

    def test_the_note_for_the_files_is_kept(self, client, url, analyse):
        assert sende(client, url, akte_aufbewahren_bis="01.01.2030").status_code == 302
        seite = text_of(client.get(url_of("rechtsgrundlage", analyse)))
        assert "Für Ihre Aktenführung" in seite

    def test_thirty_days_ahead_team_and_leitung_are_told(self, eines, analyse):
        with system_context("Test"):
            Rechtslage.objects.update(loeschen_datum=timezone.localdate() + timedelta(days=31))
        texte = self.wer_hoert(eines)
        assert texte == set()
        with time_machine.travel(timezone.now() + timedelta(days=1)):
            assert self.wer_hoert(eines) == {"fachkraft", "leitung", "vertretung"}

    def wer_hoert(self, eines):
        hoeren = set()
        for wer, rolle in eines.rollen.items():
            with acting_as(rolle) as person:
                if list(loeschungen(person)):
                    hoeren.add(wer)
        return hoeren


class TestLoeschfristen:
    def test_are_set_per_rechtsgrundlage(self, client, datenschutz):
        url = reverse("recht:loeschfristen")

        assert sende(client, url, **{"a79a2-monate": "12"}).status_code == 302

        with system_context("Test"):
            [frist] = Loeschfrist.objects.all()
            assert (frist.rechtsgrundlage, frist.monate) == (Rechtsgrundlage.A79A2, 12)
            assert str(frist).endswith("12 Monate")

    @pytest.mark.parametrize("wert", ["0", "121", "-3", "viele", ""])
    def test_rubbish_gets_a_sentence(self, client, datenschutz, wert):
        response = sende(client, reverse("recht:loeschfristen"), **{"a79a2-monate": wert})

        assert response.status_code == 200
        assert any(form.errors for _label, form in response.context["forms"])

    def test_who_was_overtaken_is_told(self, client, datenschutz, eines):
        url = reverse("recht:loeschfristen")
        sende(client, url, **{"a79a2-monate": "12"})
        daten = lies_formular(client.get(url), auswahl="novalidate") | {"a79a2-monate": "24"}
        sende(client, url, **{"a79a2-monate": "18"})

        assert "inzwischen festgelegt" in text_of(client.post(url, daten))


class TestLoeschen:
    def test_the_leitung_types_the_kennung_and_it_is_shut(self, client, login_as, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        login_as(eines.leitung)
        url = url_of("loeschen", analyse)

        falsch = client.post(url, {"kennung": "FA-0000", "grund": "Bitte der Familie"})
        assert "nicht die Kennung" in fehler(falsch)["kennung"]
        assert "Bitte der Familie" in falsch.content.decode()
        client.post(url, {"kennung": analyse.kennung.lower(), "grund": "Bitte der Familie"})

        assert lage_of(analyse).is_vorgemerkt
        assert client.get(analyse.get_absolute_url()).url == url_of("rechtsgrundlage", analyse)
        seite = text_of(client.get(url_of("rechtsgrundlage", analyse)))
        assert "Zum Löschen vorgemerkt" in seite

        client.post(url, {"zuruecknehmen": "1"})
        assert client.get(analyse.get_absolute_url()).status_code == 200


class TestAnliegen:
    def test_what_is_missing_waits_for_those_who_can_enter_it(self, eines):
        analyse = eines.beginne()
        setze(analyse, Rechtsgrundlage.A79A2)

        texte = {}
        for wer, rolle in eines.rollen.items():
            with acting_as(rolle) as person:
                texte[wer] = [eines.text for eines in bedingungen(person)]

        satz = f"Rechtsgrundlage der Fallanalyse {analyse.kennung} vervollständigen"
        assert {wer for wer, liste in texte.items() if liste == [satz]} == {
            "leitung",
            "vertretung",
            "datenschutz",
        }
        assert {wer for wer, liste in texte.items() if liste} <= {
            "leitung",
            "vertretung",
            "datenschutz",
        }
