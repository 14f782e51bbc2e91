"""Takes a profile page that was read over into the database: its text, points and measures."""

from dataclasses import dataclass, field

from django.db import transaction

from kinderschutz import audit
from kinderschutz.models import Aktion
from kommunen.enums import Profilabschnitt
from kommunen.massnahmen_aus_profil import massnahmen_aus_profil
from kommunen.models import Profil, Projekt
from kommunen.profilinhalt import Profilinhalt, Punkt
from kommunen.teilnahmeuebernahme import ROLLEN, Teilnahmeuebernahme, UebernahmeNichtMoeglich

__all__ = ["ABSCHNITTE", "ROLLEN", "Uebernahme", "UebernahmeNichtMoeglich", "uebernimm"]

ABSCHNITTE = {
    "interesse": Profilabschnitt.INTERESSE,
    "teilnehmende": Profilabschnitt.TEILNEHMENDE,
    "themen": Profilabschnitt.THEMEN,
    "ergebnisse_kommunal": Profilabschnitt.ERG_KOMMUNAL,
    "kommunal_in_planung": Profilabschnitt.PLAN_KOMMUNAL,
    "clusteruebergreifend": Profilabschnitt.ERG_CLUSTER,
    "clusteruebergreifend_in_planung": Profilabschnitt.PLAN_CLUSTER,
    "besonderheiten": Profilabschnitt.BESONDERHEITEN,
    "fussnoten": Profilabschnitt.FUSSNOTE,
}


@dataclass
class Uebernahme:
    """What came of it. `is_neu`: the database holds something it did not hold before."""

    profil: Profil
    is_neu: bool
    massnahmen: int = 0
    hinweise: list[str] = field(default_factory=list)


@transaction.atomic
def uebernimm(profiltext, *, projekt, stand=None, ersetzen=False, nur_jugendamt=None):
    """
    Create the Profil of the page in this Projekt, with its Teilnahme, Cluster and Massnahmen.

    The same text a second time changes nothing. Another text replaces an existing Profil only
    with `ersetzen`; measures stay, for people may have worked on them since. It becomes a draft:
    publishing is a decision of people.

    With `nur_jugendamt` it must be the page of a Kommune that takes part with this Jugendamt, and
    what it says about who takes part as what is told, not entered.

    :raises UebernahmeNichtMoeglich: if the Kommune is unclear or something contradicts
    """
    # One page after the other: two may name the same cluster or the same neighbour first.
    Projekt.objects.select_for_update().get(pk=projekt.pk)
    wer = Teilnahmeuebernahme(profiltext, projekt, nur_jugendamt)
    return _Uebernahme(profiltext, stand, wer).run(ersetzen)


class _Uebernahme:
    def __init__(self, text, stand, wer):
        self.text = text
        self.stand = stand
        self.wer = wer
        self.teilnahme = wer.teilnahme
        self.hinweise = wer.hinweise

    def run(self, ersetzen):
        profil = self._existing_profil()
        if profil and self._says_the_same(profil):
            return Uebernahme(profil, is_neu=False)
        if profil and profil.punkte.exists() and not ersetzen:
            raise UebernahmeNichtMoeglich(
                f"»{self.wer.kommune}« hat im Projekt »{self.wer.projekt}« schon ein Profil mit "
                "anderem Text. Es wurde nicht überschrieben."
            )
        self.wer.trage_ein()
        aktion = Aktion.GEAENDERT if profil else Aktion.ANGELEGT
        profil, neue = self._write_profil(profil or Profil(teilnahme=self.teilnahme))
        audit.record(
            aktion,
            objektart="profil",
            kennung=str(profil.pk),
            jugendamt=self.teilnahme.jugendamt_id,
        )
        return Uebernahme(profil, is_neu=True, massnahmen=neue, hinweise=self.hinweise)

    def _says_the_same(self, profil):
        """Return whether the page was taken over before, or holds what the Profil holds anyway."""
        if profil.quelltext_pruefsumme == self.text.pruefsumme:
            return True
        inhalt = profil.arbeitsfassung().abschnitte
        return all(
            _plain(inhalt[abschnitt]) == _plain(self._points(name))
            for name, abschnitt in ABSCHNITTE.items()
        )

    def _existing_profil(self):
        if self.teilnahme.pk is None:
            return None
        profile = Profil.objects.select_for_update(of=("self",))
        return profile.filter(teilnahme=self.teilnahme).first()

    def _write_profil(self, profil):
        """Return (Profil, number of new measures). Beside what is published stands a draft."""
        profil.warnungen = [*self.text.warnungen, *self.hinweise]
        if profil.is_veroeffentlicht:
            self.hinweise.append(
                "Was veröffentlicht ist, bleibt zu sehen. Das Gelesene steht als Entwurf daneben."
            )
            inhalt, neue = self._inhalt(profil)
            profil.bearbeite(inhalt, version=profil.version)
            return profil, neue
        profil.stand = self.stand or profil.stand
        profil.unvollstaendig = self.text.unvollstaendig
        profil.quelltext_pruefsumme = self.text.pruefsumme
        inhalt, neue = self._inhalt(profil)
        profil.setze_inhalt(inhalt.abschnitte)
        return profil, neue

    def _inhalt(self, profil):
        """Return (Profilinhalt of the page, number of new measures)."""
        massnahmen, neue = massnahmen_aus_profil(
            profil, {ABSCHNITTE[name]: punkte for name, punkte in self.text.punkte.items()}
        )
        abschnitte = dict.fromkeys(Profilabschnitt)
        for name, abschnitt in ABSCHNITTE.items():
            punkte = self._points(name)
            abschnitte[abschnitt] = punkte and [
                Punkt(*paar, massnahmen[abschnitt, stelle].pk)
                if (abschnitt, stelle) in massnahmen
                else Punkt(*paar)
                for stelle, paar in enumerate(_plain(punkte))
            ]
        stand = self.stand or profil.stand
        return Profilinhalt(abschnitte, stand, self.text.unvollstaendig), neue

    def _points(self, name):
        """Return the points of a section as `setze_inhalt` takes them, None if it is missing."""
        punkte = self.text.punkte.get(name)
        if punkte is None:
            return None
        if name == "teilnehmende":
            return self.text.teilnehmende
        return [(punkt.text, punkt.ist_absatz) for punkt in punkte]


def _plain(punkte):
    """Return the points as comparable pairs, whether saved or read; None if there is no section."""
    if punkte is None:
        return None
    return [
        (punkt, False)
        if isinstance(punkt, str)
        else punkt
        if isinstance(punkt, tuple)
        else (punkt.text, punkt.ist_absatz)
        for punkt in punkte
    ]
