"""
Lines of text for a picture drawn on the server, where no browser measures and breaks them.

Widths are those of Fira Sans, the wider of regular and semibold, rounded up: what is measured here
is never too small.
"""

# Characters by their width in thousandths of the type size.
_NACH_BREITE = {
    240: "',.:;·‘’‚",
    260: "!¡",
    280: " ",
    300: "IijlÌÍÎÏìíîï",
    320: "J",
    340: "()[]`{}",
    360: "f•",
    380: "t",
    400: "r",
    420: "-|",
    440: '"“”„',
    460: "1*z",
    480: "7?cs¿ç",
    500: "F",
    520: "23/<=>L\\_vxy~×÷ýÿ–",
    540: "5+ETZ°ÈÉÊË",
    560: "469#$^aegk§àáâãäåèéêë",
    580: "08CSVXÇð",
    600: "APYbdhnopquµÀÁÂÃÄÅÝÞñòóôõöøùúûüþ€",
    620: "BR«»ß",
    640: "K",
    660: "DG",
    680: "HUÐÙÚÛÜ",
    700: "NOQÑÒÓÔÕÖØ",
    740: "…",
    760: "&w",
    800: "M—",
    840: "Æ",
    860: "%Wmæ",
    1020: "@",
}
# As wide as a picture among the letters.
UNBEKANNT = 1400


class Breiten(dict):
    def __missing__(self, zeichen):
        return UNBEKANNT


BREITE = Breiten({zeichen: breite for breite, alle in _NACH_BREITE.items() for zeichen in alle})

VOKALE = frozenset("aeiouyäöüéèAEIOUYÄÖÜ")
# What opens a syllable together; the longest first.
ZUSAMMEN = (
    *("schl", "schm", "schn", "schr", "schw", "sch", "spr", "str", "pfl", "ch", "ck", "ph", "th"),
    *("qu", "st", "sp", "pf", "zw", "bl", "br", "dr", "fl", "fr", "gl", "gr", "kl", "kr", "pl"),
    *("pr", "tr"),
)
SILBE = 3
# The s that joins a compound belongs to what it follows: Gefährdungs-einschätzung.
FUGE = ("ungs", "heits", "keits", "schafts", "ions", "täts")


def breite(text, schrift):
    """Return how wide this text is at most, at this type size."""
    # Asked for every word of every picture: without a step of Python for each letter.
    return sum(map(BREITE.__getitem__, text)) * schrift / 1000


def umbrich(text, *, platz, schrift, zeilen, anlauf=0):
    """
    Return the lines of this text, at most so many; what has no room ends in »…«.

    `anlauf` is what already stands in the first line: if not even a word fits beside it, the first
    line is empty.
    """
    fertig, zeile, rest = [], "", text.split()[::-1]

    def frei():
        return platz - (anlauf if not fertig else 0)

    while rest:
        wort = rest.pop()
        versuch = f"{zeile} {wort}" if zeile else wort
        if breite(versuch, schrift) <= frei():
            zeile = versuch
            continue
        if breite(wort, schrift) > platz:
            davor = f"{zeile} " if zeile else ""
            stueck, uebrig = _trenne(davor, wort, frei(), schrift)
            if not stueck and (zeile or (anlauf and not fertig)):
                # Nothing of it fits here: it begins the next line.
                rest.append(wort)
            elif stueck:
                zeile, rest = davor + stueck, [*rest, uebrig]
            else:
                zeile, rest = _hart(wort, frei(), schrift, rest)
        else:
            rest.append(wort)
        fertig.append(zeile)
        zeile = ""
        if len(fertig) == zeilen:
            return _gekuerzt(fertig, platz - (anlauf if zeilen == 1 else 0), schrift)
    return [*fertig, zeile] if zeile else fertig


def _trenne(davor, wort, platz, schrift):
    """Return the longest beginning of a word that fits, with its hyphen, and the remainder."""
    for stelle in reversed(trennstellen(wort)):
        strich = "" if wort[stelle - 1] in "-/" else "-"
        stueck = wort[:stelle] + strich
        if breite(davor + stueck, schrift) <= platz:
            return stueck, wort[stelle:]
    return "", wort


def _hart(wort, platz, schrift, rest):
    """Cut a word that has no syllable: a long number, a row of one letter."""
    stelle = len(wort)
    while stelle > 1 and breite(wort[:stelle], schrift) > platz:
        stelle -= 1
    return wort[:stelle], [*rest, wort[stelle:]] if wort[stelle:] else rest


def _gekuerzt(zeilen, platz, schrift):
    letzte = zeilen[-1]
    while letzte and breite(f"{letzte}…", schrift) > platz:
        letzte = letzte[:-1]
    return [*zeilen[:-1], f"{letzte.rstrip(' -,.;:')}…"]


def trennstellen(wort):
    """
    Return the places where a German word may be parted, roughly: a consonant opens a syllable.

    No dictionary: a label in a picture may be parted a little differently than a printed book.
    """
    stellen = []
    for stelle in range(1, len(wort)):
        if wort[stelle - 1] in "-/":
            stellen.append(stelle)
            continue
        if stelle < SILBE or len(wort) - stelle < SILBE:
            continue
        if wort[:stelle].endswith(FUGE):
            stellen.append(stelle)
            continue
        if wort[: stelle + 1].endswith(FUGE):
            continue
        if _opens_syllable(wort, stelle) and any(z in VOKALE for z in wort[:stelle]):
            stellen.append(stelle)
    return stellen


def _opens_syllable(wort, stelle):
    if not (wort[stelle - 1].isalpha() and wort[stelle].isalpha()) or wort[stelle] in VOKALE:
        return False
    for gruppe in ZUSAMMEN:
        if wort.startswith(gruppe, stelle) and stelle + len(gruppe) < len(wort):
            danach = stelle + len(gruppe)
            return gruppe == "qu" or wort[danach] in VOKALE
        if any(wort.startswith(gruppe, stelle - davor) for davor in range(1, len(gruppe))):
            return False
    return stelle + 1 < len(wort) and wort[stelle + 1] in VOKALE
