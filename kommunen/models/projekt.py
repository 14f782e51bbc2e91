"""Projekt, Cluster, and who takes part in them."""

from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Greatest, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from kommunen.enums import (
    Begriffswahl,
    Evaluationsart,
    Projektebene,
    Teilnahmerolle,
)
from kommunen.models.adresse import freie_adresse
from kommunen.models.gebiet import Bundesland, Kommune
from kommunen.models.jugendamt import Jugendamt
from kommunen.models.oeffentlich import OeffentlichQuerySet
from kommunen.models.zeitraum import Befristet, BefristetQuerySet, Zeitraum
from kommunen.sortierung import Ortsname


class Projekt(models.Model):
    titel = models.CharField("Titel", max_length=200)
    kurztitel = models.CharField("Kurztitel", max_length=60, unique=True)
    slug = models.SlugField("Kurzname in der Adresse", max_length=60, unique=True, blank=True)
    ebene = models.CharField("Ebene", max_length=8, choices=Projektebene)
    bundesland = models.ForeignKey(
        Bundesland,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="projekte",
        verbose_name="Bundesland",
    )
    auftraggeber = models.CharField("Auftraggeber", max_length=200)
    durchfuehrung = models.CharField("Durchführung", max_length=200, blank=True)
    beginn = models.DateField("Beginn")
    ende = models.DateField("Ende", null=True, blank=True)
    begriffswahl = models.CharField(
        "Begriffswahl", max_length=14, choices=Begriffswahl, default=Begriffswahl.LERNPUNKT
    )
    beschreibung = models.TextField("Beschreibung", blank=True)

    objects = OeffentlichQuerySet.as_manager()

    class Meta:
        verbose_name = "Projekt"
        verbose_name_plural = "Projekte"
        constraints = [
            models.CheckConstraint(
                name="projekt_des_landes_nennt_das_land",
                condition=Q(ebene=Projektebene.LAND, bundesland__isnull=False)
                | Q(ebene=Projektebene.BUND, bundesland=None),
                violation_error_message=(
                    "Ein Landesprojekt gehört zu einem Land, ein Bundesprojekt zu keinem."
                ),
            ),
            models.CheckConstraint(
                name="projekt_endet_nicht_vor_dem_beginn",
                condition=Q(ende=None) | Q(ende__gte=F("beginn")),
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
        ]

    def __str__(self):
        return self.kurztitel

    def save(self, *args, **kwargs):
        self.slug = self.slug or freie_adresse(self, self.kurztitel)
        super().save(*args, **kwargs)

    @property
    def begriff(self):
        """The word this Projekt uses for what went wrong, without the alternatives of its name."""
        return self.get_begriffswahl_display().split(" / ")[0]

    @property
    def massgeblicher_tag(self):
        """The day on which to look who takes part: today, or the last day of one that is over."""
        heute = timezone.localdate()
        return max(self.beginn, min(heute, self.ende or heute))

    @property
    def zeitraum(self):
        """From when to when, as people say it: »April 2009 bis November 2010«."""
        beginn = date_format(self.beginn, "F Y")
        return f"{beginn} bis {date_format(self.ende, 'F Y')}" if self.ende else f"seit {beginn}"


class Cluster(models.Model):
    """A Kinderschutzcluster; it may cross the borders of Länder."""

    projekt = models.ForeignKey(
        Projekt, on_delete=models.PROTECT, related_name="cluster", verbose_name="Projekt"
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    slug = models.SlugField("Kurzname in der Adresse", max_length=64, unique=True, blank=True)

    objects = OeffentlichQuerySet.as_manager()

    class Meta:
        verbose_name = "Kinderschutzcluster"
        verbose_name_plural = "Kinderschutzcluster"
        constraints = [
            models.UniqueConstraint(
                name="cluster_nummer_einmal_je_projekt",
                fields=["projekt", "nummer"],
                violation_error_message="Diese Nummer hat im Projekt schon ein Cluster.",
            ),
            # The target of a composite foreign key: a Teilnahme names both (migration 0002).
            models.UniqueConstraint(name="cluster_mit_projekt", fields=["id", "projekt"]),
        ]

    def __str__(self):
        return f"Kinderschutzcluster {self.nummer}"

    def save(self, *args, **kwargs):
        self.slug = self.slug or f"{self.projekt.slug}-{self.nummer}"
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("cluster:detail", args=[self.slug])


class TeilnahmeQuerySet(OeffentlichQuerySet, BefristetQuerySet):
    def zuletzt_gueltig(self):
        """Choose what is valid today, or was on the last day of a Projekt that is over."""
        heute = Value(timezone.localdate())
        tag = Greatest("projekt__beginn", Least(Coalesce("projekt__ende", heute), heute))
        return self.filter(
            Q(von=None) | Q(von__lte=tag),
            Q(bis=None) | Q(bis__gte=tag),
        )

    def neueste(self):
        """Choose one per Kommune and Projekt: a change of the role began a new one."""
        spaeter = Teilnahme.objects.filter(
            kommune=OuterRef("kommune"),
            projekt=OuterRef("projekt"),
            von__gt=Coalesce(OuterRef("von"), Value(date.min)),
        )
        return self.filter(~Exists(spaeter))

    def frueher_als(self, teilnahme):
        """Choose what the same Kommune was in the same Projekt before, newest first."""
        if teilnahme.von is None:
            return self.none()
        return (
            self.filter(
                kommune=teilnahme.kommune_id, projekt=teilnahme.projekt_id, bis__lt=teilnahme.von
            )
            .select_related("cluster")
            .order_by("-bis", "pk")
        )

    def for_page(self, kommune):
        """Choose and load what the page of this Kommune says of its Teilnahmen."""
        return (
            self.filter(kommune=kommune)
            .neueste()
            .select_related("projekt", "cluster")
            .order_by("projekt__beginn", "von", "pk")
        )

    def beside(self, teilnahme):
        """Choose who is in the same cluster, Modellkommune first; loads their Kommunen."""
        return (
            self.gueltig(teilnahme.projekt.massgeblicher_tag)
            .filter(cluster=teilnahme.cluster_id)
            .exclude(kommune=teilnahme.kommune_id)
            .select_related("kommune")
            .order_by("rolle", Ortsname("kommune__name"), "pk")
        )

    def for_list(self):
        """Load Kommune, Jugendamt, Projekt and Cluster; Modellkommunen come first."""
        return self.select_related(
            "kommune__bundesland", "jugendamt", "projekt", "cluster"
        ).order_by("projekt__beginn", "cluster__nummer", "rolle", Ortsname("kommune__name"), "pk")


class Teilnahme(Befristet):
    """A Kommune takes part in a Projekt, in a cluster or without one."""

    kommune = models.ForeignKey(
        Kommune, on_delete=models.PROTECT, related_name="teilnahmen", verbose_name="Kommune"
    )
    jugendamt = models.ForeignKey(
        Jugendamt,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="teilnahmen",
        verbose_name="Jugendamt",
        help_text="Das Jugendamt, das die Teilnahme verantwortet und diese Anwendung nutzt.",
    )
    projekt = models.ForeignKey(
        Projekt, on_delete=models.PROTECT, related_name="teilnahmen", verbose_name="Projekt"
    )
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="teilnahmen",
        verbose_name="Cluster",
    )
    rolle = models.CharField("Rolle", max_length=8, choices=Teilnahmerolle)
    evaluationsart = models.CharField(
        "Evaluation", max_length=8, choices=Evaluationsart, default=Evaluationsart.KEINE
    )

    objects = TeilnahmeQuerySet.as_manager()

    class Meta:
        verbose_name = "Teilnahme"
        verbose_name_plural = "Teilnahmen"
        constraints = [
            *Befristet.Meta.constraints,
            ExclusionConstraint(
                name="teilnahme_eine_modellkommune_je_cluster",
                expressions=[
                    ("cluster", RangeOperators.EQUAL),
                    (Zeitraum(), RangeOperators.OVERLAPS),
                ],
                condition=Q(rolle=Teilnahmerolle.MODELL),
                violation_error_message="Das Cluster hat in dieser Zeit schon eine Modellkommune.",
            ),
            ExclusionConstraint(
                name="teilnahme_einmal_zur_selben_zeit_im_projekt",
                expressions=[
                    ("kommune", RangeOperators.EQUAL),
                    ("projekt", RangeOperators.EQUAL),
                    (Zeitraum(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Die Kommune nimmt in dieser Zeit schon an dem Projekt teil."
                ),
            ),
            # The targets of composite foreign keys: a contact repeats both (migration 0002).
            models.UniqueConstraint(name="teilnahme_mit_projekt", fields=["id", "projekt"]),
            models.UniqueConstraint(name="teilnahme_mit_jugendamt", fields=["id", "jugendamt"]),
        ]

    def __str__(self):
        return f"{self.kommune} ({self.get_rolle_display()}, {self.projekt})"

    @property
    def is_modellkommune(self):
        return self.rolle == Teilnahmerolle.MODELL

    def wechsle(self, *, rolle, cluster, am):
        """
        Let the Kommune go on in this role and cluster from this day; what was stays on record.

        The row itself goes on, with profile, contacts and milestones; a second one keeps what was
        before.

        :raises ValidationError: if the day cannot be, or somebody else leads the cluster already
        """
        if am > timezone.localdate():
            raise ValidationError({"am": "Bitte tragen Sie den Wechsel ein, sobald er gilt."})
        if self.von and am <= self.von:
            raise ValidationError(
                {"am": f"Die Rolle gilt erst seit dem {self.von:%d.%m.%Y}; davor ist kein Wechsel."}
            )
        if (rolle, cluster) == (self.rolle, self.cluster):
            raise ValidationError("So ist es schon: Rolle und Cluster bleiben gleich.")
        frueher = Teilnahme(
            kommune=self.kommune,
            jugendamt=self.jugendamt,
            projekt=self.projekt,
            cluster=self.cluster,
            rolle=self.rolle,
            evaluationsart=self.evaluationsart,
            von=self.von,
            bis=am - timedelta(days=1),
        )
        self.von, self.rolle, self.cluster = am, rolle, cluster
        self.full_clean()
        with transaction.atomic():
            self.save()
            frueher.save()

    def clean(self):
        if self.cluster_id and self.cluster.projekt_id != self.projekt_id:
            raise ValidationError({"cluster": "Das Cluster gehört zu einem anderen Projekt."})
