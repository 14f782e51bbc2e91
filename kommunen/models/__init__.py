from kommunen.models.einsichtnahme import Einsichtnahme
from kommunen.models.gebiet import Bevoelkerung, Bundesland, Kommune, KommuneAlias
from kommunen.models.jugendamt import Institution, Jugendamt, Zustaendigkeit
from kommunen.models.kennzahl import Kennzahlwert, Stichtag, Stichtagswert
from kommunen.models.massnahme import Massnahme
from kommunen.models.profil import Profil, Profilpunkt
from kommunen.models.profilfassung import Profilfassung
from kommunen.models.projekt import Ansprechperson, Cluster, Projekt, Teilnahme
from kommunen.models.rolle import Rolle

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
    "Massnahme",
    "Profil",
    "Profilfassung",
    "Profilpunkt",
    "Projekt",
    "Rolle",
    "Stichtag",
    "Stichtagswert",
    "Teilnahme",
    "Zustaendigkeit",
]
