import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from fallanalyse.enums import (
    Anlass,
    Bearbeitungsstand,
    Fallstatus,
    Freigabestufe,
    Funktion,
    Leserkreis,
    Methode,
    Rechtsgrundlage,
)
from fallanalyse.models.lesbar import FallanalyseQuerySet
from fallanalyse.models.pruefungen import Pruefungen
from fallanalyse.models.rechtsbedingungen import Sperrt
from fallanalyse.models.rechtslage import Rechtslage
from fallanalyse.models.schreiben import Schreiben
from fallanalyse.models.sitzungen import Sitzungen
from fallanalyse.models.team import MitTeam
from fallanalyse.models.teile import Teil
from fallanalyse.models.uebergaenge import Uebergaenge
from fallanalyse.models.vorgabe import Rechtsgrundlagenvorgabe
from fallanalyse.models.vorhang import MitPassagen
from fallanalyse.workflow import (
    BEGLEITEND,
    BEIM_TEAM,
    SCHRITTE,
    UebergangNichtMoeglich,
)
from kinderschutz import audit
from kinderschutz.fields import EncryptedTextField
from kinderschutz.history import with_history
from kinderschutz.models import Aktion, Versioniert
from kinderschutz.row_protection import ProtectedManager, ProtectedModel
from kommunen import kennzahlen
from kommunen.models import Projekt, Teilnahme

# Without letters and digits that are mistaken for each other when read aloud.
KENNUNG_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
# So often a Kennung is drawn: of almost a million, each Jugendamt uses a few hundred.
VERSUCHE = 20


def new_kennung():
    """Return a random code: nothing in it comes from the case (domain.md 5.3)."""
    return "FA-" + "".join(secrets.choice(KENNUNG_ALPHABET) for _ in range(4))


def default_loeschdatum():
    """Only migration 0001 asks for it: since 0010 the day stands in the Rechtslage."""
    return timezone.localdate() + timedelta(days=settings.RETENTION_DAYS)


@with_history
class Fallanalyse(
    Uebergaenge,
    Schreiben,
    Sitzungen,
    Pruefungen,
    MitTeam,
    MitPassagen,
    ProtectedModel,
    Versioniert,
):
    """
    One exemplary case, analysed to learn from it. Not a running § 8a file.

    Where it stands is told by two fields that only the transition methods change:
    `bearbeitungsstand` and `freigabestufe` (workflow.py, models/uebergaenge.py).
    """

    kennung = models.CharField("Kennung", max_length=7, default=new_kennung, editable=False)
    projekt = models.ForeignKey(
        Projekt, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Projekt"
    )
    methode = models.CharField("Methode", max_length=20, choices=Methode)
    rechtsgrundlage = models.CharField(
        "Rechtsgrundlage",
        max_length=20,
        choices=Rechtsgrundlage,
        default=Rechtsgrundlage.OFFEN,
        editable=False,
    )
    anlass = models.CharField("Anlass", max_length=20, choices=Anlass, blank=True)
    fallstatus = models.CharField("Der Fall ist", max_length=20, choices=Fallstatus, blank=True)
    anlass_text = EncryptedTextField("Warum dieser Fall?", blank=True)
    leitfrage = EncryptedTextField("Leitfrage", blank=True)
    auftrag = EncryptedTextField("Auftrag und Ziel", blank=True)
    oeffentlich_bekannt = models.BooleanField("Der Fall ist öffentlich bekannt", default=False)
    anhaengige_verfahren = models.BooleanField(
        "Ein Straf-, Disziplinar- oder familiengerichtliches Verfahren ist anhängig", default=False
    )
    verfahren_text = EncryptedTextField("Was ist anhängig, was ist dazu abgesprochen?", blank=True)
    fallende = models.PositiveSmallIntegerField(
        "Der Fall endete im Monat", null=True, blank=True, help_text="Gezählt ab Fallbeginn."
    )
    keine_rueckkopplung = EncryptedTextField("Niemand wurde gehört, weil …", blank=True)
    bearbeitungsstand = models.CharField(
        "Bearbeitungsstand",
        max_length=20,
        choices=Bearbeitungsstand,
        default=Bearbeitungsstand.IN_ARBEIT,
        editable=False,
    )
    freigabestufe = models.CharField(
        "Freigabestufe",
        max_length=20,
        choices=Freigabestufe,
        default=Freigabestufe.TEAM,
        editable=False,
    )
    leserkreis = models.CharField(
        "Leserkreis", max_length=20, choices=Leserkreis, blank=True, editable=False
    )
    begonnen_datum = models.DateField("begonnen am", default=timezone.localdate, editable=False)
    abgeschlossen_am = models.DateTimeField("abgeschlossen am", null=True, editable=False)
    ist_demo = models.BooleanField("erfunden, zur Vorführung", default=False, editable=False)

    _analyse_id = "id"

    objects = ProtectedManager.from_queryset(FallanalyseQuerySet)()

    class Meta:
        verbose_name = "Fallanalyse"
        verbose_name_plural = "Fallanalysen"
        base_manager_name = "objects"
        indexes = [
            # freigabestufe: counting what one may see then needs no look at the rows themselves.
            models.Index(
                name="fallanalyse_je_jugendamt",
                fields=["jugendamt", "-updated_at", "-id"],
                include=["freigabestufe"],
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="fallanalyse_kennung_einmal_je_jugendamt", fields=["jugendamt", "kennung"]
            ),
            models.CheckConstraint(
                name="fallanalyse_abgeschlossen_am_passt_zum_stand",
                condition=Q(
                    bearbeitungsstand=Bearbeitungsstand.IN_ARBEIT, abgeschlossen_am__isnull=True
                )
                | Q(
                    bearbeitungsstand=Bearbeitungsstand.ABGESCHLOSSEN,
                    abgeschlossen_am__isnull=False,
                ),
                violation_error_message="Nur eine abgeschlossene Fallanalyse hat ein Datum dafür.",
            ),
            models.CheckConstraint(
                name="fallanalyse_in_arbeit_liegt_beim_team",
                condition=Q(bearbeitungsstand=Bearbeitungsstand.ABGESCHLOSSEN)
                | Q(freigabestufe__in=BEIM_TEAM),
                violation_error_message="Woran gearbeitet wird, liegt beim Team.",
            ),
        ]

    def __str__(self):
        return self.kennung

    def save(self, *args, **kwargs):
        neu = self._state.adding
        super().save(*args, **kwargs)
        if neu:
            Rechtslage.beginne(self)

    def get_absolute_url(self):
        return reverse("fallanalyse:detail", args=[self.pk])

    @property
    def schritte(self):
        return SCHRITTE[self.methode]

    @property
    def alle_schritte(self):
        """Return the steps of its method and what accompanies every method."""
        return SCHRITTE[self.methode] + BEGLEITEND

    @property
    def is_beschreibbar(self):
        """Say whether its team goes on writing in it."""
        return (
            self.bearbeitungsstand == Bearbeitungsstand.IN_ARBEIT
            and self.freigabestufe in BEIM_TEAM
            and not self.sperre
        )

    @property
    def is_freitext_gesperrt(self):
        """While the law is not settled, coded fields may be filled, free text may not (P1)."""
        return bool(self.freitext_sperre)

    @property
    def freitext_sperre(self):
        """Return in German why no free text is taken, "" if it is."""
        if self.rechtsgrundlage == Rechtsgrundlage.OFFEN:
            return (
                "Solange die Rechtsgrundlage offen ist, können Sie hier keinen Text eingeben. "
                "Leitung oder Datenschutz Ihres Jugendamts legen sie fest."
            )
        return self.rechtslage.sperre(Sperrt.TEXT)

    @property
    def sperre(self):
        """Return in German why the law lets nobody write in it any more, "" if it does."""
        return self.rechtslage.sperre()

    @classmethod
    @transaction.atomic
    def beginne(cls, *, durch, methode, projekt=None, schluessel=None):
        """
        Create an analysis in the acting Jugendamt, with `durch` as the first of its team.

        `schluessel` names the form it came from: sent twice, it is one analysis.
        """
        pk = uuid.uuid5(uuid.NAMESPACE_OID, f"{durch.pk}/{schluessel or uuid.uuid4()}")
        for _versuch in range(VERSUCHE):
            if begonnen := cls.objects.filter(pk=pk).first():
                return begonnen
            analyse = cls(
                pk=pk,
                jugendamt_id=durch.rolle.jugendamt_id,
                methode=methode,
                projekt=projekt,
                ist_demo=settings.DEMO,
            )
            analyse.folge_vorgabe()
            try:
                with transaction.atomic():
                    analyse.save(force_insert=True)
            except IntegrityError:
                # The form came twice at once, or the code is that of a draft nobody else sees.
                continue
            analyse.nimm_ins_team(durch, Funktion.ANALYSETEAM)
            analyse._zaehle("analysen_begonnen", analyse.begonnen_datum.year)
            audit.record(Aktion.ANGELEGT, analyse)
            return analyse
        raise RuntimeError(f"No free Kennung after {VERSUCHE} attempts.")

    def folge_vorgabe(self):
        """Take over what Leitung or Datenschutz settled for it, or for its method."""
        if self._state.adding:
            self.rechtsgrundlage = Rechtsgrundlagenvorgabe.rechtsgrundlage_for(
                self.jugendamt_id, self.methode
            )
        else:
            self.rechtsgrundlage = self.rechtslage.geltende()

    @transaction.atomic
    def aendere_methode(self, methode):
        """
        Go on with another method. Everything written stays, also what the new one does not ask.

        :raises UebergangNichtMoeglich: if it is finished, or free text would be shut by the change
        """
        self.refresh_from_db(from_queryset=Fallanalyse.objects.select_for_update())
        self.folge_vorgabe()
        if self.bearbeitungsstand != Bearbeitungsstand.IN_ARBEIT:
            raise UebergangNichtMoeglich("Die Fallanalyse ist inzwischen abgeschlossen.")
        vorgabe = Rechtsgrundlagenvorgabe.rechtsgrundlage_for(self.jugendamt_id, methode)
        if self.rechtslage.festgelegt_durch_id:
            # It was decided for this analysis, whatever its method.
            vorgabe = self.rechtsgrundlage
        if grund := self.sperre:
            raise UebergangNichtMoeglich(grund)
        if vorgabe == Rechtsgrundlage.OFFEN != self.rechtsgrundlage:
            raise UebergangNichtMoeglich(
                f"Für »{Methode(methode).label}« hat Ihre Leitung noch keine Rechtsgrundlage "
                "festgelegt. Nach dem Wechsel könnten Sie keinen Text mehr eingeben."
            )
        self.methode, self.rechtsgrundlage = methode, vorgabe
        self.save()
        self.rechtslage.wechsle_methode(methode, vorgabe)
        audit.record(Aktion.GEAENDERT, self)

    def mit_cluster(self):
        """Say whether its Jugendamt takes part in the Projekt as member of a cluster."""
        return self.cluster_id() is not None

    def cluster_id(self):
        """Return the cluster in which its Jugendamt takes part in the Projekt, None if in none."""
        if not self.projekt_id:
            return None
        return (
            Teilnahme.objects.zuletzt_gueltig()
            .filter(
                jugendamt_id=self.jugendamt_id, projekt_id=self.projekt_id, cluster__isnull=False
            )
            .order_by(F("von").desc(nulls_last=True), "pk")
            .values_list("cluster_id", flat=True)
            .first()
        )

    def teile(self):
        """Yield all its parts, kind by kind."""
        for kind in Teil.__subclasses__():
            yield from kind.objects.filter(analyse=self).order_by("reihenfolge")

    def is_hier_abgeschlossen(self):
        """Say whether it was finished in this Jugendamt, not in the one it came from."""
        return not self.wege.filter(am__gt=self.abgeschlossen_am).exists()

    def _zaehle(self, name, jahr, um=1):
        kennzahlen.zaehle(
            name, jugendamt=self.jugendamt_id, projekt=self.projekt_id, jahr=jahr, um=um
        )
