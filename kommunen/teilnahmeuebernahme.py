"""
Who takes part as what, by a profile page that was read: the first half of taking it over.

A statement about the Kommune itself is taken over, what the page says about others only where
nobody has said otherwise: the page of a Kommune wins over what its neighbours write.
"""

from django.db.models import F

from kommunen.enums import Teilnahmerolle
from kommunen.kommunensuche import KommuneUnklar, finde_kommune
from kommunen.models import Cluster, Kommune, Teilnahme, Zustaendigkeit

ROLLEN = {
    "MODELLKOMMUNE": Teilnahmerolle.MODELL,
    "PARTNERKOMMUNE": Teilnahmerolle.PARTNER,
}


class UebernahmeNichtMoeglich(Exception):
    """Nothing was taken over. The message is German and may be shown to the user."""


class Teilnahmeuebernahme:
    """
    The Kommune of the page and its Teilnahme, unsaved until `trage_ein`.

    `hinweise` tell where page and database differ.

    :raises UebernahmeNichtMoeglich: if the Kommune is unclear or may not be taken over
    """

    def __init__(self, text, projekt, nur_jugendamt=None):
        self.nur_jugendamt = nur_jugendamt
        self.text = text
        self.projekt = projekt
        self.hinweise = []
        self.kommune = self._find_kommune()
        self.teilnahme = self._own_teilnahme()

    def trage_ein(self):
        """
        Enter what the page says about who takes part.

        :raises UebernahmeNichtMoeglich: if the cluster contradicts
        """
        self._complete_teilnahme()
        self._name_the_others()

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
