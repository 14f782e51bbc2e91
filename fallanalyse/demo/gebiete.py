"""The real part of the demo: projects, clusters, Kommunen of other Länder, profile pages."""

from fallanalyse.demo.texte import ORDNER, lies
from kommunen.enums import Evaluationsart, Profilabschnitt, Teilnahmerolle
from kommunen.models import (
    Bundesland,
    Cluster,
    Kommune,
    KommuneAlias,
    Projekt,
    Teilnahme,
    Zustaendigkeit,
)
from kommunen.profilimport import lies as lies_profil
from kommunen.profilinhalt import Punkt
from kommunen.profiluebernahme import uebernimm
from kommunen.regionen import (
    RHEINLAND_PFALZ,
    andere_schreibweisen,
    importiere_regionen,
    lade_bevoelkerung,
)

# The page of Bad Kreuznach breaks off, so nobody has published it.
UNVEROEFFENTLICHT = "stadt-bad-kreuznach.txt"
# Beside this one stands a draft that its Leitung has not published yet.
MIT_ENTWURF = "stadt-ludwigshafen.txt"


def lade_gebiete():
    """Load territory, both projects and who takes part. Needs the system context."""
    importiere_regionen(RHEINLAND_PFALZ)
    daten = lies("daten/projekte.toml")
    _lade_kommunen(daten["kommune"])
    for eines in daten["projekt"]:
        _lade_projekt(eines)


def lade_profile():
    """Take the five profile pages over by the real import; all but one are published."""
    projekt = Projekt.objects.get(ebene="bund")
    for datei in sorted((ORDNER / "daten" / "profile").glob("*.txt")):
        uebernahme = uebernimm(lies_profil(datei.read_bytes()), projekt=projekt, stand=projekt.ende)
        if datei.name != UNVEROEFFENTLICHT:
            uebernahme.profil.veroeffentlichen()
        if datei.name == MIT_ENTWURF:
            _beginne_entwurf(uebernahme.profil)


def _beginne_entwurf(profil):
    """Let somebody have begun to change a published page: points are added, nothing is lost."""
    inhalt = profil.arbeitsfassung()
    for name, texte in lies("daten/profilentwurf.toml").items():
        abschnitt = Profilabschnitt(name)
        inhalt.abschnitte[abschnitt] = [
            *(inhalt.abschnitte[abschnitt] or []),
            *(Punkt(text) for text in texte),
        ]
    profil.bearbeite(inhalt, version=profil.version)


def _lade_kommunen(daten):
    laender = {land.schluessel: land for land in Bundesland.objects.all()}
    kommunen = {}
    for felder in daten:
        nachfolger = felder.pop("nachfolger", None)
        kommunen[felder["name"]] = kommune = Kommune.objects.create(
            bundesland=laender[felder.pop("land")], **felder
        )
        if nachfolger:
            kommune.nachfolger.add(kommunen[nachfolger])
        KommuneAlias.objects.bulk_create(
            [
                KommuneAlias(kommune=kommune, schreibweise=schreibweise, herkunft=herkunft)
                for schreibweise, herkunft in andere_schreibweisen(kommune.name)
                if schreibweise != kommune.name
            ],
            ignore_conflicts=True,
        )
    je_schluessel = {kommune.ags: kommune for kommune in kommunen.values() if kommune.ags}
    lade_bevoelkerung(je_schluessel)


def _lade_projekt(daten):
    cluster, ohne_cluster = daten.pop("cluster", []), daten.pop("modell_ohne_cluster", [])
    land = daten.pop("land", None)
    projekt = Projekt.objects.create(
        bundesland=Bundesland.objects.get(schluessel=land) if land else None, **daten
    )
    for eines in cluster:
        gruppe = Cluster.objects.create(projekt=projekt, nummer=eines["nummer"])
        _teilnahme(
            Kommune.objects.get(name=eines["modell"]), Teilnahmerolle.MODELL, projekt, gruppe
        )
        for name in eines["partner"]:
            _teilnahme(Kommune.objects.get(name=name), Teilnahmerolle.PARTNER, projekt, gruppe)
    for ags in ohne_cluster:
        kommune = Kommune.objects.get(ags=ags)
        _teilnahme(kommune, Teilnahmerolle.MODELL, projekt, evaluationsart=Evaluationsart.EXTERN)


def _teilnahme(kommune, rolle, projekt, cluster=None, **felder):
    zustaendigkeit = Zustaendigkeit.objects.gueltig().filter(kommune=kommune).first()
    Teilnahme.objects.create(
        kommune=kommune,
        projekt=projekt,
        cluster=cluster,
        rolle=rolle,
        jugendamt=zustaendigkeit and zustaendigkeit.jugendamt,
        von=projekt.beginn,
        # Both projects ended long ago. In the demo they go on, for there is no newer one to show
        # with real names; only a Kommune that was dissolved left.
        bis=kommune.gueltig_bis,
        **felder,
    )
