"""
One factory per model, and `Amt`: a Jugendamt whose people do things with an analysis.

Factories need the system context. What is released got there by the methods of the domain.
"""

from dataclasses import dataclass, field

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from fallanalyse import models
from fallanalyse.enums import (
    Bearbeitungsstand,
    Befundart,
    Bewaehrt,
    Einflussebene,
    Einflussrichtung,
    Freigabestufe,
    Funktion,
    Geschehen,
    Gesetzespflicht,
    Leserkreis,
    Methode,
    Perspektive,
    Rechtsgrundlage,
    Uebergang,
)
from kinderschutz import ablage
from kinderschutz.dateipruefung import Dateiart
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle
from kommunen.models import Jugendamt, Projekt, Rolle
from kommunen.tests.factories import (
    ClusterFactory,
    JugendamtFactory,
    ProjektFactory,
    TeilnahmeFactory,
    UserFactory,
)


class FallanalyseFactory(DjangoModelFactory):
    class Meta:
        model = models.Fallanalyse
        skip_postgeneration_save = True

    class Params:
        abgeschlossen = factory.Trait(
            bearbeitungsstand=Bearbeitungsstand.ABGESCHLOSSEN,
            abgeschlossen_am=factory.LazyFunction(timezone.now),
        )
        eingereicht = factory.Trait(abgeschlossen=True, freigabestufe=Freigabestufe.EINGEREICHT)
        im_leserkreis = factory.Trait(
            abgeschlossen=True,
            freigabestufe=Freigabestufe.LESERKREIS,
            leserkreis=Leserkreis.ASD,
        )
        geprueft = factory.Trait(
            abgeschlossen=True, freigabestufe=Freigabestufe.GEPRUEFT, leserkreis=Leserkreis.ASD
        )
        zurueckgegeben = factory.Trait(freigabestufe=Freigabestufe.ZURUECKGEGEBEN)
        zurueckgezogen = factory.Trait(
            abgeschlossen=True, freigabestufe=Freigabestufe.ZURUECKGEZOGEN
        )

    jugendamt = factory.SubFactory(JugendamtFactory)
    methode = Methode.FALLWERKSTATT
    rechtsgrundlage = Rechtsgrundlage.ORGUNTERSUCHUNG
    leitfrage = "Was half der Familie?"
    ist_demo = True

    @factory.post_generation
    def team(self, create, extracted, **kwargs):
        for person in extracted or ():
            self.nimm_ins_team(person, Funktion.ANALYSETEAM)


class TeilFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    analyse = factory.SubFactory(FallanalyseFactory)
    reihenfolge = factory.Sequence(lambda n: n)


class PersonenrolleFactory(TeilFactory):
    class Meta:
        model = models.Personenrolle

    kuerzel = factory.Sequence(lambda n: f"Kind {n}")


class QuelleFactory(TeilFactory):
    class Meta:
        model = models.Quelle

    bezeichnung = "Protokolle der Hilfeplangespräche"


class GesetzesschrittFactory(TeilFactory):
    class Meta:
        model = models.Gesetzesschritt

    pflicht = Gesetzespflicht.EINSCHAETZUNG
    geschehen = Geschehen.JA


class RueckkopplungFactory(TeilFactory):
    class Meta:
        model = models.Rueckkopplung

    perspektive = Perspektive.ELTERN
    korrektur = "Die Mutter hatte selbst angerufen."


class SitzungFactory(TeilFactory):
    class Meta:
        model = models.Sitzung

    protokoll = "Wir haben mit der Leitfrage begonnen."


class SitzungsfrageFactory(TeilFactory):
    class Meta:
        model = models.Sitzungsfrage

    frage = "Wer wusste von der Meldung?"


class EreignisFactory(TeilFactory):
    class Meta:
        model = models.Ereignis

    titel = "Die Kita meldet sich"
    zeitwert = 3


class SchluesselsituationFactory(TeilFactory):
    class Meta:
        model = models.Schluesselsituation

    titel = "Der Abend ohne Rückruf"
    bedeutung = "Hier hätte es anders gehen können."


class SichtFactory(TeilFactory):
    class Meta:
        model = models.Sicht

    schluesselsituation = factory.SubFactory(
        SchluesselsituationFactory, analyse=factory.SelfAttribute("..analyse")
    )
    perspektive = Perspektive.KIND
    damals = "Angst"


class EinflussfaktorFactory(TeilFactory):
    class Meta:
        model = models.Einflussfaktor

    text = "Die Vertretung war geregelt."
    ebene = Einflussebene.ORGANISATION
    richtung = Einflussrichtung.FOERDERLICH


class BefundFactory(TeilFactory):
    class Meta:
        model = models.Befund

    titel = "Das Tandem trägt auch im Urlaub"
    art = Befundart.VERFAHREN
    bewaehrt = Bewaehrt.JA


class BelegFactory(TeilFactory):
    class Meta:
        model = models.Beleg

    befund = factory.SubFactory(BefundFactory, analyse=factory.SelfAttribute("..analyse"))
    schluesselsituation = factory.SubFactory(
        SchluesselsituationFactory, analyse=factory.SelfAttribute("..analyse")
    )


class EmpfehlungsvorschlagFactory(TeilFactory):
    class Meta:
        model = models.Empfehlungsvorschlag

    text = "Tandems überall einführen"
    art = Befundart.VERFAHREN


class AnhangFactory(TeilFactory):
    class Meta:
        model = models.Anhang

    bezeichnung = "Protokoll der ersten Sitzung"
    art = Dateiart.TXT
    groesse = 9
    datei = factory.LazyFunction(lambda: ablage.lege_ab(b"Protokoll"))


def vollstaendig(analyse):
    """Give the analysis what it needs to be finished; return its Befund."""
    beleg = BelegFactory(analyse=analyse)
    EmpfehlungsvorschlagFactory(analyse=analyse, befund=beleg.befund)
    return beleg.befund


# On the way out: who does what, and where the analysis is then.
WEG = (
    ("fachkraft", Uebergang.EINREICHEN, Freigabestufe.EINGEREICHT),
    ("leitung", Uebergang.FREIGEBEN, Freigabestufe.LESERKREIS),
    ("zweite", Uebergang.BESTAETIGEN, Freigabestufe.GEPRUEFT),
    ("leitung", Uebergang.FREIGEBEN_CLUSTER, Freigabestufe.CLUSTER),
    ("leitung", Uebergang.FREIGEBEN_PROJEKT, Freigabestufe.PROJEKT),
    ("leitung", Uebergang.FREIGEBEN_LAND, Freigabestufe.LAND),
)


@dataclass
class Amt:
    """A Jugendamt in a Projekt: the Fachkraft writes, the Leitung releases, the Zweite confirms."""

    jugendamt: Jugendamt
    projekt: Projekt
    rollen: dict[str, Rolle] = field(default_factory=dict)

    def __getattr__(self, name):
        try:
            return self.rollen[name]
        except KeyError:
            raise AttributeError(name) from None

    def tut(self, wer, uebergang, analyse, **angaben):
        """Let one of its people do a transition, as a view would; return the analysis after it."""
        with acting_as(self.rollen[wer]) as person:
            frisch = models.Fallanalyse.objects.get(pk=analyse.pk)
            getattr(frisch, uebergang)(durch=person, **angaben)
        return frisch

    def beginne(self, **angaben):
        with acting_as(self.fachkraft) as person:
            angaben = {"methode": Methode.FALLWERKSTATT, "projekt": self.projekt} | angaben
            return models.Fallanalyse.beginne(durch=person, **angaben)

    def analyse(self, stufe=Freigabestufe.TEAM, **felder):
        """Return an analysis of this team at this Freigabestufe; beyond TEAM it is complete."""
        analyse = self.beginne()
        with system_context("Test"):
            for name, wert in ({"leitfrage": "Was half der Familie?"} | felder).items():
                setattr(analyse, name, wert)
            analyse.save()
            if stufe == Freigabestufe.TEAM:
                return analyse
            vollstaendig(analyse)
        self.tut("fachkraft", Uebergang.ABSCHLIESSEN, analyse)
        ohne_cluster = not self.mit_cluster
        for wer, uebergang, erreicht in WEG:
            if uebergang == Uebergang.FREIGEBEN_CLUSTER and ohne_cluster:
                continue
            analyse = self.tut(wer, uebergang, analyse)
            if erreicht == stufe:
                return analyse
        raise LookupError(stufe)

    @property
    def mit_cluster(self):
        return self.jugendamt.teilnahmen.filter(cluster__isnull=False).exists()


def amt(*, projekt=None, cluster=None, geklaert=True):
    """Create a Jugendamt with its people; `geklaert`: the Leitung has settled the law."""
    with system_context("Test"):
        projekt = projekt or (cluster.projekt if cluster else ProjektFactory())
        jugendamt = JugendamtFactory()
        TeilnahmeFactory(
            jugendamt=jugendamt, kommune=jugendamt.traeger, projekt=projekt, cluster=cluster
        )
    eines = Amt(jugendamt, projekt)
    for wer, art in (
        ("fachkraft", "fachkraft"),
        ("kollegin", "fachkraft"),
        ("zweite", "fachkraft"),
        ("leitung", "leitung"),
        ("vertretung", "leitung"),
    ):
        eines.rollen[wer] = make_rolle(art, jugendamt=jugendamt)
    if geklaert:
        klaere(eines)
    return eines


def amt_im_cluster(cluster=None):
    with system_context("Test"):
        cluster = cluster or ClusterFactory()
    return amt(cluster=cluster)


def klaere(amt, rechtsgrundlage=Rechtsgrundlage.ORGUNTERSUCHUNG):
    """Let the Leitung settle the law for every method."""
    with acting_as(amt.leitung) as leitung:
        for methode in Methode:
            models.Rechtsgrundlagenvorgabe(
                methode=methode, rechtsgrundlage=rechtsgrundlage
            ).lege_fest(durch=leitung)


__all__ = ["Amt", "UserFactory", "amt", "amt_im_cluster", "klaere", "vollstaendig"]
