from kommunen.models.ansprechperson import Ansprechperson
from kommunen.models.einsichtnahme import Einsichtnahme
from kommunen.models.gebiet import Bevoelkerung, Bundesland, Kommune, KommuneAlias
from kommunen.models.jugendamt import Institution, Jugendamt, Zustaendigkeit
from kommunen.models.kennzahl import Kennzahlwert, Stichtag, Stichtagswert
from kommunen.models.massnahme import Massnahme
from kommunen.models.massnahmenschritt import Massnahmenschritt
from kommunen.models.meilenstein import Meilenstein
from kommunen.models.organisation import Landesverteilung, Organisationsstand
from kommunen.models.profil import Profil, Profilpunkt
from kommunen.models.projekt import Cluster, Projekt, Teilnahme
from kommunen.models.rolle import Rolle
from kommunen.models.rueckmeldung import Anfrage, Rueckmeldung
from kommunen.models.swot import Swot
from kommunen.models.zwischenbericht import Zwischenbericht

__all__ = [
    "Anfrage",
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
    "Landesverteilung",
    "Massnahme",
    "Massnahmenschritt",
    "Meilenstein",
    "Organisationsstand",
    "Profil",
    "Profilpunkt",
    "Projekt",
    "Rolle",
    "Rueckmeldung",
    "Stichtag",
    "Stichtagswert",
    "Swot",
    "Teilnahme",
    "Zustaendigkeit",
    "Zwischenbericht",
]
