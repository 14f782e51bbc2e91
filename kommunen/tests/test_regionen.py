from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Sum

from kommunen.amtliche_tabellen import lies_tabelle
from kommunen.enums import AMTLICHE_GRUPPEN, JUGENDHILFE_GRUPPEN, Altersgruppe, Gebietstyp
from kommunen.models import (
    Bevoelkerung,
    Bundesland,
    Jugendamt,
    Kommune,
    KommuneAlias,
    Landesbevoelkerung,
)
from kommunen.regionen import RHEINLAND_PFALZ, anzeigename, importiere_regionen
from kommunen.tests.factories import BundeslandFactory, KommuneFactory

STAND = date(2024, 12, 31)
GESCHAETZT = {"a10_14", "a14_18", "a18_21", "a21_27", "a27_plus"}


@pytest.fixture
def geladen(db):
    return importiere_regionen(RHEINLAND_PFALZ)


@pytest.fixture(scope="class")
def deutschland(django_db_setup, django_db_blocker):
    """All of it, imported once for the tests that look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield importiere_regionen()
        transaction.set_rollback(True)


class TestDeutschland:
    def test_brings_all_kreise_and_laender(self, deutschland, db):
        assert (deutschland["Bundesländer"], deutschland["Kommunen"]) == (16, 405)
        assert Kommune.objects.exclude(ags__regex=".{8}").count() == 400
        # Elsewhere nobody publishes which towns run one.
        assert deutschland["Jugendämter"] == 41
        assert set(
            Kommune.objects.filter(gebietstyp=Gebietstyp.STADTSTAAT).values_list("name", flat=True)
        ) == {"Stadt Hamburg", "Stadt Bremen", "Stadt Berlin"}

    def test_kreise_add_up_to_their_land_in_both_years_and_every_group(self, deutschland, db):
        summen = (
            Bevoelkerung.objects.exclude(kommune__gebietstyp=Gebietstyp.GKA)
            .order_by()
            .values_list("kommune__bundesland", "stichtag", "geschlecht", "gruppe")
            .annotate(Sum("anzahl"))
        )
        laender = Landesbevoelkerung.objects.values_list(
            "bundesland", "stichtag", "geschlecht", "gruppe", "anzahl"
        )

        exakt = {row[:4]: row[4] for row in laender if row[3] not in GESCHAETZT}
        assert {row[:4]: row[4] for row in summen if row[3] not in GESCHAETZT} == exakt
        # 16 Länder, two years, 18 groups by three, and »unter 18«.
        assert len(exakt) == 16 * 2 * (18 * 3 + 1)

    def test_everybody_of_germany_is_counted_once(self, deutschland, db):
        insgesamt = Landesbevoelkerung.objects.filter(gruppe="insgesamt", geschlecht="i")

        assert insgesamt.filter(stichtag=STAND).aggregate(n=Sum("anzahl"))["n"] == 83_577_140

    @pytest.mark.parametrize(
        ("schreibweise", "ags"),
        [
            ("Kreisverwaltung Lippe", "05766"),
            ("Landkreis Lippe", "05766"),
            ("Stadtverwaltung Leipzig", "14713"),
            ("Landkreis Leipzig", "14729"),
            ("Kreisverwaltung Oberbergischer Kreis", "05374"),
        ],
    )
    def test_finds_them_by_what_people_write(self, deutschland, db, schreibweise, ags):
        assert Kommune.objects.benannt(schreibweise).get().ags == ags

    @pytest.mark.parametrize(
        ("name", "typ", "wort"),
        [
            ("Lippe", "Kreis", "Kreis Lippe"),
            ("Enzkreis", "Landkreis", "Enzkreis"),
            ("Ulm", "Stadtkreis", "Stadt Ulm"),
            ("Region Hannover", "Landkreis", "Region Hannover"),
            ("Altmarkkreis Salzwedel", "Landkreis", "Altmarkkreis Salzwedel"),
        ],
    )
    def test_says_the_kind_of_territory_once(self, name, typ, wort):
        assert anzeigename(name, typ) == wort


class TestImportiereRegionen:
    def test_brings_laender_kommunen_and_jugendaemter(self, geladen):
        assert geladen["Bundesländer"] == 16
        assert (geladen["Kommunen"], geladen["Jugendämter"]) == (41, 41)
        assert Kommune.objects.filter(gebietstyp=Gebietstyp.LANDKREIS).count() == 24
        assert Kommune.objects.filter(gebietstyp=Gebietstyp.GKA).count() == 5

    def test_changes_nothing_when_run_again(self, geladen):
        Kommune.objects.filter(ags="07314").update(website="www.ludwigshafen.de")
        aliasse = KommuneAlias.objects.count()

        assert importiere_regionen(RHEINLAND_PFALZ) == geladen
        assert Kommune.objects.get(ags="07314").website == "www.ludwigshafen.de"
        assert KommuneAlias.objects.count() == aliasse

    def test_gives_a_key_to_a_kommune_that_an_import_made(self, db):
        eingelesen = KommuneFactory(
            name="Stadt Ludwigshafen am Rhein", bundesland=BundeslandFactory()
        )

        importiere_regionen(RHEINLAND_PFALZ)

        eingelesen.refresh_from_db()
        assert eingelesen.ags == "07314"

    def test_leaves_a_jugendamt_ended_that_a_town_gave_away(self, geladen):
        Jugendamt.objects.filter(traeger__ags="07137068").update(gueltig_bis=date(2026, 1, 1))

        importiere_regionen(RHEINLAND_PFALZ)

        assert Jugendamt.objects.filter(traeger__ags="07137068").count() == 1

    def test_command_changes_nothing_without_wet_run(self, db):
        ausgabe = StringIO()

        call_command("import_regionen", land="07", stdout=ausgabe)

        assert "Probelauf" in ausgabe.getvalue()
        assert not Bundesland.objects.exists()

    def test_command_loads_with_wet_run(self, db):
        call_command("import_regionen", land="07", wet_run=True, stdout=StringIO())

        assert Jugendamt.objects.count() == 41


class TestSchreibweisen:
    def test_every_name_of_the_templates_means_exactly_one_kommune(self, geladen):
        for row in lies_tabelle("regionen/projektkommunen_seeds.csv"):
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
