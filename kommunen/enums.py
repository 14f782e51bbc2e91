"""Value lists of kommunen (domain.md 7.10). Data only: no queries, no permissions."""

from django.db import models


class Rollenart(models.TextChoices):
    """What a person acts as (design.md 2)."""

    FACHKRAFT = "fachkraft", "Fachkraft"
    LEITUNG = "leitung", "Leitung"
    MODERATION = "moderation", "Moderation"
    NETZWERKKOORDINATION = "netzwerkkoordination", "Netzwerkkoordination"
    PROJEKTKOORDINATION = "projektkoordination", "Projektkoordination"
    WISSENSCHAFT = "wissenschaft", "Wissenschaftliche Begleitung"
    MINISTERIUM = "ministerium", "Ministerium"
    LANDESJUGENDAMT = "landesjugendamt", "Landesjugendamt"
    DATENSCHUTZ = "datenschutz", "Datenschutz"
    ADMINISTRATION = "administration", "Administration"


# Who works on profile and measures of the own Jugendamt.
IM_JUGENDAMT = (Rollenart.FACHKRAFT, Rollenart.LEITUNG)
# Who sees the whole Land, and case-related counts only frozen.
IM_LAND = (Rollenart.MINISTERIUM, Rollenart.LANDESJUGENDAMT)
# Who sees case content or persons, or administers: must sign in with a second factor.
MIT_ZWEITEM_FAKTOR = (
    Rollenart.FACHKRAFT,
    Rollenart.LEITUNG,
    Rollenart.MODERATION,
    Rollenart.DATENSCHUTZ,
    Rollenart.ADMINISTRATION,
)


class Leitungsrolle(models.TextChoices):
    """What the Leitung of a Jugendamt becomes in the one that takes it over."""

    FACHKRAFT = Rollenart.FACHKRAFT.value, "Fachkraft"
    LEITUNG = Rollenart.LEITUNG.value, "Leitung"


class Gebietstyp(models.TextChoices):
    KREISFREI = "kreisfrei", "kreisfreie Stadt"
    LANDKREIS = "landkreis", "Landkreis / Kreis"
    GKA = "gka", "kreisangehörige Stadt mit eigenem Jugendamt"
    GEMEINDE = "gemeinde", "kreisangehörige Gemeinde ohne Jugendamt"
    STADTSTAAT = "stadtstaat", "Stadtgemeinde (Stadtstaat)"


class Aliasherkunft(models.TextChoices):
    IMPORT = "import", "aus einem Import"
    TIPPFEHLER = "tippfehler", "Tippfehler"
    BEHOERDE = "behoerde", "Name der Behörde"
    KURZNAME = "kurzname", "Kurzname"


class Geschlecht(models.TextChoices):
    """As in the official tables."""

    I = "i", "insgesamt"  # noqa: E741 (the official sign)
    M = "m", "männlich"
    W = "w", "weiblich"


class Altersgruppe(models.TextChoices):
    """The 17 official groups, then those of youth welfare; the upper bound is excluded."""

    A00_03 = "a00_03", "unter 3 Jahre"
    A03_06 = "a03_06", "3 bis unter 6 Jahre"
    A06_10 = "a06_10", "6 bis unter 10 Jahre"
    A10_15 = "a10_15", "10 bis unter 15 Jahre"
    A15_18 = "a15_18", "15 bis unter 18 Jahre"
    A18_20 = "a18_20", "18 bis unter 20 Jahre"
    A20_25 = "a20_25", "20 bis unter 25 Jahre"
    A25_30 = "a25_30", "25 bis unter 30 Jahre"
    A30_35 = "a30_35", "30 bis unter 35 Jahre"
    A35_40 = "a35_40", "35 bis unter 40 Jahre"
    A40_45 = "a40_45", "40 bis unter 45 Jahre"
    A45_50 = "a45_50", "45 bis unter 50 Jahre"
    A50_55 = "a50_55", "50 bis unter 55 Jahre"
    A55_60 = "a55_60", "55 bis unter 60 Jahre"
    A60_65 = "a60_65", "60 bis unter 65 Jahre"
    A65_75 = "a65_75", "65 bis unter 75 Jahre"
    A75_PLUS = "a75_plus", "75 Jahre und älter"
    A10_14 = "a10_14", "10 bis unter 14 Jahre"
    A14_18 = "a14_18", "14 bis unter 18 Jahre"
    U18 = "u18", "unter 18 Jahre"
    A18_21 = "a18_21", "18 bis unter 21 Jahre"
    A21_27 = "a21_27", "21 bis unter 27 Jahre"
    A27_PLUS = "a27_plus", "27 Jahre und älter"
    INSGESAMT = "insgesamt", "insgesamt"


AMTLICHE_GRUPPEN = tuple(Altersgruppe)[:17]
# Each list covers everybody once.
JUGENDHILFE_GRUPPEN = (
    Altersgruppe.A00_03,
    Altersgruppe.A03_06,
    Altersgruppe.A06_10,
    Altersgruppe.A10_14,
    Altersgruppe.A14_18,
    Altersgruppe.A18_21,
    Altersgruppe.A21_27,
    Altersgruppe.A27_PLUS,
)


class Institutionskategorie(models.TextChoices):
    """The partners § 3 Abs. 2 KKG names, with those that profiles add (domain.md 4.2)."""

    JUGENDAMT_ASD = "jugendamt_asd", "Jugendamt: Allgemeiner Sozialer Dienst"
    JUGENDAMT_SONST = (
        "jugendamt_sonst",
        "Jugendamt: sonstige Dienste (Pflegekinderdienst, Beistandschaft, Jugendgerichtshilfe …)",
    )
    FREIE_JUGENDHILFE = "freie_jugendhilfe", "Freie Träger der Jugendhilfe / Erziehungshilfeträger"
    EINGLIEDERUNGSHILFE = (
        "eingliederungshilfe",
        "Leistungserbringer mit Verträgen nach § 125 SGB IX",
    )
    KITA = "kita", "Kindertageseinrichtung / Kindertagespflege"
    FAMILIENZENTRUM = "familienzentrum", "Familienzentrum / Mehrgenerationenhaus"
    FAMILIENBILDUNG = "familienbildung", "Familienbildungsstätte"
    SCHULE = "schule", "Schule / Schulaufsicht"
    SCHULSOZIALARBEIT = "schulsozialarbeit", "Schulsozialarbeit / Ganztag"
    GESUNDHEITSAMT = "gesundheitsamt", "Gesundheitsamt (KJÄD, Sozialpsychiatrischer Dienst)"
    SOZIALAMT = "sozialamt", "Sozialamt"
    JOBCENTER_ARBEIT = "jobcenter_arbeit", "Agentur für Arbeit / Jobcenter (früher ARGE)"
    KRANKENHAUS = "krankenhaus", "Krankenhaus / Kinderklinik / Geburtsklinik"
    SPZ = "spz", "Sozialpädiatrisches Zentrum"
    FRUEHFOERDERUNG = "fruehfoerderung", "Frühförderstelle"
    KJP = "kjp", "Kinder- und Jugendpsychiatrie"
    PRAXIS_KINDER = "praxis_kinder", "Kinder- und jugendärztliche Praxis"
    PRAXIS_GYN = "praxis_gyn", "Frauenärztliche Praxis"
    HEBAMME = "hebamme", "Hebamme / Familienhebamme / FGKiKP"
    THERAPIE = "therapie", "Niedergelassene Therapeutinnen und Therapeuten"
    RETTUNGSDIENST = "rettungsdienst", "Rettungsdienst / Feuerwehr"
    RECHTSMEDIZIN = "rechtsmedizin", "Institut für Rechtsmedizin"
    SCHWANGERSCHAFTSBERATUNG = (
        "schwangerschaftsberatung",
        "Schwangerschaftsberatungsstelle (§§ 3, 8 Abs. 1 SchKG)",
    )
    ERZIEHUNGSBERATUNG = (
        "erziehungsberatung",
        "Erziehungs-, Ehe-, Familien- und Lebensberatung",
    )
    SUCHTBERATUNG = "suchtberatung", "Sucht-/Drogenberatung"
    BERATUNG_SONST = "beratung_sonst", "Beratungsstelle für sonstige soziale Problemlagen"
    GEWALTSCHUTZ = (
        "gewaltschutz",
        "Frauenhaus / Schutz vor Gewalt in engen sozialen Beziehungen",
    )
    MUETTERGENESUNG = "muettergenesung", "Einrichtung der Müttergenesung"
    KINDERSCHUTZBUND = "kinderschutzbund", "Kinderschutzbund / Kinderschutz-Zentrum"
    POLIZEI = "polizei", "Polizei- und Ordnungsbehörde"
    FAMILIENGERICHT = "familiengericht", "Familiengericht / Amtsgericht"
    STAATSANWALTSCHAFT = "staatsanwaltschaft", "Staatsanwaltschaft"
    WOHNEN = "wohnen", "Wohnungslosenhilfe / Wohnungsunternehmen"
    POLITIK = "politik", "Jugendhilfeausschuss / Politik"
    EHRENAMT = "ehrenamt", "Ehrenamt / Familienbegleitung"
    ELTERN_KLIENTEN = "eltern_klienten", "Eltern, Kinder, Klientinnen und Klienten"
    WISSENSCHAFT = "wissenschaft", "Wissenschaft / externe Begleitung"
    SONSTIGE = "sonstige", "Sonstige"


class Projektebene(models.TextChoices):
    BUND = "bund", "Bund"
    LAND = "land", "Land"


class Begriffswahl(models.TextChoices):
    """Which word a project uses for what went wrong: Kommunen quarrelled about »Fehler«."""

    FEHLER = "fehler", "Fehler"
    RISIKO = "risiko", "Risiko / Risikomuster"
    SCHWACHSTELLE = "schwachstelle", "Schwachstelle"
    LERNPUNKT = "lernpunkt", "Lernpunkt"


class Teilnahmerolle(models.TextChoices):
    MODELL = "modell", "Modellkommune"
    PARTNER = "partner", "Partnerkommune"


class Evaluationsart(models.TextChoices):
    EXTERN = "extern", "Evaluation durch den Projektträger"
    SELBST = "selbst", "Selbstevaluation"
    KEINE = "keine", "keine (Partnerkommune)"


class Meilensteinart(models.TextChoices):
    """What every Teilnahme goes through, in this order (domain.md 1.1)."""

    AUFTAKT = "auftakt", "Auftakt"
    SWOT = "swot", "SWOT-Analyse"
    QE_WERKSTATT = "qe_werkstatt", "QE-Werkstätten"
    FALLANALYSE = "fallanalyse", "Fallanalyse"
    EXPERTENWORKSHOP = "expertenworkshop", "Expertenworkshops"
    ABSCHLUSS = "abschluss", "Abschluss"


# Two answers that are not the same, and no empty field either (domain.md 6).
NICHT_BEKANNT, NICHT_ERHOBEN = "nicht_bekannt", "nicht_erhoben"


class Fehlgrund(models.TextChoices):
    NICHT_BEKANNT = NICHT_BEKANNT, "nicht bekannt"
    NICHT_ERHOBEN = NICHT_ERHOBEN, "nicht erhoben"


class Verfahrensband(models.TextChoices):
    """§ 8a procedures per worker and year."""

    BIS_10 = "bis_10", "bis 10"
    BIS_20 = "bis_20", "11 bis 20"
    BIS_30 = "bis_30", "21 bis 30"
    UEBER_30 = "ueber_30", "mehr als 30"
    NICHT_BEKANNT = NICHT_BEKANNT, "nicht bekannt"
    NICHT_ERHOBEN = NICHT_ERHOBEN, "nicht erhoben"


class Fallband(models.TextChoices):
    """Families per full post; the study of Koblenz recommends 35 (domain.md 6)."""

    BIS_20 = "bis_20", "bis 20"
    BIS_35 = "bis_35", "21 bis 35"
    BIS_50 = "bis_50", "36 bis 50"
    BIS_70 = "bis_70", "51 bis 70"
    UEBER_70 = "ueber_70", "mehr als 70"
    NICHT_BEKANNT = NICHT_BEKANNT, "nicht bekannt"
    NICHT_ERHOBEN = NICHT_ERHOBEN, "nicht erhoben"


class Dienstform(models.TextChoices):
    GENERALISTISCH = "generalistisch", "alle machen alles (generalistisch)"
    SPEZIALDIENST = "spezialdienst", "eigener Dienst für Kinderschutz"
    GEMISCHT = "gemischt", "gemischt"
    NICHT_BEKANNT = NICHT_BEKANNT, "nicht bekannt"


class Rufbereitschaft(models.TextChoices):
    EIGENE = "eigene", "eigene, rund um die Uhr"
    GEMEINSAM = "gemeinsam", "gemeinsam mit anderen"
    TEILWEISE = "teilweise", "nur zu bestimmten Zeiten"
    KEINE = "keine", "keine"
    NICHT_BEKANNT = NICHT_BEKANNT, "nicht bekannt"


class VierAugen(models.TextChoices):
    IMMER = "immer", "verbindlich, immer"
    REGEL = "regel", "in der Regel"
    SELTEN = "selten", "selten möglich"
    UNGEREGELT = "ungeregelt", "nicht geregelt"
    NICHT_BEKANNT = NICHT_BEKANNT, "nicht bekannt"


class Supervision(models.TextChoices):
    REGELMAESSIG = "regelmaessig", "regelmäßig"
    ANFRAGE = "anfrage", "auf Anfrage"
    KEINE = "keine", "keine"
    NICHT_BEKANNT = NICHT_BEKANNT, "nicht bekannt"


class Fortbildungsband(models.TextChoices):
    """Days per worker and year."""

    KEINE = "keine", "keine"
    BIS_2 = "bis_2", "1 bis 2 Tage"
    BIS_5 = "bis_5", "3 bis 5 Tage"
    UEBER_5 = "ueber_5", "mehr als 5 Tage"
    NICHT_BEKANNT = NICHT_BEKANNT, "nicht bekannt"
    NICHT_ERHOBEN = NICHT_ERHOBEN, "nicht erhoben"


class Profilstatus(models.TextChoices):
    ENTWURF = "entwurf", "Entwurf"
    VEROEFFENTLICHT = "veroeffentlicht", "veröffentlicht"


class Profilabschnitt(models.TextChoices):
    """The sections of the brochure page, in its order (domain.md 2.3)."""

    INTERESSE = "interesse", "Qualitätsentwicklungsinteresse"
    TEILNEHMENDE = "teilnehmende", "Teilnehmende"
    THEMEN = "themen", "Zentrale Themen"
    ERG_KOMMUNAL = "erg_kommunal", "Ergebnisse – Kommunal"
    PLAN_KOMMUNAL = "plan_kommunal", "Ergebnisse – Kommunal – In Planung"
    ERG_CLUSTER = "erg_cluster", "Ergebnisse – Clusterübergreifend"
    PLAN_CLUSTER = "plan_cluster", "Ergebnisse – Clusterübergreifend – In Planung"
    BESONDERHEITEN = "besonderheiten", "Besonderheiten"
    FUSSNOTE = "fussnote", "Fußnote"


class Teilnahmeumfang(models.TextChoices):
    """How far somebody took part in a QE-Werkstatt."""

    DURCHGEHEND = "durchgehend", "durchgehend"
    ZEITWEISE = "zeitweise", "zeitweise"
    PUNKTUELL = "punktuell", "punktuell"


class Importart(models.TextChoices):
    """In which form a profile page was brought."""

    TEXT = "text", "eingefügter Text"
    TXT = "txt", "Textdatei"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"


class Importzustand(models.TextChoices):
    """What became of a profile page that was read (domain.md 7.2)."""

    GELESEN = "gelesen", "gelesen"
    GEPRUEFT = "geprueft", "geprüft"
    UEBERNOMMEN = "uebernommen", "übernommen"
    VERWORFEN = "verworfen", "verworfen"


class Massnahmenstatus(models.TextChoices):
    GEPLANT = "geplant", "in Planung"
    BEGONNEN = "begonnen", "begonnen"
    UMGESETZT = "umgesetzt", "umgesetzt (Ergebnis)"
    DAUER = "dauer", "als Daueraufgabe verankert"
    ZURUECKGESTELLT = "zurueckgestellt", "zurückgestellt"
    VERWORFEN = "verworfen", "verworfen"


OFFEN = (Massnahmenstatus.GEPLANT, Massnahmenstatus.BEGONNEN)
ERREICHT = (Massnahmenstatus.UMGESETZT, Massnahmenstatus.DAUER)
AUFGEGEBEN = (Massnahmenstatus.ZURUECKGESTELLT, Massnahmenstatus.VERWORFEN)


class Reichweite(models.TextChoices):
    KOMMUNAL = "kommunal", "Kommunal"
    CLUSTER = "cluster", "Clusterübergreifend"


class Belegart(models.TextChoices):
    """What shows that a measure was carried out."""

    DATEI = "datei", "Dokument oder Bild"
    LINK = "link", "Link"
    PROTOKOLL = "protokoll", "Protokoll oder Beschluss"


class Wirkungsurteil(models.TextChoices):
    """Answers to one question about the effect. Never added up: nobody is scored."""

    JA = "ja", "ja, deutlich"
    TEILWEISE = "teilweise", "teilweise"
    KAUM = "kaum", "kaum"
    NEIN = "nein", "nein"
    OFFEN = "offen", "kann noch nicht beurteilt werden"


# So many months after it was reached the effect is judged.
WIRKUNG_NACH_MONATEN = (6, 12, 24)


class Rueckmeldestand(models.TextChoices):
    """How a Kommune answered what the coordination asked."""

    OFFEN = "offen", "noch keine Antwort"
    BEANTWORTET = "beantwortet", "beantwortet"
    NICHT_NOETIG = "nicht_noetig", "keine Rückmeldung nötig, weil …"


class Berichtsabschnitt(models.TextChoices):
    """The sections of a Zwischenbericht, in its order."""

    MEILENSTEINE = "meilensteine", "Stand der Meilensteine"
    PROFILE = "profile", "Profile"
    ANALYSEN = "analysen", "Fallanalysen"
    MASSNAHMEN = "massnahmen", "Maßnahmen"
    RUECKMELDUNGEN = "rueckmeldungen", "Rückmeldungen"
    VERANSTALTUNGEN = "veranstaltungen", "Veranstaltungen"
