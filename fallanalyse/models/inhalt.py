"""
The content of a step as plain data: what a form edits, a revision keeps, a conflict compares.

    {"kopf": {feld: wert}, "zeilen": {art: {id: {feld: wert}}}}

Values are what JSON knows. A row keeps its id for life; a row that is missing was removed.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from fallanalyse.enums import Perspektive, Schritt
from fallanalyse.models.deutung import (
    Befund,
    Beleg,
    Einflussfaktor,
    Empfehlungsvorschlag,
    Schluesselsituation,
    Sicht,
)
from fallanalyse.models.gespraech import ANWESENDE, Rueckkopplung, Sitzung, Sitzungsfrage
from fallanalyse.models.verlauf import Ereignis, Gesetzesschritt, Personenrolle, Quelle
from kinderschutz.row_protection import ProtectedModel

SICHT_FELDER = ("damals", "heute", "einvernehmen", "dissens")


@dataclass(frozen=True)
class Zeilenart:
    """One kind of row of a step: its name in forms and revisions, its model, its fields."""

    name: str
    modell: type[ProtectedModel]
    felder: tuple[str, ...]


@dataclass(frozen=True)
class Aufbau:
    kopf: tuple[str, ...] = ()
    zeilen: tuple[Zeilenart, ...] = ()


AUFBAU = {
    Schritt.ANLASS: Aufbau(
        kopf=(
            "leitfrage",
            "anlass",
            "anlass_text",
            "auftrag",
            "fallstatus",
            "oeffentlich_bekannt",
            "anhaengige_verfahren",
            "verfahren_text",
        )
    ),
    Schritt.BETEILIGTE: Aufbau(
        zeilen=(Zeilenart("personen", Personenrolle, ("kuerzel", "altersband", "beziehung")),)
    ),
    Schritt.QUELLEN: Aufbau(
        zeilen=(
            Zeilenart(
                "quellen", Quelle, ("bezeichnung", "art", "institution", "umfang", "luecken")
            ),
        )
    ),
    Schritt.ZEITSTRAHL: Aufbau(
        kopf=("fallende",),
        zeilen=(
            Zeilenart(
                "ereignisse",
                Ereignis,
                (
                    "ebene",
                    "zeitwert",
                    "genauigkeit",
                    "zeitwert_bis",
                    "titel",
                    "art",
                    "beschreibung",
                    "strittig",
                    "beteiligte",
                    "bekannt",
                    "bekannt_wem",
                    "quellen",
                ),
            ),
        ),
    ),
    Schritt.GESETZ: Aufbau(
        zeilen=(
            Zeilenart(
                "gesetz",
                Gesetzesschritt,
                ("pflicht", "geschehen", "zeitwert", "genauigkeit", "text"),
            ),
        )
    ),
    Schritt.SCHLUESSELSITUATIONEN: Aufbau(
        zeilen=(
            Zeilenart(
                "situationen",
                Schluesselsituation,
                (
                    "titel",
                    "von",
                    "bis",
                    "beschreibung",
                    "bedeutung",
                    "hypothesen",
                    "spricht_dafuer",
                    "spricht_dagegen",
                    "praxis",
                    "strittig",
                ),
            ),
        )
    ),
    Schritt.EINFLUSSFAKTOREN: Aufbau(
        zeilen=(
            Zeilenart(
                "faktoren",
                Einflussfaktor,
                ("ebene", "richtung", "text", "gewicht", "schluesselsituation"),
            ),
        )
    ),
    Schritt.BEFUNDE: Aufbau(
        zeilen=(
            Zeilenart(
                "befunde",
                Befund,
                (
                    "titel",
                    "text",
                    "art",
                    "bewaehrt",
                    "typologie",
                    "verbreitung",
                    "praxiselement",
                    "praxis_vorschlag",
                    "risikomuster",
                ),
            ),
        )
    ),
    Schritt.EMPFEHLUNGEN: Aufbau(
        zeilen=(
            Zeilenart("vorschlaege", Empfehlungsvorschlag, ("text", "art", "adressat", "befund")),
        )
    ),
    Schritt.RUECKKOPPLUNG: Aufbau(
        kopf=("keine_rueckkopplung",),
        zeilen=(
            Zeilenart(
                "rueckkopplungen",
                Rueckkopplung,
                ("perspektive", "wer", "korrektur", "einvernehmen", "dissens"),
            ),
        ),
    ),
    # First the meetings: a question can point to one that is saved with it.
    Schritt.SITZUNGEN: Aufbau(
        zeilen=(
            Zeilenart("sitzungen", Sitzung, ("datum", *ANWESENDE, "protokoll")),
            Zeilenart(
                "fragen", Sitzungsfrage, ("frage", "stand", "beschluss", "minderheit", "sitzung")
            ),
        )
    ),
}


def sicht_feld(perspektive, feld):
    """Return the name under which the row of a Schlüsselsituation carries a Sicht."""
    return f"sicht_{perspektive}_{feld}"


def lies(analyse, schritt):
    """Return the saved content of this step."""
    aufbau = AUFBAU[schritt]
    return {
        "kopf": {feld: _plain(analyse, feld) for feld in aufbau.kopf},
        "zeilen": {art.name: _lies_zeilen(analyse, art) for art in aufbau.zeilen},
    }


def keys_of(analyse, schritt):
    """Return the ids of the saved rows of this step, by the name of their kind."""
    return {art.name: _keys(art.modell, analyse=analyse) for art in AUFBAU[schritt].zeilen}


def schreibe(analyse, schritt, inhalt):
    """Make the rows of this step say what `inhalt` says. The caller holds the lock."""
    aufbau = AUFBAU[schritt]
    inhalt = ergaenze(analyse, schritt, inhalt)
    for feld in aufbau.kopf:
        setattr(analyse, feld, inhalt["kopf"][feld])
    for art in aufbau.zeilen:
        _schreibe_zeilen(analyse, art, inhalt["zeilen"][art.name])


def ergaenze(analyse, schritt, inhalt):
    """Return this content with every field the step has today: an old revision knows fewer."""
    aufbau = AUFBAU[schritt]
    leer = type(analyse)()
    zeilen = {}
    for art in aufbau.zeilen:
        leere_zeile = _leere_zeile(art)
        zeilen[art.name] = {
            pk: leere_zeile | felder for pk, felder in inhalt["zeilen"].get(art.name, {}).items()
        }
    kopf = {feld: _plain(leer, feld) for feld in aufbau.kopf}
    return {"kopf": kopf | inhalt["kopf"], "zeilen": zeilen}


def _leere_zeile(art):
    leer = art.modell()
    zeile = {feld: _plain(leer, feld) for feld in art.felder}
    if art.modell is Schluesselsituation:
        zeile |= dict.fromkeys(_sicht_namen(), "")
    if art.modell is Befund:
        zeile["belege"] = []
    return zeile


def _lies_zeilen(analyse, art):
    rows = art.modell.objects.filter(analyse=analyse)
    order = ("lage", "reihenfolge") if art.modell is Ereignis else ("reihenfolge",)
    zeilen = {
        str(row.pk): {feld: _plain(row, feld) for feld in art.felder}
        for row in rows.order_by(*order)
    }
    if art.modell is Schluesselsituation:
        for sicht in Sicht.objects.filter(analyse=analyse):
            for feld in SICHT_FELDER:
                name = sicht_feld(sicht.perspektive, feld)
                zeilen[str(sicht.schluesselsituation_id)][name] = getattr(sicht, feld)
        for zeile in zeilen.values():
            for name in _sicht_namen():
                zeile.setdefault(name, "")
    if art.modell is Befund:
        for zeile in zeilen.values():
            zeile["belege"] = []
        for beleg in Beleg.objects.filter(analyse=analyse).order_by("reihenfolge"):
            zeilen[str(beleg.befund_id)]["belege"] += _verweise_of([beleg])
    return zeilen


def _schreibe_zeilen(analyse, art, zeilen):
    vorhanden = {str(row.pk): row for row in art.modell.objects.filter(analyse=analyse)}
    weg = [pk for pk in vorhanden if pk not in zeilen]
    art.modell.objects.filter(analyse=analyse, pk__in=weg).delete()
    for reihenfolge, (pk, werte) in enumerate(zeilen.items()):
        row = vorhanden.get(pk) or art.modell(pk=uuid.UUID(pk), analyse=analyse)
        row.analyse = analyse
        geaendert = _setze(row, {feld: werte[feld] for feld in art.felder}, reihenfolge)
        if pk not in vorhanden:
            row.save(force_insert=True)
        elif geaendert:
            row.save(update_fields=geaendert)
        if art.modell is Schluesselsituation:
            _schreibe_sichten(row, werte)
        if art.modell is Befund:
            _schreibe_belege(row, werte["belege"])


def _setze(row, werte, reihenfolge):
    """Set these values; return the fields that changed: without any, the history gets no line."""
    geaendert = [feld for feld, wert in werte.items() if _plain(row, feld) != wert]
    for feld in geaendert:
        _setze_feld(row, row._meta.get_field(feld), werte[feld])
    if row.reihenfolge != reihenfolge:
        row.reihenfolge = reihenfolge
        geaendert.append("reihenfolge")
    return geaendert


def _setze_feld(row, feld, wert):
    if not feld.is_relation:
        setattr(row, feld.name, feld.to_python(wert))
    elif issubclass(feld.related_model, ProtectedModel):
        # What it pointed to may be gone by now: in a restored revision, or removed with this form.
        keys = _keys(feld.related_model, analyse=row.analyse, pk=wert) if wert else None
        setattr(row, feld.attname, wert if keys else None)
    else:
        setattr(row, feld.attname, wert or None)


def _schreibe_sichten(situation, werte):
    vorhanden = {sicht.perspektive: sicht for sicht in situation.sichten.all()}
    for reihenfolge, perspektive in enumerate(Perspektive.values):
        gesagt = {feld: werte.get(sicht_feld(perspektive, feld), "") for feld in SICHT_FELDER}
        sicht = vorhanden.get(perspektive)
        if not any(gesagt.values()):
            if sicht:
                sicht.delete()
            continue
        sicht = sicht or Sicht(schluesselsituation=situation, perspektive=perspektive)
        sicht.analyse = situation.analyse
        geaendert = _setze(sicht, gesagt, reihenfolge)
        if perspektive not in vorhanden:
            sicht.save(force_insert=True)
        elif geaendert:
            sicht.save(update_fields=geaendert)


def _schreibe_belege(befund, belege):
    if _verweise_of(befund.belege.order_by("reihenfolge")) == belege:
        return
    bekannt = {
        f"{modell._meta.model_name}_id": _keys(modell, analyse=befund.analyse, pk__in=belege)
        for modell in (Schluesselsituation, Einflussfaktor, Quelle)
    }
    befund.belege.all().delete()
    for reihenfolge, pk in enumerate(belege):
        verweis = next((feld for feld, keys in bekannt.items() if pk in keys), None)
        if verweis:
            beleg = Beleg(analyse=befund.analyse, befund=befund, reihenfolge=reihenfolge)
            setattr(beleg, verweis, pk)
            beleg.save()


def _keys(modell, **welche):
    return {str(pk) for pk in modell.objects.filter(**welche).values_list("pk", flat=True)}


def _verweise_of(belege):
    return [
        str(beleg.schluesselsituation_id or beleg.einflussfaktor_id or beleg.quelle_id)
        for beleg in belege
    ]


def _sicht_namen():
    return [
        sicht_feld(perspektive, feld) for perspektive in Perspektive.values for feld in SICHT_FELDER
    ]


def _plain(row, feld):
    if row._meta.get_field(feld).is_relation:
        pk = getattr(row, f"{feld}_id")
        return str(pk) if pk else ""
    wert = getattr(row, feld)
    if isinstance(wert, list):
        return [str(einer) for einer in wert]
    return wert.isoformat() if isinstance(wert, date) else wert
