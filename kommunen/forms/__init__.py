from kommunen.forms.bericht import ZwischenberichtForm
from kommunen.forms.einlesen import HochladenForm, KopfForm, StelleForm, UebernehmenForm
from kommunen.forms.einsicht import EinsichtForm
from kommunen.forms.gebiet import AufloesungForm, UebergabeForm, ZustimmungForm
from kommunen.forms.massnahme import MassnahmeForm
from kommunen.forms.massnahmenweg import AnteilForm, BelegForm, MassnahmenstatusForm, WirkungForm
from kommunen.forms.organisation import JahrForm, OrganisationForm
from kommunen.forms.profil import Profilformular
from kommunen.forms.rueckmeldung import AnfrageForm, FristForm, RueckmeldungForm
from kommunen.forms.stichtag import StichtagForm
from kommunen.forms.teilnahme import (
    AnsprechpersonForm,
    MeilensteineForm,
    ProjektmeilensteineForm,
    RollenwechselForm,
    SwotForm,
)

__all__ = [
    "AnfrageForm",
    "AnsprechpersonForm",
    "AnteilForm",
    "AufloesungForm",
    "BelegForm",
    "EinsichtForm",
    "FristForm",
    "HochladenForm",
    "JahrForm",
    "KopfForm",
    "MassnahmeForm",
    "MassnahmenstatusForm",
    "MeilensteineForm",
    "OrganisationForm",
    "Profilformular",
    "ProjektmeilensteineForm",
    "RollenwechselForm",
    "RueckmeldungForm",
    "StelleForm",
    "StichtagForm",
    "SwotForm",
    "UebergabeForm",
    "UebernehmenForm",
    "WirkungForm",
    "ZustimmungForm",
    "ZwischenberichtForm",
]
