"""Meetings: who is invited, invitation, minutes without names, tasks that come back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kinderschutz.identity import acting_as
from kinderschutz.testing import text
from kommunen.anliegen import anliegen_fuer
from kommunen.tests.factories import ClusterFactory, InstitutionFactory, TeilnahmeFactory
from netzwerk.models import Aufgabe, Veranstaltung
from netzwerk.tests.factories import (
    AufgabeFactory,
    NetzwerkFactory,
    NetzwerkmitgliedFactory,
    VeranstaltungFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def teilnahme():
    cluster = ClusterFactory()
    return TeilnahmeFactory(projekt=cluster.projekt, cluster=cluster)


@pytest.fixture
def koordination(login_as, teilnahme):
    return login_as("netzwerkkoordination", jugendamt=teilnahme.jugendamt)


@pytest.fixture
def eine(teilnahme):
    return VeranstaltungFactory(jugendamt=teilnahme.jugendamt, vorbei=True)


def url(was, veranstaltung, *keys):
    return reverse(f"veranstaltung:{was}", args=[veranstaltung.pk, *keys])


def zeilen(**je_liste):
    """Return what a browser sends for these rows of the three lists."""
    data = {}
    for name in ("teilnehmende", "beschluesse", "aufgaben"):
        rows = je_liste.get(name, [])
        data |= {f"{name}-TOTAL_FORMS": str(len(rows)), f"{name}-INITIAL_FORMS": "0"}
        for nummer, row in enumerate(rows):
            data |= {f"{name}-{nummer}-{feld}": wert for feld, wert in row.items()}
    return data


class TestWhoIsInvited:
    def gesehen(self, rolle):
        with acting_as(rolle) as user:
            return set(Veranstaltung.objects.visible_to(user))

    def test_a_projekt_invites_all_and_a_cluster_those_in_it(self, rolle_als, teilnahme):
        andere = TeilnahmeFactory(projekt=teilnahme.projekt)
        alle = VeranstaltungFactory(jugendamt=None, projekt=teilnahme.projekt)
        cluster = VeranstaltungFactory(
            jugendamt=None, projekt=teilnahme.projekt, cluster=teilnahme.cluster
        )

        assert self.gesehen(rolle_als("fachkraft", jugendamt=teilnahme.jugendamt)) == {
            alle,
            cluster,
        }
        assert self.gesehen(rolle_als("fachkraft", jugendamt=andere.jugendamt)) == {alle}
        assert self.gesehen(rolle_als("wissenschaft", projekt=teilnahme.projekt)) == {alle, cluster}
        assert self.gesehen(rolle_als("fachkraft")) == set()
        assert self.gesehen(rolle_als("ministerium")) == set()

    def test_a_network_invites_all_its_jugendaemter_once(self, rolle_als, teilnahme):
        andere = TeilnahmeFactory()
        netz = NetzwerkFactory(jugendaemter=[teilnahme.jugendamt, andere.jugendamt])
        eine = VeranstaltungFactory(jugendamt=teilnahme.jugendamt, netzwerk=netz)
        interne = VeranstaltungFactory(jugendamt=teilnahme.jugendamt)

        with acting_as(rolle_als("leitung", jugendamt=teilnahme.jugendamt)) as user:
            assert sorted(v.titel for v in Veranstaltung.objects.visible_to(user)) == sorted(
                [eine.titel, interne.titel]
            )
        assert self.gesehen(rolle_als("leitung", jugendamt=andere.jugendamt)) == {eine}


class TestList:
    def test_shows_what_comes_and_each_year_that_was(self, client, koordination, teilnahme):
        kommt = VeranstaltungFactory(jugendamt=teilnahme.jugendamt, titel="Kommt noch")
        war = VeranstaltungFactory(
            jugendamt=teilnahme.jugendamt, titel="War schon", beginn=kommt.beginn.replace(year=2024)
        )

        seite = text(client.get(reverse("veranstaltung:list")))
        damals = text(client.get(reverse("veranstaltung:list"), {"jahr": "2024"}))

        assert kommt.titel in seite
        assert war.titel not in seite
        assert war.titel in damals
        assert client.get(reverse("veranstaltung:list"), {"jahr": "1999"}).status_code == 404

    def test_queries_do_not_grow_with_the_rows(
        self, koordination, teilnahme, assert_constant_queries
    ):
        assert_constant_queries(
            reverse("veranstaltung:list"),
            add_row=lambda: VeranstaltungFactory(
                jugendamt=teilnahme.jugendamt,
                netzwerk=NetzwerkFactory(jugendaemter=[teilnahme.jugendamt]),
            ),
        )

    def test_nor_does_the_page_of_one(self, koordination, eine, assert_constant_queries):
        assert_constant_queries(
            url("detail", eine),
            add_row=lambda: (
                AufgabeFactory(veranstaltung=eine, institution=InstitutionFactory(), stelle=""),
                eine.teilnehmende.create(institution=InstitutionFactory(), anzahl=2),
                eine.beschluesse.create(nummer=1, text="So machen wir es."),
            ),
        )


class TestInvitation:
    DATEN = {
        "version": "1",
        "art": "netzwerkkonferenz",
        "kreis": "alle",
        "titel": "Netzwerkkonferenz",
        "tag": "01.07.2027",
        "von": "9:00",
        "bis": "16:30",
    }

    def test_a_day_and_two_times_become_two_moments(self, client, koordination, teilnahme):
        client.post(reverse("veranstaltung:neu"), self.DATEN)

        neue = Veranstaltung.objects.get()
        assert neue.jugendamt == teilnahme.jugendamt
        assert f"{timezone.localtime(neue.beginn):%d.%m.%Y %H:%M}" == "01.07.2027 09:00"
        assert f"{timezone.localtime(neue.ende):%d.%m.%Y %H:%M}" == "01.07.2027 16:30"

    @pytest.mark.parametrize(
        ("feld", "wert", "satz"),
        [
            ("tag", "31.06.2027", "gültiges Datum"),
            ("bis", "8:00", "Das Ende liegt nicht nach dem Beginn"),
            ("letzter_tag", "30.06.2027", "Der letzte Tag liegt vor dem ersten"),
            ("von", "25:00", "gültige Uhrzeit"),
        ],
    )
    def test_says_at_the_field_what_cannot_be(self, client, koordination, feld, wert, satz):
        response = client.post(reverse("veranstaltung:neu"), self.DATEN | {feld: wert})

        assert satz in " ".join(response.context["form"].errors[feld])
        assert "Netzwerkkonferenz" in text(response)
        assert not Veranstaltung.objects.exists()

    def test_is_a_file_for_the_calendar(self, client, koordination, eine):
        response = client.get(url("kalender", eine))

        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert ".ics" in response["Content-Disposition"]
        assert f"URL:http://testserver{url('detail', eine)}" in text(response).replace("\r\n ", "")

    def test_its_sequence_rises_when_a_calendar_must_know(self, eine):
        eine.programm = "Noch offen"
        eine.save()
        assert eine.folge == 0

        eine.ort = "Rathaus"
        eine.save()
        eine.sage_ab()
        assert eine.folge == 2

    def test_shows_both_when_somebody_was_faster(self, client, koordination, eine):
        daten = self.DATEN | {"titel": "Mein Titel"}
        eine.titel = "Ihr Titel"
        eine.save()

        response = client.post(url("bearbeiten", eine), daten)

        assert response.status_code == 409
        assert "Mein Titel" in text(response)
        assert "Ihr Titel" in text(response)
        version = response.context["form"]["version"].value()
        client.post(url("bearbeiten", eine), daten | {"version": version})
        eine.refresh_from_db()
        assert eine.titel == "Mein Titel"

    def test_the_same_circle_is_no_difference(self, client, koordination, eine):
        eine.netzwerk = NetzwerkFactory(jugendaemter=[eine.jugendamt])
        eine.save()

        response = client.post(
            url("bearbeiten", eine), self.DATEN | {"kreis": str(eine.netzwerk.pk)}
        )

        assert response.status_code == 409
        assert "Titel" in dict(response.context["abweichend"])
        assert "Wer ist eingeladen?" not in dict(response.context["abweichend"])

    def test_calling_off_keeps_it(self, client, koordination, eine):
        client.post(url("absagen", eine))

        assert "wurde am" in text(client.get(url("detail", eine)))


class TestMinutes:
    def test_say_who_came_without_names_what_was_decided_and_who_does_what(
        self, client, koordination, eine, teilnahme
    ):
        kita = InstitutionFactory(kommune=teilnahme.kommune, name="Kita Sonnenschein")
        daten = zeilen(
            teilnehmende=[
                {"institution": kita.pk, "anzahl": "3"},
                {"stelle": "Polizei", "anzahl": "1"},
                {"anzahl": ""},
            ],
            beschluesse=[{"text": "Wir rufen immer zurück."}],
            aufgaben=[{"text": "Liste erneuern", "stelle": "ASD", "faellig_am": "01.12.2026"}],
        )

        client.post(url("protokoll", eine), daten | {"version": "1", "protokoll": "Besprochen."})
        seite = text(client.get(url("detail", eine)))

        assert [(zeile.wer, zeile.anzahl) for zeile in eine.teilnehmende.order_by("pk")] == [
            ("Kita Sonnenschein", 3),
            ("Polizei", 1),
        ]
        assert "Wir rufen immer zurück." in seite
        aufgabe = eine.aufgaben.get()
        assert (aufgabe.wer, aufgabe.faellig_am) == ("ASD", date(2026, 12, 1))

    def test_a_task_stays_the_same_when_the_minutes_are_written_again(
        self, client, koordination, eine
    ):
        bleibt, geht = AufgabeFactory.create_batch(2, veranstaltung=eine)
        daten = zeilen(aufgaben=[{"key": bleibt.pk, "text": "Neuer Text", "stelle": "ASD"}])

        client.post(url("protokoll", eine), daten | {"version": "1"})

        assert list(Aufgabe.objects.values_list("pk", "text")) == [(bleibt.pk, "Neuer Text")]
        assert geht.pk != bleibt.pk

    @pytest.mark.parametrize(
        ("rows", "satz"),
        [
            ({"teilnehmende": [{"anzahl": "3"}]}, "nennen Sie eine Stelle"),
            ({"teilnehmende": [{"stelle": "Polizei", "anzahl": "0"}]}, "größer oder gleich 1"),
            ({"aufgaben": [{"text": "Etwas"}]}, "nennen Sie eine Stelle"),
            (
                {"aufgaben": [{"text": "X", "stelle": "ASD", "erledigt_am": "01.01.2999"}]},
                "liegt in der Zukunft",
            ),
        ],
    )
    def test_nothing_is_lost_when_something_is_wrong(self, client, koordination, eine, rows, satz):
        response = client.post(
            url("protokoll", eine), zeilen(**rows) | {"version": "1", "protokoll": "Mein Text"}
        )

        assert satz in text(response)
        assert "Mein Text" in text(response)
        eine.refresh_from_db()
        assert eine.protokoll == ""

    def test_a_row_more_needs_no_javascript(self, client, koordination, eine):
        daten = zeilen(beschluesse=[{"text": "Eins"}]) | {"zeile_hinzufuegen": "beschluesse"}

        response = client.post(url("protokoll", eine), daten | {"protokoll": "Mein Text"})

        assert len(response.context["beschluesse"].forms) == 2
        assert "Mein Text" in text(response)
        assert not eine.beschluesse.exists()

    def test_shows_both_when_somebody_was_faster(self, client, koordination, eine):
        eine.schreibe_protokoll(
            text="Ihr Text", teilnehmende=[], beschluesse=["Ihr Beschluss"], aufgaben=[]
        )

        response = client.post(
            url("protokoll", eine), zeilen() | {"version": "1", "protokoll": "Mein Text"}
        )

        assert response.status_code == 409
        assert "Mein Text" in text(response)
        assert "Ihr Beschluss" in text(response)

    def test_are_seen_by_the_invited_once_they_are_released(
        self, client, koordination, login_as, eine, teilnahme
    ):
        eine.schreibe_protokoll(text="Besprochen.", teilnehmende=[], beschluesse=[], aufgaben=[])
        login_as("fachkraft", jugendamt=teilnahme.jugendamt)
        assert "Besprochen." not in text(client.get(url("detail", eine)))

        eine.gib_protokoll_frei()

        assert "Besprochen." in text(client.get(url("detail", eine)))

    def test_offer_the_members_of_the_network(self, client, koordination, eine, teilnahme):
        netz = NetzwerkFactory(jugendaemter=[teilnahme.jugendamt])
        mitglied = NetzwerkmitgliedFactory(netzwerk=netz)
        InstitutionFactory(kommune=teilnahme.kommune)
        eine.netzwerk = netz
        eine.save()

        response = client.get(url("protokoll", eine))

        wahl = response.context["teilnehmende"].forms[0].fields["institution"].choices
        assert [key for key, _text in wahl] == ["", mitglied.institution_id]

    def test_are_released_only_as_they_were_read(self, client, koordination, eine):
        gelesen = eine.version
        eine.protokoll = "Danach geschrieben."
        eine.save()

        satz = text(
            client.post(url("protokoll_freigeben", eine), {"version": gelesen}, follow=True)
        )
        eine.refresh_from_db()
        assert "Bitte lesen Sie es noch einmal" in satz
        assert eine.protokoll_freigegeben_am is None

        client.post(url("protokoll_freigeben", eine), {"version": eine.version})
        eine.refresh_from_db()
        assert eine.protokoll_freigegeben_am is not None


class TestBadInput:
    @pytest.mark.parametrize(
        ("feld", "wert", "satz"),
        [
            # Before the time zones; the database would give back a year that Python does not know.
            ("tag", "01.01.0001", "Bitte prüfen Sie das Jahr: 0001"),
            ("letzter_tag", "01.01.9999", "Bitte prüfen Sie das Jahr: 9999"),
            ("titel", "Run\x01de", "unsichtbare Steuerzeichen"),
            ("ort", "Rat\u202ehaus", "unsichtbare Steuerzeichen"),
        ],
    )
    def test_is_refused_beside_its_field(self, client, koordination, feld, wert, satz):
        gut = {
            "version": "1",
            "art": "runder_tisch",
            "titel": "Runde",
            "kreis": "alle",
            "tag": "01.12.2026",
            "von": "9:00",
            "bis": "12:00",
        }

        antwort = client.post(reverse("veranstaltung:neu"), gut | {feld: wert})

        assert satz in str(antwort.context["form"].errors[feld])
        assert not Veranstaltung.objects.exists()
        assert client.post(reverse("veranstaltung:neu"), gut).status_code == 302


class TestTasks:
    def test_what_is_overdue_waits_for_who_organises(self, rolle_als, eine, teilnahme):
        AufgabeFactory(veranstaltung=eine, text="Liste erneuern", ueberfaellig=True)
        AufgabeFactory(veranstaltung=eine, faellig_am=timezone.localdate())
        satz = "Noch nicht erledigt: Liste erneuern (Koordination)"

        def texte(art, **bereich):
            with acting_as(rolle_als(art, **bereich)) as user:
                return [a.text for a in anliegen_fuer(user) if a.text.startswith("Noch nicht")]

        assert texte("netzwerkkoordination", jugendamt=teilnahme.jugendamt) == [satz]
        assert texte("fachkraft", jugendamt=teilnahme.jugendamt) == []
        assert texte("netzwerkkoordination") == []

    def test_is_done_with_one_click_and_open_again_with_another(self, client, koordination, eine):
        aufgabe = AufgabeFactory(veranstaltung=eine, ueberfaellig=True)

        client.post(url("aufgabe_erledigt", eine, aufgabe.pk), {"erledigt": "1"})
        aufgabe.refresh_from_db()
        assert aufgabe.erledigt_am == timezone.localdate()

        client.post(url("aufgabe_erledigt", eine, aufgabe.pk))
        aufgabe.refresh_from_db()
        assert aufgabe.erledigt_am is None

    def test_who_has_the_minutes_open_does_not_take_the_click_back(
        self, client, koordination, eine
    ):
        aufgabe = AufgabeFactory(veranstaltung=eine, ueberfaellig=True)
        offen = {"version": eine.version, "protokoll": "Besprochen."} | zeilen()

        client.post(url("aufgabe_erledigt", eine, aufgabe.pk), {"erledigt": "1"})

        assert client.post(url("protokoll", eine), offen).status_code == 409
        aufgabe.refresh_from_db()
        assert aufgabe.erledigt_am == timezone.localdate()

    def test_of_another_meeting_is_not_found(self, client, koordination, eine):
        fremde = AufgabeFactory()

        assert client.post(url("aufgabe_erledigt", eine, fremde.pk)).status_code == 404


def test_what_is_over_is_over_at_its_end(teilnahme):
    eine = VeranstaltungFactory(jugendamt=teilnahme.jugendamt)

    assert list(Veranstaltung.objects.kommend(eine.ende)) == [eine]
    assert list(Veranstaltung.objects.vergangen(eine.ende + timedelta(seconds=1))) == [eine]
