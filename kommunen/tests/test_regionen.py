import csv
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Sum

from kommunen.enums import AMTLICHE_GRUPPEN, JUGENDHILFE_GRUPPEN, Altersgruppe, Gebietstyp
from kommunen.models import Bevoelkerung, Bundesland, Jugendamt, Kommune, KommuneAlias
from kommunen.regionen import DATEN, lade_regionen
from kommunen.tests.factories import BundeslandFactory, KommuneFactory

STAND = date(2024, 12, 31)


@pytest.fixture
def geladen(db):
    return lade_regionen()


class TestLadeRegionen:
    def test_brings_laender_kommunen_and_jugendaemter(self, geladen):
        assert geladen["Bundesländer"] == 16
        assert (geladen["Kommunen"], geladen["Jugendämter"]) == (41, 41)
        assert Kommune.objects.filter(gebietstyp=Gebietstyp.LANDKREIS).count() == 24
        assert Kommune.objects.filter(gebietstyp=Gebietstyp.GKA).count() == 5

    def test_changes_nothing_when_run_again(self, geladen):
        Kommune.objects.filter(ags="07314").update(website="www.ludwigshafen.de")
        aliasse = KommuneAlias.objects.count()

        assert lade_regionen() == geladen
        assert Kommune.objects.get(ags="07314").website == "www.ludwigshafen.de"
        assert KommuneAlias.objects.count() == aliasse

    def test_gives_a_key_to_a_kommune_that_an_import_made(self, db):
        eingelesen = KommuneFactory(
            name="Stadt Ludwigshafen am Rhein", bundesland=BundeslandFactory()
        )

        lade_regionen()

        eingelesen.refresh_from_db()
        assert eingelesen.ags == "07314"

    def test_leaves_a_jugendamt_ended_that_a_town_gave_away(self, geladen):
        Jugendamt.objects.filter(traeger__ags="07137068").update(gueltig_bis=date(2026, 1, 1))

        lade_regionen()

        assert Jugendamt.objects.filter(traeger__ags="07137068").count() == 1

    def test_command_changes_nothing_without_wet_run(self, db):
        ausgabe = StringIO()

        call_command("lade_regionen", stdout=ausgabe)

        assert "Probelauf" in ausgabe.getvalue()
        assert not Bundesland.objects.exists()

    def test_command_loads_with_wet_run(self, db):
        call_command("lade_regionen", wet_run=True, stdout=StringIO())

        assert Jugendamt.objects.count() == 41


class TestSchreibweisen:
    def test_every_name_of_the_templates_means_exactly_one_kommune(self, geladen):
        with (DATEN / "regionen/projektkommunen_seeds.csv").open(encoding="utf-8") as quelle:
            rows = list(csv.DictReader(quelle))

        for row in rows:
            gemeint = Kommune.objects.benannt(row["bezeichnung_in_der_vorlage"])
            assert [kommune.ags for kommune in gemeint] == [row["ja_schluessel"]], row

    def test_type_belongs_to_the_name(self, geladen):
        gemeint = {
            "Stadt Bad Kreuznach": "07133006",
            "Kreis Bad Kreuznach": "07133",
            "Stadt Ludwigshafen": "07314",
            "Landkreis  Mainz‑Bingen": "07339",
            "Landkreis Kaiserslautern": "07335",
            "Stadt Kaiserslautern": "07312",
            "Kreisverwaltung Altenkirchen": "07132",
        }

        for schreibweise, ags in gemeint.items():
            assert Kommune.objects.benannt(schreibweise).get().ags == ags

    def test_a_name_without_type_means_nobody(self, geladen):
        assert not Kommune.objects.benannt("Bad Kreuznach").exists()


class TestBevoelkerung:
    def test_kreise_add_up_to_the_land(self, geladen):
        summe = Bevoelkerung.objects.filter(
            stichtag=STAND, geschlecht="i", gruppe=Altersgruppe.INSGESAMT
        ).aggregate(Sum("anzahl"))

        assert summe["anzahl__sum"] == 4_129_569

    def test_both_age_structures_cover_everybody_once(self, geladen):
        stadt = Kommune.objects.with_einwohner().get(ags="07314")

        for gruppen in (AMTLICHE_GRUPPEN, JUGENDHILFE_GRUPPEN):
            struktur = Bevoelkerung.objects.altersstruktur(stadt, gruppen)
            assert [row.gruppe for row in struktur] == list(gruppen)
            assert sum(row.anzahl for row in struktur) == stadt.einwohner == 177_222
        assert stadt.einwohner_am == STAND

    def test_estimates_are_marked(self, geladen):
        geschaetzt = Bevoelkerung.objects.filter(geschaetzt=True)

        assert set(geschaetzt.values_list("gruppe", flat=True)) == {
            "a10_14",
            "a14_18",
            "a18_21",
            "a21_27",
            "a27_plus",
        }

    def test_towns_have_a_total_but_no_age_structure(self, geladen):
        stadt = Kommune.objects.with_einwohner().get(ags="07133006")

        assert (stadt.einwohner, stadt.einwohner_am) == (50_948, date(2018, 12, 31))
        assert Bevoelkerung.objects.altersstruktur(stadt, AMTLICHE_GRUPPEN) == []

    def test_a_jugendamt_without_all_of_its_kreis_has_no_figure(self, geladen):
        je_traeger = {
            jugendamt.traeger.ags: jugendamt.bevoelkerung
            for jugendamt in Jugendamt.objects.with_bevoelkerung(STAND).select_related("traeger")
        }

        assert je_traeger["07314"] == 177_222
        assert je_traeger["07339"] == 206_454
        assert je_traeger["07133"] is None
        assert je_traeger["07133006"] is None
        assert sum(wert is None for wert in je_traeger.values()) == 9
