"""
What each Rechtsgrundlage means, in words a tired Fachkraft understands (domain.md 5.1).

Whether its conditions are met stands in models/rechtsbedingungen.py. This is no legal advice: the
office decides, the software says what it needs to know.
"""

from dataclasses import dataclass

from fallanalyse.enums import Methode, Rechtsgrundlage, Schritt
from fallanalyse.workflow import SCHRITTE


@dataclass(frozen=True)
class Erklaerung:
    """`kurz` fits into a table, the others are sentences; `grenze` is what it forbids."""

    kurz: str
    bedeutet: str
    noetig: str
    grenze: str


ERKLAERUNGEN = {
    Rechtsgrundlage.A79A2: Erklaerung(
        "Analyse durch beauftragte Dritte",
        "Das Jugendamt lässt den Fall durch geeignete Dritte wissenschaftlich auswerten, um aus "
        "ihm zu lernen. Dafür dürfen Angaben aus der Akte genutzt werden, in der Regel anonym; "
        "pseudonym nur, wenn es anonym nicht ebenso gut geht und das öffentliche Interesse "
        "erheblich ist.",
        "Wer beauftragt ist und seit wann.",
        "Für ein rein internes Team ist diese Grundlage nicht gesichert. Dann kommt eher die "
        "Organisationsuntersuchung in Betracht.",
    ),
    Rechtsgrundlage.EINWILLIGUNG: Erklaerung(
        "Einwilligung der Betroffenen",
        "Die Menschen, um die es geht, haben zugestimmt: nach einem Gespräch darüber, wozu, was "
        "bei einem Nein geschieht und dass sie jederzeit widerrufen können.",
        "Für jede Person, deren Angaben Sie nutzen, eine Einwilligung mit ihrem Umfang.",
        "Mit einem Widerruf endet die Arbeit an der Fallanalyse sofort. Auf eine andere Grundlage "
        "auszuweichen, würde den Widerruf umgehen.",
    ),
    Rechtsgrundlage.ORGUNTERSUCHUNG: Erklaerung(
        "Organisationsuntersuchung im eigenen Haus",
        "Das Jugendamt untersucht seine eigenen Abläufe. Dafür darf es seine Sozialdaten nutzen, "
        "soweit es nötig ist. Betrachtet wird die Organisation, nicht die Person.",
        "Nichts weiter. Die Fallanalyse bleibt im eigenen Jugendamt.",
        "Wer von außen mitarbeitet, liest nur, was niemanden erkennen lässt. Für dienstliche "
        "Konsequenzen dürfen die Angaben hier nicht genutzt werden.",
    ),
    Rechtsgrundlage.FORSCHUNG75: Erklaerung(
        "Forschung mit Genehmigung",
        "Für ein bestimmtes Vorhaben hat die oberste Landesbehörde genehmigt, dass Sozialdaten "
        "an eine Forschungsstelle gehen.",
        "Die Genehmigung mit allem, was in ihr stehen muss: wer die Daten bekommt, welche, von "
        "wem, wofür, und der letzte Tag der Verarbeitung.",
        "Vor der Genehmigung und nach ihrem letzten Tag ist die Fallanalyse verschlossen. Danach "
        "liest sie nur noch die Leitung, um Ergebnisse nachzuprüfen.",
    ),
    Rechtsgrundlage.ANONYM: Erklaerung(
        "ohne Personenbezug",
        "Niemand kann erkennen, um wen es geht, auch Sie nicht mit dem, was Sie sonst wissen. Das "
        "gelingt nur, wenn das Team von Anfang an ohne Akte und ohne Gespräche arbeitet.",
        "Keine Quelle, die von bestimmten Menschen handelt, und eine Methode, die keine braucht.",
        "Wer aus der Akte arbeitet, arbeitet nicht anonym, auch wenn er die Namen weglässt.",
    ),
    Rechtsgrundlage.OFFEN: Erklaerung(
        "noch nicht geklärt",
        "Es steht noch nicht fest, worauf sich die Fallanalyse stützt.",
        "Leitung oder Datenschutz legen es fest.",
        "Bis dahin nimmt die Anwendung keinen freien Text an.",
    ),
}


def works_with_the_file(methode):
    """Say whether this method draws on files and talks: then it cannot be anonymous."""
    return Schritt.QUELLEN in SCHRITTE[Methode(methode)]
