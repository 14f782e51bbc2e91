"""Which form belongs to which step, and which to which kind of row of models/inhalt.py."""

from fallanalyse.enums import Schritt
from fallanalyse.forms.deutung import (
    BefundForm,
    EinflussfaktorForm,
    EmpfehlungsvorschlagForm,
    KeineRueckkopplungForm,
    RueckkopplungForm,
    SchluesselsituationForm,
)
from fallanalyse.forms.gespraech import SitzungForm, SitzungsfrageForm
from fallanalyse.forms.verlauf import (
    AnlassForm,
    EreignisForm,
    FallendeForm,
    GesetzesschrittForm,
    PersonenrolleForm,
    QuelleForm,
)

KOPF = {
    Schritt.ANLASS: AnlassForm,
    Schritt.ZEITSTRAHL: FallendeForm,
    Schritt.RUECKKOPPLUNG: KeineRueckkopplungForm,
}
ZEILEN = {
    "personen": PersonenrolleForm,
    "quellen": QuelleForm,
    "ereignisse": EreignisForm,
    "gesetz": GesetzesschrittForm,
    "situationen": SchluesselsituationForm,
    "faktoren": EinflussfaktorForm,
    "befunde": BefundForm,
    "vorschlaege": EmpfehlungsvorschlagForm,
    "rueckkopplungen": RueckkopplungForm,
    "sitzungen": SitzungForm,
    "fragen": SitzungsfrageForm,
}
# What one row is called.
EINZAHL = {
    "personen": "Person",
    "quellen": "Quelle",
    "ereignisse": "Ereignis",
    "gesetz": "Schritt",
    "situationen": "Schlüsselsituation",
    "faktoren": "Einflussfaktor",
    "befunde": "Befund",
    "vorschlaege": "Empfehlung",
    "rueckkopplungen": "Rückkopplung",
    "sitzungen": "Sitzung",
    "fragen": "Frage",
}
