import pytest

from kommunen.models import Kommune
from kommunen.sortierung import Ortsname, ortsname
from kommunen.tests.factories import KommuneFactory

NAMEN = {
    "Stadt Köln": "koln",
    "Landkreis Südwestpfalz": "sudwestpfalz",
    "Große Kreisstadt Görlitz": "gorlitz",
    "Stadtjugendamt Neuwied": "neuwied",
    "Stadtroda": "stadtroda",
    "Kreisverwaltung Gießen": "giessen",
    "Rhein-Lahn-Kreis": "rhein-lahn-kreis",
}


@pytest.mark.parametrize(("name", "sortiert"), NAMEN.items())
def test_python_drops_the_kind_and_the_umlauts(name, sortiert):
    assert ortsname(name) == sortiert


@pytest.mark.django_db
def test_the_database_does_the_same():
    for name in NAMEN:
        KommuneFactory(name=name)

    rows = Kommune.objects.annotate(ortsname=Ortsname("name"))

    assert {row.name: row.ortsname for row in rows} == NAMEN
