"""Beginning an analysis, reading it, its team, the list, the Rechtsgrundlagen."""

import re
import uuid

import pytest
from django.urls import reverse

from fallanalyse.enums import Freigabestufe, Methode, Rechtsgrundlage, Uebergang
from fallanalyse.models import Fallanalyse, Rechtsgrundlagenvorgabe, Teammitglied
from fallanalyse.tests.factories import (
    BelegFactory,
    EinflussfaktorFactory,
    EmpfehlungsvorschlagFactory,
    EreignisFactory,
    FallanalyseFactory,
    PersonenrolleFactory,
    SichtFactory,
    amt,
)
from fallanalyse.tests.formulare import lies_auswahl, lies_formular
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle
from kommunen.tests.factories import ProjektFactory

pytestmark = pytest.mark.django_db
LISTE, NEU, VORGABEN = (f"fallanalyse:{name}" for name in ("list", "create", "vorgaben"))


class TestCreate:
    def test_the_method_is_enough(self, client, login_as, eines):
        login_as(eines.fachkraft)
        assert client.get(reverse(NEU)).status_code == 200

        response = client.post(reverse(NEU), {"methode": Methode.FISCHGRAETEN})

        with system_context("Test"):
            analyse = Fallanalyse.objects.get()
        assert response.url == reverse("fallanalyse:schritt", args=[analyse.pk, "anlass"])
        assert (analyse.methode, analyse.projekt) == (Methode.FISCHGRAETEN, None)

    def test_only_projects_of_the_own_jugendamt_are_offered_or_taken(self, client, login_as, eines):
        with system_context("Test"):
            fremdes = ProjektFactory()
        login_as(eines.fachkraft)

        auswahl = lies_auswahl(client.get(reverse(NEU)), auswahl="novalidate")
        assert auswahl["projekt"] == ["", str(eines.projekt.pk)]

        for projekt in (fremdes.pk, "x", 0):
            response = client.post(
                reverse(NEU), {"methode": Methode.FALLREFLEXION, "projekt": projekt}
            )
            assert response.status_code == 200
        with system_context("Test"):
            assert not Fallanalyse.objects.exists()

    def test_the_same_page_sent_twice_is_one_analysis(self, client, login_as, eines):
        login_as(eines.fachkraft)
        daten = lies_formular(client.get(reverse(NEU)), auswahl="novalidate")

        ziele = {client.post(reverse(NEU), daten).url for _ in range(2)}

        assert len(ziele) == 1
        with system_context("Test"):
            assert Fallanalyse.objects.count() == 1

    def test_a_new_page_is_a_new_analysis(self, client, login_as, eines):
        login_as(eines.fachkraft)

        for _ in range(2):
            daten = lies_formular(client.get(reverse(NEU)), auswahl="novalidate")
            client.post(reverse(NEU), daten)

        with system_context("Test"):
            assert Fallanalyse.objects.count() == 2

    @pytest.mark.parametrize("art", ["netzwerkkoordination", "ministerium", "administration"])
    def test_who_does_not_analyse_does_not_begin(self, client, login_as, art):
        login_as(art)

        assert client.get(reverse(NEU)).status_code == 403
        assert client.post(reverse(NEU), {"methode": "fallreflexion"}).status_code == 403


class TestList:
    def test_shows_what_the_rolle_may_know(self, client, login_as, eines):
        entwurf, offene = eines.beginne(), eines.analyse(Freigabestufe.LESERKREIS)
        login_as(eines.kollegin)

        seite = client.get(reverse(LISTE)).content.decode()

        assert offene.kennung in seite
        assert entwurf.kennung not in seite

    @pytest.mark.parametrize("art", ["projektkoordination", "ministerium", "datenschutz"])
    def test_for_others_there_is_no_such_page(self, client, login_as, art):
        login_as(art)

        assert client.get(reverse(LISTE)).status_code == 404

    def test_the_filter_narrows(self, client, login_as, eines):
        a, b = eines.beginne(), eines.beginne(methode=Methode.FISCHGRAETEN)
        login_as(eines.fachkraft)

        for query, da, weg in (
            ({"methode": "fischgraeten"}, b, a),
            ({"kennung": a.kennung[3:].lower()}, a, b),
        ):
            seite = client.get(reverse(LISTE), query).content.decode()
            assert da.kennung in seite
            assert weg.kennung not in seite

    def test_an_empty_list_says_how_to_begin_or_how_to_see_more(self, client, login_as, eines):
        login_as(eines.fachkraft)

        assert "Eine Fallreflexion dauert" in client.get(reverse(LISTE)).content.decode()
        assert "Alle Fallanalysen zeigen" in (
            client.get(reverse(LISTE), {"methode": "fischgraeten"}).content.decode()
        )

    @pytest.mark.parametrize(
        "query",
        [
            {"methode": "gibt-es-nicht"},
            {"kennung": "\x00"},
            {"nach": "unsinn"},
            {"nach": "2026-01-01T10:00_"},
            {"nach": f"2026-01-01T10:00_{uuid.uuid4()}"},
            {"nach": f"2026-13-41T10:00:00+00:00_{uuid.uuid4()}"},
            {"nach": f"2026-01-01_{uuid.uuid4()}"},
            {"nach": "2026-01-01T10:00:00+00:00_x"},
        ],
    )
    def test_rubbish_in_the_address_is_no_error(self, client, login_as, eines, query):
        login_as(eines.fachkraft)

        assert client.get(reverse(LISTE), query).status_code == 200

    def test_paging_shows_every_row_once(self, client, login_as, eines):
        with system_context("Test"):
            FallanalyseFactory.create_batch(60, jugendamt=eines.jugendamt, im_leserkreis=True)
        login_as(eines.kollegin)
        gesehen, adresse = [], "?methode=fallwerkstatt"

        while adresse:
            response = client.get(reverse(LISTE) + adresse)
            gesehen += [zeile["analyse"].pk for zeile in response.context["zeilen"]]
            adresse = response.context["weiter"]

        assert len(gesehen) == len(set(gesehen)) == 60

    def test_the_queries_do_not_grow_with_the_rows(self, login_as, assert_constant_queries, eines):
        login_as(eines.kollegin)

        assert_constant_queries(
            reverse(LISTE),
            add_row=lambda: FallanalyseFactory(
                jugendamt=eines.jugendamt, projekt=eines.projekt, im_leserkreis=True
            ),
        )


class TestDetail:
    def test_a_draft_shows_its_team_what_is_missing(self, client, login_as, eines):
        analyse = eines.beginne()
        login_as(eines.fachkraft)

        seite = client.get(analyse.get_absolute_url()).content.decode()

        assert "Was noch fehlt" in seite
        assert "Es gibt noch keinen Befund." in seite
        assert "Weiterschreiben" in seite
        assert "Diese Fallanalyse ist erfunden." in seite

    def test_a_reader_sees_no_names(self, client, login_as, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)

        for wer in ("kollegin", "leitung"):
            login_as(eines.rollen[wer])
            seite = client.get(analyse.get_absolute_url()).content.decode()
            assert "Das Tandem trägt auch im Urlaub" in seite
            for anderer in {"fachkraft", "leitung", "zweite", "vertretung"} - {wer}:
                name = re.escape(eines.rollen[anderer].person.name)
                assert not re.search(rf"{name}\b", seite), anderer

    def test_reading_is_one_line_in_the_audit_trail(self, client, login_as, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        login_as(eines.leitung)

        client.get(analyse.get_absolute_url())

        with system_context("Test"):
            [eintrag] = Protokolleintrag.objects.filter(aktion=Aktion.GELESEN)
            assert (eintrag.person, eintrag.kennung) == (
                eines.leitung.person_id,
                analyse.kennung,
            )

    @pytest.mark.parametrize(
        ("wer", "liest"),
        [("fachkraft", True), ("leitung", True), ("kollegin", False), ("zweite", False)],
    )
    def test_the_reasons_on_the_way_are_for_team_and_leitung(
        self, client, login_as, eines, wer, liest
    ):
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        eines.tut("leitung", Uebergang.ZURUECKGEBEN, analyse, begruendung="Die Oma fehlt noch.")
        eines.tut("fachkraft", Uebergang.ABSCHLIESSEN, analyse)
        eines.tut("fachkraft", Uebergang.EINREICHEN, analyse)
        eines.tut("leitung", Uebergang.FREIGEBEN, analyse)
        login_as(eines.rollen[wer])

        seite = client.get(analyse.get_absolute_url()).content.decode()

        assert ("Die Oma fehlt noch." in seite) == liest
        assert "An das Team zurückgeben" in seite

    def test_what_came_back_says_why(self, client, login_as, eines):
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        eines.tut("leitung", Uebergang.ZURUECKGEBEN, analyse, begruendung="Die Oma fehlt noch.")
        login_as(eines.fachkraft)

        seite = client.get(analyse.get_absolute_url()).content.decode()

        assert "Zurück an das Team" in seite
        assert "Die Oma fehlt noch." in seite

    def test_the_queries_do_not_grow_with_the_parts(self, login_as, assert_constant_queries, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        login_as(eines.kollegin)

        def add_row():
            for fabrik in (
                PersonenrolleFactory,
                EreignisFactory,
                SichtFactory,
                BelegFactory,
                EmpfehlungsvorschlagFactory,
            ):
                fabrik(analyse=analyse)
            BelegFactory(
                analyse=analyse,
                schluesselsituation=None,
                einflussfaktor=EinflussfaktorFactory(analyse=analyse),
            )

        assert_constant_queries(analyse.get_absolute_url(), add_row=add_row)


class TestTeam:
    def aufnehmen(self, client, analyse, person):
        return client.post(
            reverse("fallanalyse:team_aufnehmen", args=[analyse.pk]),
            {"person": getattr(person, "pk", person)},
            follow=True,
        )

    def team(self, analyse):
        with system_context("Test"):
            return set(analyse.team.values_list("person", flat=True))

    def test_a_colleague_joins_and_can_write(self, client, login_as, eines):
        analyse = eines.beginne()
        login_as(eines.fachkraft)

        for _ in range(2):
            response = self.aufnehmen(client, analyse, eines.kollegin.person)

        assert eines.kollegin.person_id in self.team(analyse)
        assert "aus der Liste" in response.content.decode()
        login_as(eines.kollegin)
        assert client.get(analyse.get_absolute_url()).status_code == 200

    def test_only_people_of_this_jugendamt_can_join(self, client, login_as, eines):
        analyse, fremd = eines.beginne(), amt()
        moderation_anderswo = make_rolle("moderation", jugendamt=eines.jugendamt)
        netzwerk = make_rolle("netzwerkkoordination", jugendamt=eines.jugendamt)
        login_as(eines.fachkraft)
        angeboten = lies_auswahl(client.get(analyse.get_absolute_url()), auswahl="novalidate")

        for rolle in (fremd.fachkraft, moderation_anderswo, netzwerk):
            assert str(rolle.person_id) not in angeboten["person"]
            response = self.aufnehmen(client, analyse, rolle.person)
            assert "aus der Liste" in response.content.decode()
        for unsinn in ("", "x", "0"):
            self.aufnehmen(client, analyse, unsinn)

        assert self.team(analyse) == {eines.fachkraft.person_id}

    def test_a_moderation_invited_to_this_analysis_can_join(self, client, login_as, eines):
        analyse = eines.beginne()
        rolle = make_rolle("moderation", jugendamt=eines.jugendamt, analyse=analyse.pk)
        login_as(eines.fachkraft)

        self.aufnehmen(client, analyse, rolle.person)

        with system_context("Test"):
            assert analyse.team.get(person=rolle.person).get_funktion_display() == "Moderation"
            assert str(analyse.team.get(person=rolle.person)) == rolle.person.name
        login_as(rolle)
        assert client.get(analyse.get_absolute_url()).status_code == 200

    def test_one_leaves_the_last_one_stays(self, client, login_as, eines):
        analyse = eines.beginne()
        with system_context("Test"):
            analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
            andere, selbst = (
                analyse.team.get(person=rolle.person) for rolle in (eines.kollegin, eines.fachkraft)
            )
        login_as(eines.fachkraft)

        def entferne(mitglied):
            url = reverse("fallanalyse:team_entfernen", args=[analyse.pk, mitglied.pk])
            return client.post(url, follow=True).content.decode()

        assert "ist nicht mehr im Team" in entferne(andere)
        assert self.team(analyse) == {eines.fachkraft.person_id}
        assert "Ein Team braucht mindestens eine Person." in entferne(selbst)
        assert self.team(analyse) == {eines.fachkraft.person_id}

    def test_who_takes_herself_out_sees_it_no_more(self, client, login_as, eines):
        analyse = eines.beginne()
        with system_context("Test"):
            analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
            selbst = analyse.team.get(person=eines.fachkraft.person)
        login_as(eines.fachkraft)

        response = client.post(reverse("fallanalyse:team_entfernen", args=[analyse.pk, selbst.pk]))

        assert response.url == reverse(LISTE)
        assert client.get(analyse.get_absolute_url()).status_code == 404

    def test_nobody_outside_of_the_team_changes_it(self, client, login_as, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        with system_context("Test"):
            mitglied = Teammitglied.objects.get()
        for wer in ("kollegin", "leitung", "fachkraft"):
            login_as(eines.rollen[wer])
            assert self.aufnehmen(client, analyse, eines.zweite.person).status_code == 403
            url = reverse("fallanalyse:team_entfernen", args=[analyse.pk, mitglied.pk])
            assert client.post(url).status_code == 403


class TestVorgaben:
    def daten(self, client, **werte):
        daten = lies_formular(client.get(reverse(VORGABEN)), auswahl="novalidate")
        return daten | {f"{methode}-rechtsgrundlage": wert for methode, wert in werte.items()}

    def test_the_leitung_settles_the_law_per_method(self, client, login_as):
        eines = amt(geklaert=False)
        login_as(eines.leitung)

        response = client.post(
            reverse(VORGABEN), self.daten(client, fallreflexion=Rechtsgrundlage.A79A2)
        )

        assert response.status_code == 302
        with system_context("Test"):
            [vorgabe] = Rechtsgrundlagenvorgabe.objects.all()
            assert (vorgabe.methode, vorgabe.rechtsgrundlage) == (
                Methode.FALLREFLEXION,
                Rechtsgrundlage.A79A2,
            )
            assert vorgabe.festgelegt_durch == eines.leitung.person
            assert str(vorgabe) == Methode.FALLREFLEXION.label

    def test_what_did_not_change_is_not_written(self, client, login_as, eines):
        login_as(eines.leitung)

        client.post(reverse(VORGABEN), self.daten(client))

        with system_context("Test"):
            assert set(Rechtsgrundlagenvorgabe.objects.values_list("version", flat=True)) == {1}

    def test_who_was_overtaken_is_told(self, client, login_as, eines):
        login_as(eines.leitung)
        daten = self.daten(client, fallreflexion=Rechtsgrundlage.ANONYM)
        login_as(eines.vertretung)
        client.post(reverse(VORGABEN), self.daten(client, fallreflexion=Rechtsgrundlage.A79A2))
        login_as(eines.leitung)

        response = client.post(reverse(VORGABEN), daten)

        assert "inzwischen festgelegt" in response.content.decode()
        with system_context("Test"):
            vorgabe = Rechtsgrundlagenvorgabe.objects.get(methode=Methode.FALLREFLEXION)
            assert vorgabe.rechtsgrundlage == Rechtsgrundlage.A79A2

    def test_a_value_that_is_none_is_refused(self, client, login_as, eines):
        login_as(eines.leitung)

        response = client.post(reverse(VORGABEN), self.daten(client, fallreflexion="egal"))

        assert response.status_code == 200
        with system_context("Test"):
            assert not Rechtsgrundlagenvorgabe.objects.exclude(
                rechtsgrundlage=Rechtsgrundlage.ORGUNTERSUCHUNG
            ).exists()

    @pytest.mark.parametrize("art", ["fachkraft", "moderation", "ministerium", "administration"])
    def test_nobody_else_does(self, client, login_as, art):
        login_as(art)

        assert client.get(reverse(VORGABEN)).status_code == 403
        assert client.post(reverse(VORGABEN)).status_code == 403
