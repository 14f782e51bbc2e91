from fallanalyse.models.amtswechsel import Amtswechsel
from fallanalyse.models.anhang import Anhang
from fallanalyse.models.anwesenheit import Anwesenheit
from fallanalyse.models.bearbeitung import Revision, Schrittstand, Zwischenstand
from fallanalyse.models.bestaetigung import Bestaetigung
from fallanalyse.models.bibliothek import FreigegebenerBefund, FreigegebenerVorschlag, Herkunft
from fallanalyse.models.deutung import (
    Befund,
    Beleg,
    Einflussfaktor,
    Empfehlungsvorschlag,
    Schluesselsituation,
    Sicht,
)
from fallanalyse.models.einladung import Einladung
from fallanalyse.models.einwilligung import Einwilligung
from fallanalyse.models.fallanalyse import Fallanalyse
from fallanalyse.models.gespraech import Rueckkopplung, Sitzung, Sitzungsfrage
from fallanalyse.models.katalog import Praxiselement, Risikomuster
from fallanalyse.models.lesetag import Lesetag
from fallanalyse.models.loeschfrist import GeloeschteAnalysen, Loeschfrist
from fallanalyse.models.pruefung import Textpruefung, Trefferentscheidung
from fallanalyse.models.rechtslage import Rechtslage
from fallanalyse.models.team import Teammitglied
from fallanalyse.models.uebergaenge import Wechsel
from fallanalyse.models.umsetzung import Umsetzung
from fallanalyse.models.verlauf import Ereignis, Gesetzesschritt, Personenrolle, Quelle
from fallanalyse.models.vorgabe import Rechtsgrundlagenvorgabe

__all__ = [
    "Amtswechsel",
    "Anhang",
    "Anwesenheit",
    "Befund",
    "Beleg",
    "Bestaetigung",
    "Einflussfaktor",
    "Einladung",
    "Einwilligung",
    "Empfehlungsvorschlag",
    "Ereignis",
    "Fallanalyse",
    "FreigegebenerBefund",
    "FreigegebenerVorschlag",
    "GeloeschteAnalysen",
    "Gesetzesschritt",
    "Herkunft",
    "Lesetag",
    "Loeschfrist",
    "Personenrolle",
    "Praxiselement",
    "Quelle",
    "Rechtsgrundlagenvorgabe",
    "Rechtslage",
    "Revision",
    "Risikomuster",
    "Rueckkopplung",
    "Schluesselsituation",
    "Schrittstand",
    "Sicht",
    "Sitzung",
    "Sitzungsfrage",
    "Teammitglied",
    "Textpruefung",
    "Trefferentscheidung",
    "Umsetzung",
    "Wechsel",
    "Zwischenstand",
]
