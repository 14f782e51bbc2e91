"""Measures of the demo with their whole way: from an Empfehlung to who took it over."""

from fallanalyse.demo.texte import lies
from fallanalyse.models import FreigegebenerVorschlag, Umsetzung
from kinderschutz import dateipruefung
from kommunen.models import (
    Kommune,
    Massnahme,
    Massnahmenanteil,
    Massnahmenbeleg,
    Teilnahme,
    Wirkungsbeurteilung,
)

DATEN = "daten/massnahmenketten.toml"


def lade_ketten(kalender):
    """Load measures, steps, Belege, effects and shares. Needs the system context."""
    daten = lies(DATEN)
    for kette in daten["kette"]:
        _lade_kette(kette, kalender)
    for anteil in daten["anteil"]:
        massnahme = Massnahme.objects.get(thema=anteil.pop("thema"))
        kommune = Kommune.objects.get(name=anteil.pop("kommune"))
        teilnahme = Teilnahme.objects.get(kommune=kommune, projekt=massnahme.projekt_id)
        Massnahmenanteil.objects.create(massnahme=massnahme, teilnahme=teilnahme, **anteil)


def verbinde_empfehlungen():
    """Say which measures carry out which Empfehlung, once those are in the library."""
    for eine in lies(DATEN)["umsetzung"]:
        Umsetzung.objects.create(
            vorschlag=FreigegebenerVorschlag.objects.get(text__startswith=eine["empfehlung"]),
            massnahme=Massnahme.objects.get(
                text__startswith=eine["massnahme"], jugendamt__traeger__ags=eine["jugendamt"]
            ),
        )


def _lade_kette(felder, kalender):
    teile = {name: felder.pop(name, []) for name in ("schritte", "beleg", "wirkung")}
    vorbild = felder.pop("von", "")
    massnahme = Massnahme()
    massnahme.ordne_zu(
        Teilnahme.objects.get(
            kommune__name=felder.pop("kommune"), projekt__kurztitel=felder.pop("projekt")
        )
    )
    for name, wert in felder.items():
        setattr(massnahme, name, wert)
    if vorbild:
        massnahme.vorbild = Massnahme.objects.get(thema=vorbild)
        massnahme.uebernommen_von = massnahme.vorbild.kommune
    for status, seit, begruendung in teile["schritte"]:
        massnahme.setze_status(status, am=kalender.tag(seit), begruendung=begruendung)
    for beleg in teile["beleg"]:
        _lade_beleg(massnahme, kalender.tag(beleg.pop("vom")), **beleg)
    for wirkung in teile["wirkung"]:
        Wirkungsbeurteilung.objects.create(
            massnahme=massnahme,
            erreicht_am=massnahme.erreicht_am,
            am=kalender.tag(wirkung.pop("am")),
            **wirkung,
        )


def _lade_beleg(massnahme, vom, *, art, bezeichnung, text):
    beleg = Massnahmenbeleg(massnahme=massnahme, art=art, bezeichnung=bezeichnung, vom=vom)
    geprueft = None
    if art == "datei":
        geprueft = dateipruefung.pruefe("beleg.txt", text.encode())
    elif art == "link":
        beleg.link = text
    else:
        beleg.auszug = text
    beleg.fuege_hinzu(geprueft)
