"""What the patterns are made of: days, months, house numbers … Data only."""

TAG = r"(?:0?[1-9]|[12]\d|3[01])"
MONAT = r"(?:0?[1-9]|1[0-2])"
VIERSTELLIG = r"(?:19|20)\d{2}"
JAHR = rf"(?:{VIERSTELLIG}|'?\d{{2}})"
MONATSNAME = (
    r"(?:januar|jänner|februar|feber|märz|maerz|april|mai|juni|juno|juli|august|september|oktober"
    r"|november|dezember|jan|feb|mrz|mär|apr|jun|jul|aug|sept?|okt|nov|dez)\b\.?"
)
ORDNUNGSZAHL = (
    r"(?:erst|zweit|dritt|viert|fünft|sechst|sieb(?:en)?t|acht|neunt|zehnt|elft|zwölft"
    r"|[a-zäöüß]{3,8}zehnt|(?:[a-zäöüß]{3,6}und)?(?:zwanzig|dreißig|dreissig)st)e[nrm]?"
)
ZEITEN = (
    r"(?:frühjahr|frühling|sommer|herbst|winter|weihnachten|ostern|pfingsten|silvester|neujahr"
    r"|karneval|fasching|advent|heiligabend|rosenmontag|aschermittwoch|karfreitag|nikolaus"
    r"|fronleichnam|himmelfahrt|muttertag|fastnacht|fasnacht|fassenacht|weiberfastnacht|faschingsdienstag"
    r"|gründonnerstag|oster(?:sonntag|montag|samstag)|pfingst(?:sonntag|montag)|allerheiligen|nikolaustag"
    r"|valentinstag|martinstag|totensonntag|dreikönigstag|kirmes|kerwe|einschulung|schuljahr(?:esbeginn|esende)?"
    r"|kindergartenjahr|sommersemester|wintersemester|anfang|mitte|ende|(?:jahres|monats)(?:ende|anfang|wechsel)"
    r"|(?:1\.|2\.|3\.|4\.|erste[ns]?|zweite[ns]?|dritte[ns]?|vierte[ns]?)\s(?:quartal|halbjahr)"
    r"|[a-zäöü]{0,12}ferien)"
)
WOCHENTAG = (
    r"(?:\b(?:[Mm]ontag|[Dd]ienstag|[Mm]ittwoch|[Dd]onnerstag|[Ff]reitag|[Ss]amstag|[Ss]onnabend|[Ss]onntag"
    r"|Mo|Di|Mi|Do|Fr|Sa|So)\.?,?\s(?:de[nmr]\s)?)?"
)
DES_JAHRES = r"(?:(?:des\s+jahres|im\s+jahre?|d\.\s?j\.)\s+)?"

# A number before these words counts something: no house.
EINHEIT = (
    r"(?!\s*(?i:stunden?|std|minuten?|min|sekunden|tage?n?|nächte?n?|wochen?|monate?n?|jahre?n?|uhr"
    r"|mal|km|kilometern?|metern?|prozent|euro|eur|kinder\w*|jugendliche\w*|personen|schritte?n?"
    r"|termine?n?|plätze?n?|räume?n?|stellen|gespräche?n?|besuche?n?)\b"
    r"|\s*(?:%|[hmx]\b))"
)
HAUSNUMMER = (
    rf"\s?\d{{1,3}}(?!\d){EINHEIT}(?:\s?[a-zA-Z](?!\w))?"
    r"(?:\s?[-/+]\s?\d{1,4}(?:\s?[a-z])?)?(?!\w)"
)
STRASSE = (
    r"(?:stra(?:ß|ss)e|str\.?|weg|allee|platz|gasse|ring|ufer|damm|steig|pfad|chaussee|promenade"
    r"|twiete|kamp|graben|siedlung|wall|stiege?|wingert|bleiche|gärten)"
)
KEINE_STRASSE = (
    r"(?!(?:arbeits|ausbildungs|kita|krippen|hort|kindergarten|betreuungs|pflege|schlaf|sitz"
    r"|therapie|wohngruppen|studien|heim|stell|park|spiel|bahn|dienst|instanzen|rechts|klage"
    r"|lebens|hilfe|lern|bildungs|beschwerde|melde|lösungs|mittel|aus|um|hin|durch|rück)"
    r"(?:platz|weg|pfad|steig)\b|[a-z]{0,12}toring\b|daten(?:straße|pfad))"
)
# After »Im«, »In der« … these are no names of streets.
KEIN_STRASSENNAME = (
    r"(?!(?:Monat|Woche|Quartal|Jahr|Tag|Schritt|Phase|Kapitel|Abschnitt|Klasse|Gruppe|Team|Punkt"
    r"|Zeitpunkt|Termin|Alter|Fall|Kind|Anhang|Anlage|Absatz|Satz|Artikel|Stufe|Ebene|Befund"
    r"|Schlüsselsituation|Situation|Fachkraft|Version|Modul|Teil|Band|Heft|Spalte|Zeile|Seite"
    r"|Beispiel|Paragraf|Hausbesuch|Gespräch|Hilfeplan|Ereignis|Sitzung|Runde|Frage|Nummer|Variante"
    r"|Tabelle|Abbildung|Fassung|Liste|Stelle|Bezirk|Stadtteil|Standort|Haus|Zimmer|Raum|Wohnung"
    r"|Station|Lebensjahr|Lebensmonat|Lebenswoche|Schwangerschaftswoche|Klassenstufe|Pflegegrad"
    r"|Konferenz|Helferkonferenz|Fallkonferenz|Cluster|Familie|Person|Einrichtung|Kita|Schule"
    r"|Jugendamt|Szenario|Akte|Meldung|Leitfrage|Empfehlung|Maßnahme|Ziel|Baustein|Bogen|Merkmal|Kategorie"
    r"|Kriterium|Faktor|Einflussfaktor|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag"
    r"|Sonntag)\b)"
)
GEZAEHLTES = (
    r"(?!(?:Euro|EUR|Einwohner\w*|Kinder\w*|Jugendliche\w*|Minderjährige\w*|Familien|Fälle\w*"
    r"|Personen|Menschen|Haushalt\w*|Stunden|Meldung\w*|Mal|Beratung\w*|Hausbesuche\w*|Besuche\w*"
    r"|Fachkräfte\w*|Exemplare\w*|Mitglieder\w*|Eltern\w*|Mütter\w*|Väter\w*|Schüler\w*|Geburten"
    r"|Gespräche\w*|Verfahren|Anrufe\w*|Seiten|Zeichen|Wörter\w*|Tage\w*|Kilometer|Quadrat\w*"
    r"|Inobhutnahmen|Gefährdung\w*|Teilnehm\w*|Plätze\w*|Mädchen|Jungen|Befragte\w*|Institutionen"
    r"|Einrichtungen|Kitas|Schulen|Unterschriften|Akten)\b)"
)

REGISTER = r"(?:F|UF|WF|FH|SF|Js|UJs|Ls|Ds|Cs|Gs|AR|KLs|Ks|VII|XVII|X|(?i:f|uf|js))"
NUMMER = (
    r"[\w./-]{0,20}\d[\w./-]{0,30}(?:\s?[/-]\s?[\w./-]{1,20}|\s(?:[A-Z]{1,3}\s)?\d[\d/]{0,9}){0,5}"
)
ZIFFER = r"(?:null|eins|ein|zwei|zwo|drei|vier|fünf|fuenf|sechs|sieben|acht|neun)"
# After these words stands what files a case.
VORGANG = (
    r"vorgang|vorgangs(?:nummer|zeichen)|az|aktenz(?:eichen)?|rechnung|rechnungsnr|widerspruch|bescheid"
    r"|antrag|asylakte|asylverfahren|bamf|akte|fallakte|handakte|zeichen|mahnung|anzeige|strafanzeige"
    r"|verfahren|beschluss|urteil|auftrag|beleg|quittung|police|vertrag|mietvertrag|bewilligung"
    r"|kassenzeichen|buchungszeichen|verwendungszweck|betreff|ticket|meldung|protokoll"
)
# First letters of cars in the Land and around it, and in the large towns.
KREISZEICHEN = (
    r"AK|AW|AZ|BIN|BIR|BIT|BKS|COC|DAU|DIZ|DÜW|EMS|FT|GER|GOH|KH|KIB|KL|KO|KUS|LD|LU|MAY|MT|MYK|MZ|NR|NW"
    r"|PRÜ|PS|ROK|SAB|SIM|SP|SÜW|TR|VG|WEL|WIL|WO|WW|ZEL|ZW|HOM|IGB|MZG|NK|SB|SLS|VK|WND|MA|HD|KA|GG|WI"
    r"|DA|HP|LDK|LM|OF|RÜD|SI|SU|EU|BN|HH|DO|DU"
)
