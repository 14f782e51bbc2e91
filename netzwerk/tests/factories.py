from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from kommunen.tests.factories import InstitutionFactory, JugendamtFactory, ProjektFactory
from netzwerk import models
from netzwerk.enums import Netzwerkebene, Netzwerkrechtsgrundlage, Veranstaltungsart


class NetzwerkFactory(DjangoModelFactory):
    """`NetzwerkFactory(jugendaemter=[…])` says whose network it is."""

    class Meta:
        model = models.Netzwerk
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Netzwerk Kindeswohl und Kindergesundheit {n}")
    ebene = Netzwerkebene.STRUKTURNETZWERK
    rechtsgrundlage = Netzwerkrechtsgrundlage.LKINDSCHUG
    gegruendet = 2010

    @factory.post_generation
    def jugendaemter(self, create, extracted, **kwargs):
        if create and extracted:
            self.jugendaemter.set(extracted)


class NetzwerkmitgliedFactory(DjangoModelFactory):
    class Meta:
        model = models.Netzwerkmitglied

    netzwerk = factory.SubFactory(NetzwerkFactory)
    institution = factory.SubFactory(InstitutionFactory)


class VeranstaltungFactory(DjangoModelFactory):
    """A Runder Tisch of a Jugendamt next week; `des_projekts=True` for one of a Projekt."""

    class Meta:
        model = models.Veranstaltung

    class Params:
        des_projekts = factory.Trait(jugendamt=None, projekt=factory.SubFactory(ProjektFactory))
        vorbei = factory.Trait(
            beginn=factory.LazyFunction(lambda: timezone.now() - timedelta(days=40))
        )

    jugendamt = factory.SubFactory(JugendamtFactory)
    art = Veranstaltungsart.RUNDER_TISCH
    titel = factory.Sequence(lambda n: f"Runder Tisch {n}")
    beginn = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    ende = factory.LazyAttribute(lambda eine: eine.beginn + timedelta(hours=3))


class AufgabeFactory(DjangoModelFactory):
    class Meta:
        model = models.Aufgabe

    class Params:
        ueberfaellig = factory.Trait(
            faellig_am=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))
        )

    veranstaltung = factory.SubFactory(VeranstaltungFactory)
    text = factory.Sequence(lambda n: f"Die Liste der Ansprechpersonen erneuern {n}")
    stelle = "Koordination"
