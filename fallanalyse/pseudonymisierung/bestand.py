"""
The lists of names and places and HanTa's model, loaded once when the first text is checked.

Fail closed: a file that is missing or is not, byte for byte, the one that was tested is an error.
"""

import csv
import functools
import hashlib
import threading
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from fallanalyse.pseudonymisierung.lexikon import Lexikon
from fallanalyse.pseudonymisierung.ortsnamen import Ortsnamen
from fallanalyse.pseudonymisierung.zerlegung import Zerlegung

ORDNER = Path(__file__).resolve().parent.parent / "daten" / "namen"
PRUEFSUMMEN = "SHA256SUMS"
MODELL = "morphmodel_ger.pgz"

_UMLAUTE = {"ä": "ae", "ö": "oe", "ü": "ue"}
_ZEICHEN = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})


def schluessel(wort):
    """Return this word as the lists know it: small, without foreign accents, umlauts kept."""
    klein = wort.lower().translate(_ZEICHEN)
    if klein.isascii():
        return klein
    zeichen = []
    for eines in unicodedata.normalize("NFC", klein):
        if eines in _UMLAUTE:
            zeichen.append(eines)
        else:
            zeichen += (
                teil
                for teil in unicodedata.normalize("NFKD", eines)
                if not unicodedata.combining(teil)
            )
    return "".join(zeichen).translate(_ZEICHEN)


def schreibweisen(wort):
    """Yield how people without German or Turkish keys write this name, too."""
    grund = schluessel(wort)
    yield grund
    if not grund.isascii():
        for ersetzt in (_UMLAUTE, {umlaut: aus[0] for umlaut, aus in _UMLAUTE.items()}):
            yield grund.translate(str.maketrans(ersetzt))


@dataclass(frozen=True)
class Bestand:
    """
    What the detectors know. All words as `schluessel` makes them; only read after loading.

    `mehrdeutig` are names that are also words, `eigene` names from lists nobody checked for that.
    """

    lexikon: Lexikon
    vornamen: frozenset
    nachnamen: frozenset
    eigene: frozenset
    mehrdeutig: frozenset
    keine_namen: frozenset
    orte: Ortsnamen


_schloss = threading.Lock()
_geladen = None


def lade():
    """
    Return the Bestand. The first call takes about half a second.

    :raises OSError, ValueError, ImportError: if data or model are missing or not as tested
    """
    global _geladen
    if _geladen is None:
        with _schloss:
            if _geladen is None:
                _geladen = _lies_alles()
    return _geladen


def uebernimm(bestand):
    """Let `lade` return this Bestand, which another process read."""
    global _geladen
    with _schloss:
        _geladen = bestand


def vergiss():
    """Let the next `lade` read everything again, for tests."""
    global _geladen
    with _schloss:
        _geladen = None
        stand.cache_clear()


@functools.cache
def stand():
    """Return a short name for these detectors and their data: another one, other hits."""
    summe = hashlib.sha256()
    for pfad in sorted(Path(__file__).parent.glob("*.py")):
        summe.update(pfad.read_bytes())
    summe.update((ORDNER / PRUEFSUMMEN).read_bytes())
    summe.update(_modell_pfad().read_bytes())
    return summe.hexdigest()[:16]


def _modell_pfad():
    # Its model is used, not its tagger, which takes numpy along.
    import HanTa

    return Path(HanTa.__file__).with_name(MODELL)


def _lies_alles():
    _pruefe_dateien()
    keine_namen = _lies_woerter("keine_namen.txt")
    vornamen = {zeile["vorname"] for zeile in _lies_csv("vornamen.csv")}
    nachnamen = {
        zeile["nachname"]
        for datei in ("nachnamen_wiktionary.csv", "nachnamen_weitere.csv")
        for zeile in _lies_csv(datei)
    }
    eigene_vor, eigene_nach = map(_lies_woerter, ("weitere_vornamen.txt", "weitere_nachnamen.txt"))
    mehrdeutig = frozenset(
        schluessel(zeile["name"]) for zeile in _lies_csv("mehrdeutige_namen.csv")
    )
    lexikon = Lexikon(Zerlegung(_modell_pfad()), frozenset(map(str.lower, keine_namen)))

    def alle(namen):
        return _alle_schreibweisen(namen, lexikon)

    geprueft = alle(vornamen | nachnamen)
    return Bestand(
        lexikon=lexikon,
        vornamen=alle(vornamen | eigene_vor),
        nachnamen=alle(nachnamen | eigene_nach),
        eigene=alle(eigene_vor | eigene_nach) - geprueft,
        mehrdeutig=mehrdeutig,
        keine_namen=frozenset(map(schluessel, keine_namen)),
        orte=Ortsnamen(
            gemeinden_rlp=[zeile["name"] for zeile in _lies_csv("gemeinden_rlp.csv")],
            gemeinden=[zeile["name"] for zeile in _lies_csv("gemeindenamen_de.csv")],
            kreise=[zeile["name"] for zeile in _lies_csv("kreise_de.csv")],
            ausland=_lies_woerter("keine_namen.txt", "städte-im-ausland"),
            mehrdeutig=mehrdeutig,
            lexikon=lexikon,
        ),
    )


def _pruefe_dateien():
    """Compare every file with its checksum: a list cut off in the middle would find less."""
    zeilen = (ORDNER / PRUEFSUMMEN).read_text("ascii").splitlines()
    if not zeilen:
        raise ValueError("no checksums")
    for zeile in zeilen:
        summe, datei = zeile.split()
        if hashlib.sha256((ORDNER / datei).read_bytes()).hexdigest() != summe:
            raise ValueError(f"{datei} is not the file that was tested")


def _lies_csv(datei):
    with (ORDNER / datei).open(encoding="utf-8", newline="") as zeilen:
        yield from csv.DictReader(zeilen)


def _lies_woerter(datei, gruppe=""):
    """Return the words of an own list: `group: word word …`, # starts a comment."""
    return {
        wort
        for zeile in (ORDNER / datei).read_text("utf-8").splitlines()
        if not zeile.startswith("#") and gruppe in zeile.partition(":")[0]
        for wort in zeile.partition(":")[2].replace("-", " ").split()
    }


def _alle_schreibweisen(namen, lexikon):
    """Return the keys of these names; a way to write one that makes a German word is none."""
    alle = set()
    for name in namen:
        for teil in name.replace("-", " ").split():
            grund, *andere = schreibweisen(teil)
            alle.add(grund)
            alle.update(form for form in andere if not lexikon.is_gelaeufig(form))
    return frozenset(alle)
