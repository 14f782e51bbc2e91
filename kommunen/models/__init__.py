from kommunen.models.einsichtnahme import Einsichtnahme
from kommunen.models.gebiet import Bevoelkerung, Bundesland, Kommune, KommuneAlias
from kommunen.models.jugendamt import Institution, Jugendamt, Zustaendigkeit
from kommunen.models.kennzahl import Kennzahlwert, Stichtag, Stichtagswert
from kommunen.models.landesbevoelkerung import Landesbevoelkerung
from kommunen.models.massnahme import Massnahme
from kommunen.models.profil import Profil, Profilpunkt
from kommunen.models.projekt import Ansprechperson, Cluster, Projekt, Teilnahme
from kommunen.models.rolle import Rolle
from kommunen.models.uebergabe import Uebergabe

__all__ = [
    "Ansprechperson",
    "Bevoelkerung",
    "Bundesland",
    "Cluster",
    "Einsichtnahme",
    "Institution",
    "Jugendamt",
    "Kennzahlwert",
    "Kommune",
    "KommuneAlias",
    "Landesbevoelkerung",
    "Massnahme",
    "Profil",
    "Profilpunkt",
    "Projekt",
    "Rolle",
    "Stichtag",
    "Stichtagswert",
    "Teilnahme",
    "Uebergabe",
    "Zustaendigkeit",
]
