"""Which Kommune a name in a text means: misspelt, shortened, named after its office."""

from datetime import date

import pytest

from kommunen.enums import Aliasherkunft, Gebietstyp
from kommunen.kommunensuche import KommuneUnklar, finde_kommune, zerlegt
from kommunen.models import Bundesland, Kommune, KommuneAlias

pytestmark = pytest.mark.django_db

LAENDER = {
    "07": ("Rheinland-Pfalz", "RP"),
    "03": ("Niedersachsen", "NI"),
    "12": ("Brandenburg", "BB"),
    "06": ("Hessen", "HE"),
}


@pytest.fixture
def kommune():
    def create(name, typ, schluessel="07", **felder):
        land, kuerzel = LAENDER[schluessel]
        bundesland, _neu = Bundesland.objects.get_or_create(
            schluessel=schluessel, defaults={"name": land, "kuerzel": kuerzel}
        )
        return Kommune.objects.create(name=name, gebietstyp=typ, bundesland=bundesland, **felder)

    return create


@pytest.fixture
def kreuznach(kommune):
    kreis = kommune("Landkreis Bad Kreuznach", Gebietstyp.LANDKREIS)
    stadt = kommune(
        "Stadt Bad Kreuznach", Gebietstyp.GKA, website="www.bad-kreuznach.de", kreis=kreis
    )
    return {"stadt": stadt, "kreis": kreis}


class TestZerlegt:
    @pytest.mark.parametrize(
        ("name", "teile"),
        [
            ("Stadtverwaltung Landau/Pfalz", ("stadt", "landau", "pfalz")),
            ("Landau (Pfalz)", (None, "landau", "pfalz")),
            ("Stadt Landau in der Pfalz", ("stadt", "landau", "pfalz")),
            ("Kreisverwaltung Rhein-Lahn-Kreis", ("kreis", "rhein-lahn-kreis", "")),
            ("Rhein-Lahn-Kreis", ("kreis", "rhein-lahn-kreis", "")),
            ("Altmarkkreis Salzwedel", ("kreis", "altmarkkreis-salzwedel", "")),
            ("Landeshauptstadt Düsseldorf", ("stadt", "duesseldorf", "")),
            ("Stadt Ingelheim am Rhein", ("stadt", "ingelheim", "rhein")),
            ("Stadt Bad Immenau", ("stadt", "bad-immenau", "")),
            ("Bad Kreuznach", (None, "bad-kreuznach", "")),
            ("Stadt\u00a0Neustadt a.d. Weinstraße", ("stadt", "neustadt", "weinstrasse")),
        ],
    )
    def test_keeps_kind_name_and_addition_apart(self, name, teile):
        zerlegter = zerlegt(name)

        assert (zerlegter.art, zerlegter.kern, zerlegter.zusatz) == teile


class TestFindeKommune:
    def test_stadt_and_kreis_of_the_same_name_are_two(self, kreuznach):
        assert finde_kommune("Stadt Bad Kreuznach").kommune == kreuznach["stadt"]
        assert finde_kommune("Landkreis Bad Kreuznach").kommune == kreuznach["kreis"]

    def test_a_name_without_its_kind_is_neither(self, kreuznach):
        with pytest.raises(
            KommuneUnklar, match="Meinten Sie »Landkreis Bad Kreuznach« oder »Stadt"
        ):
            finde_kommune("Bad Kreuznach")

    @pytest.mark.parametrize(
        ("name", "wer"),
        [
            ("Stadtverwaltung Bad Kreuznach", "stadt"),
            ("Kreisverwaltung Bad Kreuznach", "kreis"),
            ("Kreis Bad Kreuznach", "kreis"),
        ],
    )
    def test_the_office_leads_to_its_territory(self, kreuznach, name, wer):
        fund = finde_kommune(name)

        assert fund.kommune == kreuznach[wer]
        assert fund.hinweis == f"»{name}« wurde als »{kreuznach[wer]}« gelesen."

    def test_a_short_name_means_the_long_one(self, kommune):
        ludwigshafen = kommune("Stadt Ludwigshafen am Rhein", Gebietstyp.KREISFREI)

        assert finde_kommune("Stadt Ludwigshafen").kommune == ludwigshafen

    def test_an_alias_is_as_good_as_the_name(self, kommune):
        wolfsburg = kommune("Stadt Wolfsburg", Gebietstyp.KREISFREI, "03")
        KommuneAlias.objects.create(
            kommune=wolfsburg, schreibweise="Autostadt", herkunft=Aliasherkunft.KURZNAME
        )

        fund = finde_kommune("autostadt")

        assert (fund.kommune, fund.hinweis) == (wolfsburg, "")

    def test_another_addition_is_another_town(self, kommune):
        kommune("Frankfurt am Main", Gebietstyp.KREISFREI, "06")

        with pytest.raises(KommuneUnklar, match="nicht bekannt"):
            finde_kommune("Stadt Frankfurt (Oder)")

    def test_the_land_decides_between_namesakes(self, kommune):
        kommune("Frankfurt am Main", Gebietstyp.KREISFREI, "06")
        oder = kommune("Frankfurt (Oder)", Gebietstyp.KREISFREI, "12")

        assert finde_kommune("Stadt Frankfurt", land="BRANDENBURG").kommune == oder
        with pytest.raises(KommuneUnklar, match="mehrere Kommunen"):
            finde_kommune("Stadt Frankfurt")

    def test_another_land_is_a_contradiction(self, kreuznach):
        with pytest.raises(KommuneUnklar, match="der Text nennt als Bundesland »HESSEN«"):
            finde_kommune("Stadt Bad Kreuznach", land="HESSEN")

    @pytest.mark.parametrize(
        "website", ["www.wolfsburg.de", "https://www.wolfsburg.de/", "wolfsburg.de"]
    )
    def test_the_address_corrects_a_misspelt_name(self, kommune, website):
        wolfsburg = kommune("Stadt Wolfsburg", Gebietstyp.KREISFREI, "03", website=website)

        fund = finde_kommune("Stadt Wolfburg", web="www.wolfsburg.de")

        assert fund.kommune == wolfsburg
        assert "nach der Web-Adresse" in fund.hinweis

    def test_a_misspelt_name_without_address_gets_a_proposal(self, kommune):
        kommune("Stadt Wolfsburg", Gebietstyp.KREISFREI, "03")

        with pytest.raises(KommuneUnklar, match="Meinten Sie »Stadt Wolfsburg«"):
            finde_kommune("Stadt Wolfburg")

    def test_the_address_does_not_turn_a_kreis_into_a_town(self, kommune):
        kommune("Stadt Bad Kreuznach", Gebietstyp.GKA, website="www.bad-kreuznach.de")

        with pytest.raises(KommuneUnklar, match="nicht bekannt"):
            finde_kommune("Landkreis Bad Kreuznach", web="www.bad-kreuznach.de")

    def test_name_and_address_of_two_kommunen_are_refused(self, kommune, kreuznach):
        kommune("Stadt Trier", Gebietstyp.KREISFREI, website="www.trier.de")

        with pytest.raises(KommuneUnklar, match="verschiedenen Kommunen"):
            finde_kommune("Stadt Bad Kreuznach", web="www.trier.de")

    def test_without_a_name_the_address_is_enough(self, kreuznach):
        assert finde_kommune(None, web="bad-kreuznach.de").kommune == kreuznach["stadt"]
        with pytest.raises(KommuneUnklar, match="keinen Namen"):
            finde_kommune(None, web="www.trier.de")

    def test_a_dissolved_kommune_is_found_for_its_time_only(self, kommune):
        uecker = kommune(
            "Landkreis Uecker-Randow", Gebietstyp.LANDKREIS, "12", gueltig_bis=date(2011, 9, 3)
        )

        assert finde_kommune("Landkreis Uecker-Randow", am=date(2009, 4, 1)).kommune == uecker
        with pytest.raises(KommuneUnklar):
            finde_kommune("Landkreis Uecker-Randow", am=date(2020, 1, 1))


def test_a_dissolved_kommune_is_named_with_what_became_of_it(kommune):
    neu = kommune("Landkreis Neuland", Gebietstyp.LANDKREIS)
    alt = kommune("Landkreis Altland", Gebietstyp.LANDKREIS, gueltig_bis=date(2011, 9, 3))
    alt.nachfolger.add(neu)

    assert finde_kommune("Landkreis Altland", am=date(2010, 1, 1)).kommune == alt
    with pytest.raises(KommuneUnklar, match=r"bis zum 03\.09\.2011\. Danach: »Landkreis Neuland«"):
        finde_kommune("Landkreis Altland")
