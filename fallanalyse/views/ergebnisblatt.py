"""What a light method leaves behind: one page to print, for whoever may read the analysis."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from fallanalyse import permissions
from fallanalyse.enums import Einvernehmen, Freigabestufe, Methode
from fallanalyse.models import Fallanalyse
from fallanalyse.models.vollstaendigkeit import was_fehlt
from fallanalyse.views.analyse import lesefassung
from fallanalyse.views.laden import record_read
from fallanalyse.workflow import IM_JUGENDAMT_OFFEN, NUR_TEAM

# So many lines beside each other leave so much of the page to the picture; the stylesheet knows
# these words. With more, the sheet goes on on a second page.
BILD = ((12, "gross"), (16, "mittel"))
# How many characters a line has in the columns Befunde, Empfehlungen, offen.
BEFUND, EMPFEHLUNG, OFFEN = 60, 64, 32
UNEINIG = {Einvernehmen.TEILWEISE, Einvernehmen.NEIN}


def ergebnisblatt(request, pk):
    analyse = get_object_or_404(Fallanalyse.objects.visible_to(request.user).with_teile(), pk=pk)
    analyse.folge_vorgabe()
    record_read(analyse)
    # Only what every reader may see: neither team nor Sitzungen nor the steps of § 8a.
    teile = lesefassung(analyse)
    offen = list(_strittiges(analyse, teile))
    if permissions.can_bearbeiten(request.user, analyse):
        offen += _fehlendes(analyse)
    return render(
        request,
        "fallanalyse/ergebnisblatt.html",
        {
            "analyse": analyse,
            "teile": teile,
            "mit_bild": analyse.methode == Methode.FISCHGRAETEN,
            "bild": _bildgroesse(teile, offen),
            "offen": offen,
            "lesende": _lesende(analyse),
            "heute": timezone.localdate(),
        },
    )


def _strittiges(analyse, teile):
    """Yield in a sentence each what is not settled between those who were part of it."""
    if analyse.anhaengige_verfahren:
        yield "Ein Verfahren ist anhängig."
    for zeile in teile["situationen"]:
        if zeile["situation"].strittig:
            yield f"{zeile['name']}: Der Ablauf ist strittig."
        for eine in zeile["sichten"]:
            sicht = eine["sicht"]
            if sicht.dissens or sicht.einvernehmen in UNEINIG:
                worin = sicht.dissens or f"Wir sind uns {sicht.get_einvernehmen_display()}."
                yield f"{zeile['name']}, Sicht {eine['perspektive']}: {worin}"
    for rueckkopplung in teile["rueckkopplungen"]:
        if rueckkopplung.dissens:
            perspektive = rueckkopplung.get_perspektive_display()
            yield f"Rückkopplung, {perspektive}: {rueckkopplung.dissens}"


def _fehlendes(analyse):
    return [
        f"{eines.schritt.label}: {eines.text}"
        for eines in was_fehlt(analyse)
        if eines.schritt not in NUR_TEAM and not eines.zum_recht
    ]


def _bildgroesse(teile, offen):
    zeilen = max(
        sum(2 + len(zeile["befund"].titel) // BEFUND for zeile in teile["befunde"]),
        sum(2 + len(vorschlag.text) // EMPFEHLUNG for vorschlag in teile["vorschlaege"]),
        sum(1 + len(satz) // OFFEN for satz in offen),
    )
    return next((groesse for hoechstens, groesse in BILD if zeilen <= hoechstens), "klein")


def _lesende(analyse):
    """Return for whom this paper is."""
    if analyse.freigabestufe in IM_JUGENDAMT_OFFEN:
        return analyse.get_leserkreis_display()
    if analyse.freigabestufe in {Freigabestufe.EINGEREICHT, Freigabestufe.ZURUECKGEZOGEN}:
        return "das Team dieser Fallanalyse und die Leitung"
    return "das Team dieser Fallanalyse"
