"""Case-related counts as Land and public see them: one protected table per Kennzahl and Land."""

from collections import defaultdict

from django.conf import settings

from kommunen.kleine_zellen import GEHEIM, offen, schuetze, summe_der


class Verschlossen:
    """Case-related counts of a Projekt, asked from outside of it."""

    def spalte(self, zeilen, jahr, auspraegung):
        return [GEHEIM] * len(zeilen), GEHEIM


class Laendertabellen:
    """One Kennzahl at a Stichtag: per Land the protected table Jugendämter × (year, value)."""

    def __init__(self, jugendaemter, werte):
        self.jugendaemter = jugendaemter
        summen = defaultdict(int)
        for wert in werte:
            summen[wert.jugendamt, wert.jahr, wert.auspraegung] += wert.anzahl
        self.berichtet = {wert.jugendamt for wert in werte}
        self.spalten = sorted({(wert.jahr, wert.auspraegung) for wert in werte})
        self.laender = {}
        je_land = defaultdict(list)
        for jugendamt in jugendaemter:
            je_land[jugendamt.bundesland_id].append(jugendamt.pk)
        for land, keys in je_land.items():
            tabelle = tuple(
                tuple(
                    summen.get((key, *spalte), 0) if key in self.berichtet else None
                    for spalte in self.spalten
                )
                for key in keys
            )
            self.laender[land] = keys, schuetze(tabelle, schwelle=settings.SMALL_CELL_THRESHOLD)

    def spalte(self, zeilen, jahr, auspraegung):
        """Return (cells, total), put together from nothing but published cells."""
        gewaehlt = [
            index
            for index, spalte in enumerate(self.spalten)
            if jahr in (None, spalte[0]) and auspraegung in (None, spalte[1])
        ]
        if not gewaehlt:
            # Nobody counted anything in this year: 0 for whoever reports at all.
            zellen = [offen(0 if row.pk in self.berichtet else None) for row in zeilen]
            return zellen, summe_der(zellen)
        is_ganz = len(gewaehlt) == len(self.spalten)
        je_jugendamt, je_land = {}, []
        for keys, tabelle in self.laender.values():
            for row, key in enumerate(keys):
                je_jugendamt[key] = self._summe(
                    is_ganz and tabelle.zeilensummen[row], gewaehlt, tabelle.zellen[row]
                )
            je_land.append(self._summe(is_ganz and tabelle.summe, gewaehlt, tabelle.spaltensummen))
        zellen = [je_jugendamt[jugendamt.pk] for jugendamt in zeilen]
        if len(zeilen) == len(self.jugendaemter):
            return zellen, summe_der(je_land)
        return zellen, summe_der(zellen)

    def _summe(self, ganze, gewaehlt, zellen):
        if ganze:
            return ganze
        return summe_der(zellen[index] for index in gewaehlt)
