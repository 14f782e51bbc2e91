"""The profile page of a Teilnahme, in the order of the printed brochure (domain.md 2.3)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from kinderschutz.history import with_history
from kinderschutz.identity import rolle_of
from kinderschutz.models import Versioniert
from kommunen.enums import IM_JUGENDAMT, Profilabschnitt, Profilstatus, Rollenart
from kommunen.models.massnahme import Massnahme
from kommunen.models.profilfassung import Profilfassung
from kommunen.models.projekt import Teilnahme
from kommunen.profilinhalt import Profilinhalt, Punkt


class ProfilQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the published ones, and the drafts of one's own Jugendamt or Projekt."""
        rolle = rolle_of(user)
        seen = Q(status=Profilstatus.VEROEFFENTLICHT)
        if rolle is not None and rolle.art in IM_JUGENDAMT:
            seen |= Q(teilnahme__jugendamt=rolle.jugendamt_id)
        elif rolle is not None and rolle.art == Rollenart.PROJEKTKOORDINATION:
            seen |= Q(teilnahme__projekt=rolle.projekt_id)
        return self.filter(seen)

    def veroeffentlicht(self):
        return self.filter(status=Profilstatus.VEROEFFENTLICHT)

    def with_punkte(self):
        """Load the points, so that `inhalt` needs no query."""
        return self.prefetch_related(models.Prefetch("punkte", Profilpunkt.objects.in_order()))


@with_history
class Profil(Versioniert):
    teilnahme = models.OneToOneField(
        Teilnahme, on_delete=models.CASCADE, related_name="profil", verbose_name="Teilnahme"
    )
    stand = models.DateField("Stand", null=True, blank=True)
    status = models.CharField(
        "Status", max_length=16, choices=Profilstatus, default=Profilstatus.ENTWURF
    )
    status_seit = models.DateField("Status seit", default=timezone.localdate)
    unvollstaendig = models.BooleanField(
        "unvollständig",
        default=False,
        help_text="Der eingelesene Text bricht ab oder es fehlen Abschnitte.",
    )
    # A heading without points is not the same as no heading.
    leere_abschnitte = ArrayField(
        models.CharField(max_length=16, choices=Profilabschnitt),
        verbose_name="leere Abschnitte",
        default=list,
        blank=True,
    )
    quelltext_pruefsumme = models.CharField(
        "Prüfsumme des eingelesenen Textes", max_length=64, blank=True
    )
    warnungen = ArrayField(
        models.TextField(), verbose_name="Hinweise aus dem Import", default=list, blank=True
    )

    # The version of the Profilfassung that is worked on and not public yet.
    entwurf_version = models.PositiveIntegerField("Version des Entwurfs", null=True, editable=False)

    objects = ProfilQuerySet.as_manager()

    class Meta:
        verbose_name = "Profil"
        verbose_name_plural = "Profile"
        constraints = [
            models.CheckConstraint(
                name="profil_veroeffentlicht_hat_einen_stand",
                condition=Q(status=Profilstatus.ENTWURF) | Q(stand__isnull=False),
                violation_error_message="Ein veröffentlichtes Profil braucht ein Datum »Stand«.",
            ),
            models.CheckConstraint(
                name="profil_zweite_fassung_nur_neben_der_veroeffentlichten",
                condition=Q(entwurf_version=None) | Q(status=Profilstatus.VEROEFFENTLICHT),
                violation_error_message="Neben einem Entwurf steht ein öffentliches Profil.",
            ),
        ]

    def __str__(self):
        return f"Profil {self.teilnahme}"

    def get_absolute_url(self):
        return self.teilnahme.kommune.get_absolute_url()

    @property
    def is_veroeffentlicht(self):
        return self.status == Profilstatus.VEROEFFENTLICHT

    def inhalt(self):
        """
        Return every Profilabschnitt with the list of its Profilpunkte.

        None means that the page has no such heading, an empty list that nothing stands below it.
        Reads the prefetched points (`with_punkte`), otherwise one query.
        """
        abschnitte = dict.fromkeys(Profilabschnitt)
        for abschnitt in self.leere_abschnitte:
            abschnitte[Profilabschnitt(abschnitt)] = []
        for punkt in sorted(self.punkte.all(), key=lambda punkt: punkt.reihenfolge):
            abschnitt = Profilabschnitt(punkt.abschnitt)
            abschnitte[abschnitt] = [*(abschnitte[abschnitt] or []), punkt]
        return abschnitte

    @property
    def has_entwurf(self):
        """Whether there is a text beside the published one that nobody else sees yet."""
        return self.entwurf_version is not None

    @transaction.atomic
    def setze_inhalt(self, abschnitte):
        """
        Replace all points. Takes what `inhalt` returns, a point as text or (text, ist_absatz) or
        Punkt.

        Saves the Profil too: one change of the page is one version. A draft beside it is over.
        """
        self._setze_punkte(
            {
                abschnitt: punkte and [_punkt(punkt) for punkt in punkte]
                for abschnitt, punkte in abschnitte.items()
            }
        )

    def arbeitsfassung(self):
        """Return the Profilinhalt people work on: the draft, or what is stored."""
        if not self.has_entwurf:
            return Profilinhalt.of(self)
        return Profilfassung.objects.get(
            teilnahme=self.teilnahme_id, version=self.entwurf_version
        ).inhalt

    @classmethod
    def beginne(cls, teilnahme):
        """Return a new Profil without any text; the Teilnahme is locked by who asks."""
        return cls.objects.create(teilnahme=teilnahme)

    @transaction.atomic
    def bearbeite(self, inhalt, *, version):
        """
        Save this Profilinhalt; return whether it says anything new.

        What is published stays as it is: beside it stands a draft, until `veroeffentlichen`.

        :raises VersionVeraltet: if somebody saved since this version was read
        """
        self.require_version(version)
        bisher = self.arbeitsfassung()
        if inhalt == bisher:
            return False
        self._halte_fest(bisher)
        if not self.is_veroeffentlicht:
            self._uebernimm(inhalt)
        elif inhalt == Profilinhalt.of(self):
            self.verwirf_entwurf()
        else:
            self.entwurf_version = self.version + 1
            self.save()
        self._halte_fest(inhalt)
        return True

    def fassung_am(self, version):
        """Return the Profilinhalt as it was at this version, None where nobody kept it."""
        if version == self.version:
            return self.arbeitsfassung()
        fassung = self.teilnahme.profilfassungen.filter(version__lte=version).newest_first().first()
        return fassung and fassung.inhalt

    def vorige_fassung(self):
        """Return the Profilfassung that the last saving replaced, None if there is none."""
        jetzt = self.arbeitsfassung().as_json()
        fassungen = self.teilnahme.profilfassungen.exclude(inhalt_json=jetzt)
        return fassungen.newest_first().first()

    def verwirf_entwurf(self):
        """Go on from what is published; the draft can still be found among the Fassungen."""
        self.entwurf_version = None
        self.save()

    @transaction.atomic
    def veroeffentlichen(self):
        """Show the page, with its draft, to everybody; without a date it is as of today."""
        if self.has_entwurf:
            self._uebernimm(self.arbeitsfassung())
        self.stand = self.stand or timezone.localdate()
        self._setze_status(Profilstatus.VEROEFFENTLICHT)

    @transaction.atomic
    def zurueckziehen(self):
        """Make it a draft again; only those who work on it see it."""
        if self.has_entwurf:
            self._uebernimm(self.arbeitsfassung())
        self._setze_status(Profilstatus.ENTWURF)

    def _halte_fest(self, inhalt):
        """Keep what this version says, unless the newest Fassung says just that."""
        inhalt_json = inhalt.as_json()
        letzte = self.teilnahme.profilfassungen.newest_first().first()
        if letzte is not None and letzte.inhalt_json == inhalt_json:
            return
        Profilfassung.objects.create(
            teilnahme=self.teilnahme, version=self.version, inhalt_json=inhalt_json
        )

    def _uebernimm(self, inhalt):
        self.stand, self.unvollstaendig = inhalt.stand, inhalt.unvollstaendig
        self._setze_punkte(inhalt.abschnitte)

    def _setze_punkte(self, abschnitte):
        self.entwurf_version = None
        self.leere_abschnitte = [
            abschnitt for abschnitt, punkte in abschnitte.items() if punkte == []
        ]
        self.save()
        # A measure may have been made from a point while somebody wrote the page.
        verknuepft = {
            (abschnitt, text): massnahme
            for abschnitt, text, massnahme in self.punkte.exclude(massnahme=None).values_list(
                "abschnitt", "text", "massnahme"
            )
        }
        self.punkte.all().delete()
        # What was loaded with the Profil is gone.
        getattr(self, "_prefetched_objects_cache", {}).pop("punkte", None)
        massnahmen = self._massnahmen(abschnitte) | {*verknuepft.values()}
        Profilpunkt.objects.bulk_create(
            Profilpunkt(
                profil=self,
                abschnitt=abschnitt,
                reihenfolge=reihenfolge,
                text=punkt.text,
                ist_absatz=punkt.ist_absatz,
                massnahme_id=punkt.massnahme_id
                if punkt.massnahme_id in massnahmen
                else verknuepft.get((abschnitt, punkt.text)),
            )
            for abschnitt, punkte in abschnitte.items()
            for reihenfolge, punkt in enumerate(punkte or ())
        )

    def _massnahmen(self, abschnitte):
        """Return which of the measures the points lead to are there, and of this Kommune."""
        gesucht = Profilinhalt(abschnitte).massnahmen
        if not gesucht:
            return set()
        rows = Massnahme.objects.filter(pk__in=gesucht, kommune=self.teilnahme.kommune_id)
        return set(rows.values_list("pk", flat=True))

    def _setze_status(self, status):
        self.status, self.status_seit = status, timezone.localdate()
        self.save()


def _punkt(punkt):
    if isinstance(punkt, Punkt):
        return punkt
    return Punkt(punkt) if isinstance(punkt, str) else Punkt(*punkt)


class ProfilpunktQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("abschnitt", "reihenfolge", "pk")

    def themen(self):
        """Choose the central themes of published profiles."""
        return self.filter(
            abschnitt=Profilabschnitt.THEMEN, profil__status=Profilstatus.VEROEFFENTLICHT
        )

    def visible_to(self, user):
        return self.filter(profil__in=Profil.objects.visible_to(user))


@with_history
class Profilpunkt(models.Model):
    """One point (or paragraph) of a section; its sub-points stand in it, one a line."""

    profil = models.ForeignKey(
        Profil, on_delete=models.CASCADE, related_name="punkte", verbose_name="Profil"
    )
    abschnitt = models.CharField("Abschnitt", max_length=16, choices=Profilabschnitt)
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge")
    text = models.TextField("Text")
    ist_absatz = models.BooleanField("ist ein Absatz", default=False)
    massnahme = models.ForeignKey(
        Massnahme,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="profilpunkte",
        verbose_name="Maßnahme",
    )

    objects = ProfilpunktQuerySet.as_manager()

    class Meta:
        verbose_name = "Profilpunkt"
        verbose_name_plural = "Profilpunkte"
        constraints = [
            models.UniqueConstraint(
                name="profilpunkt_reihenfolge_einmal_je_abschnitt",
                fields=["profil", "abschnitt", "reihenfolge"],
                violation_error_message="An dieser Stelle steht schon ein Punkt.",
            )
        ]

    def __str__(self):
        return self.text
