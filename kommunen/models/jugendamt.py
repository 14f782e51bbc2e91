"""The office that answers for the data, its districts, and the institutions around it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.urls import reverse
from django.utils import timezone

from kommunen.enums import Altersgruppe, Geschlecht, Institutionskategorie
from kommunen.models.adresse import freie_adresse
from kommunen.models.gebiet import Bevoelkerung, Bundesland, Kommune
from kommunen.models.oeffentlich import OeffentlichQuerySet
from kommunen.models.zeitraum import Befristet, BefristetQuerySet, Zeitraum, valid_at


class JugendamtQuerySet(OeffentlichQuerySet):
    def gueltig(self, am=None):
        """Choose the offices that exist on this day (default: today)."""
        return self.filter(valid_at(am, "gueltig_von", "gueltig_bis"))

    def beendet(self, am=None):
        """Choose the offices that exist no longer on this day (default: today)."""
        return self.filter(gueltig_bis__lt=am or timezone.localdate())

    def of_traeger(self, kommune):
        return self.filter(traeger=kommune).order_by("gueltig_bis", "pk")

    def for_kommune(self, kommune):
        """Choose the offices that this Kommune runs, or that answer for its territory today."""
        zustaendig = Zustaendigkeit.objects.gueltig().filter(kommune=kommune)
        return self.filter(Q(traeger=kommune) | Q(pk__in=zustaendig.values("jugendamt"))).order_by(
            "name", "pk"
        )

    def with_bevoelkerung(self, stichtag, gruppe=Altersgruppe.INSGESAMT):
        """
        Add `bevoelkerung`: the people of this age group in all districts of the Jugendamt.

        None where a town inside has its own Jugendamt: of the rest there is no official figure.
        """
        gueltig = Zustaendigkeit.objects.gueltig(stichtag)
        # A town whose Kreis belongs to the same Jugendamt is counted with the Kreis.
        im_kreis = gueltig.filter(
            kommune=OuterRef("kommune__kreis"), jugendamt=OuterRef("jugendamt")
        )
        summe = (
            Bevoelkerung.objects.filter(
                kommune__zustaendigkeiten__in=gueltig.filter(~Exists(im_kreis)),
                kommune__zustaendigkeiten__jugendamt=OuterRef("pk"),
                stichtag=stichtag,
                gruppe=gruppe,
                geschlecht=Geschlecht.I,
            )
            .order_by()
            .values("kommune__zustaendigkeiten__jugendamt")
            .annotate(summe=Sum("anzahl"))
            .values("summe")
        )
        fremde_stadt = gueltig.filter(
            kommune__kreis__zustaendigkeiten__jugendamt=OuterRef("pk")
        ).exclude(jugendamt=OuterRef("pk"))
        return self.annotate(
            bevoelkerung=models.Case(
                models.When(~Exists(fremde_stadt), then=Subquery(summe)),
                default=None,
                output_field=models.IntegerField(),
            )
        )


class Jugendamt(models.Model):
    """
    The Verantwortliche for the data of its cases, run by a Kommune for one or several districts.

    A town may hand it over to the Kreis: then it ends, and another one becomes responsible.
    """

    name = models.CharField("Name", max_length=120)
    slug = models.SlugField("Kurzname in der Adresse", max_length=120, unique=True, blank=True)
    traeger = models.ForeignKey(
        Kommune, on_delete=models.PROTECT, related_name="jugendaemter", verbose_name="Träger"
    )
    # The Träger's own: repeated here, because the rights of a Land are compared with it.
    bundesland = models.ForeignKey(
        Bundesland,
        on_delete=models.PROTECT,
        related_name="jugendaemter",
        verbose_name="Bundesland",
        editable=False,
    )
    gueltig_von = models.DateField("besteht seit", null=True, blank=True)
    gueltig_bis = models.DateField("bestand bis", null=True, blank=True)

    objects = JugendamtQuerySet.as_manager()

    class Meta:
        verbose_name = "Jugendamt"
        verbose_name_plural = "Jugendämter"
        constraints = [
            models.CheckConstraint(
                name="jugendamt_endet_nicht_vor_dem_beginn",
                condition=Q(gueltig_von=None)
                | Q(gueltig_bis=None)
                | Q(gueltig_bis__gte=F("gueltig_von")),
                violation_error_message="Das Ende liegt vor dem Beginn.",
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug or freie_adresse(self, self.name)
        self.bundesland_id = self.traeger.bundesland_id
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("kommunen:detail", args=[self.traeger.slug])


class ZustaendigkeitQuerySet(OeffentlichQuerySet, BefristetQuerySet):
    pass


class Zustaendigkeit(Befristet):
    """A district of a Jugendamt. Towns inside with their own Jugendamt do not belong to it."""

    jugendamt = models.ForeignKey(
        Jugendamt,
        on_delete=models.CASCADE,
        related_name="zustaendigkeiten",
        verbose_name="Jugendamt",
    )
    kommune = models.ForeignKey(
        Kommune,
        on_delete=models.PROTECT,
        related_name="zustaendigkeiten",
        verbose_name="Gebiet",
    )

    objects = ZustaendigkeitQuerySet.as_manager()

    class Meta:
        verbose_name = "Zuständigkeit"
        verbose_name_plural = "Zuständigkeiten"
        constraints = [
            *Befristet.Meta.constraints,
            ExclusionConstraint(
                name="zustaendigkeit_ein_jugendamt_je_gebiet",
                expressions=[
                    ("kommune", RangeOperators.EQUAL),
                    (Zeitraum(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Für dieses Gebiet ist dann schon ein Jugendamt zuständig.",
            ),
        ]

    def __str__(self):
        return f"{self.jugendamt}: {self.kommune}"


class InstitutionQuerySet(OeffentlichQuerySet):
    def aktiv(self, am=None):
        return self.filter(valid_at(am, "aktiv_von", "aktiv_bis"))


class Institution(models.Model):
    """A partner in child protection: a clinic, a Kita, a court (§ 3 Abs. 2 KKG)."""

    name = models.CharField("Name", max_length=200)
    kategorie = models.CharField("Kategorie", max_length=30, choices=Institutionskategorie)
    traeger = models.CharField("Träger", max_length=200, blank=True)
    kommune = models.ForeignKey(
        Kommune, on_delete=models.PROTECT, related_name="institutionen", verbose_name="Kommune"
    )
    aktiv_von = models.DateField("aktiv seit", null=True, blank=True)
    aktiv_bis = models.DateField("aktiv bis", null=True, blank=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = "Institution"
        verbose_name_plural = "Institutionen"
        constraints = [
            models.UniqueConstraint(
                name="institution_einmal_je_kommune",
                fields=["name", "traeger", "kommune"],
                violation_error_message="Diese Institution gibt es in der Kommune schon.",
            ),
            models.CheckConstraint(
                name="institution_endet_nicht_vor_dem_beginn",
                condition=Q(aktiv_von=None) | Q(aktiv_bis=None) | Q(aktiv_bis__gte=F("aktiv_von")),
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
        ]

    def __str__(self):
        return self.name
