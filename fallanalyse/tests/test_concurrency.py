"""Two requests at once, on two connections: who wins, and what the other is told."""

import json
import threading
import uuid

import pytest
from django.db import connection
from django.urls import reverse

from fallanalyse.enums import Bearbeitungsstand, Freigabestufe, Methode, Schritt, Uebergang
from fallanalyse.models import (
    Fallanalyse,
    Personenrolle,
    Rechtsgrundlagenvorgabe,
    Revision,
    Schrittstand,
    Sitzung,
    Wechsel,
)
from fallanalyse.models import inhalt as inhalte
from fallanalyse.tests.factories import amt, vollstaendig
from fallanalyse.tests.formulare import lies_formular, person, zeilen
from fallanalyse.tests.zugleich import Zugleich, clients_of, gesperrt, warte_auf_sperre
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.testing import browser_of
from kommunen.stichtag import abweichungen

pytestmark = pytest.mark.django_db(transaction=True)


def meldungen(client):
    return client.get(reverse("fallanalyse:list")).content.decode()


class TestRelease:
    def test_of_two_leitungen_one_wins_and_the_other_is_told_why(self):
        eines = amt()
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        clients = clients_of(eines, "leitung", "vertretung")
        url, zugleich = reverse("fallanalyse:freigeben", args=[analyse.pk]), Zugleich()

        with gesperrt(analyse):
            for wer, client in clients.items():
                zugleich.starte(wer, lambda client=client: client.post(url, {"leserkreis": "asd"}))
            warte_auf_sperre(2)
        antworten = zugleich.ende()

        assert {antwort.status_code for antwort in antworten.values()} == {302}
        gesagt = sorted("geht jetzt nicht" in meldungen(client) for client in clients.values())
        assert gesagt == [False, True]
        with system_context("Test"):
            assert Wechsel.objects.filter(uebergang=Uebergang.FREIGEBEN).count() == 1
            assert Fallanalyse.objects.get().freigabestufe == Freigabestufe.LESERKREIS
            assert list(abweichungen()) == []

    def test_release_and_withdrawal_at_once_leave_one_state(self):
        eines = amt()
        analyse = eines.analyse(Freigabestufe.GEPRUEFT)
        clients, zugleich = clients_of(eines, "leitung", "fachkraft"), Zugleich()

        with gesperrt(analyse):
            for wer, uebergang in (
                ("leitung", Uebergang.FREIGEBEN_PROJEKT),
                ("fachkraft", Uebergang.ZURUECKZIEHEN),
            ):
                client = clients[wer]
                url = reverse(f"fallanalyse:{uebergang}", args=[analyse.pk])
                zugleich.starte(wer, lambda client=client, url=url: client.post(url))
            warte_auf_sperre(2)
        zugleich.ende()

        with system_context("Test"):
            # Withdrawn first, the release is refused; released first, it is withdrawn again.
            assert Fallanalyse.objects.get().freigabestufe == Freigabestufe.ZURUECKGEZOGEN
            assert not analyse.herkunft_set.exists()
            assert list(abweichungen()) == []


class TestWritingMeanwhile:
    """house-style.md 3.6: a slow form must not write an old state back."""

    def test_an_edit_during_a_transition_does_not_restore_the_old_state(self):
        eines = amt()
        analyse = eines.beginne()
        with system_context("Test"):
            Fallanalyse.objects.update(leitfrage="Was half?")
            vollstaendig(analyse)
            analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
        schreibende, abschliessende = browser_of(eines.fachkraft), browser_of(eines.kollegin)
        zugleich = Zugleich()

        with gesperrt(analyse):
            zugleich.starte(
                "abschliessen",
                lambda: abschliessende.post(reverse("fallanalyse:abschliessen", args=[analyse.pk])),
            )
            warte_auf_sperre(1)
            zugleich.starte(
                "schreiben",
                lambda: schreibende.post(
                    reverse("fallanalyse:schritt", args=[analyse.pk, Schritt.ANLASS]),
                    {"version": "0", "leitfrage": "Was half wem?"},
                ),
            )
            warte_auf_sperre(2)
        antworten = zugleich.ende()

        with system_context("Test"):
            danach = Fallanalyse.objects.get()
            assert danach.bearbeitungsstand == Bearbeitungsstand.ABGESCHLOSSEN
            assert danach.leitfrage == "Was half?"
            assert "wem" in analyse.zwischenstand_set.get().formular
        assert antworten["schreiben"].url == analyse.get_absolute_url()
        assert "Ihr Text ist als Zwischenstand da" in meldungen(schreibende)

    def test_of_two_who_save_the_same_step_one_gets_a_comparison(self):
        eines = amt()
        analyse = eines.beginne()
        with system_context("Test"):
            analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
        url, zugleich = reverse("fallanalyse:schritt", args=[analyse.pk, "anlass"]), Zugleich()
        clients = clients_of(eines, "fachkraft", "kollegin")

        with gesperrt(analyse):
            for wer, client in clients.items():
                daten = {"version": "0", "leitfrage": f"Frage der {wer}"}
                zugleich.starte(wer, lambda client=client, daten=daten: client.post(url, daten))
            warte_auf_sperre(2)
        antworten = zugleich.ende()

        assert sorted(antwort.status_code for antwort in antworten.values()) == [302, 409]
        with system_context("Test"):
            [verloren] = [wer for wer, antwort in antworten.items() if antwort.status_code == 409]
            assert verloren in analyse.zwischenstand_set.get().formular

    def test_an_autosave_does_not_wait_for_a_colleague_who_saves(self):
        """Otherwise each would wait for the other: she for the audit trail, it for the analysis."""
        eines = amt()
        analyse = eines.beginne()
        with system_context("Test"):
            analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
            stand = Schrittstand.objects.create(
                analyse=analyse, jugendamt=eines.jugendamt, schritt=Schritt.ANLASS
            )
        url, zugleich = reverse("fallanalyse:schritt", args=[analyse.pk, "anlass"]), Zugleich()
        clients = clients_of(eines, "fachkraft", "kollegin")
        tippend = {"version": "0", "schreibt": str(eines.kollegin.person_id), "leitfrage": "Was?"}

        with system_context("Test"):
            # Who saves holds the analysis by then, and waits here.
            Schrittstand.objects.select_for_update().get(pk=stand.pk)
            zugleich.starte(
                "speichern",
                lambda: clients["fachkraft"].post(url, {"version": "0", "leitfrage": "Wer?"}),
            )
            warte_auf_sperre(1)
            zugleich.starte(
                "zwischenstand", lambda: clients["kollegin"].post(f"{url}zwischenstand/", tippend)
            )
            zugleich.threads[-1].join(10)
            waehrenddessen = dict(zugleich.antworten)
        antworten = zugleich.ende()

        assert {wer: antwort.status_code for wer, antwort in waehrenddessen.items()} == {
            "zwischenstand": 200
        }
        assert antworten["speichern"].status_code == 302

    @pytest.mark.parametrize("schritt", ["anlass", "beteiligte"])
    def test_a_page_read_while_a_colleague_saves_does_not_take_hers_back(self, schritt):
        """Her text of before with her version of after: saved, it would silently be the newest."""
        eines = amt()
        analyse = eines.beginne()
        with system_context("Test"):
            analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
        url, zugleich = reverse("fallanalyse:schritt", args=[analyse.pk, schritt]), Zugleich()
        client = browser_of(eines.fachkraft)
        inhalt = {"kopf": {"leitfrage": "Ihres"}, "zeilen": {}}
        if schritt == "beteiligte":
            felder = {"kuerzel": "Ihres", "altersband": "nicht_erhoben", "beziehung": ""}
            inhalt = {"kopf": {}, "zeilen": {"personen": {str(uuid.uuid4()): felder}}}

        with acting_as(eines.kollegin) as kollegin:
            inhalt = inhalte.ergaenze(analyse, schritt, inhalt)
            with connection.cursor() as cursor:
                # The page has read the text by then, and waits here for its version.
                cursor.execute("LOCK TABLE fallanalyse_schrittstand IN ACCESS EXCLUSIVE MODE")
            zugleich.starte("lesen", lambda: client.get(url))
            warte_auf_sperre(1)
            analyse.speichere_schritt(schritt, inhalt, version=0, durch=kollegin)
        formular = lies_formular(zugleich.ende()["lesen"])
        mehr = {"anlass_text": "Meins"}
        if schritt == "beteiligte":
            nummer = formular["personen-TOTAL_FORMS"][0]
            mehr = {"personen-TOTAL_FORMS": str(int(nummer) + 1)}
            mehr[f"personen-{nummer}-kuerzel"] = "Meins"
            mehr[f"personen-{nummer}-altersband"] = "erwachsen"
        client.post(url, formular | mehr)

        with system_context("Test"):
            gespeichert = json.dumps(inhalte.lies(Fallanalyse.objects.get(), schritt))
        assert "Ihres" in gespeichert
        assert "Meins" in gespeichert

    def test_an_impatient_double_click_makes_no_second_row(self):
        eines = amt()
        analyse = eines.beginne()
        url, zugleich = reverse("fallanalyse:schritt", args=[analyse.pk, "beteiligte"]), Zugleich()
        daten = zeilen("personen", person("Kind 1"))
        clients = browser_of(eines.fachkraft), browser_of(eines.fachkraft)

        with gesperrt(analyse):
            for klick, client in enumerate(clients):
                zugleich.starte(klick, lambda client=client: client.post(url, daten))
            warte_auf_sperre(2)
        antworten = zugleich.ende()

        assert [antwort.status_code for antwort in antworten.values()] == [302, 302]
        with system_context("Test"):
            assert Personenrolle.objects.count() == 1
            assert Revision.objects.filter(version=1).count() == 1

    def test_two_cannot_take_each_other_out_of_the_team(self):
        eines = amt()
        analyse = eines.beginne()
        with system_context("Test"):
            analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
            mitglied = {
                wer: analyse.team.get(person=eines.rollen[wer].person)
                for wer in ("fachkraft", "kollegin")
            }
        clients, zugleich = clients_of(eines, "fachkraft", "kollegin"), Zugleich()

        with gesperrt(analyse):
            for wer, opfer in (("fachkraft", "kollegin"), ("kollegin", "fachkraft")):
                url = reverse("fallanalyse:team_entfernen", args=[analyse.pk, mitglied[opfer].pk])
                client = clients[wer]
                zugleich.starte(wer, lambda client=client, url=url: client.post(url))
            warte_auf_sperre(2)
        zugleich.ende()

        with system_context("Test"):
            assert analyse.team.count() == 1


class TestFirstTime:
    def test_two_leitungen_settle_the_same_method_at_once(self):
        eines = amt(geklaert=False)
        url, zugleich = reverse("fallanalyse:vorgaben"), Zugleich()
        offen = {f"{methode}-rechtsgrundlage": "offen" for methode in Methode.values}
        schranke = threading.Barrier(2)

        def sende(client, wert):
            schranke.wait(10)
            return client.post(url, offen | {"fallreflexion-rechtsgrundlage": wert})

        for wer, wert in (("leitung", "a79a2"), ("vertretung", "anonym")):
            client = browser_of(eines.rollen[wer])
            zugleich.starte(wer, lambda client=client, wert=wert: sende(client, wert))
        antworten = zugleich.ende()

        assert {antwort.status_code for antwort in antworten.values()} == {302}
        with system_context("Test"):
            assert Rechtsgrundlagenvorgabe.objects.count() == 1

    def test_one_page_sent_twice_at_once_begins_one_analysis(self):
        eines, zugleich, schranke = amt(), Zugleich(), threading.Barrier(2)
        daten = {
            "methode": "fallreflexion",
            "schluessel": "6e0e4a3c-7f0e-4d0a-9c8e-0d3b6f3f9a11",
        }

        def sende(client):
            schranke.wait(10)
            return client.post(reverse("fallanalyse:create"), daten)

        for klick in (1, 2):
            client = browser_of(eines.fachkraft)
            zugleich.starte(klick, lambda client=client: sende(client))
        antworten = zugleich.ende()

        assert len({antwort.url for antwort in antworten.values()}) == 1
        with system_context("Test"):
            assert Fallanalyse.objects.count() == 1
            assert list(abweichungen()) == []

    def test_two_who_begin_the_meeting_of_today_at_once_are_in_the_same_one(self):
        eines, zugleich = amt(), Zugleich()
        analyse = eines.analyse()
        with system_context("Test"):
            analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
        url = reverse("fallanalyse:sitzung_beginnen", args=[analyse.pk])
        clients = clients_of(eines, "fachkraft", "kollegin")

        with gesperrt(analyse):
            for wer, client in clients.items():
                zugleich.starte(wer, lambda client=client: client.post(url))
            warte_auf_sperre(2)
        antworten = zugleich.ende()

        assert len({antwort.url for antwort in antworten.values()}) == 1
        with system_context("Test"):
            assert Sitzung.objects.count() == 1
