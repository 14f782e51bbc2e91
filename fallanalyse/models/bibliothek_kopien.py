"""Copy an analysis' Befunde and Empfehlungsvorschläge into the library, lift and remove them."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from fallanalyse.models.bibliothek import FreigegebenerBefund, FreigegebenerVorschlag, Herkunft
from fallanalyse.workflow import UebergangNichtMoeglich
from kinderschutz import audit
from kinderschutz.models import Aktion
from kommunen import kennzahlen


def current_quartal():
    """Return the first day of this quarter."""
    heute = timezone.localdate()
    return heute.replace(month=(heute.month - 1) // 3 * 3 + 1, day=1)


def kopiere(analyse, *, cluster_id):
    """
    Lay copies of its Befunde and Vorschläge into the library; return how many Befunde.

    :raises UebergangNichtMoeglich: if anything in them was not looked at, or is not decided
    """
    befunde = list(analyse.befund_set.order_by("reihenfolge"))
    vorschlaege = list(analyse.empfehlungsvorschlag_set.order_by("reihenfolge"))
    _require_geprueft(analyse, befunde, vorschlaege)
    gemeinsam = {
        "projekt_id": analyse.projekt_id,
        "cluster_id": cluster_id,
        "bundesland_id": analyse.jugendamt.bundesland_id,
        "stufe": analyse.freigabestufe,
        "quartal": current_quartal(),
        "ist_demo": analyse.ist_demo,
    }
    kopien = {}
    for befund in befunde:
        kopien[befund.pk] = kopie = FreigegebenerBefund.objects.create(
            titel=befund.titel[:500],
            text=befund.text,
            art=befund.art,
            bewaehrt=befund.bewaehrt,
            typologie=befund.typologie,
            verbreitung=befund.verbreitung,
            praxiselement_id=befund.praxiselement_id,
            praxis_vorschlag=befund.praxis_vorschlag[:500],
            risikomuster_id=befund.risikomuster_id,
            **gemeinsam,
        )
        _verbinde(analyse, befund=befund, freigegebener_befund=kopie)
    for vorschlag in vorschlaege:
        kopie = FreigegebenerVorschlag.objects.create(
            text=vorschlag.text,
            art=vorschlag.art,
            adressat=vorschlag.adressat,
            befund=kopien.get(vorschlag.befund_id),
            **gemeinsam,
        )
        _verbinde(analyse, vorschlag=vorschlag, freigegebener_vorschlag=kopie)
    return len(kopien)


def _require_geprueft(analyse, befunde, vorschlaege):
    """The gate has just been passed; that it was these texts is looked at once more, here."""
    pruefung = analyse.pruefung()
    texte = [
        text for befund in befunde for text in (befund.titel, befund.text, befund.praxis_vorschlag)
    ] + [vorschlag.text for vorschlag in vorschlaege]
    if not all(map(pruefung.is_frei, texte)):
        raise UebergangNichtMoeglich(
            "Ein Befund oder eine Empfehlung ist noch nicht auf Wiedererkennbarkeit geprüft."
        )


def hebe(analyse):
    """Let its copies follow the analysis to its new Freigabestufe."""
    for kind in (FreigegebenerBefund, FreigegebenerVorschlag):
        kind.objects.filter(herkunft_set__analyse=analyse).update(stufe=analyse.freigabestufe)


def entferne(analyse):
    """Take its copies out of the library; return how many counted here, of which year."""
    befunde = FreigegebenerBefund.objects.filter(
        herkunft_set__in=Herkunft.objects.filter(analyse=analyse, zaehlt_hier=True)
    )
    jahre = Counter(quartal.year for quartal in befunde.values_list("quartal", flat=True))
    for kind in (FreigegebenerVorschlag, FreigegebenerBefund):
        keys = list(kind.objects.filter(herkunft_set__analyse=analyse).values_list("pk", flat=True))
        Herkunft.objects.filter(analyse=analyse, **{f"{_verweis(kind)}__in": keys}).delete()
        # What another analysis supports as well stays, with one Beleg less.
        kind.objects.filter(pk__in=keys, anzahl_belege=0).delete()
    return jahre


@transaction.atomic
def nimm_zurueck(befund, *, jugendamt_id):
    """
    Take back a Befund of a deleted analysis, with the Vorschläge that follow from it.

    Nobody can withdraw the analysis any more; what it left behind still can be (design.md 6).
    """
    eigene = Herkunft.objects.select_for_update().filter(jugendamt_id=jugendamt_id, analyse=None)
    keys = list(
        FreigegebenerVorschlag.objects.filter(befund=befund, herkunft_set__in=eigene).values_list(
            "pk", flat=True
        )
    )
    eigene.filter(freigegebener_vorschlag__in=keys).delete()
    FreigegebenerVorschlag.objects.filter(pk__in=keys, anzahl_belege=0).delete()
    belege = eigene.filter(freigegebener_befund=befund)
    anzahl = belege.filter(zaehlt_hier=True).count()
    belege.delete()
    FreigegebenerBefund.objects.filter(pk=befund.pk, anzahl_belege=0).delete()
    kennzahlen.zaehle(
        "befunde_freigegeben",
        jugendamt=jugendamt_id,
        projekt=befund.projekt_id,
        jahr=befund.quartal.year,
        um=-anzahl,
    )
    audit.record(
        Aktion.ZURUECKGEZOGEN, objektart="befund", kennung=str(befund.pk), jugendamt=jugendamt_id
    )


def _verweis(kind):
    return "freigegebener_befund" if kind is FreigegebenerBefund else "freigegebener_vorschlag"


def _verbinde(analyse, **verweise):
    Herkunft.objects.create(jugendamt_id=analyse.jugendamt_id, analyse=analyse, **verweise)
