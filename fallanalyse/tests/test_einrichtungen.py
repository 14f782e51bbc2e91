"""Houses by their name: ordinary words behind a kind of house, legal forms, genitives."""

import pytest

from fallanalyse.pseudonymisierung import pruefe

BENANNT = [
    "Das Kind lebt in der ‹Tagesgruppe Zaunkönig›.",
    "die Leitung der ‹Wohngruppe Seeadler›",
    "der Hort des ‹Kindergartens Apfelbaum›",
    "Sie geht in die ‹Gesamtschule Moselhöhe›.",
    "die ‹Grundschule Nord› und das ‹SPZ Trier›",
    "vorgestellt im ‹Sozialpädiatrischen Zentrum Landau›",
    "verlegt in die ‹Kinder- und Jugendpsychiatrie Klingenmünster›",
    "Die ‹Lebenshilfe Vorderpfalz› bot einen Platz.",
    "Von der ‹Migrationsfachstelle Anker› kam niemand.",
    "aufgenommen in der ‹Inobhutnahmestelle Haus Birkenhang›",
    "die ‹Beratungsstelle Das Nest› half.",
    "der Träger ‹Wegzeichen gGmbH› sagte zu",
    "eine Zusage vom ‹Haus Rosenhügel e. V.›",
    "ein Brief der ‹Kanzlei Wirth & Partner›",
    "im ‹Haus der Familie› war Umgang",
    "die ‹kita regenbogen› rief an",
    "ANRUF ‹GRUNDSCHULE AN DER WEIDE›",
]
NAMENLOS = [
    "Weil die Kita Auffälligkeiten meldete und die Schule Kontakt hielt",
    "Die Beratungsstelle Termine anbieten zu lassen, im Haus Streit zu haben",
    "Die Grundschule Mitte März, das Heim Anfang Mai",
    "Ein Verein Ehrenamtlicher, eine Gruppe Jugendlicher, eine Stelle Teilzeit",
    "Die Schule verschaffte sich Überblick, die Klinik Rückblick",
    "Eine gGmbH und ein e. V. teilen sich die Trägerschaft.",
    "Die Fachstelle Kinderschutz und der Fachdienst Pflegekinder",
]


@pytest.mark.parametrize("satz", BENANNT, ids=lambda satz: satz[:40])
def test_a_house_with_a_name_is_found_whole(satz):
    gemeint = satz.replace("›", "‹").split("‹")[1::2]

    treffer = [einer for einer in pruefe(satz.replace("‹", "").replace("›", "")) if einer.sicher]

    assert [einer.text for einer in treffer] == gemeint
    assert {einer.art for einer in treffer} == {"einrichtung"}
    assert all(einer.ersatz for einer in treffer)


@pytest.mark.parametrize("satz", NAMENLOS, ids=lambda satz: satz[:40])
def test_a_kind_of_house_alone_names_nobody(satz):
    assert pruefe(satz) == []
