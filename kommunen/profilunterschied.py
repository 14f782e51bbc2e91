"""What one text of a profile page says that another does not, section by section."""

from dataclasses import dataclass

from kinderschutz.unterschied import kuerze, wortweise
from kommunen.enums import Profilabschnitt
from kommunen.profilinhalt import text_of


@dataclass(frozen=True)
class Abschnittsunterschied:
    """`stuecke` is what the tag `wortlaut` shows."""

    titel: str
    stuecke: list


def unterscheide(alt, neu):
    """Return an Abschnittsunterschied for all that is different in two Profilinhalte."""
    paare = [
        ("Stand", _tag(alt.stand), _tag(neu.stand)),
        ("Vorlage", _vorlage(alt), _vorlage(neu)),
        *(
            (abschnitt.label, _text(alt.abschnitte[abschnitt]), _text(neu.abschnitte[abschnitt]))
            for abschnitt in Profilabschnitt
        ),
    ]
    return [
        Abschnittsunterschied(titel, kuerze(wortweise(davor, danach)))
        for titel, davor, danach in paare
        if davor != danach
    ]


def _tag(stand):
    return f"{stand:%d.%m.%Y}" if stand else ""


def _vorlage(inhalt):
    return "nicht vollständig überliefert" if inhalt.unvollstaendig else ""


def _text(punkte):
    return "" if punkte is None else text_of(punkte) or "keine Angabe"
