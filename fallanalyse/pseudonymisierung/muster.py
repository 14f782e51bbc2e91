"""
What e-mail addresses, dates, addresses … look like in German text. Data only.

The patterns meet text that glaetten.py has smoothed: one kind of space, one kind of dash.
Every repetition is bounded and starts at the beginning of a word, so that no text keeps them busy.
"""

import re

_TAG = r"(?:0?[1-9]|[12]\d|3[01])"
_MONAT = r"(?:0?[1-9]|1[0-2])"
_VIERSTELLIG = r"(?:19|20)\d{2}"
_JAHR = rf"(?:{_VIERSTELLIG}|'?\d{{2}})"
_MONATSNAME = (
    r"(?:januar|jänner|februar|feber|märz|maerz|april|mai|juni|juno|juli|august|september|oktober"
    r"|november|dezember|jan|feb|mrz|mär|apr|jun|jul|aug|sept?|okt|nov|dez)\b\.?"
)
_ORDNUNGSZAHL = (
    r"(?:erst|zweit|dritt|viert|fünft|sechst|sieb(?:en)?t|acht|neunt|zehnt|elft|zwölft"
    r"|[a-zäöüß]{3,8}zehnt|(?:[a-zäöüß]{3,6}und)?(?:zwanzig|dreißig|dreissig)st)e[nrm]?"
)
_ZEITEN = (
    r"(?:frühjahr|frühling|sommer|herbst|winter|weihnachten|ostern|pfingsten|silvester|neujahr"
    r"|karneval|fasching|advent|[a-zäöü]{0,12}ferien)"
)
_DES_JAHRES = r"(?:(?:des\s+jahres|im\s+jahre?|d\.\s?j\.)\s+)?"

# A number before these words counts something: no house.
_EINHEIT = (
    r"(?!\s*(?i:stunden?|std|minuten?|min|sekunden|tage?n?|nächte?n?|wochen?|monate?n?|jahre?n?|uhr"
    r"|mal|km|kilometern?|metern?|prozent|euro|eur|kinder\w*|jugendliche\w*|personen|schritte?n?"
    r"|termine?n?|plätze?n?|räume?n?|stellen|gespräche?n?|besuche?n?)\b"
    r"|\s*(?:%|[hmx]\b))"
)
_HAUSNUMMER = (
    rf"\s?\d{{1,3}}(?!\d){_EINHEIT}(?:\s?[a-zA-Z](?!\w))?"
    r"(?:\s?[-/+]\s?\d{1,4}(?:\s?[a-z])?)?(?!\w)"
)
_STRASSE = (
    r"(?:stra(?:ß|ss)e|str\.?|weg|allee|platz|gasse|ring|ufer|damm|steig|pfad|chaussee|promenade"
    r"|twiete|kamp|graben|siedlung|wall|stiege?|wingert|bleiche|gärten)"
)
_KEINE_STRASSE = (
    r"(?!(?:arbeits|ausbildungs|kita|krippen|hort|kindergarten|betreuungs|pflege|schlaf|sitz"
    r"|therapie|wohngruppen|studien|heim|stell|park|spiel|bahn|dienst|instanzen|rechts|klage"
    r"|lebens|hilfe|lern|bildungs|beschwerde|melde|lösungs|mittel|aus|um|hin|durch|rück)"
    r"(?:platz|weg|pfad|steig)\b|[a-z]{0,12}toring\b|daten(?:straße|pfad))"
)
# After »Im«, »In der« … these are no names of streets.
_KEIN_STRASSENNAME = (
    r"(?!(?:Monat|Woche|Quartal|Jahr|Tag|Schritt|Phase|Kapitel|Abschnitt|Klasse|Gruppe|Team|Punkt"
    r"|Zeitpunkt|Termin|Alter|Fall|Kind|Anhang|Anlage|Absatz|Satz|Artikel|Stufe|Ebene|Befund"
    r"|Schlüsselsituation|Situation|Fachkraft|Version|Modul|Teil|Band|Heft|Spalte|Zeile|Seite"
    r"|Beispiel|Paragraf|Hausbesuch|Gespräch|Hilfeplan|Ereignis|Sitzung|Runde|Frage|Nummer|Variante"
    r"|Tabelle|Abbildung|Fassung|Liste|Stelle|Bezirk|Stadtteil|Standort|Haus|Zimmer|Raum|Wohnung"
    r"|Station|Lebensjahr|Lebensmonat|Lebenswoche|Schwangerschaftswoche|Klassenstufe|Pflegegrad"
    r"|Konferenz|Helferkonferenz|Fallkonferenz|Cluster|Familie|Person|Einrichtung|Kita|Schule"
    r"|Jugendamt|Szenario|Leitfrage|Empfehlung|Maßnahme|Ziel|Baustein|Bogen|Merkmal|Kategorie"
    r"|Kriterium|Faktor|Einflussfaktor|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag"
    r"|Sonntag)\b)"
)
_GEZAEHLTES = (
    r"(?!(?:Euro|EUR|Einwohner\w*|Kinder\w*|Jugendliche\w*|Minderjährige\w*|Familien|Fälle\w*"
    r"|Personen|Menschen|Haushalt\w*|Stunden|Meldung\w*|Mal|Beratung\w*|Hausbesuche\w*|Besuche\w*"
    r"|Fachkräfte\w*|Exemplare\w*|Mitglieder\w*|Eltern\w*|Mütter\w*|Väter\w*|Schüler\w*|Geburten"
    r"|Gespräche\w*|Verfahren|Anrufe\w*|Seiten|Zeichen|Wörter\w*|Tage\w*|Kilometer|Quadrat\w*"
    r"|Inobhutnahmen|Gefährdung\w*|Teilnehm\w*|Plätze\w*|Mädchen|Jungen|Befragte\w*|Institutionen"
    r"|Einrichtungen|Kitas|Schulen|Unterschriften|Akten)\b)"
)

_REGISTER = r"(?:F|UF|WF|FH|SF|Js|UJs|Ls|Ds|Cs|Gs|AR|KLs|Ks|VII|XVII|X|(?i:f|uf|js))"
_NUMMER = (
    r"[\w./-]{0,20}\d[\w./-]{0,30}(?:\s?[/-]\s?[\w./-]{1,20}|\s(?:[A-Z]{1,3}\s)?\d[\d/]{0,9}){0,5}"
)

# A number like 3.2. or 3/2022 after these words is a place in a paper, no day.
GLIEDERUNG = re.compile(
    r"(?i)(?:kapitel|kap\.|abschnitt|abs\.|absatz|ziffern?|ziff\.|nr\.|nummern?|punkt|rn\.|tz\."
    r"|version|anlage|teil|frage|tabelle|abbildung|abb\.|heft|ausgabe|drs\.|drucksache|band|§+)\s?$"
)

# Reasons that only warn.
SCHWACHE = frozenset({"eine Internetadresse", "der Name einer Straße"})

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
            rf"|familiengerichts|amtsgerichts)[.:]?\s){{0,4}}{_NUMMER}",
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
            rf"(?<![\w/.])(?:\d{{1,4}}[a-z]?\s?{_REGISTER}|(?:F|UF|Js))\s?\d{{1,6}}\s?/\s?\d{{2,4}}\b",
            False,
        ),
        ("datum", "ein Datum", rf"(?<![\d.,]){_TAG}\.\s?{_MONAT}\.\s?{_JAHR}(?![\d,])", False),
        ("datum", "ein Datum", rf"(?<![\d.,]){_TAG}\.\s?{_MONAT}\.(?!\s?\d)(?!,\d)", True),
        (
            "datum",
            "ein Datum",
            rf"(?i)\b(?:am|vom|bis|seit|ab|zum|den|dem)\s(?P<t>{_TAG}\.{_MONAT})"
            rf"(?![\d,]|\.\d){_EINHEIT}",
            False,
        ),
        ("datum", "ein Datum", rf"(?<![\d.,/-]){_TAG}[/-]{_MONAT}[/-]\d{{2}}(?![\w/-])", False),
        (
            "datum",
            "ein Datum",
            rf"(?<![\d.,/-]){_TAG}[.,/ -]\s?{_MONAT}[.,/ -]\s?{_VIERSTELLIG}(?![\w/-])",
            False,
        ),
        ("datum", "ein Datum", rf"(?<!\w){_VIERSTELLIG}([./-]){_MONAT}\1{_TAG}(?!\w)", False),
        (
            "datum",
            "ein Datum",
            rf"(?<!\w){_VIERSTELLIG}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\w)",
            False,
        ),
        (
            "datum",
            "ein Datum",
            rf"(?<![\w./-])(?:0?[1-9]|1[0-2])[/.-]{_VIERSTELLIG}(?![\w/-]|\.\d)",
            True,
        ),
        (
            "datum",
            "ein Datum",
            rf"(?i)(?<![\w.,]){_TAG}\.?\s?{_MONATSNAME}(?:\s{_DES_JAHRES}{_JAHR}(?!\w))?",
            False,
        ),
        (
            "datum",
            "ein Datum",
            rf"(?i)\b{_MONATSNAME}\s{_DES_JAHRES}(?:{_VIERSTELLIG}|'\d{{2}})(?!\w)",
            False,
        ),
        ("datum", "ein Datum", rf"(?i)\b{_ORDNUNGSZAHL}\s{_MONATSNAME}", False),
        (
            "datum",
            "ein Datum",
            rf"(?i)(?<!\w){_ZEITEN}\s{_DES_JAHRES}{_VIERSTELLIG}(?:\s?/\s?\d{{2,4}})?(?!\w)",
            False,
        ),
        (
            "datum",
            "ein Geburtsjahr",
            rf"(?i)(?:\b(?:geb\.|geboren|jahrgang|geburtsjahr)|\*)\s?(?:(?:am|im|ca\.|etwa|jahre?)\s)"
            rf"{{0,3}}(?:{_TAG}\.\s?{_MONAT}\.\s?)?{_VIERSTELLIG}(?!\w)",
            False,
        ),
        (
            "datum",
            "ein Geburtsdatum",
            rf"(?i)(?:(?<!\w)(?:geb\.?|geboren|geburtsdatum|gebdat\.?|geb\.-?datum)|\*)\s?:?\s?"
            rf"(?:am\s|im\s|den\s|dem\s)?(?:{_TAG}\.\s?(?:{_MONAT}\.?(?:\s?{_JAHR})?|{_MONATSNAME}(?:\s{_JAHR})?)"
            rf"|{_MONAT}[/.]{_JAHR}|{_MONATSNAME}\s{_JAHR}|{_VIERSTELLIG}-{_MONAT}-{_TAG})(?![\w])",
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
            rf"(?i:{_KEINE_STRASSE}[a-zäöüß](?:[\w-]|\.-){{0,60}}?{_STRASSE}){_HAUSNUMMER}",
            False,
        ),
        (
            "anschrift",
            "eine Anschrift",
            r"(?<!\w)(?!(?:Der|Den|Dem|Ein|Einen|Kein|Keinen|Ihr|Sein|Unser|Dieser|Jeder)\s)"
            r"[A-ZÄÖÜ][\w-]{0,40}(?:\s[A-ZÄÖÜ][\w-]{0,40}){0,3}\s"
            rf"(?i:{_STRASSE}){_HAUSNUMMER}",
            False,
        ),
        (
            "anschrift",
            "eine Anschrift",
            r"\b(?:Stra(?:ß|ss)e|Platz|Weg|Allee|Gasse|Ring)\s"
            r"(?:des|der|am|an der|im|zum|zur|vom|von)"
            rf"\s[A-ZÄÖÜ][\w-]{{1,40}}(?:\s[A-ZÄÖÜ][\w-]{{1,40}})?{_HAUSNUMMER}",
            False,
        ),
        (
            "anschrift",
            "eine Anschrift",
            r"\b(?:Am|An de[rnm]|Auf de[mr]|Im|In de[mrn]|Zum|Zur|Unter de[nr]|Hinter de[mr]"
            rf"|Vor de[mr]|Bei der|Beim)\s{_KEIN_STRASSENNAME}"
            rf"[A-ZÄÖÜ]\w{{1,40}}(?:\s[A-ZÄÖÜ]\w{{1,40}})?"
            rf"{_HAUSNUMMER}(?=\s?(?:,|\.|\n|$|\d{{5}}\b)|\sin\b)",
            False,
        ),
        (
            "anschrift",
            "eine Anschrift",
            r"(?i:\b(?:wohnt|wohnen|wohnte|wohnhaft|gemeldet|adresse|anschrift|wohnanschrift|zugezogen"
            r"|umgezogen|verzogen)\b):?\s(?i:(?:ist|lautet|sie|er|jetzt|nun|seitdem|aktuell)\s){0,2}"
            rf"(?P<t>(?:(?i:in|im|am|an|unter|auf|zum|zur|nach|bei)\s)?(?i:(?:der|dem|den)\s)?{_KEIN_STRASSENNAME}"
            rf"[A-ZÄÖÜ][\w.-]{{2,40}}(?:\s[A-ZÄÖÜ][\w.-]{{1,40}}){{0,2}}{_HAUSNUMMER})",
            False,
        ),
        (
            "anschrift",
            "eine Postleitzahl mit Ort",
            rf"(?<![\w.,])(?:D-?\s?)?\d{{5}}\s{_GEZAEHLTES}[A-ZÄÖÜ][A-Za-zäöüÄÖÜß-]{{2,40}}",
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
