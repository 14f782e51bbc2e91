"""The law of the demo's analyses: commissions, approvals, consents, days of deletion."""

from datetime import timedelta

from django.utils import timezone

from fallanalyse.models import Einwilligung, Loeschfrist, Rechtslage
from kinderschutz.identity import acting_as

# What the Leitung set instead of the period that holds everywhere, in months.
LOESCHFRISTEN = {
    "leitung.ludwigshafen": {"orguntersuchung": 24, "einwilligung": 24},
    "leitung.mainz-bingen": {"anonym": 60},
}


def lege_loeschfristen_fest(leitung, kurzname):
    for grundlage, monate in LOESCHFRISTEN.get(kurzname, {}).items():
        Loeschfrist(rechtsgrundlage=grundlage, monate=monate).lege_fest(durch=leitung)


def lege_fest(analyse, rolle, kalender, *, einwilligungen=(), loeschen=None, **angaben):
    """Enter what the file says about the law, as the Leitung does on the day it begins."""
    with acting_as(rolle) as leitung:
        lage = Rechtslage.objects.visible_to(leitung).get(analyse=analyse)
        if grundlage := angaben.pop("rechtsgrundlage", ""):
            lage.lege_fest(grundlage, durch=leitung)
        for feld in ("beauftragt_am", "genehmigt_am", "verarbeitung_bis", "akte_aufbewahren_bis"):
            if feld in angaben:
                angaben[feld] = kalender.frist(angaben[feld])
        for feld, wert in angaben.items():
            setattr(lage, feld, wert)
        if loeschen:
            # Counted from today, not from a Stichtag: »bald« is to stay soon.
            lage.setze_loeschdatum(
                kalender.heute + timedelta(days=loeschen["in_tagen"]),
                begruendung=loeschen.get("begruendung", ""),
                durch=leitung,
            )
        lage.speichere()
        for eine in einwilligungen:
            erteilt = min(kalender.tag(eine["erteilt_am"]), timezone.localdate())
            Einwilligung(**eine | {"erteilt_am": erteilt}).halte_fest(lage)
