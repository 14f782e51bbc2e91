"""The detectors: each takes a text and yields Treffer with places in that very text."""

import re

from fallanalyse.pseudonymisierung import ersatz
from fallanalyse.pseudonymisierung.belege import Belege
from fallanalyse.pseudonymisierung.bestand import lade
from fallanalyse.pseudonymisierung.einrichtungen import finde_einrichtungen, kenner
from fallanalyse.pseudonymisierung.glaetten import glaette, spanne
from fallanalyse.pseudonymisierung.muster import GLIEDERUNG, MUSTER, SCHWACHE
from fallanalyse.pseudonymisierung.namen import NICHTS, STARK, Namensuche
from fallanalyse.pseudonymisierung.orte import GROSS, KLEIN, finde_orte
from fallanalyse.pseudonymisierung.treffer import Treffer
from fallanalyse.pseudonymisierung.umgebung import Umgebung
from fallanalyse.pseudonymisierung.verbinden import Verbinder
from fallanalyse.pseudonymisierung.woerter import Wort, woerter

_ZUSAMMEN = re.compile(r" {1,2}|\. ?|-|, | ")


def finde_muster(text):
    """Yield the Treffer that can be told by their form."""
    glatt, stelle_of = glaette(text)
    for art, grund, muster, gliederung in MUSTER:
        gruppe = "t" if "t" in muster.groupindex else 0
        for fund in muster.finditer(glatt):
            if gliederung and GLIEDERUNG.search(glatt, max(0, fund.start() - 20), fund.start()):
                continue
            start, end = spanne(text, stelle_of, fund.start(gruppe), fund.end(gruppe))
            yield Treffer(
                start,
                end,
                text[start:end],
                art,
                grund,
                sicher=grund not in SCHWACHE,
                ersatz=_ersatz_of(art, grund, fund[gruppe]),
            )


def _ersatz_of(art, grund, text):
    if art == "datum":
        return ersatz.fuer_datum(text)
    if art == "anschrift":
        return ersatz.fuer_anschrift(text)
    return ersatz.FEST.get(grund) or ersatz.FEST.get(art, "")


def finde_namen(text):
    """Yield the names of people, places and institutions."""
    glatt, stelle_of = glaette(text)
    bestand = lade()
    alle, belege = woerter(glatt), Belege(bestand)

    def treffer(start, end, *angaben):
        von, bis = spanne(text, stelle_of, start, end)
        return Treffer(von, bis, text[von:bis], *angaben)

    orte = list(finde_orte(alle, belege, bestand.orte))
    umgebung = Umgebung(glatt, alle, belege)
    urteile = Namensuche(umgebung, orte).urteile()
    Verbinder(umgebung, urteile).verbinde()
    for von, bis, urteil in _personen(alle, urteile):
        sicher, grund, ersatz_text = urteil
        yield treffer(alle[von].start, alle[bis - 1].end, "name", grund, sicher, ersatz_text)
    for fund in orte:
        grund, vorschlag = (
            (KLEIN, "eine Gemeinde im Landkreis") if fund.klein else (GROSS, "eine Stadt")
        )
        yield treffer(
            alle[fund.von].start, alle[fund.bis - 1].end, "ort", grund, fund.sicher, vorschlag
        )
    kennt, hausname = kenner(belege, bestand.orte, lambda teil: Wort(teil, 0, len(teil), " "))
    for start, end, vorschlag in finde_einrichtungen(glatt, kennt, hausname):
        yield treffer(start, end, "einrichtung", "der Name einer Einrichtung", True, vorschlag)


def _personen(alle, urteile):
    """Yield (first word, end, (sicher, grund, ersatz)) of each name, its parts joined."""
    zaehler = ersatz.Personenzaehler()
    stelle = 0
    while stelle < len(alle):
        urteil = urteile[stelle]
        ende = stelle + 1
        if urteil.staerke == NICHTS:
            stelle = ende
            continue
        while (
            ende < len(alle)
            and urteile[ende].staerke == urteil.staerke == STARK
            and (
                _ZUSAMMEN.fullmatch(alle[ende].davor)
                and (alle[ende].davor != ", " or alle[ende - 1].versal)
                and not (alle[ende].davor.startswith(".") and len(alle[ende - 1].text) > 1)
            )
        ):
            ende += 1
        name = alle[stelle].klein
        yield (
            stelle,
            ende,
            (
                urteil.staerke == STARK,
                "ein Namenskürzel" if urteil.kuerzel else _grund(urteil),
                zaehler.fuer(name.removesuffix("'s"), vorname=urteil.vorname, anrede=urteil.anrede),
            ),
        )
        stelle = ende


def _grund(urteil):
    return "ein Name" if urteil.staerke == STARK else "ein Wort, das ein Name sein kann"
