"""What the application keeps about its rows, made from the rows that were loaded past it."""

from datetime import timedelta

from django.utils import timezone

from fallanalyse.enums import Funktion, Methode
from fallanalyse.models import Fallanalyse
from kinderschutz.models import User
from kommunen.enums import Rollenart
from kommunen.kennzahlen import alle_kennzahlen
from kommunen.models import Kennzahlwert, Rolle
from kommunen.stichtag import letztes_quartalsende, setze_stichtag


def zaehle_aus():
    """Fill the rollup from what is there and freeze a Stichtag. Needs the system context."""
    Kennzahlwert.objects.bulk_create(
        (
            Kennzahlwert(
                jugendamt_id=wert.jugendamt,
                projekt_id=wert.projekt,
                jahr=wert.jahr,
                name=kennzahl.name,
                auspraegung=wert.auspraegung,
                anzahl=wert.anzahl,
            )
            for kennzahl in alle_kennzahlen()
            if kennzahl.is_fallbezogen
            for wert in kennzahl.zaehlung()
        ),
        batch_size=2_000,
    )
    setze_stichtag(letztes_quartalsende())


def lade_moderation_ein(amt):
    """Invite somebody from outside to one analysis; return her. Needs the system context."""
    analyse = (
        Fallanalyse.objects.filter(
            jugendamt=amt.pk, methode=Methode.FALLWERKSTATT, befund_set__isnull=False
        )
        .order_by("pk")
        .first()
    )
    person = User.objects.create_user("moderation@messen.test", name="Moderation")
    Rolle.objects.create(
        person=person,
        art=Rollenart.MODERATION,
        jugendamt_id=amt.pk,
        analyse=analyse.pk,
        von=timezone.localdate(),
        bis=timezone.localdate() + timedelta(days=30),
    )
    analyse.nimm_ins_team(person, Funktion.MODERATION)
    return analyse.pk
