"""What could stand in place of a hit: a role, a part of a month, a kind of institution."""

import re
import string

_MONATE = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
    *("August", "September", "Oktober", "November", "Dezember"),
)
_MONAT_BEI_NAMEN = {
    "jan": 0, "jän": 0, "feb": 1, "mär": 2, "mrz": 2, "mae": 2, "apr": 3, "mai": 4, "jun": 5,
    "jul": 6, "aug": 7, "sep": 8, "okt": 9, "nov": 10, "dez": 11,
}  # fmt: skip
_ZAHLEN = re.compile(r"(?<!\d)(\d{1,2})[.,/ -]\s?(\d{1,2})(?!\d)")
_ISO = re.compile(r"\d{4}[./-]?(\d{2})[./-]?(\d{2})")
_TAG_MONATSNAME = re.compile(r"(?i)(?:(\d{1,2})\.?\s?)?([a-zäö]{3})[a-zäö]*")
_MONAT_JAHR = re.compile(r"(\d{1,2})[./-]\d{4}")

FEST = {
    "email": "eine E-Mail-Adresse",
    "telefon": "eine Telefonnummer",
    "iban": "ein Konto",
    "ein Aktenzeichen": "ein Verfahren",
    "eine Nummer, die zu einer Person gehört": "eine Nummer",
    "ein Aktenzeichen des Gerichts": "ein Verfahren beim Gericht",
    "der Name einer Straße": "eine Straße",
    "kennzeichen": "ein Auto",
    "internet": "eine Internetseite",
}


def fuer_datum(text):
    """Return »Anfang März« for »03.03.2024«, "" where the text says no month."""
    if "geb" in text.lower() or text.startswith("*"):
        return "… Jahre alt"
    if fund := _ISO.fullmatch(text):
        return _monatsteil(int(fund[2]), int(fund[1]) - 1)
    if fund := _MONAT_JAHR.fullmatch(text):
        return _monatsteil(0, int(fund[1]) - 1)
    if fund := _ZAHLEN.search(text):
        return _monatsteil(int(fund[1]), int(fund[2]) - 1)
    for fund in _TAG_MONATSNAME.finditer(text):
        if (monat := _MONAT_BEI_NAMEN.get(fund[2].lower())) is not None:
            return _monatsteil(int(fund[1] or 0), monat)
    return ""


def _monatsteil(tag, monat):
    if not 0 <= monat < 12:
        return ""
    if not tag:
        return _MONATE[monat]
    return f"{'Anfang' if tag <= 10 else 'Mitte' if tag <= 20 else 'Ende'} {_MONATE[monat]}"


def fuer_anschrift(text):
    return "eine Gemeinde im Landkreis" if re.match(r"(?:D-?\s?)?\d{5}\s", text) else "eine Wohnung"


class Personenzaehler:
    """Gives each name of a text its own replacement, in the order in which they come."""

    def __init__(self):
        self._vergeben = {}
        self._kinder = self._andere = 0

    def fuer(self, schluessel, *, vorname, anrede):
        """Return »Kind 1« for a first name, »A« after a title (»Frau A«), else »Person A«."""
        # »Kevins« is Kevin's, whichever of them comes first.
        schluessel = next(
            (
                einer
                for einer in (schluessel, schluessel.removesuffix("s"), f"{schluessel}s")
                if einer in self._vergeben
            ),
            schluessel,
        )
        if schluessel not in self._vergeben:
            if vorname and not anrede:
                self._kinder += 1
                self._vergeben[schluessel] = f"Kind {self._kinder}"
            else:
                buchstabe = string.ascii_uppercase[self._andere % 26]
                self._andere += 1
                self._vergeben[schluessel] = buchstabe
        vergeben = self._vergeben[schluessel]
        return vergeben if anrede or vergeben.startswith("Kind") else f"Person {vergeben}"
