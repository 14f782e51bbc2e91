"""
An earlier version of a step becomes the newest. It is written once more, over nothing.

Meanwhile other steps went on: what the version points to may be gone by now.
"""

from django.contrib.postgres.fields import ArrayField

from fallanalyse.enums import Schritt
from fallanalyse.models import inhalt as inhalte
from fallanalyse.models.deutung import Befund
from fallanalyse.models.teile import Teil
from kinderschutz.row_protection import ProtectedModel


def stelle_wieder_her(revision, *, version, durch):
    """
    Save what this revision says as a new version.

    :raises VersionVeraltet: if somebody saved this step since `version`
    :raises UebergangNichtMoeglich: if the analysis is no longer with its team
    """
    inhalt, _verloren = heutiger_inhalt(revision)
    revision.analyse.speichere_schritt(revision.schritt, inhalt, version=version, durch=durch)


def heutiger_inhalt(revision):
    """Return (what the revision can say today, how many of its references lead nowhere now)."""
    inhalt = revision.inhalt
    # Its own rows come back together with it.
    eigene = {pk for zeilen in inhalt["zeilen"].values() for pk in zeilen}
    verloren = 0
    for art in inhalte.AUFBAU[Schritt(revision.schritt)].zeilen:
        zeilen = inhalt["zeilen"][art.name].values()
        for feld, modell in _verweise(art):
            genannt = {pk for zeile in zeilen for pk in _keys(zeile[feld])}
            fehlen = genannt - eigene - _vorhandene(revision.analyse, modell, genannt)
            for zeile in zeilen if fehlen else ():
                verloren += len(fehlen.intersection(_keys(zeile[feld])))
                bleiben = [pk for pk in _keys(zeile[feld]) if pk not in fehlen]
                zeile[feld] = bleiben if isinstance(zeile[feld], list) else "".join(bleiben)
    return inhalt, verloren


def verweisende_schritte(analyse, schritt, keys):
    """Return the other steps in which something points to one of these rows."""
    keys = set(keys)
    return [
        anderer
        for anderer in Schritt
        if anderer != schritt and keys and _nennt(inhalte.lies(analyse, anderer), keys)
    ]


def _nennt(inhalt, keys):
    return any(
        keys.intersection(_keys(wert))
        for zeilen in inhalt["zeilen"].values()
        for zeile in zeilen.values()
        for wert in zeile.values()
        if isinstance(wert, str | list)
    )


def _keys(wert):
    return wert if isinstance(wert, list) else [wert] if wert else []


def _verweise(art):
    """Yield (field, what it points to) of this kind of row; a list can name several kinds."""
    for name in art.felder:
        feld = art.modell._meta.get_field(name)
        if feld.is_relation:
            yield name, feld.related_model
        elif isinstance(feld, ArrayField):
            yield name, Teil
    if art.modell is Befund:
        yield "belege", Teil


def _vorhandene(analyse, modell, keys):
    if not keys:
        return set()
    if modell is Teil:
        return set().union(*(_vorhandene(analyse, kind, keys) for kind in Teil.__subclasses__()))
    rows = modell.objects.filter(pk__in=keys)
    if issubclass(modell, ProtectedModel):
        rows = rows.filter(analyse=analyse)
    return {str(pk) for pk in rows.values_list("pk", flat=True)}
