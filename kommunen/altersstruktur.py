"""The age structure of a Kommune as its page shows it, or why there is none."""

from dataclasses import dataclass
from datetime import date

from kommunen import amtliche_tabellen
from kommunen.enums import (
    AMTLICHE_GRUPPEN,
    JUGENDHILFE_GRUPPEN,
    Altersgruppe,
    Gebietstyp,
    Geschlecht,
)
from kommunen.models import Bevoelkerung, Kommune, Landesbevoelkerung

UNTER_27 = JUGENDHILFE_GRUPPEN[:-1]
UNTER_18 = AMTLICHE_GRUPPEN[:5]


@dataclass(frozen=True)
class Gruppe:
    """One age group; `anteil` in percent of all inhabitants."""

    gruppe: Altersgruppe
    wert: int
    anteil: float
    geschaetzt: bool = False

    @property
    def text(self):
        return self.gruppe.label


@dataclass(frozen=True)
class Altersstruktur:
    """
    Everybody of a territory on one day, by the groups of `zahlen`: {(Geschlecht, Gruppe): persons}.

    `name` says whose it is; `geschaetzte` are the groups that nobody counted.
    """

    name: str
    stichtag: date
    quelle: str
    zahlen: dict
    geschaetzte: frozenset = frozenset()

    @property
    def insgesamt(self):
        return self.zahlen[Geschlecht.I, Altersgruppe.INSGESAMT]

    @property
    def unter_18(self):
        if genau := self.zahlen.get((Geschlecht.I, Altersgruppe.U18)):
            return genau
        return sum(self.zahlen[Geschlecht.I, gruppe] for gruppe in UNTER_18)

    @property
    def anteil_unter_18(self):
        return self._anteil(self.unter_18)

    @property
    def amtliche(self):
        """The 17 official groups, counted exactly."""
        return [self._gruppe(gruppe) for gruppe in AMTLICHE_GRUPPEN]

    @property
    def junge(self):
        """The groups of youth welfare below 27, as far as they are known."""
        return [
            self._gruppe(gruppe) for gruppe in UNTER_27 if (Geschlecht.I, gruppe) in self.zahlen
        ]

    @property
    def has_schaetzung(self):
        return any(gruppe.geschaetzt for gruppe in self.junge)

    @property
    def has_geschlechter(self):
        return all(
            (geschlecht, gruppe) in self.zahlen
            for geschlecht in (Geschlecht.M, Geschlecht.W)
            for gruppe in AMTLICHE_GRUPPEN
        )

    @property
    def jugendhilfe(self):
        """Bars of the groups of youth welfare; the figure of »unter 18« stands for itself."""
        hoechste = max((gruppe.wert for gruppe in self.junge), default=0) or 1
        return [(gruppe, f"{100 * gruppe.wert / hoechste:.2f}") for gruppe in self.junge]

    def anteil(self, gruppe, geschlecht=Geschlecht.I):
        """Return the share of the group in all inhabitants, in percent."""
        return self._anteil(self.zahlen[geschlecht, gruppe], stellen=2)

    def _gruppe(self, gruppe):
        wert = self.zahlen[Geschlecht.I, gruppe]
        return Gruppe(gruppe, wert, self._anteil(wert), gruppe in self.geschaetzte)

    def _anteil(self, wert, stellen=1):
        return round(100 * wert / self.insgesamt, stellen) if self.insgesamt else None


def altersstruktur(user, kommune, stichtag=None):
    """
    Return (Altersstruktur, "") or (None, the reason why nobody can say).

    Without a Stichtag the newest. A Kreis with a town that has its own Jugendamt counts as missing:
    its official figures include the town, and nobody publishes the rest.
    """
    if kommune.gebietstyp == Gebietstyp.GKA:
        return None, (
            "Für kreisangehörige Städte mit eigenem Jugendamt veröffentlicht die amtliche "
            f"Statistik keine Altersstruktur.{_total_of_a_town(user, kommune)}"
        )
    if staedte := _towns_with_own_jugendamt(user, kommune):
        return None, (
            f"Die amtlichen Zahlen gelten für den ganzen Kreis. {_lie(staedte)} darin mit eigenem "
            "Jugendamt; für das übrige Kreisgebiet gibt es keine amtliche Altersstruktur."
            f"{_total_without(kommune, staedte)}"
        )
    rows = list(_rows(user, kommune))
    tag = stichtag or max((row.stichtag for row in rows), default=None)
    rows = [row for row in rows if row.stichtag == tag]
    zahlen = {(Geschlecht(row.geschlecht), Altersgruppe(row.gruppe)): row for row in rows}
    noetig = {(Geschlecht.I, gruppe) for gruppe in (*AMTLICHE_GRUPPEN, Altersgruppe.INSGESAMT)}
    if not noetig <= zahlen.keys():
        return None, "Für diese Kommune liegen keine amtlichen Zahlen nach Altersgruppen vor."
    return _struktur(kommune.name, tag, zahlen), ""


def stichtage(user, kommune):
    """Return the days for which the Kommune has an age structure, newest first."""
    rows = Bevoelkerung.objects.visible_to(user).filter(
        kommune=kommune, geschlecht=Geschlecht.I, gruppe=AMTLICHE_GRUPPEN[0]
    )
    return sorted(rows.values_list("stichtag", flat=True).distinct(), reverse=True)


def altersstruktur_des_landes(user, land, stichtag):
    """Return the Altersstruktur of a Bundesland on this day, None if nobody published it."""
    rows = Landesbevoelkerung.objects.visible_to(user).filter(bundesland=land, stichtag=stichtag)
    zahlen = {(Geschlecht(row.geschlecht), Altersgruppe(row.gruppe)): row for row in rows}
    if (Geschlecht.I, Altersgruppe.INSGESAMT) not in zahlen:
        return None
    return _struktur(land.name, stichtag, zahlen)


def _struktur(name, stichtag, zahlen):
    """Return the Altersstruktur that these rows say; {(Geschlecht, Altersgruppe): row}."""
    return Altersstruktur(
        name=name,
        stichtag=stichtag,
        quelle=zahlen[Geschlecht.I, Altersgruppe.INSGESAMT].quelle,
        zahlen={schluessel: row.anzahl for schluessel, row in zahlen.items()},
        geschaetzte=frozenset(gruppe for (_, gruppe), row in zahlen.items() if row.geschaetzt),
    )


def _rows(user, kommune):
    gruppen = {*AMTLICHE_GRUPPEN, *UNTER_27, Altersgruppe.U18, Altersgruppe.INSGESAMT}
    return Bevoelkerung.objects.visible_to(user).filter(kommune=kommune, gruppe__in=gruppen)


def _towns_with_own_jugendamt(user, kommune):
    if kommune.gebietstyp != Gebietstyp.LANDKREIS:
        return []
    return list(
        Kommune.objects.visible_to(user)
        .gueltig()
        .filter(kreis=kommune, gebietstyp=Gebietstyp.GKA)
        .order_by("name")
    )


def _lie(staedte):
    namen = " und ".join(stadt.name for stadt in staedte)
    return f"{namen} {'liegt' if len(staedte) == 1 else 'liegen'}"


def _total_of_a_town(user, kommune):
    row = (
        Bevoelkerung.objects.visible_to(user)
        .filter(kommune=kommune, geschlecht=Geschlecht.I, gruppe=Altersgruppe.INSGESAMT)
        .order_by("-stichtag")
        .first()
    )
    if row is None:
        return ""
    return f" Bekannt ist nur die Einwohnerzahl: {_zahl(row.anzahl)} am {row.stichtag:%d.%m.%Y}."


def _total_without(kreis, staedte):
    """Say how many lived in the Kreis without the towns that have their own Jugendamt today."""
    je_amt = amtliche_tabellen.jugendaemter_2018(kreis.ags)
    eigene = {stadt.ags for stadt in staedte}
    if not eigene <= je_amt.keys():
        return ""
    rest = sum(anzahl for schluessel, anzahl in je_amt.items() if schluessel not in eigene)
    return (
        f" Bekannt ist nur die Einwohnerzahl des Kreises ohne sie: {_zahl(rest)} am 31.12.2018"
        " (Gemeindeverzeichnis des Statistischen Bundesamts)."
    )


def _zahl(anzahl):
    return f"{anzahl:,}".replace(",", ".")
