"""What days and months look like. Data only; see muster.py."""

from fallanalyse.pseudonymisierung.musterteile import (
    DES_JAHRES,
    EINHEIT,
    JAHR,
    MONAT,
    MONATSNAME,
    ORDNUNGSZAHL,
    TAG,
    VIERSTELLIG,
    WOCHENTAG,
    ZEITEN,
)

TAGE = (
    ("datum", "ein Datum", rf"{WOCHENTAG}(?<![\d.,]){TAG}\.\s?{MONAT}\.\s?{JAHR}(?!\d|,\d)", False),
    ("datum", "ein Datum", rf"{WOCHENTAG}(?<![\d.,]){TAG}\.\s?{MONAT}\.(?!\s?\d)(?!,\d)", True),
    (
        "datum",
        "ein Datum",
        rf"(?i)\b(?:am|vom|bis|seit|ab|zum|den|dem)\s(?P<t>{TAG}\.{MONAT})"
        rf"(?![\d,]|\.\d){EINHEIT}",
        False,
    ),
    ("datum", "ein Datum", rf"(?<![\d.,/-]){TAG}[/-]{MONAT}[/-]\d{{2}}(?![\w/-])", False),
    (
        "datum",
        "ein Datum",
        rf"(?<![\d.,/-]){TAG}[.,/ -]\s?{MONAT}[.,/ -]\s?{VIERSTELLIG}(?![\w/-])",
        False,
    ),
    (
        "datum",
        "ein Datum",
        rf"(?<!\w){VIERSTELLIG}([./-]){MONAT}\1{TAG}(?![\dA-SU-Za-z_])",
        False,
    ),
    (
        "datum",
        "ein Datum",
        rf"(?<!\w){VIERSTELLIG}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\w)",
        False,
    ),
    (
        "datum",
        "ein Datum",
        rf"(?<![\w./-])(?:0?[1-9]|1[0-2])[/.-]{VIERSTELLIG}(?![\w/-]|\.\d)",
        True,
    ),
    (
        "datum",
        "ein Datum",
        rf"(?i){WOCHENTAG}(?<![\w.,])(?:{TAG}\.?\s?(?:bis|und|oder|-|/)\s?)?{TAG}(?:\.|te[nrs]?)?\s?"
        rf"{MONATSNAME}(?:\s{DES_JAHRES}{JAHR}(?!\w))?",
        False,
    ),
    (
        "datum",
        "ein Datum",
        rf"(?<![\w.,]){TAG}\.\s?(?:I{{1,3}}|IV|VI{{0,3}}|IX|XI{{0,2}})\.\s?{JAHR}(?!\w)",
        False,
    ),
    (
        "datum",
        "ein Datum",
        r"(?<![\w.,/-])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:19|20)\d{2}(?![\w/-])",
        False,
    ),
    (
        "datum",
        "ein Datum",
        rf"(?i:\b{MONATSNAME})\s'?[0-3]\d(?![\w/%-]|[.,:]\d|\s[A-ZÄÖÜ]|\.\s?(?i:{MONATSNAME}))"
        rf"{EINHEIT}",
        False,
    ),
    (
        "datum",
        "ein Monat mit Jahr",
        r"(?<![\w.,/-])(?:0?[1-9]|1[0-2])/(?:0[5-9]|[12]\d|3[0-5])(?![\w/%-]|[.,]\d)",
        True,
    ),
    (
        "datum",
        "ein Tag im Monat",
        rf"(?i:\b(?:am|vom|bis\szum|seit\sdem|ab\sdem))\s(?P<t>{TAG}\.)"
        r"(?=\s(?!(?:und|oder|bis|sowie|bzw)\b)[a-zäöü]|[,;)\n]|$)",
        True,
    ),
    ("datum", "ein Datum", rf"(?i)\bKW\s?\d{{1,2}}\s?[/.-]?\s?{VIERSTELLIG}(?!\w)", False),
    ("datum", "ein Datum", rf"(?<!\w)Q[1-4]\s?[/.-]?\s?{VIERSTELLIG}(?!\w)", False),
    (
        "datum",
        "eine Jahreszahl",
        r"(?i)\b(?:seit|bis|im\sjahre?|in|ab|bereits|schon|um|zog(?:en)?|kam(?:en)?|trennten\ssich"
        r"|verstorben|wurde|war)\s(?P<t>(?:19[6-9]|20[0-3])\d)(?![\w/-]|[.,]\d)",
        False,
    ),
    (
        "datum",
        "ein Datum",
        rf"(?i)\b{MONATSNAME}\s{DES_JAHRES}(?:{VIERSTELLIG}|'\d{{2}})(?!\w)",
        False,
    ),
    ("datum", "ein Datum", rf"(?i)\b{ORDNUNGSZAHL}\s{MONATSNAME}", False),
    (
        "datum",
        "ein Datum",
        rf"(?i)(?<!\w){ZEITEN}\s{DES_JAHRES}{VIERSTELLIG}(?:\s?/\s?\d{{2,4}})?(?!\w)",
        False,
    ),
    (
        "datum",
        "ein Geburtsjahr",
        rf"(?i)(?:\b(?:geb\.|geboren|jahrgang|geburtsjahr)|\*)\s?(?:(?:am|im|ca\.|etwa|jahre?)\s)"
        rf"{{0,3}}(?:{TAG}\.\s?{MONAT}\.\s?)?{VIERSTELLIG}(?!\w)",
        False,
    ),
    (
        "datum",
        "ein Geburtsdatum",
        rf"(?i)(?:(?<!\w)(?:geb\.?|geboren|geburtsdatum|gebdat\.?|geb\.-?datum)|\*)\s?:?\s?"
        rf"(?:am\s|im\s|den\s|dem\s)?(?:{TAG}\.\s?(?:{MONAT}\.?(?:\s?{JAHR})?|{MONATSNAME}(?:\s{JAHR})?)"
        rf"|{MONAT}[/.]{JAHR}|{MONATSNAME}\s{JAHR}|{VIERSTELLIG}-{MONAT}-{TAG})(?![\w])",
        False,
    ),
)
