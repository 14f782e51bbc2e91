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
        belege = _lies_belege(analyse)
        for pk, zeile in zeilen.items():
            zeile["belege"] = belege.get(pk, [])
    return zeilen


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
    neue, geaenderte = [], []
    for reihenfolge, (pk, werte) in enumerate(zeilen.items()):
        row = vorhanden.get(pk) or art.modell(pk=uuid.UUID(pk))
        row.analyse = analyse
        geaendert = _setze(row, {feld: werte[feld] for feld in art.felder}, reihenfolge)
        if pk not in vorhanden:
            neue.append(row)
        elif geaendert:
            geaenderte.append(row)
    art.modell.speichere_alle(neue, geaenderte)
    if art.modell is Schluesselsituation:
        _schreibe_sichten(analyse, zeilen)
    if art.modell is Befund:
        _schreibe_belege(analyse, zeilen)


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
    vorhanden = {
        (str(sicht.schluesselsituation_id), sicht.perspektive): sicht
        for sicht in Sicht.objects.filter(analyse=analyse)
    }
    neue, geaenderte, leere = [], [], []
    for situation, werte in zeilen.items():
        for reihenfolge, perspektive in enumerate(Perspektive.values):
            gesagt = {feld: werte.get(sicht_feld(perspektive, feld), "") for feld in SICHT_FELDER}
            schon = vorhanden.get((situation, perspektive))
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
    Sicht.objects.filter(analyse=analyse, pk__in=leere).delete()
    Sicht.speichere_alle(neue, geaenderte)


def _schreibe_belege(analyse, zeilen):
    vorhanden = _lies_belege(analyse)
    anders = {
        pk: werte["belege"]
        for pk, werte in zeilen.items()
        if werte["belege"] != vorhanden.get(pk, [])
    }
    if not anders:
        return
    genannt = {verweis for belege in anders.values() for verweis in belege}
    bekannt = {
        f"{modell._meta.model_name}_id": _keys(modell, analyse=analyse, pk__in=genannt)
        for modell in (Schluesselsituation, Einflussfaktor, Quelle)
    }
    Beleg.objects.filter(analyse=analyse, befund__in=anders).delete()
    Beleg.speichere_alle(
        [
            Beleg(analyse=analyse, befund_id=befund, reihenfolge=reihenfolge, **{feld: verweis})
            for befund, belege in anders.items()
            for reihenfolge, verweis in enumerate(belege)
            for feld, keys in bekannt.items()
            if verweis in keys
        ],
        geaenderte=[],
    )


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
