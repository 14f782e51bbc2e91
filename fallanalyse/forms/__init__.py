from fallanalyse.forms.analyse import BeginnForm, MethodeForm, TeammitgliedForm
from fallanalyse.forms.anhang import AnhangForm
from fallanalyse.forms.einladung import EinladungForm, EinladungscodeForm, NeuesKontoForm
from fallanalyse.forms.fassungen import FassungenwahlForm
from fallanalyse.forms.katalog import PraxiselementForm, RisikomusterForm
from fallanalyse.forms.recht import (
    BeauftragungForm,
    EinwilligungForm,
    FristenForm,
    GenehmigungForm,
    LoeschenForm,
    RechtsgrundlageForm,
    WiderrufForm,
)
from fallanalyse.forms.schritte import EINZAHL
from fallanalyse.forms.schrittformular import STRITTIG, Schrittformular
from fallanalyse.forms.uebergaenge import (
    BestaetigenForm,
    FreigebenForm,
    UebergangForm,
    ZurueckgebenForm,
    ZurueckziehenForm,
)
from fallanalyse.forms.umsetzung import VerbindenForm
from fallanalyse.forms.vorgaben import LoeschfristForm, VorgabeForm

__all__ = [
    "EINZAHL",
    "STRITTIG",
    "AnhangForm",
    "BeauftragungForm",
    "BeginnForm",
    "BestaetigenForm",
    "EinladungForm",
    "EinladungscodeForm",
    "EinwilligungForm",
    "FassungenwahlForm",
    "FreigebenForm",
    "FristenForm",
    "GenehmigungForm",
    "LoeschenForm",
    "LoeschfristForm",
    "MethodeForm",
    "NeuesKontoForm",
    "PraxiselementForm",
    "RechtsgrundlageForm",
    "RisikomusterForm",
    "Schrittformular",
    "TeammitgliedForm",
    "UebergangForm",
    "VerbindenForm",
    "VorgabeForm",
    "WiderrufForm",
    "ZurueckgebenForm",
    "ZurueckziehenForm",
]
