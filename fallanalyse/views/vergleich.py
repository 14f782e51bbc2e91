"""The conflict page: damals / meins / ihres, field by field. Only what collides asks."""

from django.contrib import messages
from django.shortcuts import redirect, render

from fallanalyse.models import inhalt as inhalte
from fallanalyse.models.stellen import mit_texten
from fallanalyse.models.vorhang import verdeckt_fuer_aussen
from fallanalyse.views.beschriftung import Beschriftung
from fallanalyse.views.laden import rueckweg
from fallanalyse.zusammenfuehren import ZEILE, erkenne_wieder, fuehre_zusammen, vergleiche

MEINS, IHRES = "meins", "ihres"


def adds_something(formular, version):
    """Say whether what was typed on the ground of this version says anything not yet saved."""
    damals, meins, ihres = _fassungen(formular, version)
    return fuehre_zusammen(damals, meins, ihres, {})[0] != ihres or bool(
        vergleiche(damals, meins, ihres)
    )


def _fassungen(formular, version):
    """Return (damals, meins, ihres) as models/inhalt.py keeps them."""
    analyse, schritt = formular.analyse, formular.schritt
    damals = analyse.inhalt_of_version(schritt, version)
    ihres = inhalte.lies(analyse, schritt)
    return damals, erkenne_wieder(damals, formular.inhalt(version), ihres), ihres


def vergleich_page(request, analyse, schritt, formular, version, status=200):
    """Answer with the differences; a POST that chooses saves them, and then the loser is kept."""
    damals, meins, ihres = _fassungen(formular, version)
    aktuelle = analyse.version_of(schritt)
    unterschiede = vergleiche(damals, meins, ihres)
    wahl = {
        eines.name: request.POST[eines.name]
        for eines in unterschiede
        if request.POST.get(eines.name) in (MEINS, IHRES)
    }
    gesehen = request.POST.get("aktuelle")
    if gesehen == str(aktuelle) and len(wahl) == len(unterschiede):
        ergebnis, verloren = fuehre_zusammen(damals, meins, ihres, wahl)
        analyse.speichere_schritt(
            schritt, ergebnis, version=aktuelle, durch=request.user, verloren=verloren
        )
        satz = (
            "Beide Fassungen sind zusammengeführt. Was nicht gewählt wurde, steht in den "
            "früheren Fassungen."
        )
        messages.success(request, rueckweg(satz, analyse, schritt, aktuelle))
        return redirect("fallanalyse:schritt", analyse.pk, schritt)
    # What it said then was perhaps never looked at: from outside it is not read here, either.
    gezeigt = mit_texten(
        type(analyse), schritt, damals, lambda _ort, text: verdeckt_fuer_aussen(analyse.pk, text)
    )
    beschriften = Beschriftung(formular, gezeigt, meins, ihres)
    return render(
        request,
        "fallanalyse/vergleich.html",
        {
            "analyse": analyse,
            "schritt": schritt,
            "aktuelle": aktuelle,
            "unterschiede": [
                {
                    "name": eines.name,
                    "ort": beschriften.ort(eines.schluessel),
                    "damals": beschriften.wert(eines.schluessel, _wert(gezeigt, eines)),
                    "fassungen": [
                        {
                            "wort": wort,
                            "titel": titel,
                            "stuecke": beschriften.gegen(
                                eines.schluessel, _wert(gezeigt, eines), wert
                            ),
                        }
                        for wort, titel, wert in (
                            (MEINS, "Meins", eines.meins),
                            (IHRES, "Ihres", eines.ihres),
                        )
                    ],
                    "gewaehlt": wahl.get(eines.name, ""),
                }
                for eines in unterschiede
            ],
            "unentschieden": gesehen == str(aktuelle),
            "veraltet": gesehen not in (None, str(aktuelle)),
        },
        status=status,
    )


def _wert(inhalt, unterschied):
    """Return what this content says where the two differ; None where it says nothing."""
    art, pk, feld = unterschied.schluessel
    if art == "kopf":
        return inhalt["kopf"].get(feld)
    zeile = inhalt["zeilen"].get(art, {}).get(pk)
    return zeile if feld == ZEILE or zeile is None else zeile.get(feld)
