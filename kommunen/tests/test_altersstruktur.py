"""The age structure: exact and estimated groups, pyramid, comparison, and where nobody can say."""

from datetime import date
from itertools import pairwise

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from kinderschutz.system_context import system_context
from kinderschutz.testing import text
from kommunen import amtliche_tabellen
from kommunen.altersstruktur import Altersstruktur, altersstruktur_des_landes
from kommunen.bevoelkerungspyramide import BREITE, LINKS, RECHTS, pyramide, spanne
from kommunen.enums import AMTLICHE_GRUPPEN, Altersgruppe, Gebietstyp, Geschlecht
from kommunen.models import Bundesland, Kommune
from kommunen.regionen import importiere_regionen
from kommunen.tests.factories import BundeslandFactory, KommuneFactory

JAHRE = (date(2023, 12, 31), date(2024, 12, 31))


def struktur(maenner, frauen, name="Stadt"):
    zahlen = {}
    for gruppe, m, w in zip(AMTLICHE_GRUPPEN, maenner, frauen, strict=True):
        zahlen |= {(Geschlecht.M, gruppe): m, (Geschlecht.W, gruppe): w}
        zahlen[Geschlecht.I, gruppe] = m + w
    zahlen[Geschlecht.I, Altersgruppe.INSGESAMT] = sum(maenner) + sum(frauen)
    return Altersstruktur(name, JAHRE[1], "Quelle", zahlen)


zahlen = st.lists(
    st.integers(min_value=0, max_value=200_000),
    min_size=len(AMTLICHE_GRUPPEN),
    max_size=len(AMTLICHE_GRUPPEN),
)


class TestPyramide:
    def test_the_groups_follow_each_other_without_a_gap(self):
        spannen = [spanne(gruppe) for gruppe in AMTLICHE_GRUPPEN]

        assert spannen[0] == (0, 3)
        assert spannen[-1] == (75, 90)
        assert all(davor[1] == danach[0] for davor, danach in pairwise(spannen))

    @given(zahlen, zahlen, zahlen)
    def test_every_bar_and_outline_stays_inside_the_picture(self, maenner, frauen, andere):
        bild = pyramide(struktur(maenner, frauen), struktur(andere, andere))

        for balken in bild.balken:
            links, breite = float(balken.x), float(balken.breite)
            assert links >= 0
            assert links + breite <= BREITE
            if balken.art == "m":
                assert links + breite == pytest.approx(LINKS, abs=0.02)
            else:
                assert links == pytest.approx(RECHTS, abs=0.02)
        for punkte in bild.umrisse:
            assert all(0 <= float(punkt.split(",")[0]) <= BREITE for punkt in punkte.split())

    def test_the_area_of_a_bar_is_the_number_of_people(self):
        # 300 in three years and 1,000 in ten: as long, but three times as high.
        je_jahr = [(spanne(gruppe)[1] - spanne(gruppe)[0]) * 100 for gruppe in AMTLICHE_GRUPPEN]

        balken = pyramide(struktur(je_jahr, je_jahr)).balken

        # Shares are rounded to a hundredth of a percent.
        breiten = [float(einer.breite) for einer in balken]
        assert max(breiten) - min(breiten) < 0.02 * max(breiten)

    def test_a_bar_says_what_it_means(self):
        [erster, *_] = pyramide(struktur([1500] * 17, [500] * 17)).balken

        assert erster.text == "männlich, unter 3 Jahre: 1.500 Personen, 4,4 Prozent"

    def test_nobody_at_all_is_no_mistake(self):
        bild = pyramide(struktur([0] * 17, [0] * 17))

        assert {balken.breite for balken in bild.balken} == {"0.00"}


class TestPublishedTables:
    @pytest.mark.django_db
    def test_all_laender_add_up_in_both_years(self):
        with system_context("Test"):
            importiere_regionen("07")
        for land in Bundesland.objects.all():
            for tag in JAHRE:
                eine = altersstruktur_des_landes(AnonymousUser(), land, tag)

                assert sum(gruppe.wert for gruppe in eine.amtliche) == eine.insgesamt
                assert eine.has_geschlechter
                assert [gruppe.geschaetzt for gruppe in eine.junge] == [False] * 3 + [True] * 4
        assert Bundesland.objects.count() == 16

    def test_an_unknown_day_is_none(self, db):
        land = BundeslandFactory()

        assert altersstruktur_des_landes(AnonymousUser(), land, JAHRE[0]) is None

    def test_the_jugendaemter_of_a_kreis_in_2018(self):
        assert amtliche_tabellen.jugendaemter_2018("07137").keys() == {
            "07137",
            "07137003",
            "07137068",
        }


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def ludwigshafen(self):
        with system_context("Test"):
            importiere_regionen("07")
        return Kommune.objects.get(ags="07314")

    def url(self, kommune):
        return f"{kommune.get_absolute_url()}altersstruktur/"

    def test_shows_pyramid_tables_method_and_source(self, client, ludwigshafen):
        seite = text(client.get(self.url(ludwigshafen)))

        assert "männlich, unter 3 Jahre: 2.742 Personen" in seite
        assert "177.222" in seite
        assert seite.count("balken__bild--geschaetzt") == 4
        assert seite.count("<td>geschätzt</td>") == 4
        assert "Anteil der 14-, der 20-" in seite
        assert "dl-de/by-2-0" in seite

    def test_the_other_year_can_be_chosen(self, client, ludwigshafen):
        seite = text(client.get(self.url(ludwigshafen), {"stichtag": "2023-12-31"}))

        assert "Stand 31.12.2023" in seite
        assert "175.816" in seite

    def test_compares_with_the_land_and_with_another_kommune(self, client, ludwigshafen):
        mit_land = text(client.get(self.url(ludwigshafen), {"vergleich": "land"}))
        trier = Kommune.objects.get(name="Stadt Trier")
        mit_trier = text(client.get(self.url(ludwigshafen), {"vergleich": trier.slug}))

        assert "Rheinland-Pfalz, Anteil in Prozent" in mit_land
        assert mit_land.count("<polyline") == 2
        assert "16,7 Prozent" in mit_land
        assert "Stadt Trier, Anteil in Prozent" in mit_trier

    def test_what_cannot_be_compared_says_why(self, client, ludwigshafen):
        kreis = Kommune.objects.get(name="Landkreis Neuwied")

        seite = text(client.get(self.url(ludwigshafen), {"vergleich": kreis.slug}))

        assert "Kein Vergleich möglich" in seite
        assert "Stadt Neuwied liegt darin" in seite

    @pytest.mark.parametrize(
        ("feld", "wert"), [("stichtag", "2020-12-31"), ("stichtag", "x"), ("vergleich", "mond")]
    )
    def test_an_unknown_choice_is_told_beside_the_field(self, client, ludwigshafen, feld, wert):
        seite = text(client.get(self.url(ludwigshafen), {feld: wert}))

        assert "kern-error" in seite
        assert "177.222" in seite

    def test_towns_with_an_own_jugendamt_and_their_kreis_have_the_total_of_2018(
        self, client, ludwigshafen
    ):
        stadt = text(client.get(self.url(Kommune.objects.get(ags="07137003"))))
        kreis = text(client.get(self.url(Kommune.objects.get(ags="07137"))))

        assert "keine Angabe" in stadt
        assert "29.966 am 31.12.2018" in stadt
        assert "165.149 am 31.12.2018" in kreis
        assert '<svg class="pyramide' not in stadt + kreis

    def test_the_kreis_of_a_town_that_gave_its_jugendamt_back_has_figures_again(
        self, client, ludwigshafen
    ):
        Kommune.objects.filter(kreis__ags="07138").update(gebietstyp=Gebietstyp.GEMEINDE)

        seite = text(client.get(self.url(Kommune.objects.get(ags="07138"))))

        assert "Bevölkerungspyramide" in seite

    def test_without_any_figures_it_says_so(self, client):
        kommune = KommuneFactory(gebietstyp=Gebietstyp.KREISFREI)

        assert "keine amtlichen Zahlen" in text(client.get(self.url(kommune)))
        assert client.get("/kommunen/atlantis/altersstruktur/").status_code == 404

    def test_a_kreis_that_no_table_knows_names_no_total(self, client):
        kreis = KommuneFactory(landkreis=True)
        KommuneFactory(name="Stadt Neu", gebietstyp=Gebietstyp.GKA, kreis=kreis)

        seite = text(client.get(self.url(kreis)))

        assert "Stadt Neu liegt darin" in seite
        assert "2018" not in seite
