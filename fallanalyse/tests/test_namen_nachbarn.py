"""Names nobody lists, known by their neighbours: first names, titles, roles, rows, hyphens."""

import pytest

from fallanalyse.pseudonymisierung import pruefe
from fallanalyse.tests.namenstexte import marken

# What has to be found, surely, stands between ‹ and ›; nothing else may be.
SICHER = [
    "‹Gerlinde Wolkenschuh› rief an.",
    "‹B. Hagedornwald› notierte es am Rand.",
    "Dipl.-Psych. ‹H›.-‹J. Ziegenbart› kam.",
    "i. A. ‹Rübenkamp›",
    "Schulleiter ‹Kompass› war da.",
    "Die Vormündin ‹Dauenhauer› stimmte zu.",
    "RAin Dr. ‹Isolde Kupferdach› schrieb.",
    "Herr ‹Wiesenmann› und Frau ‹Jaeschke› kamen.",
    "Herr ‹Hagelmeister›, Frau ‹Frühling› und Frau ‹Park›",
    "»Familie ‹Rothbart-Ünal›«",
    "Frau ‹Owusu-Ansah› arbeitet nachts.",
    "Sie ist eine geb. ‹Müller-Lüdenberg›.",
    "‹Ji-woo› und ‹Min-ji› blieben im Auto.",
    "Zu Gast waren ‹Zhang Wei› und ‹Li Na›.",
    "‹Lena›, ‹Jonas› und ‹Thi› spielten.",
    "Betroffen: ‹Amelie›, ‹Anton›, ‹August›.",
    "Im ‹Danielfall› und im ‹Meierschen› Haushalt",
    "wir waren mit ‹finn› und ‹lea› auf dem spielplatz, da kam er",
    "frau ‹hoffmann-leibrecht› ruft an",
    "Die Vollmacht für Frau v. d. ‹Heide› fehlt.",
    "Die ‹Müller›-Kinder und die ‹Kevin›-Akte",
]
SCHWACH = [
    "‹Ernst› ist fünf.",
    "‹Mark› will nicht.",
    "Am Rand lebte ein ‹Schäfer›.",
    "Der ‹Vogt› im Spiel war böse.",
]
NICHTS = [
    "Gez. und Prot. fehlen, Pat. unauffällig, Gem. Absprache",
    "Er entschied als Richter am Amtsgericht.",
    "Das Kind sprach frank und frei.",
    "Er hatte ständig Hunger und kam mit schmutzigen Füßen.",
    "Halle, Flur und Küche waren leer.",
    "Variante B. Hausbesuch folgt. Fachkraft A. Danach Ruhe.",
    "z. B. Kindergeld, i. d. R. Fachkräfte",
    "Marte Meo, Perzentile und Märchen",
    "Weil die Mutter Kopfschmerzen hatte und die Lehrerin Elterngespräche führte",
    "Ein Kita-internes Gespräch",
]


@pytest.mark.parametrize("satz", SICHER, ids=lambda satz: satz[:40])
def test_the_neighbours_tell_a_name(satz):
    text, gemeint = marken(satz)

    assert [einer.text for einer in pruefe(text) if einer.sicher] == gemeint


@pytest.mark.parametrize("satz", SCHWACH, ids=lambda satz: satz[:40])
def test_a_word_that_may_be_a_name_warns(satz):
    text, gemeint = marken(satz)

    assert [(einer.text, einer.sicher) for einer in pruefe(text)] == [
        (teil, False) for teil in gemeint
    ]


@pytest.mark.parametrize("satz", NICHTS, ids=lambda satz: satz[:40])
def test_words_and_abbreviations_are_left_alone(satz):
    assert pruefe(satz) == []


@pytest.mark.parametrize("rest", ["Hausaufgaben machte", "Windpocken hatte", "Hilfe brauchte"])
def test_what_somebody_has_or_does_is_no_surname(rest):
    assert [einer.text for einer in pruefe(f"Als Kevin {rest}, kam sie.")] == ["Kevin"]


def test_an_office_is_not_learnt_as_a_name():
    text = "Frau Richter kam. Später war er als Richter am Gericht."

    assert [einer.text for einer in pruefe(text)] == ["Richter"]


@pytest.mark.parametrize(
    ("satz", "orte"),
    [
        ("Sie floh aus Charkiw nach Wien.", [("Charkiw", False), ("Wien", False)]),
        ("Sie zogen nach Bad Hinterkastel.", [("Bad Hinterkastel", True)]),
        ("Die Akte blieb in Halle liegen.", [("Halle", False)]),
        ("aufgegriffen am hbf mannheim heute nacht", [("mannheim", False)]),
    ],
)
def test_towns_abroad_warn_and_a_spa_nobody_lists_is_sure(satz, orte):
    assert [(e.text, e.sicher) for e in pruefe(satz) if e.art == "ort"] == orte
