"""What each step consists of: fields of the analysis itself (`kopf`) and kinds of rows."""

from dataclasses import dataclass

from fallanalyse.enums import Schritt
from fallanalyse.models.deutung import (
    Befund,
    Einflussfaktor,
    Empfehlungsvorschlag,
    Schluesselsituation,
)
from fallanalyse.models.gespraech import ANWESENDE, Rueckkopplung, Sitzung, Sitzungsfrage
from fallanalyse.models.verlauf import Ereignis, Gesetzesschritt, Personenrolle, Quelle
from kinderschutz.row_protection import ProtectedModel

SICHT_FELDER = ("damals", "heute", "einvernehmen", "dissens")


@dataclass(frozen=True)
class Zeilenart:
    """One kind of row of a step: its name in forms and revisions, its model, its fields."""

    name: str
    modell: type[ProtectedModel]
    felder: tuple[str, ...]


@dataclass(frozen=True)
class Aufbau:
    kopf: tuple[str, ...] = ()
    zeilen: tuple[Zeilenart, ...] = ()


AUFBAU = {
    Schritt.ANLASS: Aufbau(
        kopf=(
            "leitfrage",
            "anlass",
            "anlass_text",
            "auftrag",
            "fallstatus",
            "oeffentlich_bekannt",
            "anhaengige_verfahren",
            "verfahren_text",
        )
    ),
    Schritt.BETEILIGTE: Aufbau(
        zeilen=(Zeilenart("personen", Personenrolle, ("kuerzel", "altersband", "beziehung")),)
    ),
    Schritt.QUELLEN: Aufbau(
        zeilen=(
            Zeilenart(
                "quellen", Quelle, ("bezeichnung", "art", "institution", "umfang", "luecken")
            ),
        )
    ),
    Schritt.ZEITSTRAHL: Aufbau(
        kopf=("fallende",),
        zeilen=(
            Zeilenart(
                "ereignisse",
                Ereignis,
                (
                    "ebene",
                    "zeitwert",
                    "genauigkeit",
                    "zeitwert_bis",
                    "titel",
                    "art",
                    "beschreibung",
                    "strittig",
                    "beteiligte",
                    "bekannt",
                    "bekannt_wem",
                    "quellen",
                ),
            ),
        ),
    ),
    Schritt.GESETZ: Aufbau(
        zeilen=(
            Zeilenart(
                "gesetz",
                Gesetzesschritt,
                ("pflicht", "geschehen", "zeitwert", "genauigkeit", "text"),
            ),
        )
    ),
    Schritt.SCHLUESSELSITUATIONEN: Aufbau(
        zeilen=(
            Zeilenart(
                "situationen",
                Schluesselsituation,
                (
                    "titel",
                    "von",
                    "bis",
                    "beschreibung",
                    "bedeutung",
                    "hypothesen",
                    "spricht_dafuer",
                    "spricht_dagegen",
                    "praxis",
                    "strittig",
                ),
            ),
        )
    ),
    Schritt.EINFLUSSFAKTOREN: Aufbau(
        zeilen=(
            Zeilenart(
                "faktoren",
                Einflussfaktor,
                ("ebene", "richtung", "text", "gewicht", "schluesselsituation"),
            ),
        )
    ),
    Schritt.BEFUNDE: Aufbau(
        zeilen=(
            Zeilenart(
                "befunde",
                Befund,
                (
                    "titel",
                    "text",
                    "art",
                    "bewaehrt",
                    "typologie",
                    "verbreitung",
                    "praxiselement",
                    "praxis_vorschlag",
                    "risikomuster",
                ),
            ),
        )
    ),
    Schritt.EMPFEHLUNGEN: Aufbau(
        zeilen=(
            Zeilenart("vorschlaege", Empfehlungsvorschlag, ("text", "art", "adressat", "befund")),
        )
    ),
    Schritt.RUECKKOPPLUNG: Aufbau(
        kopf=("keine_rueckkopplung",),
        zeilen=(
            Zeilenart(
                "rueckkopplungen",
                Rueckkopplung,
                ("perspektive", "wer", "korrektur", "einvernehmen", "dissens"),
            ),
        ),
    ),
    # First the meetings: a question can point to one that is saved with it.
    Schritt.SITZUNGEN: Aufbau(
        zeilen=(
            Zeilenart("sitzungen", Sitzung, ("datum", *ANWESENDE, "protokoll")),
            Zeilenart(
                "fragen", Sitzungsfrage, ("frage", "stand", "beschluss", "minderheit", "sitzung")
            ),
        )
    ),
}


def sicht_feld(perspektive, feld):
    """Return the name under which the row of a Schlüsselsituation carries a Sicht."""
    return f"sicht_{perspektive}_{feld}"
