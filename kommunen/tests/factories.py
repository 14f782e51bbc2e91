"""One factory per model; situations are traits. Rows of protected models need the system context."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from kinderschutz.models import User
from kommunen import models
from kommunen.enums import (
    Aliasherkunft,
    Altersgruppe,
    Evaluationsart,
    Gebietstyp,
    Institutionskategorie,
    Massnahmenstatus,
    Meilensteinart,
    Profilabschnitt,
    Profilstatus,
    Projektebene,
    Rollenart,
    Teilnahmerolle,
)
from kommunen.models.rolle import BEREICHE


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person-{n}@beispiel.test")
    name = factory.Sequence(lambda n: f"Person {n}")

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or "ein-langes-passwort")
        if create:
            self.save()


class BundeslandFactory(DjangoModelFactory):
    """Rheinland-Pfalz unless said otherwise: most tests live in one Land."""

    class Meta:
        model = models.Bundesland
        django_get_or_create = ("schluessel",)

    class Params:
        hessen = factory.Trait(schluessel="06", name="Hessen", kuerzel="HE")

    schluessel = "07"
    name = "Rheinland-Pfalz"
    kuerzel = "RP"


class KommuneFactory(DjangoModelFactory):
    class Meta:
        model = models.Kommune

    class Params:
        landkreis = factory.Trait(
            gebietstyp=Gebietstyp.LANDKREIS,
            name=factory.Sequence(lambda n: f"Landkreis Muster {n}"),
        )
        aufgeloest = factory.Trait(gueltig_bis=date(2011, 9, 3))

    name = factory.Sequence(lambda n: f"Stadt Musterstadt {n}")
    gebietstyp = Gebietstyp.KREISFREI
    bundesland = factory.SubFactory(BundeslandFactory)


class KommuneAliasFactory(DjangoModelFactory):
    class Meta:
        model = models.KommuneAlias

    kommune = factory.SubFactory(KommuneFactory)
    schreibweise = factory.Sequence(lambda n: f"Stadtverwaltung Musterstadt {n}")
    herkunft = Aliasherkunft.BEHOERDE


class BevoelkerungFactory(DjangoModelFactory):
    class Meta:
        model = models.Bevoelkerung

    kommune = factory.SubFactory(KommuneFactory)
    stichtag = date(2024, 12, 31)
    gruppe = Altersgruppe.INSGESAMT
    anzahl = 100_000
    quelle = "Testdaten"


class JugendamtFactory(DjangoModelFactory):
    class Meta:
        model = models.Jugendamt

    name = factory.Sequence(lambda n: f"Stadtjugendamt Musterstadt {n}")
    traeger = factory.SubFactory(KommuneFactory)


class ZustaendigkeitFactory(DjangoModelFactory):
    class Meta:
        model = models.Zustaendigkeit

    jugendamt = factory.SubFactory(JugendamtFactory)
    kommune = factory.SelfAttribute("jugendamt.traeger")


class InstitutionFactory(DjangoModelFactory):
    class Meta:
        model = models.Institution

    name = factory.Sequence(lambda n: f"Kita Sonnenschein {n}")
    kategorie = Institutionskategorie.KITA
    kommune = factory.SubFactory(KommuneFactory)


class ProjektFactory(DjangoModelFactory):
    class Meta:
        model = models.Projekt

    titel = factory.LazyAttribute(lambda projekt: f"{projekt.kurztitel}: Kinderschutz")
    kurztitel = factory.Sequence(lambda n: f"Projekt {n}")
    ebene = Projektebene.BUND
    auftraggeber = "Nationales Zentrum Frühe Hilfen"
    beginn = date(2009, 4, 1)


class ClusterFactory(DjangoModelFactory):
    class Meta:
        model = models.Cluster

    projekt = factory.SubFactory(ProjektFactory)
    nummer = factory.Sequence(lambda n: n % 30_000 + 1)


class TeilnahmeFactory(DjangoModelFactory):
    """A Partnerkommune whose Jugendamt uses the application; `jugendamt=None` for one that does not."""

    class Meta:
        model = models.Teilnahme

    class Params:
        modell = factory.Trait(
            rolle=Teilnahmerolle.MODELL,
            evaluationsart=Evaluationsart.EXTERN,
            cluster=factory.SubFactory(ClusterFactory, projekt=factory.SelfAttribute("..projekt")),
        )

    kommune = factory.SubFactory(KommuneFactory)
    jugendamt = factory.SubFactory(JugendamtFactory, traeger=factory.SelfAttribute("..kommune"))
    projekt = factory.SubFactory(ProjektFactory)
    rolle = Teilnahmerolle.PARTNER


class MeilensteinFactory(DjangoModelFactory):
    """To be reached next month; `ueberfaellig=True` should have been yesterday."""

    class Meta:
        model = models.Meilenstein

    class Params:
        erreicht = factory.Trait(erreicht_am=factory.LazyFunction(timezone.localdate))
        ueberfaellig = factory.Trait(
            soll=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))
        )

    teilnahme = factory.SubFactory(TeilnahmeFactory)
    art = Meilensteinart.SWOT
    soll = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))


class OrganisationsstandFactory(DjangoModelFactory):
    class Meta:
        model = models.Organisationsstand

    jugendamt = factory.SubFactory(JugendamtFactory)
    jahr = 2025
    asd_vzae = Decimal("20.00")
    unbesetzt_vzae = Decimal("2.00")
    vier_augen = "immer"


class SwotFactory(DjangoModelFactory):
    class Meta:
        model = models.Swot

    teilnahme = factory.SubFactory(TeilnahmeFactory)
    datum = factory.Sequence(lambda n: date(2020, 1, 1) + timedelta(days=n % 2_000))
    staerken = ["Die Rufbereitschaft ist eingespielt"]
    schwaechen = ["Vertretungen sind nicht geregelt"]


class AnsprechpersonFactory(DjangoModelFactory):
    class Meta:
        model = models.Ansprechperson

    teilnahme = factory.SubFactory(TeilnahmeFactory)
    name = factory.Sequence(lambda n: f"Ansprechperson {n}")
    email = factory.Sequence(lambda n: f"kontakt-{n}@beispiel.test")


def _scope(feld):
    """Make what the art needs, so that `RolleFactory(art=…)` alone is a valid Rolle."""

    def make(rolle):
        if feld not in BEREICHE[Rollenart(rolle.art)][0]:
            return None
        return {
            "jugendamt": JugendamtFactory,
            "projekt": ProjektFactory,
            "bundesland": BundeslandFactory,
            "analyse": uuid.uuid4,
        }[feld]()

    return factory.LazyAttribute(make)


class RolleFactory(DjangoModelFactory):
    """A Fachkraft since yesterday; the scope of another art is made where none is given."""

    class Meta:
        model = models.Rolle

    person = factory.SubFactory(UserFactory)
    art = Rollenart.FACHKRAFT
    jugendamt = _scope("jugendamt")
    projekt = _scope("projekt")
    bundesland = _scope("bundesland")
    analyse = _scope("analyse")
    von = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))
    bis = factory.LazyAttribute(
        lambda rolle: (
            timezone.localdate() + timedelta(days=30) if rolle.art == Rollenart.MODERATION else None
        )
    )


class MassnahmeFactory(DjangoModelFactory):
    class Meta:
        model = models.Massnahme

    class Params:
        erreicht = factory.Trait(
            status=Massnahmenstatus.UMGESETZT, erreicht_am=factory.LazyFunction(timezone.localdate)
        )
        ueberfaellig = factory.Trait(
            zieldatum=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))
        )

    jugendamt = factory.SubFactory(JugendamtFactory)
    kommune = factory.LazyAttribute(
        lambda massnahme: massnahme.jugendamt.traeger if massnahme.jugendamt else KommuneFactory()
    )
    text = "Regelmäßig Runde Tische zur Frühen Förderung halten"


class ProfilFactory(DjangoModelFactory):
    class Meta:
        model = models.Profil

    class Params:
        veroeffentlicht = factory.Trait(
            status=Profilstatus.VEROEFFENTLICHT, stand=date(2010, 11, 30)
        )

    teilnahme = factory.SubFactory(TeilnahmeFactory)


class ProfilpunktFactory(DjangoModelFactory):
    class Meta:
        model = models.Profilpunkt

    profil = factory.SubFactory(ProfilFactory)
    abschnitt = Profilabschnitt.THEMEN
    reihenfolge = factory.Sequence(lambda n: n % 30_000)
    text = "Frühe Hilfen, Frühe Förderung"


class StichtagFactory(DjangoModelFactory):
    class Meta:
        model = models.Stichtag

    datum = date(2026, 6, 30)


class StichtagswertFactory(DjangoModelFactory):
    class Meta:
        model = models.Stichtagswert

    stichtag = factory.SubFactory(StichtagFactory)
    jugendamt = factory.SubFactory(JugendamtFactory)
    jahr = 2026
    name = "probe_fallbezogen"
    anzahl = 5


class KennzahlwertFactory(DjangoModelFactory):
    class Meta:
        model = models.Kennzahlwert

    jugendamt = factory.SubFactory(JugendamtFactory)
    jahr = 2026
    name = "probe_fallbezogen"
    anzahl = 5


class AnfrageFactory(DjangoModelFactory):
    class Meta:
        model = models.Anfrage

    projekt = factory.SubFactory(ProjektFactory)
    titel = factory.Sequence(lambda n: f"Anfrage {n}")
    frage = "Wann findet Ihre nächste QE-Werkstatt statt?"
    faellig_am = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14))


class RueckmeldungFactory(DjangoModelFactory):
    """An open one; `teilnahme` says of whom."""

    class Meta:
        model = models.Rueckmeldung

    anfrage = factory.SubFactory(
        AnfrageFactory, projekt=factory.SelfAttribute("..teilnahme.projekt")
    )
    teilnahme = factory.SubFactory(TeilnahmeFactory)
    jugendamt = factory.SelfAttribute("teilnahme.jugendamt")
    projekt = factory.SelfAttribute("teilnahme.projekt")


class ZwischenberichtFactory(DjangoModelFactory):
    """A draft about the measures of the first half of 2026."""

    class Meta:
        model = models.Zwischenbericht

    projekt = factory.SubFactory(ProjektFactory)
    titel = "Zwischenbericht 06/2026"
    von = date(2026, 1, 1)
    bis = date(2026, 6, 30)
    abschnitte = ["massnahmen"]
