"""
A small world for the tests of the common ground: Jugendämter in which every protected table has rows.

»Nothing foreign comes back« says something only where something foreign lies. The analyses are
written and released through the methods of the domain, so their history and log are real.
"""

import uuid
from dataclasses import dataclass, field

from fallanalyse.enums import (
    Freigabestufe,
    Funktion,
    Leserkreis,
    Methode,
    Perspektive,
    Rechtsgrundlage,
    Schritt,
    Uebergang,
)
from fallanalyse.models import Fallanalyse, Rechtsgrundlagenvorgabe
from fallanalyse.models.inhalt import SICHT_FELDER, sicht_feld
from kinderschutz.identity import acting_as
from kinderschutz.models import User
from kinderschutz.system_context import system_context
from kommunen.enums import Rollenart
from kommunen.models import Cluster, Kommune, Projekt, Teilnahme
from kommunen.tests.factories import (
    AnsprechpersonFactory,
    BundeslandFactory,
    ClusterFactory,
    MassnahmeFactory,
    ProfilFactory,
    ProfilpunktFactory,
    RolleFactory,
    TeilnahmeFactory,
    UserFactory,
)
from netzwerk.enums import Netzwerkebene, Netzwerkrechtsgrundlage
from netzwerk.models import Netzwerk

# Stands in every free text of every analysis. No digits: the pseudonymisation gate would bite.
KANARIENVOGEL = "Kanarienvogel"

# Who does what on the way of an analysis; each is the Rolle of that name in the Amt.
WEG = (
    (Freigabestufe.EINGEREICHT, Uebergang.EINREICHEN, "fachkraft", {}),
    (
        Freigabestufe.LESERKREIS,
        Uebergang.FREIGEBEN,
        "leitung",
        {"leserkreis": Leserkreis.JUGENDAMT},
    ),
    (Freigabestufe.GEPRUEFT, Uebergang.BESTAETIGEN, "kollegin", {}),
    (Freigabestufe.CLUSTER, Uebergang.FREIGEBEN_CLUSTER, "leitung", {}),
    (Freigabestufe.PROJEKT, Uebergang.FREIGEBEN_PROJEKT, "leitung", {}),
    (Freigabestufe.LAND, Uebergang.FREIGEBEN_LAND, "leitung", {}),
)


@dataclass
class Amt:
    """One Jugendamt with its people and its analyses, by what they are called in the tests."""

    kommune: Kommune
    teilnahme: Teilnahme
    projekt: Projekt
    cluster: Cluster
    netzwerk: Netzwerk
    rollen: dict = field(default_factory=dict)
    analysen: dict = field(default_factory=dict)
    ohne_rolle: User | None = None

    @property
    def jugendamt(self):
        return self.teilnahme.jugendamt

    def analyse(self, name):
        """Return a fresh copy of the analysis of this name, as a command reads it."""
        with system_context("Test"):
            return Fallanalyse.objects.get(pk=self.analysen[name])


def baue_amt(**kommune):
    """Create a Jugendamt with a profile, a network and the people of every Rolle."""
    with system_context("Test"):
        cluster = ClusterFactory()
        teilnahme = TeilnahmeFactory(
            projekt=cluster.projekt,
            cluster=cluster,
            **{f"kommune__{name}": wert for name, wert in kommune.items()},
        )
        jugendamt = teilnahme.jugendamt
        netzwerk = Netzwerk.objects.create(
            name=f"Netzwerk {teilnahme.kommune}",
            ebene=Netzwerkebene.values[0],
            rechtsgrundlage=Netzwerkrechtsgrundlage.values[0],
        )
        netzwerk.jugendaemter.add(jugendamt)
        AnsprechpersonFactory(teilnahme=teilnahme)
        profil = ProfilFactory(teilnahme=teilnahme)
        ProfilpunktFactory(profil=profil)
        MassnahmeFactory(jugendamt=jugendamt, kommune=teilnahme.kommune, projekt=teilnahme.projekt)
        amt = Amt(teilnahme.kommune, teilnahme, cluster.projekt, cluster, netzwerk)
        for name, art, bereich in (
            ("fachkraft", Rollenart.FACHKRAFT, {"jugendamt": jugendamt}),
            ("kollegin", Rollenart.FACHKRAFT, {"jugendamt": jugendamt}),
            ("leitung", Rollenart.LEITUNG, {"jugendamt": jugendamt}),
            ("netzwerkkoordination", Rollenart.NETZWERKKOORDINATION, {"jugendamt": jugendamt}),
            ("datenschutz", Rollenart.DATENSCHUTZ, {"jugendamt": jugendamt}),
            ("projektkoordination", Rollenart.PROJEKTKOORDINATION, {"projekt": amt.projekt}),
            ("wissenschaft", Rollenart.WISSENSCHAFT, {"projekt": amt.projekt}),
            ("ministerium", Rollenart.MINISTERIUM, {"bundesland": amt.kommune.bundesland}),
            ("landesjugendamt", Rollenart.LANDESJUGENDAMT, {"bundesland": amt.kommune.bundesland}),
            ("administration", Rollenart.ADMINISTRATION, {}),
        ):
            amt.rollen[name] = RolleFactory(art=art, **bereich)
        amt.ohne_rolle = UserFactory()
    _lege_rechtsgrundlage_fest(amt)
    return amt


def schreibe_analyse(amt, name, *, methode=Methode.FALLREFLEXION):
    """Let the Fachkraft begin an analysis and say something in every field of every step."""
    with acting_as(amt.rollen["fachkraft"]) as fachkraft:
        analyse = Fallanalyse.beginne(durch=fachkraft, methode=methode, projekt=amt.projekt)
        keys = {}
        for schritt in analyse.schritte:
            analyse.speichere_schritt(schritt, inhalt(schritt, keys), version=0, durch=fachkraft)
        analyse.zwischenstand_set.create(
            jugendamt_id=analyse.jugendamt_id,
            schritt=Schritt.ANLASS,
            person=fachkraft,
            version=1,
            formular=f"leitfrage={KANARIENVOGEL}",
        )
    amt.analysen[name] = analyse.pk
    return analyse


def bringe_bis(amt, name, stufe=None):
    """Let the Amt finish the analysis, and bring it to this Freigabestufe if one is named."""
    with acting_as(amt.rollen["fachkraft"]) as fachkraft:
        Fallanalyse.objects.get(pk=amt.analysen[name]).abschliessen(durch=fachkraft)
    if stufe is None:
        return
    for erreicht, uebergang, wer, angaben in WEG:
        with acting_as(amt.rollen[wer]) as person:
            analyse = Fallanalyse.objects.get(pk=amt.analysen[name])
            getattr(analyse, uebergang.value)(durch=person, **angaben)
        if erreicht == stufe:
            return


def lade_moderation_ein(amt, name):
    """Give somebody from outside the Rolle to moderate this one analysis."""
    with system_context("Test"):
        rolle = RolleFactory(
            art=Rollenart.MODERATION, jugendamt=amt.jugendamt, analyse=amt.analysen[name]
        )
        amt.analyse(name).nimm_ins_team(rolle.person, Funktion.MODERATION)
    amt.rollen["moderation"] = rolle


def baue_welt(stufen=(Freigabestufe.LAND,)):
    """
    Return two Jugendämter of two Länder.

    In each lie an analysis in the team, a finished one, and one of each of these Freigabestufen,
    named by it.
    """
    with system_context("Test"):
        hessen = BundeslandFactory(hessen=True)
    aemter = baue_amt(), baue_amt(bundesland=hessen)
    for amt in aemter:
        schreibe_analyse(amt, "team")
        lade_moderation_ein(amt, "team")
        schreibe_analyse(amt, "abgeschlossen")
        bringe_bis(amt, "abgeschlossen")
        for stufe in stufen:
            schreibe_analyse(amt, stufe.value)
            bringe_bis(amt, stufe.value, stufe)
    return aemter


def _lege_rechtsgrundlage_fest(amt):
    with acting_as(amt.rollen["leitung"]) as leitung:
        for methode in Methode:
            Rechtsgrundlagenvorgabe(
                methode=methode, rechtsgrundlage=Rechtsgrundlage.ORGUNTERSUCHUNG
            ).lege_fest(durch=leitung)


def inhalt(schritt, keys):
    """Return the content of a step as models/inhalt.py keeps it; `keys` remembers its rows."""
    if schritt == Schritt.ANLASS:
        kopf = {
            "leitfrage": f"{KANARIENVOGEL} in der Leitfrage",
            "anlass": "exemplarisch",
            "anlass_text": f"{KANARIENVOGEL} im Anlass",
            "fallstatus": "abgeschlossen",
            "anhaengige_verfahren": False,
        }
        return {"kopf": kopf, "zeilen": {}}
    art, zeile = _ZEILEN[schritt](keys)
    keys[art] = str(uuid.uuid4())
    return {"kopf": {}, "zeilen": {art: {keys[art]: zeile}}}


def _personen(keys):
    return "personen", {
        "kuerzel": f"Kind A {KANARIENVOGEL}",
        "altersband": "3_5",
        "beziehung": f"{KANARIENVOGEL} in der Beziehung",
    }


def _ereignisse(keys):
    return "ereignisse", {
        "ebene": "hilfeprozess",
        "zeitwert": 3,
        "genauigkeit": "monat_rel",
        "titel": f"{KANARIENVOGEL} im Titel des Ereignisses",
        "art": "meldung",
        "beschreibung": f"{KANARIENVOGEL} im Ereignis",
    }


def _situationen(keys):
    zeile = {
        "titel": f"{KANARIENVOGEL} im Titel der Situation",
        "von": keys["ereignisse"],
        "bis": "",
        "beschreibung": f"{KANARIENVOGEL} in der Situation",
        "bedeutung": f"{KANARIENVOGEL} in der Bedeutung",
        "hypothesen": f"{KANARIENVOGEL} in den Hypothesen",
        "praxis": "beides",
    }
    for perspektive in Perspektive.values:
        for feld in SICHT_FELDER:
            wert = "ja" if feld == "einvernehmen" else f"{KANARIENVOGEL} {perspektive} {feld}"
            zeile[sicht_feld(perspektive, feld)] = wert
    return "situationen", zeile


def _faktoren(keys):
    return "faktoren", {
        "ebene": "team",
        "richtung": "hinderlich",
        "text": f"{KANARIENVOGEL} im Einflussfaktor",
        "schluesselsituation": keys["situationen"],
    }


def _befunde(keys):
    return "befunde", {
        "titel": f"{KANARIENVOGEL} im Titel des Befunds",
        "text": f"{KANARIENVOGEL} im Befund",
        "art": "verfahren",
        "bewaehrt": "teils",
        "belege": [keys["situationen"]],
    }


def _vorschlaege(keys):
    return "vorschlaege", {
        "text": f"{KANARIENVOGEL} in der Empfehlung",
        "art": "instrument",
        "adressat": "leitung",
        "befund": keys["befunde"],
    }


_ZEILEN = {
    Schritt.BETEILIGTE: _personen,
    Schritt.ZEITSTRAHL: _ereignisse,
    Schritt.SCHLUESSELSITUATIONEN: _situationen,
    Schritt.EINFLUSSFAKTOREN: _faktoren,
    Schritt.BEFUNDE: _befunde,
    Schritt.EMPFEHLUNGEN: _vorschlaege,
}
