"""
A small world for the tests of the common ground: Jugendämter in which every protected table has rows.

»Nothing foreign comes back« says something only where something foreign lies. The analyses are
written and released through the methods of the domain, so their history and log are real.
"""

import itertools
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, CharField, DateField
from django.utils import timezone

from fallanalyse.enums import (
    Freigabestufe,
    Leserkreis,
    Methode,
    Perspektive,
    Rechtsgrundlage,
    Schritt,
    Trefferwahl,
    Uebergang,
)
from fallanalyse.loeschung import loesche
from fallanalyse.models import (
    Anhang,
    Anwesenheit,
    Befund,
    Einladung,
    Einwilligung,
    Fallanalyse,
    Lesetag,
    Loeschfrist,
    Praxiselement,
    Rechtsgrundlagenvorgabe,
    Rechtslage,
    Schluesselsituation,
    Sicht,
)
from fallanalyse.models.inhalt import AUFBAU, SICHT_FELDER, sicht_feld
from kinderschutz.dateipruefung import Dateiart
from kinderschutz.fields import EncryptedTextField
from kinderschutz.identity import acting_as, signed_in
from kinderschutz.models import User
from kinderschutz.system_context import system_context
from kommunen.enums import Rollenart
from kommunen.models import (
    Cluster,
    Einsichtnahme,
    Kommune,
    Projekt,
    Rueckmeldung,
    Teilnahme,
    Zwischenbericht,
)
from kommunen.tests.factories import (
    AnsprechpersonFactory,
    BundeslandFactory,
    ClusterFactory,
    MassnahmeFactory,
    OrganisationsstandFactory,
    ProfilFactory,
    ProfilpunktFactory,
    RolleFactory,
    RueckmeldungFactory,
    SwotFactory,
    TeilnahmeFactory,
    UserFactory,
    ZwischenberichtFactory,
)
from netzwerk.enums import Netzwerkebene, Netzwerkrechtsgrundlage
from netzwerk.models import Netzwerk
from netzwerk.tests.factories import AufgabeFactory, VeranstaltungFactory

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
    veranstaltungen: dict = field(default_factory=dict)
    einladung: Einladung | None = None
    einsicht: Einsichtnahme | None = None
    offene_einladung: Einladung | None = None
    rueckmeldung: Rueckmeldung | None = None
    bericht: Zwischenbericht | None = None

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
        SwotFactory(teilnahme=teilnahme)
        # Another year than the one of the form.
        OrganisationsstandFactory(jugendamt=jugendamt, jahr=2019)
        profil = ProfilFactory(teilnahme=teilnahme)
        ProfilpunktFactory(profil=profil)
        MassnahmeFactory(jugendamt=jugendamt, kommune=teilnahme.kommune, projekt=teilnahme.projekt)
        # One for all: the catalogue belongs to nobody.
        Praxiselement.objects.get_or_create(name="Tandem", art="verfahren")
        amt = Amt(teilnahme.kommune, teilnahme, cluster.projekt, cluster, netzwerk)
        amt.rueckmeldung = RueckmeldungFactory(teilnahme=teilnahme)
        amt.bericht = ZwischenberichtFactory(projekt=cluster.projekt)
        amt.veranstaltungen = {
            "jugendamt": VeranstaltungFactory(jugendamt=jugendamt, netzwerk=netzwerk),
            "projekt": VeranstaltungFactory(jugendamt=None, projekt=amt.projekt, cluster=cluster),
        }
        for eine in amt.veranstaltungen.values():
            AufgabeFactory(veranstaltung=eine)
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
    _lass_eine_loeschen(amt)
    return amt


def schreibe_analyse(amt, name, *, methode=Methode.NZFH):
    """Let the Fachkraft begin an analysis and say something in every field of every step."""
    with acting_as(amt.rollen["fachkraft"]) as fachkraft:
        analyse = Fallanalyse.beginne(durch=fachkraft, methode=methode, projekt=amt.projekt)
        keys = {}
        for schritt in analyse.alle_schritte:
            analyse.speichere_schritt(schritt, inhalt(schritt, keys), version=0, durch=fachkraft)
        analyse.zwischenstand_set.create(
            jugendamt_id=analyse.jugendamt_id,
            schritt=Schritt.ANLASS,
            person=fachkraft,
            version=1,
            formular=f"leitfrage={KANARIENVOGEL} Zwischenstand",
        )
        Anhang.haenge_an(
            analyse,
            bezeichnung=f"{KANARIENVOGEL} Anhang",
            art=Dateiart.TXT,
            inhalt=f"{KANARIENVOGEL} Anhang".encode(),
        )
        Anwesenheit.melde(analyse, Schritt.ANLASS, fachkraft)
        analyse.trefferentscheidung_set.create(
            jugendamt_id=analyse.jugendamt_id,
            wahl=Trefferwahl.ERSETZT,
            stelle="kopf//leitfrage",
            start=0,
            end=1,
            sicher=True,
            grund="ein Name",
            ersatz=KANARIENVOGEL,
            durch=fachkraft,
        )
        Lesetag.merke(analyse)
    with acting_as(amt.rollen["leitung"]) as leitung:
        Einwilligung(
            personenrolle="Mutter",
            umfang=["akte", "interview"],
            form="schriftlich",
            erteilt_am=date(2026, 1, 15),
        ).halte_fest(Rechtslage.objects.visible_to(leitung).get(analyse=analyse.pk))
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
    """Let the team invite somebody from outside, who accepts; and somebody who does not yet."""
    with system_context("Test"):
        person = UserFactory()
    with acting_as(amt.rollen["fachkraft"]) as fachkraft:
        analyse = Fallanalyse.objects.get(pk=amt.analysen[name])
        amt.einladung, amt.offene_einladung = (
            Einladung.lade_ein(
                analyse,
                email=email,
                bis=timezone.localdate() + timedelta(days=30),
                durch=fachkraft,
                adresse="https://kinderschutz.test/einladung/",
            )
            for email in (person.email, "eingeladen@beispiel.test")
        )
    with signed_in(person):
        Einladung.nimm_an(amt.einladung.pk, durch=person)
        amt.rollen["moderation"] = person.rolle


def nimm_einsicht(amt, name, grund="Eine Mutter fragt, wer gelesen hat."):
    """Let the Datenschutz give a reason to know who read this analysis."""
    kennung = amt.analyse(name).kennung
    with acting_as(amt.rollen["datenschutz"]) as datenschutz:
        amt.einsicht = Einsichtnahme.begruende(durch=datenschutz, kennung=kennung, grund=grund)


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
        nimm_einsicht(amt, "team")
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
        Loeschfrist(rechtsgrundlage=Rechtsgrundlage.ANONYM, monate=24).lege_fest(durch=leitung)


def _lass_eine_loeschen(amt):
    """Begin an analysis and delete it: what it counted for stays."""
    with acting_as(amt.rollen["fachkraft"]) as fachkraft:
        analyse = Fallanalyse.beginne(durch=fachkraft, methode=Methode.FALLREFLEXION)
    with system_context("Test"):
        loesche(analyse.pk)


def inhalt(schritt, keys):
    """
    Return something in every field of a step, as models/inhalt.py keeps it.

    `keys` remembers the last row of each kind: what points to a row points to that one.
    """
    aufbau = AUFBAU[schritt]
    zeilen = {}
    for art in aufbau.zeilen:
        zeile = {feld: _wert(art.modell, feld, keys) for feld in art.felder}
        keys[art.modell] = str(uuid.uuid4())
        zeilen[art.name] = {keys[art.modell]: zeile}
        if art.modell is Schluesselsituation:
            for perspektive, feld in itertools.product(Perspektive.values, SICHT_FELDER):
                zeile[sicht_feld(perspektive, feld)] = _wert(Sicht, feld, keys)
        if art.modell is Befund:
            zeile["belege"] = [keys[Schluesselsituation]]
    return {
        "kopf": {feld: _wert(Fallanalyse, feld, keys) for feld in aufbau.kopf},
        "zeilen": zeilen,
    }


def _wert(modell, name, keys):
    feld = modell._meta.get_field(name)
    if feld.is_relation:
        return keys.get(feld.related_model, "")
    if feld.choices:
        return feld.choices[0][0]
    match feld:
        case EncryptedTextField() | CharField():
            return f"{KANARIENVOGEL} {modell.__name__} {name}"
        case BooleanField():
            return True
        case DateField():
            return "2026-01-15"
        case ArrayField():
            return []
    return 3
