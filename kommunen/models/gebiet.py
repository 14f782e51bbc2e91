"""Territory: Bundesland, Kommune with its other names, population by age group."""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from kommunen.enums import Aliasherkunft, Altersgruppe, Gebietstyp, Geschlecht
from kommunen.models.adresse import freie_adresse
from kommunen.models.oeffentlich import OeffentlichQuerySet
from kommunen.models.zeitraum import valid_at
from kommunen.schreibweise import geglaettet, slug_for
from kommunen.sortierung import Ortsname


class Bundesland(models.Model):
    schluessel = models.CharField("amtlicher Schlüssel", max_length=2, unique=True)
    name = models.CharField("Name", max_length=40, unique=True)
    kuerzel = models.CharField("Kürzel", max_length=2, unique=True)

    objects = OeffentlichQuerySet.as_manager()

    class Meta:
        verbose_name = "Bundesland"
        verbose_name_plural = "Bundesländer"
        constraints = [
            models.CheckConstraint(
                name="bundesland_schluessel_hat_zwei_ziffern",
                condition=Q(schluessel__regex=r"^[0-9]{2}$"),
                violation_error_message="Der Schlüssel eines Landes hat zwei Ziffern.",
            )
        ]

    def __str__(self):
        return self.name


class KommuneQuerySet(OeffentlichQuerySet):
    def gueltig(self, am=None):
        """Choose the Kommunen that exist on this day (default: today)."""
        return self.filter(valid_at(am, "gueltig_von", "gueltig_bis"))

    def endende(self):
        """Choose those that ended or will, the latest first, with what follows."""
        return (
            self.filter(gueltig_bis__isnull=False)
            .select_related("bundesland")
            .prefetch_related("nachfolger")
            .order_by("-gueltig_bis", "name", "pk")
        )

    def benannt(self, schreibweise):
        """
        Choose the Kommunen that bear this name or alias; the type belongs to the name.

        »Stadt Bad Kreuznach« and »Landkreis Bad Kreuznach« are two, »Bad Kreuznach« is neither.
        """
        glatt = geglaettet(schreibweise)
        return self.filter(
            Q(name__iexact=glatt)
            | Q(pk__in=KommuneAlias.objects.filter(schreibweise__iexact=glatt).values("kommune"))
        )

    def im_verzeichnis(self):
        """Choose what takes part in a Projekt or runs a Jugendamt, sorted under `ortsname`."""
        return (
            self.filter(Q(teilnahmen__isnull=False) | Q(jugendaemter__isnull=False))
            .annotate(ortsname=Ortsname("name"))
            .select_related("bundesland")
            .distinct()
        )

    def mit_namen(self, suche):
        """Choose the Kommunen with this text in their name or in another way to write it."""
        # The slug spells umlauts out: who types »Duesseldorf« finds Düsseldorf.
        in_name = Q(name__icontains=suche)
        if slug := slug_for(suche):
            in_name |= Q(slug__contains=slug)
        weitere = KommuneAlias.objects.filter(schreibweise__icontains=suche)
        genannt = Kommune.objects.filter(in_name | Q(pk__in=weitere.values("kommune")))
        # Who looks for one that is dissolved finds what became of it, too.
        return self.filter(Q(pk__in=genannt) | Q(vorgaenger__in=genannt)).distinct()

    def with_einwohner(self):
        """Add `einwohner` and `einwohner_am`: the newest official total, None without one."""
        neueste = Bevoelkerung.objects.filter(
            kommune=OuterRef("pk"), geschlecht=Geschlecht.I, gruppe=Altersgruppe.INSGESAMT
        ).order_by("-stichtag")
        return self.annotate(
            einwohner=Subquery(neueste.values("anzahl")[:1]),
            einwohner_am=Subquery(neueste.values("stichtag")[:1]),
        )


class Kommune(models.Model):
    """The territory and the partner in a project; the office that runs there is the Jugendamt."""

    name = models.CharField("amtlicher Name", max_length=120)
    slug = models.SlugField("Kurzname in der Adresse", max_length=120, unique=True, blank=True)
    gebietstyp = models.CharField("Gebietstyp", max_length=12, choices=Gebietstyp)
    ags = models.CharField(  # noqa: DJ001 (unique where it is known)
        "Amtlicher Gemeindeschlüssel",
        max_length=8,
        blank=True,
        null=True,
        help_text="5 Ziffern für Kreise und kreisfreie Städte, 8 für Gemeinden.",
    )
    bundesland = models.ForeignKey(
        Bundesland, on_delete=models.PROTECT, related_name="kommunen", verbose_name="Bundesland"
    )
    kreis = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="gemeinden",
        verbose_name="gehört zum Kreis",
    )
    website = models.CharField("Website", max_length=200, blank=True)
    gueltig_von = models.DateField("besteht seit", null=True, blank=True)
    gueltig_bis = models.DateField("bestand bis", null=True, blank=True)
    # One for a merger, several where it was split.
    nachfolger = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="vorgaenger",
        verbose_name="Nachfolger",
    )

    objects = KommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "Kommune"
        verbose_name_plural = "Kommunen"
        constraints = [
            models.UniqueConstraint(
                name="kommune_ags_einmal_unter_den_bestehenden",
                fields=["ags"],
                condition=Q(gueltig_bis=None),
                violation_error_message="Eine bestehende Kommune hat diesen Schlüssel schon.",
            ),
            models.UniqueConstraint(
                name="kommune_name_einmal_unter_den_bestehenden",
                fields=["name", "bundesland"],
                condition=Q(gueltig_bis=None),
                violation_error_message="Eine bestehende Kommune dieses Landes heißt schon so.",
            ),
            models.CheckConstraint(
                name="kommune_ags_hat_fuenf_oder_acht_ziffern",
                condition=Q(ags=None) | Q(ags__regex=r"^[0-9]{5}([0-9]{3})?$"),
                violation_error_message="Der Gemeindeschlüssel hat 5 oder 8 Ziffern.",
            ),
            models.CheckConstraint(
                name="kommune_endet_nicht_vor_dem_beginn",
                condition=Q(gueltig_von=None)
                | Q(gueltig_bis=None)
                | Q(gueltig_bis__gte=F("gueltig_von")),
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.ags = self.ags or None
        self.slug = self.slug or freie_adresse(self, self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("kommunen:detail", args=[self.slug])

    @property
    def website_url(self):
        """The address with scheme, as a link needs it; most pages print it without."""
        if not self.website or "://" in self.website:
            return self.website
        return f"https://{self.website}"

    @property
    def is_aufgeloest(self):
        return self.gueltig_bis is not None and self.gueltig_bis < timezone.localdate()

    @property
    def is_kuenftig(self):
        return self.gueltig_von is not None and self.gueltig_von > timezone.localdate()


class KommuneAlias(models.Model):
    """Another way to write a Kommune: »Stadt Ludwigshafen«, »Kreisverwaltung Alzey-Worms«."""

    kommune = models.ForeignKey(
        Kommune, on_delete=models.CASCADE, related_name="aliasse", verbose_name="Kommune"
    )
    schreibweise = models.CharField("Schreibweise", max_length=120)
    herkunft = models.CharField("Herkunft", max_length=12, choices=Aliasherkunft)

    class Meta:
        verbose_name = "andere Schreibweise"
        verbose_name_plural = "andere Schreibweisen"
        constraints = [
            models.UniqueConstraint(
                Lower("schreibweise"),
                name="kommunealias_schreibweise_meint_eine_kommune",
                violation_error_message="Diese Schreibweise ist schon einer Kommune zugeordnet.",
            )
        ]

    def __str__(self):
        return self.schreibweise

    def save(self, *args, **kwargs):
        self.schreibweise = geglaettet(self.schreibweise)
        super().save(*args, **kwargs)


class BevoelkerungQuerySet(OeffentlichQuerySet):
    def altersstruktur(self, kommune, gruppen, stichtag=None):
        """
        Return the rows of these groups in their order at the newest (or the given) Stichtag.

        Empty where there is no complete age structure: half of one would be read as the whole.
        """
        rows = self.filter(kommune=kommune, geschlecht=Geschlecht.I, gruppe__in=gruppen)
        if stichtag is None:
            stichtag = rows.order_by("-stichtag").values_list("stichtag", flat=True).first()
        je_gruppe = {row.gruppe: row for row in rows.filter(stichtag=stichtag)}
        if len(je_gruppe) < len(gruppen):
            return []
        return [je_gruppe[gruppe] for gruppe in gruppen]


class Bevoelkerungszahl(models.Model):
    """Inhabitants of one age group on one day, as published."""

    stichtag = models.DateField("Stichtag")
    geschlecht = models.CharField(
        "Geschlecht", max_length=1, choices=Geschlecht, default=Geschlecht.I
    )
    gruppe = models.CharField("Altersgruppe", max_length=12, choices=Altersgruppe)
    anzahl = models.PositiveIntegerField("Anzahl")
    geschaetzt = models.BooleanField("geschätzt", default=False)
    quelle = models.CharField("Quelle", max_length=300)

    class Meta:
        abstract = True


class Bevoelkerung(Bevoelkerungszahl):
    """Those of a Kommune."""

    kommune = models.ForeignKey(
        Kommune, on_delete=models.CASCADE, related_name="bevoelkerung", verbose_name="Kommune"
    )

    objects = BevoelkerungQuerySet.as_manager()

    class Meta:
        verbose_name = "Bevölkerungszahl"
        verbose_name_plural = "Bevölkerungszahlen"
        constraints = [
            models.UniqueConstraint(
                name="bevoelkerung_einmal_je_gruppe_und_stichtag",
                fields=["kommune", "stichtag", "geschlecht", "gruppe"],
                violation_error_message="Diese Zahl gibt es für den Stichtag schon.",
            )
        ]

    def __str__(self):
        return f"{self.kommune_id} {self.gruppe} {self.stichtag}: {self.anzahl}"
