"""Saving a step: its new version, what it said before, and who was faster."""

from django.db import models, transaction

from fallanalyse.enums import Bearbeitungsstand
from fallanalyse.models import inhalt as inhalte
from fallanalyse.models.bearbeitung import Revision
from fallanalyse.models.pruefung import Textpruefung
from fallanalyse.models.vorhang import als_json
from fallanalyse.workflow import UebergangNichtMoeglich
from kinderschutz import audit
from kinderschutz.models import Aktion, VersionVeraltet


class Schreiben(models.Model):
    """How the steps of an analysis are written. Abstract, like Sitzungen."""

    class Meta:
        abstract = True

    def version_of(self, schritt):
        """Return the version of a step, 0 before it was first saved."""
        stand = self.schrittstand_set.filter(schritt=schritt).first()
        return stand.version if stand else 0

    def is_unveraendert(self):
        """Say whether nobody has saved anything in it since it was loaded."""
        return type(self).objects.filter(pk=self.pk, version=self.version).exists()

    @transaction.atomic
    def speichere_schritt(self, schritt, inhalt, *, version, durch, verloren=None):
        """
        Save what the form says; keep what it said before, and what lost in a conflict.

        :raises VersionVeraltet: if somebody saved this step since `version`
        :raises UebergangNichtMoeglich: if the analysis is no longer with its team
        """
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
        self.folge_vorgabe()
        if self.bearbeitungsstand != Bearbeitungsstand.IN_ARBEIT:
            raise UebergangNichtMoeglich(
                "Die Fallanalyse ist inzwischen abgeschlossen. Ihr Text ist noch da; öffnen Sie "
                "sie wieder, um ihn zu speichern."
            )
        if grund := self.sperre:
            raise UebergangNichtMoeglich(grund)
        self.rechtslage.folge_vorgabe(self.rechtsgrundlage)
        neue = self._naechste_version(schritt, version)
        if version == 0:
            self._merke(schritt, inhalte.lies(self, schritt), version=0, person=None)
        gespeichert = inhalte.schreibe(self, schritt, inhalt)
        self.save()
        Textpruefung.fuehre_nach(self, schritt, gespeichert)
        self._merke(schritt, gespeichert, version=neue, person=durch)
        if verloren:
            self._merke(schritt, verloren, version=neue, person=durch, verworfen=True)
        self.zwischenstand_set.filter(schritt=schritt, person=durch).delete()
        audit.record(Aktion.GEAENDERT, self)

    def _naechste_version(self, schritt, version):
        """
        Count this step on and return its new version.

        :raises VersionVeraltet: if its version is another one by now
        """
        stand = self.schrittstand_set.filter(schritt=schritt)
        if not stand.filter(version=version).update(version=version + 1):
            if version or stand.exists():
                raise VersionVeraltet(
                    "Jemand anderes im Team hat diesen Schritt inzwischen gespeichert."
                )
            self.schrittstand_set.create(jugendamt_id=self.jugendamt_id, schritt=schritt, version=1)
        return version + 1

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
            inhalt_json=als_json(inhalt),
        )
