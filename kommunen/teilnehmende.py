"""
Who took part, how far and with what: read out of the words of a profile page.

The text stays as it was entered; what it says about the extent is a statement beside it
(domain.md 2.4, 23 and 24).
"""

import re
from dataclasses import dataclass

from kommunen.enums import Teilnahmeumfang

UMFANG = {
    Teilnahmeumfang.ZEITWEISE: r"zeitweise|zeitweilig|teilweise|phasenweise",
    Teilnahmeumfang.PUNKTUELL: r"punktuell|vereinzelt|bei bedarf|anlassbezogen|gelegentlich",
    Teilnahmeumfang.DURCHGEHEND: r"durchgehend|durchg[äa]ngig|dauerhaft|st[äa]ndig",
}
WORT = "|".join(f"(?P<{umfang.value}>{woerter})" for umfang, woerter in UMFANG.items())
DAHINTER = re.compile(rf"(.+?)\s*[(\[]\s*(?:{WORT})\s*[)\]]\s*", re.IGNORECASE | re.DOTALL)
DAVOR = re.compile(rf"(?:{WORT})\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)
# »Diakonie – Schuldnerberatung«, »CJD: Schulsozialarbeit«, »Diakonie (Kitas)«
LEISTUNG = re.compile(r"(.+?)\s*(?:\s[–-]\s|:\s|\()\s*(.+?)\)?", re.DOTALL)


@dataclass(frozen=True)
class Teilnehmende:
    wer: str
    umfang: Teilnahmeumfang | None
    originaltext: str

    @property
    def traeger(self):
        """The institution without the service it brings in."""
        treffer = LEISTUNG.fullmatch(self.wer)
        return treffer[1] if treffer else self.wer

    @property
    def leistung(self):
        treffer = LEISTUNG.fullmatch(self.wer)
        return treffer[2] if treffer else ""


def teilnehmende_aus(texte):
    """
    Return a Teilnehmende for each of these texts.

    »punktuell:« in front holds for that one text only: where on a page it was meant for the items
    behind it as well, nobody can tell from its words.
    """
    return [_one(text) for text in texte]


def _one(text):
    for muster in (DAHINTER, DAVOR):
        if treffer := muster.fullmatch(text.strip()):
            umfang = next(art for art in UMFANG if treffer[art.value])
            wer = next(
                gruppe
                for nummer, gruppe in enumerate(treffer.groups(), start=1)
                if gruppe and nummer not in treffer.re.groupindex.values()
            )
            return Teilnehmende(wer.strip(), umfang, text)
    return Teilnehmende(text.strip(), None, text)


def je_traeger(alle):
    """Return the services of every Träger: one that stands there twice is still one."""
    gruppen = {}
    for eine in alle:
        gruppen.setdefault(eine.traeger, [])
        if eine.leistung:
            gruppen[eine.traeger].append(eine.leistung)
    return gruppen
