"""Tells the page of a Massnahme which Empfehlungen it carries out."""

from django.urls import reverse

from fallanalyse.models import Umsetzung
from kommunen import massnahmenherkunft
from kommunen.massnahmenherkunft import Herkunft


def registriere_alle():
    massnahmenherkunft.registriere(empfehlungen)


def empfehlungen(user, massnahme):
    rows = (
        Umsetzung.objects.visible_to(user)
        .filter(massnahme=massnahme)
        .select_related("vorschlag")
        .order_by("pk")
    )
    for umsetzung in rows:
        yield Herkunft(
            art="Empfehlung",
            text=umsetzung.vorschlag.text,
            url=reverse("bibliothek:empfehlung", args=[umsetzung.vorschlag_id]),
        )
