"""
The accounts of a demo start. Data only: the loader makes them, sign-in page and README show them.

Everybody has the same password, so they must never exist outside a demo (settings.DEMO).
"""

from dataclasses import dataclass

PASSWORT = "gemeinsam-hinsehen"


@dataclass(frozen=True)
class Demorolle:
    """
    A Rolle: its art, and its scope as the loader resolves it.

    `bereich` is the key of a Jugendamt (AGS of its district), of a Land (two digits) or the
    Kurztitel of a Projekt; empty for the Administration.
    """

    art: str
    bereich: str = ""
    vertretung: bool = False


@dataclass(frozen=True)
class Demokonto:
    email: str
    name: str
    was: str
    rollen: tuple[Demorolle, ...]


LUDWIGSHAFEN = "07314"
MAINZ_BINGEN = "07339"
KREIS_BAD_KREUZNACH = "07133"
STADT_BAD_KREUZNACH = "07133006"
TRIER = "07211"
RHEINLAND_PFALZ = "07"
BUNDESPROJEKT = "Aus Fehlern lernen"
LANDESPROJEKT = "Qualitätsentwicklung Kinderschutz"

KONTEN = (
    Demokonto(
        "fachkraft.ludwigshafen@example.org",
        "Frida Fachkraft",
        "Fachkraft, Ludwigshafen: schreibt Fallanalysen mit ihrem Team",
        (Demorolle("fachkraft", LUDWIGSHAFEN),),
    ),
    Demokonto(
        "fachkraft2.ludwigshafen@example.org",
        "Zora Zweitblick",
        "zweite Fachkraft, Ludwigshafen: liest als zweite Person und bestätigt",
        (Demorolle("fachkraft", LUDWIGSHAFEN),),
    ),
    Demokonto(
        "leitung.ludwigshafen@example.org",
        "Lena Leitung",
        "Leitung, Ludwigshafen: gibt frei, verantwortet Profil und Maßnahmen",
        (Demorolle("leitung", LUDWIGSHAFEN),),
    ),
    Demokonto(
        "vertretung.ludwigshafen@example.org",
        "Veit Vertretung",
        "Vertretung der Leitung, Ludwigshafen",
        (Demorolle("leitung", LUDWIGSHAFEN, vertretung=True),),
    ),
    Demokonto(
        "netzwerk.ludwigshafen@example.org",
        "Nele Netzwerk",
        "Netzwerkkoordination, Ludwigshafen",
        (Demorolle("netzwerkkoordination", LUDWIGSHAFEN),),
    ),
    Demokonto(
        "moderation@example.org",
        "Moritz Moderation",
        "Moderation von außen: sieht genau eine Fallanalyse in Ludwigshafen",
        # Its Rolle names an analysis, so the loader gives it with the analysis.
        (),
    ),
    Demokonto(
        "fachkraft.mainz-bingen@example.org",
        "Femke Fachkraft",
        "Fachkraft, Mainz-Bingen",
        (Demorolle("fachkraft", MAINZ_BINGEN),),
    ),
    Demokonto(
        "zwei-rollen.mainz-bingen@example.org",
        "Dora Doppelrolle",
        "zwei Rollen in Mainz-Bingen: Fachkraft und Netzwerkkoordination",
        (
            Demorolle("fachkraft", MAINZ_BINGEN),
            Demorolle("netzwerkkoordination", MAINZ_BINGEN),
        ),
    ),
    Demokonto(
        "leitung.mainz-bingen@example.org",
        "Leif Leitung",
        "Leitung, Mainz-Bingen (nimmt an beiden Projekten teil)",
        (Demorolle("leitung", MAINZ_BINGEN),),
    ),
    Demokonto(
        "fachkraft.kreis-bad-kreuznach@example.org",
        "Finja Fachkraft",
        "Fachkraft, Landkreis Bad Kreuznach",
        (Demorolle("fachkraft", KREIS_BAD_KREUZNACH),),
    ),
    Demokonto(
        "leitung.kreis-bad-kreuznach@example.org",
        "Lothar Leitung",
        "Leitung, Landkreis Bad Kreuznach",
        (Demorolle("leitung", KREIS_BAD_KREUZNACH),),
    ),
    Demokonto(
        "vertretung.kreis-bad-kreuznach@example.org",
        "Valeska Vertretung",
        "Vertretung der Leitung, Landkreis Bad Kreuznach",
        (Demorolle("leitung", KREIS_BAD_KREUZNACH, vertretung=True),),
    ),
    Demokonto(
        "fachkraft.stadt-bad-kreuznach@example.org",
        "Fiona Fachkraft",
        "Fachkraft, Stadt Bad Kreuznach",
        (Demorolle("fachkraft", STADT_BAD_KREUZNACH),),
    ),
    Demokonto(
        "leitung.stadt-bad-kreuznach@example.org",
        "Lisbeth Leitung",
        "Leitung, Stadt Bad Kreuznach: eine Übergabe an den Landkreis ist geplant",
        (Demorolle("leitung", STADT_BAD_KREUZNACH),),
    ),
    Demokonto(
        "fachkraft.trier@example.org",
        "Freya Fachkraft",
        "Fachkraft, Trier",
        (Demorolle("fachkraft", TRIER),),
    ),
    Demokonto(
        "leitung.trier@example.org",
        "Lieselotte Leitung",
        "Leitung, Trier",
        (Demorolle("leitung", TRIER),),
    ),
    Demokonto(
        "koordination@example.org",
        "Konrad Koordination",
        "Projektkoordination: Bundesprojekt mit seinen Clustern, dazu das Landesprojekt",
        (
            Demorolle("projektkoordination", BUNDESPROJEKT),
            Demorolle("projektkoordination", LANDESPROJEKT),
        ),
    ),
    Demokonto(
        "wissenschaft@example.org",
        "Wanda Wissenschaft",
        "Wissenschaftliche Begleitung des Landesprojekts",
        (Demorolle("wissenschaft", LANDESPROJEKT),),
    ),
    Demokonto(
        "ministerium@example.org",
        "Minna Ministerium",
        "Ministerium, Rheinland-Pfalz: Landesübersicht, nie ein Fall",
        (Demorolle("ministerium", RHEINLAND_PFALZ),),
    ),
    Demokonto(
        "landesjugendamt@example.org",
        "Lando Landesjugendamt",
        "Landesjugendamt (Servicestelle), Rheinland-Pfalz",
        (Demorolle("landesjugendamt", RHEINLAND_PFALZ),),
    ),
    Demokonto(
        "datenschutz.ludwigshafen@example.org",
        "Dietrich Datenschutz",
        "Datenschutz, Ludwigshafen: liest das Protokoll, keine Inhalte",
        (Demorolle("datenschutz", LUDWIGSHAFEN),),
    ),
    Demokonto(
        "administration@example.org",
        "Ada Administration",
        "Administration: Konten, Rollen, Gebiete, Projekte",
        (Demorolle("administration"),),
    ),
)
