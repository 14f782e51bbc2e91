"""Measures in the browser: list, enter, »in Planung → erreicht«, two people at once."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kinderschutz.testing import text
from kommunen.enums import Massnahmenstatus, Reichweite
from kommunen.models import Massnahme
from kommunen.tests.factories import (
    BundeslandFactory,
    InstitutionFactory,
    MassnahmeFactory,
    ProjektFactory,
    TeilnahmeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def teilnahme():
    return TeilnahmeFactory(kommune__name="Stadt Trier")


def url(was, teilnahme, *args):
    return reverse(f"kommunen:{was}", args=[teilnahme.kommune.slug, *args])


class TestAccess:
    @pytest.fixture
    def urls(self, teilnahme, massnahme):
        return [
            url("massnahmen", teilnahme),
            url("massnahme_create", teilnahme),
            url("massnahme_update", teilnahme, massnahme.pk),
            url("massnahme_status", teilnahme, massnahme.pk),
        ]

    def codes(self, client, urls):
        return [(client.get(eine).status_code, client.post(eine).status_code) for eine in urls]

    def test_the_public_signs_in_first(self, client, urls):
        assert {code for codes in self.codes(client, urls) for code in codes} == {302}

    @pytest.mark.parametrize(
        "art",
        ["fachkraft", "leitung", "projektkoordination", "netzwerkkoordination", "ministerium"],
    )
    def test_others_find_nothing(self, client, login_as, urls, art):
        if art == "ministerium":
            login_as(art, bundesland=BundeslandFactory(hessen=True))
        else:
            login_as(art)

        assert {get for get, _post in self.codes(client, urls)} == {404}
        assert {client.post(eine).status_code for eine in urls[1:]} == {404}

    def test_the_land_reads_but_does_not_write(self, client, login_as, urls, massnahme):
        login_as("ministerium")

        seite = client.get(urls[0])

        assert massnahme.text in text(seite)
        assert "Bearbeiten" not in text(seite)
        assert "Maßnahme anlegen" not in text(seite)
        assert self.codes(client, urls[1:]) == [(403, 403)] * 3

    @pytest.mark.parametrize("art", ["fachkraft", "leitung"])
    def test_the_own_jugendamt_writes(self, client, login_as, teilnahme, urls, art):
        login_as(art, jugendamt=teilnahme.jugendamt)

        assert {get for get, _post in self.codes(client, urls)} == {200}

    def test_the_coordination_writes_in_her_projekt_only(
        self, client, login_as, teilnahme, massnahme, urls
    ):
        fremde = MassnahmeFactory(jugendamt=teilnahme.jugendamt, projekt=ProjektFactory())
        login_as("projektkoordination", projekt=teilnahme.projekt)

        assert {get for get, _post in self.codes(client, urls)} == {200}
        assert client.get(url("massnahme_update", teilnahme, fremde.pk)).status_code == 404

    def test_a_measure_is_found_at_its_own_kommune_only(self, client, leitung, massnahme):
        andere = TeilnahmeFactory(jugendamt=massnahme.jugendamt)

        assert client.get(url("massnahme_update", andere, massnahme.pk)).status_code == 404


class TestList:
    def test_groups_by_what_became_of_them(self, client, leitung, teilnahme, massnahme):
        def weitere(wort, **felder):
            MassnahmeFactory(
                jugendamt=teilnahme.jugendamt, projekt=teilnahme.projekt, text=wort, **felder
            )

        weitere("Erledigtes", erreicht=True)
        weitere(
            "Vertagtes", status=Massnahmenstatus.ZURUECKGESTELLT, begruendung="Die Klinik baut um."
        )
        weitere("Versäumtes", ueberfaellig=True, reichweite=Reichweite.CLUSTER, thema="Netz")

        response = client.get(url("massnahmen", teilnahme))

        gruppen = {
            titel: {zeile.massnahme.text for zeile in zeilen}
            for titel, zeilen in response.context["gruppen"]
        }
        assert gruppen == {
            "In Planung und begonnen": {massnahme.text, "Versäumtes"},
            "Erreicht": {"Erledigtes"},
            "Zurückgestellt oder verworfen": {"Vertagtes"},
        }
        seite = text(response)
        assert "Eine Maßnahme ist überfällig" in seite
        assert "Die Klinik baut um." in seite

    def test_invites_when_there_is_none(self, client, leitung, teilnahme):
        assert "Noch keine Maßnahme" in text(client.get(url("massnahmen", teilnahme)))

    def test_names_the_projekt_where_there_are_two(self, client, leitung, teilnahme, massnahme):
        zweites = ProjektFactory(kurztitel="Landesprojekt")
        for _ in range(2):
            MassnahmeFactory(jugendamt=teilnahme.jugendamt, projekt=zweites, ueberfaellig=True)

        seite = text(client.get(url("massnahmen", teilnahme)))

        assert "Landesprojekt" in seite
        assert "2 Maßnahmen sind überfällig" in seite

    def test_queries_do_not_grow_with_the_rows(self, leitung, teilnahme, assert_constant_queries):
        assert_constant_queries(
            url("massnahmen", teilnahme),
            add_row=lambda: MassnahmeFactory(
                jugendamt=teilnahme.jugendamt,
                projekt=teilnahme.projekt,
                institution=InstitutionFactory(kommune=teilnahme.kommune),
            ),
        )


class TestCreate:
    def test_belongs_to_the_own_teilnahme(self, client, leitung, teilnahme):
        response = client.post(
            url("massnahme_create", teilnahme),
            {
                "version": "1",
                "text": "Einen Tagdienst einrichten",
                "reichweite": "kommunal",
                "zieldatum": "31.12.2026",
                "verantwortlich": "Leitung des Sozialen Dienstes",
            },
            follow=True,
        )

        massnahme = Massnahme.objects.get()
        assert "Die Maßnahme ist angelegt" in text(response)
        assert massnahme.status == Massnahmenstatus.GEPLANT
        assert massnahme.zieldatum == date(2026, 12, 31)
        assert (massnahme.kommune, massnahme.jugendamt, massnahme.projekt) == (
            teilnahme.kommune,
            teilnahme.jugendamt,
            teilnahme.projekt,
        )

    def test_asks_for_the_projekt_where_there_are_two(self, client, leitung, teilnahme):
        zweite = TeilnahmeFactory(kommune=teilnahme.kommune, jugendamt=teilnahme.jugendamt)
        data = {"version": "1", "text": "Leitbild schreiben", "reichweite": "kommunal"}

        ohne = client.post(url("massnahme_create", teilnahme), data)
        client.post(url("massnahme_create", teilnahme), data | {"teilnahme": zweite.projekt.slug})

        assert ohne.status_code == 200
        assert Massnahme.objects.get().projekt == zweite.projekt

    def test_refuses_a_projekt_of_others(self, client, leitung, teilnahme):
        TeilnahmeFactory(kommune=teilnahme.kommune, jugendamt=teilnahme.jugendamt)
        fremde = TeilnahmeFactory()

        client.post(
            url("massnahme_create", teilnahme),
            {
                "version": "1",
                "text": "Leitbild schreiben",
                "reichweite": "kommunal",
                "teilnahme": fremde.projekt.slug,
            },
        )

        assert not Massnahme.objects.exists()

    def test_keeps_the_text_when_something_is_wrong(self, client, leitung, teilnahme):
        response = client.post(
            url("massnahme_create", teilnahme),
            {"version": "1", "text": "Einen Tagdienst", "zieldatum": "bald"},
        )

        assert "Einen Tagdienst" in text(response)
        assert "Bitte prüfen Sie Ihre Angaben" in text(response)

    def test_offers_institutions_of_the_kommune_only(self, client, leitung, teilnahme):
        eigene = InstitutionFactory(kommune=teilnahme.kommune)
        InstitutionFactory(kommune=teilnahme.kommune, aktiv_bis=date(2020, 1, 1))
        InstitutionFactory()

        response = client.get(url("massnahme_create", teilnahme))

        assert list(response.context["form"].fields["institution"].queryset) == [eigene]


class TestUpdate:
    def daten(self, massnahme, **neu):
        return {
            "version": massnahme.version,
            "text": massnahme.text,
            "reichweite": massnahme.reichweite,
            "thema": massnahme.thema,
        } | neu

    def test_saves_what_was_typed(self, client, leitung, teilnahme, massnahme):
        client.post(
            url("massnahme_update", teilnahme, massnahme.pk),
            self.daten(massnahme, text="Runde Tische halten, monatlich"),
        )
        massnahme.refresh_from_db()

        assert massnahme.text == "Runde Tische halten, monatlich"
        assert massnahme.version == 2

    def test_shows_both_texts_when_somebody_was_faster(self, client, leitung, teilnahme, massnahme):
        meins = self.daten(massnahme, text="Mein Text", zieldatum="31.12.2026")
        Massnahme.objects.get(pk=massnahme.pk).setze_status(Massnahmenstatus.BEGONNEN)
        ihres = Massnahme.objects.get(pk=massnahme.pk)
        ihres.text = "Ihr Text"
        ihres.zieldatum = date(2026, 6, 30)
        ihres.save()

        response = client.post(url("massnahme_update", teilnahme, massnahme.pk), meins)

        assert response.status_code == 409
        seite = text(response)
        assert "Mein Text" in seite
        assert "Ihr Text" in seite
        assert "30.06.2026" in seite
        assert "Reichweite</dt>" not in seite
        massnahme.refresh_from_db()
        assert massnahme.text == "Ihr Text"

        nochmal = response.context["form"]["version"].value()
        client.post(url("massnahme_update", teilnahme, massnahme.pk), meins | {"version": nochmal})
        massnahme.refresh_from_db()
        assert massnahme.text == "Mein Text"
        assert massnahme.status == Massnahmenstatus.BEGONNEN

    def test_names_a_partner_who_can_no_longer_be_chosen(
        self, client, leitung, teilnahme, massnahme
    ):
        meins = self.daten(massnahme)
        massnahme.institution = InstitutionFactory(
            kommune=massnahme.kommune, name="Beratungsstelle", aktiv_bis=date(2020, 1, 1)
        )
        massnahme.save()

        response = client.post(url("massnahme_update", teilnahme, massnahme.pk), meins)

        assert response.status_code == 409
        assert response.context["abweichend"] == [
            ("Verantwortliche Institution", "Beratungsstelle")
        ]

    def test_a_text_of_several_lines_is_the_same_as_the_browser_sends_it(
        self, client, leitung, teilnahme, massnahme
    ):
        massnahme.text = "Erste Zeile\nzweite Zeile"
        massnahme.save()
        meins = self.daten(massnahme, text="Erste Zeile\r\nzweite Zeile")
        massnahme.save()

        response = client.post(url("massnahme_update", teilnahme, massnahme.pk), meins)

        assert "Es steht dasselbe da wie bei Ihnen" in text(response)

    def test_says_so_when_both_wrote_the_same(self, client, leitung, teilnahme, massnahme):
        meins = self.daten(massnahme)
        massnahme.save()

        response = client.post(url("massnahme_update", teilnahme, massnahme.pk), meins)

        assert "Es steht dasselbe da wie bei Ihnen" in text(response)

    def test_keeps_the_text_when_something_is_wrong(self, client, leitung, teilnahme, massnahme):
        response = client.post(
            url("massnahme_update", teilnahme, massnahme.pk),
            self.daten(massnahme, text="Neuer Text", zieldatum="bald"),
        )
        massnahme.refresh_from_db()

        assert "Neuer Text" in text(response)
        assert massnahme.text == "Runde Tische halten"


class TestStatus:
    def test_a_planned_measure_is_reached(self, client, leitung, teilnahme, massnahme):
        gestern = timezone.localdate() - timedelta(days=1)
        response = client.post(
            url("massnahme_status", teilnahme, massnahme.pk),
            {"version": "1", "status": "umgesetzt", "am": f"{gestern:%d.%m.%Y}"},
            follow=True,
        )
        massnahme.refresh_from_db()

        assert f"seit {gestern:%d.%m.%Y}: umgesetzt" in text(response)
        assert massnahme.erreicht_am == massnahme.status_geaendert_am == gestern

    def test_confirming_the_same_status_counts_as_touched(
        self, client, leitung, teilnahme, massnahme
    ):
        Massnahme.objects.update(status_geaendert_am=date(2025, 1, 1))
        heute = timezone.localdate()

        client.post(
            url("massnahme_status", teilnahme, massnahme.pk),
            {"version": "1", "status": "geplant", "am": f"{heute:%d.%m.%Y}"},
        )
        massnahme.refresh_from_db()

        assert massnahme.status_geaendert_am == heute
        assert not massnahme.is_ueberfaellig()

    @pytest.mark.parametrize("status", ["zurueckgestellt", "verworfen"])
    def test_giving_up_needs_a_reason(self, client, leitung, teilnahme, massnahme, status):
        heute = timezone.localdate()
        daten = {"version": "1", "status": status, "am": f"{heute:%d.%m.%Y}"}

        ohne = client.post(url("massnahme_status", teilnahme, massnahme.pk), daten)
        client.post(
            url("massnahme_status", teilnahme, massnahme.pk),
            daten | {"begruendung": "Die Klinik baut um."},
        )
        massnahme.refresh_from_db()

        assert "Bitte begründen Sie" in text(ohne)
        assert (massnahme.status, massnahme.begruendung) == (status, "Die Klinik baut um.")

    def test_the_day_cannot_be_tomorrow(self, client, leitung, teilnahme, massnahme):
        morgen = timezone.localdate() + timedelta(days=1)

        response = client.post(
            url("massnahme_status", teilnahme, massnahme.pk),
            {"version": "1", "status": "umgesetzt", "am": f"{morgen:%d.%m.%Y}"},
        )

        assert "liegt in der Zukunft" in text(response)

    def test_says_who_was_faster(self, client, leitung, teilnahme, massnahme):
        massnahme.setze_status(Massnahmenstatus.BEGONNEN)
        heute = timezone.localdate()

        response = client.post(
            url("massnahme_status", teilnahme, massnahme.pk),
            {"version": "1", "status": "umgesetzt", "am": f"{heute:%d.%m.%Y}"},
        )
        massnahme.refresh_from_db()

        assert response.status_code == 409
        assert response.context["abweichend"] == [("Status", "begonnen")]
        assert massnahme.status == Massnahmenstatus.BEGONNEN
