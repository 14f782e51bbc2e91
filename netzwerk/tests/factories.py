import factory
from factory.django import DjangoModelFactory

from kommunen.tests.factories import InstitutionFactory
from netzwerk import models
from netzwerk.enums import Netzwerkebene, Netzwerkrechtsgrundlage


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
