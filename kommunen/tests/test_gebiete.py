"""Territory through time: who answers for what on which day, and the pages that change it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kinderschutz.system_context import system_context
from kinderschutz.tests.tage import heute
from kommunen import umzug
from kommunen.enums import Gebietstyp, Rollenart
from kommunen.models import (
    Importdokument,
    Jugendamt,
    Kommune,
    Rolle,
    Uebergabe,
    Zustaendigkeit,
)
from kommunen.models.uebergabe import UebergabeNichtMoeglich
from kommunen.tests.factories import (
    BevoelkerungFactory,
    ImportdokumentFactory,
    JugendamtFactory,
    KommuneFactory,
    RolleFactory,
    TeilnahmeFactory,
    ZustaendigkeitFactory,
)

STAND = date(2024, 12, 31)
LISTE = reverse("gebiete:list")
AUFLOESUNG = reverse("gebiete:aufloesung")
NEU = reverse("gebiete:uebergabe_create")


def amt(name, **traeger):
    kommune = KommuneFactory(name=name, **traeger)
    jugendamt = JugendamtFactory(name=f"Jugendamt {name}", traeger=kommune)
    ZustaendigkeitFactory(jugendamt=jugendamt)
    return jugendamt


@pytest.fixture
def kreis(db):
    return amt("Landkreis Mayen-Koblenz", gebietstyp=Gebietstyp.LANDKREIS)


@pytest.fixture
def stadt(kreis):
    return amt("Stadt Mayen", gebietstyp=Gebietstyp.GKA, kreis=kreis.traeger)


@pytest.fixture
def leitungen(stadt, kreis):
    with system_context("Test"):
        return {
            jugendamt: RolleFactory(art=Rollenart.LEITUNG, jugendamt=jugendamt)
            for jugendamt in (stadt, kreis)
        }


def plane(von, an, am=None):
    with system_context("Test"):
        uebergabe = Uebergabe(abgebend=von, aufnehmend=an, am=am or heute())
        uebergabe.plane()
    return uebergabe


class TestWhoAnswers:
    """At any day exactly one Jugendamt answers for a territory, or none."""

    @settings(
        max_examples=12,
        deadline=None,
        # Each example hands over whole Jugendämter: a smaller failing one is not worth the minutes.
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        tage=st.lists(st.integers(0, 3_000), min_size=1, max_size=4, unique=True),
        ende=st.none() | st.integers(0, 4_000),
        fragen=st.lists(st.integers(-100, 5_000), min_size=5, max_size=20),
    )
    def test_one_or_none_whatever_is_handed_over(self, db, tage, ende, fragen):
        beginn = heute() - timedelta(days=3_500)
        am = [beginn + timedelta(days=tag) for tag in sorted(tage)]
        with transaction.atomic():
            aemter = [amt(f"Landkreis {nummer}") for nummer in range(len(am) + 1)]
            kommunen = [jugendamt.traeger for jugendamt in aemter]
            if ende is not None:
                Zustaendigkeit.objects.filter(kommune=kommunen[0]).update(
                    bis=beginn + timedelta(days=ende)
                )
            BevoelkerungFactory(kommune=kommunen[0], anzahl=7)
            BevoelkerungFactory(kommune=kommunen[-1], anzahl=11)
            # Each gives all it has to the next one.
            for (von, an), tag in zip(pairwise(aemter), am, strict=True):
                uebergabe = plane(von, an, tag)
                with system_context("Test"):
                    umzug.fuehre_aus(uebergabe)

            for frage in fragen:
                tag = beginn + timedelta(days=frage)
                for kommune in kommunen:
                    zustaendig = Zustaendigkeit.objects.gueltig(tag).filter(kommune=kommune)
                    assert zustaendig.count() <= 1
                    if kommune != kommunen[0] or ende is None:
                        assert zustaendig.count() == 1
                        assert zustaendig.get().jugendamt in Jugendamt.objects.gueltig(tag)
            bevoelkerung = [
                jugendamt.bevoelkerung or 0
                for jugendamt in Jugendamt.objects.with_bevoelkerung(STAND)
            ]
            noch_da = Zustaendigkeit.objects.gueltig(STAND).filter(kommune=kommunen[0]).exists()
            assert sum(bevoelkerung) == 11 + (7 if noch_da else 0)
            transaction.set_rollback(True)

    def test_people_of_a_town_are_counted_once_with_their_kreis(self, stadt, kreis):
        BevoelkerungFactory(kommune=kreis.traeger, stichtag=heute(), anzahl=100)
        BevoelkerungFactory(kommune=stadt.traeger, stichtag=heute(), anzahl=20)

        def bevoelkerung():
            return Jugendamt.objects.with_bevoelkerung(heute()).get(pk=kreis.pk).bevoelkerung

        assert bevoelkerung() is None
        uebergabe = plane(stadt, kreis)
        with system_context("Test"):
            umzug.fuehre_aus(uebergabe)
        assert bevoelkerung() == 100


class TestPlanning:
    def test_from_the_plan_to_both_consents(self, client, login_as, stadt, kreis, leitungen):
        login_as(Rollenart.ADMINISTRATION)
        antwort = client.post(
            NEU,
            {
                "abgebend": stadt.pk,
                "aufnehmend": kreis.pk,
                "am": (heute() + timedelta(days=40)).isoformat(),
                "leitung_wird": "fachkraft",
            },
            follow=True,
        )
        assert "wartet auf die Zustimmung: Jugendamt Stadt Mayen und" in antwort.text
        assert "die Zuständigkeit für Stadt Mayen" in antwort.text
        assert "1 × Leitung, danach als Fachkraft" in antwort.text

        url = antwort.request["PATH_INFO"]
        for rolle in leitungen.values():
            login_as(rolle)
            assert url in client.get(reverse("arbeit")).text
            assert "Bitte bestätigen Sie" in client.post(url, {}).text
            antwort = client.post(url, {"gelesen": "on"}, follow=True)
        assert "zugestimmt, wird am Tag der Übergabe ausgeführt" in antwort.text

    def test_refuses_a_day_that_is_over_and_keeps_the_rest(
        self, client, login_as, stadt, kreis, db
    ):
        login_as(Rollenart.ADMINISTRATION)

        seite = client.post(
            NEU,
            {
                "abgebend": stadt.pk,
                "aufnehmend": kreis.pk,
                "am": "01.01.2020",
                "leitung_wird": "leitung",
            },
        ).text

        assert "Dieser Tag ist schon vorbei." in seite
        assert "01.01.2020" in seite

    def test_refuses_the_same_jugendamt_on_both_sides(self, client, login_as, stadt):
        login_as(Rollenart.ADMINISTRATION)

        seite = client.post(
            NEU,
            {
                "abgebend": stadt.pk,
                "aufnehmend": stadt.pk,
                "am": heute().isoformat(),
                "leitung_wird": "fachkraft",
            },
        ).text

        assert "nicht an sich selbst" in seite
        assert not Uebergabe.objects.exists()

    def test_a_dropped_plan_is_over(self, client, login_as, stadt, kreis, leitungen):
        uebergabe = plane(stadt, kreis)
        login_as(Rollenart.ADMINISTRATION)

        client.post(reverse("gebiete:uebergabe_verwerfen", args=[uebergabe.pk]))

        uebergabe.refresh_from_db()
        assert uebergabe.stand == "verworfen"
        with system_context("Test"), pytest.raises(UebergabeNichtMoeglich, match="verworfen"):
            umzug.fuehre_aus(uebergabe)
        # Another one may be planned.
        plane(stadt, kreis)

    def test_a_jugendamt_that_takes_one_is_not_handed_over_itself(self, stadt, kreis):
        plane(stadt, kreis)

        with pytest.raises(UebergabeNichtMoeglich, match="nimmt selbst noch"):
            plane(kreis, amt("Landkreis Ahrweiler"))

    def test_list_costs_the_same_with_one_or_ten(self, login_as, assert_constant_queries, kreis):
        login_as(Rollenart.ADMINISTRATION)

        def add_row():
            jugendamt = amt(f"Stadt {Kommune.objects.count()}")
            uebergabe = Uebergabe(abgebend=jugendamt, aufnehmend=kreis, am=heute())
            uebergabe.plane()
            KommuneFactory(aufgeloest=True).nachfolger.add(kreis.traeger)

        assert_constant_queries(LISTE, add_row=add_row)


class TestRollen:
    def test_a_rolle_that_only_begins_later_begins_in_the_other_one(self, stadt, kreis):
        spaeter = heute() + timedelta(days=50)
        with system_context("Test"):
            RolleFactory(art=Rollenart.LEITUNG, jugendamt=kreis)
            kuenftig = RolleFactory(jugendamt=stadt, von=spaeter)
        uebergabe = plane(stadt, kreis)
        with system_context("Test"):
            Uebergabe.objects.update(aufnehmend_gefragt=False)
            umzug.fuehre_aus(uebergabe)

            neue = Rolle.objects.get(person=kuenftig.person)
        assert (neue.jugendamt, neue.von) == (kreis, spaeter)


class TestDissolving:
    def sende(self, client, aufgeloest, nachfolger, am="01.07.2027", **mehr):
        return client.post(
            AUFLOESUNG, {"aufgeloest": aufgeloest, "nachfolger": nachfolger, "am": am, **mehr}
        )

    @pytest.fixture(autouse=True)
    def administration(self, login_as, db):
        return login_as(Rollenart.ADMINISTRATION)

    def trage_ein(self, client, *angaben):
        seite = self.sende(client, *angaben)
        abdruck = seite.context["aenderung"].abdruck
        return self.sende(client, *angaben, bestaetigt=abdruck)

    def test_a_merger_ends_both_and_makes_one(self, client):
        nord, sued = (
            KommuneFactory(name=f"Landkreis {name}", gebietstyp=Gebietstyp.LANDKREIS)
            for name in ("Nord", "Süd")
        )

        self.trage_ein(client, "Landkreis Nord\nLandkreis Süd", "Landkreis Neuland, 07999")

        neu = Kommune.objects.get(ags="07999")
        assert (neu.gueltig_von, neu.gebietstyp) == (date(2027, 7, 1), Gebietstyp.LANDKREIS)
        assert set(neu.vorgaenger.all()) == {nord, sued}
        assert set(Kommune.objects.gueltig(date(2027, 6, 30))) == {nord, sued}
        assert list(Kommune.objects.gueltig(date(2027, 7, 1))) == [neu]

    def test_shows_first_and_does_nothing_before_it_is_confirmed(self, client):
        kommune = KommuneFactory(name="Stadt Alt")

        seite = self.sende(client, "Stadt Alt", "Stadt Neu, 07998").text

        assert "»Stadt Alt« besteht bis zum 30.06.2027; danach: »Stadt Neu«." in seite
        kommune.refresh_from_db()
        assert kommune.gueltig_bis is None

    def test_what_changed_after_the_look_is_looked_at_again(self, client):
        KommuneFactory(name="Stadt Alt")
        abdruck = self.sende(client, "Stadt Alt", "Stadt Neu, 07998").context["aenderung"].abdruck

        antwort = self.sende(client, "Stadt Alt", "Stadt Anders, 07997", bestaetigt=abdruck)

        assert antwort.status_code == 200
        assert not Kommune.objects.filter(ags="07997").exists()

    def test_a_split_has_several_successors(self, client):
        geteilt = KommuneFactory(name="Landkreis Ganz")

        self.trage_ein(client, "Landkreis Ganz", "Landkreis A, 07001\nLandkreis B, 07002")

        geteilt.refresh_from_db()
        assert {eine.name for eine in geteilt.nachfolger.all()} == {"Landkreis A", "Landkreis B"}

    def test_the_jugendamt_goes_to_that_of_the_first_successor(self, client):
        alt, neu = amt("Stadt Klein"), amt("Stadt Groß")

        self.trage_ein(client, "Stadt Klein", "Stadt Groß")

        uebergabe = Uebergabe.objects.get()
        assert (uebergabe.abgebend, uebergabe.aufnehmend) == (alt, neu)
        assert uebergabe.am == date(2027, 7, 1)

    def test_a_new_one_gets_a_jugendamt_that_answers_for_it(self, client):
        amt("Landkreis Nord")
        amt("Landkreis Süd")

        self.trage_ein(client, "Landkreis Nord\nLandkreis Süd", "Landkreis Neuland, 07999")

        neues = Jugendamt.objects.get(traeger__ags="07999")
        assert neues.aufnahmen.count() == 2
        zustaendig = Zustaendigkeit.objects.get(kommune__ags="07999")
        assert (zustaendig.jugendamt, zustaendig.von) == (neues, date(2027, 7, 1))
        for tag, anzahl in ((date(2027, 6, 30), 2), (date(2027, 7, 1), 1)):
            assert Zustaendigkeit.objects.gueltig(tag).count() == anzahl

    def test_taking_part_ends_and_the_profile_stays(self, client):
        teilnahme = TeilnahmeFactory(kommune__name="Stadt Alt", jugendamt=None)

        self.trage_ein(client, "Stadt Alt", "Stadt Neu, 07998")

        teilnahme.refresh_from_db()
        assert teilnahme.bis == date(2027, 6, 30)

    @pytest.mark.parametrize(
        ("aufgeloest", "nachfolger", "grund"),
        [
            ("Stadt Gibtesnicht", "Stadt Groß", "ist nicht bekannt"),
            ("Stadt Gros", "Stadt Groß", "Meinten Sie »Stadt Groß«?"),
            ("Stadt Groß", "Stadt Groß", "sich selbst nachfolgen"),
            ("Stadt Groß", "Stadt Neu", "ist nicht bekannt"),
            ("Stadt Groß", "07123", "fehlt der Name"),
            ("Stadt Alt", "Stadt Groß", "bestand bis zum"),
        ],
    )
    def test_says_at_the_field_what_is_wrong_and_keeps_what_was_typed(
        self, client, aufgeloest, nachfolger, grund
    ):
        KommuneFactory(name="Stadt Groß")
        KommuneFactory(name="Stadt Alt", aufgeloest=True)

        seite = self.sende(client, aufgeloest, nachfolger)

        assert grund in seite.text
        assert seite.context["aenderung"] is None
        assert nachfolger in seite.text

    def test_the_page_of_a_dissolved_one_leads_to_its_successor(self, client):
        alt, neu = KommuneFactory(name="Stadt Alt"), KommuneFactory(name="Stadt Neu")

        self.trage_ein(client, "Stadt Alt", "Stadt Neu")

        seite = client.get(alt.get_absolute_url()).text
        assert "besteht bis zum 30. Juni 2027" in seite
        assert neu.get_absolute_url() in seite
        assert alt.get_absolute_url() in client.get(neu.get_absolute_url()).text


@pytest.mark.usefixtures("system")
class TestReadInByBoth:
    def test_one_of_two_documents_is_dropped_and_nothing_else(self):
        von, an = JugendamtFactory(), JugendamtFactory()
        hier = ImportdokumentFactory(jugendamt=von)
        dort = ImportdokumentFactory(
            jugendamt=an, projekt=hier.projekt, text_pruefsumme=hier.text_pruefsumme
        )
        anderes = ImportdokumentFactory(jugendamt=von, projekt=hier.projekt)

        umzug._verwirf_doppelt_eingelesene(von, an, timezone.now())

        zustaende = dict(Importdokument.objects.values_list("pk", "zustand"))
        assert zustaende == {hier.pk: "verworfen", dort.pk: "gelesen", anderes.pk: "gelesen"}
