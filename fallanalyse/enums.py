"""The value lists of case analysis (domain.md 7.10; codes as in data/codelists.csv)."""

from django.db.models import TextChoices


class Fehlwert(TextChoices):
    """What stands where no value does. Three answers that are not the same."""

    UNBEKANNT = "unbekannt", "nicht bekannt"
    NICHT_ERHOBEN = "nicht_erhoben", "nicht erhoben"
    NICHT_ZUTREFFEND = "nicht_zutreffend", "trifft nicht zu"


def mit_fehlwert(werte):
    """Return the choices of a value that is asked for but need not be known."""
    return [*werte.choices, *Fehlwert.choices]


class Methode(TextChoices):
    """From the lightest to the fullest."""

    FALLREFLEXION = "fallreflexion", "Fallreflexion (NZFH 2025)"
    FISCHGRAETEN = "fischgraeten", "Fischgräten-Diagramm (NZFH 2025)"
    FALLWERKSTATT = "fallwerkstatt", "Fallwerkstatt"
    FALLRUECKSCHAU = "fallrueckschau", "Analysierende Fallrückschau (Kinderschutzbund NRW)"
    FALLLABOR = "falllabor", "dialogisch-systemisches Fall-Labor"
    LEW = "lew", "Lern- und Entwicklungswerkstatt (Schrapper / ISA)"
    NZFH = "nzfh_fallanalyse", "NZFH-Fallanalyse (Gerber/Lillig)"
    SCIE = "scie", "Learning Together (SCIE)"
    SONSTIGE = "sonstige", "eine andere Methode"


class Anlass(TextChoices):
    PROBLEMATISCH = "problematisch", "problematischer Kinderschutzverlauf"
    BEINAHE = "beinahe", "Beinahe-Ereignis"
    OEFFENTLICH = "oeffentlich", "öffentlich gewordener Fall"
    EXEMPLARISCH = "exemplarisch", "exemplarisch ausgewählter Fall"
    GELUNGEN = "gelungen", "erfolgreich beendeter Fall"
    UNZUFRIEDEN = "unzufrieden", "aus Sicht der Fachkräfte nicht zufriedenstellend"


class Fallstatus(TextChoices):
    ABGESCHLOSSEN = "abgeschlossen", "abgeschlossen"
    RUHEND = "ruhend", "ruhend"
    LAUFEND = "laufend", "laufend"


class Rechtsgrundlage(TextChoices):
    A79A2 = "a79a2", "Wissenschaftliche Analyse nach § 79a Abs. 2, § 64 Abs. 2c SGB VIII"
    EINWILLIGUNG = (
        "einwilligung",
        "Einwilligung der betroffenen Personen (§ 65 Abs. 1 Nr. 1 SGB VIII, § 67b SGB X)",
    )
    ORGUNTERSUCHUNG = (
        "orguntersuchung",
        "Organisationsuntersuchung für den Verantwortlichen (§ 67c Abs. 4 SGB X)",
    )
    FORSCHUNG75 = (
        "forschung75",
        "Forschung/Planung mit Genehmigung (§ 67c Abs. 2 Nr. 2, § 75 SGB X)",
    )
    ANONYM = "anonym", "kein Personenbezug (anonymisiert)"
    OFFEN = "offen", "noch nicht geklärt (Erfassung gesperrt)"


class Bearbeitungsstand(TextChoices):
    IN_ARBEIT = "in_arbeit", "in Arbeit"
    ABGESCHLOSSEN = "abgeschlossen", "abgeschlossen"


class Freigabestufe(TextChoices):
    """Who may read. In the order of the way a case analysis travels."""

    TEAM = "team", "nur Team"
    ZURUECKGEGEBEN = "zurueckgegeben", "an das Team zurückgegeben"
    ZURUECKGEZOGEN = "zurueckgezogen", "zurückgezogen"
    EINGEREICHT = "eingereicht", "bei der Leitung eingereicht"
    LESERKREIS = "leserkreis", "für den Leserkreis im Jugendamt freigegeben"
    GEPRUEFT = "geprueft", "auf Wiedererkennbarkeit geprüft"
    CLUSTER = "cluster", "für das Cluster freigegeben"
    PROJEKT = "projekt", "für das Projekt freigegeben"
    LAND = "land", "für das Land freigegeben"


class Leserkreis(TextChoices):
    ASD = "asd", "alle Fachkräfte und die Leitung"
    JUGENDAMT = "jugendamt", "das ganze Jugendamt, auch die Netzwerkkoordination"


class Uebergang(TextChoices):
    ABSCHLIESSEN = "abschliessen", "Abschließen"
    WIEDER_OEFFNEN = "wieder_oeffnen", "Wieder öffnen"
    EINREICHEN = "einreichen", "Bei der Leitung einreichen"
    ZURUECKGEBEN = "zurueckgeben", "An das Team zurückgeben"
    FREIGEBEN = "freigeben", "Für den Leserkreis freigeben"
    BESTAETIGEN = "bestaetigen", "Als zweite Person bestätigen"
    FREIGEBEN_CLUSTER = "freigeben_cluster", "Für das Cluster freigeben"
    FREIGEBEN_PROJEKT = "freigeben_projekt", "Für das Projekt freigeben"
    FREIGEBEN_LAND = "freigeben_land", "Für das Land freigeben"
    ZURUECKZIEHEN = "zurueckziehen", "Zurückziehen"


class Schritt(TextChoices):
    """The steps of an analysis, in their order (design.md 6)."""

    ANLASS = "anlass", "Anlass und Leitfrage"
    BETEILIGTE = "beteiligte", "Beteiligte"
    QUELLEN = "quellen", "Quellen"
    ZEITSTRAHL = "zeitstrahl", "Zeitstrahl"
    GESETZ = "gesetz", "Schritte nach § 8a"
    SCHLUESSELSITUATIONEN = "schluesselsituationen", "Schlüsselsituationen"
    EINFLUSSFAKTOREN = "einflussfaktoren", "Einflussfaktoren"
    BEFUNDE = "befunde", "Befunde"
    EMPFEHLUNGEN = "empfehlungen", "Empfehlungen"
    RUECKKOPPLUNG = "rueckkopplung", "Rückkopplung"
    SITZUNGEN = "sitzungen", "Sitzungen"


class Funktion(TextChoices):
    ANALYSETEAM = "analyseteam", "Analyseteam"
    MODERATION = "moderation", "Moderation"
    FALLGRUPPE = "fallgruppe", "Fallgruppe"


class Lesegruppe(TextChoices):
    """As what the Jugendamt hears who read: never a colleague (design.md 2)."""

    TEAM = "team", "Team"
    MODERATION = "moderation", "Moderation"
    LESERKREIS = "leserkreis", "Leserkreis"
    DATENSCHUTZ = "datenschutz", "Datenschutz"


class Altersband(TextChoices):
    BIS_2 = "0_2", "0 bis 2 Jahre"
    BIS_5 = "3_5", "3 bis 5 Jahre"
    BIS_9 = "6_9", "6 bis 9 Jahre"
    BIS_13 = "10_13", "10 bis 13 Jahre"
    BIS_17 = "14_17", "14 bis 17 Jahre"
    ERWACHSEN = "erwachsen", "erwachsen"


class Quellenart(TextChoices):
    AKTE = "akte", "Akte"
    INTERVIEW = "interview", "Interview"
    PROTOKOLL = "protokoll", "Protokoll"
    GESPRAECH = "gespraech", "Gespräch"
    BERICHT = "bericht", "Bericht oder Befund Dritter"


class Ebene(TextChoices):
    """The four levels of the Zeitstrahl (NZFH-Fallanalyse, domain.md 3.2)."""

    FAMILIE = "familie", "Familie"
    HILFESYSTEM = "hilfesystem", "Hilfesystem"
    HILFEPROZESS = "hilfeprozess", "Hilfeprozessverlauf"
    EINSCHAETZUNGEN = "einschaetzungen", "Einschätzungen"


class Genauigkeit(TextChoices):
    """How a point in time is told: always counted from the beginning of the case, never by date."""

    WOCHE = "woche_rel", "Woche ab Fallbeginn"
    MONAT = "monat_rel", "Monat ab Fallbeginn"
    QUARTAL = "quartal", "Quartal ab Fallbeginn"
    JAHR = "jahr", "Jahr ab Fallbeginn"
    UNBEKANNT = "unbekannt", "nicht bekannt"


class Bekanntheit(TextChoices):
    """Who knew of an event when it happened: what nobody knew, nobody could act on."""

    ALLEN = "allen", "allen Beteiligten"
    EINIGEN = "einigen", "nur einigen"
    NIEMANDEM = "niemandem", "niemandem im Hilfesystem"


class Ereignisart(TextChoices):
    MELDUNG = "meldung", "Hinweis / Meldung"
    EINSCHAETZUNG = (
        "einschaetzung",
        "Gefährdungseinschätzung im Zusammenwirken mehrerer Fachkräfte",
    )
    HAUSBESUCH = "hausbesuch", "Hausbesuch / unmittelbarer Eindruck"
    GESPRAECH_ELTERN = "gespraech_eltern", "Gespräch mit Erziehungsberechtigten"
    GESPRAECH_KIND = "gespraech_kind", "Gespräch mit dem Kind / Jugendlichen"
    ISEF = "isef", "Beratung durch insoweit erfahrene Fachkraft"
    FACHKONFERENZ = "fachkonferenz", "Fall-/Fachkonferenz"
    HILFEPLAN = "hilfeplan", "Hilfeplangespräch"
    HILFE_BEGINN = "hilfe_beginn", "Beginn einer Hilfe"
    HILFE_ENDE = "hilfe_ende", "Ende einer Hilfe"
    HILFE_ABGELEHNT = "hilfe_abgelehnt", "Hilfe angeboten, nicht angenommen"
    INOBHUTNAHME = "inobhutnahme", "Inobhutnahme"
    FAMG_ANRUF = "famg_anruf", "Anrufung des Familiengerichts"
    FAMG_BESCHLUSS = "famg_beschluss", "Entscheidung des Familiengerichts"
    UEBERGABE = "uebergabe", "Fallübergabe / Zuständigkeitswechsel"
    WECHSEL_FACHKRAFT = "wechsel_fachkraft", "Wechsel der Fachkraft"
    KONTAKTABBRUCH = "kontaktabbruch", "Kontaktabbruch"
    FAMILIENEREIGNIS = "familienereignis", "Ereignis in der Familie (Geburt, Trennung, Umzug …)"
    UNTERSUCHUNG = "untersuchung", "Früherkennungsuntersuchung / ärztlicher Befund"
    RUECKMELDUNG = "rueckmeldung", "Rückmeldung an meldende Person (§ 4 Abs. 4 KKG)"
    SONSTIGES = "sonstiges", "Sonstiges"


class Perspektive(TextChoices):
    FACHKRAFT = "fachkraft", "fallführende Fachkraft"
    TEAM_LEITUNG = "team_leitung", "Team / Leitung"
    KOOPERATION = "kooperation", "Kooperationspartner"
    ELTERN = "eltern", "Eltern / Sorgeberechtigte"
    KIND = "kind", "Kind / Jugendliche(r)"
    ANALYSETEAM = "analyseteam", "Analyseteam / Moderation"


class Einvernehmen(TextChoices):
    JA = "ja", "einig"
    TEILWEISE = "teilweise", "teilweise einig"
    NEIN = "nein", "nicht einig"


class Praxis(TextChoices):
    GELUNGEN = "gelungen", "gelungen"
    UNGUENSTIG = "unguenstig", "ungünstig"
    BEIDES = "beides", "beides"


class Einflussebene(TextChoices):
    FAMILIE = "familie", "Familie (Merkmale und Zusammenarbeit)"
    FACHKRAFT = "fachkraft", "Fachkraft"
    ROLLE = "rolle", "Rolle und Auftrag"
    TEAM = "team", "Team"
    ARBEITSBEDINGUNGEN = (
        "arbeitsbedingungen",
        "Arbeitsbedingungen (Personal, Fallzahl, Zeit, IT)",
    )
    ORGANISATION = "organisation", "Organisation: Strukturen und Verfahren"
    KOOPERATION = "kooperation", "Kooperation der Beteiligten / Hilfesystem"
    INFRASTRUKTUR = "infrastruktur", "lokale Infrastruktur"
    RECHT_POLITIK = "recht_politik", "Landes-/Bundesebene: Recht, Politik, Ressourcen"


class Einflussrichtung(TextChoices):
    FOERDERLICH = "foerderlich", "förderlich"
    HINDERLICH = "hinderlich", "hinderlich"
    BEIDES = "beides", "beides"


class Gewicht(TextChoices):
    STARK = "stark", "stark"
    MITTEL = "mittel", "mittel"
    SCHWACH = "schwach", "schwach"


class Gesetzespflicht(TextChoices):
    """What the law foresees, step by step (§ 8a SGB VIII; § 64 Abs. 4 SGB VIII, § 4 KKG)."""

    ANHALTSPUNKTE = "anhaltspunkte", "Gewichtige Anhaltspunkte wurden bekannt"
    EINSCHAETZUNG = "einschaetzung", "Einschätzung im Zusammenwirken mehrerer Fachkräfte"
    BETEILIGUNG = "beteiligung", "Eltern und Kind wurden einbezogen"
    EINDRUCK = "eindruck", "Unmittelbarer Eindruck vom Kind und seiner Umgebung"
    MELDENDE = "meldende", "Meldende Berufsgruppen wurden beteiligt"
    HILFE = "hilfe", "Hilfe wurde angeboten"
    FAMILIENGERICHT = "familiengericht", "Das Familiengericht wurde angerufen"
    INOBHUTNAHME = "inobhutnahme", "Das Kind wurde in Obhut genommen"
    ANDERE_STELLEN = "andere_stellen", "Andere Stellen wurden eingeschaltet"
    TRAEGER = "traeger", "Träger und insoweit erfahrene Fachkraft"
    UEBERGABE = "uebergabe", "Übergabe in einem Gespräch"
    RUECKMELDUNG = "rueckmeldung", "Rückmeldung an die meldende Person"


class Geschehen(TextChoices):
    JA = "ja", "ja"
    NEIN = "nein", "nein"


class Befundart(TextChoices):
    """What a Befund or an Empfehlung is about: the question of the Land's project."""

    VERFAHREN = "verfahren", "Verfahren"
    INSTRUMENT = "instrument", "Instrument"
    ORGANISATIONSFORM = "organisationsform", "Organisationsform"
    VERFASSUNG = "verfassung", "Organisatorische Verfassung des Jugendamts"
    PERSONAL = "personal", "Personelle Ausstattung"
    KOOPERATION = "kooperation", "Kooperation / Vereinbarung"
    QUALIFIZIERUNG = "qualifizierung", "Qualifizierung"


class Bewaehrt(TextChoices):
    JA = "ja", "hat sich bewährt"
    TEILS = "teils", "hat sich teils bewährt"
    NEIN = "nein", "hat sich nicht bewährt"


class Typologie(TextChoices):
    """What kind of pattern a Befund shows (SCIE, Learning Together, Appendix 6)."""

    T1 = "t1", "Mensch – Instrument (Formulare, Software, Raster)"
    T2 = "t2", "Mensch – Leitung/Steuerungssystem"
    T3 = "t3", "Kommunikation und Zusammenarbeit bei Krisen/Vorfällen"
    T4 = "t4", "Kommunikation und Zusammenarbeit bei Einschätzung und längerfristiger Hilfe"
    T5 = "t5", "Zusammenarbeit Familie – Fachkräfte"
    T6 = "t6", "Urteilen und Denken der Fachkräfte"


class Verbreitung(TextChoices):
    EINZELFALL = "einzelfall", "in diesem Fall"
    MEHRFACH = "mehrfach", "mehrfach"
    REGEL = "regel", "in der Regel"


class Praxisart(TextChoices):
    """What the Land's project looks for: which of them prove themselves."""

    VERFAHREN = "verfahren", "Verfahren"
    INSTRUMENT = "instrument", "Instrument"
    ORGANISATIONSFORM = "organisationsform", "Organisationsform"


class Fragenstand(TextChoices):
    OFFEN = "offen", "offen"
    BESPROCHEN = "besprochen", "besprochen"
    VERTAGT = "vertagt", "vertagt"


class Adressat(TextChoices):
    ASD = "asd", "Team / ASD"
    LEITUNG = "leitung", "Jugendamtsleitung"
    JHA = "jha", "Jugendhilfeausschuss / Politik"
    NETZWERK = "netzwerk", "lokales Netzwerk"
    CLUSTER = "cluster", "Cluster / Nachbarjugendämter"
    LAND = "land", "Land"
    BUND = "bund", "Bund"


class Trefferwahl(TextChoices):
    """What the team made of a place that could tell who somebody is."""

    ERSETZT = "ersetzt", "ersetzt"
    KEIN_NAME = "kein_name", "verrät niemanden"
    GELESEN = "gelesen", "gelesen"


class Kombination(TextChoices):
    """What is harmless alone and tells who it is together (domain.md 5.3)."""

    ALTER = "alter", "das Alter oder mehrere Altersangaben"
    GESCHLECHT = "geschlecht", "das Geschlecht oder die Reihe der Geschwister"
    HERKUNFT = "herkunft", "Herkunft, Sprache oder Religion"
    BERUF = "beruf", "ein Beruf, ein Ehrenamt, ein Verein"
    ORT = "ort", "ein Ort, ein Stadtteil, eine einzelne Einrichtung"
    GESUNDHEIT = "gesundheit", "eine seltene Krankheit oder Behinderung"
    FAMILIE = "familie", "eine ungewöhnliche Familienform oder viele Kinder"
    EREIGNIS = "ereignis", "ein Ereignis, über das man sprach (Brand, Unfall, Polizeieinsatz)"
    OEFFENTLICH = "oeffentlich", "etwas, das in der Zeitung oder im Netz stand"


class Pruefergebnis(TextChoices):
    BESTAETIGT = "bestaetigt", "bestätigt"
    ZURUECKGEGEBEN = "zurueckgegeben", "zurückgegeben"


class Einwilligungsumfang(TextChoices):
    """What somebody consented to (domain.md 7.4)."""

    AKTE = "akte", "Auswertung der Akte"
    INTERVIEW = "interview", "Gespräch oder Interview"
    ZITAT = "zitat", "wörtliche Zitate"


class Einwilligungsform(TextChoices):
    """§ 67b Abs. 2 SGB X: as a rule in writing or electronically."""

    SCHRIFTLICH = "schriftlich", "schriftlich"
    ELEKTRONISCH = "elektronisch", "elektronisch"
    MUENDLICH = "muendlich", "mündlich"
