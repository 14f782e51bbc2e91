"""What e-mail addresses, accounts, files, cars, names on the net look like. Data (muster.py)."""

from fallanalyse.pseudonymisierung.musterteile import (
    KREISZEICHEN,
    NUMMER,
    REGISTER,
    VORGANG,
)

NUMMERN = (
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
        "aktenzeichen",
        "eine Nummer, die zu einer Person gehört",
        rf"(?i:\b(?:{VORGANG}))\b(?:\s?[(.:]){{0,3}}\s?(?:(?i:nr\.?|nummer|wie\soben|unter|mit|lautet|ist"
        r"|ja|bamf|vom|der|des|sta|zum|zeichen|az)[.:]?\s){0,3}\(?(?P<t>(?=[\w./-]{0,16}\d)"
        r"(?:[A-Z]{1,4}|[IVX]{1,5}|\d{1,10})(?:[./-][\wäöüÄÖÜ]{1,10}){1,6})(?!\w)",
        True,
    ),
    (
        "aktenzeichen",
        "ein Aktenzeichen",
        r"(?<![\w./-])(?!SGB|DIN|ISO|ICD|BT|BR|Drs|COVID|SARS|OPS|GOP|DSM|KJSG)[A-Z]{1,4}[-/](?:19|20)?\d{2}[-/]\d{2,9}(?![\w/-])",
        False,
    ),
    (
        "aktenzeichen",
        "ein Aktenzeichen",
        r"(?i:\b(?:unser|ihr|mein|dessen)e?\s(?:zeichen|az\.?|schreiben)):?\s?"
        r"(?P<t>(?=[\w.-]{0,12}[/-])[A-Z\d][\w.]{0,12}(?:[/-][\wäöü.]{1,12}){1,4})(?!\w)",
        False,
    ),
    (
        "aktenzeichen",
        "eine Nummer, die zu einer Person gehört",
        r"(?i:\b(?:reisepass|pass|ausweis|personalausweis|aufenthaltstitel|führerschein|kennung)\b)"
        r"[.:]?\s?(?:(?i:nr\.?|nummer)[.:]?\s?)?(?P<t>(?=[A-Z\d]{0,12}\d)[A-Z][A-Z\d]{6,11})(?!\w)",
        False,
    ),
    (
        "internet",
        "ein Name in einem sozialen Netzwerk",
        r"(?i)\b(?:snapchat|instagram|insta|snap|tiktok|telegram|discord|steam|twitch|roblox|skype)\b"
        r"[:\s(-]{1,3}(?P<t>(?=[a-z_.]{1,24}\d|\w{1,20}[_.]\w)[a-z][\w.]{2,30}\w)",
        False,
    ),
    (
        "kennzeichen",
        "ein Autokennzeichen",
        rf"(?<![\w-])(?:{KREISZEICHEN})[ -][A-ZÄÖÜ]{{1,2}}[ -]?[1-9]\d{{0,3}}[EH]?(?![\w-])",
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
)
