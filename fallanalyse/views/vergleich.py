"""The conflict page: damals / meins / ihres, field by field. Only what collides asks."""

from django.contrib import messages
from django.shortcuts import redirect, render

from fallanalyse.enums import Perspektive
from fallanalyse.forms import EINZAHL
from fallanalyse.models import inhalt as inhalte
from fallanalyse.zusammenfuehren import ZEILE, fuehre_zusammen, vergleiche
from kinderschutz.models import VersionVeraltet

MEINS, IHRES = "meins", "ihres"


def vergleich_page(request, analyse, schritt, formular, version, status=200):
    """Answer with the differences; a POST that chooses saves them, and then the loser is kept."""
    damals = analyse.inhalt_of_version(schritt, version)
    meins = formular.inhalt(version)
    aktuelle = analyse.version_of(schritt)
    ihres = inhalte.lies(analyse, schritt)
    unterschiede = vergleiche(damals, meins, ihres)
    wahl = {
        eines.name: request.POST[eines.name]
        for eines in unterschiede
        if request.POST.get(eines.name) in (MEINS, IHRES)
    }
    entschieden = "aktuelle" in request.POST and len(wahl) == len(unterschiede)
    if entschieden and request.POST["aktuelle"] == str(aktuelle):
        ergebnis, verloren = fuehre_zusammen(damals, meins, ihres, wahl)
        try:
            analyse.speichere_schritt(
                schritt, ergebnis, version=aktuelle, durch=request.user, verloren=verloren
            )
        except VersionVeraltet:
            messages.error(request, "Es wurde noch einmal gespeichert. Bitte vergleichen Sie neu.")
            return redirect("fallanalyse:vergleich", analyse.pk, schritt)
        messages.success(
            request,
            "Beide Fassungen sind zusammengeführt. Was nicht gewählt wurde, steht in den "
            "früheren Fassungen.",
        )
        return redirect("fallanalyse:schritt", analyse.pk, schritt)
    beschriften = Beschriftung(formular, damals, meins, ihres)
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
                    "damals": beschriften.wert(eines.schluessel, eines.damals),
                    "fassungen": [
                        (MEINS, beschriften.wert(eines.schluessel, eines.meins), "Meins"),
                        (IHRES, beschriften.wert(eines.schluessel, eines.ihres), "Ihres"),
                    ],
                    "gewaehlt": wahl.get(eines.name, ""),
                }
                for eines in unterschiede
            ],
            "unentschieden": "aktuelle" in request.POST and not entschieden,
        },
        status=status,
    )


class Beschriftung:
    """The words for a key and a value: those of the form they come from."""

    def __init__(self, formular, *fassungen):
        self.formular = formular
        # A row keeps the number it has in the newest version that knows it.
        self.nummern = {}
        for fassung in fassungen:
            for zeilen in fassung["zeilen"].values():
                self.nummern |= {pk: nummer for nummer, pk in enumerate(zeilen, 1)}

    def _form(self, art):
        if art == "kopf":
            return self.formular.kopf
        return self.formular.formsets[art].empty_form

    def ort(self, schluessel):
        art, pk, feld = schluessel
        if art == "kopf":
            return self._form(art).fields[feld].label
        einzahl = EINZAHL[art]
        zeile = f"{einzahl} {self.nummern.get(pk, '')}".strip()
        if feld == ZEILE:
            return zeile
        perspektive = next(
            (
                f"Sicht {perspektive.label}, "
                for perspektive in Perspektive
                if feld.startswith(f"sicht_{perspektive}_")
            ),
            "",
        )
        return f"{zeile}, {perspektive}{self._form(art).fields[feld].label}"

    def wert(self, schluessel, wert):
        art, _pk, feld = schluessel
        if feld == ZEILE:
            return "vorhanden" if wert else "entfernt"
        if isinstance(wert, bool):
            return "ja" if wert else "nein"
        if wert in (None, "", []):
            return "leer"
        choices = dict(getattr(self._form(art).fields[feld], "choices", ()))
        werte = wert if isinstance(wert, list) else [wert]
        return ", ".join(str(choices.get(einer, einer)) for einer in werte)
