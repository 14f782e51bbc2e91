"""The local networks of child protection and who belongs to them."""

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from kommunen.models import Institution, Jugendamt
from kommunen.models.adresse import freie_adresse
from kommunen.models.oeffentlich import OeffentlichQuerySet
from kommunen.models.zeitraum import valid_at
from kommunen.sortierung import Ortsname
from netzwerk.enums import Netzwerkebene, Netzwerkrechtsgrundlage


class NetzwerkQuerySet(OeffentlichQuerySet):
    def of_jugendaemter(self, jugendaemter):
        """Choose the networks that one of these Jugendämter (rows or keys) belongs to."""
        return self.filter(jugendaemter__in=jugendaemter).distinct()

    def for_list(self):
        """Load Jugendämter, add `anzahl_mitglieder` and `ortsname`; sorted by name."""
        derzeit = (
            Netzwerkmitglied.objects.gueltig()
            .filter(netzwerk=OuterRef("pk"))
            .order_by()
            .values("netzwerk")
            .annotate(anzahl=Count("pk"))
            .values("anzahl")
        )
        return (
            self.annotate(
                ortsname=Ortsname("name"),
                anzahl_mitglieder=Coalesce(Subquery(derzeit), 0),
            )
            .prefetch_related(
                models.Prefetch(
                    "jugendaemter",
                    Jugendamt.objects.select_related("traeger").order_by("name", "pk"),
                )
            )
            .order_by("ortsname", "pk")
        )

    def for_page(self):
        """Load all that the page of a network shows."""
        return self.prefetch_related(
            models.Prefetch(
                "jugendaemter", Jugendamt.objects.select_related("traeger").order_by("name", "pk")
            ),
            models.Prefetch("mitglieder", Netzwerkmitglied.objects.gueltig().for_list()),
        )


class Netzwerk(models.Model):
    """A network of one Jugendamt, or of several together (§ 3 LKindSchuG)."""

    name = models.CharField("Name", max_length=200)
    slug = models.SlugField("Kurzname in der Adresse", max_length=120, unique=True, blank=True)
    jugendaemter = models.ManyToManyField(
        Jugendamt, related_name="netzwerke", verbose_name="Jugendämter"
    )
    ebene = models.CharField("Ebene", max_length=20, choices=Netzwerkebene)
    rechtsgrundlage = models.CharField(
        "Rechtsgrundlage", max_length=12, choices=Netzwerkrechtsgrundlage
    )
    gegruendet = models.PositiveSmallIntegerField("gegründet im Jahr", null=True, blank=True)

    objects = NetzwerkQuerySet.as_manager()

    class Meta:
        verbose_name = "Netzwerk"
        verbose_name_plural = "Netzwerke"

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug or freie_adresse(self, self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("netzwerk:detail", args=[self.slug])


class NetzwerkmitgliedQuerySet(OeffentlichQuerySet):
    def gueltig(self, am=None):
        """Choose who belongs to a network on this day (default: today)."""
        return self.filter(valid_at(am, "seit", "bis"))

    def for_list(self):
        return self.select_related("institution__kommune").order_by(
            "institution__kategorie", "institution__name", "pk"
        )


class Netzwerkmitglied(models.Model):
    netzwerk = models.ForeignKey(
        Netzwerk, on_delete=models.CASCADE, related_name="mitglieder", verbose_name="Netzwerk"
    )
    institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        related_name="mitgliedschaften",
        verbose_name="Institution",
    )
    seit = models.DateField("seit", null=True, blank=True)
    bis = models.DateField("bis", null=True, blank=True)

    objects = NetzwerkmitgliedQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitglied des Netzwerks"
        verbose_name_plural = "Mitglieder des Netzwerks"
        constraints = [
            models.UniqueConstraint(
                name="netzwerkmitglied_derzeit_nur_einmal",
                fields=["netzwerk", "institution"],
                condition=Q(bis=None),
                violation_error_message="Diese Institution ist schon Mitglied.",
            ),
            models.CheckConstraint(
                name="netzwerkmitglied_endet_nicht_vor_dem_beginn",
                condition=Q(seit=None) | Q(bis=None) | Q(bis__gte=F("seit")),
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
        ]

    def __str__(self):
        return str(self.institution)
