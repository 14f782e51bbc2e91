from fallanalyse.models.bearbeitung import Revision, Schrittstand, Zwischenstand
from fallanalyse.models.bibliothek import FreigegebenerBefund, FreigegebenerVorschlag, Herkunft
from fallanalyse.models.fallanalyse import Fallanalyse
from fallanalyse.models.team import Teammitglied
from fallanalyse.models.teile import (
    Befund,
    Beleg,
    Einflussfaktor,
    Empfehlungsvorschlag,
    Ereignis,
    Personenrolle,
    Schluesselsituation,
    Sicht,
)
from fallanalyse.models.uebergaenge import Wechsel
from fallanalyse.models.vorgabe import Rechtsgrundlagenvorgabe

__all__ = [
    "Befund",
    "Beleg",
    "Einflussfaktor",
    "Empfehlungsvorschlag",
    "Ereignis",
    "Fallanalyse",
    "FreigegebenerBefund",
    "FreigegebenerVorschlag",
    "Herkunft",
    "Personenrolle",
    "Rechtsgrundlagenvorgabe",
    "Revision",
    "Schluesselsituation",
    "Schrittstand",
    "Sicht",
    "Teammitglied",
    "Wechsel",
    "Zwischenstand",
]
