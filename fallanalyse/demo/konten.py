"""The demo accounts with their Rollen."""

from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from kinderschutz.demo_konten import KONTEN, PASSWORT
from kinderschutz.models import User
from kommunen.enums import Rollenart
from kommunen.models import Bundesland, Jugendamt, Projekt, Rolle

# Rollen of a demo begin before everything it tells.
SEIT = date(2026, 1, 1)
PROJEKTROLLEN = (Rollenart.PROJEKTKOORDINATION, Rollenart.WISSENSCHAFT)
LANDESROLLEN = (Rollenart.MINISTERIUM, Rollenart.LANDESJUGENDAMT)


def lade_konten():
    """Create all accounts with their Rollen. Needs the system context."""
    # One hash for all: the same public password, and hashing it twenty times costs seconds.
    passwort = make_password(PASSWORT)
    for konto in KONTEN:
        person = User.objects.create(email=konto.email, name=konto.name, password=passwort)
        for tage, demorolle in enumerate(konto.rollen):
            Rolle.objects.create(
                person=person,
                art=demorolle.art,
                vertretung=demorolle.vertretung,
                # Of several the first one is the one people act in after signing in.
                von=SEIT + timedelta(days=tage),
                **_bereich(demorolle),
            )


def _bereich(demorolle):
    if not demorolle.bereich:
        return {}
    if demorolle.art in PROJEKTROLLEN:
        return {"projekt": Projekt.objects.get(kurztitel=demorolle.bereich)}
    if demorolle.art in LANDESROLLEN:
        return {"bundesland": Bundesland.objects.get(schluessel=demorolle.bereich)}
    return {"jugendamt": Jugendamt.objects.get(traeger__ags=demorolle.bereich)}


def person(kurzname):
    """Return the account whose address begins with this."""
    return User.objects.get(email=f"{kurzname}@example.org")


def rolle_in(kurzname, jugendamt):
    """Return the Rolle in which this person writes or releases in this Jugendamt."""
    return (
        Rolle.objects.select_related("person", "jugendamt")
        .filter(
            person=person(kurzname),
            jugendamt=jugendamt,
            art__in=(Rollenart.FACHKRAFT, Rollenart.LEITUNG),
        )
        .get()
    )
