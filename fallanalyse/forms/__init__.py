from fallanalyse.forms.analyse import BeginnForm, MethodeForm, TeammitgliedForm, VorgabeForm
from fallanalyse.forms.anhang import AnhangForm
from fallanalyse.forms.einladung import EinladungForm, EinladungscodeForm, NeuesKontoForm
from fallanalyse.forms.fassungen import FassungenwahlForm
from fallanalyse.forms.katalog import PraxiselementForm, RisikomusterForm
from fallanalyse.forms.schritte import EINZAHL
from fallanalyse.forms.schrittformular import STRITTIG, Schrittformular
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
    "STRITTIG",
    "AnhangForm",
    "BeginnForm",
    "BestaetigenForm",
    "EinladungForm",
    "EinladungscodeForm",
    "FassungenwahlForm",
    "FreigebenForm",
    "MethodeForm",
    "NeuesKontoForm",
    "PraxiselementForm",
    "RisikomusterForm",
    "Schrittformular",
    "TeammitgliedForm",
    "UebergangForm",
    "VorgabeForm",
    "ZurueckgebenForm",
    "ZurueckziehenForm",
]
