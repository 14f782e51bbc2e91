"""What waits about the law of analyses: what ends soon, what is shut, what is still missing."""

from django.utils import timezone

from fallanalyse import permissions
from fallanalyse.models import Rechtslage
from fallanalyse.models.rechtsbedingungen import Sperrt
from fallanalyse.models.rechtslage import VORWARNUNG
from kommunen.anliegen import Anliegen

# More than this is a list, not work for today.
HOECHSTENS = 20


def loeschungen(user):
    """Yield what is deleted within 30 days: to its team and the Leitung."""
    if not permissions.hears_of_loeschung(user):
        return
    bald = Rechtslage.objects.visible_to(user).faellig(timezone.localdate() + VORWARNUNG)
    for lage in bald.order_by("loeschen_datum", "pk")[:HOECHSTENS]:
        if lage.is_vorgemerkt:
            continue
        yield Anliegen(
            text=f"Fallanalyse {lage.kennung} wird bald gelöscht",
            url=f"{lage.get_absolute_url()}#loeschen",
            warum="Ihre Löschfrist endet. Länger bleibt sie nur mit Begründung.",
            faellig_am=lage.loeschen_datum,
        )


def bedingungen(user):
    """
    Yield what the law asks for and does not have: to those who can give it.

    What is shut is told to the team as well.
    """
    if not permissions.hears_of_recht(user):
        return
    can_recht = permissions.can_recht(user)
    lagen = Rechtslage.objects.visible_to(user).mit_luecken().order_by("begonnen_datum", "pk")
    for lage in Rechtslage.with_umstaende(list(lagen[:HOECHSTENS])):
        if grund := lage.sperre():
            yield Anliegen(
                text=f"Fallanalyse {lage.kennung} ist gesperrt",
                url=lage.get_absolute_url(),
                warum=grund,
            )
        elif can_recht and (grund := lage.sperre(Sperrt.FREIGABE)):
            yield Anliegen(
                text=f"Rechtsgrundlage der Fallanalyse {lage.kennung} vervollständigen",
                url=lage.get_absolute_url(),
                warum=grund,
            )
