"""What telephone numbers and addresses look like. Data only; see muster.py."""

from fallanalyse.pseudonymisierung.musterteile import (
    GEZAEHLTES,
    HAUSNUMMER,
    KEIN_STRASSENNAME,
    KEINE_STRASSE,
    MONATSNAME,
    STRASSE,
    TAG,
    ZIFFER,
)

WEGE = (
    (
        "telefon",
        "eine Telefonnummer",
        r"(?<![\w/.,:-])(?<!\d )(?:\(?(?:\+|00)[1-9]\d{0,2}\)?[ ./-]{0,3}(?:\(0\)[ ./-]{0,3})?"
        r"|\(?0[1-9]\d{1,4}\)?)[ ./-]{0,3}(?:\d[ ./-]{0,3}){2,13}\d(?!\w)",
        False,
    ),
    (
        "telefon",
        "eine Telefonnummer",
        r"(?<![\w/.,:-])(?<!\d )\(?0\s\d{2}(?:\s\d{1,2}){0,2}\)?"
        r"(?:[ ./-]{1,3}\d{1,4}){2,5}(?!\w)",
        False,
    ),
    (
        "telefon",
        "eine Telefonnummer",
        # In pairs, or with the letter O for the first zero.
        r"(?<![\w/.,:-])(?<!\d )(?:\(?0\d\)?(?:[ /]{1,3}\d{2}){4,7}"
        r"|[oO]\s?1[5-7]\d[ ./-]{0,3}(?:\d[ ./-]{0,3}){4,9}\d)(?!\w)",
        False,
    ),
    (
        "telefon",
        "eine Telefonnummer",
        rf"(?i)(?<!\w)(?:null|plus)[ -]?(?:{ZIFFER}[ ,-]{{0,2}}){{2,16}}"
        r"(?:[ ./-]{0,2}\d){0,12}(?!\w)",
        False,
    ),
    (
        "telefon",
        "eine Telefonnummer",
        r"(?i)\b(?:telefonisch|erreichbar|rückruf|rufnummer|handynummer|telefonnummer|whatsapp|sms)\b"
        r"[^\d\n.;]{0,40}(?P<t>[+(]{0,2}[\do](?:[ ()./-]{0,3}\d){5,14})(?!\w)",
        False,
    ),
    (
        "telefon",
        "eine Durchwahl",
        r"(?i)\b(?:durchwahl|dw|nebenstelle|apparat|app\.|fax|telefax|tel\.?)\b[^\d\n,;]{0,20}"
        r"(?P<t>-\s?\d{1,5})(?!\w)",
        False,
    ),
    (
        "telefon",
        "eine Durchwahl",
        r"(?i)\b(?:durchwahl|dw|nebenstelle|apparat)\b[.:]{0,2}\s?(?:ist\s)?-?\s?\d{2,5}(?!\w)",
        False,
    ),
    (
        "telefon",
        "eine Telefonnummer",
        r"(?i)\b(?:tel|telefon|fon|mobil|mobilfunk|handy|fax|ruf|durchwahl|festnetz)\.?"
        r"(?:-?nummer|-?nr)?\b[.:]{0,2}\s?(?:(?:ist|lautet|unter|war)\s)?[+(]{0,2}\d"
        r"[\d ()./-]{2,26}\d(?!\w)",
        False,
    ),
    (
        "anschrift",
        "eine Anschrift",
        r"(?<![\w-])(?:(?:(?i:alte[nr]?|neue[nr]?|obere[nr]?|untere[nr]?|hintere[nr]?|vordere[nr]?"
        r"|mittlere[nr]?|große[nr]?|kleine[nr]?|lange[nr]?|kurze[nr]?|sankt|st\.)|[A-ZÄÖÜ]\w{2,30}er)\s)?"
        rf"(?i:{KEINE_STRASSE}[a-zäöüß](?:[\w-]|\.-){{0,60}}?{STRASSE}){HAUSNUMMER}",
        False,
    ),
    (
        "anschrift",
        "eine Anschrift",
        r"(?<!\w)(?!(?:Der|Den|Dem|Ein|Einen|Kein|Keinen|Ihr|Sein|Unser|Dieser|Jeder)\s)"
        r"[A-ZÄÖÜ][\w-]{0,40}(?:\s[A-ZÄÖÜ][\w-]{0,40}){0,3}\s"
        rf"(?i:{STRASSE}){HAUSNUMMER}",
        False,
    ),
    (
        "anschrift",
        "eine Anschrift",
        r"\b(?:Stra(?:ß|ss)e|Platz|Weg|Allee|Gasse|Ring)\s"
        r"(?:des|der|am|an der|im|zum|zur|vom|von)"
        rf"\s[A-ZÄÖÜ][\w-]{{1,40}}(?:\s[A-ZÄÖÜ][\w-]{{1,40}})?{HAUSNUMMER}",
        False,
    ),
    (
        "anschrift",
        "eine Anschrift",
        r"\b(?:Am|An de[rnm]|Auf de[mr]|Im|In de[mrn]|Zum|Zur|Unter de[nr]|Hinter de[mr]"
        rf"|Vor de[mr]|Bei der|Beim)\s{KEIN_STRASSENNAME}"
        r"(?:(?:alten?|neuen?|oberen?|unteren?|hinteren?|kleinen?|großen?|langen?|hohen?)\s)?"
        rf"[A-ZÄÖÜ]\w{{1,40}}(?:\s[A-ZÄÖÜ]\w{{1,40}})?"
        rf"{HAUSNUMMER}(?=\s?(?:[-,.;:)\n]|$|\d{{5}}\b)|\sin\b)",
        False,
    ),
    (
        "anschrift",
        "eine Anschrift",
        # A capital in the midst of a sentence begins a name: whatever follows the number.
        r"(?<=[a-zäöüß,] )(?:Am|An de[rnm]|Auf de[mr]|Im|In de[mrn]|Zum|Zur|Unter de[nr]"
        rf"|Hinter de[mr]|Vor de[mr]|Bei der|Beim)\s{KEIN_STRASSENNAME}"
        rf"[A-ZÄÖÜ][a-zäöüß-]{{2,40}}{HAUSNUMMER}",
        False,
    ),
    (
        "anschrift",
        "eine Anschrift",
        r"(?i:\b(?:wohnt|wohnen|wohnte|wohnhaft|gemeldet|adresse|anschrift|wohnanschrift|zugezogen"
        r"|umgezogen|verzogen)\b):?\s(?i:(?:ist|lautet|sie|er|jetzt|nun|seitdem|aktuell)\s){0,2}"
        rf"(?P<t>(?:(?i:in|im|am|an|unter|auf|zum|zur|nach|bei)\s)?(?i:(?:der|dem|den)\s)?{KEIN_STRASSENNAME}"
        rf"[A-ZÄÖÜ][\w.-]{{2,40}}(?:\s[A-ZÄÖÜ][\w.-]{{1,40}}){{0,2}}{HAUSNUMMER})",
        False,
    ),
    (
        "anschrift",
        "eine Anschrift",
        r"(?<!\w)[A-ZÄÖÜ][\w.-]{1,40}(?:\s[\w.-]{1,30}){0,4}?\s\d{1,3}\s?[a-z]?"
        r"(?:\s?\([^)\n]{1,20}\))?\s?[-,]?\s?(?:D-?\s?)?\d{5}\s[A-ZÄÖÜ][\w-]{1,40}",
        False,
    ),
    (
        "anschrift",
        "eine Anschrift",
        r"(?<!\w)[A-U]\s?[1-7],?\s\d{1,2}[a-z]?(?=[^\n]{0,60}Mannheim)",
        False,
    ),
    (
        "anschrift",
        "eine Anschrift",
        r"(?i:\b(?:adresse|anschrift|wohnt|wohnte|wohnhaft|gemeldet|lebt|zog|umzug|mannheim)\b)"
        r"(?:[:,]?\s(?i:alt|neu|in|nach|jetzt|ist|lautet)){0,3}[:,]?\s"
        r"(?P<t>[A-U]\s?[1-7],\s?\d{1,2}[a-z]?)(?![\w%]|,\d)",
        False,
    ),
    (
        "anschrift",
        "eine Anschrift",
        rf"(?i:\b(?:lebt|lebte|leben|lebten|untergebracht|zog|zogen|zieht)) "
        r"(?P<t>(?:in der|im|am|auf dem|an der|in den)"
        rf" {KEIN_STRASSENNAME}[A-ZÄÖÜ][a-zäöüß]{{2,40}}{HAUSNUMMER})(?=\s?[,.;)\n]|$|\sin\b)",
        False,
    ),
    (
        "anschrift",
        "eine Anschrift",
        rf"\b(?:Stra(?:ß|ss)e|Str\.|Platz|Allee)\sdes\s{TAG}\.\s(?i:{MONATSNAME}){HAUSNUMMER}",
        False,
    ),
    (
        "anschrift",
        "eine Anschrift",
        r"\b(?:Alte[nrsm]?|Neue[nrsm]?|Obere[nrsm]?|Untere[nrsm]?|Hintere[nrsm]?|Vordere[nrsm]?"
        rf"|Äußere[nrsm]?|Innere[nrsm]?)\s{KEIN_STRASSENNAME}[A-ZÄÖÜ][a-zäöüß]{{2,30}}{HAUSNUMMER}"
        r"(?=\s?[-,.;:)\n/]|$|\s(?:in|bei)\b|\s\d{5}\b)",
        False,
    ),
    (
        "ort",
        "der Name einer Straße",
        r"(?<![\w-])[A-ZÄÖÜ]\w{2,30}er\s(?:Weg|Platz|Ring|Allee|Ufer|Damm|Stra(?:ß|ss)e|Str\.|Landstr\."
        r"|Landstra(?:ß|ss)e|Gasse|Chaussee)(?!\w)",
        False,
    ),
    (
        "anschrift",
        "eine Postleitzahl mit Ort",
        rf"(?<![\w.,])(?:D-?\s?)?\d{{5}}\s{GEZAEHLTES}(?:[A-ZÄÖÜ]{{2,3}}(?!\w)|(?:(?:Bad|BAD|Sankt|St\.|Neu|Alt|Hohen|Groß|Klein)\s)?"
        r"[A-ZÄÖÜ][A-Za-zäöüÄÖÜß-]{2,40}(?:\s(?:an|am|in|im|bei|ob|a\.|i\.)\s?(?:der\s|d\.\s?)?[A-ZÄÖÜ][a-zäöüß]{2,20}(?=[\s,.;)]|$))?)",
        False,
    ),
    (
        "ort",
        "der Name einer Straße",
        r"(?<![\w-])(?:[A-ZÄÖÜ]\w{2,30}er\s)?(?!(?:Einbahn|Durchgangs|Haupt|Neben|Seiten|Spiel|Wohn"
        r"|Land|Bundes|Fahrrad|Daten|Sack|Zufahrts|Schnell|Verkehrs|Dorf|Orts|Teststr)(?:straßen?"
        r"|strassen?|gassen?)\b)[A-ZÄÖÜ][\wäöüß-]{2,40}(?:straße|strasse|str\.|gasse|allee)(?!\w)",
        False,
    ),
    ("anschrift", "ein Postfach", r"(?i)\bpostfach\s\d[\d ]{1,8}(?!\w)", False),
)
