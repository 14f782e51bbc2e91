from fallanalyse.forms.analyse import BeginnForm, TeammitgliedForm, VorgabeForm
from fallanalyse.forms.anhang import AnhangForm
from fallanalyse.forms.fassungen import FassungenwahlForm
from fallanalyse.forms.schritte import EINZAHL
from fallanalyse.forms.schrittformular import Schrittformular
from fallanalyse.forms.uebergaenge import (
    BestaetigenForm,
    FreigebenForm,
    UebergangForm,
    ZurueckgebenForm,
    ZurueckziehenForm,
)
from fallanalyse.forms.zeilen import GESPERRT

__all__ = [
    "EINZAHL",
    "GESPERRT",
    "AnhangForm",
    "BeginnForm",
    "BestaetigenForm",
    "FassungenwahlForm",
    "FreigebenForm",
    "Schrittformular",
    "TeammitgliedForm",
    "UebergangForm",
    "VorgabeForm",
    "ZurueckgebenForm",
    "ZurueckziehenForm",
]
