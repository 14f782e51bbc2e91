"""
What changed between two versions, field by field and row by row (no database).

Between two texts kinderschutz.unterschied tells it, word by word.
"""

from dataclasses import dataclass, field

GEAENDERT, HINZUGEFUEGT, ENTFERNT = "geaendert", "hinzugefuegt", "entfernt"


def is_leer(wert):
    """Say whether nothing is said here. 0 says something: it is the beginning of the case."""
    return wert is None or wert is False or wert in ("", [], {})


@dataclass(frozen=True)
class Zeilenunterschied:
    """A row that changed, came or went. `felder` = {feld: (alt, neu)}, only what is different."""

    art: str
    pk: str
    was: str
    felder: dict


@dataclass
class Fassungsunterschied:
    """`kopf` = {feld: (alt, neu)}; `umgestellt`: the kinds of rows that only changed places."""

    kopf: dict = field(default_factory=dict)
    zeilen: list = field(default_factory=list)
    umgestellt: list = field(default_factory=list)
    unveraendert: int = 0

    def __bool__(self):
        return bool(self.kopf or self.zeilen or self.umgestellt)


def unterscheide(alt, neu):
    """Return what is different in two contents as models/inhalt.py keeps them."""
    unterschied = Fassungsunterschied()
    unterschied.kopf = _felder(unterschied, alt["kopf"], neu["kopf"])
    for art in dict.fromkeys([*neu["zeilen"], *alt["zeilen"]]):
        alte, neue = alt["zeilen"].get(art, {}), neu["zeilen"].get(art, {})
        for pk in _in_order(alte, neue):
            felder = _felder(unterschied, alte.get(pk, {}), neue.get(pk, {}))
            was = GEAENDERT
            if pk not in alte or pk not in neue:
                was = HINZUGEFUEGT if pk in neue else ENTFERNT
            if felder or was != GEAENDERT:
                unterschied.zeilen.append(Zeilenunterschied(art, pk, was, felder))
        if [pk for pk in alte if pk in neue] != [pk for pk in neue if pk in alte]:
            unterschied.umgestellt.append(art)
    return unterschied


def _felder(unterschied, alt, neu):
    felder = {}
    for name in dict.fromkeys([*neu, *alt]):
        alter, neuer = alt.get(name), neu.get(name)
        if alter == neuer or (is_leer(alter) and is_leer(neuer)):
            unterschied.unveraendert += not is_leer(neuer)
        else:
            felder[name] = alter, neuer
    return felder


def _in_order(alte, neue):
    """Return all rows in their new order; what went stands where it stood."""
    reihe = list(neue)
    davor = None
    for pk in alte:
        if pk not in neue:
            reihe.insert(0 if davor is None else reihe.index(davor) + 1, pk)
        davor = pk
    return reihe
