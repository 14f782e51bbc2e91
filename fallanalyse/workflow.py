"""
Which Uebergang leads from where to where. Data only: no queries, no permissions.

A state is the pair of Bearbeitungsstand and Freigabestufe: an analysis may rightly be finished and
stay inside its team (design.md 6).
"""

from dataclasses import dataclass

from fallanalyse.enums import Bearbeitungsstand as Stand
from fallanalyse.enums import Freigabestufe as Stufe
from fallanalyse.enums import Methode, Schritt, Uebergang


class UebergangNichtMoeglich(Exception):
    """The message is German and may be shown to the user."""


@dataclass(frozen=True)
class Regel:
    """From this Stand and one of these Stufen to that Stand and Stufe (None: unchanged)."""

    stand: Stand
    stufen: frozenset
    nach_stand: Stand
    nach_stufe: Stufe | None


BEIM_TEAM = frozenset({Stufe.TEAM, Stufe.ZURUECKGEGEBEN, Stufe.ZURUECKGEZOGEN})
# In these the analysis can be read in its Jugendamt, beyond team and Leitung.
IM_JUGENDAMT_OFFEN = frozenset(
    {Stufe.LESERKREIS, Stufe.GEPRUEFT, Stufe.CLUSTER, Stufe.PROJEKT, Stufe.LAND}
)
# In these copies of its Befunde lie in the library.
IN_DER_BIBLIOTHEK = frozenset({Stufe.CLUSTER, Stufe.PROJEKT, Stufe.LAND})

UEBERGAENGE = {
    Uebergang.ABSCHLIESSEN: Regel(Stand.IN_ARBEIT, BEIM_TEAM, Stand.ABGESCHLOSSEN, None),
    Uebergang.WIEDER_OEFFNEN: Regel(Stand.ABGESCHLOSSEN, BEIM_TEAM, Stand.IN_ARBEIT, None),
    Uebergang.EINREICHEN: Regel(
        Stand.ABGESCHLOSSEN, BEIM_TEAM, Stand.ABGESCHLOSSEN, Stufe.EINGEREICHT
    ),
    Uebergang.ZURUECKGEBEN: Regel(
        Stand.ABGESCHLOSSEN,
        frozenset({Stufe.EINGEREICHT, Stufe.LESERKREIS, Stufe.GEPRUEFT}),
        Stand.IN_ARBEIT,
        Stufe.ZURUECKGEGEBEN,
    ),
    Uebergang.FREIGEBEN: Regel(
        Stand.ABGESCHLOSSEN, frozenset({Stufe.EINGEREICHT}), Stand.ABGESCHLOSSEN, Stufe.LESERKREIS
    ),
    Uebergang.BESTAETIGEN: Regel(
        Stand.ABGESCHLOSSEN, frozenset({Stufe.LESERKREIS}), Stand.ABGESCHLOSSEN, Stufe.GEPRUEFT
    ),
    Uebergang.FREIGEBEN_CLUSTER: Regel(
        Stand.ABGESCHLOSSEN, frozenset({Stufe.GEPRUEFT}), Stand.ABGESCHLOSSEN, Stufe.CLUSTER
    ),
    Uebergang.FREIGEBEN_PROJEKT: Regel(
        Stand.ABGESCHLOSSEN,
        frozenset({Stufe.GEPRUEFT, Stufe.CLUSTER}),
        Stand.ABGESCHLOSSEN,
        Stufe.PROJEKT,
    ),
    Uebergang.FREIGEBEN_LAND: Regel(
        Stand.ABGESCHLOSSEN, frozenset({Stufe.PROJEKT}), Stand.ABGESCHLOSSEN, Stufe.LAND
    ),
    Uebergang.ZURUECKZIEHEN: Regel(
        Stand.ABGESCHLOSSEN,
        frozenset({Stufe.EINGEREICHT}) | IM_JUGENDAMT_OFFEN,
        Stand.ABGESCHLOSSEN,
        Stufe.ZURUECKGEZOGEN,
    ),
}


def stufen_before(uebergang, mit_cluster):
    """Return the Stufen this Uebergang starts from; without a cluster its stage is passed over."""
    stufen = UEBERGAENGE[uebergang].stufen
    if uebergang == Uebergang.FREIGEBEN_CLUSTER and not mit_cluster:
        return frozenset()
    if uebergang == Uebergang.FREIGEBEN_PROJEKT and mit_cluster:
        return frozenset({Stufe.CLUSTER})
    return stufen


def state_after(uebergang, stand, stufe, *, mit_cluster):
    """
    Return the pair of Bearbeitungsstand and Freigabestufe that follows.

    :raises UebergangNichtMoeglich: if the Uebergang does not start from this state
    """
    regel = UEBERGAENGE[uebergang]
    stufen = stufen_before(uebergang, mit_cluster)
    if stand != regel.stand or stufe not in stufen:
        raise UebergangNichtMoeglich(
            f"»{Uebergang(uebergang).label}« geht jetzt nicht: Die Fallanalyse ist "
            f"{Stand(stand).label} und {Stufe(stufe).label}."
        )
    return regel.nach_stand, regel.nach_stufe or Stufe(stufe)


def uebergaenge_from(stand, stufe, *, mit_cluster):
    """Return the Uebergaenge that start from this state, in their usual order."""
    return [
        uebergang
        for uebergang, regel in UEBERGAENGE.items()
        if stand == regel.stand and stufe in stufen_before(uebergang, mit_cluster)
    ]


# Which method has which steps (domain.md 3.1 to 3.3). One model, no form per method.
_LEICHT = (Schritt.ANLASS,)
_VERLAUF = (Schritt.ZEITSTRAHL, Schritt.SCHLUESSELSITUATIONEN)
_SCHLUSS = (Schritt.EINFLUSSFAKTOREN, Schritt.BEFUNDE, Schritt.EMPFEHLUNGEN)
_MIT_QUELLEN = (Schritt.ANLASS, Schritt.BETEILIGTE, Schritt.QUELLEN)
_OHNE_GESETZ = (*_MIT_QUELLEN, *_VERLAUF, *_SCHLUSS, Schritt.RUECKKOPPLUNG)
_VOLL = tuple(Schritt)[:-1]
SCHRITTE = {
    Methode.FISCHGRAETEN: _LEICHT + _SCHLUSS,
    Methode.FALLREFLEXION: (*_LEICHT, Schritt.SCHLUESSELSITUATIONEN, *_SCHLUSS),
    Methode.FALLWERKSTATT: (Schritt.ANLASS, Schritt.BETEILIGTE, *_VERLAUF, *_SCHLUSS),
    Methode.FALLRUECKSCHAU: _MIT_QUELLEN + _VERLAUF + _SCHLUSS,
    Methode.FALLLABOR: _OHNE_GESETZ,
    Methode.LEW: _VOLL,
    Methode.NZFH: _VOLL,
    Methode.SCIE: _VOLL,
    Methode.SONSTIGE: _OHNE_GESETZ,
}
# What every method has beside its order: the circle meets when it meets.
BEGLEITEND = (Schritt.SITZUNGEN,)
# What stays with the team whatever the Freigabestufe (domain.md 3.5: how the law was followed).
NUR_TEAM = frozenset({Schritt.GESETZ, Schritt.SITZUNGEN})
