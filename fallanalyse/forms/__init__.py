from fallanalyse.forms.analyse import BeginnForm, TeammitgliedForm, VorgabeForm
from fallanalyse.forms.schritte import EINZAHL, GESPERRT
from fallanalyse.forms.schrittformular import Schrittformular
from fallanalyse.forms.uebergaenge import (
    BestaetigenForm,
    FreigebenForm,
    UebergangForm,
    ZurueckgebenForm,
    ZurueckziehenForm,
)

__all__ = [
    "EINZAHL",
    "GESPERRT",
    "BeginnForm",
    "BestaetigenForm",
    "FreigebenForm",
    "Schrittformular",
    "TeammitgliedForm",
    "UebergangForm",
    "VorgabeForm",
    "ZurueckgebenForm",
    "ZurueckziehenForm",
]
