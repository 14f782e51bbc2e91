import json
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fallanalyse import pseudonymisierung
from fallanalyse.enums import (
    Anlass,
    Bearbeitungsstand,
    Fallstatus,
    Freigabestufe,
    Funktion,
    Leserkreis,
    Methode,
    Rechtsgrundlage,
    Uebergang,
)
from fallanalyse.models import bibliothek_kopien
from fallanalyse.models import inhalt as inhalte
from fallanalyse.models.bearbeitung import Revision, Schrittstand
from fallanalyse.models.teile import Teil, texts_of, texts_of_all
from fallanalyse.models.vollstaendigkeit import was_fehlt
from fallanalyse.models.vorgabe import Rechtsgrundlagenvorgabe
from fallanalyse.workflow import (
    BEIM_TEAM,
    IM_JUGENDAMT_OFFEN,
    IN_DER_BIBLIOTHEK,
    SCHRITTE,
    UebergangNichtMoeglich,
    state_after,
)
from kinderschutz import audit
from kinderschutz.fields import EncryptedTextField
from kinderschutz.history import with_history
from kinderschutz.identity import rolle_of
from kinderschutz.models import Aktion, Versioniert, VersionVeraltet, Zeitgestempelt
from kinderschutz.row_protection import ProtectedManager, ProtectedModel
from kommunen import kennzahlen
from kommunen.enums import Rollenart
from kommunen.models import Projekt, Teilnahme

# Without letters and digits that are mistaken for each other when read aloud.
KENNUNG_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_kennung():
    """Return a random code: nothing in it comes from the case (domain.md 5.3)."""
    return "FA-" + "".join(secrets.choice(KENNUNG_ALPHABET) for _ in range(4))


class FallanalyseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return what the acting Rolle may know of. Team and Leserkreis are decided here."""
        rolle = rolle_of(user)
        if rolle is None or rolle.jugendamt_id is None:
            return self.none()
        eigene = self.filter(jugendamt_id=rolle.jugendamt_id)
        im_team = Q(pk__in=Teammitglied.objects.filter(person=user).values("analyse"))
        if rolle.art == Rollenart.MODERATION:
            return eigene.filter(im_team, pk=rolle.analyse)
        if rolle.art == Rollenart.LEITUNG:
            beim_team = Q(freigabestufe=Freigabestufe.TEAM) | Q(
                freigabestufe=Freigabestufe.ZURUECKGEGEBEN
            )
            return eigene.filter(im_team | ~beim_team)
        if rolle.art == Rollenart.FACHKRAFT:
            return eigene.filter(im_team | Q(freigabestufe__in=IM_JUGENDAMT_OFFEN))
        if rolle.art == Rollenart.NETZWERKKOORDINATION:
            return eigene.filter(
                freigabestufe__in=IM_JUGENDAMT_OFFEN, leserkreis=Leserkreis.JUGENDAMT
            )
        return self.none()

    def for_list(self):
        """Load what one row of the list shows, newest first."""
        return self.select_related("projekt").order_by("-updated_at", "-pk")

    def with_teile(self):
        """Load the whole analysis for reading, in a fixed number of queries."""
        return self.select_related("jugendamt", "projekt").prefetch_related(
            "personenrolle_set",
            "ereignis_set",
            "schluesselsituation_set__sichten",
            "einflussfaktor_set",
            "befund_set__belege",
            "empfehlungsvorschlag_set",
            "team__person",
        )


def default_loeschdatum():
    return timezone.localdate() + timedelta(days=settings.RETENTION_DAYS)


@with_history
class Fallanalyse(ProtectedModel, Versioniert):
    """
    One exemplary case, analysed to learn from it. Not a running § 8a file.

    Where it stands is told by two fields that only the transition methods change:
    `bearbeitungsstand` and `freigabestufe` (workflow.py).
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
    anhaengige_verfahren = models.BooleanField(
        "Ein Straf-, Disziplinar- oder familiengerichtliches Verfahren ist anhängig", default=False
    )
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
    loeschen_datum = models.DateField("löschen am", default=default_loeschdatum, editable=False)
    ist_demo = models.BooleanField("erfunden, zur Vorführung", default=False, editable=False)

    objects = ProtectedManager.from_queryset(FallanalyseQuerySet)()

    class Meta:
        verbose_name = "Fallanalyse"
        verbose_name_plural = "Fallanalysen"
        base_manager_name = "objects"
        indexes = [models.Index(fields=["jugendamt", "-updated_at", "-id"])]
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

    def get_absolute_url(self):
        return reverse("fallanalyse:detail", args=[self.pk])

    @property
    def schritte(self):
        return SCHRITTE[self.methode]

    @property
    def is_freitext_gesperrt(self):
        """While the law is not settled, coded fields may be filled, free text may not (P1)."""
        return self.rechtsgrundlage == Rechtsgrundlage.OFFEN

    @classmethod
    @transaction.atomic
    def beginne(cls, *, durch, methode, projekt=None):
        """Create an analysis in the acting Jugendamt, with `durch` as the first of its team."""
        jugendamt_id = durch.rolle.jugendamt_id
        vorgabe = Rechtsgrundlagenvorgabe.objects.filter(
            jugendamt_id=jugendamt_id, methode=methode
        ).first()
        analyse = cls(
            jugendamt_id=jugendamt_id,
            methode=methode,
            projekt=projekt,
            rechtsgrundlage=vorgabe.rechtsgrundlage if vorgabe else Rechtsgrundlage.OFFEN,
            ist_demo=settings.DEMO,
        )
        while cls.objects.filter(jugendamt_id=jugendamt_id, kennung=analyse.kennung).exists():
            analyse.kennung = new_kennung()
        analyse.save(force_insert=True)
        analyse.nimm_ins_team(durch, Funktion.ANALYSETEAM)
        analyse._zaehle("analysen_begonnen", analyse.begonnen_datum.year)
        audit.record(Aktion.ANGELEGT, analyse)
        return analyse

    def nimm_ins_team(self, person, funktion):
        Teammitglied.objects.get_or_create(
            analyse=self,
            person=person,
            defaults={"funktion": funktion, "jugendamt_id": self.jugendamt_id},
        )

    def has_im_team(self, person):
        return self.team.filter(person=person).exists()

    def has_geschrieben(self, person):
        """Say whether this person is in the team or ever wrote in it."""
        return self.has_im_team(person) or self.revision_set.filter(person=person).exists()

    def mit_cluster(self):
        """Say whether its Jugendamt takes part in the Projekt as member of a cluster."""
        return self._cluster_id() is not None

    def teile(self):
        """Yield all its parts, kind by kind."""
        for kind in Teil.__subclasses__():
            yield from kind.objects.filter(analyse=self).order_by("reihenfolge")

    def offene_treffer(self):
        """Return (place, label, Treffer) of everything the gate finds in its texts."""
        texte = [("Anlass und Leitfrage", label, text) for label, text in texts_of(self)]
        texte += texts_of_all(self.teile())
        return [
            (ort, label, treffer)
            for ort, label, text in texte
            for treffer in pseudonymisierung.pruefe(text)
        ]

    # --- writing a step ------------------------------------------------------------------------

    def version_of(self, schritt):
        """Return the version of a step, 0 before it was first saved."""
        stand = self.schrittstand_set.filter(schritt=schritt).first()
        return stand.version if stand else 0

    @transaction.atomic
    def speichere_schritt(self, schritt, inhalt, *, version, durch, verloren=None):
        """
        Save what the form says; keep what it said before, and what lost in a conflict.

        :raises VersionVeraltet: if somebody saved this step since `version`
        :raises UebergangNichtMoeglich: if the analysis is no longer with its team
        """
        self.refresh_from_db(from_queryset=Fallanalyse.objects.select_for_update())
        if self.bearbeitungsstand != Bearbeitungsstand.IN_ARBEIT:
            raise UebergangNichtMoeglich(
                "Die Fallanalyse ist inzwischen abgeschlossen. Ihr Text ist noch da; öffnen Sie "
                "sie wieder, um ihn zu speichern."
            )
        stand, _neu = Schrittstand.objects.get_or_create(
            analyse=self, schritt=schritt, defaults={"jugendamt_id": self.jugendamt_id}
        )
        if stand.version != version:
            raise VersionVeraltet(
                "Jemand anderes im Team hat diesen Schritt inzwischen gespeichert."
            )
        if version == 0:
            self._merke(schritt, inhalte.lies(self, schritt), version=0, person=None)
        inhalte.schreibe(self, schritt, inhalt)
        self.save()
        stand.version += 1
        stand.save()
        gespeichert = inhalte.lies(self, schritt)
        self._merke(schritt, gespeichert, version=stand.version, person=durch)
        if verloren:
            self._merke(schritt, verloren, version=stand.version, person=durch, verworfen=True)
        self.zwischenstand_set.filter(schritt=schritt, person=durch).delete()
        audit.record(Aktion.GEAENDERT, self)

    def inhalt_of_version(self, schritt, version):
        """Return what the step said in this version; before the first save, what it says now."""
        revision = self.revision_set.filter(
            schritt=schritt, version=version, verworfen=False
        ).first()
        return revision.inhalt if revision else inhalte.lies(self, schritt)

    def _merke(self, schritt, inhalt, *, version, person, verworfen=False):
        Revision.objects.create(
            jugendamt_id=self.jugendamt_id,
            analyse=self,
            schritt=schritt,
            version=version,
            verworfen=verworfen,
            person=person,
            inhalt_json=json.dumps(inhalt),
        )

    # --- the transitions of workflow.py, one method each ---------------------------------------

    def abschliessen(self, *, durch):
        self._wechsle(Uebergang.ABSCHLIESSEN, durch=durch, abgeschlossen_am=timezone.now())

    def wieder_oeffnen(self, *, durch):
        self._wechsle(Uebergang.WIEDER_OEFFNEN, durch=durch, abgeschlossen_am=None)

    def einreichen(self, *, durch):
        self._wechsle(Uebergang.EINREICHEN, durch=durch)

    def zurueckgeben(self, *, durch, begruendung):
        self._wechsle(
            Uebergang.ZURUECKGEBEN,
            durch=durch,
            begruendung=begruendung,
            abgeschlossen_am=None,
            leserkreis="",
        )

    def freigeben(self, *, durch, leserkreis=Leserkreis.ASD):
        self._wechsle(Uebergang.FREIGEBEN, durch=durch, leserkreis=leserkreis)

    def bestaetigen(self, *, durch):
        self._wechsle(Uebergang.BESTAETIGEN, durch=durch)

    def freigeben_cluster(self, *, durch):
        self._wechsle(Uebergang.FREIGEBEN_CLUSTER, durch=durch)

    def freigeben_projekt(self, *, durch):
        self._wechsle(Uebergang.FREIGEBEN_PROJEKT, durch=durch)

    def freigeben_land(self, *, durch):
        self._wechsle(Uebergang.FREIGEBEN_LAND, durch=durch)

    def zurueckziehen(self, *, durch, begruendung=""):
        self._wechsle(Uebergang.ZURUECKZIEHEN, durch=durch, begruendung=begruendung, leserkreis="")

    def why_not(self, uebergang, person):
        """
        Return the German reason why this person may not do this to this analysis, or "".

        These are rules about people and content; the state itself is asked in workflow.py.
        """
        match uebergang:
            case Uebergang.ABSCHLIESSEN:
                fehlt = [fehlt.text for fehlt in was_fehlt(self) if fehlt.is_fehler]
                return "Noch nicht vollständig: " + " ".join(fehlt) if fehlt else ""
            case Uebergang.FREIGEBEN if self.has_geschrieben(person):
                return "Wer im Team ist oder mitgeschrieben hat, gibt nicht selbst frei."
            case Uebergang.BESTAETIGEN:
                return self._why_not_second_person(person)
            case (
                Uebergang.FREIGEBEN_CLUSTER | Uebergang.FREIGEBEN_PROJEKT | Uebergang.FREIGEBEN_LAND
            ):
                if self.has_geschrieben(person):
                    return "Wer im Team ist oder mitgeschrieben hat, gibt nicht selbst frei."
                if not self.projekt_id:
                    return "Diese Fallanalyse gehört zu keinem Projekt."
                if not self.ist_demo:
                    return (
                        "Über das Jugendamt hinaus geht es erst, wenn die Prüfung auf "
                        "Wiedererkennbarkeit vollständig eingerichtet ist."
                    )
        return ""

    @transaction.atomic
    def _wechsle(self, uebergang, *, durch, begruendung="", **felder):
        """
        Lock the row, consult the table, change and log it: all or nothing.

        :raises UebergangNichtMoeglich: if another request was faster or a rule forbids it
        """
        self.refresh_from_db(from_queryset=Fallanalyse.objects.select_for_update())
        von = (self.bearbeitungsstand, self.freigabestufe)
        nach = state_after(uebergang, *von, mit_cluster=self.mit_cluster())
        if grund := self.why_not(uebergang, durch):
            raise UebergangNichtMoeglich(grund)
        if nach[1] not in BEIM_TEAM:
            self._require_no_treffer()
        if uebergang == Uebergang.WIEDER_OEFFNEN or uebergang == Uebergang.ZURUECKGEBEN:
            self._zaehle("analysen_abgeschlossen", self.abgeschlossen_am.year, um=-1)
        self.bearbeitungsstand, self.freigabestufe = nach
        for feld, wert in felder.items():
            setattr(self, feld, wert)
        self.save()
        if uebergang == Uebergang.ABSCHLIESSEN:
            self._zaehle("analysen_abgeschlossen", self.abgeschlossen_am.year)
        self._fuehre_bibliothek_nach(von[1])
        Wechsel.objects.create(
            jugendamt_id=self.jugendamt_id,
            analyse=self,
            uebergang=uebergang,
            von_stand=von[0],
            von_stufe=von[1],
            nach_stand=nach[0],
            nach_stufe=nach[1],
            durch=durch,
            begruendung=begruendung,
        )
        audit.record(AKTIONEN.get(uebergang, Aktion.GEAENDERT), self)

    def _why_not_second_person(self, person):
        if self.has_geschrieben(person):
            return "Bestätigen kann nur, wer nicht im Team ist und nicht mitgeschrieben hat."
        freigabe = self.wechsel_set.filter(uebergang=Uebergang.FREIGEBEN).order_by("-am").first()
        if freigabe and freigabe.durch_id == person.pk:
            return "Sie haben für den Leserkreis freigegeben. Eine andere Person bestätigt."
        return ""

    def _require_no_treffer(self):
        if treffer := self.offene_treffer():
            ort, label, einer = treffer[0]
            mehr = f" und {len(treffer) - 1} weitere Stellen" if len(treffer) > 1 else ""
            raise UebergangNichtMoeglich(
                f"Im Text steht noch {einer.grund}: {ort}, Feld »{label}«{mehr}. "
                "Bitte ersetzen Sie das, bevor die Fallanalyse das Team verlässt."
            )

    def _fuehre_bibliothek_nach(self, von_stufe):
        """Let the copies in the library follow the Freigabestufe."""
        war_dort, ist_dort = (
            stufe in IN_DER_BIBLIOTHEK for stufe in (von_stufe, self.freigabestufe)
        )
        if ist_dort and not war_dort:
            anzahl = bibliothek_kopien.kopiere(self, cluster_id=self._cluster_id())
            self._zaehle("befunde_freigegeben", timezone.localdate().year, um=anzahl)
        elif ist_dort:
            bibliothek_kopien.hebe(self)
        elif war_dort:
            for jahr, anzahl in bibliothek_kopien.entferne(self).items():
                self._zaehle("befunde_freigegeben", jahr, um=-anzahl)

    def _zaehle(self, name, jahr, um=1):
        kennzahlen.zaehle(
            name, jugendamt=self.jugendamt_id, projekt=self.projekt_id, jahr=jahr, um=um
        )

    def _cluster_id(self):
        if not self.projekt_id:
            return None
        return (
            Teilnahme.objects.filter(
                jugendamt_id=self.jugendamt_id, projekt_id=self.projekt_id, cluster__isnull=False
            )
            .order_by("-von")
            .values_list("cluster_id", flat=True)
            .first()
        )


AKTIONEN = {
    Uebergang.EINREICHEN: Aktion.EINGEREICHT,
    Uebergang.ZURUECKGEBEN: Aktion.ZURUECKGEGEBEN,
    Uebergang.FREIGEBEN: Aktion.FREIGEGEBEN,
    Uebergang.BESTAETIGEN: Aktion.FREIGEGEBEN,
    Uebergang.FREIGEBEN_CLUSTER: Aktion.FREIGEGEBEN,
    Uebergang.FREIGEBEN_PROJEKT: Aktion.FREIGEGEBEN,
    Uebergang.FREIGEBEN_LAND: Aktion.FREIGEGEBEN,
    Uebergang.ZURUECKZIEHEN: Aktion.ZURUECKGEZOGEN,
}


class TeammitgliedQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(analyse__in=Fallanalyse.objects.visible_to(user))


class Teammitglied(ProtectedModel, Zeitgestempelt):
    """Who works on an analysis. Before its release nobody else can read it."""

    analyse = models.ForeignKey(Fallanalyse, models.CASCADE, related_name="team")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Person"
    )
    funktion = models.CharField(
        "Funktion", max_length=20, choices=Funktion, default=Funktion.ANALYSETEAM
    )

    objects = ProtectedManager.from_queryset(TeammitgliedQuerySet)()

    class Meta:
        verbose_name = "Teammitglied"
        verbose_name_plural = "Team"
        constraints = [
            models.UniqueConstraint(
                name="teammitglied_einmal_je_analyse",
                fields=["analyse", "person"],
                violation_error_message="Diese Person ist schon im Team.",
            )
        ]
        indexes = [models.Index(fields=["person", "analyse"])]

    def __str__(self):
        return str(self.person)


class Wechsel(ProtectedModel):
    """One transition, as the page tells it. Rows are only added."""

    analyse = models.ForeignKey(Fallanalyse, models.CASCADE, related_name="wechsel_set")
    uebergang = models.CharField(max_length=20, choices=Uebergang)
    von_stand = models.CharField(max_length=20, choices=Bearbeitungsstand)
    von_stufe = models.CharField(max_length=20, choices=Freigabestufe)
    nach_stand = models.CharField(max_length=20, choices=Bearbeitungsstand)
    nach_stufe = models.CharField(max_length=20, choices=Freigabestufe)
    durch = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    am = models.DateTimeField(auto_now_add=True)
    begruendung = EncryptedTextField("Begründung", blank=True)

    class Meta:
        verbose_name = "Wechsel"
        verbose_name_plural = "Verlauf der Freigabe"

    def __str__(self):
        return self.get_uebergang_display()
