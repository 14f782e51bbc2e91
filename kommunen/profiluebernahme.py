"""
Takes a profile page that was read over into the database.

A statement about the Kommune itself is taken over, what the page says about others only where
nobody has said otherwise: the page of a Kommune wins over what its neighbours write.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F

from kinderschutz import audit
from kinderschutz.models import Aktion
from kommunen.enums import Profilabschnitt, Teilnahmerolle
from kommunen.kommunensuche import KommuneUnklar, finde_kommune
from kommunen.massnahmen_aus_profil import massnahmen_aus_profil
from kommunen.models import Cluster, Kommune, Profil, Projekt, Teilnahme, Zustaendigkeit
from kommunen.profilinhalt import Profilinhalt, Punkt

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
ROLLEN = {
    "MODELLKOMMUNE": Teilnahmerolle.MODELL,
    "PARTNERKOMMUNE": Teilnahmerolle.PARTNER,
}


class UebernahmeNichtMoeglich(Exception):
    """Nothing was taken over. The message is German and may be shown to the user."""


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
    return _Uebernahme(profiltext, projekt, stand, nur_jugendamt).run(ersetzen)


class _Uebernahme:
    def __init__(self, text, projekt, stand, nur_jugendamt=None):
        self.nur_jugendamt = nur_jugendamt
        self.text = text
        self.projekt = projekt
        self.stand = stand
        self.hinweise = []

    def run(self, ersetzen):
        self.kommune = self._find_kommune()
        self.teilnahme = self._own_teilnahme()
        profil = self._existing_profil()
        if profil and self._says_the_same(profil):
            return Uebernahme(profil, is_neu=False)
        if profil and profil.punkte.exists() and not ersetzen:
            raise UebernahmeNichtMoeglich(
                f"»{self.kommune}« hat im Projekt »{self.projekt}« schon ein Profil mit anderem "
                "Text. Es wurde nicht überschrieben."
            )
        self._complete_teilnahme()
        self._name_the_others()
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

    def _find_kommune(self):
        text = self.text
        try:
            fund = finde_kommune(
                text.kommune, web=text.web, land=text.bundesland, am=self.projekt.beginn
            )
        except KommuneUnklar as grund:
            raise UebernahmeNichtMoeglich(str(grund)) from grund
        if fund.hinweis:
            self.hinweise.append(fund.hinweis)
        return fund.kommune

    def _own_teilnahme(self):
        """Return the newest Teilnahme of the Kommune in the Projekt, unsaved if there is none."""
        teilnahme = self._teilnahme_of(self.kommune)
        if self.nur_jugendamt is not None and (
            teilnahme is None or teilnahme.jugendamt_id != self.nur_jugendamt
        ):
            raise UebernahmeNichtMoeglich(
                f"»{self.kommune}« nimmt am Projekt »{self.projekt}« nicht mit Ihrem Jugendamt "
                "teil. Diese Seite kann nur die Projektkoordination übernehmen."
            )
        if teilnahme is not None:
            return teilnahme
        if not self.text.rolle:
            raise UebernahmeNichtMoeglich(
                f"Der Text sagt nicht, ob »{self.kommune}« Modell- oder Partnerkommune ist."
            )
        return self._new_teilnahme(self.kommune, ROLLEN[self.text.rolle])

    def _teilnahme_of(self, kommune):
        return (
            Teilnahme.objects.select_for_update(of=("self",))
            .filter(kommune=kommune, projekt=self.projekt)
            .order_by(F("von").desc(nulls_last=True), "pk")
            .first()
        )

    def _new_teilnahme(self, kommune, rolle):
        zustaendig = Zustaendigkeit.objects.gueltig().filter(kommune=kommune).first()
        return Teilnahme(
            kommune=kommune,
            projekt=self.projekt,
            rolle=rolle,
            jugendamt_id=zustaendig and zustaendig.jugendamt_id,
            von=self.projekt.beginn,
            bis=self.projekt.ende,
        )

    def _complete_teilnahme(self):
        """Let the Teilnahme say what the page of the Kommune itself says."""
        teilnahme, rolle = self.teilnahme, ROLLEN.get(self.text.rolle)
        if self.nur_jugendamt is not None:
            self._compare_teilnahme(teilnahme, rolle)
            return
        self.cluster = self._cluster() or teilnahme.cluster
        if teilnahme.cluster and self.cluster != teilnahme.cluster:
            raise UebernahmeNichtMoeglich(
                f"»{self.kommune}« gehört im Projekt zum {teilnahme.cluster}, "
                f"der Text nennt das {self.cluster}."
            )
        if rolle and teilnahme.rolle != rolle:
            self.hinweise.append(
                f"»{self.kommune}« war als {teilnahme.get_rolle_display()} eingetragen; nach ihrer "
                f"eigenen Seite ist sie {rolle.label}."
            )
            teilnahme.rolle = rolle
        teilnahme.cluster = self.cluster
        if teilnahme.is_modellkommune and (andere := self._leader_of_the_cluster()):
            raise UebernahmeNichtMoeglich(
                f"Das {self.cluster} hat in dieser Zeit schon die Modellkommune »{andere}«."
            )
        teilnahme.save()
        self._complete_website()

    def _compare_teilnahme(self, teilnahme, rolle):
        """Tell where page and database differ; the coordination decides what is right."""
        self.cluster = teilnahme.cluster
        if rolle and teilnahme.rolle != rolle:
            self.hinweise.append(
                f"Die Seite nennt »{self.kommune}« {rolle.label}; eingetragen ist sie als "
                f"{teilnahme.get_rolle_display()}. Ändern kann das die Projektkoordination."
            )
        eingetragen = self.cluster and self.cluster.nummer
        if self.text.cluster and self.text.cluster != eingetragen:
            wo = f"im {self.cluster}" if self.cluster else "ohne Cluster"
            self.hinweise.append(
                f"Die Seite nennt das Kinderschutzcluster {self.text.cluster}; eingetragen ist "
                f"»{self.kommune}« {wo}. Ändern kann das die Projektkoordination."
            )
        self._complete_website()

    def _complete_website(self):
        laenge = Kommune._meta.get_field("website").max_length
        if self.text.web and not self.kommune.website and len(self.text.web) <= laenge:
            self.kommune.website = self.text.web
            self.kommune.save(update_fields=["website"])

    def _cluster(self):
        if self.text.cluster is None:
            return None
        return Cluster.objects.get_or_create(projekt=self.projekt, nummer=self.text.cluster)[0]

    def _leader_of_the_cluster(self):
        """Return the other Kommune that leads the cluster, or None."""
        if self.cluster is None:
            return None
        fuehrende = (
            Teilnahme.objects.filter(cluster=self.cluster, rolle=Teilnahmerolle.MODELL)
            .exclude(kommune=self.kommune)
            .gueltig(self.projekt.beginn)
            .select_related("kommune")
            .first()
        )
        return fuehrende and fuehrende.kommune

    def _name_the_others(self):
        """Let the Kommunen the page names take part too, where nothing is known of them yet."""
        if self.text.modellkommune:
            self._mention(self.text.modellkommune, Teilnahmerolle.MODELL)
        for name in self.text.partnerkommunen:
            self._mention(name, Teilnahmerolle.PARTNER)

    def _mention(self, name, rolle):
        try:
            kommune = finde_kommune(name, am=self.projekt.beginn).kommune
        except KommuneUnklar as grund:
            self.hinweise.append(f"{rolle.label} »{name}«: {grund}")
            return
        if kommune == self.kommune or self.cluster is None:
            # A Kommune among its own partners says nothing; the parser has warned of it.
            return
        teilnahme = self._teilnahme_of(kommune)
        if teilnahme is None:
            self._let_take_part(kommune, rolle)
        elif teilnahme.cluster_id != self.cluster.pk:
            wo = teilnahme.cluster or "keinem Cluster"
            self.hinweise.append(
                f"Der Text zählt »{kommune}« zum {self.cluster}; eingetragen ist sie bei {wo}."
            )
        elif teilnahme.rolle != rolle:
            self.hinweise.append(
                f"Der Text nennt »{kommune}« {rolle.label}; eingetragen ist sie als "
                f"{teilnahme.get_rolle_display()}."
            )

    def _let_take_part(self, kommune, rolle):
        if self.nur_jugendamt is not None:
            self.hinweise.append(
                f"Der Text nennt »{kommune}« {rolle.label}; eingetragen ist sie im Projekt nicht. "
                "Eintragen kann das die Projektkoordination."
            )
            return
        if rolle == Teilnahmerolle.MODELL:
            fuehrende = self._leader_of_the_cluster()
            if fuehrende or self.teilnahme.is_modellkommune:
                self.hinweise.append(
                    f"Der Text nennt »{kommune}« als Modellkommune; "
                    f"eingetragen ist »{fuehrende or self.kommune}«."
                )
                return
        teilnahme = self._new_teilnahme(kommune, rolle)
        teilnahme.cluster = self.cluster
        teilnahme.save()

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
