"""What an analysis can do with the gate: look, decide, replace. Abstract, like Sitzungen."""

from django.db import models, transaction

from fallanalyse import pseudonymisierung
from fallanalyse.enums import Bearbeitungsstand, Trefferwahl
from fallanalyse.models import inhalt as inhalte
from fallanalyse.models.ersetzung import ersetze_in, vorkommen_of
from fallanalyse.models.pruefung import Pruefung, Textpruefung, Trefferentscheidung, forget
from fallanalyse.models.stellen import ANHAENGE, mit_texten, stellen_of
from fallanalyse.workflow import BEIM_TEAM, UebergangNichtMoeglich
from kinderschutz import audit
from kinderschutz.models import Aktion

NICHT_MEHR_BEIM_TEAM = (
    "Die Fallanalyse liegt nicht mehr beim Team. Entscheiden kann das Team wieder, wenn sie zu ihm "
    "zurückkommt."
)
VERALTET = (
    "Diese Stelle hat sich inzwischen geändert, oder jemand anderes im Team hat schon entschieden. "
    "Bitte sehen Sie sie noch einmal an."
)
ERST_OEFFNEN = (
    "Die Fallanalyse ist abgeschlossen. Bitte öffnen Sie sie wieder, um etwas zu ersetzen."
)
ENTWURF = (
    "Im Schritt »{}« haben Sie etwas getippt und noch nicht gespeichert. Speichern oder verwerfen "
    "Sie zuerst diesen Zwischenstand, damit er nicht verloren geht."
)


class Pruefungen(models.Model):
    """What the gate does with the texts of an analysis. Writing is never barred by it."""

    class Meta:
        abstract = True

    def pruefung(self, *, nachholen=False):
        """
        Return what is known of its texts.

        :raises PruefungNichtMoeglich: if `nachholen` and a detector cannot run
        """
        return Pruefung(self.pk, nachholen=nachholen)

    def stellen(self):
        return stellen_of(self)

    def funde(self):
        """
        Return (Stelle, Fund) of everything the detectors of today find in its texts.

        :raises PruefungNichtMoeglich: if a detector cannot run
        """
        pruefung = self.pruefung(nachholen=True)
        # Also where there is nothing to find: without detectors nobody may say so.
        pseudonymisierung.pruefe("")
        return [(stelle, fund) for stelle in self.stellen() for fund in pruefung.funde(stelle.text)]

    def offene_treffer(self):
        """
        Return (Stelle, Fund) of what the team has not decided yet.

        :raises PruefungNichtMoeglich: if a detector cannot run
        """
        return [(stelle, fund) for stelle, fund in self.funde() if fund.is_offen]

    def pruefe_texte(self, *, neu=True):
        """
        Let the detectors of today look at every text and keep what they say.

        :raises PruefungNichtMoeglich: if a detector cannot run
        """
        pseudonymisierung.pruefe("")
        Textpruefung.pruefe(self, self.stellen(), neu=neu)

    @transaction.atomic
    def entscheide(self, kennungen, wahl, *, begruendung, durch):
        """
        Keep that these hits tell nobody, and why; return how many were decided.

        :raises UebergangNichtMoeglich: if one is not open any more, or can only be replaced
        :raises PruefungNichtMoeglich: if a detector cannot run
        """
        self._sperre()
        if self.freigabestufe not in BEIM_TEAM:
            raise UebergangNichtMoeglich(NICHT_MEHR_BEIM_TEAM)
        self.pruefe_texte(neu=False)
        offene = {fund.kennung: (stelle, fund) for stelle, fund in self.offene_treffer()}
        if not kennungen or not offene.keys() >= set(kennungen):
            raise UebergangNichtMoeglich(VERALTET)
        gewaehlt = [offene[kennung] for kennung in dict.fromkeys(kennungen)]
        for _stelle, fund in gewaehlt:
            if fund.is_datum:
                raise UebergangNichtMoeglich(
                    "Ein Datum verrät, wann es war. Bitte ersetzen Sie es durch eine Zeit ab "
                    "Fallbeginn, zum Beispiel »im dritten Monat«."
                )
            if fund.is_sicher and wahl == Trefferwahl.GELESEN:
                raise UebergangNichtMoeglich("Das ist mehr als ein schwacher Hinweis.")
        # Decided before in this very text, by detectors that were less sure or by another reason.
        Trefferentscheidung.objects.bulk_create(
            [
                self._entscheidung(stelle, fund, wahl, durch, begruendung=begruendung)
                for stelle, fund in gewaehlt
            ],
            ignore_conflicts=True,
        )
        forget(self.pk)
        audit.record(Aktion.GEAENDERT, self)
        return len(gewaehlt)

    @transaction.atomic
    def nimm_entscheidung_zurueck(self, pk, *, durch):
        """
        Let this hit be open again.

        :raises UebergangNichtMoeglich: if the analysis left its team, or it is open already
        """
        self._sperre()
        if self.freigabestufe not in BEIM_TEAM:
            raise UebergangNichtMoeglich(NICHT_MEHR_BEIM_TEAM)
        # What was replaced is taken back as a version of its step.
        rows = self.trefferentscheidung_set.exclude(wahl=Trefferwahl.ERSETZT)
        if not rows.filter(pk=pk).delete()[0]:
            raise UebergangNichtMoeglich(VERALTET)
        forget(self.pk)
        audit.record(Aktion.GEAENDERT, self)

    def vorkommen(self, kennung):
        """
        Return (Fund, every place in the analysis that says the same), None if it is not there.

        :raises PruefungNichtMoeglich: if a detector cannot run
        """
        stellen = self.stellen()
        pruefung = self.pruefung(nachholen=True)
        for stelle in stellen:
            for fund in pruefung.funde(stelle.text):
                if fund.kennung == kennung:
                    return fund, vorkommen_of(self.pk, fund, stellen)
        return None

    @transaction.atomic
    def ersetze(self, kennung, ersatz_of, *, durch):
        """
        Replace what was chosen, as a new version of each step; return the steps.

        `ersatz_of` = {kennung of a place: what will stand there}.

        :raises UebergangNichtMoeglich: if it is finished, a text changed, or a draft would be lost
        :raises PruefungNichtMoeglich: if a detector cannot run
        """
        self._sperre()
        if self.bearbeitungsstand != Bearbeitungsstand.IN_ARBEIT:
            raise UebergangNichtMoeglich(ERST_OEFFNEN)
        fund, vorkommen = self.vorkommen(kennung) or (None, [])
        moeglich = {eines.kennung: eines for eines in vorkommen if eines.stelle.schritt != ANHAENGE}
        if not ersatz_of or not moeglich.keys() >= ersatz_of.keys():
            raise UebergangNichtMoeglich(VERALTET)
        gewaehlt = [
            (eines, ersatz_of[eines.kennung]) for eines in vorkommen if eines.kennung in ersatz_of
        ]
        schritte = list(dict.fromkeys(eines.stelle.schritt for eines, _ersatz in gewaehlt))
        for schritt in schritte:
            if self.zwischenstand_set.filter(schritt=schritt, person=durch).exists():
                raise UebergangNichtMoeglich(ENTWURF.format(schritt.label))
        for schritt in schritte:
            hier = [
                (eines, ersatz) for eines, ersatz in gewaehlt if eines.stelle.schritt == schritt
            ]
            inhalt = mit_texten(
                type(self),
                schritt,
                inhalte.lies(self, schritt),
                lambda schluessel, text, hier=hier: ersetze_in(schluessel, text, hier),
            )
            self.speichere_schritt(schritt, inhalt, version=self.version_of(schritt), durch=durch)
        Trefferentscheidung.objects.bulk_create(
            [
                self._entscheidung(
                    eines.stelle,
                    fund,
                    Trefferwahl.ERSETZT,
                    durch,
                    ersatz=ersatz,
                    wort=eines.form,
                )
                for eines, ersatz in gewaehlt
            ]
        )
        forget(self.pk)
        return schritte

    def _sperre(self):
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
        self.folge_vorgabe()

    def _entscheidung(self, stelle, fund, wahl, durch, *, begruendung="", ersatz="", wort=""):
        treffer = fund.treffer
        return Trefferentscheidung(
            jugendamt_id=self.jugendamt_id,
            analyse=self,
            wahl=wahl,
            stelle=stelle.name,
            abdruck=fund.abdruck,
            start=treffer.start,
            end=treffer.end,
            sicher=treffer.sicher,
            art=treffer.art,
            grund=treffer.grund,
            wort=wort or treffer.text,
            ersatz=ersatz,
            begruendung=begruendung,
            durch=durch,
        )
