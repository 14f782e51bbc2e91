"""
The content of a step as plain data: what a form edits, a revision keeps, a conflict compares.

    {"kopf": {feld: wert}, "zeilen": {art: {id: {feld: wert}}}}

Values are what JSON knows. A row keeps its id for life; a row that is missing was removed.
"""

import math
import uuid
from datetime import date

from fallanalyse.enums import Perspektive
from fallanalyse.models.aufbau import AUFBAU, SICHT_FELDER, sicht_feld
from fallanalyse.models.deutung import (
    Befund,
    Beleg,
    Einflussfaktor,
    Schluesselsituation,
    Sicht,
)
from fallanalyse.models.verlauf import Ereignis, Quelle
from kinderschutz.row_protection import ProtectedModel


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
    """
    Make the rows of this step say what `inhalt` says, and return it as lies() would read it now.

    The caller holds the lock and saves the head.
    """
    aufbau = AUFBAU[schritt]
    inhalt = ergaenze(analyse, schritt, inhalt)
    for feld in aufbau.kopf:
        setattr(analyse, feld, inhalt["kopf"][feld])
    return {
        "kopf": {feld: _plain(analyse, feld) for feld in aufbau.kopf},
        "zeilen": {
            art.name: _schreibe_zeilen(analyse, art, inhalt["zeilen"][art.name])
            for art in aufbau.zeilen
        },
    }


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
    return _als_zeilen(
        art,
        art.modell.objects.filter(analyse=analyse).order_by("reihenfolge"),
        _lies_sichten(analyse) if art.modell is Schluesselsituation else {},
        _lies_belege(analyse) if art.modell is Befund else {},
    )


def _als_zeilen(art, rows, sichten, belege):
    """Return these rows, which come in their order, with what belongs to each."""
    if art.modell is Ereignis:
        rows = sorted(rows, key=lambda eines: math.inf if eines.lage is None else eines.lage)
    zeilen = {str(row.pk): {feld: _plain(row, feld) for feld in art.felder} for row in rows}
    for pk, zeile in zeilen.items():
        if art.modell is Schluesselsituation:
            for perspektive in Perspektive.values:
                sicht = sichten.get((pk, perspektive))
                for feld in SICHT_FELDER:
                    zeile[sicht_feld(perspektive, feld)] = getattr(sicht, feld, "")
        if art.modell is Befund:
            zeile["belege"] = belege.get(pk, [])
    return zeilen


def _lies_sichten(analyse):
    """Return the Sichten: {("<id>", perspektive): Sicht}."""
    return {
        (str(sicht.schluesselsituation_id), sicht.perspektive): sicht
        for sicht in Sicht.objects.filter(analyse=analyse)
    }


def _lies_belege(analyse):
    """Return what each Befund rests on: {"<id>": ["<id>", …]}."""
    belege = {}
    for beleg in Beleg.objects.filter(analyse=analyse).order_by("reihenfolge"):
        verweis = beleg.schluesselsituation_id or beleg.einflussfaktor_id or beleg.quelle_id
        belege.setdefault(str(beleg.befund_id), []).append(str(verweis))
    return belege


def _schreibe_zeilen(analyse, art, zeilen):
    vorhanden = {str(row.pk): row for row in art.modell.objects.filter(analyse=analyse)}
    weg = [pk for pk in vorhanden if pk not in zeilen]
    art.modell.objects.filter(analyse=analyse, pk__in=weg).delete()
    rows, neue, geaenderte = [], [], []
    for reihenfolge, (pk, werte) in enumerate(zeilen.items()):
        row = vorhanden.get(pk) or art.modell(pk=uuid.UUID(pk))
        row.analyse = analyse
        rows.append(row)
        geaendert = _setze(row, {feld: werte[feld] for feld in art.felder}, reihenfolge)
        if pk not in vorhanden:
            neue.append(row)
        elif geaendert:
            geaenderte.append(row)
    art.modell.speichere_alle(neue, geaenderte)
    return _als_zeilen(
        art,
        rows,
        _schreibe_sichten(analyse, zeilen) if art.modell is Schluesselsituation else {},
        _schreibe_belege(analyse, zeilen) if art.modell is Befund else {},
    )


def _setze(row, werte, reihenfolge):
    """Set these values; say whether anything changed: what did not needs no line in the history."""
    geaendert = row.reihenfolge != reihenfolge
    row.reihenfolge = reihenfolge
    for feld, wert in werte.items():
        if _plain(row, feld) != wert:
            geaendert = True
            _setze_feld(row, row._meta.get_field(feld), wert)
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


def _schreibe_sichten(analyse, zeilen):
    sichten = _lies_sichten(analyse)
    neue, geaenderte, leere = [], [], []
    for situation, werte in zeilen.items():
        for reihenfolge, perspektive in enumerate(Perspektive.values):
            gesagt = {feld: werte.get(sicht_feld(perspektive, feld), "") for feld in SICHT_FELDER}
            schon = sichten.get((situation, perspektive))
            if not any(gesagt.values()):
                leere += [schon.pk] if schon else []
                continue
            sicht = schon or Sicht(schluesselsituation_id=situation, perspektive=perspektive)
            sicht.analyse = analyse
            geaendert = _setze(sicht, gesagt, reihenfolge)
            if schon is None:
                neue.append(sicht)
            elif geaendert:
                geaenderte.append(sicht)
            sichten[situation, perspektive] = sicht
    Sicht.objects.filter(analyse=analyse, pk__in=leere).delete()
    Sicht.speichere_alle(neue, geaenderte)
    return {wo: sicht for wo, sicht in sichten.items() if sicht.pk not in leere}


def _schreibe_belege(analyse, zeilen):
    belege = _lies_belege(analyse)
    anders = {
        pk: werte["belege"] for pk, werte in zeilen.items() if werte["belege"] != belege.get(pk, [])
    }
    if anders:
        genannt = {verweis for verweise in anders.values() for verweis in verweise}
        feld_of = {
            pk: f"{modell._meta.model_name}_id"
            for modell in (Schluesselsituation, Einflussfaktor, Quelle)
            for pk in _keys(modell, analyse=analyse, pk__in=genannt)
        }
        Beleg.objects.filter(analyse=analyse, befund__in=anders).delete()
        neue = [
            Beleg(
                analyse=analyse,
                befund_id=befund,
                reihenfolge=reihenfolge,
                **{feld_of[verweis]: verweis},
            )
            for befund, verweise in anders.items()
            for reihenfolge, verweis in enumerate(verweise)
            if verweis in feld_of
        ]
        Beleg.speichere_alle(neue, geaenderte=[])
        for befund, verweise in anders.items():
            belege[befund] = [verweis for verweis in verweise if verweis in feld_of]
    return belege


def _keys(modell, **welche):
    return {str(pk) for pk in modell.objects.filter(**welche).values_list("pk", flat=True)}


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
