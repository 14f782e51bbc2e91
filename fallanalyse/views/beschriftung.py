"""The words for what a version says and for what changed in it: those of the form it came from."""

from datetime import date

from django import forms

from fallanalyse.enums import Gesetzespflicht, Perspektive
from fallanalyse.forms import EINZAHL
from fallanalyse.models.gespraech import ANWESENDE
from fallanalyse.unterschied import ENTFERNT, GEAENDERT, is_leer
from fallanalyse.zusammenfuehren import ZEILE
from kinderschutz.unterschied import (
    EINGEFUEGT,
    GESTRICHEN,
    GLEICH,
    Stueck,
    kuerze,
    stueckweise,
    wortweise,
)

# So much of its first text tells one row from another.
NAME_HOECHSTENS = 70
# What is no longer than this stands beside others, not in a line of its own.
KURZ = 40


class Beschriftung:
    """The words for a key and a value. A row is called as in the newest version that knows it."""

    def __init__(self, formular, *fassungen):
        self.formular = formular
        self.felder, self.choices = {}, {}
        self.nummern, self.namen = {}, {}
        for fassung in fassungen:
            for art, zeilen in fassung["zeilen"].items():
                for nummer, (pk, felder) in enumerate(zeilen.items(), 1):
                    self.nummern[pk] = nummer
                    self.namen[pk] = self._name(art, felder)

    # --- places ----------------------------------------------------------------------------------

    def ort(self, schluessel):
        """Return where something stands: the label of a field, with its row."""
        art, pk, feld = schluessel
        if art == "kopf":
            return self.feldname(art, feld)
        return (
            self.zeile(art, pk)
            if feld == ZEILE
            else f"{self.zeile(art, pk)}, {self.feldname(art, feld)}"
        )

    def zeile(self, art, pk):
        # What the law foresees has names of its own; the others are numbered.
        if art == "gesetz" and self.namen.get(pk):
            return self.namen[pk]
        return f"{EINZAHL.get(art, art)} {self.nummern.get(pk, '')}".strip()

    def feldname(self, art, feld):
        davor = next(
            (
                f"Sicht {perspektive.label}, "
                for perspektive in Perspektive
                if feld.startswith(f"sicht_{perspektive}_")
            ),
            "Anwesend: " if feld in ANWESENDE else "",
        )
        formfeld = self._feld(art, feld)
        return f"{davor}{formfeld.label}" if formfeld else feld

    def _name(self, art, felder):
        if art == "gesetz":
            return dict(Gesetzespflicht.choices).get(felder.get("pflicht"), "")
        text = next(
            (
                " ".join(wert.split())
                for feld, wert in felder.items()
                if wert and isinstance(wert, str) and self._is_text(art, feld)
            ),
            "",
        )
        return text if len(text) <= NAME_HOECHSTENS else f"{text[:NAME_HOECHSTENS].rstrip()}…"

    # --- values ----------------------------------------------------------------------------------

    def wert(self, schluessel, wert):
        art, pk, feld = schluessel
        if feld == ZEILE:
            return self._ganze_zeile(art, pk, wert)
        if isinstance(wert, bool):
            return "ja" if wert else "nein"
        if is_leer(wert):
            return "leer"
        if isinstance(wert, list):
            return ", ".join(self._eintraege(art, feld, wert))
        return self._eintraege(art, feld, [wert])[0]

    def _eintraege(self, art, feld, werte):
        formfeld = self._feld(art, feld)
        if (choices := self._choices(art, feld)) is not None:
            return [str(choices.get(str(einer), "nicht mehr vorhanden")) for einer in werte]
        if isinstance(formfeld, forms.DateField):
            return [f"{date.fromisoformat(einer):%d.%m.%Y}" for einer in werte]
        return [str(einer) for einer in werte]

    def _ganze_zeile(self, art, pk, felder):
        if felder is None:
            return "entfernt"
        return "\n".join(
            f"{eine['ort']}: {eine['wert']}".replace("?: ", "? ", 1)
            for eine in self.angaben(art, pk, felder)
        )

    def angaben(self, art, pk, felder):
        """Return all that is said in these fields, with what it is called."""
        return [
            self.angabe((art, pk, feld), wert)
            for feld, wert in felder.items()
            # It names the row already.
            if not is_leer(wert) and feld != "pflicht"
        ]

    def angabe(self, schluessel, wert):
        art, _pk, feld = schluessel
        ort, text = self.feldname(art, feld), self.wert(schluessel, wert)
        return {"ort": ort, "wert": text, "kurz": len(text) <= KURZ and len(ort) <= KURZ}

    def ganz(self, inhalt):
        """Return the groups of all that a version says."""
        kopf = self.angaben("kopf", "", inhalt["kopf"])
        gruppen = [{"titel": "", "angaben": kopf}] if kopf else []
        return gruppen + [
            {"titel": self.zeile(art, pk), "angaben": self.angaben(art, pk, felder)}
            for art, zeilen in inhalt["zeilen"].items()
            for pk, felder in zeilen.items()
        ]

    def gegen(self, schluessel, alt, neu):
        """Return the whole of a value in pieces: in a text they show what changed against alt."""
        art, _pk, feld = schluessel
        if feld != ZEILE and self._is_text(art, feld) and alt and neu:
            stuecke = wortweise(alt, neu)
            # Of a text written anew, everything would be struck and added: nobody could read it.
            if sum(len(text) for welche, text in stuecke if welche == GLEICH) * 3 > len(neu):
                return stuecke
        return [Stueck(GLEICH, self.wert(schluessel, neu))]

    # --- differences -----------------------------------------------------------------------------

    def unterschied(self, unterschied):
        """Return what the template _unterschied.html takes."""
        kopf = [
            self._aenderung(("kopf", "", feld), *werte) for feld, werte in unterschied.kopf.items()
        ]
        gruppen = [{"titel": "", "name": "", "was": GEAENDERT, "aenderungen": kopf}] if kopf else []
        return {
            "gruppen": gruppen + [self._zeilengruppe(zeile) for zeile in unterschied.zeilen],
            "umgestellt": [EINZAHL.get(art, art) for art in unterschied.umgestellt],
            "unveraendert": unterschied.unveraendert,
        }

    def _zeilengruppe(self, zeile):
        art, pk = zeile.art, zeile.pk
        gruppe = {"titel": self.zeile(art, pk), "name": "", "was": zeile.was}
        if zeile.was == ENTFERNT and art != "gesetz":
            # Its number belongs to another row by now.
            gruppe["titel"] = EINZAHL.get(art, art)
        if zeile.was != GEAENDERT:
            ganz = {feld: alt if is_leer(neu) else neu for feld, (alt, neu) in zeile.felder.items()}
            return gruppe | {"angaben": self.angaben(art, pk, ganz)}
        return gruppe | {
            "name": "" if art == "gesetz" else self.namen.get(pk, ""),
            "aenderungen": [
                self._aenderung((art, pk, feld), *werte) for feld, werte in zeile.felder.items()
            ],
        }

    def _aenderung(self, schluessel, alt, neu):
        """Return the place and the lines of what changed there; a line is a list of pieces."""
        art, _pk, feld = schluessel
        return {
            "ort": self.feldname(art, feld),
            "zeilen": self._stuecke(schluessel, alt, neu, is_text=self._is_text(art, feld)),
        }

    def _stuecke(self, schluessel, alt, neu, *, is_text):
        art, _pk, feld = schluessel
        if isinstance(alt or neu, list):
            alte, neue = (self._eintraege(art, feld, werte or []) for werte in (alt, neu))
            return [[stueck] for stueck in stueckweise(alte, neue)]
        if is_text:
            return [kuerze(wortweise(alt or "", neu or ""))]
        stuecke = [
            Stueck(welche, self.wert(schluessel, wert))
            for welche, wert in ((GESTRICHEN, alt), (EINGEFUEGT, neu))
            if isinstance(wert, bool) or not is_leer(wert)
        ]
        if len(stuecke) == 2:
            stuecke.insert(1, Stueck(GLEICH, " "))
        return [stuecke]

    # --- the form --------------------------------------------------------------------------------

    def _feld(self, art, name):
        """Return the field of the form; None where the form of today asks no such thing."""
        # A page asks hundreds of times for the same few fields.
        if art not in self.felder:
            form = self.formular.formsets[art].empty_form if art in self.formular.formsets else None
            if art == "kopf":
                form = self.formular.kopf
            self.felder[art] = form.fields if form else {}
        return self.felder[art].get(name)

    def _is_text(self, art, name):
        formfeld = self._feld(art, name)
        return formfeld is None or isinstance(formfeld, forms.CharField)

    def _choices(self, art, name):
        """Return the words of the choices by what is saved, None where one types freely."""
        if (art, name) not in self.choices:
            choices = getattr(self._feld(art, name), "choices", None)
            self.choices[art, name] = (
                choices if choices is None else {str(wert): text for wert, text in choices}
            )
        return self.choices[art, name]
