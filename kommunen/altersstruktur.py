"""The age structure of a Kommune as its page shows it, or why there is none."""

from dataclasses import dataclass
from datetime import date

from kommunen.enums import AMTLICHE_GRUPPEN, JUGENDHILFE_GRUPPEN, Altersgruppe, Gebietstyp
from kommunen.models import Bevoelkerung, Kommune

_JUNG = JUGENDHILFE_GRUPPEN[:-1]
_ALLE = tuple(dict.fromkeys((*_JUNG, *AMTLICHE_GRUPPEN, Altersgruppe.U18, Altersgruppe.INSGESAMT)))


@dataclass(frozen=True)
class Gruppe:
    """One age group: `text` and `wert` are what the component `balken` takes."""

    text: str
    wert: int
    geschaetzt: bool


@dataclass(frozen=True)
class Altersstruktur:
    """`junge` below 27 as youth welfare divides them; `amtliche`: everybody, counted exactly."""

    stichtag: date
    quelle: str
    junge: tuple
    amtliche: tuple
    insgesamt: int
    unter_18: int

    @property
    def balken(self):
        # In the label, not beside the figure: the bars must stay equally long to be compared.
        return [
            {
                "text": f"{gruppe.text} (geschätzt)" if gruppe.geschaetzt else gruppe.text,
                "wert": gruppe.wert,
            }
            for gruppe in self.junge
        ]

    @property
    def has_schaetzung(self):
        return any(gruppe.geschaetzt for gruppe in self.junge)

    @property
    def anteil_unter_18(self):
        return round(100 * self.unter_18 / self.insgesamt, 1) if self.insgesamt else None


def altersstruktur(user, kommune):
    """
    Return (Altersstruktur, "") or (None, the reason why nobody can say).

    A Kreis with a town that has its own Jugendamt counts as missing: its official figures include
    the town, and nobody publishes the rest.
    """
    if kommune.gebietstyp == Gebietstyp.GKA:
        return None, (
            "Für kreisangehörige Städte mit eigenem Jugendamt veröffentlicht die amtliche "
            "Statistik keine Altersstruktur."
        )
    if staedte := _towns_with_own_jugendamt(user, kommune):
        return None, (
            f"Die amtlichen Zahlen gelten für den ganzen Kreis. {staedte} darin mit eigenem "
            "Jugendamt; für das übrige Kreisgebiet gibt es keine amtliche Altersstruktur."
        )
    rows = Bevoelkerung.objects.visible_to(user).altersstruktur(kommune, _ALLE)
    if not rows:
        return None, "Für diese Kommune liegen keine amtlichen Zahlen nach Altersgruppen vor."
    je_gruppe = {row.gruppe: row for row in rows}
    return (
        Altersstruktur(
            stichtag=rows[0].stichtag,
            quelle=rows[0].quelle,
            junge=tuple(_gruppe(je_gruppe[gruppe]) for gruppe in _JUNG),
            amtliche=tuple(_gruppe(je_gruppe[gruppe]) for gruppe in AMTLICHE_GRUPPEN),
            unter_18=je_gruppe[Altersgruppe.U18].anzahl,
            insgesamt=je_gruppe[Altersgruppe.INSGESAMT].anzahl,
        ),
        "",
    )


def _gruppe(row):
    return Gruppe(Altersgruppe(row.gruppe).label, row.anzahl, row.geschaetzt)


def _towns_with_own_jugendamt(user, kommune):
    if kommune.gebietstyp != Gebietstyp.LANDKREIS:
        return ""
    namen = list(
        Kommune.objects.visible_to(user)
        .gueltig()
        .filter(kreis=kommune, gebietstyp=Gebietstyp.GKA)
        .order_by("name")
        .values_list("name", flat=True)
    )
    if not namen:
        return ""
    return f"{' und '.join(namen)} {'liegt' if len(namen) == 1 else 'liegen'}"
