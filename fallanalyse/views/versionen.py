"""What a step said before: every saved version, and what lost in a conflict."""

from django.http import Http404
from django.shortcuts import render

from fallanalyse import permissions
from fallanalyse.enums import Schritt
from fallanalyse.forms import Schrittformular
from fallanalyse.seitenweise import seite
from fallanalyse.views.laden import get_analyse, record_read
from fallanalyse.views.vergleich import Beschriftung, is_leer


def fassungen(request, pk, schritt):
    """Only the team reads how a text came about; who wrote what stays inside it."""
    analyse = get_analyse(request, pk)
    if schritt not in analyse.schritte:
        raise Http404
    permissions.require(permissions.can_fassungen(request.user, analyse))
    record_read(analyse)
    revisionen = (
        analyse.revision_set.filter(schritt=schritt).select_related("person").order_by("-am", "-pk")
    )
    zeilen, weiter = seite(revisionen, request.GET, key="am")
    formular = Schrittformular(analyse, schritt)
    return render(
        request,
        "fallanalyse/fassungen.html",
        {
            "analyse": analyse,
            "schritt": Schritt(schritt),
            "can_bearbeiten": permissions.can_bearbeiten(request.user, analyse),
            "fassungen": [
                {
                    "revision": revision,
                    "angaben": _angaben(formular, revision),
                }
                for revision in zeilen
            ],
            "weiter": weiter,
        },
    )


def _angaben(formular, revision):
    """Return (place, value) of all that this version said."""
    inhalt = revision.inhalt
    if revision.verworfen:
        beschriften = Beschriftung(formular)
        paare = [(tuple(name.split("/")), wert) for name, wert in inhalt.items()]
    else:
        beschriften = Beschriftung(formular, inhalt)
        paare = [(("kopf", "", feld), wert) for feld, wert in inhalt["kopf"].items()] + [
            ((art, pk, feld), wert)
            for art, zeilen in inhalt["zeilen"].items()
            for pk, felder in zeilen.items()
            for feld, wert in felder.items()
        ]
    return [
        (beschriften.ort(schluessel), beschriften.wert(schluessel, wert))
        for schluessel, wert in paare
        if not is_leer(wert)
    ]
