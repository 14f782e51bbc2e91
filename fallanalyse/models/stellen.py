"""
The passages of an analysis: every free text in it, by the key that forms and revisions use.

    (art, id of the row, field); art "kopf" has the id ""
"""

from dataclasses import dataclass

from fallanalyse.enums import Perspektive, Schritt
from fallanalyse.models.deutung import Schluesselsituation, Sicht
from fallanalyse.models.inhalt import AUFBAU, SICHT_FELDER, lies, sicht_feld
from fallanalyse.models.verlauf import Gesetzesschritt
from fallanalyse.models.vorhang import passagen

# Where the names of attachments are kept: no step, but something somebody wrote.
ANHAENGE = "anhaenge"


@dataclass(frozen=True)
class Stelle:
    """One passage: where it is, what the place is called, the id of its field in the form."""

    schritt: str
    schluessel: tuple
    text: str
    ort: str
    feld: str
    anker: str

    @property
    def name(self):
        return "/".join(self.schluessel)


def _sicht_texte():
    frei = set(passagen(Sicht))
    return {
        sicht_feld(perspektive, feld): (perspektive, feld)
        for perspektive in Perspektive
        for feld in SICHT_FELDER
        if feld in frei
    }


SICHT_TEXTE = _sicht_texte()


def textfelder(art):
    """Return the fields of this kind of row that hold free text."""
    frei = set(passagen(art.modell))
    felder = [feld for feld in art.felder if feld in frei]
    return felder + list(SICHT_TEXTE) if art.modell is Schluesselsituation else felder


def kopffelder(analyse_modell, schritt):
    frei = set(passagen(analyse_modell))
    return [feld for feld in AUFBAU[schritt].kopf if feld in frei]


def mit_texten(modell, schritt, inhalt, aendere):
    """Return this content with every free text t as aendere(key, t); `modell` is Fallanalyse."""
    kopf = dict(inhalt["kopf"])
    for feld in kopffelder(modell, schritt):
        if kopf.get(feld):
            kopf[feld] = aendere(("kopf", "", feld), kopf[feld])
    zeilen = dict(inhalt["zeilen"])
    for art in AUFBAU[schritt].zeilen:
        felder = textfelder(art)
        zeilen[art.name] = {
            pk: zeile
            | {
                feld: aendere((art.name, pk, feld), zeile[feld])
                for feld in felder
                if zeile.get(feld)
            }
            for pk, zeile in zeilen.get(art.name, {}).items()
        }
    return {"kopf": kopf, "zeilen": zeilen}


def texte_of(modell, schritt, inhalt):
    """Return {key: text} of every free text of this step that says anything."""
    texte = {}

    def merke(schluessel, text):
        texte[schluessel] = text
        return text

    mit_texten(modell, schritt, inhalt, merke)
    return texte


def stellen_of(analyse):
    """Return all passages in the order of the steps; what another method asked for as well."""
    stellen = []
    for schritt in Schritt:
        stellen += stellen_in(analyse, schritt, lies(analyse, schritt))
    for anhang in analyse.anhang_set.order_by("reihenfolge"):
        schluessel = (ANHAENGE, str(anhang.pk), "bezeichnung")
        label = anhang._meta.get_field("bezeichnung").verbose_name
        stellen.append(Stelle(ANHAENGE, schluessel, anhang.bezeichnung, str(anhang), label, ""))
    return stellen


def stellen_in(analyse, schritt, inhalt):
    """Return the passages of one step with this content."""
    nummern = {
        (art.name, pk): nummer
        for art in AUFBAU[schritt].zeilen
        for nummer, pk in enumerate(inhalt["zeilen"].get(art.name, {}))
    }
    arten = {art.name: art for art in AUFBAU[schritt].zeilen}
    stellen = []
    for schluessel, text in texte_of(type(analyse), schritt, inhalt).items():
        name = _benenne(analyse, schritt, schluessel, arten, nummern, inhalt)
        stellen.append(Stelle(schritt, schluessel, text, *name))
    return stellen


def _benenne(analyse, schritt, schluessel, arten, nummern, inhalt):
    """Return (place, label of the field, id of the field in the form)."""
    art, pk, feld = schluessel
    if art == "kopf":
        label = analyse._meta.get_field(feld).verbose_name
        return Schritt(schritt).label, str(label), f"id_{feld}"
    modell, nummer = arten[art].modell, nummern[art, pk]
    if feld in SICHT_TEXTE:
        perspektive, name = SICHT_TEXTE[feld]
        label = f"Sicht {perspektive.label}: {Sicht._meta.get_field(name).verbose_name}"
    else:
        label = modell._meta.get_field(feld).verbose_name
    ort = f"{_einzahl(modell)} {nummer + 1}"
    if modell is Gesetzesschritt:
        # All of them stand in the form, in the order of the law.
        pflicht = modell._meta.get_field("pflicht").choices
        nummer = [wert for wert, _text in pflicht].index(inhalt["zeilen"][art][pk]["pflicht"])
        ort = pflicht[nummer][1]
    return ort, str(label), f"id_{art}-{nummer}-{feld}"


def _einzahl(modell):
    # »Person als Rolle 1« is no way to speak.
    return modell._meta.verbose_name.split()[0]
