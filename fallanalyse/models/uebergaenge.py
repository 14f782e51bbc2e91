"""The transitions of workflow.py as methods of an analysis. All of them go through `_wechsle`."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from fallanalyse import pseudonymisierung
from fallanalyse.enums import (
    Bearbeitungsstand,
    Freigabestufe,
    Leserkreis,
    Pruefergebnis,
    Uebergang,
)
from fallanalyse.models import bibliothek_kopien
from fallanalyse.models.bestaetigung import Bestaetigung
from fallanalyse.models.rechtslage import Rechtslage
from fallanalyse.models.schwaerzung import schwaerze
from fallanalyse.models.vollstaendigkeit import was_fehlt
from fallanalyse.workflow import (
    BEIM_TEAM,
    IN_DER_BIBLIOTHEK,
    UEBERGAENGE,
    UebergangNichtMoeglich,
    state_after,
)
from kinderschutz import audit
from kinderschutz.fields import EncryptedTextField
from kinderschutz.models import Aktion
from kinderschutz.row_protection import ProtectedModel

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


class Uebergaenge(models.Model):
    """What an analysis can go through. Abstract: the fields are those of Fallanalyse."""

    class Meta:
        abstract = True

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

    @transaction.atomic
    def bestaetigen(self, *, durch, kombinationen=(), begruendung=""):
        self._wechsle(Uebergang.BESTAETIGEN, durch=durch)
        self._merke_bestaetigung(
            Pruefergebnis.BESTAETIGT, durch, kombinationen=kombinationen, begruendung=begruendung
        )

    @transaction.atomic
    def zurueckgeben_nach_lesen(self, *, durch, begruendung):
        """Return it to the team as the second person, and keep what exactly she had read."""
        self._merke_bestaetigung(Pruefergebnis.ZURUECKGEGEBEN, durch)
        self.zurueckgeben(durch=durch, begruendung=begruendung)

    def _merke_bestaetigung(self, ergebnis, durch, *, kombinationen=(), begruendung=""):
        """Keep what the second person found, and by which detectors the text was looked at."""
        Bestaetigung.objects.create(
            jugendamt_id=self.jugendamt_id,
            analyse=self,
            ergebnis=ergebnis,
            version=self.version,
            stand=self.pruefung().stand or "",
            kombinationen=list(kombinationen),
            begruendung=begruendung,
            durch=durch,
        )

    def freigeben_cluster(self, *, durch):
        self._wechsle(Uebergang.FREIGEBEN_CLUSTER, durch=durch)

    def freigeben_projekt(self, *, durch):
        self._wechsle(Uebergang.FREIGEBEN_PROJEKT, durch=durch)

    def freigeben_land(self, *, durch):
        self._wechsle(Uebergang.FREIGEBEN_LAND, durch=durch)

    def zurueckziehen(self, *, durch, begruendung=""):
        self._wechsle(Uebergang.ZURUECKZIEHEN, durch=durch, begruendung=begruendung, leserkreis="")

    def probeweise(self, uebergang, *, durch, leserkreis=Leserkreis.ASD):
        """Do a transition with what its form would ask for: whoever calls this undoes it."""
        angaben = {
            Uebergang.FREIGEBEN: {"leserkreis": leserkreis},
            Uebergang.ZURUECKGEBEN: {"begruendung": "–"},
        }
        getattr(self, uebergang)(durch=durch, **angaben.get(uebergang, {}))

    def why_not(self, uebergang, person):
        """
        Return the German reason why this person may not do this to this analysis, or "".

        These are rules about people and content; the state itself is asked in workflow.py.
        """
        if grund := self.rechtslage.why_not(uebergang):
            return grund
        match uebergang:
            case Uebergang.ABSCHLIESSEN:
                fehlt = [fehlt.text for fehlt in was_fehlt(self) if fehlt.is_fehler]
                grund = "Noch nicht vollständig: " + " ".join(fehlt) if fehlt else ""
            case Uebergang.FREIGEBEN:
                grund = self._why_not_own_work(person)
            case Uebergang.BESTAETIGEN:
                grund = self._why_not_second_person(person)
            case (
                Uebergang.FREIGEBEN_CLUSTER | Uebergang.FREIGEBEN_PROJEKT | Uebergang.FREIGEBEN_LAND
            ):
                grund = self._why_not_beyond(person)
            case _:
                grund = ""
        return grund or (self._why_not_recognisable() if _leaves_the_team(uebergang) else "")

    @transaction.atomic
    def _wechsle(self, uebergang, *, durch, begruendung="", **felder):
        """
        Lock the row, consult the table, change and log it: all or nothing.

        :raises UebergangNichtMoeglich: if another request was faster or a rule forbids it
        """
        # Before the row of the analysis, as whoever notes a withdrawal does it.
        lage = Rechtslage.objects.select_for_update().get(analyse=self.pk)
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
        self.folge_vorgabe()
        lage.folge_vorgabe(self.rechtsgrundlage)
        von = (self.bearbeitungsstand, self.freigabestufe)
        nach = state_after(uebergang, *von, mit_cluster=self.mit_cluster())
        if _leaves_the_team(uebergang):
            self._pruefe_oder_bleibe()
        if grund := self.why_not(uebergang, durch):
            raise UebergangNichtMoeglich(grund)
        if (
            uebergang in (Uebergang.WIEDER_OEFFNEN, Uebergang.ZURUECKGEBEN)
            and self.is_hier_abgeschlossen()
        ):
            self._zaehle("analysen_abgeschlossen", self._abschlussjahr(), um=-1)
        self.bearbeitungsstand, self.freigabestufe = nach
        for feld, wert in felder.items():
            setattr(self, feld, wert)
        self.save()
        if _leaves_the_team(uebergang):
            schwaerze(self)
        if uebergang == Uebergang.ABSCHLIESSEN:
            self._zaehle("analysen_abgeschlossen", self._abschlussjahr())
        self._fuehre_bibliothek_nach(von[1])
        if uebergang == Uebergang.ZURUECKZIEHEN:
            # A link that nobody used yet opens nothing any more.
            self.einladungen.filter(angenommen_am=None, beendet_am=None).update(
                beendet_am=timezone.now()
            )
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

    def _why_not_own_work(self, person):
        if self.has_geschrieben(person):
            return "Wer im Team ist oder mitgeschrieben hat, gibt nicht selbst frei."
        return ""

    def _why_not_second_person(self, person):
        if self.has_geschrieben(person):
            return "Bestätigen kann nur, wer nicht im Team ist und nicht mitgeschrieben hat."
        if self._who_last(Uebergang.FREIGEBEN) == person.pk:
            return "Sie haben für den Leserkreis freigegeben. Eine andere Person bestätigt."
        return ""

    def _why_not_beyond(self, person):
        if grund := self._why_not_own_work(person):
            return grund
        if self._who_last(Uebergang.BESTAETIGEN) == person.pk:
            return "Sie haben als zweite Person bestätigt. Eine andere Person gibt frei."
        if not self.projekt_id:
            return "Diese Fallanalyse gehört zu keinem Projekt."
        return ""

    def _pruefe_oder_bleibe(self):
        """:raises UebergangNichtMoeglich: if the detectors cannot look at this very version"""
        try:
            self.pruefe_texte()
        except pseudonymisierung.PruefungNichtMoeglich as grund:
            raise UebergangNichtMoeglich(str(grund)) from grund

    def _why_not_recognisable(self):
        try:
            offene = self.offene_treffer()
        except pseudonymisierung.PruefungNichtMoeglich as grund:
            return str(grund)
        sichere = [paar for paar in offene if paar[1].is_sicher]
        if sichere:
            stelle, fund = sichere[0]
            mehr = {1: "", 2: " und eine weitere Stelle"}.get(
                len(sichere), f" und {len(sichere) - 1} weitere Stellen"
            )
            return (
                f"Im Text steht noch {fund.treffer.grund}: {stelle.ort}, Feld »{stelle.feld}«"
                f"{mehr}. Bitte ersetzen Sie das, bevor die Fallanalyse das Team verlässt."
            )
        if offene:
            stelle, _fund = offene[0]
            return (
                f"{len(offene)} schwache Hinweise hat das Team noch nicht gelesen, der erste: "
                f"{stelle.ort}, Feld »{stelle.feld}«."
                if len(offene) > 1
                else f"Einen schwachen Hinweis hat das Team noch nicht gelesen: {stelle.ort}, Feld "
                f"»{stelle.feld}«."
            )
        return ""

    def _who_last(self, uebergang):
        """Return the key of the person who last did this, None if nobody did."""
        wechsel = self.wechsel_set.filter(uebergang=uebergang).order_by("-am").first()
        return wechsel and wechsel.durch_id

    def _abschlussjahr(self):
        # As the database counts it: the last hours of the year are already the next one in UTC+1.
        return timezone.localtime(self.abgeschlossen_am).year

    def _fuehre_bibliothek_nach(self, von_stufe):
        """Let the copies in the library follow the Freigabestufe."""
        war_dort, ist_dort = (
            stufe in IN_DER_BIBLIOTHEK for stufe in (von_stufe, self.freigabestufe)
        )
        if ist_dort and not war_dort:
            anzahl = bibliothek_kopien.kopiere(self, cluster_id=self.cluster_id())
            self._zaehle("befunde_freigegeben", timezone.localdate().year, um=anzahl)
        elif ist_dort:
            bibliothek_kopien.hebe(self)
        elif war_dort:
            for jahr, anzahl in bibliothek_kopien.entferne(self).items():
                self._zaehle("befunde_freigegeben", jahr, um=-anzahl)


def _leaves_the_team(uebergang):
    return UEBERGAENGE[uebergang].nach_stufe not in {None, *BEIM_TEAM}


class Wechsel(ProtectedModel):
    """One transition, as the page tells it. Rows are only added."""

    analyse = models.ForeignKey(
        "fallanalyse.Fallanalyse", models.CASCADE, related_name="wechsel_set"
    )
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
