"""What the page »original | gelesen | Warnung« shows of a document."""

from dataclasses import dataclass, replace

from kinderschutz.form_rendering import error_summary
from kommunen.forms import KopfForm, StelleForm
from kommunen.importuebernahme import namensbefunde
from kommunen.profilimport.lesung import WEGGELASSEN
from kommunen.profiluebernahme import ABSCHNITTE
from kommunen.teilnehmende import teilnehmende_aus


@dataclass(frozen=True)
class Zeile:
    """One point: its lines on the page, its form, what is odd about it."""

    stelle: object
    form: StelleForm
    original: list
    hinweise: list
    umfang: str = ""
    # It stands in the same lines as the one above: participants between bars.
    wie_oben: bool = False

    @property
    def is_umbruch(self):
        return any(hinweis.art == "umbruch" for hinweis in self.hinweise)


@dataclass(frozen=True)
class Gruppe:
    titel: str
    name: str
    zeilen: list
    # None: there are points; else a sentence why there are none.
    warum_leer: str | None = None


class Ansicht:
    """Takes the forms of a POST that came back, otherwise makes fresh ones."""

    def __init__(self, dokument, kopf=None, stellen=None):
        self.lesung = dokument.gelesenes
        self.seitenzeilen = list(enumerate(dokument.text.split("\n"), start=1))
        self.kopf = kopf or KopfForm(kopf=self.lesung.kopf)
        self.stellen = stellen or [StelleForm(stelle=eine) for eine in self.lesung.stellen]
        self.zeilen = [
            self._row(form, darueber)
            for darueber, form in zip([None, *self.stellen], self.stellen, strict=False)
        ]
        self.kommune, self.modellkommune, self.partner = namensbefunde(
            self.lesung, dokument.projekt
        )

    @property
    def fehler(self):
        return error_summary(self.kopf, *self.stellen)

    @property
    def text(self):
        """Every line of the page with its number."""
        return [zeile for zeile in self.seitenzeilen if zeile[1].strip()]

    @property
    def kopfzeilen(self):
        """The lines before the first heading of a section."""
        erste = min((eine.von for eine in self.lesung.stellen if eine.abschnitt), default=None)
        ende = next(
            (
                nummer
                for nummer, text in self.seitenzeilen
                if text.strip().casefold().startswith("altersstruktur")
            ),
            erste or len(self.seitenzeilen) + 1,
        )
        return [zeile for zeile in self.text if zeile[0] < ende]

    @property
    def allgemeine_hinweise(self):
        """What concerns no single point."""
        an_stellen = {hinweis for zeile in self.zeilen for hinweis in zeile.hinweise}
        return [hinweis for hinweis in self.lesung.hinweise if hinweis not in an_stellen]

    @property
    def gruppen(self):
        gruppen = [
            Gruppe(
                abschnitt.label,
                name,
                zeilen := [zeile for zeile in self.zeilen if zeile.stelle.abschnitt == name],
                None if zeilen else self._why_empty(name),
            )
            for name, abschnitt in ABSCHNITTE.items()
        ]
        weggelassen = [zeile for zeile in self.zeilen if zeile.stelle.abschnitt == WEGGELASSEN]
        if weggelassen:
            gruppen.append(Gruppe("Nicht übernommen", "weggelassen", weggelassen))
        return gruppen

    def _why_empty(self, name):
        if name in self.lesung.abschnitte:
            return "Die Überschrift steht auf der Seite, darunter nichts."
        return "Diesen Abschnitt hat die Seite nicht."

    def _row(self, form, darueber):
        stelle = form.stelle
        wie_oben = darueber is not None and (
            (darueber.stelle.von, darueber.stelle.bis, darueber.stelle.abschnitt)
            == (stelle.von, stelle.bis, stelle.abschnitt)
        )
        umfang = None
        if stelle.abschnitt == "teilnehmende":
            umfang = teilnehmende_aus([stelle.text])[0].umfang
        return Zeile(
            stelle,
            form,
            [zeile for zeile in self.text if stelle.von <= zeile[0] <= stelle.bis],
            [
                hinweis
                for hinweis in self.lesung.hinweise
                if not wie_oben and hinweis.zeile and stelle.von <= hinweis.zeile <= stelle.bis
            ],
            umfang.label if umfang else "",
            wie_oben,
        )


def korrigierte_lesung(lesung, kopf, stellen):
    """Return the reading with what was typed."""
    return replace(
        lesung,
        kopf=kopf.kopf,
        stellen=[form.korrigiert if form.is_bound else form.stelle for form in stellen],
    )


def was_abweicht(lesung, kopf, stellen):
    """Return (label, stored value) of everything that somebody else has saved otherwise."""
    abweichend = []
    for name in kopf.fields:
        gespeichert = kopf.initial[name]
        if str(kopf[name].value() or "").split() != str(gespeichert or "").split():
            abweichend.append((kopf[name].label, str(gespeichert or "")))
    for form in stellen:
        stelle = form.stelle
        if not form.is_bound:
            abweichend.append((f"Neuer Punkt, Zeile {stelle.von}", stelle.text))
        elif form["text"].value().split() != stelle.text.split():
            abweichend.append((f"Punkt in Zeile {stelle.von}", stelle.text))
        elif form["abschnitt"].value() != stelle.abschnitt:
            titel = ABSCHNITTE[stelle.abschnitt].label if stelle.abschnitt else "Nicht übernommen"
            abweichend.append((f"Abschnitt des Punkts in Zeile {stelle.von}", titel))
    return abweichend
