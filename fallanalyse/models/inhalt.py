"""
The content of a step as plain data: what a form edits, a revision keeps, a conflict compares.

    {"kopf": {feld: wert}, "zeilen": {art: {id: {feld: wert}}}}

Values are what JSON knows. A row keeps its id for life; a row that is missing was removed.
"""

import uuid
from dataclasses import dataclass

from fallanalyse.enums import Perspektive, Schritt
from fallanalyse.models.teile import (
    Befund,
    Beleg,
    Einflussfaktor,
    Empfehlungsvorschlag,
    Ereignis,
    Personenrolle,
    Schluesselsituation,
    Sicht,
)
from kinderschutz.row_protection import ProtectedModel

SICHT_FELDER = ("damals", "heute", "einvernehmen")


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
        kopf=("leitfrage", "anlass", "anlass_text", "fallstatus", "anhaengige_verfahren")
    ),
    Schritt.BETEILIGTE: Aufbau(
        zeilen=(Zeilenart("personen", Personenrolle, ("kuerzel", "altersband", "beziehung")),)
    ),
    Schritt.ZEITSTRAHL: Aufbau(
        zeilen=(
            Zeilenart(
                "ereignisse",
                Ereignis,
                ("ebene", "zeitwert", "genauigkeit", "titel", "art", "beschreibung"),
            ),
        )
    ),
    Schritt.SCHLUESSELSITUATIONEN: Aufbau(
        zeilen=(
            Zeilenart(
                "situationen",
                Schluesselsituation,
                ("titel", "von", "bis", "beschreibung", "bedeutung", "hypothesen", "praxis"),
            ),
        )
    ),
    Schritt.EINFLUSSFAKTOREN: Aufbau(
        zeilen=(
            Zeilenart(
                "faktoren", Einflussfaktor, ("ebene", "richtung", "text", "schluesselsituation")
            ),
        )
    ),
    Schritt.BEFUNDE: Aufbau(
        zeilen=(Zeilenart("befunde", Befund, ("titel", "text", "art", "bewaehrt")),)
    ),
    Schritt.EMPFEHLUNGEN: Aufbau(
        zeilen=(
            Zeilenart("vorschlaege", Empfehlungsvorschlag, ("text", "art", "adressat", "befund")),
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


def schreibe(analyse, schritt, inhalt):
    """Make the rows of this step say what `inhalt` says. The caller holds the lock."""
    aufbau = AUFBAU[schritt]
    for feld in aufbau.kopf:
        setattr(analyse, feld, inhalt["kopf"][feld])
    for art in aufbau.zeilen:
        _schreibe_zeilen(analyse, art, inhalt["zeilen"][art.name])


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
        eigene = {feld: werte[feld] for feld in art.felder}
        if _setze(row, eigene, reihenfolge) or pk not in vorhanden:
            row.save(force_insert=pk not in vorhanden)
        if art.modell is Schluesselsituation:
            _schreibe_sichten(row, werte)
        if art.modell is Befund:
            _schreibe_belege(row, werte["belege"])


def _setze(row, werte, reihenfolge):
    """Set these values; say whether anything changed: what did not needs no line in the history."""
    geaendert = row.reihenfolge != reihenfolge
    row.reihenfolge = reihenfolge
    for feld, wert in werte.items():
        if _plain(row, feld) != wert:
            geaendert = True
            attname = row._meta.get_field(feld).attname
            setattr(row, attname, wert or None if attname != feld else wert)
    return geaendert


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
        if _setze(sicht, gesagt, reihenfolge) or perspektive not in vorhanden:
            sicht.save()


def _schreibe_belege(befund, belege):
    if _verweise_of(befund.belege.order_by("reihenfolge")) == belege:
        return
    situationen = {
        str(pk)
        for pk in Schluesselsituation.objects.filter(
            analyse=befund.analyse, pk__in=belege
        ).values_list("pk", flat=True)
    }
    befund.belege.all().delete()
    for reihenfolge, pk in enumerate(belege):
        verweis = "schluesselsituation_id" if pk in situationen else "einflussfaktor_id"
        Beleg(
            analyse=befund.analyse, befund=befund, reihenfolge=reihenfolge, **{verweis: pk}
        ).save()


def _verweise_of(belege):
    return [str(beleg.schluesselsituation_id or beleg.einflussfaktor_id) for beleg in belege]


def _sicht_namen():
    return [
        sicht_feld(perspektive, feld) for perspektive in Perspektive.values for feld in SICHT_FELDER
    ]


def _plain(row, feld):
    verweis = row._meta.get_field(feld).is_relation
    if not verweis:
        return getattr(row, feld)
    pk = getattr(row, f"{feld}_id")
    return str(pk) if pk else ""
