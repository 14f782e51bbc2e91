"""How an analysis ends: on which day, shut before its day, withdrawn when the law bars it."""

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from fallanalyse.enums import Rechtsgrundlage, Uebergang
from fallanalyse.workflow import UEBERGAENGE
from kinderschutz.monate import in_monaten

# § 75 Abs. 4 SGB X: so long data may be kept to verify results, counted from the last day.
NACHPRUEFUNG_MONATE = 120
AM_WIDERRUF = "Die Rechtsgrundlage ist weggefallen: Eine Einwilligung ist widerrufen."


class MitLoeschdatum(models.Model):
    """What its Rechtslage decides about the end of an analysis. Abstract, like Sitzungen."""

    class Meta:
        abstract = True

    @property
    def is_verlaengert(self):
        return self.laenger_am is not None

    def setze_loeschdatum(self, datum, *, begruendung, durch):
        """
        Delete it on another day; later than its Löschfrist only with a reason.

        Does not save.
        """
        if datum <= self.loeschen_regulaer:
            self._nicht_laenger(datum)
            return
        if datum != self.loeschen_datum or begruendung != self.laenger_begruendung:
            self.laenger_durch, self.laenger_am = durch, timezone.localdate()
        self.loeschen_datum, self.laenger_begruendung = datum, begruendung

    def why_not_loeschdatum(self, datum, begruendung):
        """Return (field, sentence) why it cannot be deleted on this day, or None."""
        heute = timezone.localdate()
        if datum <= heute:
            return (
                "loeschen_datum",
                "Der Tag liegt nicht in der Zukunft. Wenn Sie jetzt löschen wollen, geht das unter "
                "»Vorzeitig löschen«.",
            )
        spaetestens = in_monaten(heute, NACHPRUEFUNG_MONATE)
        if self.rechtsgrundlage == Rechtsgrundlage.FORSCHUNG75 and self.verarbeitung_bis:
            spaetestens = in_monaten(self.verarbeitung_bis, NACHPRUEFUNG_MONATE)
        if datum > spaetestens:
            return (
                "loeschen_datum",
                f"Länger als bis zum {spaetestens:%d.%m.%Y} geht es nicht: zehn Jahre sind das "
                "Äußerste.",
            )
        if datum > self.loeschen_regulaer and not begruendung:
            return (
                "laenger_begruendung",
                f"Das ist länger als die Löschfrist (bis {self.loeschen_regulaer:%d.%m.%Y}). Bitte "
                "schreiben Sie, warum.",
            )
        return None

    @transaction.atomic
    def merke_zum_loeschen_vor(self, *, grund, durch):
        """Shut it for everybody at once; the next run of `loesche_faellige` deletes it."""
        self._lock()
        self.vorgemerkt_am = timezone.localdate()
        self.vorgemerkt_durch, self.vorgemerkt_grund = durch, grund
        self._ziehe_zurueck(durch, "Die Leitung hat die Fallanalyse zum Löschen vorgemerkt.")
        self.speichere()

    @transaction.atomic
    def nimm_vormerkung_zurueck(self):
        """Open it again, as long as it is there. What was released stays withdrawn."""
        self._lock()
        self.vorgemerkt_am = self.vorgemerkt_durch = None
        self.vorgemerkt_grund = ""
        self.speichere()

    def ziehe_zurueck_wenn_gesperrt(self, durch):
        """Take everything back that was released, if the law now bars everything."""
        self.refresh_from_db()
        if self.sperre():
            self._ziehe_zurueck(durch, AM_WIDERRUF)

    def _ziehe_zurueck(self, durch, begruendung):
        # Where the database does not show it to who asks, it is a draft: nothing of it is released.
        analyse = (
            apps.get_model("fallanalyse.Fallanalyse").objects.filter(pk=self.analyse_id).first()
        )
        if analyse and analyse.freigabestufe in UEBERGAENGE[Uebergang.ZURUECKZIEHEN].stufen:
            analyse.zurueckziehen(durch=durch, begruendung=begruendung)

    def _lock(self):
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())

    def _nicht_laenger(self, datum):
        self.loeschen_datum = datum
        self.laenger_begruendung = ""
        self.laenger_durch = self.laenger_am = None
