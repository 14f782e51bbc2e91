"""The conflict page: damals / meins / ihres, field by field. Only what collides asks."""

from django.contrib import messages
from django.shortcuts import redirect, render

from fallanalyse.enums import Perspektive
from fallanalyse.forms import EINZAHL
from fallanalyse.models import inhalt as inhalte
from fallanalyse.zusammenfuehren import ZEILE, erkenne_wieder, fuehre_zusammen, vergleiche

MEINS, IHRES = "meins", "ihres"


def is_leer(wert):
    """Say whether nothing is said here. 0 says something: it is the beginning of the case."""
    return wert is None or wert is False or wert in ("", [])


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
            "unentschieden": gesehen == str(aktuelle),
            "veraltet": gesehen not in (None, str(aktuelle)),
        },
        status=status,
    )


class Beschriftung:
    """The words for a key and a value: those of the form they come from."""

    def __init__(self, formular, *fassungen):
        self.formular = formular
        self.felder = {}
        # A row keeps the number it has in the newest version that knows it.
        self.nummern = {}
        for fassung in fassungen:
            for zeilen in fassung["zeilen"].values():
                self.nummern |= {pk: nummer for nummer, pk in enumerate(zeilen, 1)}

    def _feld(self, art, name):
        # A page asks hundreds of times for the same few fields.
        if art not in self.felder:
            form = self.formular.kopf if art == "kopf" else self.formular.formsets[art].empty_form
            self.felder[art] = form.fields
        return self.felder[art][name]

    def ort(self, schluessel):
        art, pk, feld = schluessel
        if art == "kopf":
            return self._feldname(art, feld)
        zeile = f"{EINZAHL[art]} {self.nummern.get(pk, '')}".strip()
        return zeile if feld == ZEILE else f"{zeile}, {self._feldname(art, feld)}"

    def wert(self, schluessel, wert):
        art, pk, feld = schluessel
        if feld == ZEILE:
            return self._zeile(art, pk, wert)
        if isinstance(wert, bool):
            return "ja" if wert else "nein"
        if is_leer(wert):
            return "leer"
        if choices := dict(getattr(self._feld(art, feld), "choices", ())):
            werte = wert if isinstance(wert, list) else [wert]
            return ", ".join(str(choices.get(einer, "nicht mehr vorhanden")) for einer in werte)
        return str(wert)

    def _zeile(self, art, pk, felder):
        if felder is None:
            return "entfernt"
        return "\n".join(
            f"{self._feldname(art, feld)}: {self.wert((art, pk, feld), wert)}".replace(
                "?: ", "? ", 1
            )
            for feld, wert in felder.items()
            if not is_leer(wert)
        )

    def _feldname(self, art, feld):
        perspektive = next(
            (
                f"Sicht {perspektive.label}, "
                for perspektive in Perspektive
                if feld.startswith(f"sicht_{perspektive}_")
            ),
            "",
        )
        return f"{perspektive}{self._feld(art, feld).label}"
