"""
The names of places: every Gemeinde by its names, Kreise and large towns as what they are.

Where few people live a name alone tells much; the name of a Kreis or a kreisfreie Stadt is a
weak warning only.
"""

import re
from dataclasses import dataclass

from fallanalyse.pseudonymisierung.lexikon import ANDERES, NOMEN
from fallanalyse.pseudonymisierung.zusammenhang import menge

_TEILE = re.compile(r"[^\W\d_]+")
# »Landau in der Pfalz« is called Landau, »Winkel (Eifel)« Winkel.
_ZUSATZ = re.compile(r"\s(?:am|an|in|im|bei|ob|vor|auf|unter|v\.|a\.|i\.|b\.)\s.*$|\s?[(/,].*$")
# Towns with a Jugendamt of their own that belong to a Kreis.
_STAEDTE = ("Bad Kreuznach", "Idar-Oberstein", "Andernach", "Mayen", "Neuwied")
# Listed as words because somebody counts them so.
_DOCH_ORTE = frozenset(["münchen", "mannheim", "erlangen", "aalen", "giessen"])
# Parts that name nothing when they stand alone.
_BEIWORTE = menge("""
    bad sankt st ober unter nieder alt neu groß gross klein kreis stadt land landkreis region
    rhein pfalz lahn mosel saar eifel rheinland main eck markt am an der auf
""")
_ENDUNGEN = re.compile(
    r".{2,}(?:heim|weiler|bach|ingen|rode|dorf|hausen|kirchen|scheid|rath|büren|stedt|stadt|thal|tal"
    r"|hofen|hoven|feld|felden|berg|burg|furt|münster|stein|brück|brücken|born|loch|lach|see|au"
    r"|mühlbach|loh|beck|ow|itz|leben|büttel|wald|hahn|wiesen|leiningen|kappel|roth|ern|um)"
)


@dataclass(frozen=True, slots=True)
class Ort:
    """`klein`: so few live there that the name alone tells; `wort`: also a German word."""

    klein: bool
    wort: bool


class Ortsnamen:
    """Finds the longest name of a place that begins at a word. Only read after it is made."""

    def __init__(self, *, gemeinden_rlp, gemeinden, kreise, ausland, mehrdeutig, lexikon):
        self._mehrdeutig, self._lexikon = mehrdeutig, lexikon
        self._orte = {}
        self._laengste = {}
        for namen, klein in (
            ([*kreise, *_STAEDTE], False),
            (gemeinden_rlp, True),
            (gemeinden, True),
            (ausland, False),
        ):
            for name in namen:
                for teile in _namen_of(name):
                    self._nimm(teile, klein)

    def _nimm(self, teile, klein):
        self._orte.setdefault(teile, klein)
        self._laengste[teile[0]] = max(len(teile), self._laengste.get(teile[0], 0))

    def ab(self, schluessel_folge):
        """Return (number of words, Ort) of the longest name these keys begin with, or None."""
        anzahl = min(len(schluessel_folge), self._laengste.get(schluessel_folge[0], 0))
        for laenge in range(anzahl, 0, -1):
            teile = tuple(schluessel_folge[:laenge])
            if (klein := self._orte.get(teile)) is not None:
                return laenge, Ort(klein, laenge == 1 and self._is_wort(teile[0]))
        return None

    def bewohner(self, klein):
        """Return the Ort of an adjective or a person: »Landauer«, »Zweibrücker«, or None."""
        if len(klein) < 6 or not klein.endswith(("er", "ern", "ers", "erin", "erinnen")):
            return None
        stamm = re.sub(r"er(?:n|s|in|innen)?$", "", klein)
        for teile in ((stamm,), (f"{stamm}e",), (f"{stamm}en",), (f"{stamm}er",), (f"{stamm}um",)):
            if (gross := self._orte.get(teile)) is not None:
                if self._is_wort(teile[0]) or self._lexikon.is_gelaeufig(klein):
                    return Ort(gross, True)
                return Ort(gross, False)
        return None

    def _is_wort(self, klein):
        return klein not in _DOCH_ORTE and (
            klein in self._mehrdeutig
            or len(klein) < 4
            or self._lexikon.arten(klein)[:1] in ([NOMEN], [ANDERES])
        )


def klingt_nach_ort(klein):
    return bool(_ENDUNGEN.fullmatch(klein))


def _namen_of(name):
    """Yield the ways to call this place, each as a tuple of keys."""
    from fallanalyse.pseudonymisierung.bestand import schreibweisen

    kurz = _ZUSATZ.sub("", name)
    namen = {name, kurz}
    if kurz.startswith("Bad "):
        namen.add(kurz.removeprefix("Bad "))
    for einer in namen:
        ohne_klammer = re.sub(r"[()]", " ", einer)
        formen = {tuple(_TEILE.findall(form)) for form in schreibweisen(ohne_klammer)}
        for teile in formen:
            if teile and not (len(teile) == 1 and teile[0] in _BEIWORTE):
                yield teile
                if teile[0] == "sankt":
                    yield ("st", *teile[1:])
