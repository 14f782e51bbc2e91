"""The people of this run, and the analyses they write in."""

import re

from benchmarks.ausfall.seite import lies
from fallanalyse.enums import Methode, Rechtsgrundlage, Schritt
from fallanalyse.models import Rechtsgrundlagenvorgabe
from kinderschutz.identity import acting_as
from kinderschutz.models import User
from kinderschutz.system_context import system_context
from kommunen.enums import Gebietstyp, Rollenart
from kommunen.models import Bundesland, Jugendamt, Kommune, Rolle

METHODE = Methode.FALLWERKSTATT
SCHRITTE = (
    Schritt.ANLASS,
    Schritt.BETEILIGTE,
    Schritt.ZEITSTRAHL,
    Schritt.SCHLUESSELSITUATIONEN,
    Schritt.EINFLUSSFAKTOREN,
    Schritt.BEFUNDE,
    Schritt.EMPFEHLUNGEN,
)
PASSWORT = "viermal-neu-angefangen"


def lege_an(namen):
    """Create a Jugendamt with these Fachkräfte, whose Leitung has settled the law."""
    with system_context("ausfall"):
        land = Bundesland.objects.create(schluessel="07", name="Rheinland-Pfalz", kuerzel="RP")
        kommune = Kommune.objects.create(
            name="Stadt Ausfall", slug="ausfall", gebietstyp=Gebietstyp.KREISFREI, bundesland=land
        )
        jugendamt = Jugendamt.objects.create(
            name="Jugendamt Ausfall", slug="ausfall", traeger=kommune, bundesland=land
        )
        rollen = [
            Rolle.objects.create(
                person=User.objects.create_user(adresse(name), PASSWORT, name=name),
                art=Rollenart.LEITUNG if name == "Leitung" else Rollenart.FACHKRAFT,
                jugendamt=jugendamt,
            )
            for name in ("Leitung", *namen)
        ]
    with acting_as(rollen[0]) as leitung:
        Rechtsgrundlagenvorgabe(
            methode=METHODE, rechtsgrundlage=Rechtsgrundlage.ORGUNTERSUCHUNG
        ).lege_fest(durch=leitung)


def adresse(name):
    return f"{name.lower()}@ausfall.test"


def beginne(browser, namen):
    """Begin an analysis as the person of this browser, take the others in; return its path."""
    seite = browser.get("/fallanalysen/neu/")
    formular = next(eines for eines in lies(seite.text) if "methode" in eines.felder)
    formular.daten["methode"] = [METHODE]
    antwort = browser.post("/fallanalysen/neu/", formular.daten)
    pfad = re.match(r"/fallanalysen/[0-9a-f-]{36}/", antwort.ort)[0]
    for person in User.objects.filter(email__in=[adresse(name) for name in namen]):
        browser.post(f"{pfad}team/", {"person": [str(person.pk)]})
    return pfad
