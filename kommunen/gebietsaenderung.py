"""
Kommunen end and others follow: a merger, a split, one that goes into its neighbour.

Only dates and references are written, so a day to come needs nobody to come back. What the
dissolved one was, its profiles, measures and figures, stays as it was. Where it runs a Jugendamt,
that goes to the first successor's by an Uebergabe, which the Leitungen agree to as ever.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db import transaction
from django.utils import timezone

from kinderschutz import audit
from kinderschutz.models import Aktion
from kommunen.kommunensuche import KommuneUnklar, finde_kommune
from kommunen.models import Jugendamt, Kommune, Teilnahme, Uebergabe, Zustaendigkeit
from kommunen.models.uebergabe import UebergabeNichtMoeglich
from kommunen.schreibweise import geglaettet

EIN_TAG = timedelta(days=1)
# A key behind the name: »Landkreis Neuland, 07999«.
AGS = re.compile(r"[,;]?\s*\(?(?:AGS\s*)?([0-9]{5}(?:[0-9]{3})?)\)?\s*$")


@dataclass(frozen=True)
class NeueKommune:
    """A successor that is not there yet; kind of territory and Land are those of the dissolved."""

    name: str
    ags: str

    def __str__(self):
        return self.name


def lies_kommune(zeile, *, neue_erlaubt):
    """
    Return the Kommune of this line, a NeueKommune where it has a key nobody bears.

    :raises KommuneUnklar: if it is none that exists, or may be several
    """
    treffer = AGS.search(zeile)
    if treffer is None:
        return finde_kommune(zeile, am=timezone.localdate()).kommune
    name, ags = zeile[: treffer.start()].strip(), treffer[1]
    bekannte = Kommune.objects.gueltig(timezone.localdate() + EIN_TAG)
    kommune = bekannte.filter(ags=ags).first()
    if kommune and (not name or geglaettet(name).lower() == kommune.name.lower()):
        return kommune
    if not neue_erlaubt:
        raise KommuneUnklar(f"Eine Kommune mit dem Schlüssel {ags} ist nicht bekannt.")
    if not name:
        raise KommuneUnklar(f"Vor dem Schlüssel {ags} fehlt der Name der neuen Kommune.")
    return NeueKommune(name, ags)


@dataclass(frozen=True)
class Gebietsaenderung:
    """`am` is the first day of the successors, Kommunen or NeueKommunen."""

    aufgeloest: tuple
    nachfolger: tuple
    am: object

    @property
    def letzter_tag(self):
        return self.am - EIN_TAG

    @cached_property
    def jugendaemter(self):
        """The Jugendämter that the dissolved ones run."""
        return list(
            Jugendamt.objects.gueltig(self.letzter_tag)
            .filter(traeger__in=self.aufgeloest)
            .select_related("traeger")
            .order_by("name", "pk")
        )

    @cached_property
    def gebiete(self):
        """Who answers for the dissolved territories on their last day."""
        return list(
            Zustaendigkeit.objects.gueltig(self.letzter_tag)
            .filter(kommune__in=self.aufgeloest)
            .select_related("jugendamt", "kommune")
            .order_by("kommune__name", "pk")
        )

    @cached_property
    def teilnahmen(self):
        """What the dissolved ones take part in beyond their last day."""
        return list(
            Teilnahme.objects.gueltig(self.am)
            .filter(kommune__in=self.aufgeloest)
            .select_related("kommune", "projekt")
            .order_by("kommune__name", "projekt__beginn", "pk")
        )

    def hindernisse(self):
        """Yield (field, German sentence) for what makes no sense."""
        for kommune in self.aufgeloest:
            if kommune in self.nachfolger:
                yield "nachfolger", f"»{kommune}« kann nicht enden und sich selbst nachfolgen."
            if kommune.gueltig_bis is not None:
                yield "aufgeloest", f"»{kommune}« endet schon am {kommune.gueltig_bis:%d.%m.%Y}."
            if kommune.gueltig_von is not None and kommune.gueltig_von >= self.am:
                yield "am", f"»{kommune}« entsteht erst am {kommune.gueltig_von:%d.%m.%Y}."
        for eine in self._vorhandene():
            if eine.gueltig_bis is not None and eine.gueltig_bis < self.am:
                yield "nachfolger", f"»{eine}« gibt es dann selbst nicht mehr."
        laender = {kommune.bundesland_id for kommune in (*self.aufgeloest, *self._vorhandene())}
        if len(laender) > 1:
            yield "nachfolger", "Die Kommunen liegen in verschiedenen Ländern."
        bleibende = Kommune.objects.filter(gueltig_bis=None).exclude(
            pk__in=[kommune.pk for kommune in self.aufgeloest]
        )
        for neue in self._neue():
            if andere := bleibende.filter(ags=neue.ags).first():
                yield "nachfolger", f"Den Schlüssel {neue.ags} hat schon »{andere}«."
            elif bleibende.filter(
                name=neue.name, bundesland=self.aufgeloest[0].bundesland_id
            ).exists():
                yield "nachfolger", f"»{neue}« gibt es schon, mit einem anderen Schlüssel."
        for jugendamt in self.jugendaemter:
            if Uebergabe.objects.filter(abgebend=jugendamt, verworfen_am=None).exists():
                yield "aufgeloest", f"Für »{jugendamt}« gibt es schon eine Übergabe."
            if Uebergabe.objects.offen().filter(aufnehmend=jugendamt).exists():
                yield "aufgeloest", f"»{jugendamt}« nimmt selbst noch ein Jugendamt auf."

    def folgen(self):
        """Return what will happen, a German sentence each."""
        danach = " und ".join(f"»{eine}«" for eine in self.nachfolger)
        saetze = [
            f"»{kommune}« besteht bis zum {self.letzter_tag:%d.%m.%Y}; danach: {danach}."
            for kommune in self.aufgeloest
        ]
        saetze += [
            f"»{neue}« ({neue.ags}) wird angelegt und besteht ab dem {self.am:%d.%m.%Y}."
            for neue in self._neue()
        ]
        saetze += [
            f"»{jugendamt}« wird dem Jugendamt von »{self.nachfolger[0]}« übergeben, sobald die "
            "Leitungen zustimmen."
            for jugendamt in self.jugendaemter
        ]
        saetze += [
            f"»{eine.jugendamt}« ist für »{eine.kommune}« bis zum {self.letzter_tag:%d.%m.%Y} "
            "zuständig."
            for eine in self.gebiete
        ]
        saetze += [
            f"Für »{neue}« ist ab dem {self.am:%d.%m.%Y} {self._zustaendig_text(nummer)}."
            for nummer, neue in enumerate(self.nachfolger)
            if isinstance(neue, NeueKommune)
        ]
        saetze += [
            f"»{teilnahme.kommune}« nimmt bis zum {self.letzter_tag:%d.%m.%Y} an "
            f"»{teilnahme.projekt}« teil; ihr Profil bleibt, wie es ist."
            for teilnahme in self.teilnahmen
        ]
        return saetze

    @property
    def abdruck(self):
        """What was looked at: whoever changes it afterwards looks again before it is done."""
        return hashlib.sha256("\n".join(self.folgen()).encode()).hexdigest()[:16]

    @transaction.atomic
    def fuehre_durch(self, *, durch=None):
        """
        Write it, and return the Uebergaben that are planned with it. Needs to see all Rollen.

        :raises UebergabeNichtMoeglich: if the Jugendamt of a dissolved one cannot be handed over
        """
        gesperrt = list(
            Kommune.objects.select_for_update(of=("self",))
            .filter(pk__in=[kommune.pk for kommune in self.aufgeloest])
            .order_by("pk")
        )
        if any(kommune.gueltig_bis is not None for kommune in gesperrt):
            raise UebergabeNichtMoeglich("Eine dieser Kommunen ist inzwischen schon aufgelöst.")
        for kommune in gesperrt:
            kommune.gueltig_bis = self.letzter_tag
            kommune.save(update_fields=["gueltig_bis"])
        nachfolger = [self._lege_an(eine) for eine in self.nachfolger]
        for kommune in gesperrt:
            kommune.nachfolger.set(nachfolger)
            audit.record(Aktion.GEAENDERT, kommune)
        self._beende_gebiete()
        self._beende_teilnahmen()
        uebergaben = self._uebergib(nachfolger[0], durch)
        self._gib_gebiete(nachfolger)
        return uebergaben

    def _vorhandene(self):
        return [eine for eine in self.nachfolger if isinstance(eine, Kommune)]

    def _neue(self):
        return [eine for eine in self.nachfolger if isinstance(eine, NeueKommune)]

    @cached_property
    def _gemeinsam_zustaendig(self):
        """The one Jugendamt that answers for all of the dissolved and goes on, or None."""
        aemter = {eine.jugendamt for eine in self.gebiete}
        if len(aemter) != 1 or len(self.gebiete) < len(self.aufgeloest):
            return None
        [jugendamt] = aemter
        return None if jugendamt in self.jugendaemter else jugendamt

    def _zustaendig_text(self, nummer):
        if self.jugendaemter and nummer == 0:
            return "ihr neues Jugendamt zuständig"
        if self._gemeinsam_zustaendig:
            return f"»{self._gemeinsam_zustaendig}« zuständig"
        return "noch kein Jugendamt zuständig; bitte tragen Sie eines ein"

    def _lege_an(self, eine):
        if isinstance(eine, Kommune):
            return eine
        vorbild = self.aufgeloest[0]
        neue = Kommune.objects.create(
            name=eine.name,
            ags=eine.ags,
            gebietstyp=vorbild.gebietstyp,
            bundesland_id=vorbild.bundesland_id,
            kreis_id=vorbild.kreis_id,
            gueltig_von=self.am,
        )
        audit.record(Aktion.ANGELEGT, neue)
        return neue

    def _beende_gebiete(self):
        for eine in Zustaendigkeit.objects.filter(kommune__in=self.aufgeloest):
            if eine.von is not None and eine.von >= self.am:
                eine.delete()
            elif eine.bis is None or eine.bis > self.letzter_tag:
                eine.bis = self.letzter_tag
                eine.save(update_fields=["bis"])

    def _beende_teilnahmen(self):
        for teilnahme in self.teilnahmen:
            if teilnahme.von is None or teilnahme.von < self.am:
                teilnahme.bis = self.letzter_tag
                teilnahme.save(update_fields=["bis"])

    def _uebergib(self, nachfolger, durch):
        if not self.jugendaemter:
            return []
        aufnehmend = (
            Jugendamt.objects.gueltig(self.am)
            .filter(traeger=nachfolger)
            .exclude(pk__in=[jugendamt.pk for jugendamt in self.jugendaemter])
            .order_by("pk")
            .first()
        )
        if aufnehmend is None:
            aufnehmend = Jugendamt.objects.create(
                name=f"Jugendamt {nachfolger.name}", traeger=nachfolger, gueltig_von=self.am
            )
            audit.record(Aktion.ANGELEGT, objektart="jugendamt", kennung=str(aufnehmend.pk))
        uebergaben = []
        for jugendamt in self.jugendaemter:
            uebergabe = Uebergabe(abgebend=jugendamt, aufnehmend=aufnehmend, am=self.am)
            uebergabe.leitung_wird = uebergabe.sichere_leitungsrolle()
            uebergabe.plane(durch=durch)
            uebergaben.append(uebergabe)
        return uebergaben

    def _gib_gebiete(self, nachfolger):
        """Let somebody answer for the successors for whom nobody does yet."""
        for nummer, kommune in enumerate(nachfolger):
            jugendamt = self._gemeinsam_zustaendig
            if self.jugendaemter and nummer == 0:
                jugendamt = Jugendamt.objects.gueltig(self.am).filter(traeger=kommune).first()
            vorhandene = Zustaendigkeit.objects.filter(kommune=kommune).exclude(bis__lt=self.am)
            if jugendamt and not vorhandene.exists():
                Zustaendigkeit.objects.create(jugendamt=jugendamt, kommune=kommune, von=self.am)
