from kommunen.models.ansprechperson import Ansprechperson
from kommunen.models.anteil import Massnahmenanteil
from kommunen.models.beleg import Massnahmenbeleg
from kommunen.models.einsichtnahme import Einsichtnahme
from kommunen.models.gebiet import Bevoelkerung, Bundesland, Kommune, KommuneAlias
from kommunen.models.importdokument import Importdokument, ImportNichtMoeglich
from kommunen.models.jugendamt import Institution, Jugendamt, Zustaendigkeit
from kommunen.models.kennzahl import Kennzahlwert, Stichtag, Stichtagswert
from kommunen.models.landesbevoelkerung import Landesbevoelkerung
from kommunen.models.massnahme import Massnahme
from kommunen.models.massnahmenschritt import Massnahmenschritt
from kommunen.models.meilenstein import Meilenstein
from kommunen.models.organisation import Landesverteilung, Organisationsstand
from kommunen.models.profil import Profil, Profilpunkt
from kommunen.models.profilfassung import Profilfassung
from kommunen.models.projekt import Cluster, Projekt, Teilnahme
from kommunen.models.rolle import Rolle
from kommunen.models.rueckmeldung import Anfrage, Rueckmeldung
from kommunen.models.swot import Swot
from kommunen.models.uebergabe import Uebergabe
from kommunen.models.wirkung import Wirkungsbeurteilung
from kommunen.models.zwischenbericht import Zwischenbericht

__all__ = [
    "Anfrage",
    "Ansprechperson",
    "Bevoelkerung",
    "Bundesland",
    "Cluster",
    "Einsichtnahme",
    "ImportNichtMoeglich",
    "Importdokument",
    "Institution",
    "Jugendamt",
    "Kennzahlwert",
    "Kommune",
    "KommuneAlias",
    "Landesbevoelkerung",
    "Landesverteilung",
    "Massnahme",
    "Massnahmenanteil",
    "Massnahmenbeleg",
    "Massnahmenschritt",
    "Meilenstein",
    "Organisationsstand",
    "Profil",
    "Profilfassung",
    "Profilpunkt",
    "Projekt",
    "Rolle",
    "Rueckmeldung",
    "Stichtag",
    "Stichtagswert",
    "Swot",
    "Teilnahme",
    "Uebergabe",
    "Wirkungsbeurteilung",
    "Zustaendigkeit",
    "Zwischenbericht",
]
