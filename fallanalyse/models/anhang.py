"""Attachments: minutes and forms that belong to an analysis. They never leave its team."""

from django.db import models, transaction

from fallanalyse.enums import Bearbeitungsstand, Rechtsgrundlage
from fallanalyse.models.fallanalyse import Fallanalyse
from fallanalyse.models.team import Teammitglied
from fallanalyse.models.teile import Teil
from fallanalyse.models.vorhang import is_aussen
from fallanalyse.workflow import UebergangNichtMoeglich
from kinderschutz import ablage, audit
from kinderschutz.dateipruefung import Dateiart
from kinderschutz.fields import EncryptedTextField
from kinderschutz.models import Aktion
from kinderschutz.row_protection import ProtectedManager

# Each up to 20 MB; more is a file room, not an analysis.
HOECHSTENS = 40


class AnhangQuerySet(models.QuerySet):
    def visible_to(self, user):
        """
        Return those of the analyses in whose team she is, whatever their Freigabestufe.

        Nobody looks into a file for what tells who somebody is: from outside there are none.
        """
        if is_aussen():
            return self.none()
        im_team = Teammitglied.objects.filter(person=user).values("analyse")
        return self.filter(analyse__in=Fallanalyse.objects.visible_to(user).filter(pk__in=im_team))


class Anhang(Teil):
    """
    One file, as the team calls it; the file itself lies encrypted in the Ablage.

    Without history: nothing in a row ever changes, and who added or removed it stands in the audit
    trail.
    """

    bezeichnung = EncryptedTextField("Bezeichnung")
    art = models.CharField("Dateiart", max_length=10, choices=Dateiart, editable=False)
    groesse = models.PositiveIntegerField("Größe in Bytes", editable=False)
    datei = models.CharField("Name in der Ablage", max_length=32, editable=False)
    hinzugefuegt_am = models.DateTimeField("hinzugefügt am", auto_now_add=True)

    objects = ProtectedManager.from_queryset(AnhangQuerySet)()

    class Meta(Teil.Meta):
        verbose_name = "Anhang"
        verbose_name_plural = "Anhänge"

    def __str__(self):
        return f"Anhang {self.nummer}"

    @property
    def nummer(self):
        return self.reihenfolge + 1

    @property
    def kennung(self):
        """Return what the audit trail and the name of a download call it: nothing of the case."""
        return f"{self.analyse.kennung}-Anhang-{self.nummer}"

    @property
    def dateiname(self):
        return f"{self.kennung}.{self.art}"

    @classmethod
    @transaction.atomic
    def haenge_an(cls, analyse, *, bezeichnung, art, inhalt):
        """
        Keep a file that was checked (dateipruefung).

        :raises UebergangNichtMoeglich: if the analysis is no longer worked at, or has too many
        :raises ablage.NichtGespeichert: if there is no room for it
        """
        _require_in_arbeit(analyse)
        if analyse.is_freitext_gesperrt:
            raise UebergangNichtMoeglich(
                "Solange die Rechtsgrundlage offen ist, können Sie nichts anhängen."
                if analyse.rechtsgrundlage == Rechtsgrundlage.OFFEN
                else analyse.freitext_sperre
            )
        nummern = list(analyse.anhang_set.values_list("reihenfolge", flat=True))
        if len(nummern) >= HOECHSTENS:
            raise UebergangNichtMoeglich(
                f"Mehr als {HOECHSTENS} Anhänge kann eine Fallanalyse nicht haben. Bitte entfernen "
                "Sie zuerst einen, den Sie nicht mehr brauchen."
            )
        anhang = cls(
            analyse=analyse,
            reihenfolge=max(nummern, default=-1) + 1,
            bezeichnung=bezeichnung,
            art=art,
            groesse=len(inhalt),
            datei=ablage.lege_ab(inhalt),
        )
        anhang.save()
        audit.record(Aktion.ANGELEGT, anhang)
        return anhang

    @classmethod
    def dateien(cls):
        """Return the names of all files, for the Ablage; needs the system context."""
        return cls.objects.values_list("datei", flat=True)

    def lies(self):
        """
        Return the file, and keep that somebody read it.

        :raises ablage.NichtLesbar: if it is missing or broken
        """
        inhalt = ablage.lies(self.datei)
        audit.record(Aktion.GELESEN, self)
        return inhalt

    @transaction.atomic
    def entferne(self):
        """
        Remove the row now and the file with the commit.

        :raises UebergangNichtMoeglich: if the analysis is no longer worked at
        """
        _require_in_arbeit(self.analyse)
        audit.record(Aktion.ENTFERNT, self)
        ablage.entferne(self.datei)
        self.delete()


def _require_in_arbeit(analyse):
    analyse.refresh_from_db(from_queryset=Fallanalyse.objects.select_for_update())
    analyse.folge_vorgabe()
    if analyse.bearbeitungsstand != Bearbeitungsstand.IN_ARBEIT:
        raise UebergangNichtMoeglich(
            "Die Fallanalyse ist inzwischen abgeschlossen. Öffnen Sie sie wieder, um an den "
            "Anhängen etwas zu ändern."
        )
    if grund := analyse.sperre:
        raise UebergangNichtMoeglich(grund)
