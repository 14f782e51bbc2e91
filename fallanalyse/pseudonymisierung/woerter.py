"""A smoothed text as words that know where they stand."""

import re
from dataclasses import dataclass, field

from fallanalyse.pseudonymisierung.bestand import schluessel

_WORT = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*(?:'[^\W\d_]+)?")
# Before a word that begins a sentence, a line, a quotation, an item of a list.
_ANFANG = re.compile(r"(?:^|[.!?:;»«„“”\"\n•*|(\[>→=+]|(?<=\s)['-])\s*$|^\W*$")
_ABKUERZUNG = re.compile(
    r"\b(?:bzw|ca|evtl|ggf|inkl|etc|usw|vgl|sog|Nr|Tel|St|Dr|Prof|med|Fr|Hr|Hrn|Fam|Abs|Art|geb"
    r"|gez|u|o|m|z|B|d|h|i|A|V|S|s|lt|mtl|tgl|zzt|zz|Dipl|Päd|Soz|Psych|phil|jur|verh|gesch|led"
    r"|leibl|wöchentl|tel|bes|insb|ehem|Kd|Az|Str)\.\s*$"
)
_UMBRUCH = re.compile(r" *\r?\n *")
# A line that is as long as this ends where the page ends, not where a thought does.
_ZEILE = 55


@dataclass(slots=True)
class Wort:
    """
    One run of letters.

    `davor` is what stands between the word before and this one, `nieder` its small letters,
    `klein` its key in the lists.
    """

    text: str
    start: int
    end: int
    davor: str
    nieder: str = field(init=False)
    klein: str = field(init=False)
    anfang: bool = False

    def __post_init__(self):
        self.nieder = self.text.lower()
        self.klein = schluessel(self.text)

    @property
    def gross(self):
        return self.text[0].isupper()

    @property
    def versal(self):
        return len(self.text) > 1 and self.text.isupper()

    @property
    def gemischt(self):
        """Whether capitals stand inside: »HzE«, »KiTa«."""
        return not self.versal and "'" not in self.text and self.text[1:] != self.text[1:].lower()

    @property
    def gebunden(self):
        """Whether a hyphen ties it to the word before: the second half of »Müller-Kinder«."""
        return self.davor == "-"


def woerter(glatt):
    """Return the Wörter of this smoothed text."""
    gefunden, bisher = [], 0
    for fund in _WORT.finditer(glatt):
        davor = glatt[bisher : fund.start()]
        wort = Wort(fund[0], fund.start(), fund.end(), davor)
        if _UMBRUCH.fullmatch(davor) and _is_umbrochen(glatt, bisher):
            wort.davor = " "
            gefunden.append(wort)
            bisher = fund.end()
            continue
        umgebung = glatt[max(0, fund.start() - 12) : fund.start()]
        wort.anfang = bool(
            not gefunden or (_ANFANG.search(umgebung) and not _ABKUERZUNG.search(umgebung))
        )
        gefunden.append(wort)
        bisher = fund.end()
    return gefunden


def _is_umbrochen(glatt, ende):
    """Say whether the line that ends here was broken for its length."""
    return ende - (glatt.rfind("\n", max(0, ende - _ZEILE - 1), ende) + 1) >= _ZEILE or (
        ende >= _ZEILE and "\n" not in glatt[ende - _ZEILE : ende]
    )
