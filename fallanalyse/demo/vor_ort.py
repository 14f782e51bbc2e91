"""The invented things around the analyses: contacts, networks, measures with target dates."""

from itertools import cycle

from fallanalyse.demo.texte import lies
from kommunen.enums import OFFEN, Massnahmenstatus
from kommunen.models import (
    Ansprechperson,
    Institution,
    Jugendamt,
    Kommune,
    Massnahme,
    Meilenstein,
    Teilnahme,
)
from netzwerk.models import Netzwerk, Netzwerkmitglied

# What became of the plans on the profile pages: status, touched, target (days from the Stichtag).
PLAENE = (
    (Massnahmenstatus.BEGONNEN, -21, 75),
    (Massnahmenstatus.GEPLANT, -95, -35),
    (Massnahmenstatus.GEPLANT, -50, None),
)


def lade_vor_ort(kalender):
    """Load all of it. Needs the system context."""
    daten = lies("daten/vor_ort.toml")
    _gib_plaenen_einen_stand(kalender)
    for felder in daten["ansprechperson"]:
        _lade_ansprechperson(felder, kalender)
    for felder in daten["massnahme"]:
        _lade_massnahme(felder, kalender)
    _setze_meilensteine(daten["meilenstein"], kalender)
    for felder in daten["netzwerk"]:
        _lade_netzwerk(felder)


def _teilnahme(felder):
    return Teilnahme.objects.get(
        kommune__name=felder.pop("kommune"), projekt__kurztitel=felder.pop("projekt")
    )


def _gib_plaenen_einen_stand(kalender):
    """Say what became of what the pages plan: untouched since the project all were overdue."""
    geplante = Massnahme.objects.filter(status__in=OFFEN).order_by("kommune__name", "pk")
    for massnahme, (status, seit, ziel) in zip(geplante, cycle(PLAENE), strict=False):
        massnahme.zieldatum = ziel and kalender.frist(ziel)
        massnahme.setze_status(status, am=kalender.tag(seit))


def _lade_ansprechperson(felder, kalender):
    Ansprechperson.objects.create(
        teilnahme=_teilnahme(felder),
        bestaetigt_am=kalender.tag(felder.pop("bestaetigt")),
        **felder,
    )


def _setze_meilensteine(daten, kalender):
    """Set the same target dates for all who take part; the Kommunen got there sooner or later."""
    teilnahmen = Teilnahme.objects.gueltig(kalender.heute)
    ziele = {eines["art"]: kalender.frist(eines["ziel"]) for eines in daten}
    Meilenstein.setze_fuer_alle(teilnahmen, ziele)
    for nummer, teilnahme in enumerate(teilnahmen.order_by("kommune__name", "pk")):
        erreicht = {}
        for eines in daten:
            am = kalender.frist(eines["ziel"] + eines["verzug"][nummer % len(eines["verzug"])])
            if am > kalender.heute:
                break
            erreicht[eines["art"]] = (ziele[eines["art"]], am)
        Meilenstein.halte_fest(teilnahme, erreicht)


def _lade_massnahme(felder, kalender):
    teilnahme = _teilnahme(felder)
    ziel, seit = felder.pop("ziel", None), felder.pop("seit")
    massnahme = Massnahme(
        kommune=teilnahme.kommune,
        jugendamt=teilnahme.jugendamt,
        projekt=teilnahme.projekt,
        zieldatum=ziel and kalender.frist(ziel),
        **felder,
    )
    massnahme.setze_status(massnahme.status, am=kalender.tag(seit))


def _lade_netzwerk(felder):
    kommune = Kommune.objects.get(name=felder.pop("kommune"))
    jugendaemter = Jugendamt.objects.filter(traeger__ags__in=felder.pop("jugendaemter"))
    mitglieder = felder.pop("mitglieder")
    netzwerk = Netzwerk.objects.create(**felder)
    netzwerk.jugendaemter.set(jugendaemter)
    for kategorie, name, traeger in mitglieder:
        institution, _neu = Institution.objects.get_or_create(
            kommune=kommune, name=name, traeger=traeger, defaults={"kategorie": kategorie}
        )
        Netzwerkmitglied.objects.create(netzwerk=netzwerk, institution=institution)
