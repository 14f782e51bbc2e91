"""The invented things around the analyses: contacts, networks, measures with target dates."""

from datetime import datetime
from decimal import Decimal
from itertools import cycle

from django.utils import timezone

from fallanalyse.demo.texte import lies
from kommunen.enums import OFFEN, Massnahmenstatus
from kommunen.models import (
    Ansprechperson,
    Institution,
    Jugendamt,
    Kommune,
    Massnahme,
    Meilenstein,
    Organisationsstand,
    Projekt,
    Swot,
    Teilnahme,
)
from netzwerk.models import Netzwerk, Netzwerkmitglied, Veranstaltung

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
    for felder in daten["swot"]:
        Swot.objects.create(
            teilnahme=_teilnahme(felder), datum=kalender.tag(felder.pop("tag")), **felder
        )
    _lade_organisation(daten["organisation"], kalender)
    for felder in daten["netzwerk"]:
        _lade_netzwerk(felder)
    for felder in daten["veranstaltung"]:
        _lade_veranstaltung(felder, kalender)


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


def _lade_organisation(daten, kalender):
    """Let every Jugendamt of the Land answer for the year that is frozen, two for another."""
    jahr = kalender.frist(-181).year - 1
    for nummer, jugendamt in enumerate(
        Jugendamt.objects.gueltig(kalender.heute).filter(bundesland__schluessel="07").order_by("pk")
    ):
        felder = dict(daten[nummer % len(daten)])
        # Somewhat different everywhere, and always the same.
        stellen = Decimal(felder.pop("asd_vzae")) + Decimal(nummer * 7 % 12) / 2
        Organisationsstand.objects.create(
            jugendamt=jugendamt, jahr=jahr, asd_vzae=stellen, **felder
        )
        if jugendamt.traeger.name in ("Stadt Ludwigshafen am Rhein", "Landkreis Mainz-Bingen"):
            felder["vier_augen"] = "regel"
            Organisationsstand.objects.create(
                jugendamt=jugendamt, jahr=jahr - 1, asd_vzae=stellen - 2, **felder
            )


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


def _lade_veranstaltung(felder, kalender):
    """Load a meeting, and for one that is over what became of it."""
    if projekt := felder.pop("projekt", None):
        felder["projekt"] = Projekt.objects.get(kurztitel=projekt)
        if nummer := felder.pop("cluster", None):
            felder["cluster"] = felder["projekt"].cluster.get(nummer=nummer)
    else:
        felder["netzwerk"] = Netzwerk.objects.get(name=felder.pop("netzwerk"))
        felder["jugendamt"] = felder["netzwerk"].jugendaemter.first()
    tag = kalender.frist(felder.pop("tag"))
    ergebnis = felder.pop("ergebnis", None)
    eine = Veranstaltung.objects.create(
        beginn=timezone.make_aware(datetime.combine(tag, felder.pop("von"))),
        ende=timezone.make_aware(datetime.combine(tag, felder.pop("bis"))),
        **felder,
    )
    if ergebnis and tag < kalender.heute:
        eine.schreibe_protokoll(
            text=ergebnis["text"],
            teilnehmende=[
                {"stelle": stelle, "anzahl": anzahl} for stelle, anzahl in ergebnis["teilnehmende"]
            ],
            beschluesse=ergebnis["beschluesse"],
            aufgaben=[
                {
                    "key": None,
                    "text": text,
                    "stelle": stelle,
                    "faellig_am": kalender.frist(bis),
                    "erledigt_am": None if erledigt is False else kalender.tag(erledigt),
                }
                for text, stelle, bis, erledigt in ergebnis["aufgaben"]
            ],
        )
        eine.gib_protokoll_frei()
