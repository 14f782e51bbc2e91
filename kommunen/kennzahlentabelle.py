"""
Reading Kennzahlen: the one way to figures for page, map, CSV, XLSX, PDF and JSON (design.md 7).

What comes back is what this user may be shown in this place, nothing has to be hidden afterwards:

* Leitung and Fachkraft: their own Jugendamt, the case-related counts of the Leitung live.
* Projektkoordination: the Jugendämter of her own Projekt, live or as of a Stichtag, not withheld.
* Ministerium and Landesjugendamt: their Land. Everybody else: all Länder, public Kennzahlen.
  Case-related counts only as frozen at a Stichtag and through the small-cell rule.

The rule is applied once to the whole table of a Land, Jugendämter × years; every other table is put
together from what is published there. So no choice of filters reveals by difference what one table
withholds, and there is no breakdown by Projekt outside of it.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kinderschutz.identity import rolle_of
from kommunen.enums import IM_JUGENDAMT, IM_LAND, Rollenart
from kommunen.kennzahlen import Kennzahl, Zaehlwert, kennzahl
from kommunen.kleine_zellen import KEINE_ANGABE, Zelle, offen, summe_der
from kommunen.laendertabellen import Laendertabellen, Verschlossen
from kommunen.models import Jugendamt, Kennzahlwert, Stichtag, Stichtagswert, Teilnahme
from kommunen.models.zeitraum import valid_at


@dataclass(frozen=True)
class Spalte:
    """One column: a Kennzahl, or one value of its dimension. `stand` is None for live counts."""

    kennzahl: Kennzahl
    auspraegung: str | None
    stand: date | None

    @property
    def titel(self):
        if self.auspraegung is None:
            return self.kennzahl.bezeichnung
        bezeichnung = self.kennzahl.auspraegungen.get(self.auspraegung, self.auspraegung)
        return f"{self.kennzahl.bezeichnung}: {bezeichnung}"

    @property
    def quelle(self):
        return self.kennzahl.quelle


@dataclass(frozen=True)
class Zeile:
    jugendamt: Jugendamt
    zellen: tuple


@dataclass(frozen=True)
class Tabelle:
    spalten: tuple
    zeilen: tuple
    summen: tuple

    def zelle(self, jugendamt_id, name, auspraegung=None) -> Zelle:
        """Return one cell; »keine Angabe« for what is not in the table."""
        for zeile in self.zeilen:
            if zeile.jugendamt.pk == jugendamt_id:
                return self._in(zeile.zellen, name, auspraegung)
        return KEINE_ANGABE

    def summe(self, name, auspraegung=None) -> Zelle:
        return self._in(self.summen, name, auspraegung)

    def _in(self, zellen, name, auspraegung):
        for spalte, zelle in zip(self.spalten, zellen, strict=True):
            if (spalte.kennzahl.name, spalte.auspraegung) == (name, auspraegung):
                return zelle
        return KEINE_ANGABE


def lies(
    user,
    *,
    namen,
    stichtag=None,
    jahr=None,
    projekt=None,
    bundesland=None,
    jugendaemter=None,
    gliederung=False,
    nach_aussen=False,
):
    """
    Return the Tabelle of these Kennzahlen that the user may see in the Rolle she acts in.

    `stichtag` (a day, or a Stichtag) asks for frozen counts; without it case-related ones are of
    the newest Stichtag for whoever may not see them live. `jahr`, `projekt`, `bundesland` and
    `jugendaemter` (rows or keys) narrow the table, never beyond the user's own scope. With
    `gliederung` there is a column for each value of the dimension. `nach_aussen` is for a document
    that leaves the Projekt: whoever asks, it holds what a Ministerium would be shown.
    A Kennzahl that the Rolle may not see is not in the table.

    :raises Stichtag.DoesNotExist: if nothing was frozen on that day
    :raises KeyError: if a Kennzahl is not registered
    """
    leser = _Leser(user, stichtag, jahr, projekt, bundesland, jugendaemter, nach_aussen)
    return leser.lies(namen, gliederung)


class _Leser:
    """One reading: loads what several columns share only once."""

    def __init__(self, user, stichtag, jahr, projekt, bundesland, jugendaemter, nach_aussen):
        self.rolle = None if nach_aussen else rolle_of(user)
        self.art = self.rolle.art if self.rolle else None
        self.nach_aussen = nach_aussen
        self.jahr = jahr
        self.projekt = _key(projekt)
        self.bundesland = _key(bundesland)
        if self.art in IM_LAND:
            self.bundesland = self.rolle.bundesland_id
        elif self.art in IM_JUGENDAMT:
            # One line of the table is shown, but the rule needs its whole Land.
            self.bundesland = self.rolle.jugendamt.bundesland_id
        self.is_koordination = self.art == Rollenart.PROJEKTKOORDINATION
        if self.is_koordination:
            self.projekt = self.rolle.projekt_id
        self.wahl = None if jugendaemter is None else {_key(row) for row in jugendaemter}
        self.stichtag = stichtag
        if isinstance(stichtag, date):
            self.stichtag = Stichtag.objects.get(datum=stichtag)

    def lies(self, namen, gliederung):
        kennzahlen = [eine for name in namen if self._sieht(eine := kennzahl(name))]
        self._lade(kennzahlen)
        spalten, je_spalte = [], []
        for eine in kennzahlen:
            auspraegungen = [None]
            if gliederung and eine.auspraegungen:
                auspraegungen = list(eine.auspraegungen)
            stand = self._stand(eine)
            geschuetzt = self._geschuetzt(eine) if self._is_geschuetzt(eine) else None
            for auspraegung in auspraegungen:
                spalten.append(Spalte(eine, auspraegung, stand.datum if stand else None))
                if geschuetzt:
                    je_spalte.append(geschuetzt.spalte(self.zeilen, self.jahr, auspraegung))
                else:
                    je_spalte.append(self._offene_spalte(eine, auspraegung))
        return Tabelle(
            spalten=tuple(spalten),
            zeilen=tuple(
                Zeile(jugendamt, tuple(zellen[index] for zellen, _summe in je_spalte))
                for index, jugendamt in enumerate(self.zeilen)
            ),
            summen=tuple(
                summe if spalte.kennzahl.summierbar else KEINE_ANGABE
                for spalte, (_zellen, summe) in zip(spalten, je_spalte, strict=True)
            ),
        )

    def _sieht(self, eine):
        if self.nach_aussen:
            return eine.sichtbar_fuer is None or bool(eine.sichtbar_fuer & set(IM_LAND))
        return eine.sichtbar_fuer is None or self.art in eine.sichtbar_fuer

    def _is_live(self, eine):
        """Whether the count of this minute may be shown."""
        if self.stichtag is not None:
            return False
        return not eine.is_fallbezogen or self.is_koordination or self.art == Rollenart.LEITUNG

    def _is_geschuetzt(self, eine):
        return (
            eine.is_fallbezogen
            and not self._is_live(eine)
            and not (self.is_koordination and self.stichtag is not None)
        )

    def _stand(self, eine):
        return None if self._is_live(eine) else (self.stichtag or self.neuester)

    def _lade(self, kennzahlen):
        eingefroren = [eine.name for eine in kennzahlen if not self._is_live(eine)]
        self.neuester = None
        if eingefroren and self.stichtag is None:
            self.neuester = Stichtag.objects.order_by("-datum").first()
        self.werte = defaultdict(list)
        stichtag = self.stichtag or self.neuester
        if eingefroren and stichtag:
            self._lade_stichtag(stichtag, eingefroren)
        live = [eine for eine in kennzahlen if self._is_live(eine)]
        self._lade_jugendaemter(stichtag)
        if live:
            self._lade_live(live)

    def _lade_stichtag(self, stichtag, namen):
        rows = Stichtagswert.objects.filter(stichtag=stichtag, name__in=namen)
        for name, *werte in rows.values_list(
            "name", "jugendamt", "projekt", "jahr", "auspraegung", "anzahl"
        ):
            self.werte[name].append(Zaehlwert(*werte))

    def _lade_jugendaemter(self, stichtag):
        mit_werten = {wert.jugendamt for werte in self.werte.values() for wert in werte}
        am = stichtag.datum if stichtag else None
        rows = Jugendamt.objects.filter(
            valid_at(am, "gueltig_von", "gueltig_bis") | Q(pk__in=mit_werten)
        )
        if self.art in IM_JUGENDAMT:
            self.wahl = {self.rolle.jugendamt_id}
        if self.is_koordination:
            rows = rows.filter(teilnahmen__projekt=self.projekt).distinct()
        elif self.bundesland is not None:
            rows = rows.filter(bundesland=self.bundesland)
        self.alle = list(
            rows.select_related("traeger", "bundesland").order_by("bundesland__name", "name", "pk")
        )
        self.zeilen = [row for row in self.alle if self.wahl is None or row.pk in self.wahl]

    def _lade_live(self, kennzahlen):
        keys = [jugendamt.pk for jugendamt in self.zeilen]
        self.nutzende = set(
            Teilnahme.objects.gueltig()
            .filter(jugendamt__in=keys)
            .values_list("jugendamt", flat=True)
        )
        rollup = [eine.name for eine in kennzahlen if eine.is_fallbezogen]
        if rollup:
            rows = Kennzahlwert.objects.filter(jugendamt__in=keys, name__in=rollup)
            for name, *werte in rows.values_list(
                "name", "jugendamt", "projekt", "jahr", "auspraegung", "anzahl"
            ):
                self.werte[name].append(Zaehlwert(*werte))
        for eine in kennzahlen:
            if not eine.is_fallbezogen:
                self.werte[eine.name] = list(eine.zaehlung(keys))

    def _offene_spalte(self, eine, auspraegung):
        """Return (cells, total) of a column to which no small-cell rule applies."""
        berichtet = {wert.jugendamt for wert in self.werte[eine.name]}
        if self._is_live(eine):
            berichtet |= self.nutzende
            if eine.null_ist_bekannt:
                berichtet |= {jugendamt.pk for jugendamt in self.zeilen}
        summen = dict.fromkeys(berichtet, 0)
        for wert in self.werte[eine.name]:
            if (
                self.projekt in (None, wert.projekt)
                and self.jahr in (None, wert.jahr)
                and auspraegung in (None, wert.auspraegung)
            ):
                summen[wert.jugendamt] += wert.anzahl
        zellen = [offen(summen.get(jugendamt.pk)) for jugendamt in self.zeilen]
        return zellen, summe_der(zellen)

    def _geschuetzt(self, eine):
        if self.projekt is not None:
            return Verschlossen()
        return Laendertabellen(self.alle, self.werte[eine.name])


def _key(row):
    return getattr(row, "pk", row)
