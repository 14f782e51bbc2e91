"""
What a method is good for, what it costs and who sits at the table (domain.md 3.1).

Which steps it has stands in workflow.py; here is what helps to choose.
"""

from dataclasses import dataclass

from fallanalyse.enums import Methode, Schritt
from fallanalyse.workflow import SCHRITTE


@dataclass(frozen=True)
class Steckbrief:
    """`dauer` and `wer` are what the method's authors say; `wofuer` is one sentence."""

    wofuer: str
    dauer: str
    wer: str


STECKBRIEFE = {
    Methode.FALLREFLEXION: Steckbrief(
        "Für den Alltag: eine Schlüsselsituation gemeinsam ansehen, mit dem Wissen des Teams.",
        "eine Sitzung von 60 Minuten, ein Ergebnisblatt",
        "das Team mit Moderation",
    ),
    Methode.FISCHGRAETEN: Steckbrief(
        "Für eine einzelne Frage: Was hat alles dazu beigetragen?",
        "eine Sitzung von 60 Minuten, ein Ergebnisblatt",
        "das Team mit Moderation",
    ),
    Methode.FALLWERKSTATT: Steckbrief(
        "Den Verlauf an der Wand nachzeichnen und auf mehreren Ebenen verstehen.",
        "ein Tag",
        "mehrere Professionen",
    ),
    Methode.FALLRUECKSCHAU: Steckbrief(
        "Einen Fall, der abgeschlossen ist oder ruht, im eigenen Haus zurückblickend verstehen.",
        "mehrere Sitzungen",
        "das Team des Jugendamts, Moderation von außen",
    ),
    Methode.FALLLABOR: Steckbrief(
        "Hypothesen bilden und mit allen Beteiligten im Plenum prüfen.",
        "aufwendig: Akten, Forschungswerkstätten, Plenum",
        "mindestens zwei Forschende von außen, mittlere Leitung, alle Beteiligten",
    ),
    Methode.LEW: Steckbrief(
        "Fall und Organisation zusammen betrachten und Risikomuster erkennen.",
        "mehrere Tage",
        "Team, Leitung, Wissenschaft von außen",
    ),
    Methode.NZFH: Steckbrief(
        "Den ganzen Verlauf aus Akten und Gesprächen nachzeichnen, auf vier Ebenen.",
        "aufwendig: Akten, Gespräche, mehrere Arbeitstreffen",
        "zwei Auswertende, Fachkräfte und Leitungen aller Stellen, die Familie",
    ),
    Methode.SCIE: Steckbrief(
        "Verstehen, warum es damals sinnvoll erschien, und Muster der Zusammenarbeit finden.",
        "Wochen bis Monate",
        "zwei Leitende, ein Auswertungsteam mehrerer Stellen, die Fallgruppe",
    ),
    Methode.SONSTIGE: Steckbrief(
        "Wenn Sie anders arbeiten: alle Schritte stehen bereit, nutzen Sie, was Sie brauchen.",
        "wie Sie es planen",
        "wer dazugehört",
    ),
}


def methodentafel(offen=frozenset()):
    """
    Return the columns and rows of the table method × step.

    `offen` are the methods for which the Leitung has settled no Rechtsgrundlage yet.
    """
    spalten = [schritt for schritt in Schritt if any(schritt in eine for eine in SCHRITTE.values())]
    return {
        "spalten": [schritt.label for schritt in spalten],
        "zeilen": [
            {
                "methode": methode.label,
                "steckbrief": STECKBRIEFE[methode],
                "schritte": [schritt in SCHRITTE[methode] for schritt in spalten],
                "offen": methode in offen,
            }
            for methode in Methode
        ],
    }


def was_sich_aendert(analyse, methode):
    """Return (steps that come, steps that are no longer asked) when it goes on with this method."""
    alt, neu = set(analyse.schritte), set(SCHRITTE[methode])
    return (
        [schritt for schritt in Schritt if schritt in neu - alt],
        [schritt for schritt in Schritt if schritt in alt - neu],
    )
