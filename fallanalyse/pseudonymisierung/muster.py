"""
What e-mail addresses, dates, addresses … look like in German text. Data only.

The patterns meet text that glaetten.py has smoothed: one kind of space, one kind of dash.
Every repetition is bounded and starts at the beginning of a word, so that no text keeps them busy.
"""

import re

from fallanalyse.pseudonymisierung.musterteile import (
    DES_JAHRES,
    EINHEIT,
    GEZAEHLTES,
    HAUSNUMMER,
    JAHR,
    KEIN_STRASSENNAME,
    KEINE_STRASSE,
    MONAT,
    MONATSNAME,
    NUMMER,
    ORDNUNGSZAHL,
    REGISTER,
    STRASSE,
    TAG,
    VIERSTELLIG,
    ZEITEN,
)

# A number like 3.2. or 3/2022 after these words is a place in a paper, no day.
GLIEDERUNG = re.compile(
    r"(?i)(?:kapitel|kap\.|abschnitt|abs\.|absatz|ziffern?|ziff\.|nr\.|nummern?|punkt|rn\.|tz\."
    r"|version|anlage|teil|frage|tabelle|abbildung|abb\.|heft|ausgabe|drs\.|drucksache|band|§+)\s?$"
)

# Reasons that only warn.
SCHWACHE = frozenset({"eine Internetadresse", "der Name einer Straße", "eine Jahreszahl"})

# art, what the page calls it, pattern; a group `t` is the hit, if there is one; True: may be
# a place in a paper (GLIEDERUNG).
MUSTER = [
    (art, grund, re.compile(muster), gliederung)
    for art, grund, muster, gliederung in (
        (
            "email",
            "eine E-Mail-Adresse",
            r"(?i)(?<![\w.+%-])[\w.+%-]{1,200}\s?(?:@|[\[({<]\s?(?:at|ät|@)\s?[\])}>])\s?[\w-]{1,200}"
            r"(?:(?:\.|\s?[\[({]\s?(?:dot|punkt|\.)\s?[\])}]\s?)[\w-]{1,200}){1,6}",
            False,
        ),
        (
            "email",
            "eine E-Mail-Adresse",
            r"(?i)(?<![\w.+%-])[\w.+%-]{1,200}\s(?:at|ät)\s[\w-]{1,200}"
            r"(?:(?:\.|\s(?:dot|punkt)\s)[\w-]{1,200}){0,4}(?:\.|\s(?:dot|punkt)\s)[a-z]{2,10}\b",
            False,
        ),
        (
            "iban",
            "eine IBAN",
            r"(?<!\w)[A-Z]{2}\s?\d{2}(?:[ .-]?[0-9A-Z]{4}){3,7}(?:[ .-]?[0-9A-Z]{1,3})?(?!\w)",
            False,
        ),
        ("iban", "eine IBAN", r"(?i)(?<!\w)[a-z]{2}\s?\d{2}(?:[ .-]?\d){11,30}(?!\w)", False),
        (
            "iban",
            "eine Kontonummer",
            r"(?i)\b(?:konto(?:nummer|nr\.?|-nr\.?)?|kto\.?(?:-?nr\.?)?|blz|bankleitzahl)\b[.:]?\s?"
            r"\d[\d ]{3,14}\d(?!\w)",
            False,
        ),
        (
            "aktenzeichen",
            "ein Aktenzeichen",
            r"(?i)\b(?:az|aktenz(?:eichen)?|gz|geschäftszeichen|geschz|vorgangs(?:nummer|-?nr)"
            r"|fall(?:nummer|-nummer|-?nr)|akten(?:nummer|-?nr)|kassenzeichen|kundennummer"
            r"|(?:sozial|renten|kranken)?versicherungs(?:nummer|-?nr)|versicherten(?:nummer|-?nr)"
            r"|steuer-?id(?:entifikationsnummer)?|personalnummer|ausweisnummer|tagebuchnummer)\b"
            r"[.:]{0,2}\s?(?:(?:des|der|vom|beim|ist|lautet|war|nr\.?|unter|jugendamte?s|gerichts"
            rf"|familiengerichts|amtsgerichts)[.:]?\s){{0,4}}{NUMMER}",
            False,
        ),
        (
            "aktenzeichen",
            "eine Nummer, die zu einer Person gehört",
            r"(?i)\b(?!tel|ruf|handy|mobil|fax|haus|zimmer|durchwahl|konto|kto)"
            r"(?:[a-zäöüß]{0,30}-?nummer|(?:[a-zäöüß]{0,20}\.?-?)nr\.?|(?:unser|ihr|mein)e?\s(?:zeichen|az)"
            r"|kennung|ident|pin|id)\b\.?:?\s?(?:(?:lautet|ist|war)\s)?"
            r"(?=[A-Z\d./-]*\d[A-Z./ -]?\d?[A-Z./ -]?\d{2})[A-Z]{0,4}\d[\w./-]{3,24}(?!\w)",
            False,
        ),
        (
            "aktenzeichen",
            "eine Nummer, die zu einer Person gehört",
            r"(?i)\b(?:urk\.?-?reg\.?|tgb\.?-?nr\.?|unser\szeichen|ihr\szeichen|(?:reise)?pass|ausweis"
            r"|personalausweis|aufenthaltstitel|führerschein(?:nr\.?)?|(?:bibliotheks|kunden|nutzer)konto|debitor"
            r"|(?:[a-zäöü-]{0,24}-?(?:nr\.?|nummer|id))|az)\b[.:]{0,2}\s?(?:[a-zäöüß.]{2,14}:?\s){0,3}"
            r"(?=[\w./ -]{0,24}\d{2})(?P<t>[A-Z]{0,5}[/-]?\s?\d[\dA-Z]{0,12}"
            r"(?:[ ./-]{1,2}[\dA-ZÄÖÜ][\w]{0,10}){0,4}|[A-Z]{1,4}/\d[\w./-]{3,24}"
            r"|[A-Z]\d{2}[A-Z][A-Z\d]{4,8})(?!\w)",
            False,
        ),
        (
            "internet",
            "eine IP-Adresse",
            r"(?<![\d.])\d{2,3}(?:\.\d{1,3}){3}(?![\d.]*\d)",
            False,
        ),
        (
            "internet",
            "ein Name in einem sozialen Netzwerk",
            r"(?i)\b(?:facebook|instagram|tiktok|snapchat|twitter|youtube|linkedin|xing)\.com/[\w./-]{2,60}",
            False,
        ),
        (
            "internet",
            "ein Name in einem sozialen Netzwerk",
            r"(?i)\b(?:snapchat|instagram|insta|tiktok|telegram|discord|facebook|steam)\b[^\n.]{0,20}?"
            r"(?:\bheißt|\bheisst|\bals|\bname|\bnick\w*|\bprofil|:)\s(?P<t>(?=\w{0,24}\d)[a-z][\w.]{3,30})",
            False,
        ),
        (
            "kennzeichen",
            "ein Autokennzeichen",
            r"(?i:\b(?:kennzeichen|kfz|pkw|auto|wagen)\b[:.]?\s?\(?)(?P<t>[A-ZÄÖÜ]{1,3}[ -]{1,2}"
            r"(?:[A-ZÄÖÜ]{1,2}[ -]?[1-9]\d{0,3}(?:\s?[EH])?"
            r"|\d{1,4}\s?[A-Z]{1,3}|\d[A-Z]\d{3}))(?!\w)",
            False,
        ),
        (
            "kennzeichen",
            "ein Autokennzeichen",
            r"(?<![\w-])(?!BY-|CC-)[A-ZÄÖÜ]{1,3}-[A-ZÄÖÜ]{1,2}[ -]?[1-9]\d{0,3}[EH]?(?![\w-])",
            False,
        ),
        (
            "kennzeichen",
            "ein Autokennzeichen",
            r"(?i:\bkennzeichen\b:?\s)[A-ZÄÖÜ]{1,3}[ :-]{1,2}[A-ZÄÖÜ]{1,2}[ -]?[1-9]\d{0,3}[EH]?"
            r"(?!\w)",
            False,
        ),
        (
            "internet",
            "ein Name in einem sozialen Netzwerk",
            r"(?<![\w@.])@[A-Za-z][\w.]{2,40}(?!@)",
            False,
        ),
        (
            "internet",
            "eine Internetadresse",
            r"(?i)(?<![\w@.-])(?:https?://|www\.)[\w.-]{3,200}(?:/[\w./%?=&#-]{0,300})?",
            False,
        ),
        (
            "aktenzeichen",
            "ein Aktenzeichen",
            r"\bAkten?\s(?:(?i:nr|nummer)\.?\s?)?[\w.-]{0,20}\d[\w.-]{0,20}[/-]\d[\w./-]{0,20}",
            False,
        ),
        (
            "aktenzeichen",
            "ein Aktenzeichen des Gerichts",
            rf"(?<![\w/.])(?:\d{{1,4}}[a-z]?\s?{REGISTER}|(?:F|UF|Js))\s?\d{{1,6}}\s?/\s?\d{{2,4}}\b",
            False,
        ),
        ("datum", "ein Datum", rf"(?<![\d.,]){TAG}\.\s?{MONAT}\.\s?{JAHR}(?![\d,])", False),
        ("datum", "ein Datum", rf"(?<![\d.,]){TAG}\.\s?{MONAT}\.(?!\s?\d)(?!,\d)", True),
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
            rf"(?i)(?<![\w.,])(?:{TAG}\.?\s?(?:bis|und|oder|-|/)\s?)?{TAG}(?:\.|te[nrs]?)?\s?"
            rf"{MONATSNAME}(?:\s{DES_JAHRES}{JAHR}(?!\w))?",
            False,
        ),
        (
            "datum",
            "ein Datum",
            rf"(?<![\w.,]){TAG}\.\s?(?:I{{1,3}}|IV|VI{{0,3}}|IX|XI{{0,2}})\.\s?{JAHR}(?!\w)",
            False,
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
            r"(?<!\w)[A-U]\s?[1-7],?\s\d{1,2}[a-z]?(?=,?\s(?:68\d{3}\s)?Mannheim)",
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
            rf"(?<![\w.,])(?:D-?\s?)?\d{{5}}\s{GEZAEHLTES}[A-ZÄÖÜ][A-Za-zäöüÄÖÜß-]{{2,40}}",
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
]
