"""
What a profile page says, apart from where it is kept: in rows, in a draft, in a form (no database).

A section that is None has no heading on the page, one that is empty has a heading and no points.
"""

from dataclasses import dataclass, field
from datetime import date

from kommunen.enums import Profilabschnitt


@dataclass(frozen=True)
class Punkt:
    """One point or paragraph; its sub-points stand in it, one a line."""

    text: str
    ist_absatz: bool = False
    massnahme_id: int | None = None

    @property
    def ist_zwischentitel(self):
        """Whether it heads the points below it: a paragraph of one line that ends with a colon."""
        return self.ist_absatz and is_zwischentitel(self.text)


def is_zwischentitel(text):
    return "\n" not in text.strip() and text.rstrip().endswith(":")


def _leer():
    return dict.fromkeys(Profilabschnitt)


@dataclass(frozen=True)
class Profilinhalt:
    abschnitte: dict = field(default_factory=_leer)
    stand: date | None = None
    unvollstaendig: bool = False

    @classmethod
    def of(cls, profil):
        """Return what the stored rows of this Profil say."""
        return cls(
            abschnitte={
                abschnitt: punkte
                if punkte is None
                else [Punkt(punkt.text, punkt.ist_absatz, punkt.massnahme_id) for punkt in punkte]
                for abschnitt, punkte in profil.inhalt().items()
            },
            stand=profil.stand,
            unvollstaendig=profil.unvollstaendig,
        )

    @classmethod
    def from_json(cls, daten):
        abschnitte = _leer()
        for name, punkte in daten["abschnitte"].items():
            abschnitte[Profilabschnitt(name)] = [Punkt(*punkt) for punkt in punkte]
        return cls(
            abschnitte=abschnitte,
            stand=date.fromisoformat(daten["stand"]) if daten["stand"] else None,
            unvollstaendig=daten["unvollstaendig"],
        )

    def as_json(self):
        return {
            "abschnitte": {
                abschnitt.value: [
                    [punkt.text, punkt.ist_absatz, punkt.massnahme_id] for punkt in punkte
                ]
                for abschnitt, punkte in self.abschnitte.items()
                if punkte is not None
            },
            "stand": self.stand and self.stand.isoformat(),
            "unvollstaendig": self.unvollstaendig,
        }

    @property
    def is_leer(self):
        return all(punkte is None for punkte in self.abschnitte.values())

    @property
    def massnahmen(self):
        """The keys of the measures that its points lead to."""
        return {
            punkt.massnahme_id
            for punkte in self.abschnitte.values()
            for punkt in punkte or ()
            if punkt.massnahme_id
        }


def text_of(punkte):
    """Return the section as one text, a line per point and sub-point, for people to compare."""
    zeilen = []
    for punkt in punkte or ():
        erste, *weitere = punkt.text.splitlines() or [""]
        if punkt.ist_absatz:
            zeilen += [erste, *weitere]
        else:
            zeilen += [f"• {erste}", *(f"    {zeile.strip()}" for zeile in weitere)]
    return "\n".join(zeilen)
