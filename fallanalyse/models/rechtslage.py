"""The law of one analysis: its Rechtsgrundlage with what it asks for, and when it is deleted."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from fallanalyse.enums import Methode, Rechtsgrundlage, Uebergang
from fallanalyse.models import rechtsbedingungen
from fallanalyse.models.loeschdatum import MitLoeschdatum
from fallanalyse.models.loeschfrist import Loeschfrist
from fallanalyse.models.rechtsbedingungen import Sperrt
from fallanalyse.models.rechtsumstaende import RechtslageQuerySet, Umstaende, umstaende_of
from fallanalyse.models.team import Teammitglied
from fallanalyse.models.vorgabe import Rechtsgrundlagenvorgabe
from fallanalyse.workflow import UebergangNichtMoeglich
from kinderschutz import audit
from kinderschutz.fields import EncryptedTextField
from kinderschutz.history import with_history
from kinderschutz.models import Aktion, Versioniert
from kinderschutz.row_protection import ProtectedManager, ProtectedModel
from kommunen.models import Institution

# So long before it is deleted, team and Leitung are told.
VORWARNUNG = timedelta(days=30)
# What a step needs, if not everything: back to the team it may always go, and the Leitung may see
# what still lacks, for it is she who fills it in.
BRAUCHT = {
    Uebergang.ZURUECKGEBEN: None,
    Uebergang.ZURUECKZIEHEN: None,
    Uebergang.WIEDER_OEFFNEN: Sperrt.ALLES,
    Uebergang.ABSCHLIESSEN: Sperrt.TEXT,
    Uebergang.EINREICHEN: Sperrt.TEXT,
}


@with_history
class Rechtslage(MitLoeschdatum, ProtectedModel, Versioniert):
    """
    On what an analysis rests and how long it is kept. One row per analysis, made with it.

    It stands apart from the analysis so that Leitung and Datenschutz can keep it by the Kennung
    while the analysis itself is shown to nobody but its team. Kennung, Methode and the day it was
    begun are therefore repeated here. No case content.
    """

    analyse = models.OneToOneField(
        "fallanalyse.Fallanalyse", models.CASCADE, related_name="rechtslage", editable=False
    )
    kennung = models.CharField("Kennung", max_length=7, editable=False)
    methode = models.CharField("Methode", max_length=20, choices=Methode, editable=False)
    begonnen_datum = models.DateField("begonnen am", editable=False)
    rechtsgrundlage = models.CharField(
        "Rechtsgrundlage", max_length=20, choices=Rechtsgrundlage, default=Rechtsgrundlage.OFFEN
    )
    # Set only where it is not what the Vorgabe of the method says.
    festgelegt_durch = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    # § 79a Abs. 2 SGB VIII
    dritte_institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Beauftragt ist",
    )
    dritte_text = models.CharField("oder eine andere Stelle", max_length=200, blank=True)
    beauftragt_am = models.DateField("Beauftragt am", null=True, blank=True)

    # § 75 SGB X: what the approval must name.
    genehmigung_behoerde = models.CharField("Wer hat genehmigt?", max_length=200, blank=True)
    genehmigt_am = models.DateField("Genehmigt am", null=True, blank=True)
    genehmigung_dritter = models.CharField("Wer bekommt die Daten?", max_length=200, blank=True)
    genehmigung_daten = models.CharField("Welche Art von Daten?", max_length=500, blank=True)
    genehmigung_personenkreis = models.CharField(
        "Von welchem Personenkreis?", max_length=500, blank=True
    )
    genehmigung_vorhaben = models.CharField("Für welches Vorhaben?", max_length=500, blank=True)
    verarbeitung_bis = models.DateField("Letzter Tag der Verarbeitung", null=True, blank=True)

    loeschen_regulaer = models.DateField("Löschfrist endet am", editable=False)
    loeschen_datum = models.DateField("Löschen am")
    laenger_begruendung = EncryptedTextField("Länger, weil …", blank=True)
    laenger_durch = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    laenger_am = models.DateField("verlängert am", null=True, editable=False)
    vorgemerkt_am = models.DateField("zum Löschen vorgemerkt am", null=True, editable=False)
    vorgemerkt_durch = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    vorgemerkt_grund = EncryptedTextField("Warum jetzt?", blank=True, editable=False)
    # § 79a Abs. 2 S. 2, § 9b SGB VIII: the file's own period, of which its keepers must hear.
    akte_aufbewahren_bis = models.DateField("Akte aufbewahren bis", null=True, blank=True)
    akte_hinweis_am = models.DateField("Der Aktenführung gesagt am", null=True, blank=True)

    objects = ProtectedManager.from_queryset(RechtslageQuerySet)()
    # What holds while it is open, where many are asked at once.
    _geltende = None

    class Meta:
        verbose_name = "Rechtslage"
        verbose_name_plural = "Rechtslagen"
        base_manager_name = "objects"
        indexes = [
            models.Index(name="rechtslage_je_loeschdatum", fields=["jugendamt", "loeschen_datum"]),
            models.Index(name="rechtslage_liste", fields=["jugendamt", "-begonnen_datum", "-id"]),
            # Asked with every list of analyses; almost none of them is in it.
            models.Index(
                name="rechtslage_verschlossen",
                fields=["jugendamt"],
                include=["analyse"],
                condition=Q(verarbeitung_bis__isnull=False) | Q(vorgemerkt_am__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="rechtslage_laenger_nur_mit_begruendung",
                condition=Q(loeschen_datum__lte=F("loeschen_regulaer"))
                | Q(laenger_durch__isnull=False, laenger_am__isnull=False),
                violation_error_message="Länger als die Löschfrist geht es nur mit Begründung.",
            ),
            models.CheckConstraint(
                name="rechtslage_genehmigung_endet_nicht_vor_dem_beginn",
                condition=Q(genehmigt_am=None)
                | Q(verarbeitung_bis=None)
                | Q(verarbeitung_bis__gte=F("genehmigt_am")),
                violation_error_message="Der letzte Tag liegt vor der Genehmigung.",
            ),
        ]

    def __str__(self):
        return self.kennung

    def get_absolute_url(self):
        return reverse("fallanalyse:rechtsgrundlage", args=[self.analyse_id])

    # --- what holds ------------------------------------------------------------------------------

    @classmethod
    def beginne(cls, analyse):
        """Create the row of an analysis that was just begun, with its day of deletion."""
        regulaer = Loeschfrist.datum_for(
            analyse.jugendamt_id, analyse.rechtsgrundlage, analyse.begonnen_datum
        )
        return cls.objects.create(
            analyse=analyse,
            jugendamt_id=analyse.jugendamt_id,
            kennung=analyse.kennung,
            methode=analyse.methode,
            begonnen_datum=analyse.begonnen_datum,
            rechtsgrundlage=analyse.rechtsgrundlage,
            loeschen_regulaer=regulaer,
            loeschen_datum=regulaer,
        )

    @classmethod
    def with_umstaende(cls, lagen):
        """Return these with what their conditions ask for, in a fixed number of queries."""
        alle = umstaende_of([lage.analyse_id for lage in lagen])
        vorgaben = {}
        for lage in lagen:
            lage.umstaende = alle[lage.analyse_id]
            if lage.rechtsgrundlage == Rechtsgrundlage.OFFEN:
                # As few queries as there are methods of which nothing is settled.
                if lage.methode not in vorgaben:
                    vorgaben[lage.methode] = lage.geltende()
                lage._geltende = vorgaben[lage.methode]
        return lagen

    def geltende(self):
        """Return its Rechtsgrundlage; while it is open, what was meanwhile set for the method."""
        if self.rechtsgrundlage != Rechtsgrundlage.OFFEN:
            return self.rechtsgrundlage
        if self._geltende:
            return self._geltende
        return Rechtsgrundlagenvorgabe.rechtsgrundlage_for(self.jugendamt_id, self.methode)

    @cached_property
    def umstaende(self):
        return Umstaende(self.analyse_id)

    @cached_property
    def bedingungen(self):
        """What is not met, the heaviest first (rechtsbedingungen.Bedingung)."""
        return rechtsbedingungen.bedingungen(self)

    @property
    def warnungen(self):
        """What does not bar anything and should be known."""
        return rechtsbedingungen.warnungen(self)

    def refresh_from_db(self, *args, **kwargs):
        for name in ("umstaende", "bedingungen"):
            self.__dict__.pop(name, None)
        super().refresh_from_db(*args, **kwargs)

    def sperre(self, ab=Sperrt.ALLES):
        """Return in German what bars this much or more, "" if nothing does."""
        return next((eine.text for eine in self.bedingungen if eine.sperrt >= ab), "")

    def why_not(self, uebergang):
        """Return the German reason why the law does not allow this step, or ""."""
        ab = BRAUCHT.get(uebergang, Sperrt.FREIGABE)
        return self.sperre(ab) if ab else ""

    def has_im_team(self, person):
        return Teammitglied.objects.filter(analyse=self.analyse_id, person=person).exists()

    @property
    def dritte(self):
        """Who is commissioned, "" if nobody is named."""
        return str(self.dritte_institution) if self.dritte_institution_id else self.dritte_text

    @property
    def is_abgelaufen(self):
        """Say whether the last day of its approval is over."""
        return (
            self.rechtsgrundlage == Rechtsgrundlage.FORSCHUNG75
            and self.verarbeitung_bis is not None
            and self.verarbeitung_bis < timezone.localdate()
        )

    @property
    def is_vorgemerkt(self):
        return self.vorgemerkt_am is not None

    @property
    def is_verschlossen(self):
        """Say whether its team no longer reads it."""
        return self.is_abgelaufen or self.is_vorgemerkt

    # --- what Leitung and Datenschutz decide -----------------------------------------------------

    def lege_fest(self, rechtsgrundlage, *, durch):
        """
        Let this analysis rest on this; "" means what was set for its method.

        :raises UebergangNichtMoeglich: if that would get round a withdrawal, or cannot be anonymous
        """
        neu = rechtsgrundlage or Rechtsgrundlagenvorgabe.rechtsgrundlage_for(
            self.jugendamt_id, self.methode
        )
        if grund := self.why_not_rechtsgrundlage(neu):
            raise UebergangNichtMoeglich(grund)
        self.festgelegt_durch = durch if rechtsgrundlage else None
        self._setze_rechtsgrundlage(neu)
        self.speichere()

    def why_not_rechtsgrundlage(self, neu):
        """Return why it cannot rest on this, or ""."""
        if (
            self.geltende() == Rechtsgrundlage.EINWILLIGUNG != neu
            and rechtsbedingungen.offene_widerrufe(self.umstaende.einwilligungen)
        ):
            return (
                "Eine Einwilligung ist widerrufen. Auf eine andere Rechtsgrundlage auszuweichen, "
                "würde den Widerruf umgehen."
            )
        if neu == Rechtsgrundlage.ANONYM:
            return rechtsbedingungen.why_not_anonym(self.methode, self.umstaende.quellenarten)
        return ""

    def speichere(self):
        """Save what a form changed, and keep that it was changed."""
        self.save()
        audit.record(Aktion.GEAENDERT, self)

    def folge_vorgabe(self, rechtsgrundlage):
        """Settle it by the Vorgabe if it is still open: whoever was faster stays."""
        if self.rechtsgrundlage != Rechtsgrundlage.OFFEN or rechtsgrundlage == self.rechtsgrundlage:
            return
        self._setze_rechtsgrundlage(rechtsgrundlage)
        type(self).objects.filter(pk=self.pk, rechtsgrundlage=Rechtsgrundlage.OFFEN).update(
            rechtsgrundlage=self.rechtsgrundlage,
            loeschen_regulaer=self.loeschen_regulaer,
            loeschen_datum=self.loeschen_datum,
            version=F("version") + 1,
        )

    def wechsle_methode(self, methode, rechtsgrundlage):
        """Follow the analysis to another method; what was set for it alone stays."""
        self.methode = methode
        if self.festgelegt_durch_id is None:
            self._setze_rechtsgrundlage(rechtsgrundlage)
        self.save()

    def _setze_rechtsgrundlage(self, neu):
        """Change it, and with it the day of deletion: that of the new one, unless prolonged."""
        self.rechtsgrundlage = neu
        self.loeschen_regulaer = Loeschfrist.datum_for(self.jugendamt_id, neu, self.begonnen_datum)
        if not self.is_verlaengert or self.loeschen_datum <= self.loeschen_regulaer:
            self._nicht_laenger(self.loeschen_regulaer)
        for name in ("umstaende", "bedingungen"):
            self.__dict__.pop(name, None)
