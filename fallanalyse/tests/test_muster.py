"""Dates, numbers, telephones and addresses as people write them by hand, and what only looks so."""

import pytest

from fallanalyse.pseudonymisierung import pruefe
from fallanalyse.tests.namenstexte import marken

# What has to be found, surely, stands between ‹ and ›.
SICHER = [
    ("datum", "fortgeschrieben am ‹12.12.22›, die nächste Prüfung"),
    ("datum", "Mutter ‹02.05.98›, Vater ‹13.12.96›, Kind ‹2.2.24›."),
    ("datum", "‹09/23/2011› steht im Pass."),
    ("datum", "seit ‹Fastnacht 2017› getrennt"),
    ("datum", "Umzug ‹März 20›, Trennung ‹Juli '21›"),
    ("datum", "bis ‹Montag, den 07.02.› krank"),
    ("telefon", "Rückruf der Tante unter ‹01 61 / 22 33 44 55›"),
    ("telefon", "erreichbar unter ‹o171/3 22 11 00›"),
    ("telefon", "‹null eins sieben eins 33 44 55›, nur abends"),
    ("telefon", "Durchwahl Zentrale ‹-21›, Fax ‹-30›"),
    ("anschrift", "‹Alte Mühle 7›, zweiter Stock"),
    ("anschrift", "in der ‹Neuen Kaserne 3› in Musterhausen"),
    ("anschrift", "‹Straße des 17. Juni 12›"),
    ("anschrift", "‹L 4, 12› in Mannheim"),
    ("anschrift", "wohnt ‹C3, 8›"),
    ("anschrift", "Sie lebt in der ‹Siedlung 4›, allein."),
    ("anschrift", "‹76829 Landau in der Pfalz›"),
    ("anschrift", "‹55543 Bad Kreuznach›"),
    ("anschrift", "Beide sind in ‹Am Stadtwald 9› gemeldet, er schläft woanders."),
    ("anschrift", "Dort liegt noch immer ‹An der Mühle 3› vor."),
    ("aktenzeichen", "Rechnung ‹RE-2019-77›"),
    ("aktenzeichen", "Unser Zeichen: ‹JA-5/Mü›"),
    ("aktenzeichen", "Widerspruch ‹W-2019/204›"),
    ("aktenzeichen", "Vorgang ‹OA/17-0812›."),
    ("aktenzeichen", "Az. wie oben (‹51.3-Be-0042›)"),
    ("aktenzeichen", "Reisepass Nr. ‹C1F2H3K4M›"),
    ("kennzeichen", "ein roter Golf, ‹KL AB 1207›"),
    ("internet", "Snapchat ‹mausi2008›"),
]
SCHWACH = [
    ("datum", "Hilfebeginn ‹4/18›"),
    ("datum", "als wir am ‹17.› klingelten"),
]
NICHTS = [
    "Im Januar 21 Meldungen, im Mai 12 Kinder",
    "am 3. Tag, zum 2. Mal, am 3. und 4. Termin",
    "3/4 der Fälle, 24/7 erreichbar, Heft 3/22",
    "Die Familie lebt in der Wohnung 4 Jahre.",
    "Sie lebte im Haushalt.\nIn Monat 3 kam Hilfe.",
    "Neue Meldung 3 Tage später, Alte Akte 2",
    "Stufe 2, Variante B 2, Anlage A 3",
    "DIN 18040-2, SGB-VIII-Reform 2021, ICD-10",
    "Fax kaputt, Durchwahl unbekannt",
    "Antrag auf Hilfe nach § 27, Bescheid nach 3 Wochen",
]


@pytest.mark.parametrize(("art", "satz"), SICHER, ids=lambda wert: wert[:50])
def test_however_it_is_written_it_is_found(art, satz):
    text, gemeint = marken(satz)

    gefunden = [einer for einer in pruefe(text) if einer.art == art]

    assert all(einer.sicher for einer in gefunden)
    assert len(gefunden) == len(gemeint)
    assert all(teil in einer.text for teil, einer in zip(gemeint, gefunden, strict=True))


@pytest.mark.parametrize(("art", "satz"), SCHWACH, ids=lambda wert: wert[:50])
def test_what_may_be_a_date_warns(art, satz):
    text, gemeint = marken(satz)

    assert [(einer.art, einer.text, einer.sicher) for einer in pruefe(text)] == [
        (art, teil, False) for teil in gemeint
    ]


@pytest.mark.parametrize("satz", NICHTS, ids=lambda satz: satz[:50])
def test_what_counts_or_cites_is_left_alone(satz):
    assert pruefe(satz) == []
