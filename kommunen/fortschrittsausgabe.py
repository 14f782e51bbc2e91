"""The progress as a file: the same lines in the same order as on the page, whatever is chosen."""

from django.utils import timezone

from kommunen.ausgabe import Ausgabe, Blatt
from kommunen.verlauf import STUFEN

QUELLE = "Eingaben der Kommunen in dieser Anwendung"
TITEL = {
    "": "Wer schuldet was",
    "stand": "Stand der Kommunen",
    "themen": "Themen der Kommunen",
    "verlauf": "Maßnahmen im Verlauf",
    "meilensteine": "Meilensteine",
}


def ausgabe(seite):
    """Return the Ausgabe of this Fortschrittsseite."""
    stand = "laufender Stand"
    if seite.stichtag:
        stand = f"Fallanalysen eingefroren am {seite.stichtag:%d.%m.%Y}"
    return Ausgabe(
        titel=TITEL[seite.ansicht],
        angaben=(
            ("Projekt", str(seite.projekt)),
            *seite.angaben,
            ("Stichtag", stand),
            ("Erstellt am", f"{timezone.localdate():%d.%m.%Y}"),
            ("Quelle", QUELLE),
        ),
        blaetter=tuple(BLAETTER[seite.ansicht](seite)),
    )


def _wer(teilnahme):
    return (
        str(teilnahme.kommune),
        teilnahme.get_rolle_display(),
        str(teilnahme.cluster) if teilnahme.cluster else "ohne Cluster",
    )


WER = ("Kommune", "Rolle", "Cluster")


def _schulden(seite):
    yield Blatt(
        TITEL[""],
        (*WER, "Offen", "Zuletzt aktiv", "Ansprechperson", "E-Mail-Adresse", "Telefon"),
        tuple(
            (
                *_wer(stand.teilnahme),
                ", ".join(eines.text for eines in stand.offen),
                _tag(stand.zuletzt_aktiv),
                *(
                    "\n".join(getattr(person, feld) for person in stand.ansprechpersonen)
                    for feld in ("name", "email", "telefon")
                ),
            )
            for stand in seite.schuldner
        ),
    )


def _stand(seite):
    yield Blatt(
        TITEL["stand"],
        (
            *WER,
            "Profil",
            "Fallanalysen begonnen",
            "Fallanalysen abgeschlossen",
            "Befunde freigegeben",
            "Maßnahmen in Planung",
            "Maßnahmen begonnen",
            "Maßnahmen erreicht",
            "Maßnahmen überfällig",
            "Meilensteine erreicht",
            "Meilensteine geplant",
            "Rückmeldungen gegeben",
            "Rückmeldungen gefragt",
            "Zuletzt aktiv",
        ),
        tuple(
            (
                *_wer(stand.teilnahme),
                stand.profil.get_status_display() if stand.profil else "fehlt",
                stand.begonnen,
                stand.abgeschlossen,
                stand.freigegeben,
                stand.massnahmen.geplant,
                stand.massnahmen.begonnen,
                stand.massnahmen.erreicht,
                stand.massnahmen.ueberfaellig,
                stand.meilensteine_erreicht,
                len(stand.meilensteine),
                stand.rueckmeldungen_gegeben,
                len(stand.rueckmeldungen),
                _tag(stand.zuletzt_aktiv),
            )
            for stand in seite.staende
        ),
    )


def _themen(seite):
    matrix = seite.themen
    yield Blatt(
        "Gemeinsame Themen",
        ("Thema", *(str(kommune) for kommune in matrix.kommunen)),
        tuple(
            (thema.text, *(feld.worte if feld else "" for _kommune, feld in felder))
            for thema, felder in matrix.zeilen
        ),
    )
    yield Blatt(
        "Nur in einer Kommune",
        ("Thema", "Kommune", "wo"),
        tuple((thema.text, str(kommune), feld.worte) for thema, kommune, feld in matrix.allein),
    )


def _verlauf(seite):
    yield Blatt(
        TITEL["verlauf"],
        ("am", *(titel for _name, titel, _status in STUFEN)),
        tuple(
            (_tag(punkt.tag), punkt.geplant, punkt.begonnen, punkt.erreicht)
            for punkt in seite.verlauf.punkte
        ),
    )


def _meilensteine(seite):
    tafel = seite.meilensteine
    yield Blatt(
        TITEL["meilensteine"],
        (*WER, *(art.label for art in tafel.arten)),
        tuple(
            (*_wer(zeile.teilnahme), *(feld.text for feld in zeile.felder))
            for zeile in tafel.zeilen
        ),
    )


def _tag(datum):
    return f"{datum:%d.%m.%Y}" if datum else "noch nie"


BLAETTER = {
    "": _schulden,
    "stand": _stand,
    "themen": _themen,
    "verlauf": _verlauf,
    "meilensteine": _meilensteine,
}
